"""Building a `Passage`: the plain text of a run of inlines, with each word's place in the source."""

from __future__ import annotations

import re

from scripts.publication.model import Passage, PassageKind, Position, Word

_WORD = re.compile(r"\S+")


class PassageBuilder:
    """Collects pieces of text in reading order."""

    def __init__(self, kind: PassageKind) -> None:
        self._kind = kind
        self._pieces: list[str] = []
        self._length = 0
        self._notes: list[tuple[int, int]] = []
        self._first_note: int | None = None
        self._places: dict[int, int] = {}
        self._code: list[tuple[int, int]] = []

    def add(self, piece: str, start: int | None, *, code: bool = False) -> None:
        """Add a piece of text; `start` is its offset in the source, None if it has none."""
        if code:
            self._code.append((self._length, self._length + len(piece)))
        if start is not None and piece:
            self._places[self._length] = start
        self._pieces.append(piece)
        self._length += len(piece)

    def note(self, number: int, start: int) -> None:
        """Mark that a note's marker stands here, which begins at `start` in the source."""
        self._notes.append((self._length, number))
        self._first_note = start if self._first_note is None else self._first_note

    def first_place(self) -> int | None:
        """The offset in the source of the first word that has one, or else of the first note."""
        return next(iter(self._places.values()), self._first_note)

    def is_empty(self) -> bool:
        """Whether there is neither a word nor a note."""
        return not self._notes and not any(piece.strip() for piece in self._pieces)

    def build(self, position: Position) -> Passage:
        """The finished passage."""
        text, places = "".join(self._pieces), self._places
        words = tuple(
            Word(match.group(), match.start(), places.get(match.start()), bool(self._code) and self._is_code(match))
            for match in _WORD.finditer(text)
        )
        return Passage(self._kind, text, words, tuple(self._notes), position, tuple(places.items()))

    def _is_code(self, word: re.Match[str]) -> bool:
        return any(first < word.end() and word.start() < last for first, last in self._code)
