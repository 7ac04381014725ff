"""The .bib file as entries with the line of each field, read with pybtex's scanner.

pandoc formats the references; this reading exists for what pandoc does not tell: which line an entry and a field
stand on, and what is wrong where. A broken entry is one problem, the other entries are read all the same.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from pybtex.database.input.bibtex import LowLevelParser, SkipEntry, UndefinedMacro
from pybtex.scanner import PrematureEOF, PybtexSyntaxError

from scripts.publication.model import Bibliography, BibliographyProblem, Entry, Position

_NEXT_ENTRY = re.compile(r"^[ \t]*@", re.MULTILINE)
_ENTRY_START = re.compile(r"@\s*\w+\s*[{(]\s*([^\s,}]*)")


class _EntryScanner(LowLevelParser):
    """pybtex's scanner, keeping the line of each field and going on behind a broken entry."""

    def __init__(self, text: str) -> None:
        super().__init__(text, macros=dict(_MONTHS))
        self.field_lines: dict[str, int] = {}
        self.undefined: list[tuple[str, int]] = []

    def parse_field(self) -> None:
        self.eat_whitespace()
        line = self.lineno
        super().parse_field()
        if self.current_field_name:
            self.field_lines.setdefault(self.current_field_name.lower(), line)

    def substitute_macro(self, name: str) -> str:
        try:
            return str(self.macros[name.lower()])
        except KeyError:
            self.undefined.append((name, self.lineno))
            return name

    def entries(self) -> Iterator[tuple[tuple[Any, ...] | PybtexSyntaxError, int]]:
        """(command, line) for each `@…{…}`; a syntax error stands in the place of the command it spoilt."""
        while self.skip_to([self.AT]):
            self.command_start = self.pos - 1
            line = self.lineno
            self.field_lines = {}
            try:
                yield tuple(self.parse_command()), line
            except PybtexSyntaxError as error:
                yield error, line
                self.resume()
            except SkipEntry:
                pass

    def resume(self) -> None:
        """Go on at the first line behind the broken entry's start that begins with '@'."""
        following = _NEXT_ENTRY.search(self.text, self.command_start + 1)
        self.pos = following.end() - 1 if following else self.end_pos
        self.lineno = self.text.count("\n", 0, self.pos) + 1


# BibTeX's own month names, which biblatex accepts too; pandoc reads them as numbers.
_MONTHS = {name: name for name in "jan feb mar apr may jun jul aug sep oct nov dec".split()}


def parse_bibliography(path: Path, file: str, text: str) -> Bibliography:
    """Read the text of a .bib file; `file` is its name in messages, `path` where pandoc finds it."""
    entries: list[Entry] = []
    problems: list[BibliographyProblem] = []
    scanner = _EntryScanner(text)
    for command, line in scanner.entries():
        if isinstance(command, PybtexSyntaxError):
            problems.append(_problem(command, line, file, text, scanner.command_start))
        elif command[0].lower() not in {"string", "preamble", "comment"}:
            entry = _entry(command, Position(file, line), scanner.field_lines)
            entries.append(entry)
            problems.extend(
                BibliographyProblem(f"@string ‘{name}’ is nergens gedefinieerd", Position(file, at), entry.key)
                for name, at in scanner.undefined
            )
        scanner.undefined = []
    return Bibliography(path, tuple(entries), tuple(problems))


def _entry(command: tuple[Any, ...], position: Position, lines: dict[str, int]) -> Entry:
    kind, (key, fields) = command
    values: dict[str, str] = {}
    for name, parts in fields:
        values.setdefault(name.lower(), " ".join("".join(parts).split()))
    return Entry(key, kind.lower(), values, lines, position)


def _problem(error: PybtexSyntaxError, line: int, file: str, text: str, start: int) -> BibliographyProblem:
    named = _ENTRY_START.match(text, start)
    key = named.group(1) if named else ""
    entry = f"titelbeschrijving ‘{key}’" if key else "titelbeschrijving zonder bronsleutel"
    following = _NEXT_ENTRY.search(text, start + 1)
    if isinstance(error, PrematureEOF) or (following and error.parser.pos >= following.start()):
        return BibliographyProblem(f"{entry} is niet afgesloten: tel de accolades", Position(file, line), key or None)
    if isinstance(error, UndefinedMacro):
        return BibliographyProblem(f"{entry} gebruikt een onbekende afkorting", Position(file, error.lineno), key)
    wanted = re.sub(r"\s*expected$", "", str(error.args[0]) if error.args else "").replace(" or ", " of ")
    wanted = wanted.replace("a valid name", "een naam").replace("field value", "een waarde tussen accolades")
    message = f"{entry} is hier niet te lezen: verwacht {wanted}"
    return BibliographyProblem(message, Position(file, error.lineno), key or None)
