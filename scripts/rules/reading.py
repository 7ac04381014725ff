"""How the rules read a chapter: its words in text and notes, without code, each with its place in the source."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import lru_cache
from typing import NamedTuple

from scripts.publication.model import Chapter, Note, Passage, Position, Publication, Word

_LINE_OPENING = re.compile(r"[ \t>]*(?:(?:[-*+]|\d+[.)])[ \t]+)?\Z")


class ReadWord(NamedTuple):
    """A word with all that is around it; `start` is its offset in the chapter's source."""

    chapter: Chapter
    passage: Passage
    note: Note | None
    word: Word
    start: int

    @property
    def text(self) -> str:
        return self.word.text

    @property
    def is_address(self) -> bool:
        return "://" in self.text or "www." in self.text

    @property
    def is_escaped(self) -> bool:
        return is_escaped(self.chapter.source, self.start)

    @property
    def opens_line(self) -> bool:
        """Whether nothing but indentation and the mark of a list item or quotation stands in front of it."""
        line_start = self.chapter.source.rfind("\n", 0, self.start) + 1
        return _LINE_OPENING.match(self.chapter.source, line_start, self.start) is not None

    def position(self, offset: int = 0) -> Position:
        """The place of the word, or of a character in it when the source has it letter for letter."""
        literal = self.chapter.source.startswith(self.text, self.start)
        return self.chapter.position_at(self.start + (offset if literal else 0))


def passages(chapter: Chapter) -> Iterator[tuple[Passage, Note | None]]:
    """The passages of the running text, then those of the footnotes, each with its note."""
    yield from ((passage, None) for passage in chapter.passages)
    yield from ((passage, note) for note in chapter.notes for passage in note.passages)


def words(chapter: Chapter) -> Iterator[ReadWord]:
    """All words of a chapter but code, in the order of `passages`; those that are not in the source are left out."""
    for passage, note in passages(chapter):
        yield from words_of(chapter, passage, note)


def words_of(chapter: Chapter, passage: Passage, note: Note | None = None) -> Iterator[ReadWord]:
    """The words of one passage, likewise."""
    for word in passage.words:
        if word.start is not None and not word.code:
            yield ReadWord(chapter, passage, note, word, word.start)


@lru_cache(maxsize=1)
def all_words(publication: Publication) -> tuple[ReadWord, ...]:
    """The words of all chapters; kept, because many rules read them one after the other."""
    return tuple(word for chapter in publication.chapters for word in words(chapter))


def is_escaped(source: str, offset: int) -> bool:
    """Whether a backslash takes the meaning of the character at `offset` away."""
    start = offset
    while start and source[start - 1] == "\\":
        start -= 1
    return (offset - start) % 2 == 1
