"""Numbers that Word counts itself: those of headings, captions and the places that the text refers to.

The composed document has all numbers as text. Here a heading loses its number to the numbering of its style
(`numbering.py`), a caption gets a SEQ field, and a cross reference becomes a REF or NOTEREF field. What Word will count
is what was printed: the inspection of the finished file counts along.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from typing import Any

from scripts.editions.docx.bookmarks import bookmark, label_of, reference
from scripts.editions.docx.fields import paragraph_properties, plain_field
from scripts.editions.docx.numbering import FIRST_SECTION_LIST, UNNUMBERED_LIST
from scripts.editions.edition import Edition
from scripts.editions.links import ATTRIBUTES_AT
from scripts.publication import ast
from scripts.publication.model import Node

_NOTE = re.compile(r"noot-\d+")


def number_fields(edition: Edition, document: dict[str, Any]) -> dict[str, Any]:
    """The document with fields for numbers, and with names of bookmarks for ids."""
    return document | {"blocks": _Numbers(edition).transformed(document["blocks"])}


class _Numbers:
    """One pass over a document; remembers in which chapter it is."""

    def __init__(self, edition: Edition) -> None:
        chapters = edition.publication.chapters
        self._headings = {heading.id: heading for chapter in chapters for heading in chapter.headings}
        self._chapter_is_numbered = True
        self._section_list = FIRST_SECTION_LIST - 1
        self._captioned = ""
        self._handlers: Mapping[str, Callable[[Node], Node | list[Node] | None]] = {
            "Header": self._header,
            "Figure": self._figure,
            "Link": self._link,
            "Span": self._span,
        }

    def transformed(self, value: Any) -> Any:
        """A copy of nodes with everything replaced that is to be."""
        return ast.transform(value, self._replace)

    def _replace(self, node: Node) -> Node | list[Node] | None:
        handler = self._handlers.get(node["t"], self._named)
        return handler(node)

    def _named(self, node: Node) -> Node | None:
        """A node with an id, which becomes the name of a bookmark."""
        at = ATTRIBUTES_AT.get(node["t"])
        if at is None or not node["c"][at][0]:
            return None
        content = [self.transformed(part) for part in node["c"]]
        content[at][0] = bookmark(content[at][0])
        return {"t": node["t"], "c": content}

    def _header(self, node: Node) -> Node:
        """A heading whose bookmark is around its words only, so that a field can show them."""
        level, (id, classes, pairs), inlines = node["c"]
        numbered = next((place for place, inline in enumerate(inlines) if _has_class(inline, "heading-number")), None)
        if numbered is not None:
            inlines = inlines[:numbered] + inlines[numbered + 2 :]
        if level == 1:
            self._chapter_is_numbered = numbered is not None
            self._section_list += not self._chapter_is_numbered
        named = ast.span(self.transformed(inlines), bookmark(id))
        properties = self._numbering(level, is_numbered=numbered is not None)
        if "unlisted" in classes:
            properties = f'<w:pStyle w:val="FrontHeading"/>{properties}'
        before = [paragraph_properties(properties)] if properties else []
        return {"t": "Header", "c": [level, ["", classes, pairs], [*before, named]]}

    def _numbering(self, level: int, *, is_numbered: bool) -> str:
        """What a heading needs in the place of the numbering of its style: none, or that of its chapter's sections."""
        if is_numbered and self._chapter_is_numbered:
            return ""
        list = self._section_list if is_numbered else UNNUMBERED_LIST
        return f'<w:numPr><w:ilvl w:val="{level - 1}"/><w:numId w:val="{list}"/></w:numPr>'

    def _figure(self, node: Node) -> Node | None:
        self._captioned = node["c"][0][0]
        return self._named(node)

    def _span(self, node: Node) -> Node | None:
        if not _has_class(node, "figure-label"):
            return self._named(node)
        word, _, number = ast.stringify(node["c"][1]).rpartition(" ")
        inlines = [*ast.text(word), {"t": "Space"}, *_caption_number(word, number)]
        label = ast.span(inlines, bookmark(label_of(self._captioned)))
        return {"t": "Span", "c": [node["c"][0], [label]]}

    def _link(self, node: Node) -> Node | list[Node]:
        attributes, inlines, (target, title) = node["c"]
        if not target.startswith("#"):
            return {"t": "Link", "c": [attributes, self.transformed(inlines), [target, title]]}
        id, text = target[1:], ast.stringify(inlines)
        if instruction := self._instruction(id, text):
            return plain_field(instruction, text)
        return {"t": "Link", "c": [attributes, self.transformed(inlines), [f"#{bookmark(id)}", title]]}

    def _instruction(self, id: str, text: str) -> str | None:
        """What makes Word show this text for a place; None for words that the author chose."""
        heading = self._headings.get(id)
        if _NOTE.fullmatch(id):
            return f"NOTEREF {reference(id)} \\h"
        if heading and text == heading.number:
            return f"REF {reference(id)} \\r \\h"
        if heading and text == heading.text:
            return f"REF {reference(id)} \\h"
        if not heading and re.fullmatch(r"\S+ [\d.]+", text):
            return f"REF {reference(label_of(id))} \\h"
        return None


def _caption_number(word: str, number: str) -> list[Node]:
    """'2.1' as the number of the chapter and a count within it; '1' as a count that begins here.

    The first of a chapter says that it is: LibreOffice does not know Word's switch for 'anew in each chapter'.
    """
    chapter, _, count = number.rpartition(".")
    name = re.sub(r"\W", "_", word)
    switch = f"\\r {count}" if count == "1" or not chapter else "\\s 1"
    counted = plain_field(f"SEQ {name} \\* ARABIC {switch}", count)
    return [*plain_field("STYLEREF 1 \\s", chapter), {"t": "Str", "c": "."}, *counted] if chapter else counted


def _has_class(node: Node, name: str) -> bool:
    return node["t"] == "Span" and name in node["c"][0][1]
