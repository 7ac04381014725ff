"""On which page Word will put each heading, reckoned from the widths of the letters.

A table of contents needs numbers when the file is opened, and Word only counts them when its reader asks (a document
that orders it to do so greets its reader with a question). So lines are filled word by word as Word fills them, notes
at the foot of their page. In a book of fifty pages that is a page amiss at most; F9 in Word makes the numbers exact.
"""

from __future__ import annotations

import math
import struct
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from scripts.design.metrics import Metrics, metrics
from scripts.editions.docx.stylesheet import POINTS_PER_MM, Style, table_style, text_width, whole_style
from scripts.editions.edition import Edition
from scripts.publication import ast
from scripts.publication.model import Node

_LIST_INDENT = 6.0
_POINTS_PER_INCH = 72.0
# Height to width of a picture of which the file does not tell.
_ASPECT = 0.6
# Points on both sides of the words in a cell of a table, as in the style of tables.
_CELL_MARGINS = 10.8
# Kerned letters stand a little closer than the sum of their widths.
_KERNED = 0.98
# Word leaves a heading on its page only with so many lines of what follows.
_LINES_KEPT = 2
_NOTE_SEPARATOR = 12.0
_PNG = b"\x89PNG"


@dataclass(frozen=True, slots=True)
class _Word:
    """A word of a paragraph and the notes that stand in it."""

    text: str
    notes: tuple[Node, ...] = ()


