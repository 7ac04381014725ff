"""What can be said of every finished edition, and the collecting of it in reading order."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from typing import Literal

# A hyphen that only the end of a line made.
_LINE_HYPHEN = re.compile("\u00ad\\s*")


FlawKind = Literal["link", "font", "picture"]


@dataclass(frozen=True, slots=True)
class PrintedNote:
    """A note as a reader sees it: the number that is printed with it and its plain text."""

    number: int
    text: str


@dataclass(frozen=True, slots=True)
class Flaw:
    """What a reader of the file would stumble on: a link to nowhere, a font that is not there, a picture without words.

    `place` is the id that the link names, the name of the font or the name of the picture in the file.
    """

    kind: FlawKind
    place: str


@dataclass(frozen=True, slots=True)
class EditionFacts:
    """`headings` as (level, shown text); `text` is all running text, headings and captions included, without notes,
    title page and table of contents, words parted by single spaces; `pages` is None where there are none; `links` are
    those within the book.
    """

    notes: tuple[PrintedNote, ...]
    headings: tuple[tuple[int, str], ...]
    text: str
    pages: int | None = None
    links: int = 0
    pictures: int = 0
    flaws: tuple[Flaw, ...] = ()

    @property
    def words(self) -> int:
        """The number of words of the running text and the notes."""
        return len(words_of(self.text)) + sum(len(words_of(note.text)) for note in self.notes)

    @property
    def counts(self) -> dict[str, int]:
        """How much of everything there is, for the manifest."""
        pages = {} if self.pages is None else {"pages": self.pages}
        parts = {"headings": len(self.headings), "links": self.links, "pictures": self.pictures}
        return pages | {"words": self.words, "notes": len(self.notes)} | parts


@dataclass
class FactCollector:
    """Gathers facts while a reader walks through a file."""

    notes: dict[int, str] = field(default_factory=dict)
    headings: list[tuple[int, str]] = field(default_factory=list)
    pieces: list[str] = field(default_factory=list)
    links: int = 0
    pictures: int = 0
    flaws: list[Flaw] = field(default_factory=list)

    def add_heading(self, level: int, text: str) -> None:
        """A heading as a fact of its own; it is part of the running text besides."""
        self.headings.append((level, clean(text)))

    def add_note(self, number: int, text: str) -> None:
        """A note, or what follows of a note that was begun on the page before."""
        self.notes[number] = f"{self.notes.get(number, '')} {text}"

    def add_link(self, target: str, *, leads_somewhere: bool) -> None:
        """A link within the book."""
        self.links += 1
        if not leads_somewhere:
            self.flaws.append(Flaw("link", target))

    def add_picture(self, name: str, alternative: str) -> None:
        """A picture and the words for who cannot see it."""
        self.pictures += 1
        if not alternative.strip():
            self.flaws.append(Flaw("picture", name))

    def add_font(self, name: str, *, is_embedded: bool) -> None:
        """A font that the file uses."""
        if not is_embedded and Flaw("font", name) not in self.flaws:
            self.flaws.append(Flaw("font", name))

    def facts(self, pages: int | None = None) -> EditionFacts:
        """What was gathered."""
        notes = tuple(PrintedNote(number, clean(text)) for number, text in self.notes.items())
        return EditionFacts(
            notes=notes,
            headings=tuple(self.headings),
            text=clean("".join(self.pieces)),
            pages=pages,
            links=self.links,
            pictures=self.pictures,
            flaws=tuple(self.flaws),
        )


def clean(text: str) -> str:
    """Words parted by single spaces, without the hyphens of line ends."""
    return " ".join(_LINE_HYPHEN.sub("", text).split())


def words_of(text: str) -> list[str]:
    """The words of a text, parted at spaces and behind hyphens: from a PDF it cannot be told whether a space follows a
    hyphen at the end of a line ('kinderopvang- en', '10-14').
    """
    return re.findall(r"[^\s-]*-|[^\s-]+", text)
