"""Changing the passages of a chapter where they stand in its blocks."""

from __future__ import annotations

from collections.abc import Callable
from itertools import count
from typing import Any

from scripts.publication import ast
from scripts.publication.model import NOTE_CLASS, Blocks, Node

# The inlines of a passage and its index in `Chapter.passages` in, other inlines out.
Change = Callable[[list[Node], int], list[Node]]


def change_passages(blocks: Blocks, change: Change) -> Blocks:
    """The blocks of a chapter with the inlines of each of its passages changed."""
    return tuple(_Walker(change).blocks(blocks))


class _Walker:
    """Walks the blocks in the order in which their passages were read (publication/chapters.py), passage by passage."""

    def __init__(self, change: Change) -> None:
        self._change = change
        self._index = count()

    def blocks(self, value: Any) -> Any:
        return ast.transform(value, self._block)

    def _block(self, node: Node) -> Node | None:
        match node:
            case {"t": "Para" | "Plain" as kind, "c": inlines}:
                return {"t": kind, "c": self._passage(inlines)}
            case {"t": "Header", "c": [level, attributes, inlines]}:
                return {"t": "Header", "c": [level, attributes, self._passage(inlines)]}
            case {"t": "DefinitionList", "c": items}:
                return {"t": "DefinitionList", "c": [[self._passage(term), self.blocks(body)] for term, body in items]}
            case {"t": "Figure", "c": [attributes, caption, content]} if _has_picture(content):
                # The text beside the picture is its alternative, no passage.
                return {"t": "Figure", "c": [attributes, self.blocks(caption), content]}
        return None

    def _passage(self, inlines: list[Node]) -> list[Node]:
        return self._change(inlines, next(self._index)) if _is_passage(inlines) else inlines


def _has_picture(content: Any) -> bool:
    return any(node["t"] == "Image" for node in ast.walk(content))


def _is_passage(inlines: list[Node]) -> bool:
    return bool(ast.stringify(inlines)) or any(
        node["t"] == "Span" and NOTE_CLASS in node["c"][0][1] for node in ast.walk(inlines)
    )
