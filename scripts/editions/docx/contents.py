"""The table of contents: a field that Word can make anew, filled already with headings, links and pages."""

from __future__ import annotations

from typing import Any

from scripts.editions.docx.bookmarks import reference
from scripts.editions.docx.fields import TAB, closing, opening, paragraph_properties, plain_field, raw
from scripts.editions.docx.pagination import Pages
from scripts.editions.docx.stylesheet import stylesheet
from scripts.editions.edition import Edition
from scripts.editions.links import COLOPHON_ID
from scripts.publication import ast
from scripts.publication.model import Node
from scripts.publication.wording import wording

_DEPTH = 2
# Twips from the margin to a number and to the words behind it, by level.
_NUMBERS = ((0, 454), (454, 1021))
_INSTRUCTION = f'TOC \\o "1-{_DEPTH}" \\h \\z'


def contents(edition: Edition, document: dict[str, Any]) -> dict[str, Any]:
    """The document with a table of contents behind the colophon; a new section with pages from 1 begins after it."""
    blocks = document["blocks"]
    front = 1 if blocks and blocks[0]["t"] == "Div" and blocks[0]["c"][0][0] == COLOPHON_ID else 0
    headers = [block for block in blocks[front:] if block["t"] == "Header" and block["c"][0] <= _DEPTH]
    if not headers or edition.format.reference is None:
        return document
    pages = Pages(stylesheet(edition.format.reference), edition)
    pages.fill(blocks[front:])
    entries = [_entry(header, pages.pages[header["c"][1][0]]) for header in headers]
    entries[0][1].insert(0, opening(_INSTRUCTION))
    entries[-1][1][:0] = [paragraph_properties("<w:sectPr/>")]
    entries[-1][1].append(closing())
    title = _styled("TOC Heading", ast.text(wording(edition.publication.metadata.lang)["contents"]))
    table = [title, *(_styled(style, inlines) for style, inlines in entries)]
    return document | {"blocks": [*blocks[:front], *table, *blocks[front:]]}


def _entry(header: Node, page: int) -> tuple[str, list[Node]]:
    """The style and the inlines of the line for one heading: number, words, page."""
    level, (id, _, _), inlines = header["c"]
    text = ast.stringify(inlines)
    number = next((ast.stringify(node) for node in inlines if _is_number(node)), "")
    words = ast.text(text.removeprefix(number).strip())
    start, stop = _NUMBERS[level - 1]
    hanging = paragraph_properties(
        f'<w:tabs><w:tab w:val="left" w:pos="{stop}"/></w:tabs><w:ind w:left="{stop}" w:hanging="{stop - start}"/>'
    )
    shown = [hanging, *ast.text(number), raw(TAB), *words] if number else words
    where = plain_field(f"PAGEREF {reference(id)} \\h", str(page))
    link = raw(f'<w:hyperlink w:anchor="{reference(id)}" w:history="1">')
    return f"toc {level}", [link, *shown, raw(TAB), *where, raw("</w:hyperlink>")]


def _is_number(node: Node) -> bool:
    return node["t"] == "Span" and "heading-number" in node["c"][0][1]


def _styled(style: str, inlines: list[Node]) -> Node:
    return ast.div([ast.para(inlines)], **{"custom-style": style})
