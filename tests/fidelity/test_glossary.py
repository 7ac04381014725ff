"""The glossary says nothing of its own accord: quotations are the report's, and what is added says so."""

from __future__ import annotations

import re

from scripts.publication.glossary import term_uses
from scripts.publication.model import Publication


def test_every_quotation_stands_in_the_report_word_for_word(publication: Publication) -> None:
    text = running_text(publication)
    for term in publication.glossary:
        assert term.quote in text, term.name
        assert not term.quote or term.name in term.quote


def test_only_what_the_report_writes_in_full_itself_is_not_marked_as_added(publication: Publication) -> None:
    text = running_text(publication).casefold()
    for term in publication.glossary:
        assert (term.meaning.casefold() in text) == (not term.added), term.name


def test_every_abbreviation_of_the_report_is_in_the_glossary_and_the_other_way_round(publication: Publication) -> None:
    printed = [chapter for chapter in publication.chapters if chapter.printed]
    used = {use.term.name for chapter in printed for use in term_uses(chapter, publication.glossary)}
    assert used == {term.name for term in publication.glossary}
    capitals = set(re.findall(r"\b[A-Z]{2,}\b", running_text(publication)))
    known = {part for term in publication.glossary for part in re.split(r"\W", term.name)}
    # Names, not abbreviations that the report uses as words: Arbeidsmarktplatform PO, PACT and DSP.
    assert {name for name in capitals if name not in known} == {"PO", "PACT", "DSP"}


def running_text(publication: Publication) -> str:
    passages = (passage.text for chapter in publication.chapters if chapter.printed for passage in chapter.passages)
    return re.sub(r"\s+", " ", " ".join(passages))
