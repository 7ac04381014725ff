"""The evidence in pictures: what is counted, how it is drawn, what is said about it."""

from __future__ import annotations

import re
from collections.abc import Callable
from itertools import pairwise
from pathlib import Path

import pytest
from bs4 import BeautifulSoup, Tag
from hypothesis import given
from hypothesis import strategies as st
from playwright.sync_api import Browser, expect

from scripts.publication.citeproc import format_references
from scripts.publication.load import load
from scripts.publication.model import Publication
from scripts.publication.wording import wording
from scripts.site.addresses import Addresses
from scripts.site.charts import Series, columns
from scripts.site.drawing import Picture, Scale, shortened, ticks
from scripts.site.evidence import Years, by_chapter, by_kind, periods, together, years_of
from scripts.site.pages.evidence import short_name
from scripts.site.staging import stage
from scripts.site.works import cited_works
from tests.site.conftest import SIZES, Built

BIBLIOGRAPHY = """\
@report{a, author = {Aa, A. and van Bee, B.}, title = {T}, institution = {I}, location = {L}, date = {2010}}
@report{b, author = {Bee, B. and Cee, C. and Dee, D.}, title = {T}, date = {2020-05}}
@article{c, author = {{Raad & Co}}, title = {T <b>}, journaltitle = {J}, date = {2020}}
@online{d, url = {https://www.example.org/lang/adres}}
"""
DIVS = ("bronnen-per-jaar", "bronnen-per-hoofdstuk", "jaren-per-hoofdstuk", "bronnen-samen")
PAGE = "---\nprint: false\n---\n\n# Beeld {-}\n\n" + "".join(f"::: {{#{name}}}\n:::\n\n" for name in DIVS)
ONE = "# Eén\n\nA.[@a] B.[@b; @d]\n\nC.[@b] D.[@a]\n\n-   Los.[@c]\n"
TWO = "# Twee\n\nE.[@c] F.[@b]\n"
Write = Callable[..., Path]


@pytest.fixture
def publication(write_publication: Write) -> Publication:
    chapters = {"een.md": ONE, "twee.md": TWO, "bronnen.md": "# Bronnen {-}\n\n::: {#refs}\n:::\n", "beeld.md": PAGE}
    return load(write_publication(chapters, BIBLIOGRAPHY))


@pytest.fixture
def page(publication: Publication) -> BeautifulSoup:
    pages = stage(publication, format_references(publication))
    return BeautifulSoup(next(page.text for page in pages if page.file.stem == "beeld"), "html.parser")


def part(page: BeautifulSoup, name: str) -> Tag:
    found = page.find(id=name)
    assert isinstance(found, Tag)
    return found


def table(page: BeautifulSoup, name: str) -> list[list[str]]:
    return [[cell.get_text() for cell in row.select("th, td")] for row in part(page, name).select("tr")]


# -- what is counted ---------------------------------------------------------------------------------------------------


def test_years_and_kinds(publication: Publication) -> None:
    works = list(cited_works(publication, Addresses(publication)).values())
    years = years_of(works)
    assert (dict(years.counts), years.undated, years.peaks) == ({2010: 1, 2020: 2}, 1, [2020])
    assert {kind: len(found) for kind, found in by_kind(works).items()} == {"report": 2, "article": 1, "online": 1}
    chapters = {
        chapter.file.stem: [work.entry.key for work in cited] for chapter, cited in by_chapter(publication, works)
    }
    assert chapters == {"een": ["a", "b", "d", "c"], "twee": ["b", "c"]}


def test_what_stands_together_in_a_paragraph(publication: Publication) -> None:
    found = together(publication, cited_works(publication, Addresses(publication)), 3)
    assert dict(found.pairs) == {("a", "b"): 2, ("a", "d"): 1, ("b", "d"): 1, ("b", "c"): 1}
    assert next(iter(found.pairs)) == ("a", "b"), "the most frequent first"
    assert list(found.strongest) == ["a", "b", "d"]
    assert (found.between("b", "a"), found.between("c", "a")) == (2, 0)


