"""Where the words of a parsed chapter stand in its source.

Pandoc's nodes come in the order of the source, so a cursor that moves along finds each word as the next occurrence of
its text. It never passes the exact places that are known (`tags`), and never steps over other words: a word that the
parser changed (an entity, say) has no place, and the words behind it are still found at theirs.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Sequence

# How far ahead a word may stand.
_REACH = 600
# What may stand between two words of a text without being words: entities, tags, attributes, targets, code languages.
_MARKUP = re.compile(
    r"&#?\w+;|<[^<>]*>|\{[^{}]*\}|\]\([^()\s]*\)|\]\[[^\[\]]*\]|[`~]{3,}[ \t]*\w*|^ {0,3}:{3,}.*$", re.MULTILINE
)
_LETTER = re.compile(r"[^\W\d_]")
# So many letters are hardly the same word by chance: behind unknown ground the cursor lines up again here.
_LANDMARK = re.compile(r"(?:[^\W\d_]){5}")
_CLOSING = {"[": "]", "(": ")", "{": "}"}
_BRACKETS = {
    opening: re.compile(rf"\\.|\n[ \t]*\n|[{re.escape(opening + closing)}]", re.DOTALL)
    for opening, closing in _CLOSING.items()
}


class Cursor:
    """A place in a text that moves on with each thing found; `known` are exact places, ascending."""

    def __init__(self, text: str, at: int = 0, end: int | None = None, known: Sequence[int] = ()) -> None:
        self.text = text
        self.at = at
        self.end = len(text) if end is None else end
        self.known = known
        self._missed = 0

    def word(self, word: str) -> int | None:
        """Find `word` ahead, step behind it, and return where it starts; None (and stay) if it is not there."""
        limit = self._limit(word)
        start, length = self.text.find(word, self.at, limit), len(word)
        if start < 0 or not self._may_skip(start, word):
            match = re.compile(r"\\?".join(map(re.escape, word))).search(self.text, self.at, limit)
            if match is None or not self._may_skip(match.start(), word):
                self._missed += 1
                return None
            start, length = match.start(), len(match.group())
        self._missed = 0
        self.at = start + length
        return start

    def lines(self, text: str) -> int | None:
        """Find the lines of a verbatim text, which may be indented in the source; the start of the first one found."""
        starts = [self.word(line.strip()) for line in text.split("\n") if line.strip()]
        return next((start for start in starts if start is not None), None)

    def jump(self, offset: int) -> None:
        """Line up at a known place, never backwards."""
        if offset > self.at:
            self.at, self._missed = offset, 0

    def brackets_around(self, offset: int) -> tuple[int, int] | None:
        """The stretch `[…]` around a place, or None when it is not in brackets."""
        depth = 0
        for start in range(offset - 1, -1, -1):
            character = self.text[start]
            if character in "[]" and not self._is_escaped(start):
                depth += 1 if character == "]" else -1
                if depth < 0:
                    end = self.closing(start)
                    return (start, end) if end is not None else None
            elif self.text.startswith("\n\n", start):
                return None
        return None

    def closing(self, opening: int) -> int | None:
        """The offset behind the bracket that closes the one at `opening`, in the same paragraph, or None."""
        bracket, depth = self.text[opening], 0
        for match in _BRACKETS[bracket].finditer(self.text, opening, self.end):
            found = match.group()
            if found == bracket:
                depth += 1
            elif found == _CLOSING[bracket]:
                depth -= 1
                if depth == 0:
                    return match.end()
            elif found[0] == "\n":
                return None
        return None

    def skip_characters(self, characters: str) -> None:
        """Step over any of these characters."""
        while self.at < self.end and self.text[self.at] in characters:
            self.at += 1

    def skip_attributes(self) -> None:
        """Step over `{…}` if it follows directly."""
        if self.text.startswith("{", self.at) and (end := self.closing(self.at)) is not None:
            self.at = end

    def skip_link(self, opening: int) -> None:
        """Step over the link or picture whose text begins with the bracket at `opening`, with target and attributes."""
        end = self.closing(opening)
        if end is None:
            return
        if self.text[end : end + 1] in {"(", "["} and (target := self.closing(end)) is not None:
            end = target
        self.jump(end)
        self.skip_attributes()

    def _limit(self, word: str) -> int:
        following = bisect_left(self.known, self.at)
        known = self.known[following] if following < len(self.known) else self.end
        return min(self.end, known, self.at + _REACH + len(word))

    def _may_skip(self, start: int, word: str) -> bool:
        """Whether there are no words up to `start` but those that were looked for in vain."""
        between = self.text[self.at : start]
        if not _LETTER.search(between):
            return True
        words = [piece for piece in _MARKUP.sub("", between).split() if _LETTER.search(piece)]
        return len(words) <= self._missed or _LANDMARK.search(word) is not None

    def _is_escaped(self, offset: int) -> bool:
        slashes = 0
        while offset - slashes > 0 and self.text[offset - slashes - 1] == "\\":
            slashes += 1
        return slashes % 2 == 1
