"""Rules about footnotes with words of their own."""

from __future__ import annotations

import re
from collections.abc import Iterator

from scripts.publication.ast import stringify
from scripts.publication.cursor import definitions
from scripts.publication.model import Chapter, Publication
from scripts.rules.engine import Problem, rule

_MARKER = re.compile(r"\[\^([^\]\s]+)\]")


@rule("N101")
def missing_definition(publication: Publication) -> Iterator[Problem]:
    """Een noot wordt aangeroepen, maar de tekst van de noot ontbreekt.

    Fout: `Zie de toelichting.[^toelichting]`
    Goed: dezelfde regel, met onderaan het bestand `[^toelichting]: De tekst van de noot.`
    """
    for chapter in publication.chapters:
        for passage in chapter.passages:
            for word in passage.words:
                for match in _MARKER.finditer(word.text):
                    start = word.start
                    in_source = start is not None and chapter.source.startswith(match.group(), start + match.start())
                    if in_source and not _in_code(chapter, start or 0):
                        place = chapter.position_at((start or 0) + match.start())
                        yield Problem(place, f"noot ‘{match.group()}’ wordt nergens in dit bestand beschreven")


@rule("N102")
def unused_definition(publication: Publication) -> Iterator[Problem]:
    """De tekst van een noot staat er, maar niets roept de noot aan.

    Fout: `[^toelichting]: …` zonder `[^toelichting]` in de tekst
    Goed: verwijder de noottekst, of zet `[^toelichting]` op zijn plaats in de zin
    """
    for position, message in publication.warnings:
        if match := re.match(r"Note with key '(.+)' defined at .* but not used", message):
            yield Problem(position, f"noottekst ‘[^{match.group(1)}]’ wordt nergens aangeroepen")


@rule("N103")
def duplicate_label(publication: Publication) -> Iterator[Problem]:
    """Twee noten hebben hetzelfde label, zodat een van beide teksten verloren gaat.

    Fout: twee keer `[^toelichting]: …`
    Goed: `[^toelichting]: …` en `[^toelichting-wet]: …`
    """
    for position, message in publication.warnings:
        if match := re.match(r"Duplicate note reference '(.+)' at", message):
            yield Problem(position, f"label ‘[^{match.group(1)}]’ wordt in dit bestand twee keer beschreven")


@rule("N104")
def empty_note(publication: Publication) -> Iterator[Problem]:
    """Een noot heeft geen tekst.

    Fout: `[^toelichting]:` zonder woorden erachter
    Goed: `[^toelichting]: De tekst van de noot.`
    """
    for note in publication.notes:
        if not note.clusters and not stringify(note.blocks):
            yield Problem(note.position, f"noot {note.number} is leeg")


def _in_code(chapter: Chapter, offset: int) -> bool:
    """Whether the place stands in a line of code or in the text of another note's label."""
    line_start = chapter.source.rfind("\n", 0, offset) + 1
    before = chapter.source[line_start:offset]
    return before.count("`") % 2 == 1 or any(
        start <= offset < body for _, start, body, _ in definitions(chapter.source)
    )