@given(st.dictionaries(st.integers(1, 9999), st.integers(1, 9), min_size=1))
def test_every_year_is_in_one_period_and_the_median_splits_in_halves(counts: dict[int, int]) -> None:
    years = Years(counts, 0)
    spans = periods(years)
    assert all(sum(year in span for span in spans) == 1 for year in counts)
    assert len(spans) <= 38
    later = sum(count for year, count in counts.items() if year >= years.median)
    assert 2 * later >= sum(counts.values())
    assert years.median in counts


# -- how it is drawn ---------------------------------------------------------------------------------------------------


@given(st.integers(1, 9999), st.integers(0, 9999), st.integers(2, 9))
def test_ticks_are_round_and_few(low: int, span: int, most: int) -> None:
    found = ticks(low, low + span, most)
    assert len(found) <= most
    assert all(low <= year <= low + span for year in found)
    assert len({b - a for a, b in pairwise(found)}) <= 1


def test_a_scale_of_one_value_is_in_the_middle() -> None:
    assert Scale(2019, 2019)(2019) == 50
    assert Scale(2000, 2010, 10, 90)(2005) == 50


def test_text_is_shortened_at_a_word_and_stays_text() -> None:
    assert shortened("Samen werken aan", 20) == "Samen werken aan"
    assert shortened("Samen werken aan", 13) == "Samen werken …"
    picture = Picture()
    picture.text(0, 10, '<script>"')
    svg = picture.markup("x", "A & B", "<b>")
    assert "<script" not in svg
    assert '<title id="x-titel">A &amp; B</title>' in svg


def test_columns_are_as_high_as_their_counts() -> None:
    svg = columns([Series("alles", [1, 0, 4], 2)], [range(2018, 2019), range(2019, 2020), range(2020, 2021)], "z.d.")
    heights = [float(height) for height in re.findall(r'<rect[^>]* height="([\d.]+)"', svg.markup("x", "", ""))]
    assert [height / heights[0] for height in heights] == [1, 4, 2]


def test_nothing_is_drawn_beside_the_picture() -> None:
    svg = columns([Series("a", [], 3)], [], "z.d.")
    edges = re.findall(r'<rect[^>]* x="([\d.]+)%"[^>]* width="([\d.]+)%"', svg.markup("x", "", ""))
    assert all(0 <= float(x) <= float(x) + float(width) <= 100 for x, width in edges)


# -- what is shown and said --------------------------------------------------------------------------------------------


def test_every_picture_has_its_numbers_behind_it(page: BeautifulSoup) -> None:
    assert table(page, "bronnen-per-jaar") == [
        ["Jaar", "Alle bronnen", "Rapport", "Artikel", "Webpagina"],
        ["2010", "1", "1", "0", "0"],
        ["2020", "2", "1", "1", "0"],
        ["z.d.", "1", "0", "0", "1"],
    ]
    assert table(page, "bronnen-per-hoofdstuk")[1:] == [["1 Eén", "4", "2", "2"], ["2 Twee", "2", "0", "2"]]
    assert table(page, "jaren-per-hoofdstuk")[1:] == [
        ["1 Eén", "4", "1", "2010", "2020", "2020"],
        ["2 Twee", "2", "0", "2020", "2020", "2020"],
    ]
    assert table(page, "bronnen-samen")[1] == ["Aa & van Bee 2010", "Bee e.a. 2020", "2"]


def test_every_picture_is_named_and_told(page: BeautifulSoup) -> None:
    ids = set()
    for name in DIVS:
        picture = part(page, name).svg
        assert picture["role"] == "img"
        named = [page.find(id=id) for id in picture["aria-labelledby"].split()]
        assert [tag.name for tag in named] == ["title", "desc"]
        assert named[1].get_text() == part(page, name).figcaption.get_text()
        ids |= {tag["id"] for tag in named}
    assert len(ids) == 2 * len(DIVS)


def test_what_is_said_is_what_is_counted(page: BeautifulSoup) -> None:
    said = {name: part(page, name).figcaption.get_text() for name in DIVS}
    assert said["bronnen-per-jaar"] == (
        "Aantal bronnen: 4. De oudste met een jaar is van 2010, de nieuwste van 2020; het vaakst: "
        "2020 (2×). Zonder jaar: 1. Naar soort: Rapport (2), Artikel (1), Webpagina (1)."
    )
    assert (
        "De meeste bronnen, 4, staan in ‘Eén’. Van alle 4 bronnen worden er 2 in meer" in said["bronnen-per-hoofdstuk"]
    )
    assert said["jaren-per-hoofdstuk"].startswith("In elk hoofdstuk is de mediaan van de gedateerde bronnen 2020.")
    assert "4 verschillende paren" in said["bronnen-samen"]
    assert "(2×): Aa & van Bee 2010 en Bee e.a. 2020." in said["bronnen-samen"]


