"""Each paragraph and each note knows its page in the 2023 report; the printed table of contents says so too."""

from __future__ import annotations

import re
from collections.abc import Callable
from itertools import pairwise

from scripts.publication.model import Publication
from scripts.publication.provenance import Provenance, align, page_markers

Revise = Callable[..., Publication]

# The cover and the pages from the management summary on: 2 is the table of contents, 3 is empty.
PAGES_WITH_TEXT = [1, *range(4, 39)]


def test_each_page_with_running_text_begins_once_in_order(publication: Publication) -> None:
    markers = page_markers(publication)
    in_order = [page for chapter in publication.chapters for _, page in markers.get(chapter.file, ())]
    assert in_order == PAGES_WITH_TEXT
    assert all(before < after for found in markers.values() for (before, _), (after, _) in pairwise(found))


def test_markers_stand_in_front_of_the_first_word_of_the_page(publication: Publication) -> None:
    markers = {page: (file, offset) for file, found in page_markers(publication).items() for offset, page in found}
    sources = {chapter.file: chapter.source for chapter in publication.chapters}
    first_words = {
        5: "dagarrangementen voor",
        10: "Inleiding\n",
        14: "Arbeidsomstandigheden:**",
        22: "Daarnaast noemen",
        31: "Samenwerking met het voortgezet onderwijs\n",
        38: "Belemmerende factoren",
    }
    for page, words in first_words.items():
        file, offset = markers[page]
        assert sources[file].startswith(words, offset)


def test_each_passage_of_the_report_has_its_pages_and_they_ascend(
    publication: Publication, provenance: Provenance
) -> None:
    last = 0
    for chapter in publication.chapters:
        for passage, pages in zip(chapter.passages, provenance.passages[chapter.file], strict=True):
            assert list(pages) == list(range(pages[0], pages[-1] + 1)) if pages else not chapter.notes, passage.text
            assert [last, *pages] == sorted([last, *pages])
            last = max([last, *pages])


def test_each_note_is_on_the_page_of_its_marker(provenance: Provenance) -> None:
    assert {number: note.number for number, note in provenance.notes.items()} == {n: n for n in range(1, 121)}
    words = provenance.printed.words
    marked_on = {marker.number: words[marker.word].page for marker in provenance.printed.markers}
    assert {note.number: note.page for note in provenance.printed.notes} == marked_on


def contents(provenance: Provenance) -> list[tuple[str, str, int]]:
    """The printed table of contents as (number, title, page)."""
    text = next(item.text for item in provenance.printed.furniture if item.text.startswith("Inhoudsopgave"))
    lines = re.findall(r"^(?:([\d.]+?)\.? )?([^\d\n]+) (\d+)$", text, re.MULTILINE)
    return [(number, title, int(page)) for number, title, page in lines]


def headings_with_pages(publication: Publication, provenance: Provenance) -> list[tuple[str, str, int]]:
    """The chapters and numbered sections as (number, title, page on which the heading stands, 0 if nowhere)."""
    found = []
    for chapter in publication.chapters:
        pages = provenance.passages[chapter.file]
        places = [pages[index] for index, passage in enumerate(chapter.passages) if passage.kind == "heading"]
        for heading, place in zip(chapter.headings, places, strict=True):
            if chapter.notes and (heading.level == 1 or (heading.level == 2 and chapter.number)):
                found.append((heading.number or "", heading.text, place[0] if place else 0))
    return found


def test_the_printed_table_of_contents_agrees(publication: Publication, provenance: Provenance) -> None:
    assert len(contents(provenance)) == 24
    assert headings_with_pages(publication, provenance) == contents(provenance)


def test_a_section_that_differs_from_the_table_of_contents_is_noticed(revise: Revise) -> None:
    heading = "## Leeswijzer\n\n"
    publication = revise("docs/01-inleiding.md", (heading, ""), ("In een IKC vormen", heading + "In een IKC vormen"))
    provenance = align(publication)
    assert headings_with_pages(publication, provenance) != contents(provenance)


def test_pages_follow_from_what_is_left_after_a_revision(revise: Revise) -> None:
    publication = revise(
        "docs/03-kinderopvang.md",
        (
            "# Samenwerking met de kinderopvang\n",
            "# Wie samenwerkt met opvang\n\nEen nieuwe alinea vooraf.[@smet2019]\n",
        ),
        (
            "Dat biedt meer ontwikkelmogelijkheden.\n",
            "",
        ),
    )
    provenance = align(publication)
    chapter = next(chapter for chapter in publication.chapters if chapter.file.name == "03-kinderopvang.md")
    pages = dict(zip((passage.text for passage in chapter.passages), provenance.passages[chapter.file], strict=True))
    assert pages["Een nieuwe alinea vooraf."] == ()
    assert pages["Diverse metingen"] == (18,)
    assert [start.page for start in provenance.page_starts] == PAGES_WITH_TEXT
    # The new note is 29 now; the notes behind it kept their printed selves under a higher number.
    assert 29 not in provenance.notes
    assert provenance.notes[30].number == 29
    assert provenance.notes[121].number == 120


def test_a_page_whose_text_is_gone_gets_no_marker(publication: Publication, revise: Revise) -> None:
    source = next(chapter.source for chapter in publication.chapters if chapter.file.name == "01-inleiding.md")
    page_12 = source[
        source.index("jeugdhulp en het voortgezet onderwijs en bekijken") : source.index("\n\n[^nationaal")
    ]
    shortened = align(revise("docs/01-inleiding.md", (page_12, "")))
    assert [start.page for start in shortened.page_starts] == [page for page in PAGES_WITH_TEXT if page != 12]
