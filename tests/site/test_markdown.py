"""What is written as Markdown must come out of Python-Markdown as it went in."""

from __future__ import annotations

import html

import pytest
from bs4 import BeautifulSoup
from hypothesis import given
from hypothesis import strategies as st
from markdown import markdown

from scripts.site.markdown import attribute, from_html, indented, literal

EXTENSIONS = ["attr_list", "def_list", "footnotes", "md_in_html", "tables", "sane_lists"]
NASTY = '<script>alert("x")</script> & *a* _b_ `c` [d](e) ![f](g) {: #h } \\ ~~i~~ ^j^ [^k] [@l] &amp; 1. #'
TEXT = st.text(st.sampled_from("ab1 \\`*_{}[]()<>#+-.!|~^=:&;@\"'$é"), min_size=1, max_size=40)


def nowhere(target: str) -> tuple[str, str]:
    raise AssertionError(target)


def rendered(text: str) -> BeautifulSoup:
    return BeautifulSoup(markdown(text, extensions=EXTENSIONS), "html.parser")


@given(TEXT)
def test_literal_text_is_never_markup(text: str) -> None:
    soup = rendered(f"begin {literal(text)} eind")
    assert [tag.name for tag in soup.find_all()] == ["p"]
    assert soup.get_text() == f"begin {text} eind"


@given(TEXT)
def test_literal_text_is_never_markup_in_an_alternative_text(text: str) -> None:
    [image] = rendered(f"![{literal(text)}](x.svg)").find_all("img")
    assert " ".join(str(image["alt"]).split()) == " ".join(text.split())


@given(TEXT)
def test_attribute_value_survives(text: str) -> None:
    [span] = rendered(f'begin <span title="{attribute(text)}">x</span>').find_all("span")
    assert span["title"] == text


@given(st.lists(TEXT.filter(lambda text: text.strip() != ""), min_size=1, max_size=3))
def test_paragraphs_of_a_note_survive(paragraphs: list[str]) -> None:
    fragment = "\n".join(f"<p><em>{html.escape(text)}</em>{html.escape(text)}</p>" for text in paragraphs)
    soup = rendered(f"x[^n]\n\n[^n]: {indented(from_html(fragment, nowhere))}\n")
    shown = [p.get_text().replace("↩", "") for p in soup.select("li p")]
    assert [" ".join(text.split()) for text in shown] == [" ".join((text * 2).split()) for text in paragraphs]


def test_note_that_starts_like_a_list_stays_a_paragraph() -> None:
    for start in ("2014. Een jaar", "- streepje", "+ plus", "# hekje", "> groter", ": dubbele punt", "1) haakje"):
        fragment = f"<p>Eerst dit.</p><p>{html.escape(start)}</p>"
        soup = rendered(f"x[^n]\n\n[^n]: {indented(from_html(fragment, nowhere))}\n")
        assert [p.get_text().replace("\xa0↩", "") for p in soup.select("li > p")] == ["Eerst dit.", start]


def test_lists_and_quotations_keep_their_structure() -> None:
    listed = "<ul><li><p>een</p><p>meer</p></li><li>twee<ol><li>a</li></ol></li></ul>"
    fragment = f"<p>Zie:</p>{listed}<blockquote><p>q</p></blockquote>"
    soup = BeautifulSoup(markdown(from_html(fragment, nowhere)), "html.parser")
    assert [item.get_text(" ", strip=True) for item in soup.select("ul > li")] == ["een meer", "twee a"]
    assert soup.select_one("ul ol li").get_text(strip=True) == "a"
    assert soup.select_one("blockquote").get_text(strip=True) == "q"


@pytest.mark.parametrize(
    ("fragment", "expected"),
    [
        ('<p>in <a href="#fig-x"></a></p>', '<p>in <a href="twee.md#fig-x">Figuur 1</a></p>'),
        ('<p><a href="een.md">zo <em>x</em></a></p>', '<p><a href="twee.md#fig-x">zo <em>x</em></a></p>'),
        ('<p><a href="https://x.nl/a_b_c?d=*e*">f</a></p>', '<p><a href="https://x.nl/a_b_c?d=*e*">f</a></p>'),
    ],
)
def test_internal_links_are_looked_up_and_others_kept(fragment: str, expected: str) -> None:
    shown = markdown(from_html(fragment, lambda _: ("twee.md#fig-x", "Figuur 1")))
    assert str(BeautifulSoup(shown, "html.parser")) == expected


def test_hostile_text_is_harmless_everywhere() -> None:
    assert rendered(f"# {literal(NASTY)}").h1.get_text() == NASTY
    assert rendered(f"| a |\n|---|\n| {literal(NASTY)} |").td.get_text() == NASTY
