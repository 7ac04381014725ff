"""Collecting the characters of one paragraph while its runs are read."""

from __future__ import annotations

from dataclasses import dataclass, field, replace

from scripts.word.content import OBJECT, Change, CitationField, Deletion, Mark

# What counts as one space; a no-break space is a character of its own.
_SPACES = " \t\n\r"


@dataclass
class OpenField:
    """A field that has begun: its instruction, and where its result begins once that is reached."""

    instruction: str = ""
    start: int | None = None


@dataclass
class ParagraphBuilder:
    """Takes characters, objects and deletions in reading order."""

    characters: list[str] = field(default_factory=list)
    marks: list[Mark] = field(default_factory=list)
    deletions: list[Deletion] = field(default_factory=list)
    bookmarks: list[str] = field(default_factory=list)
    point_comments: list[str] = field(default_factory=list)
    restyled: Change | None = None

    def add(self, text: str, mark: Mark) -> None:
        """Add characters that share a mark."""
        self.characters += text
        self.marks += [mark] * len(text)

    def delete(self, text: str, change: Change) -> None:
        """Note that a tracked change took out this text here."""
        if text:
            self.deletions.append(Deletion(len(self.characters), text, change))

    def close_citation(self, start: int, citation: CitationField, fallback: Mark) -> None:
        """Put one object in the place of the characters since `start`: the result of a citation field."""
        self._close(start, Mark(citation=citation), fallback)

    def close_field(self, start: int, kind: str, fallback: Mark) -> None:
        """The same for the result of another field."""
        self._close(start, Mark(kind=kind, shown=self.text_since(start)), fallback)

    def _close(self, start: int, whole: Mark, fallback: Mark) -> None:
        marks = self.marks[start:] or [fallback]
        change = next((mark.change for mark in marks if mark.change), None)
        comments = frozenset[str]().union(*(mark.comments for mark in marks))
        del self.characters[start:], self.marks[start:]
        self.deletions[:] = [replace(one, offset=min(one.offset, start)) for one in self.deletions]
        self.add(OBJECT, replace(whole, change=change, comments=comments))

    def text_since(self, start: int) -> str:
        return "".join(self.characters[start:])

    def link_since(self, start: int, target: str) -> None:
        """Mark the characters since `start` as a link."""
        self.marks[start:] = [replace(mark, style=mark.style._replace(link=target)) for mark in self.marks[start:]]

    def is_blank(self) -> bool:
        return not "".join(self.characters).strip(_SPACES)

    def finished(self) -> tuple[str, tuple[Mark, ...], tuple[Deletion, ...]]:
        """The text with single spaces and none at its ends, its marks, and the deletions at their new places."""
        text: list[str] = []
        marks: list[Mark] = []
        places: list[int] = []
        for character, mark in zip(self.characters, self.marks, strict=True):
            places.append(len(text))
            if character not in _SPACES:
                text.append(character)
                marks.append(mark)
            elif text and text[-1] != " ":
                text.append(" ")
                marks.append(mark)
        while text and text[-1] == " ":
            del text[-1], marks[-1]
        places.append(len(text))
        moved = tuple(replace(d, offset=min(places[d.offset], len(text))) for d in self.deletions)
        return "".join(text), tuple(marks), moved