def test_numbers_lead_to_the_sources_they_count(page: BeautifulSoup) -> None:
    links = [link["href"] for link in part(page, "bronnen-per-jaar").select("a")]
    assert links == ["../bronnen/?from=2010&to=2010", "../bronnen/?from=2020&to=2020"]
    assert part(page, "bronnen-per-hoofdstuk").a["href"] == "../bronnen/?chapter=een"
    assert part(page, "bronnen-samen").a["href"] == "../bronnen/#bron-a"


@pytest.mark.parametrize(
    ("key", "longest", "shown"),
    [
        ("a", 60, "Aa & van Bee 2010"),
        ("a", 12, "Aa e.a. 2010"),
        ("b", 60, "Bee e.a. 2020"),
        ("d", 12, "example.org …"),
    ],
)
def test_short_names(publication: Publication, key: str, longest: int, shown: str) -> None:
    assert short_name(publication.bibliography.by_key[key], wording("nl"), longest) == shown


@pytest.mark.parametrize("bibliography", ["@misc{x, title = {T}}", ""])
def test_a_publication_without_years_or_without_sources(write_publication: Write, bibliography: str) -> None:
    text = "# Een\n\nA.[@x]\n" if bibliography else "# Een\n\nA.\n"
    publication = load(write_publication({"een.md": text, "beeld.md": PAGE}, bibliography))
    pages = stage(publication, format_references(publication))
    page = BeautifulSoup(next(page.text for page in pages if page.file.stem == "beeld"), "html.parser")
    shown = [name for name in DIVS if page.find(id=name)]
    assert shown == (["bronnen-per-jaar", "bronnen-per-hoofdstuk"] if bibliography else [])
    if bibliography:
        assert table(page, "bronnen-per-jaar")[1:] == [["z.d.", "1", "1"]]
        assert "Geen ervan heeft een jaar" in part(page, "bronnen-per-jaar").get_text()
        assert not page.select("a"), "there is no list of sources to lead to"


def test_the_pictures_of_the_book_count_all_its_sources(book_site: Built) -> None:
    chapter = next(c for c in book_site.publication.chapters if c.file.name == "bewijs.md")
    rows = table(book_site.page(chapter), "bronnen-per-jaar")[1:]
    assert sum(int(row[1]) for row in rows) == len(book_site.references.works) == 75
    assert all(int(total) == sum(map(int, kinds)) for _, total, *kinds in rows)


# -- in a browser ------------------------------------------------------------------------------------------------------


@pytest.mark.browser
@pytest.mark.parametrize("size", SIZES)
def test_letters_in_pictures_can_be_read_and_stay_within(browser: Browser, address: str, size: str) -> None:
    with browser.new_context(viewport=SIZES[size]) as context:
        page = context.new_page()
        page.goto(f"{address}bewijs/")
        boxes = page.evaluate(
            """[...document.querySelectorAll('.grafiek text')].map(text => {
                const [box, picture] = [text.getBoundingClientRect(), text.ownerSVGElement.getBoundingClientRect()];
                return [box.height, box.left - picture.left, picture.right - box.right];
            })"""
        )
    assert len(boxes) > 50
    assert min(height for height, _, _ in boxes) >= 10
    assert min(min(left, right) for _, left, right in boxes) > -4


@pytest.mark.browser
def test_from_a_number_to_its_sources(browser: Browser, address: str) -> None:
    with browser.new_context(viewport=SIZES["desktop"]) as context:
        page = context.new_page()
        page.goto(f"{address}bewijs/")
        page.locator("#bronnen-per-jaar summary").click()
        page.locator("#bronnen-per-jaar").get_by_role("link", name="2019").click()
        expect(page.locator(".bronfilter output")).to_have_text("12 van de 75 bronnen")
