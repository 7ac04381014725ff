"""Findings for someone at a terminal: each with its line of the source, and the place underlined."""

from __future__ import annotations

import re
from collections.abc import Iterable
from pathlib import Path

from rich.cells import cell_len
from rich.console import Console
from rich.text import Text

from scripts.findings import Finding
from scripts.publication.errors import PublicationError
from scripts.publication.text_files import read_text

# What stands at a place: a cluster or a note marker up to its bracket, a citation, a comment or else a word.
_UNDERLINED = re.compile(r"<!--.*?-->|!?\[\]?[^\]\s]*\]?|@[\w:.#$%&+?<>~/-]*\w|\S+")
_COLOURS = {"error": "red", "review": "yellow"}
# Columns of the terminal that a source line leaves for the line number and for signs that it was cut.
_MARGIN = 11
# How much of a long line is shown in front of the place.
_BEFORE = 24


def print_excerpts(findings: Iterable[Finding], root: Path) -> None:
    """Print each finding as `findings.as_text` does, with its source line under it where there is one."""
    console = Console(highlight=False)
    sources: dict[str, list[str]] = {}
    for finding in findings:
        place = finding.position
        head = Text(f"{place}: ", style="bold")
        head.append(finding.code, style=_COLOURS[finding.level]).append(f" {finding.text}", style="not bold")
        console.print(head, soft_wrap=True)
        lines = sources.setdefault(place.file, _lines(root, place.file))
        if place.line <= len(lines) and lines[place.line - 1].strip():
            console.print(_excerpt(lines[place.line - 1], finding, console.width), soft_wrap=True)


def _lines(root: Path, file: str) -> list[str]:
    """The lines of a source; none when it has gone meanwhile."""
    try:
        return read_text(root / file, file).text.split("\n")
    except PublicationError:
        return []


def _excerpt(line: str, finding: Finding, width: int) -> Text:
    start = min(finding.position.column - 1, len(line))
    match = _UNDERLINED.match(line, start)
    marked = match.group() if match else " "
    room = max(width - _MARGIN, 2 * _BEFORE)
    first = max(0, min(start - _BEFORE, len(line) - room)) if cell_len(line) > room else 0
    before, marked = _shown(line[first:start]), _shown(marked[:room])
    shown = _shown(line[first : first + room])
    colour = _COLOURS[finding.level]
    excerpt = Text(f"{finding.position.line:>6} │ ", style="dim")
    excerpt.append("…" if first else "", style="dim").append(shown, style="not dim")
    excerpt.append("…" if first + room < len(line) else "", style="dim").append("\n       │ ")
    excerpt.append(" " * (cell_len(before) + bool(first)))
    return excerpt.append("‾" * max(1, cell_len(marked)), style=f"{colour} not dim")


def _shown(text: str) -> str:
    """The text with a visible character in the place of each one that a terminal would act on."""
    return "".join(character if character.isprintable() else "␣" if character == "\t" else "�" for character in text)
