"""Marks in a chapter's blocks for the pages of an earlier printed report: 'here page 22 began'."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from scripts.editions.passages import change_passages
from scripts.publication import ast
from scripts.publication.model import Blocks, Chapter, Node

PAGE_MARK_CLASS = "page-mark"


def with_page_marks(chapter: Chapter, starts: Sequence[tuple[int, int]]) -> Blocks:
    """The blocks of a chapter with an empty Span.page-mark#p22 in front of the word that page 22 began with.

    `starts` are the (source offset, page) pairs of `provenance.page_markers`; a start that is no word of a passage is
    passed over.
    """
    if not starts:
        return chapter.blocks
    pages = dict(starts)
    marks = [{word.offset: pages[word.start] for word in p.words if word.start in pages} for p in chapter.passages]

    def with_marks(inlines: list[Node], index: int) -> list[Node]:
        own = marks[index] if index < len(marks) else {}
        return list(_marked(inlines, own, _Count())) if own else inlines

    return change_passages(chapter.blocks, with_marks)


class _Count:
    """How many characters of a passage's text have gone by."""

    def __init__(self) -> None:
        self.at = 0


def _marked(inlines: list[Node], marks: Mapping[int, int], count: _Count) -> Iterator[Node]:
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


def _split(text: str, marks: Mapping[int, int], count: _Count) -> Iterator[Node]:
    start, done = count.at, 0
    for offset in sorted(offset for offset in marks if start <= offset < start + len(text)):
        if before := text[done : offset - start]:
            yield {"t": "Str", "c": before}
        yield _mark(marks[offset])
        done = offset - start
    yield {"t": "Str", "c": text[done:]}
    count.at = start + len(text)


def _marks_within(marks: Mapping[int, int], count: _Count, length: int) -> Iterator[Node]:
    yield from (_mark(marks[offset]) for offset in sorted(marks) if count.at <= offset < count.at + length)
    count.at += length


def _mark(page: int) -> Node:
    return ast.span([], f"p{page}", [PAGE_MARK_CLASS], page=str(page))
