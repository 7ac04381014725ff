"""Rules about what cannot be printed, or does not fit on a page."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Any

from scripts.design.printable import unprintable
from scripts.publication import ast
from scripts.publication.model import NOTE_CLASS, Chapter, Entry, Node, Passage, Publication
from scripts.rules.engine import Problem, rule

# Fields of an entry that a reference shows.
_SHOWN = {
    *("author", "editor", "title", "subtitle", "booktitle", "maintitle", "journal", "journaltitle", "series", "number"),
    *("publisher", "institution", "organization", "school", "location", "address", "edition", "note", "howpublished"),
}
# An A4 page on its side takes so many letters of the smallest type of a table (formats/pdf/tables.lua), and a column so
# many for its margins; of a word at most so many stay together, the rest is hyphenated.
_LETTERS_ON_A_LINE = 230
_LETTERS_BETWEEN = 2
_LETTERS_TOGETHER = 14
# Where a word may be broken; a URL may be anywhere.
_BREAKABLE = re.compile(r"[\s/\-–—]+")
_URL = re.compile(r"https?://\S+")
# Millimetres of the text block of an A4 page, and what units of length are in millimetres.
_TEXT_WIDTH = 150.0
_UNITS = {"mm": 1.0, "cm": 10.0, "in": 25.4, "pt": 25.4 / 72, "px": 25.4 / 96, "": 25.4 / 96}
_LENGTH = re.compile(r"\s*([\d.]+)\s*(%|mm|cm|in|pt|px|)\s*")


@rule("E101")
def unprintable_character(publication: Publication) -> Iterator[Problem]:
    """Een teken staat in geen van de lettertypen van de gedrukte uitgaven.

    Het zou als een leeg hokje gedrukt worden; een toegankelijke PDF mag dat niet bevatten.

    Fout: `Dank! 😀` of een naam in Chinese karakters
    Goed: `Dank!`, of de naam in Latijns schrift
    """
    for chapter in publication.chapters:
        if chapter.printed:
            for passage in _passages(chapter):
                yield from _in_passage(chapter, passage)
    for entry in publication.bibliography.entries:
        if entry.key in publication.cited_in:
            yield from _in_entry(entry)


@rule("E102")
def table_too_wide(publication: Publication) -> Iterator[Problem]:
    """Een tabel is breder dan een bladzijde, ook als die een kwartslag draait en de letters klein zijn.

    Fout: een tabel met vijftien kolommen met koppen als `Samenwerkingsverband`
    Goed: minder kolommen, kortere koppen, of rijen en kolommen verwisseld
    """
    for chapter in publication.chapters:
        passages = [passage for passage in chapter.passages if chapter.printed and passage.kind == "cell"]
        cells = iter(passages)
        tables = (node for node in ast.walk(chapter.blocks if passages else ()) if node["t"] == "Table")
        for table in tables:
            place = _first_place(table, cells)
            letters = sum(longest + _LETTERS_BETWEEN for longest in _columns(table["c"]))
            if letters > _LETTERS_ON_A_LINE and place:
                message = f"deze tabel vraagt {letters} letters op een regel; er passen er {_LETTERS_ON_A_LINE}"
                yield Problem(place.position, message)


@rule("E103")
def figure_too_wide(publication: Publication) -> Iterator[Problem]:
    """Een figuur krijgt een breedte die groter is dan die van de tekst.

    Fout: `![Model](model.svg){width=120%}` of `{width=20cm}`
    Goed: `{width=80%}`, of geen breedte: dan krijgt de figuur de ruimte die er is
    """
    for chapter in publication.chapters:
        widths = _figure_widths(chapter) if chapter.printed and chapter.figures else {}
        for figure in chapter.figures:
            if (width := widths.get(figure.id)) and _millimetres(width) > _TEXT_WIDTH:
                yield Problem(figure.position, f"breedte ‘{width}’ is groter dan die van de tekst")


def _passages(chapter: Chapter) -> Iterator[Passage]:
    yield from chapter.passages
    for note in chapter.notes:
        yield from note.passages


def _in_passage(chapter: Chapter, passage: Passage) -> Iterator[Problem]:
    missing = unprintable(set(passage.text))
    for word in passage.words if missing else ():
        place = next((offset for offset, letter in enumerate(word.text) if letter in missing), None)
        if place is not None:
            start = word.start
            position = passage.position if start is None else chapter.position_at(start + place)
            yield Problem(position, _message(word.text[place]))


def _in_entry(entry: Entry) -> Iterator[Problem]:
    for name in entry.fields.keys() & _SHOWN:
        missing = unprintable(set(entry.fields[name]))
        if letter := next((each for each in entry.fields[name] if each in missing), None):
            yield Problem(entry.positions[name], f"{_message(letter)} (veld ‘{name}’ van ‘{entry.key}’)")


def _message(letter: str) -> str:
    return f"teken ‘{letter}’ (U+{ord(letter):04X}) staat in geen lettertype van de gedrukte uitgaven"


def _columns(table: Any) -> list[int]:
    """For each column the length of the longest piece that cannot be broken."""
    longest = [0] * len(table[2])
    for row in _rows(table):
        column = 0
        for _, _, _, span, blocks in row[1]:
            text = _URL.sub("", ast.stringify(blocks))
            length = min(max(map(len, _BREAKABLE.split(text))), _LETTERS_TOGETHER)
            for place in range(column, min(column + span, len(longest))):
                longest[place] = max(longest[place], -(-length // span))
            column += span
    return longest


def _rows(table: Any) -> list[Any]:
    _, _, _, head, bodies, foot = table
    return [*head[1], *(row for body in bodies for row in [*body[2], *body[3]]), *foot[1]]


def _first_place(table: Any, cells: Iterator[Passage]) -> Passage | None:
    """The first passage of a table; `cells` gives those of all tables in order, and moves behind this one."""
    count = sum(1 for node in ast.walk(table["c"]) if node["t"] in {"Para", "Plain"} and _is_passage(node))
    own = [passage for _, passage in zip(range(count), cells, strict=False)]
    return own[0] if own else None


def _is_passage(node: Node) -> bool:
    """Whether there are words in a paragraph, or a note."""
    spans = (inner["c"][0][1] for inner in ast.walk(node) if inner["t"] == "Span")
    return bool(ast.stringify([node])) or any(NOTE_CLASS in classes for classes in spans)


def _figure_widths(chapter: Chapter) -> dict[str, str]:
    """The width that the author gave a figure, by its id."""
    widths = {}
    for node in ast.walk(chapter.blocks):
        if node["t"] == "Figure":
            images = (image for image in ast.walk(node["c"][2]) if image["t"] == "Image")
            given = [dict(image["c"][0][2]).get("width", "") for image in images]
            widths[node["c"][0][0]] = next(iter(given), "")
    return widths


def _millimetres(width: str) -> float:
    match = _LENGTH.fullmatch(width)
    if match is None:
        return 0.0
    number, unit = float(match[1]), match[2]
    return number / 100 * _TEXT_WIDTH if unit == "%" else number * _UNITS[unit]
