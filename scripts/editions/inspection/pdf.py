"""The facts of a tagged PDF, read along its structure tree as a screen reader does.

pdfium gives the tree a page at a time, and for each text object the number of the marked content it belongs to
(https://pdfium.googlesource.com/pdfium/+/main/public/fpdf_structtree.h). Structure types are those of PDF 1.7.
"""

from __future__ import annotations

import ctypes
import re
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from typing import Any

import pypdfium2
import pypdfium2.raw as pdfium

from scripts.editions.inspection.facts import EditionFacts, FactCollector

_BULLET = re.compile(r"\s*(?:\W|\w{1,4}[.)])\s*")
_INLINE = {"Span", "Em", "Strong", "Link", "Code", "Reference"}
# Where an inline element begins or ends, and where a block does.
_EDGE, _BREAK = "", " "
# pdfium gives U+0002 for any hyphen at the end of a line; one that Typst put there is marked content of its own.
_NAME_LENGTH = 128
_HYPHEN, _SOFT_HYPHEN = "\u0002", "\u00ad"


def read_pdf(file: bytes) -> EditionFacts:
    """Read the facts from all pages of a tagged PDF."""
    document = pypdfium2.PdfDocument(file)
    try:
        reader = _Reader()
        for page in document:
            reader.read(page, document)
        return reader.facts(len(document))
    finally:
        document.close()


class _Reader:
    """Walks the structure of one page after the other; what stands before the first heading is the title page."""

    def __init__(self) -> None:
        self._collector = FactCollector()
        self._pieces: list[str] = []
        self._begun = False
        self._heading_starts = 0
        self._note = 0
        self._page = 0
        self._texts: Mapping[int, str] = {}

    def facts(self, pages: int) -> EditionFacts:
        self._collector.pieces = self._pieces
        return self._collector.facts(pages)

    def read(self, page: Any, document: Any) -> None:
        self._page += 1
        self._texts = _texts_by_mark(page)
        for leads_somewhere in _links(page, document):
            self._collector.add_link(f"bladzijde {self._page}", leads_somewhere=leads_somewhere)
        for name, is_embedded in _fonts(page).items():
            self._collector.add_font(name, is_embedded=is_embedded)
        with _structure(page) as tree:
            for index in range(pdfium.FPDF_StructTree_CountChildren(tree)):
                # One by one and not at once, for a heading looks at what came before it.
                for piece in self._flow(pdfium.FPDF_StructTree_GetChildAtIndex(tree, index)):
                    self._pieces.append(piece)

    def _flow(self, element: Any) -> Iterator[str]:
        """The running text of an element; notes and headings are handed to the collector on the way."""
        kind = _type(element)
        gap = _EDGE if kind in _INLINE else _BREAK
        if kind == "Note":
            self._read_note(element)
        if kind == "TOC":
            self._drop_heading_of_contents()
        if kind == "Figure":
            words = _string(pdfium.FPDF_StructElement_GetAltText, element)
            self._collector.add_picture(f"bladzijde {self._page}", words)
        if kind in {"Note", "TOC", "Lbl", "Figure"}:
            yield _EDGE
        elif kind == "LI":
            yield from (_BREAK, *self._list_item(element), _BREAK)
        elif kind[:1] == "H" and kind[1:].isdigit():
            yield from self._heading(element, int(kind[1:]))
        else:
            yield gap
            yield from self._inside(element)
            yield gap

    def _inside(self, element: Any) -> Iterator[str]:
        for child in self._children(element):
            if isinstance(child, str):
                yield child
            else:
                yield from self._flow(child)

    def _list_item(self, element: Any) -> Iterator[str]:
        """The label of a list item is furniture if it is a bullet or a number, else the term that is defined."""
        for child in self._children(element):
            if isinstance(child, str) or _type(child) != "Lbl":
                yield from [child] if isinstance(child, str) else self._flow(child)
            elif not _BULLET.fullmatch(term := "".join(self._inside(child))):
                yield term

    def _heading(self, element: Any, level: int) -> Iterator[str]:
        if not self._begun:
            self._pieces.clear()
        self._begun = True
        self._heading_starts = len(self._pieces)
        words = list(self._inside(element))
        self._collector.add_heading(level, "".join(words))
        yield from (_BREAK, *words, _BREAK)

    def _drop_heading_of_contents(self) -> None:
        """The heading just above the table of contents is furniture, as the table is; tables may be nested."""
        if any(piece.strip() for piece in self._pieces[self._heading_starts :]):
            del self._pieces[self._heading_starts :]
            self._collector.headings.pop()

    def _read_note(self, element: Any) -> None:
        """A note with the number printed at it; one that goes on from the page before has no number there."""
        if label := self._label(element):
            self._note = int("".join(self._inside(label)))
        self._collector.add_note(self._note, "".join(self._inside(element)))

    def _label(self, element: Any) -> Any:
        """The first label below an element, or None."""
        for child in self._children(element):
            if not isinstance(child, str) and (label := child if _type(child) == "Lbl" else self._label(child)):
                return label
        return None

    def _children(self, element: Any) -> Iterator[Any]:
        """The children of an element on this page: elements, and text as strings."""
        for index in range(pdfium.FPDF_StructElement_CountChildren(element)):
            if child := pdfium.FPDF_StructElement_GetChildAtIndex(element, index):
                yield child
            else:
                mark = pdfium.FPDF_StructElement_GetChildMarkedContentID(element, index)
                yield self._texts.get(mark, "")


