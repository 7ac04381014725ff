"""The nouns of a chapter: what stands in it, each with its place.

Pandoc nodes (`Blocks`) are plain JSON values in the shape of pandoc-types 1.23
(https://hackage.haskell.org/package/pandoc-types); nobody may change them in place.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any, Literal, NamedTuple

from scripts.publication.places import Position

Node = dict[str, Any]
Blocks = tuple[Node, ...]
PassageKind = Literal["paragraph", "heading", "item", "caption", "cell"]
AnchorKind = Literal["passage", "note"]

# The class of the Span that stands in the place of each note.
NOTE_CLASS = "noot"


@dataclass(frozen=True, slots=True)
class Citation:
    """One work cited in a cluster; prefix, locator and suffix are plain text, `position` is that of its `@`."""

    key: str
    prefix: str
    locator: str
    suffix: str
    position: Position
    narrative: bool = False
    suppress_author: bool = False


@dataclass(frozen=True, slots=True)
class CitationCluster:
    """What stands between one pair of brackets: `[zie @a, p. 3; @b]`; `start`/`end` are offsets in the source."""

    citations: tuple[Citation, ...]
    position: Position
    start: int
    end: int


@dataclass(frozen=True, slots=True)
class Note:
    """One note, counted over the whole publication: a bare citation cluster or a footnote with words of its own.

    `start`/`end` delimit the marker in the chapter source; `definition` the `[^label]: …` block of a named footnote.
    `passages` are the words of a footnote; their `notes` hold (offset in `text`, index into `clusters`).
    """

    number: int
    position: Position
    start: int
    end: int
    clusters: tuple[CitationCluster, ...]
    blocks: Blocks
    label: str | None = None
    definition: tuple[int, int] | None = None
    passages: tuple[Passage, ...] = ()

    @property
    def id(self) -> str:
        return f"noot-{self.number}"

    @property
    def is_commentary(self) -> bool:
        """Whether the note has words of its own: its marker is more than one citation cluster."""
        return [(self.start, self.end)] != [(cluster.start, cluster.end) for cluster in self.clusters]

    @property
    def citations(self) -> tuple[Citation, ...]:
        return tuple(citation for cluster in self.clusters for citation in cluster.citations)


@dataclass(frozen=True, slots=True)
class Heading:
    """A heading; `number` is counted ('3.2.1'), None where it is unnumbered; `id` is unique in the publication."""

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
    """A link as typed: `target` is a URL, a file of docs/ with or without `#id`, or `#id`; `start`/`end` as in Note."""

    target: str
    text: str
    position: Position
    start: int
    end: int


@dataclass(frozen=True, slots=True)
class Image:
    """A picture within a text, so without a caption; `source` and `start`/`end` as in Link."""

    source: str
    alt: str
    position: Position
    start: int
    end: int


@dataclass(frozen=True, slots=True)
class Comment:
    """An HTML comment with its marks, `<!-- … -->`; `start` is its offset in the chapter source."""

    text: str
    start: int


class Word(NamedTuple):
    """A run of non-space characters of a passage: its place in the passage's text and in the chapter source.

    `code` tells that it is (partly) code or a formula, so not words of the language. (A tuple, for there are so many.)
    """

    text: str
    offset: int
    start: int | None
    code: bool = False


@dataclass(frozen=True, slots=True)
class Passage:
    """A paragraph, heading, list item or caption as plain text without notes, each word with its place in the source.

    `notes` holds (offset in `text`, note number) for each marker; `pieces` (offset in `text`, offset in the source) of
    each stretch without markup, of which a word may have several.
    """

    kind: PassageKind
    text: str
    words: tuple[Word, ...]
    notes: tuple[tuple[int, int], ...]
    position: Position
    pieces: tuple[tuple[int, int], ...] = ()


@dataclass(frozen=True, slots=True)
class Anchor:
    """A lasting id and what it was given to, as it read when the site was last made.

    `file` is the chapter it stands in, relative to docs/, '' if it is gone; `earlier` the chapters it stood in before.
    `before` are the words in front of a note; `nth` tells apart what reads the same in one chapter.
    """

    id: str
    kind: AnchorKind
    text: str
    file: str
    before: str = ""
    nth: int = 1
    earlier: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Term:
    """An abbreviation of the glossary: `name` as the text writes it, `meaning` in full.

    `quote` is the sentence in which the text itself explains it, '' if it does not; `added` tells that the text never
    writes it in full.
    """

    name: str
    meaning: str
    quote: str
    added: bool
    position: Position


@dataclass(frozen=True, slots=True)
class TermUse:
    """A place in the running text where a term stands, with its ending; `start`/`end` as in Note."""

    term: Term
    start: int
    end: int
