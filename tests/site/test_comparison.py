"""Reading across: the table of headings that chapters share, and the links from a section to its neighbours."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest
from bs4 import BeautifulSoup
from playwright.sync_api import Browser, Page, expect

from scripts.publication.citeproc import format_references
from scripts.publication.load import load
from scripts.site.parallels import topics
from scripts.site.staging import stage
from tests.site.conftest import SIZES, Built

ONE = """\
# Eén

## Doel

Vijf woorden over het doel.[^n]

## Effecten

### Inhoud \\<b> & zo

Tekst.

> ## In een citaat
>
> Tekst.

## Eigen

[^n]: Een noot.
"""
TWO = """\
# Twee

## effecten! {.unnumbered}

### Inhoud \\<b> & Zo

## Los

## Vorm

## Doel

Slot
"""
THREE = "# Drie\n\n## Vorm\n\nA.\n\n## Eén\n\nB.\n"
WEB_ONLY = "---\nprint: false\n---\n\n# Web {-}\n\n## Doel\n\n## Los\n\n::: {#vergelijking}\n:::\n"
Write = Callable[..., Path]


@pytest.fixture
def root(write_publication: Write) -> Path:
    return write_publication({"een.md": ONE, "twee.md": TWO, "drie.md": THREE, "web.md": WEB_ONLY})


@pytest.fixture
def pages(root: Path) -> dict[str, BeautifulSoup]:
    publication = load(root)
    staged = stage(publication, format_references(publication))
    return {page.file.stem: BeautifulSoup(page.text, "html.parser") for page in staged}


def test_headings_are_shared_if_their_words_are(root: Path) -> None:
    found = topics(load(root))
    assert [(topic.text, topic.depth) for topic in found] == [
        ("Effecten", 0), ("Inhoud <b> & zo", 1), ("Vorm", 0), ("Doel", 0),
    ], "in the order of the chapter that shares the most"  # fmt: skip
    files = {topic.text: [file.stem for file in topic.sections] for topic in found}
    assert files["Doel"] == ["een", "twee"], "a page of the web only does not count"
    assert files["Vorm"] == ["twee", "drie"]


def test_a_section_counts_the_words_and_notes_down_to_the_next_heading_of_its_level(root: Path) -> None:
    counts = {
        (topic.text, file.stem): (section.word_count, section.note_count)
        for topic in topics(load(root))
        for file, sections in topic.sections.items()
        for section in sections
    }
    assert counts["Doel", "een"] == (5, 1)
    assert counts["Effecten", "een"] == (1, 0)
    assert counts["Doel", "twee"] == (1, 0)


def test_the_table_has_a_cell_for_every_topic_in_every_chapter(pages: dict[str, BeautifulSoup]) -> None:
    table = pages["web"].table
    assert [cell.get_text() for cell in table.select("thead th")] == ["Onderwerp", "1 Eén", "2 Twee", "3 Drie"]
    assert [cell.get_text() for cell in table.select("th[scope=row]")] == [
        "Effecten", "Inhoud <b> & zo", "Vorm", "Doel",
    ]  # fmt: skip
    cells = [[cell.get_text(" ", strip=True) for cell in row.select("td")] for row in table.select("tbody tr")]
    assert cells[3][:2] == ["1.1 : Doel, Eén 5 woorden", "2.3 : Doel, Twee 1 woord"]
    assert cells[3][2] == "geen geen paragraaf met deze kop"
    assert cells[0][1] == "lees : effecten!, Twee 0 woorden"
    links = [link["href"] for link in table.select("tbody tr:last-child a")]
    assert links == ["../een/#een-doel", "../twee/#twee-doel"]


def test_each_shared_section_leads_to_its_neighbours(pages: dict[str, BeautifulSoup]) -> None:
    shown = [(line.get_text(), [link["href"] for link in line.select("a")]) for line in pages["een"].select(".elders")]
    assert ("Zelfde onderwerp: Twee (2.3)", ["../twee/#twee-doel"]) in shown
    assert ("Zelfde onderwerp: Twee", ["../twee/#twee-effecten"]) in shown
    assert [line.get_text() for line in pages["drie"].select(".elders")] == ["Zelfde onderwerp: Twee (2.2)"]
    assert pages["web"].select(".elders") == []


def test_the_links_stand_behind_the_text_of_the_section(root: Path) -> None:
    publication = load(root)
    text = {page.file.stem: page.text for page in stage(publication, format_references(publication))}
    assert 'Vijf woorden over het doel.[@noot-1]\n\n\n<p class="elders">' in text["een"]
    assert text["twee"].rstrip().endswith("</p>"), "the last section's stand at the end"
    assert "\n> ## 1.3 In een citaat" in text["een"], "nothing is put within a quotation"


def test_among_many_chapters_the_nearest_are_named_and_the_table_has_the_rest(write_publication: Write) -> None:
    chapters = {f"{number:02}.md": f"# H{number}\n\n## Doel\n\nA.\n" for number in range(1, 13)}
    publication = load(write_publication(chapters | {"web.md": WEB_ONLY}))
    text = {page.file.stem: page.text for page in stage(publication, format_references(publication))}
    for stem, named in (("01", range(2, 10)), ("06", [*range(2, 6), *range(7, 11)]), ("12", range(4, 12))):
        line = BeautifulSoup(text[stem], "html.parser").select_one(".elders")
        assert [link.get_text() for link in line.select("a")] == [
            *(f"H{number} ({number}.1)" for number in named),
            "alle 12 hoofdstukken",
        ]
        assert line.select("a")[-1]["href"] == "../web/#vergelijking"


def test_without_shared_headings_there_is_no_table(write_publication: Write) -> None:
    publication = load(
        write_publication({"een.md": "# Een\n\n## A\n\n::: {#vergelijking}\n:::\n", "twee.md": "# Twee\n"})
    )
    pages = stage(publication, format_references(publication))
    assert all("vergelijking" not in page.text for page in pages)


def test_every_cell_of_the_book_opens_a_section_with_that_heading(book_site: Built) -> None:
    chapter = next(c for c in book_site.publication.chapters if c.file.name == "vergelijken.md")
    headings = {heading.id: heading for c in book_site.publication.chapters for heading in c.headings}
    rows = book_site.page(chapter).select(".vergelijking tbody tr")
    assert len(rows) > 8
    for row in rows:
        ids = [link["href"].rpartition("#")[2] for link in row.select("a")]
        assert {headings[id].text for id in ids} == {row.th.get_text()}
        assert len(ids) > 1


@pytest.mark.browser
def test_from_the_table_to_a_section_to_its_neighbour(page: Page, address: str) -> None:
    page.goto(f"{address}vergelijken/")
    page.get_by_role("row", name="Arbeidsinhoud").get_by_role("link", name="3.2.1").click()
    expect(page.locator("h3[id$=arbeidsinhoud]")).to_be_in_viewport()
    page.locator(".elders", has_text="4.2.1").get_by_role("link", name="Samenwerking met jeugdhulp").click()
    expect(page.get_by_role("heading", name="4.2.1 Arbeidsinhoud")).to_be_in_viewport()


@pytest.mark.browser
def test_on_a_phone_the_topics_stay_in_sight(browser: Browser, address: str) -> None:
    with browser.new_context(viewport=SIZES["phone"]) as context:
        page = context.new_page()
        page.goto(f"{address}vergelijken/")
        page.locator(".naast-elkaar").evaluate("table => table.scrollLeft = 300")
        expect(page.get_by_role("rowheader", name="Arbeidsinhoud")).to_be_in_viewport()
        expect(page.get_by_role("link", name="5.2.1")).to_be_in_viewport()


@pytest.mark.browser
def test_the_links_are_not_printed(page: Page, address: str) -> None:
    page.goto(f"{address}03-kinderopvang/")
    expect(page.locator(".elders").first).to_be_visible()
    page.emulate_media(media="print")
    expect(page.locator(".elders").first).to_be_hidden()
