"""Marks in a chapter's blocks: where the pages of an earlier printed report began, and where a term is first used."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterator, Mapping
from typing import Any

from scripts.editions.passages import change_passages
from scripts.publication import ast
from scripts.publication.model import Blocks, Chapter, Node, Word

PAGE_MARK_CLASS = "page-mark"


def with_marks(chapter: Chapter, marks: Mapping[int, Node]) -> Blocks:
    """The blocks of a chapter with each mark in front of the word that stands at (or over) its offset in the source.

    A mark at what is no word of a passage is passed over.
    """
    if not marks:
        return chapter.blocks
    offsets = sorted(marks)
    placed = [dict(pair for word in p.words for pair in _at_word(word, offsets, marks)) for p in chapter.passages]

    def marked(inlines: list[Node], index: int) -> list[Node]:
        own = placed[index] if index < len(placed) else {}
        return list(_marked(inlines, own, _Count())) if own else inlines

    return change_passages(chapter.blocks, marked)


def page_mark(page: int) -> Node:
    """An empty Span.page-mark#p22: here page 22 began."""
    return ast.span([], f"p{page}", [PAGE_MARK_CLASS], page=str(page))


def _at_word(word: Word, offsets: list[int], marks: Mapping[int, Node]) -> Iterator[tuple[int, Node]]:
    if word.start is not None:
        at = bisect_left(offsets, word.start)
        if at < len(offsets) and offsets[at] < word.start + len(word.text):
            yield word.offset, marks[offsets[at]]


class _Count:
    """How many characters of a passage's text have gone by."""

    def __init__(self) -> None:
        self.at = 0


def _marked(inlines: list[Node], marks: Mapping[int, Node], count: _Count) -> Iterator[Node]:
    """The inlines with marks at their offsets in the text, which is counted as `InlineReader` does."""
    for node in inlines:
        kind: str = node["t"]
        content: Any = node.get("c")
        if kind == "Str":
            yield from _split(content, marks, count)
        elif kind in ast.SPACES:
            count.at += 1
            yield node
        elif kind in {"Code", "Math"}:
            yield from _marks_within(marks, count, len(content[1]))
            yield node
        elif kind in ast.INLINE_CONTAINERS:
            yield {"t": kind, "c": list(_marked(content, marks, count))}
        elif kind in ast.INLINE_CONTENT_AT:
            at = ast.INLINE_CONTENT_AT[kind]
            inner = list(_marked(content[at], marks, count))
            yield {"t": kind, "c": [*content[:at], inner, *content[at + 1 :]]}
        else:
            yield node


def _split(text: str, marks: Mapping[int, Node], count: _Count) -> Iterator[Node]:
    start, done = count.at, 0
    for offset in sorted(offset for offset in marks if start <= offset < start + len(text)):
        if before := text[done : offset - start]:
            yield {"t": "Str", "c": before}
        yield marks[offset]
        done = offset - start
    yield {"t": "Str", "c": text[done:]}
    count.at = start + len(text)


def _marks_within(marks: Mapping[int, Node], count: _Count, length: int) -> Iterator[Node]:
    yield from (marks[offset] for offset in sorted(marks) if count.at <= offset < count.at + length)
    count.at += length
