"""Lasting ids on the pages, and pages that something has left."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest
from bs4 import BeautifulSoup

from scripts import lasting_ids
from scripts.__main__ import main
from scripts.publication.anchors import ANCHORS_FILE
from scripts.publication.identify import identify
from scripts.publication.load import load
from tests.conftest import rapport
from tests.site.conftest import Built, read_page

Write = Callable[..., Path]


def made(root: Path, *more: str) -> Path:
    done = rapport("site", "--quiet", *more, cwd=root)
    assert done.returncode == 0, done.stdout + done.stderr
    return root / "build" / "site"


def article(site: Path, page: str) -> BeautifulSoup:
    return read_page(site / page / "index.html").article


def by_text(page: BeautifulSoup, text: str) -> str:
    """The id of the paragraph or list item with these words."""
    found = next(tag for tag in page.select("[id^='a-']") if text in tag.get_text())
    return str(found["id"])


def test_every_paragraph_item_and_note_of_the_report_has_its_id(book_site: Built) -> None:
    identified = identify(book_site.publication)
    for chapter in book_site.publication.chapters:
        page = book_site.page(chapter)
        ids = [tag["id"] for tag in page.select("article [id^='a-']")]
        notes = [identified.notes[note.number] for note in chapter.notes]
        expected = [id for id in identified.passages[chapter.file] if id]
        assert ids == [f"a-{id}" for id in [*expected, *notes]], chapter.path
        # On the paragraph or the item itself, nowhere as a mark within it.
        assert not page.select("article span.alinea")
        for note in chapter.notes:
            assert page.find(id=f"fn:{note.id}").find(id=f"a-{identified.notes[note.number]}")
    assert len(identified.notes) == len(book_site.publication.notes) == 120


def test_a_place_knows_its_printed_page_or_else_its_section(book_site: Built, tiny_site: Built) -> None:
    printed = next(c for c in book_site.publication.chapters if book_site.page(c).find(id="p22"))
    mark = book_site.page(printed).find(id="p22")
    assert "22" in mark.find_parent(attrs={"data-paginas": True})["data-paginas"].split()
    (first,) = tiny_site.page(tiny_site.publication.chapters[1]).select("p[data-paragraaf='1']")
    assert first.get_text().startswith("A claim with a plain note.")


HARD = """\
# Een

**Vet:** vooraan, *schuin* en [link](twee.md).

[Link vooraan](twee.md) en verder. `Code` eerst hier.

`Code vooraan` en verder.

<https://example.org/adres> vooraan.

\\*ster vooraan en \\& meer.

![beeld](x.png) vooraan in de alinea.

> Een citaat.

-   strak
    -   genest
-   strak, twee

1.  los

    tweede alinea

2.  los, twee

begrip
:   uitleg

