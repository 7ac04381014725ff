"""The nouns of the project: what a publication is, and where each of its parts stands in the source.

Everything here is frozen. A `Publication` is made once per run by `publication.load` and is the only thing that
rules, site, editions and the Word loop start from. This is the one place to import the nouns from; the smaller ones
are described in `content`, `works` and `places`.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import cached_property
from pathlib import Path, PurePosixPath

from scripts.publication.content import (
    NOTE_CLASS,
    Anchor,
    AnchorKind,
    Blocks,
    Citation,
    CitationCluster,
    Comment,
    Figure,
    Heading,
    Image,
    Link,
    Node,
    Note,
    Passage,
    PassageKind,
    Term,
    TermUse,
    Word,
)
from scripts.publication.places import Places, Position, TextFile
from scripts.publication.works import Bibliography, BibliographyProblem, Entry

# fmt: off
__all__ = [
    "HOME_PAGE", "NOTE_CLASS", "Anchor", "AnchorKind", "Bibliography", "BibliographyProblem", "Blocks", "Chapter",
    "Citation", "CitationCluster", "Comment", "DeclaredException", "Entry", "Figure", "Heading", "Image", "Link",
    "Metadata", "Node", "Note", "Part", "Passage", "PassageKind", "Places", "Position", "Publication", "Term",
    "TermUse", "TextFile", "Word",
]
# fmt: on

# MkDocs makes this chapter the home page.
HOME_PAGE = PurePosixPath("index.md")


def page_url(file: PurePosixPath) -> str:
    """The address below the site's root of the page of a file, as MkDocs makes it with directory URLs."""
    path = file.with_suffix("")
    folder = path.parent if path.name in {"index", "README"} else path
    return "" if str(folder) == "." else f"{folder}/"


@dataclass(frozen=True)
class Chapter:
    """One Markdown file of the nav, parsed."""

    file: PurePosixPath
    source: str
    blocks: Blocks
    headings: tuple[Heading, ...]
    notes: tuple[Note, ...]
    figures: tuple[Figure, ...]
    links: tuple[Link, ...]
    passages: tuple[Passage, ...]
    images: tuple[Image, ...] = ()
    comments: tuple[Comment, ...] = ()
    nav_title: str | None = None
    printed: bool = True
    position: Position = field(default_factory=lambda: Position("mkdocs.yml", 1))

    @property
    def path(self) -> str:
        """The path relative to the project folder, with forward slashes, as messages show it."""
        return f"docs/{self.file}"

    @property
    def title(self) -> str:
        return next((h.text for h in self.headings if h.level == 1), self.nav_title or self.file.stem)

    @property
    def number(self) -> str | None:
        return next((h.number for h in self.headings if h.level == 1), None)

    @property
    def is_title_page(self) -> bool:
        """MkDocs makes index.md the home page; in print its text is the colophon."""
        return self.file == HOME_PAGE

    @property
    def url(self) -> str:
        """The page's address below the site's root."""
        return page_url(self.file)

    def position_at(self, offset: int) -> Position:
        """The line and column of a character offset in the source."""
        return self._places.position(offset)

    def offset_at(self, position: Position) -> int:
        """The character offset in the source of a line and column."""
        return self._places.offset(position)

    @cached_property
    def _places(self) -> Places:
        return Places(self.path, self.source)


@dataclass(frozen=True, slots=True)
class Part:
    """A section of the nav: its title (None at the top level) and its chapters."""

    title: str | None
    chapters: tuple[Chapter, ...]


@dataclass(frozen=True, slots=True)
class Metadata:
    """What mkdocs.yml says about the publication as a whole; empty strings for what it leaves out."""

    title: str
    subtitle: str
    authors: tuple[str, ...]
    date: str
    publisher: str
    rights: str
    description: str
    lang: str
    slug: str
    site_url: str
    csl: Path
    provenance: Path | None
    first_page: int


@dataclass(frozen=True, slots=True)
class DeclaredException:
    """What an author has declared not to be a defect, in mkdocs.yml or beside the place itself.

    `code` and `reason` are as typed, so either may be empty or unknown. Empty `file` and `text` mean anywhere; `text`
    stands in the line or the message of the finding; `lines` are the first and the last line it holds for.
    """

    code: str
    reason: str
    position: Position
    file: str = ""
    text: str = ""
    lines: tuple[int, int] | None = None


@dataclass(frozen=True, eq=False)
class Publication:
    """The whole study: metadata, parts with chapters, bibliography; notes are numbered 1..n over all chapters.

    `files` are all files below docs/; `left_out` those that mkdocs.yml keeps out of the nav on purpose; `texts` are the
    files that were read: mkdocs.yml, the .bib, the chapters and the glossary, whose terms are `glossary`; `anchors` is
    the register of lasting ids as it was read; `nocite` are works to be listed without a note, '*' for all of them.
    """

    root: Path
    metadata: Metadata
    parts: tuple[Part, ...]
    bibliography: Bibliography
    warnings: tuple[tuple[Position, str], ...] = ()
    exceptions: tuple[DeclaredException, ...] = ()
    files: frozenset[PurePosixPath] = frozenset()
    left_out: frozenset[PurePosixPath] = frozenset()
    texts: tuple[TextFile, ...] = ()
    anchors: tuple[Anchor, ...] = ()
    glossary: tuple[Term, ...] = ()
    nocite: tuple[Citation, ...] = ()

    @cached_property
    def chapters(self) -> tuple[Chapter, ...]:
        return tuple(chapter for part in self.parts for chapter in part.chapters)

    @cached_property
    def notes(self) -> tuple[Note, ...]:
        return tuple(note for chapter in self.chapters for note in chapter.notes)

    @cached_property
    def note_anchors(self) -> Mapping[int, str]:
        """For each note its address below the site's root, as in '03-kinderopvang/#fn:noot-21'."""
        return {note.number: f"{chapter.url}#fn:{note.id}" for chapter in self.chapters for note in chapter.notes}

    @cached_property
    def listed(self) -> tuple[str, ...]:
        """The keys of all works in the list of sources: those that notes cite, and those that `nocite` names."""
        named = [citation.key for citation in self.nocite]
        everything = self.bibliography.by_key if "*" in named else ()
        return tuple(dict.fromkeys([*self.cited_in, *(key for key in named if key != "*"), *everything]))

    @cached_property
    def cited_in(self) -> Mapping[str, tuple[int, ...]]:
        """For each cited key the numbers of the notes that cite it, ascending."""
        found: dict[str, list[int]] = {}
        for note in self.notes:
            for key in dict.fromkeys(citation.key for citation in note.citations):
                found.setdefault(key, []).append(note.number)
        return {key: tuple(numbers) for key, numbers in found.items()}
