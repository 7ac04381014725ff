"""Files as they were read, and places in them."""

from __future__ import annotations

import re
from bisect import bisect_right
from dataclasses import dataclass


@dataclass(frozen=True, slots=True, order=True)
class Position:
    """A place in a file of the project: path relative to the project folder, line and column from 1."""

    file: str
    line: int
    column: int = 1

    def __str__(self) -> str:
        return f"{self.file}:{self.line}:{self.column}"


class Places:
    """The positions of offsets in the text of one file."""

    def __init__(self, file: str, text: str) -> None:
        self._file = file
        self._starts = [0, *(match.end() for match in re.finditer("\n", text))]

    def position(self, offset: int) -> Position:
        """The line and column of a character."""
        line = bisect_right(self._starts, offset)
        return Position(self._file, line, offset - self._starts[line - 1] + 1)

    def offset(self, position: Position) -> int:
        """The offset of a character, by its line and column."""
        return self._starts[position.line - 1] + position.column - 1

    def line_of(self, offset: int) -> Position:
        """The start of the line of a character."""
        return Position(self._file, bisect_right(self._starts, offset))


@dataclass(frozen=True, slots=True)
class TextFile:
    """A file as it was read: text with LF line ends, and what its bytes were like.

    `encoding` is 'UTF-8', 'UTF-16' or 'Windows-1252'; `strange` the first place that is not UTF-8.
    """

    file: str
    text: str
    encoding: str = "UTF-8"
    bom: bool = False
    crlf: bool = False
    strange: Position | None = None

    def raw(self, text: str) -> bytes:
        """Another text (with LF line ends) as the bytes of this file: UTF-8, with the BOM and CRLF that it has."""
        lines = text.replace("\n", "\r\n") if self.crlf else text
        return lines.encode("utf-8-sig" if self.bom else "utf-8")