[](#doel) vooraan.

## Doel {#doel}

Eigen.
{: #eigen }
"""


def test_ids_stand_on_what_they_belong_to(write_publication: Write) -> None:
    root = write_publication({"een.md": HARD, "twee.md": "# Twee\n"})
    (root / "docs" / "x.png").write_bytes(b"")
    page = article(made(root), "een")
    found = [(tag.name, " ".join(tag.get_text().split())[:24]) for tag in page.select("[id^='a-']")]
    assert found == [
        ("p", "Vet: vooraan, schuin en "),
        ("p", "Link vooraan en verder. "),
        ("p", "Code vooraan en verder."),
        ("p", "https://example.org/adre"),
        ("p", "*ster vooraan en & meer."),
        ("p", "vooraan in de alinea."),
        ("p", "Een citaat."),
        ("li", "strak genest"),
        ("li", "genest"),
        ("li", "strak, twee"),
        ("p", "los"),
        ("p", "tweede alinea"),
        ("p", "los, twee"),
        ("dt", "begrip"),
        ("dd", "uitleg"),
        ("p", "1.1 vooraan."),
        ("span", ""),
    ]
    # A paragraph with an id of its own keeps it; the lasting id stays a mark in it.
    assert page.find(id="eigen").span["id"].startswith("a-")
    assert page.img["alt"] == "beeld"
    assert "\\" not in page.get_text()


LONG = "Samenwerken vraagt om een gedeelde visie en om vertrouwen tussen alle partners."
OTHER = "Wie weggaat laat een <b>gat</b> achter dat niemand zomaar opvult.[zie @jansen2020, p. 3]"


def test_old_links_keep_leading_somewhere(write_publication: Write) -> None:
    """A paragraph that moved, one that is gone with its note, a chapter that got another name: no link breaks."""
    chapters = {"een.md": f"# Een\n\n{LONG}\n\n{OTHER}\n", "twee.md": "# Twee\n\nWat er altijd al stond.\n"}
    root = write_publication(chapters)
    before = article(made(root), "een")
    moved, gone, note = by_text(before, "Samenwerken"), by_text(before, "Wie weggaat"), by_text(before, "Jansen")
    renamed = by_text(article(root / "build/site", "twee"), "altijd")
    (root / "docs" / "twee.md").unlink()
    write_publication(
        {"een.md": "# Een\n\nNu iets anders.\n", "drie.md": f"# Drie\n\nWat er altijd al stond.\n\n{LONG}\n"}
    )
    site = made(root)
    page = article(site, "een")
    assert page.find(id=moved).get_text() == "Deze alinea staat nu in Drie."
    assert page.find(id=moved).a["href"] == f"../drie/#{moved}"
    assert article(site, "drie").find(id=moved).get_text() == LONG
    assert page.find(id=gone).get_text().startswith("Deze alinea is vervallen. Zij luidde: “Wie weggaat laat een gat")
    assert "Zij luidde: “zie Jansen (2020), p. 3”" in page.find(id=note).get_text()
    lost = article(site, "twee")
    assert lost.h1.get_text().startswith("Deze bladzijde is er niet meer")
    assert lost.find(id=renamed).a["href"] == f"../drie/#{renamed}"
    assert [link["href"] for link in lost.select("ul a")] == ["../drie/"]
    # None of it is in the way of who reads on, or in the index of the search.
    assert page.select_one(".vervallen").has_attr("data-search-exclude")


def test_a_paragraph_that_another_one_took_in_leads_there(write_publication: Write) -> None:
    root = write_publication({"een.md": f"# Een\n\nDit gaat over veel meer dan dat ene onderwerp.\n\n{LONG}\n"})
    before = article(made(root), "een")
    write_publication({"een.md": f"# Een\n\n{LONG} Dit gaat over veel meer dan dat ene onderwerp.\n"})
    page = article(made(root), "een")
    whole, taken_in = by_text(before, "Samenwerken"), by_text(before, "Dit gaat")
    assert page.find(id=whole).get_text().endswith("dan dat ene onderwerp.")
    assert page.find(id=taken_in).get_text() == "Deze alinea is opgegaan in een andere, in Een."
    assert page.find(id=taken_in).a["href"] == f"#{whole}"


def test_what_is_gone_may_have_looked_like_markup(write_publication: Write) -> None:
    typed = "Een koppeling typt u als `[woord](adres)`, een noot als `[^naam]` en *verder* <b>niets</b>."
    root = write_publication({"een.md": f"# Een\n\n{typed}\n\nVia een noot.[@jansen2020, zie [hier](https://a.nl)]\n"})
    before = article(made(root), "een")
    gone, note = by_text(before, "Een koppeling"), by_text(before, "Jansen")
    write_publication({"een.md": "# Een\n\nOver iets heel anders.\n"})
    page = article(made(root), "een")
    said = "Een koppeling typt u als [woord](adres), een noot als [^naam] en verder niets."
    assert page.find(id=gone).get_text() == f"Deze alinea is vervallen. Zij luidde: “{said}”"
    assert "Jansen (2020), zie [hier](https://a.nl)" in page.find(id=note).get_text()


def test_a_paragraph_that_the_site_does_not_show_has_no_address(write_publication: Write) -> None:
    """Words in a place that is filled with something else: there is a page to lead to, but no paragraph."""
    root = write_publication({"een.md": f"# Een\n\n{LONG}\n", "twee.md": "# Twee\n"})
    moved = by_text(article(made(root), "een"), "Samenwerken")
    write_publication({"een.md": "# Een\n", "twee.md": f"# Twee\n\n::: {{#refs}}\n{LONG}\n:::\n"})
    assert article(made(root), "een").find(id=moved).a["href"] == "../twee/"


def test_a_page_with_another_file_and_the_same_address(write_publication: Write) -> None:
    root = write_publication({"een.md": f"# Een\n\n{LONG}\n"})
    first = by_text(article(made(root), "een"), "Samenwerken")
    (root / "docs" / "een.md").unlink()
    write_publication({"een/index.md": f"# Een\n\n{LONG}\n"})
    page = article(made(root), "een")
    assert [tag["id"] for tag in page.select("[id^='a-']")] == [first]
    assert not page.select(".vervallen")


def test_the_register_follows_the_chapters_and_not_the_builds(write_publication: Write) -> None:
    root = write_publication({"een.md": f"# Een\n\n{LONG}\n"})
    first = (made(root) / "een/index.html").read_bytes()
    register = root / ANCHORS_FILE
    stamp = register.stat().st_mtime_ns
    assert (made(root) / "een/index.html").read_bytes() == first
    assert register.stat().st_mtime_ns == stamp
    assert register.read_text(encoding="utf-8").count("\n") == 1


def test_a_checkout_that_is_read_only_still_builds(
    write_publication: Write, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    def refuse(path: Path, text: str) -> None:
        raise PermissionError(13, "Permission denied", str(path))

    root = write_publication({"een.md": f"# Een\n\n{LONG}\n"})
    monkeypatch.setattr(lasting_ids, "write_if_changed", refuse)
    assert main(["site", "--quiet", "-C", str(root)]) == 0
    assert capsys.readouterr().err == (
        "alineas.jsonl is niet bij te werken (Permission denied); dat kan een volgende keer.\n"
    )
    assert not (root / ANCHORS_FILE).exists()
    assert by_text(article(root / "build" / "site", "een"), "Samenwerken")


def test_a_register_that_changed_during_the_build_is_left_alone(
    write_publication: Write, capsys: pytest.CaptureFixture[str]
) -> None:
    root = write_publication({"een.md": f"# Een\n\n{LONG}\n"})
    publication = load(root)
    line = '{"id": "eigen", "kind": "passage", "file": "een.md", "text": "Van iemand anders."}\n'
    (root / ANCHORS_FILE).write_text(line, encoding="utf-8")
    lasting_ids.update_register(publication)
    assert (root / ANCHORS_FILE).read_text(encoding="utf-8") == line
    assert capsys.readouterr().err.startswith("alineas.jsonl is intussen gewijzigd en is zo gebleven")
    lasting_ids.update_register(load(root))
    assert (root / ANCHORS_FILE).read_text(encoding="utf-8").count("\n") == 2
