"""Every word of the 2023 report, in order, is in the chapters, and nothing else is; every note stands at its place."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable

from scripts.publication.model import Publication
from scripts.publication.provenance import Provenance, align

Revise = Callable[..., Publication]

# What the edition added to the running text, with the reason.
ADDED = {
    "Auteurs:": "label on the title page",
    "Colofon": "heading of the title page's second part",
    "Arbeidsmarktplatform PO. Van en voor werkgevers en werknemers": "moved from the cover to the colophon",
    "Bronnen Deze lijst bevat alle werken die in de noten worden aangehaald.": "heading and first sentence of the list",
}


def lost(provenance: Provenance) -> list[str]:
    """Stretches of printed words that the chapters do not have at that place."""
    found = (" ".join(word.text for word in difference.printed) for difference in provenance.differences)
    return [words for words in found if words]


def added(provenance: Provenance) -> list[str]:
    """Stretches of words of the chapters that were not printed at that place, per passage or run of passages."""
    found = (" ".join(word.text for word in difference.now) for difference in provenance.differences)
    return [words for words in found if words]


def misplaced_notes(provenance: Provenance) -> list[int]:
    """Printed notes without a note at the same character between the same words, and notes too many."""
    now = {(marker.word, marker.behind, marker.number) for marker in provenance.text.markers}
    printed = {
        (provenance.words.get(marker.word, -1), marker.behind, marker.number) for marker in provenance.printed.markers
    }
    return sorted({number for _, _, number in now ^ printed})


def characters(*texts: str) -> Counter[str]:
    return Counter("".join("".join(texts).split()))


def test_every_character_of_the_source_is_read_as_a_word_a_note_or_furniture(
    publication: Publication, provenance: Provenance
) -> None:
    assert publication.metadata.provenance is not None
    source = publication.metadata.provenance.read_text(encoding="utf-8")
    printed = provenance.printed
    read = characters(
        *(word.text for word in printed.words),
        *(str(marker.number) for marker in printed.markers),
        *(f"{note.number}{note.text}" for note in printed.notes),
        *(item.text for item in printed.furniture),
    )
    assert read == characters(source)


def test_every_printed_word_is_in_the_chapters_in_order(provenance: Provenance) -> None:
    assert lost(provenance) == []
    assert len(provenance.words) == len(provenance.printed.words) > 10_000


def test_the_chapters_have_no_other_words(provenance: Provenance) -> None:
    assert added(provenance) == list(ADDED)


def test_every_note_stands_between_the_same_words(provenance: Provenance) -> None:
    assert misplaced_notes(provenance) == []
    assert [marker.number for marker in provenance.text.markers] == list(range(1, 121))


def test_shown_numbers_of_headings_figures_and_lists_are_the_printed_ones(provenance: Provenance) -> None:
    shown = [index for index, word in enumerate(provenance.text.words) if word.start is None]
    printed = {index: provenance.printed.words[place].text for place, index in provenance.words.items()}
    pairs = {(provenance.text.words[index].text, printed[index]) for index in shown}
    assert len(shown) == 55
    assert {
        ("1", "1."),
        ("4", "4"),
        ("3.2.1", "3.2.1"),
        ("2.1", "2.1:"),
        ("Figuur", "Figuur"),
        ("2.1).", "2.1)."),
    } <= pairs


def test_a_dropped_word_is_noticed(revise: Revise) -> None:
    revised = align(
        revise("docs/02-samenwerken.md", ("vertrouwen tussen partners essentieel", "vertrouwen essentieel"))
    )
    assert lost(revised) == ["tussen partners"]


def test_a_changed_letter_or_sign_is_noticed(revise: Revise) -> None:
    revised = align(revise("docs/02-samenwerken.md", ("contractsvorm en", "contractvorm en"), ("nodig?", "nodig.")))
    assert lost(revised) == ["contractsvorm", "nodig?"]


def test_an_added_word_is_noticed(revise: Revise) -> None:
    revised = align(
        revise("docs/01-inleiding.md", ("in de praktijk steeds vaker", "in de praktijk gelukkig steeds vaker"))
    )
    assert added(revised) == ["Auteurs:", "Colofon", list(ADDED)[2], "gelukkig", list(ADDED)[3]]


def test_two_sentences_in_the_wrong_order_are_noticed(revise: Revise) -> None:
    first, second = (
        "Het vraagt een brede manier van kijken.",
        "Ze weten hoe andere domeinen hun eigen kennis kunnen aanvullen.",
    )
    revised = align(revise("docs/00-managementsamenvatting.md", (first, "·"), (second, first), ("·", second)))
    assert lost(revised)
    assert added(revised) != list(ADDED)


def test_a_moved_note_is_noticed(revise: Revise) -> None:
    revised = align(
        revise("docs/02-samenwerken.md", ("Gerdes[@gerdes2021] onderscheidt", "Gerdes onderscheidt[@gerdes2021]"))
    )
    assert misplaced_notes(revised) == [23]


def test_a_note_on_the_wrong_side_of_a_full_stop_is_noticed(revise: Revise) -> None:
    revised = align(revise("docs/02-samenwerken.md", ("op te lossen.[@gerdes2021]", "op te lossen[@gerdes2021].")))
    assert misplaced_notes(revised) == [24]


def test_a_lost_note_is_noticed(revise: Revise) -> None:
    revised = align(revise("docs/05-voortgezet-onderwijs.md", ("aan te trekken.[@bekkers2021]", "aan te trekken.")))
    assert misplaced_notes(revised) == [120]


def test_a_wrong_section_number_is_noticed(revise: Revise) -> None:
    revised = align(revise("docs/03-kinderopvang.md", ("## Samenvatting", "## Samenvatting {.unnumbered}")))
    assert lost(revised) == ["3.4"]
