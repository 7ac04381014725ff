"""Drawings within a page: they follow its colours, keep to themselves, and do no harm."""

from __future__ import annotations

from pathlib import Path

import pytest
from bs4 import BeautifulSoup

from scripts.publication.errors import PublicationError
from scripts.site.svg import UnsafePictureError, as_markup, check
from tests.site.conftest import build

OPENING = '<svg xmlns="http://www.w3.org/2000/svg" xmlns:xlink="http://www.w3.org/1999/xlink" viewBox="0 0 9 9"'


def drawing(content: str, attributes: str = "") -> bytes:
    return f"{OPENING} {attributes}>{content}</svg>".encode()


def inline(content: str, attributes: str = "") -> str:
    markup = as_markup(drawing(content, attributes), "fig", 'Wat "er" <staat>')
    assert markup is not None
    return markup


def test_colours_of_the_house_follow_the_scheme_and_others_stay() -> None:
    markup = inline('<path fill="#1F4E5F" stroke="white" d="M0 0"/><path fill="#abcdef" style="stroke: #56626a"/>')
    assert 'fill="var(--publicatie-accent)"' in markup
    assert 'stroke="var(--publicatie-paper)"' in markup
    assert 'fill="#abcdef"' in markup
    assert 'stroke="var(--publicatie-quiet)"' in markup
    # A content security policy forbids styles in a page.
    assert "style=" not in markup


def test_the_alternative_text_takes_the_place_of_the_words_in_the_file() -> None:
    markup = inline("<title>Titel</title><desc>Tekst</desc><g/>", 'aria-labelledby="x" width="9" height="9"')
    svg = BeautifulSoup(markup, "html.parser").svg
    assert svg["aria-label"] == 'Wat "er" <staat>'
    assert svg["role"] == "img"
    assert "aria-labelledby" not in svg.attrs
    assert "width" not in svg.attrs
    assert svg["viewbox"] == "0 0 9 9"
    assert not svg.find_all(["title", "desc"])


def test_ids_are_its_own_and_what_refers_to_them_follows() -> None:
    markup = inline(
        '<defs><path id="a"/></defs><use xlink:href="#a"/><use href="#a"/><g fill="url(#a)" style="mask:url(\'#a\')"/>'
    )
    assert 'id="fig-a"' in markup
    assert markup.count('href="#fig-a"') == 2
    assert 'fill="url(#fig-a)"' in markup
    assert 'mask="url(#fig-a)"' in markup
    assert "#a" not in markup.replace("#fig-a", "")


def test_what_drawing_programs_keep_for_themselves_is_left_out() -> None:
    markup = inline(
        '<!-- Inkscape --><s:view xmlns:s="urn:s"/><text s:x="1" xmlns:s="urn:s" font-family="Arial">a &lt; b</text>'
    )
    assert markup.endswith("><text>a &lt; b</text></svg>")


@pytest.mark.parametrize(
    "content",
    ["<style>path{fill:red}</style>", "<animate/>", '<image href="data:image/png;base64,AA"/>', "<a><g/></a>"],
)
def test_whatever_is_not_known_to_be_a_drawing_stays_in_its_file(content: str) -> None:
    assert as_markup(drawing(content), "fig", "x") is None


HOSTILE = [
    ("<script>alert(1)</script>", "<script>"),
    ("<g><SCRIPT xmlns='http://www.w3.org/1999/xhtml'/></g>", "<SCRIPT>"),
    ('<g onload="alert(1)"/>', "‘onload’"),
    ('<foreignObject><p xmlns="http://www.w3.org/1999/xhtml"/></foreignObject>', "<foreignObject>"),
    ('<image href="https://voorbeeld.nl/x.png"/>', "buiten het bestand"),
    ('<image xlink:href="//voorbeeld.nl/x.png"/>', "buiten het bestand"),
    ('<use href="andere.svg#a"/>', "buiten het bestand"),
    ('<image href="data:image/svg+xml,%3Csvg onload=alert(1)%3E"/>', "buiten het bestand"),
    ('<a href="java&#10;script:alert(1)"><g/></a>', "‘href’"),
    ('<set attributeName="href" to="javascript:alert(1)"/>', "‘to’"),
    ('<path fill="url(https://voorbeeld.nl/#a)"/>', "‘fill’"),
    ("<path style=\"fill:url( '//voorbeeld.nl/#a' )\"/>", "‘style’"),
    ("<style>@import url(https://voorbeeld.nl/x.css);</style>", "opmaak"),
    ("<style>g{background:url(x.png)}</style>", "opmaak"),
]


@pytest.mark.parametrize(("content", "named"), HOSTILE)
def test_what_runs_or_loads_something_is_refused(content: str, named: str) -> None:
    for look in (lambda: as_markup(drawing(content), "fig", "x"), lambda: check(drawing(content))):
        with pytest.raises(UnsafePictureError) as caught:
            look()
        assert named in str(caught.value)


@pytest.mark.parametrize(
    ("file", "named"),
    [
        (b"<svg", "geen geldige SVG"),
        (b"", "geen geldige SVG"),
        (b'<!DOCTYPE svg [<!ENTITY a "b"><!ENTITY c "&a;&a;">]>' + drawing("&c;"), "entiteit"),
        (b'<!DOCTYPE svg [<!ENTITY a SYSTEM "file:///etc/hostname">]>' + drawing("&a;"), "entiteit"),
        (b'<?xml-stylesheet href="https://voorbeeld.nl/x.css"?>' + drawing(""), "verwerkingsopdracht"),
    ],
)
def test_a_file_that_is_no_plain_svg_is_refused(file: bytes, named: str) -> None:
    with pytest.raises(UnsafePictureError, match=named):
        check(file)


@pytest.mark.parametrize("name", ["figures/wheel.svg", "figures/loose.SVG"])
def test_a_hostile_picture_stops_the_build_at_its_place(tiny: Path, tmp_path: Path, name: str) -> None:
    (tiny / "docs" / name).write_bytes(drawing("<script>alert(1)</script>"))
    with pytest.raises(PublicationError) as caught:
        build(tiny, tmp_path / "site")
    assert str(caught.value).startswith(f"docs/{name}:1:1: deze figuur is niet veilig te tonen: er staat <script> in")
