"""Two lists of pandoc blocks as one in which the differences are marked, down to the words."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from scripts.publication import ast
from scripts.publication.model import Node
from scripts.redline.align import align
from scripts.redline.inlines import merge_inlines, without_ids

_PARAGRAPHS = {"Para", "Plain"}
_LISTS = {"BulletList": None, "OrderedList": 1}
# Where the blocks stand in a node that holds blocks.
_BLOCKS_AT = {"BlockQuote": None, "Div": 1}
# What is counted or made from other parts is no change that anyone made.
_MADE = {"heading-number", "figure-label", "cited-in"}


@dataclass
class Merge:
    """One comparison; `about` (author and date) goes with every mark, the counts are of changed paragraphs."""

    about: Mapping[str, str]
    changed: int = 0
    inserted: int = 0
    deleted: int = 0

    def blocks(self, old: Sequence[Node], new: Sequence[Node]) -> list[Node]:
        """The blocks of `new` and, at their place, those of `old` that are gone."""
        merged: list[Node] = []
        for before, after in align(old, new, _key):
            if before is None or after is None:
                merged += self.one_of(before, after)
            else:
                merged += self.pair(before, after)
        return merged

    def one_of(self, old: Node | None, new: Node | None) -> list[Node]:
        """A block without a counterpart."""
        gone = [self.whole("deletion", old)] if old and not _is_made(old) else []
        come = [new if _is_made(new) else self.whole("insertion", new)] if new else []
        return gone + come

    def pair(self, old: Node, new: Node) -> list[Node]:
        """Two blocks that are versions of each other."""
        kind = new["t"]
        if _key(old) == _key(new) or _is_made(new):
            return [new]
        if {old["t"], kind} <= _PARAGRAPHS:
            self.changed += 1
            return [{"t": kind, "c": self.inlines(old["c"], new["c"])}]
        if old["t"] != kind:
            return self.one_of(old, new)
        if kind == "Header":
            self.changed += 1
            return [{"t": kind, "c": [*new["c"][:2], self.inlines(old["c"][2], new["c"][2])]}]
        if kind in _LISTS:
            return [self.lists(old, new, _LISTS[kind])]
        if kind in _BLOCKS_AT:
            at = _BLOCKS_AT[kind]
            return [_put(new, at, self.blocks(_get(old, at), _get(new, at)))]
        if kind == "Figure":
            caption = [new["c"][1][0], self.blocks(old["c"][1][1], new["c"][1][1])]
            return [{"t": kind, "c": [new["c"][0], caption, self.blocks(old["c"][2], new["c"][2])]}]
        return self.one_of(old, new)

    def lists(self, old: Node, new: Node, at: int | None) -> Node:
        """Two lists, item by item."""
        items = align(_get(old, at), _get(new, at), _key)
        return _put(new, at, [self.blocks(before or [], after or []) for before, after in items])

    def inlines(self, old: list[Node], new: list[Node]) -> list[Node]:
        """Two paragraphs, word by word."""
        return merge_inlines(_typed(old), new, self.mark, self.notes)

    def notes(self, old: Node, new: Node) -> Node:
        """Two versions of a note."""
        return {"t": "Note", "c": self.blocks(old["c"], new["c"])}

    def mark(self, kind: str, inlines: list[Node]) -> Node:
        """Inlines that are gone or have come."""
        return ast.span(inlines, classes=[kind], **self.about)

    def whole(self, kind: str, block: Node) -> Node:
        """A block all of which is gone or has come."""

        def marked(node: Node) -> Node | None:
            if node["t"] in _PARAGRAPHS:
                self._count(kind)
                return {"t": node["t"], "c": [self.mark(kind, node["c"])] if node["c"] else []}
            if node["t"] == "Header":
                self._count(kind)
                return {"t": "Header", "c": [*node["c"][:2], [self.mark(kind, node["c"][2])]]}
            return None

        result: Node = ast.transform(without_ids([block]) if kind == "deletion" else [block], marked)[0]
        return result

    def _count(self, kind: str) -> None:
        if kind == "deletion":
            self.deleted += 1
        else:
            self.inserted += 1


def _key(value: Any) -> str:
    """What blocks are compared by: their words and notes, without what is made."""
    return ast.stringify(_typed(value), notes=True) or str(value)[:80]


def _is_made(block: Node) -> bool:
    return block["t"] == "Div" and bool(_MADE & set(block["c"][0][1]))


def _typed(value: Any) -> Any:
    def drop(node: Node) -> list[Node] | None:
        return [] if node["t"] in {"Span", "Div"} and _MADE & set(node["c"][0][1]) else None

    return ast.transform(value, drop)


def _get(node: Node, at: int | None) -> list[Any]:
    content: list[Any] = node["c"] if at is None else node["c"][at]
    return content


def _put(node: Node, at: int | None, content: list[Any]) -> Node:
    if at is None:
        return {"t": node["t"], "c": content}
    return {"t": node["t"], "c": [content if index == at else part for index, part in enumerate(node["c"])]}
