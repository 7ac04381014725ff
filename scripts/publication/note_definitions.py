"""Where the definitions of notes and of links stand in a source.

pandoc puts the words of `[^label]: …` into the note and does not tell where they came from. The grammar is that of its
reader: a definition starts behind an empty line, a heading or another definition, and goes on over indented paragraphs.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterator

_DEFINITION = re.compile(r"^ {0,3}\[\^([^\[\]^\s]+)\]:[ \t]*(?:\n(?=[ \t]*\n(?: {4}|\t)))?", re.MULTILINE)
_LINK_DEFINITION = re.compile(r"^ {0,3}\[(?!\^)[^\]\n]+\]:[ \t]*\S.*$", re.MULTILINE)
_END = re.compile(r"\n(?=[ \t]*\n(?!(?:[ \t]*\n)*(?: {4}|\t)[ \t]*\S))|\n(?= {0,3}\[\^[^\[\]^\s]+\])|\Z")
# Code between fences and comments, in which nothing is defined.
_VERBATIM = re.compile(
    r"^ {0,3}(?P<fence>`{3,}|~{3,})[^\n]*\n(?:.*?\n)??[ ]{0,3}(?P=fence)[`~]*[ \t]*$|<!--.*?-->",
    re.MULTILINE | re.DOTALL,
)


def definitions(text: str) -> Iterator[tuple[str, int, int, int]]:
    """The `[^label]: …` blocks of a text as (label, start, start of the content, end)."""
    verbatim = _Verbatim(text)
    previous_end = 0
    for match in _DEFINITION.finditer(text):
        start = match.start()
        if start < previous_end or verbatim.holds(start) or not _may_start(text, start, previous_end):
            continue
        end = _END.search(text, match.end())
        previous_end = end.start() if end else len(text)
        yield match.group(1), start, match.end(), previous_end


def nested_definition(text: str, label: str) -> tuple[int, int, int] | None:
    """A definition within a list item or a quotation, as (start, start of the content, end)."""
    match = re.search(rf"^[ \t>]*(\[\^{re.escape(label)}\]:[ \t]*)", text, re.MULTILINE)
    if match is None:
        return None
    end = re.compile(r"\n[ \t>]*(?:\n|\Z)|\Z").search(text, match.end())
    return match.start(1), match.end(), end.start() if end else len(text)


def flow(text: str) -> str:
    """The text with spaces in the place of all definitions: what is read from top to bottom, with the same offsets."""
    pieces, at = [], 0
    for start, end in sorted([*((start, end) for _, start, _, end in definitions(text)), *_link_definitions(text)]):
        if start >= at:
            pieces += [text[at:start], re.sub(r"[^\n]", " ", text[start:end])]
            at = end
    return "".join([*pieces, text[at:]])


def _link_definitions(text: str) -> Iterator[tuple[int, int]]:
    verbatim = _Verbatim(text)
    previous_end = 0
    for match in _LINK_DEFINITION.finditer(text):
        if not verbatim.holds(match.start()) and _may_start(text, match.start(), previous_end):
            previous_end = match.end()
            yield match.span()


def _may_start(text: str, start: int, previous_end: int) -> bool:
    """Whether the line before is empty, a heading or part of another definition: pandoc does not cut a paragraph."""
    before = text[:start].rstrip(" \t") if start < 2 else text[max(0, text.rfind("\n", 0, start - 1) + 1) : start]
    line = before.strip()
    return not line or line.startswith("#") or start <= previous_end + 1


class _Verbatim:
    """The stretches of a text that are code or comment."""

    def __init__(self, text: str) -> None:
        spans = [match.span() for match in _VERBATIM.finditer(text)]
        self._starts = [start for start, _ in spans]
        self._ends = [end for _, end in spans]

    def holds(self, offset: int) -> bool:
        """Whether an offset lies in one of them."""
        index = bisect_right(self._starts, offset) - 1
        return index >= 0 and offset < self._ends[index]
