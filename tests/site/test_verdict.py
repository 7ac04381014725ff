"""A site that does not say what the publication says is refused, at the line that it is about."""

from __future__ import annotations

import re
import shutil
from collections.abc import Callable
from pathlib import Path

import pytest

from scripts.publication.errors import PublicationError
from scripts.site.verdict import verify_site
from tests.site.conftest import Built


@pytest.fixture
def judged(tiny_site: Built, tmp_path: Path) -> Callable[[Callable[[str], str]], str]:
    """What is said of the site when the page with the first notes was changed; '' if nothing."""

    def judge(change: Callable[[str], str]) -> str:
        site = Path(shutil.copytree(tiny_site.site, tmp_path / "site"))
        chapter = next(chapter for chapter in tiny_site.publication.chapters if chapter.notes)
        path = site / chapter.url / "index.html"
        page = path.read_text(encoding="utf-8")
        path.write_text(change(page), encoding="utf-8")
        try:
            verify_site(
                tiny_site.publication, tiny_site.references, site, [tiny_site.publication.root, Path("/build/here")]
            )
        except PublicationError as error:
            return str(error)
        return ""

    return judge


def replaced(old: str, new: str) -> Callable[[str], str]:
    def change(page: str) -> str:
        assert re.search(old, page, re.DOTALL)
        return re.sub(old, new, page, count=1, flags=re.DOTALL)

    return change


@pytest.mark.parametrize(
    ("old", "new"),
    [
        (
            "</article>",
            '<p><code>[@key] ::: {#x}</code> <a href="https://example.org/build/here/x">x</a></p></article>',
        ),
        ("</article>", "<script>const x = '[^1]: ](';</script></article>"),
    ],
)
def test_a_good_site_passes(judged: Callable[[Callable[[str], str]], str], old: str, new: str) -> None:
    assert judged(replaced(old, new)) == ""


@pytest.mark.parametrize(
    ("old", "new", "place", "said"),
    [
        (r'<li id="fn:noot-2".*?</li>', "", "docs/one.md:4:", "noot 2 ontbreekt"),
        ('id="fn:noot-2" value="2"', 'id="fn:noot-2" value="3"', "docs/one.md:4:", "noot 3 hoort hier niet"),
        ('id="fn:noot-1" value="1"', 'id="fn:noot-99" value="99"', "docs/one.md:1:", "noot 99 hoort hier niet"),
        (r"\(2020\)", "(1999)", "docs/one.md:3:", "noot 1 luidt anders dan in het register"),
        ("</article>", "<p>::: {.kader}</p></article>", "docs/one.md:", "opmaak nog zoals zij getypt is (‘:::’)"),
        ("</article>", "<p>zie [^3]</p></article>", "docs/one.md:", "opmaak nog zoals zij getypt is (‘[^’)"),
        ("</article>", '<a href="/build/here/x">x</a></article>', "webuitgave: ", "noemt een map op deze computer"),
    ],
)
def test_each_difference_is_named(
    judged: Callable[[Callable[[str], str]], str], old: str, new: str, place: str, said: str
) -> None:
    complaint = judged(replaced(old, new))
    assert complaint.startswith(place)
    assert said in complaint
