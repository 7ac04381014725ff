from __future__ import annotations

from pathlib import Path

import pytest

from scripts.publication.errors import PublicationError
from scripts.site.result import check_site


@pytest.fixture
def site(tmp_path: Path) -> Path:
    (tmp_path / "een").mkdir()
    (tmp_path / "index.html").write_text(
        '<p id="a"><a href="een/">x</a> <a href="een/#b&amp;c">x</a> <a href="#a">x</a> <img src="x.svg">'
        '<a href="https://elders.nl/#q">x</a> <a href="/vast">x</a> <a href="mailto:a@b.nl">x</a>'
        "<code>[@getypt]</code><i title='x src=weg href=&quot;weg&quot;'></i></p>",
        encoding="utf-8",
    )
    (tmp_path / "een" / "index.html").write_text(
        '<i id="b&amp;c" title="a > [@b]"><a href="..">x</a> <a href=".">x</a> <a href="../later/w%20x.pdf">x</a></i>',
        encoding="utf-8",
    )
    (tmp_path / "x.svg").write_text("<svg/>", encoding="utf-8")
    return tmp_path


def test_a_sound_site_passes(site: Path) -> None:
    check_site(site, {"later/w x.pdf"})


@pytest.mark.parametrize(
    ("added", "complaint"),
    [
        ('<a href="twee/">x</a>', "op index.html leidt ‘twee/’ nergens heen"),
        ('<a href="een/#weg">x</a>', "op index.html leidt ‘een/#weg’ naar een plaats die er niet is"),
        ("<a href='#weg'>x</a>", "op index.html leidt ‘#weg’ naar een plaats die er niet is"),
        ('<img alt="y" src="y.svg">', "op index.html leidt ‘y.svg’ nergens heen"),
        ("<p>als [@kruiter2019] zegt</p>", "op index.html staat een bronverwijzing nog zoals zij getypt is"),
    ],
)
def test_each_fault_is_named(site: Path, added: str, complaint: str) -> None:
    with (site / "index.html").open("a", encoding="utf-8") as page:
        page.write(added)
    with pytest.raises(PublicationError) as caught:
        check_site(site, {"later/w x.pdf"})
    assert complaint in str(caught.value)
    assert str(caught.value).count("\n") == 1


def test_files_that_are_not_promised_must_be_there(site: Path) -> None:
    with pytest.raises(PublicationError, match=r"w%20x\.pdf"):
        check_site(site)