@contextmanager
def _structure(page: Any) -> Iterator[Any]:
    tree = pdfium.FPDF_StructTree_GetForPage(page.raw)
    try:
        yield tree
    finally:
        pdfium.FPDF_StructTree_Close(tree)


def _type(element: Any) -> str:
    return _string(pdfium.FPDF_StructElement_GetType, element)


def _texts_by_mark(page: Any) -> dict[int, str]:
    """The text of a page by the number of its marked content; page furniture has no number."""
    texts: dict[int, str] = {}
    text_page = page.get_textpage()
    for index in range(pdfium.FPDFPage_CountObjects(page.raw)):
        item = pdfium.FPDFPage_GetObject(page.raw, index)
        mark = pdfium.FPDFPageObj_GetMarkedContentID(item)
        if mark >= 0 and pdfium.FPDFPageObj_GetType(item) == pdfium.FPDF_PAGEOBJ_TEXT:
            texts[mark] = texts.get(mark, "") + _text(item, text_page)
    text_page.close()
    return {mark: _SOFT_HYPHEN if text == _HYPHEN else text.replace(_HYPHEN, "-") for mark, text in texts.items()}


def _links(page: Any, document: Any) -> Iterator[bool]:
    """For each link of a page within the book, whether it has a destination."""
    place, link = ctypes.c_int(0), pdfium.FPDF_LINK()
    while pdfium.FPDFLink_Enumerate(page.raw, ctypes.byref(place), ctypes.byref(link)):
        action = pdfium.FPDFLink_GetAction(link)
        if pdfium.FPDFAction_GetType(action) != pdfium.PDFACTION_URI:
            yield bool(pdfium.FPDFLink_GetDest(document.raw, link) or pdfium.FPDFAction_GetDest(document.raw, action))


def _fonts(page: Any) -> dict[str, bool]:
    """The fonts of a page by name, and whether they are in the file."""
    found: dict[str, bool] = {}
    seen: set[int | None] = set()
    for index in range(pdfium.FPDFPage_CountObjects(page.raw)):
        item = pdfium.FPDFPage_GetObject(page.raw, index)
        if pdfium.FPDFPageObj_GetType(item) != pdfium.FPDF_PAGEOBJ_TEXT:
            continue
        font = pdfium.FPDFTextObj_GetFont(item)
        address = ctypes.cast(font, ctypes.c_void_p).value
        if address not in seen:
            seen.add(address)
            name = ctypes.create_string_buffer(_NAME_LENGTH)
            pdfium.FPDFFont_GetBaseFontName(font, name, _NAME_LENGTH)
            found[name.value.decode(errors="replace")] = bool(pdfium.FPDFFont_GetIsEmbedded(font))
    return found


def _text(item: Any, text_page: Any) -> str:
    """The text of one text object; pdfium gives nothing for an object that is only a space."""
    return _string(lambda *buffer: pdfium.FPDFTextObj_GetText(item, text_page.raw, *buffer)) or " "


def _string(function: Callable[..., int], *arguments: Any) -> str:
    """What a pdfium function writes into a buffer as UTF-16; called without a buffer it tells the length in bytes."""
    length = function(*arguments, None, 0)
    buffer = (ctypes.c_ushort * (length // 2 + 1))()
    function(*arguments, buffer, length)
    return bytes(buffer)[: max(length - 2, 0)].decode("utf-16-le")
