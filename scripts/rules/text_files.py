"""Rules about the files themselves: encoding, byte order mark, line ends."""

from __future__ import annotations

from collections.abc import Iterator

from scripts.publication.model import Position, Publication
from scripts.rules.engine import Problem, rule


@rule("B201", fixable=True)
def not_utf_8(publication: Publication) -> Iterator[Problem]:
    """Een bestand is geen UTF-8, zodat letters met accenten verloren kunnen gaan.

    `rapport check --fix` bewaart het als UTF-8; wat geen UTF-8 is, wordt gelezen als Windows-1252 (West-Europees).

    Fout: een bestand dat een oud programma als ‘ANSI’ heeft bewaard
    Goed: hetzelfde bestand, bewaard als ‘UTF-8’
    """
    for text in publication.texts:
        if text.strange:
            yield Problem(text.strange, f"dit bestand is geen UTF-8 maar {text.encoding}")


@rule("B202", "review", fixable=True)
def byte_order_mark(publication: Publication) -> Iterator[Problem]:
    """Een bestand begint met een onzichtbaar teken (BOM), waar andere programma’s over vallen.

    `rapport check --fix` haalt het weg.

    Fout: bewaard als ‘UTF-8 met BOM’
    Goed: bewaard als ‘UTF-8’
    """
    for text in publication.texts:
        if text.bom and not text.strange:
            yield Problem(Position(text.file, 1), "dit bestand begint met een BOM")


@rule("B203", "review", fixable=True)
def carriage_returns(publication: Publication) -> Iterator[Problem]:
    """Een bestand heeft regeleinden van Windows (CRLF), zodat elke regel gewijzigd lijkt wanneer een ander het bewaart.

    `rapport check --fix` zet ze om.

    Fout: regels die op CR en LF eindigen
    Goed: regels die op LF eindigen
    """
    for text in publication.texts:
        if text.crlf:
            yield Problem(Position(text.file, 1), "dit bestand heeft regeleinden van Windows (CRLF)")
