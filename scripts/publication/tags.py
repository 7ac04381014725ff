"""Marks in a text that survive pandoc and tell afterwards where a citation or a note stood.

pandoc's markdown reader says what a citation is, not where it stands. So in a copy of the text the first letter of each
possible cite key is replaced by a letter that occurs nowhere else in it, and in front of each possible note marker come
two characters without width. Neither changes what pandoc makes of the text: a letter stays a letter, the other
characters are no letters, and no line of a table becomes wider. After the parse they give way to the places.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from itertools import chain
from typing import Any

# Letters of single width without case: cuneiform, Egyptian and Anatolian hieroglyphs, Bamum.
_LETTERS = ((0x12000, 0x12399), (0x13000, 0x1342E), (0x14400, 0x14646), (0x16800, 0x16A38))
# Variation selectors: no letters, no width. A pair of them is the number of a note marker.
_SELECTORS = ((0xE0100, 0xE01EF),)
_PRIVATE_USE = ((0xE000, 0xF8FF),)
# What may follow '@' in a citation (https://pandoc.org/MANUAL.html#citation-syntax). Behind a letter '@' is none.
_KEY = re.compile(r"(?<![^\W_])(?<!\[\^)@\{?(?=\w)")
_ADDRESS = re.compile(r"(?:\b(?:https?|ftp)://|\bwww\.)[^\s<>\[\]\"';]*@[^\s<>\[\]\"';]*")
_MARKER = re.compile(r"(?<![\\\]])(?:\[\^([^\[\]^\s]+)\]|\^\[)")
_DEFINED = re.compile(r"\[\^([^\[\]^\s]+)\]:")
_ONLY_INDENT = re.compile(r"[ \t>]*")


class Tags:
    """The marks of one text; `tagged` is the text with them.

    After `resolve`, `found` has the offsets of the citations and note markers that pandoc saw. The '@' of a bare
    address (https://example.org/@name), which pandoc would take for a citation, is hidden from it.
    """

    def __init__(self, text: str) -> None:
        self.found: set[int] = set()
        self._originals: dict[str, str] = {}
        self._citations: dict[str, int] = {}
        self._notes: dict[str, int] = {}
        used = set(text)
        edits = chain(self._hide_addresses(text, used), self._tag_citations(text, used), self._tag_notes(text, used))
        pieces, at = [], 0
        for start, end, new in sorted(edits):
            pieces += [text[at:start], new]
            at = end
        self.tagged = "".join([*pieces, text[at:]])
        self._marks = re.compile("[{}]".format("".join(map(re.escape, self._originals)))) if self._originals else None

    def _hide_addresses(self, text: str, used: set[str]) -> Iterable[tuple[int, int, str]]:
        stand_in = next(_characters(_PRIVATE_USE, used), "@")
        for match in _ADDRESS.finditer(text):
            for at in range(*match.span()):
                if text[at] == "@":
                    self._originals[stand_in] = "@"
                    yield at, at + 1, stand_in

    def _tag_citations(self, text: str, used: set[str]) -> Iterable[tuple[int, int, str]]:
        hidden = [match.span() for match in _ADDRESS.finditer(text)]
        keys = (m for m in _KEY.finditer(text) if not any(start <= m.start() < end for start, end in hidden))
        for match, letter in zip(keys, _characters(_LETTERS, used), strict=False):
            self._citations[letter] = match.start()
            self._originals[letter] = text[match.end()]
            yield match.end(), match.end() + 1, letter

    def _tag_notes(self, text: str, used: set[str]) -> Iterable[tuple[int, int, str]]:
        selectors = list(_characters(_SELECTORS, used))
        pairs = (first + second for first in selectors for second in selectors)
        defined = set(_DEFINED.findall(text))
        markers = (m for m in _MARKER.finditer(text) if _may_be_marker(m, text, defined))
        for match, pair in zip(markers, pairs, strict=False):
            self._notes[pair] = match.start()
            self._originals |= dict.fromkeys(pair, "")
            yield match.start(), match.start(), pair

    def clean(self, text: str) -> str:
        """A text without marks."""
        if self._marks is None or text.isascii():
            return text
        return self._marks.sub(lambda match: self._originals[match.group()], text)

    def resolve(self, nodes: list[Any]) -> int:
        """Take the marks out of pandoc's nodes, in place; the depth of the deepest list comes back.

        In each citation `citationHash` becomes the offset of its '@', each Note gets the offset of its marker as `at`;
        both are None for the few that could not be marked.
        """
        deepest, waiting = 0, [(nodes, 1)]
        while waiting:
            current, depth = waiting.pop()
            deepest = max(deepest, depth)
            waiting.extend((inner, depth + 1) for inner in self._resolve_list(current))
        return deepest

    def _resolve_list(self, nodes: list[Any]) -> list[list[Any]]:
        """Resolve the strings and nodes of a list; the lists in it come back."""
        inner: list[list[Any]] = []
        lone, mark = False, ""
        for index, node in enumerate(nodes):
            before, mark = mark, ""
            if type(node) is dict:
                content = node.get("c")
                if type(content) is str:
                    if not content.isascii():
                        mark = content[-2:]
                        node["c"] = self.clean(content)
                        lone = lone or not node["c"]
                elif type(content) is list:
                    inner.append(content)
                    if node["t"] == "Note":
                        node["at"] = self._found(self._notes.get(before))
                elif "citationId" in node:
                    self._resolve_citation(node)
                    inner += [node["citationPrefix"], node["citationSuffix"]]
            elif type(node) is str:
                nodes[index] = self.clean(node)
            elif type(node) is list:
                inner.append(node)
        if lone:
            nodes[:] = [node for node in nodes if not (node.get("t") == "Str" and not node["c"])]
        return inner

    def _resolve_citation(self, citation: dict[str, Any]) -> None:
        id = citation["citationId"]
        citation["citationHash"] = self._found(self._citations.get(id[:1]))
        citation["citationId"] = self.clean(id)

    def _found(self, offset: int | None) -> int | None:
        if offset is not None:
            self.found.add(offset)
        return offset


def _may_be_marker(match: re.Match[str], text: str, defined: set[str]) -> bool:
    """Whether to mark a place: not a label at the start of a line, where pandoc may see a definition in it."""
    if match.group(1) is None:
        return True
    line_start = text.rfind("\n", 0, match.start()) + 1
    return match.group(1) in defined and not _ONLY_INDENT.fullmatch(text, line_start, match.start())


def _characters(ranges: Iterable[tuple[int, int]], used: set[str]) -> Iterator[str]:
    """The characters of the ranges (first and last code point) that are not in use."""
    return (chr(code) for first, last in ranges for code in range(first, last + 1) if chr(code) not in used)
