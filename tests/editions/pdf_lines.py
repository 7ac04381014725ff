"""The lines of a tagged PDF as they stand on its pages, by the element of the structure that they belong to."""

from __future__ import annotations

import ctypes
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pikepdf
import pypdfium2
import pypdfium2.raw as pdfium

BLOCKS = {"/P", "/LBody", "/Note", "/TD", "/TH", "/Caption", "/TOCI", *(f"/H{level}" for level in range(1, 7))}
# What pdfium says where a hyphen ends a line.
HYPHEN = "\u0002"


@dataclass
class Line:
    """One line of text: its page (from 0), its baseline box in points from the lower left corner, its words."""

    page: int
    left: float
    bottom: float
    right: float
    top: float
    text: str


@dataclass
class Block:
    """A paragraph, note, heading or cell: the type of the structure element and its lines in reading order."""

    kind: str
    lines: list[Line]

    def on_pages(self) -> list[int]:
        """How many lines stand on each of its pages."""
        pages = [line.page for line in self.lines]
        return [pages.count(page) for page in dict.fromkeys(pages)]


def blocks(path: Path) -> list[Block]:
    """Every block of text, in reading order; page furniture is not among them."""
    texts = _texts(path)
    found: list[Block] = []
    with pikepdf.open(path) as pdf:
        numbers = {page.objgen: index for index, page in enumerate(pdf.pages)}
        for kind, marks in _marked(pdf.Root.StructTreeRoot, "", -1, numbers):
            pieces = [piece for mark in marks for piece in texts.get(mark, ())]
            if pieces:
                found.append(Block(kind, _lines(pieces)))
    return found


def drawn(path: Path) -> Iterator[Line]:
    """Every piece of text on the pages with where it stands, page furniture included."""
    for pieces in _texts(path).values():
        yield from pieces


def _texts(path: Path) -> dict[tuple[int, int], list[Line]]:
    found: dict[tuple[int, int], list[Line]] = {}
    document = pypdfium2.PdfDocument(path)
    for number, page in enumerate(document):
        text_page = page.get_textpage()
        for index in range(pdfium.FPDFPage_CountObjects(page.raw)):
            item = pdfium.FPDFPage_GetObject(page.raw, index)
            if pdfium.FPDFPageObj_GetType(item) == pdfium.FPDF_PAGEOBJ_TEXT:
                mark = pdfium.FPDFPageObj_GetMarkedContentID(item)
                line = Line(number, *_bounds(item), _text(item, text_page))
                found.setdefault((number, mark), []).append(line)
        text_page.close()
    document.close()
    return found


def _bounds(item: Any) -> tuple[float, float, float, float]:
    sides = [ctypes.c_float() for _ in range(4)]
    pdfium.FPDFPageObj_GetBounds(item, *sides)
    left, bottom, right, top = (side.value for side in sides)
    return left, bottom, right, top


def _text(item: Any, text_page: Any) -> str:
    length = pdfium.FPDFTextObj_GetText(item, text_page.raw, None, 0)
    buffer = (ctypes.c_ushort * (length // 2 + 1))()
    pdfium.FPDFTextObj_GetText(item, text_page.raw, buffer, length)
    return bytes(buffer)[: max(length - 2, 0)].decode("utf-16-le") or " "


def _marked(element: Any, kind: str, page: int, numbers: Any) -> Iterator[tuple[str, list[tuple[int, int]]]]:
    """(type, marks) of each block below an element of the structure; a block within a block comes after it."""
    own: list[tuple[int, int]] = []
    inner: list[tuple[str, list[tuple[int, int]]]] = []

    def walk(node: Any, page: int) -> None:
        if isinstance(node, int):
            own.append((page, node))
        elif isinstance(node, pikepdf.Array):
            for child in node:
                walk(child, page)
        elif isinstance(node, pikepdf.Dictionary) and "/MCID" in node:
            own.append((numbers[node.Pg.objgen] if "/Pg" in node else page, int(node.MCID)))
        elif isinstance(node, pikepdf.Dictionary) and "/K" in node:
            here = numbers[node.Pg.objgen] if "/Pg" in node else page
            if (name := str(node.get("/S", ""))) in BLOCKS:
                inner.extend(_marked(node, name, here, numbers))
            else:
                walk(node.K, here)

    walk(element.K, page)
    if own:
        yield kind, own
    yield from inner


def _lines(pieces: list[Line]) -> list[Line]:
    """Pieces that overlap in height on one page are one line."""
    lines: list[Line] = []
    for piece in pieces:
        last = lines[-1] if lines else None
        middle = (piece.bottom + piece.top) / 2
        if last and last.page == piece.page and last.bottom - 2 <= middle <= last.top + 2 and piece.right > last.left:
            last.left, last.right = min(last.left, piece.left), max(last.right, piece.right)
            last.bottom, last.top = min(last.bottom, piece.bottom), max(last.top, piece.top)
            last.text += piece.text
        elif piece.text.strip():
            lines.append(Line(**vars(piece)))
    return lines
