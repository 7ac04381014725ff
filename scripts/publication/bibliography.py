"""The .bib file as entries with the place of each field.

pandoc formats the references; this reading exists for what pandoc does not tell: where an entry and a field stand, and
what is wrong where. A broken entry is one problem, the other entries are read all the same.
"""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterator, Mapping
from pathlib import Path

from scripts.publication.bibtex import Item, RawField, scan
from scripts.publication.inheritance import cycles
from scripts.publication.model import Bibliography, BibliographyProblem, Entry, Position

# BibTeX's own month names, which biblatex accepts too; pandoc reads them as numbers.
_MONTHS = {name: name for name in ("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec")}


def parse_bibliography(path: Path, file: str, text: str) -> Bibliography:
    """Read the text of a .bib file; `file` is its name in messages, `path` where pandoc finds it."""
    return _Reading(file, text).bibliography(path)


def value_of(field: RawField, strings: Mapping[str, str]) -> str:
    """The value of a field on one line; the name of an unknown @string stands for itself, as pandoc has it."""
    texts = (strings.get(part.text.lower(), part.text) if part.kind == "name" else part.text for part in field.parts)
    return " ".join("".join(texts).split())


def as_bibtex(entry: Entry) -> str:
    """One entry by itself as BibTeX, one field a line as in the file, with abbreviations written out."""
    fields = (f"  {name} = {{{value}}},\n" for name, value in entry.fields.items())
    return f"@{entry.type}{{{entry.key},\n{''.join(fields)}}}\n"


class _Reading:
    """One pass over the items of a text."""

    def __init__(self, file: str, text: str) -> None:
        self.file = file
        self.text = text
        self.line_starts = [0, *(index + 1 for index, character in enumerate(text) if character == "\n")]
        self.strings = dict(_MONTHS)
        self.problems: list[BibliographyProblem] = []

    def bibliography(self, path: Path) -> Bibliography:
        entries = []
        for item in scan(self.text):
            self.problems.extend(self.flaws(item))
            if item.kind == "string":
                self.strings[item.fields[0].name.lower()] = value_of(item.fields[0], self.strings)
            elif item.kind == "entry":
                entries.append(self.entry(item))
        self.problems.extend(cycles(entries))
        return Bibliography(path, tuple(entries), tuple(self.problems), self.text)

    def entry(self, item: Item) -> Entry:
        values: dict[str, str] = {}
        positions: dict[str, Position] = {}
        repeated = []
        for field in item.fields:
            name, position = field.name.lower(), self.position(field.start)
            if name in values:
                repeated.append((name, position))
            values.setdefault(name, value_of(field, self.strings))
            positions.setdefault(name, position)
            self.problems.extend(self.undefined(field, item.key))
        return Entry(item.key, item.type, values, positions, self.position(item.start), tuple(repeated))

    def undefined(self, field: RawField, key: str) -> Iterator[BibliographyProblem]:
        for part in field.parts:
            if part.kind == "name" and part.text.lower() not in self.strings:
                message = f"afkorting ‘{part.text}’ is nergens met @string gedefinieerd"
                yield BibliographyProblem(message, self.position(part.start), key, "string")

    def flaws(self, item: Item) -> Iterator[BibliographyProblem]:
        named = f"titelbeschrijving ‘{item.key}’" if item.key else "titelbeschrijving zonder bronsleutel"
        if item.type in {"string", "preamble", "comment"}:
            named = f"@{item.type}"
        for flaw in item.flaws:
            position = self.position(item.start if flaw.offset < 0 else flaw.offset)
            if flaw.kind != "syntax" or item.kind == "text":
                message = flaw.message
            elif flaw.offset < 0:
                message = f"{named} is {flaw.message}"
            else:
                message = f"{named} is hier niet te lezen: {flaw.message}"
            yield BibliographyProblem(message, position, item.key or None, flaw.kind)

    def position(self, offset: int) -> Position:
        line = bisect_right(self.line_starts, offset)
        return Position(self.file, line, offset - self.line_starts[line - 1] + 1)
