"""From pandoc's inlines to passages, notes, links and pictures, with a cursor in the source."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field
from typing import Any

from scripts.publication import ast
from scripts.publication.clusters import read_cluster
from scripts.publication.cursor import Cursor
from scripts.publication.model import (
    NOTE_CLASS,
    CitationCluster,
    Comment,
    Image,
    Link,
    Node,
    Note,
    Passage,
    PassageKind,
    Places,
)
from scripts.publication.note_definitions import definitions, flow, nested_definition
from scripts.publication.numbering import Counters
from scripts.publication.passages import PassageBuilder

_MARKER = re.compile(r"\[\^([^\[\]^\s]+)\]|\^\[")


@dataclass
class Found:
    """What the inlines of a chapter hold."""

    notes: list[Note] = field(default_factory=list)
    links: list[Link] = field(default_factory=list)
    images: list[Image] = field(default_factory=list)
    comments: list[Comment] = field(default_factory=list)
    passages: list[Passage] = field(default_factory=list)


@dataclass
class _OpenNote:
    """The note whose own blocks are being read."""

    clusters: list[CitationCluster] = field(default_factory=list)
    passages: list[Passage] = field(default_factory=list)


class InlineReader:
    """Reads runs of inlines in the order of the source; `read_blocks` reads the blocks of a note."""

    def __init__(
        self,
        body: str,
        places: Places,
        known: Sequence[int],
        counters: Counters,
        read_blocks: Callable[[list[Node]], list[Node]],
    ) -> None:
        self.found = Found()
        self._body = body
        self._places = places
        self._known = known
        self._counters = counters
        self._read_blocks = read_blocks
        self._definitions = {label: (start, content, end) for label, start, content, end in definitions(body)}
        text = flow(body)
        self.cursor = Cursor(text, known=[at for at in known if text[at] != " "])
        self.first_place: int | None = None
        self._passage = PassageBuilder("paragraph")
        self._open_note: _OpenNote | None = None

    def passage(self, inlines: list[Node], kind: PassageKind) -> list[Node]:
        """Read a run of inlines as one passage; the words of notes are passages of their own.

        `first_place` is then the offset of its first word or note, None if that is not known.
        """
        outer, self._passage = self._passage, PassageBuilder(kind)
        start = self.cursor.at
        result = self._inlines(inlines)
        built, self._passage = self._passage, outer
        self.first_place = built.first_place()
        if not built.is_empty():
            passage = built.build(self._places.position(start if self.first_place is None else self.first_place))
            (self._open_note or self.found).passages.append(passage)
        return result

    def raw(self, text: str) -> None:
        """Step over raw HTML; a comment is kept, because it may say something to the rules."""
        start = self.cursor.word(text.strip())
        if start is not None and text.startswith("<!--"):
            self.found.comments.append(Comment(text.strip(), start))

    def _inlines(self, inlines: list[Node]) -> list[Node]:
        return [new for node in inlines for new in self._inline(node)]

    def _inline(self, node: Node) -> list[Node]:
        """The nodes in the place of one node."""
        kind: str = node["t"]
        content: Any = node.get("c")
        match kind:
            case "Str":
                self._passage.add(content, self.cursor.word(content))
                return [ast.word(content)]
            case "Space" | "SoftBreak" | "LineBreak":
                self._passage.add(" ", None)
                return [ast.SPACE_NODES[kind]]
            case "Code" | "Math":
                self._passage.add(content[1], self.cursor.word(content[1]), code=True)
                self.cursor.skip_characters(" `")
                self.cursor.skip_attributes()
            case "RawInline":
                self.raw(content[1])
            case "Cite":
                return [self._cite(node)]
            case "Note":
                return self._nested_note(node) if self._open_note else [self._footnote(node)]
            case "Link" | "Image":
                return [self._link(node)]
            case _ if kind in ast.INLINE_CONTENT_AT or kind in ast.INLINE_CONTAINERS:
                return [self._container(node)]
        return [node]

    def _container(self, node: Node) -> Node:
        kind, content = node["t"], node["c"]
        if kind in ast.INLINE_CONTAINERS:
            return {"t": kind, "c": self._inlines(content)}
        result = {"t": kind, "c": [content[0], self._inlines(content[1])]}
        if kind == "Span" and self.cursor.text.startswith("]", self.cursor.at):
            self.cursor.jump(self.cursor.at + 1)
            self.cursor.skip_attributes()
        return result

    # -- links and pictures ------------------------------------------------------------------------------------------

    def _link(self, node: Node) -> Node:
        attributes, inlines, (target, title) = node["c"]
        automatic = "uri" in attributes[1] or "email" in attributes[1]
        opening = self.cursor.text.find("<" if automatic else "[" if inlines else "[](", self.cursor.at)
        start = max(opening, 0)
        self.cursor.jump(start)
        inlines = self._inlines(inlines)
        if automatic:
            self.cursor.jump(self.cursor.at + 1)
        elif opening >= 0:
            self.cursor.skip_link(opening)
        if node["t"] == "Link":
            text = ast.stringify(inlines)
            self.found.links.append(Link(target, text, self._places.position(start), start, self.cursor.at))
        else:
            start = max(start - 1, 0)
            alt = dict(attributes[2]).get("alt", ast.stringify(inlines))
            self.found.images.append(Image(target, alt, self._places.position(start), start, self.cursor.at))
        return {"t": node["t"], "c": [attributes, inlines, [target, title]]}

    # -- notes -------------------------------------------------------------------------------------------------------

    def _cite(self, node: Node) -> Node:
        """A cluster in the text becomes a note of its own; one within a note stays where it is."""
        cluster = read_cluster(node, Cursor(self._body, self.cursor.at), self._places)
        self.cursor.jump(cluster.end)
        if self._open_note:
            self._passage.note(len(self._open_note.clusters), cluster.start)
            self._open_note.clusters.append(cluster)
            return node
        return self._marker(
            Note(
                number=self._next_number(),
                position=cluster.position,
                start=cluster.start,
                end=cluster.end,
                clusters=(cluster,),
                blocks=(ast.para([node]),),
            )
        )

    def _footnote(self, node: Node) -> Node:
        """A `[^label]` or `^[…]`, of which the words become the note's own blocks."""
        marked = node["at"] is not None
        marker = _MARKER.search(*((self._body, node["at"]) if marked else (self.cursor.text, self.cursor.at)))
        start, inside = marker.span() if marker else (self.cursor.at, self.cursor.at)
        label = marker.group(1) if marker else None
        end = inside if label or not marker else Cursor(self._body).closing(inside - 1) or inside
        defined = (self._definitions.get(label) or nested_definition(self._body, label)) if label else None
        number = self._next_number()
        with self._reading_note(*(defined[1:] if defined else (inside, end))) as note:
            blocks = self._read_blocks(node["c"])
        self.cursor.jump(end)
        return self._marker(
            Note(
                number=number,
                position=self._places.position(start),
                start=start,
                end=end,
                clusters=tuple(note.clusters),
                blocks=tuple(blocks),
                label=label,
                definition=(defined[0], defined[2]) if defined else None,
                passages=tuple(note.passages),
            )
        )

    @contextmanager
    def _reading_note(self, start: int, end: int) -> Iterator[_OpenNote]:
        """While the words of a note are read, the cursor is in them."""
        outside = self.cursor, self._passage
        self._open_note = note = _OpenNote()
        self.cursor = Cursor(self._body, start, end, self._known)
        yield note
        self.cursor, self._passage = outside
        self._open_note = None

    def _nested_note(self, node: Node) -> list[Node]:
        """A note within a note cannot be printed as one: its words come between parentheses."""
        words: list[Node] = []
        for block in node["c"]:
            words += [{"t": "Space"}] * bool(words) + (block["c"] if block["t"] in {"Para", "Plain"} else [])
        return self._inlines([{"t": "Space"}, {"t": "Str", "c": "("}, *words, {"t": "Str", "c": ")"}])

    def _next_number(self) -> int:
        self._counters.note += 1
        return self._counters.note

    def _marker(self, note: Note) -> Node:
        """Keep a note; in its place in the text comes an empty Span."""
        self.found.notes.append(note)
        self._passage.note(note.number, note.start)
        return ast.span([], note.id, [NOTE_CLASS])
