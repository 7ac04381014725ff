"""Word's fields (ECMA-376 part 1, 17.16): an instruction that Word can carry out, with the result that it has now.

A field is three marks in the running text, so that its result may be any inlines, formatted ones and notes included.
"""

from __future__ import annotations

from xml.sax.saxutils import escape

from scripts.publication import ast
from scripts.publication.model import Node

TAB = "<w:r><w:tab/></w:r>"


def field(instruction: str, result: list[Node]) -> list[Node]:
    """The inlines of a field with this instruction and this result."""
    return [opening(instruction), *result, closing()]


def plain_field(instruction: str, result: str) -> list[Node]:
    """The same with a plain text as its result."""
    return field(instruction, ast.text(result))


def opening(instruction: str) -> Node:
    """The beginning of a field whose result follows, up to `closing()`, perhaps paragraphs later."""
    return raw(
        '<w:r><w:fldChar w:fldCharType="begin"/></w:r>'
        f'<w:r><w:instrText xml:space="preserve"> {escape(instruction)} </w:instrText></w:r>'
        '<w:r><w:fldChar w:fldCharType="separate"/></w:r>'
    )


def closing() -> Node:
    """The end of the field that was opened last."""
    return raw('<w:r><w:fldChar w:fldCharType="end"/></w:r>')


def paragraph_properties(markup: str) -> Node:
    """Properties of the paragraph that this inline is the first of; `finish.py` puts them where they belong."""
    return raw(f"<w:pPr>{markup}</w:pPr>")


def raw(markup: str) -> Node:
    """WordprocessingML in the place of an inline."""
    return {"t": "RawInline", "c": ["openxml", markup]}
