"""Where the words of a parsed chapter stand in its source.

Pandoc's nodes come in the order of the source, so a cursor that moves along finds each word as the next occurrence
of its text. Citations have exact places of their own (`parse`), at which the cursor lines up again. What is not in the
flow (front matter, definitions of notes and links) is blanked out of the text that the cursor sees.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

# How far ahead a word may stand: beyond this the text was changed by the parser (an entity, say) and has no place.
_REACH = 600
_DEFINITION = re.compile(r"^ {0,3}\[\^([^\]\s]+)\]:[ \t]*", re.MULTILINE)
_LINK_DEFINITION = re.compile(r"^ {0,3}\[(?!\^)[^\]\n]+\]:[ \t]*\S.*$", re.MULTILINE)
_BLOCK_END = re.compile(r"\n(?=[ \t]*\n(?!(?:[ \t]*\n)*(?: {4}|\t)[ \t]*\S))|\n(?= {0,3}\[\^[^\]\s]+\]:)|\Z")


def definitions(text: str) -> Iterator[tuple[str, int, int, int]]:
    """The `[^label]: …` blocks of a text as (label, start, start of the content, end)."""
    for match in _DEFINITION.finditer(text):
        end = _BLOCK_END.search(text, match.end())
        yield match.group(1), match.start(), match.end(), end.start() if end else len(text)


def blank(text: str, start: int, end: int) -> str:
    """The text with a stretch replaced by as many spaces; line breaks stay."""
    return text[:start] + re.sub(r"[^\n]", " ", text[start:end]) + text[end:]


def flow(text: str, body_start: int) -> str:
    """The text as the cursor sees it: same offsets, without front matter and definitions."""
    text = blank(text, 0, body_start)
    for _, start, _, end in list(definitions(text)):
        text = blank(text, start, end)
    return _LINK_DEFINITION.sub(lambda match: " " * len(match.group()), text)


class Cursor:
    """A place in a text that moves on with each thing found."""

    def __init__(self, text: str, at: int = 0, end: int | None = None) -> None:
        self.text = text
        self.at = at
        self.end = len(text) if end is None else end

    def word(self, word: str) -> int | None:
        """Find `word` ahead, step behind it, and return where it starts; None (and stay) if it is not there."""
        limit = min(self.end, self.at + _REACH + len(word))
        start = self.text.find(word, self.at, limit)
        if start >= 0:
            self.at = start + len(word)
            return start
        escaped = re.compile(r"\\?".join(map(re.escape, word)))
        match = escaped.search(self.text, self.at, limit)
        if match is None:
            return None
        self.at = match.end()
        return match.start()

    def jump(self, offset: int) -> None:
        """Line up at a known place, never backwards."""
        self.at = max(self.at, offset)

    def brackets_around(self, offset: int) -> tuple[int, int] | None:
        """The stretch `[…]` around a citation's `@`, or None when the citation is not in brackets."""
        depth, start = 0, offset - 1
        while start >= 0:
            if self._is("]", start):
                depth += 1
            elif self._is("[", start):
                if depth == 0:
                    break
                depth -= 1
            elif self.text.startswith("\n\n", start):
                return None
            start -= 1
        end = self.closing(start) if start >= 0 else None
        return (start, end) if end is not None else None

    def closing(self, opening: int) -> int | None:
        """The offset behind the bracket that closes the one at `opening`, or None."""
        pair = {"[": "]", "(": ")", "{": "}"}[self.text[opening]]
        depth = 0
        for offset in range(opening, self.end):
            if self._is(self.text[opening], offset):
                depth += 1
            elif self._is(pair, offset):
                depth -= 1
                if depth == 0:
                    return offset + 1
        return None

    def skip_attributes(self) -> None:
        """Step over `{…}` if it follows directly (or after spaces on the same line)."""
        match = re.compile(r"[ \t]*\{").match(self.text, self.at, self.end)
        if match and (end := self.closing(match.end() - 1)) is not None:
            self.at = end

    def _is(self, character: str, offset: int) -> bool:
        return self.text[offset] == character and (offset == 0 or self.text[offset - 1] != "\\")
