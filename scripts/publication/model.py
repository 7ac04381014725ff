"""The nouns of the project: what a publication is, and where each of its parts stands in the source.

Everything here is frozen. A `Publication` is made once per run by `publication.load` and is the only thing that
rules, site, editions and the Word loop start from. Pandoc nodes (`Blocks`) are plain JSON values in the shape of
pandoc-types 1.23 (https://hackage.haskell.org/package/pandoc-types); nobody may change them in place.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import cached_property
from pathlib import Path, PurePosixPath
from typing import Any, Literal

Node = dict[str, Any]
Blocks = tuple[Node, ...]


@dataclass(frozen=True, slots=True, order=True)
class Position:
    """A place in a file of the project: path relative to the project folder, line and column from 1."""

    file: str
    line: int
    column: int = 1

    def __str__(self) -> str:
        return f"{self.file}:{self.line}:{self.column}"


@dataclass(frozen=True, slots=True)
class Citation:
    """One work cited in a cluster; prefix, locator and suffix are plain text, `position` is that of its `@`."""

    key: str
    prefix: str
    locator: str
    suffix: str
    position: Position
    narrative: bool = False


@dataclass(frozen=True, slots=True)
class CitationCluster:
    """What stands between one pair of brackets: `[zie @a, p. 3; @b]`; `start`/`end` are offsets in the chapter source."""

    citations: tuple[Citation, ...]
    position: Position
    start: int
    end: int


@dataclass(frozen=True, slots=True)
class Note:
    """One note, counted over the whole publication: a bare citation cluster or a footnote with words of its own.

    `start`/`end` delimit the marker in the chapter source; `definition` the `[^label]: …` block of a named footnote.
    """

    number: int
    position: Position
    start: int
    end: int
    clusters: tuple[CitationCluster, ...]
    blocks: Blocks
    label: str | None = None
    definition: tuple[int, int] | None = None

    @property
    def id(self) -> str:
        return f"noot-{self.number}"

    @property
    def is_commentary(self) -> bool:
        return self.label is not None or not self.clusters

    @property
    def citations(self) -> tuple[Citation, ...]:
        return tuple(citation for cluster in self.clusters for citation in cluster.citations)


@dataclass(frozen=True, slots=True)
class Heading:
    """A heading; `number` is counted ('3.2.1'), None where the heading is unnumbered; `id` is unique in the publication."""

    level: int
    text: str
    number: str | None
    id: str
    position: Position


@dataclass(frozen=True, slots=True)
class Figure:
    """A picture with a caption; `source` is relative to docs/, `note` the small print under the caption."""

    id: str
    number: str
    caption: str
    alt: str
    note: str
    source: str
    position: Position


@dataclass(frozen=True, slots=True)
class Link:
    """A link as typed: `target` may be a URL, a file of docs/ with or without `#id`, or `#id`; `start`/`end` as in Note."""

    target: str
    text: str
    position: Position
    start: int
    end: int


@dataclass(frozen=True, slots=True)
class Word:
    """A run of non-space characters of a passage: its place in the passage's text and in the chapter source."""

    text: str
    offset: int
    start: int | None


@dataclass(frozen=True, slots=True)
class Passage:
    """A paragraph, heading, list item or caption as plain text without notes, each word with its place in the source.

    `notes` holds (offset in `text`, note number) for each marker.
    """

    kind: Literal["paragraph", "heading", "item", "caption", "cell"]
    text: str
    words: tuple[Word, ...]
    notes: tuple[tuple[int, int], ...]
    position: Position


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
        return self.file.name == "index.md"

    @property
    def url(self) -> str:
        """The page's address below the site's root, as MkDocs makes it with directory URLs."""
        path = self.file.with_suffix("")
        folder = path.parent if path.name in {"index", "README"} else path
        return "" if str(folder) == "." else f"{folder}/"

    def position_at(self, offset: int) -> Position:
        """The line and column of a character offset in the source."""
        line = self.source.count("\n", 0, offset) + 1
        return Position(self.path, line, offset - (self.source.rfind("\n", 0, offset) + 1) + 1)


@dataclass(frozen=True, slots=True)
class Part:
    """A section of the nav: its title (None at the top level) and its chapters."""

    title: str | None
    chapters: tuple[Chapter, ...]


@dataclass(frozen=True, slots=True)
class Entry:
    """One work in the bibliography; field names in lower case, values as written, `lines` the line of each field."""

    key: str
    type: str
    fields: Mapping[str, str]
    lines: Mapping[str, int]
    position: Position


@dataclass(frozen=True, slots=True)
class BibliographyProblem:
    """A place where the .bib could not be read; the other entries are there all the same."""

    message: str
    position: Position
    key: str | None = None


@dataclass(frozen=True)
class Bibliography:
    """All of the .bib file, cited or not, in file order."""

    path: Path
    entries: tuple[Entry, ...]
    problems: tuple[BibliographyProblem, ...] = ()

    @cached_property
    def by_key(self) -> Mapping[str, Entry]:
        return {entry.key: entry for entry in reversed(self.entries)}


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


@dataclass(frozen=True)
class Publication:
    """The whole study: metadata, parts with chapters, bibliography; notes are numbered 1..n over all chapters."""

    root: Path
    metadata: Metadata
    parts: tuple[Part, ...]
    bibliography: Bibliography
    warnings: tuple[tuple[Position, str], ...] = ()

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
    def cited_in(self) -> Mapping[str, tuple[int, ...]]:
        """For each cited key the numbers of the notes that cite it, ascending."""
        found: dict[str, list[int]] = {}
        for note in self.notes:
            for key in dict.fromkeys(citation.key for citation in note.citations):
                found.setdefault(key, []).append(note.number)
        return {key: tuple(numbers) for key, numbers in found.items()}
