"""Building a `Passage`: the plain text of a run of inlines, with each word's place in the source."""

from __future__ import annotations

import re
from typing import Any

from scripts.publication.model import Passage, Position, Word

_WORD = re.compile(r"\S+")


class PassageBuilder:
    """Collects pieces of text in reading order."""

    def __init__(self, kind: Any) -> None:
        self.kind = kind
        self.text = ""
        self.notes: list[tuple[int, int]] = []
        self.places: list[tuple[int, int]] = []

    def add(self, piece: str, start: int | None) -> None:
        """Add a piece of text; `start` is its offset in the source, None if it has none."""
        if start is not None:
            self.places.append((len(self.text), start))
        self.text += piece

    def note(self, number: int) -> None:
        """Mark that a note's marker stands here."""
        self.notes.append((len(self.text), number))

    def first_offset(self) -> int | None:
        """The offset in the source of the first piece that has one."""
        return self.places[0][1] if self.places else None

    def build(self, position: Position) -> Passage:
        """The finished passage."""
        starts = dict(self.places)
        words = tuple(Word(m.group(), m.start(), starts.get(m.start())) for m in _WORD.finditer(self.text))
        return Passage(self.kind, self.text, words, tuple(self.notes), position)
