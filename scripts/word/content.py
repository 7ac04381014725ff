"""What a Word document holds, as far as the loop looks at it: paragraphs of characters, each with its marks.

What is not a character (a note's number, a citation field, a picture) stands in the text as one OBJECT character; its
mark says what it is.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any, NamedTuple

OBJECT = "\ufffc"


@dataclass(frozen=True, slots=True)
class Change:
    """Who made a tracked change and when (ISO 8601, empty if the file does not say)."""

    author: str
    date: str


class Style(NamedTuple):
    """How characters look, as far as it means something: the rest is left to the paragraph's style."""

    bold: bool = False
    italic: bool = False
    other: frozenset[str] = frozenset()
    link: str = ""


PLAIN = Style()


@dataclass(frozen=True, slots=True)
class CitedItem:
    """One work in a citation field: its key in the bibliography if it has one, and its CSL JSON as it came."""

    key: str
    locator: str
    label: str
    prefix: str
    suffix: str
    data: Mapping[str, Any] = field(compare=False, hash=False)


@dataclass(frozen=True, slots=True)
class CitationField:
    """A Zotero field: the works and the text that it shows."""

    items: tuple[CitedItem, ...]
    shown: str


@dataclass(frozen=True, slots=True)
class Mark:
    """What is known of one character; `note` is the id of a note, `kind` the name of any other object.

    `shown` is what a field shows that Word makes anew whenever it likes: a number, the text of a cross reference.
    """

    style: Style = PLAIN
    change: Change | None = None
    comments: frozenset[str] = frozenset()
    note: str = ""
    citation: CitationField | None = None
    kind: str = ""
    shown: str = ""


@dataclass(frozen=True, slots=True)
class Deletion:
    """Text that a tracked change took out, in front of the character at `offset`."""

    offset: int
    text: str
    change: Change


@dataclass(frozen=True, slots=True)
class Block:
    """One paragraph. `style` is the name of its style in small letters, `list` (numbering, level) of a list item.

    `marks` has one for each character of `text`; `point_comments` those that belong to a place, not to characters.
    """

    style: str
    text: str
    marks: tuple[Mark, ...]
    bookmarks: tuple[str, ...] = ()
    list: tuple[str, int] | None = None
    in_table: bool = False
    change: Change | None = None
    deletions: tuple[Deletion, ...] = ()
    point_comments: tuple[str, ...] = ()
    restyled: Change | None = None


def shown_text(block: Block, start: int = 0, end: int | None = None) -> str:
    """The text of a paragraph, or part of it, as a reader sees it: with what its fields show."""
    text, marks = block.text[start:end], block.marks[start:end]
    return "".join(_shown(mark) or character for character, mark in zip(text, marks, strict=True))


def _shown(mark: Mark) -> str:
    return mark.citation.shown if mark.citation else mark.shown


def author_of(block: Block) -> Change | None:
    """Who made a paragraph, if changes were tracked."""
    found = (mark.change for mark in block.marks if mark.change)
    return block.change or next(found, None) or next((d.change for d in block.deletions), None)


@dataclass(frozen=True, slots=True)
class Comment:
    """A remark in the margin."""

    id: str
    author: str
    date: str
    text: str


@dataclass(frozen=True, slots=True)
class WordDocument:
    """A document as read: its paragraphs in order, notes and comments by id, properties, and who saved it last."""

    blocks: tuple[Block, ...]
    notes: Mapping[str, tuple[Block, ...]]
    comments: Mapping[str, Comment]
    properties: Mapping[str, str]
    saved_by: str
    authors: frozenset[str]
