"""What a paragraph is, from the name of its style; a program that saves the file may give it another one."""

from __future__ import annotations

import re

from scripts.word.content import Block

_HEADING = re.compile(r"heading (\d)")
_FRONT = {"title", "subtitle", "author", "date", "abstract"}
_CAPTIONS = {"caption", "table caption", "image caption", "figure", "figure note", "captioned figure"}
_LIST = {"bibliography", "cited in"}
_QUOTES = {"block text", "quote", "quotations"}


def role(block: Block) -> str:
    """'heading 2', 'item', 'paragraph', 'quotation', 'cell', 'caption', 'front', 'contents' or 'reference list'."""
    style = block.style
    if match := _HEADING.fullmatch(style):
        return f"heading {match.group(1)}"
    if style.startswith(("toc ", "contents ")):
        return "contents"
    for name, styles in (("front", _FRONT), ("caption", _CAPTIONS), ("reference list", _LIST)):
        if style in styles:
            return name
    if block.in_table:
        return "cell"
    if block.list is not None:
        return "item"
    return "quotation" if style in _QUOTES else "paragraph"