class Pages:
    """Fills pages with the blocks of a document; `pages` then tells the page of each heading by its id."""

    def __init__(self, sheet: Mapping[str, Any], edition: Edition) -> None:
        page = sheet["page"]
        self._sheet, self._edition = sheet, edition
        self._width = text_width(page) * POINTS_PER_MM
        self._height = (page["height"] - page["top"] - page["bottom"]) * POINTS_PER_MM
        self._page, self._used, self._has_notes = 0, 0.0, False
        self.pages: dict[str, int] = {}

    def fill(self, blocks: list[Node], style: str = "Body Text", indent: float = 0.0) -> None:
        """Put blocks on the pages, one after the other."""
        for block in blocks:
            self._block(block, style, indent)

    def _block(self, block: Node, style: str, indent: float) -> None:
        content: Any = block.get("c")
        match block["t"]:
            case "Header":
                self._heading(content)
            case "Para" | "Plain":
                self._paragraph(content, style, indent)
            case "BulletList" | "OrderedList":
                for item in content if block["t"] == "BulletList" else content[1]:
                    self.fill(item, "List Bullet", indent + _LIST_INDENT * POINTS_PER_MM)
            case "BlockQuote":
                self.fill(content, "Block Text", indent)
            case "Div":
                self.fill(content[1], _style_of_div(content[0][1]) or style, indent)
            case "Figure":
                self._figure(content)
            case "Table":
                self._table(block)
            case "DefinitionList":
                for term, definitions in content:
                    self._paragraph(term, "Definition Term", indent)
                    self.fill([part for definition in definitions for part in definition], "Definition", indent)
            case _:
                self._paragraph(ast.text(ast.stringify(block)), style, indent)

    def _heading(self, content: Any) -> None:
        level, (id, _, _), inlines = content
        style = whole_style(self._sheet, f"heading {level}")
        needed = self._line(style) + style.get("before", 0)
        needed += _LINES_KEPT * self._line(whole_style(self._sheet, "Body Text"))
        if style.get("page_break") or not self._page or not self._fits(needed):
            self._new_page()
        self._paragraph(inlines, f"heading {level}", 0.0)
        self.pages[id] = self._page

    def _figure(self, content: Any) -> None:
        _, (_, caption), blocks = content
        images = [node for node in ast.walk(blocks) if node["t"] == "Image"]
        self._take(sum(self._image_height(image) for image in images))
        self.fill(caption, "caption")

    def _image_height(self, image: Node) -> float:
        attributes, _, (path, _) = image["c"]
        width = dict(attributes[2]).get("width", "")
        shown = float(width.removesuffix("in")) * _POINTS_PER_INCH if width.endswith("in") else self._width
        return min(shown, self._width) * _aspect(self._edition.workspace / path)

    def _table(self, block: Node) -> None:
        for _, row in _rows(block["c"]):
            cells = [ast.stringify(cell[-1]) for cell in row]
            width = self._width / max(len(cells), 1) - _CELL_MARGINS
            style = whole_style(self._sheet, table_style(len(cells)))
            lines = max((self._lines_of_cell(cell, style, width) for cell in cells), default=1)
            self._take(lines * self._line(style) + style.get("before", 0) + style.get("after", 0))

    def _lines_of_cell(self, text: str, style: Style, width: float) -> int:
        """How many lines a cell has; a word that is longer than a line is broken where the line ends."""
        words = _words(ast.text(text))
        broken = (int(self._metrics(style).width(word.text) * style["size"] // width) for word in words)
        return len(self._lines(words, style, width)) + sum(broken)

    # -- paragraphs, lines, pages --------------------------------------------------------------------------------------

    def _paragraph(self, inlines: list[Node], name: str, indent: float) -> None:
        style = whole_style(self._sheet, name)
        indent += (style.get("left", 0) + style.get("right", 0)) * POINTS_PER_MM
        height = self._line(style)
        self._used += style.get("before", 0) if self._used else 0
        for line in self._lines(_words(inlines), style, self._width - indent):
            notes = [note for word in line for note in word.notes]
            self._take(height, sum(self._note_height(note) for note in notes))
        self._used += style.get("after", 0)

    def _lines(self, words: list[_Word], style: Style, width: float) -> list[list[_Word]]:
        """The words of each line, as many as fit in it."""
        letters, size = self._metrics(style), style["size"]
        lines: list[list[_Word]] = [[]]
        used = 0.0
        for word in words:
            length = letters.width(word.text) * size * _KERNED
            if lines[-1] and used + length > width:
                lines.append([])
                used = 0.0
            lines[-1].append(word)
            used += length + letters.width(" ") * size
        return lines

    def _note_height(self, note: Node) -> float:
        style = whole_style(self._sheet, "footnote text")
        width = self._width - style.get("left", 0) * POINTS_PER_MM
        lines = (len(self._lines(_words(block["c"]), style, width)) for block in note["c"] if block["t"] == "Para")
        return math.fsum(count * self._line(style) + style.get("after", 0) for count in lines)

    def _take(self, height: float, notes: float = 0.0) -> None:
        """Use so much of this page, or of the next if it does not fit; a note may go on at the foot of the next."""
        first_line = min(notes, self._line(whole_style(self._sheet, "footnote text")))
        separator = _NOTE_SEPARATOR if notes and not self._has_notes else 0.0
        if not self._fits(height + separator + first_line):
            self._new_page()
            separator = _NOTE_SEPARATOR if notes and not self._has_notes else 0.0
        self._used += height + separator + notes
        self._has_notes |= notes > 0

    def _fits(self, height: float) -> bool:
        return not self._used or self._used + height <= self._height

    def _new_page(self) -> None:
        rest = max(self._used - self._height, 0.0) if self._has_notes else 0.0
        self._page, self._has_notes = self._page + 1, rest > 0
        self._used = rest + _NOTE_SEPARATOR if rest else 0.0

    def _line(self, style: Style) -> float:
        return float(style["size"] * style.get("line", 1) * self._metrics(style).line_height)

    def _metrics(self, style: Style) -> Metrics:
        return metrics(self._edition.design.get(style["font"], ""), self._edition.fonts, bold=style.get("bold", False))


def _words(inlines: list[Node]) -> list[_Word]:
    """The words of a paragraph; a link or a span is the words in it."""
    words: list[_Word] = []
    text, notes = "", list[Node]()
    for node in [*_leaves(inlines), {"t": "Space"}]:
        if node["t"] == "Note":
            notes.append(node)
        elif node["t"] in ast.SPACES:
            if text or notes:
                words.append(_Word(text, tuple(notes)))
            text, notes = "", []
        else:
            text += ast.stringify([node])
    return words


def _leaves(inlines: list[Node]) -> Iterator[Node]:
    for node in inlines:
        kind = node["t"]
        if kind in ast.INLINE_CONTENT_AT:
            yield from _leaves(node["c"][ast.INLINE_CONTENT_AT[kind]])
        elif kind in ast.INLINE_CONTAINERS:
            yield from _leaves(node["c"])
        else:
            yield node


def _rows(table: Any) -> list[Any]:
    """The rows of a table, those of its head first."""
    _, _, _, head, bodies, foot = table
    return [*head[1], *(row for body in bodies for row in [*body[2], *body[3]]), *foot[1]]


def _style_of_div(classes: list[str]) -> str | None:
    styles = {"csl-entry": "Bibliography", "cited-in": "Cited In", "figure-note": "Figure Note"}
    return next((styles[name] for name in classes if name in styles), None)


def _aspect(path: Path) -> float:
    """Height to width of a PNG (IHDR: both at byte 16, big-endian)."""
    if not path.is_file():
        return _ASPECT
    with path.open("rb") as file:
        head = file.read(24)
    if not head.startswith(_PNG):
        return _ASPECT
    width, height = struct.unpack(">II", head[16:24])
    return float(height / width)
