"""Where the characters of the document that went out stand in the chapters.

The document's paragraphs are those passages of the model, in the same order; what the edition added to them (numbers,
labels, the text of cross references) has no place and cannot be changed from Word.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace

from scripts.publication.model import Chapter, Note, Passage, Position, Publication
from scripts.word.content import OBJECT, Block, WordDocument
from scripts.word.review_copy import bookmark, passage_name
from scripts.word.tokens import differences, tokens

Span = tuple[int, int]
# White space between two words of a paragraph, over the end of a line with its indent or quotation mark.
_WHITE = re.compile(r"(?:[ \t]|\\?\n[ \t]*(?:>[ \t]?)*)+")


@dataclass(frozen=True, slots=True)
class MappedBlock:
    """A paragraph of the document that went out; `spans` has the place in the chapter of each of its characters.

    `chapter` and `passage` are None for what the edition made; `notes` are the notes by the offset of their number,
    `note` is the note that the paragraph is part of.
    """

    block: Block
    chapter: Chapter | None
    passage: Passage | None
    spans: tuple[Span | None, ...]
    notes: Mapping[int, Note]
    note: Note | None = None

    @property
    def home(self) -> Chapter:
        """The chapter of a paragraph that has one."""
        if self.chapter is None:
            raise LookupError("a paragraph that the edition made")
        return self.chapter

    @property
    def is_editable(self) -> bool:
        return any(self.spans)

    def position(self, offset: int) -> Position | None:
        """The place in the chapter of a character, or of the nearest one before it."""
        if self.chapter is None:
            return None
        spans = self.spans
        known = next((spans[at] for at in range(min(offset, len(spans) - 1), -1, -1) if spans[at]), None)
        known = known or next(filter(None, spans), None)
        if known is None:
            return self.passage.position if self.passage else Position(self.chapter.path, 1)
        return self.chapter.position_at(known[0])


@dataclass(frozen=True, slots=True)
class MappedDocument:
    """The document that went out: its paragraphs, those of its notes by id, and the model's note of each id."""

    document: WordDocument
    blocks: tuple[MappedBlock, ...]
    notes: Mapping[str, tuple[MappedBlock, ...]]
    note_of: Mapping[str, Note]


def map_document(document: WordDocument, publication: Publication, files: Sequence[str]) -> MappedDocument:
    """Find the passages of the chapters named in `files` in a document made of them by `make_review_copy`."""
    chapters = [(n, chapter) for n, chapter in enumerate(publication.chapters) if chapter.path in files]
    note_of, chapter_of = _notes(document, [chapter for _, chapter in chapters])
    passages = _passages(document.blocks, chapters)
    blocks = tuple(_mapped(block, passages.get(index), note_of) for index, block in enumerate(document.blocks))
    notes = {id: tuple(_note_blocks(document.notes[id], note, chapter_of[id])) for id, note in note_of.items()}
    return MappedDocument(document, blocks, notes, note_of)


def _notes(document: WordDocument, chapters: Sequence[Chapter]) -> tuple[dict[str, Note], dict[str, Chapter]]:
    """The notes and their chapters by the id that they have in the document, where they stand in the same order."""
    ids = [mark.note for block in document.blocks for mark in block.marks if mark.note]
    pairs = [(note, chapter) for chapter in chapters for note in chapter.notes]
    found = dict(zip(ids, pairs, strict=False))
    return {id: note for id, (note, _) in found.items()}, {id: chapter for id, (_, chapter) in found.items()}


def _passages(blocks: Sequence[Block], chapters: Sequence[tuple[int, Chapter]]) -> dict[int, tuple[Chapter, Passage]]:
    """The passage of each paragraph that is one, by the paragraph's index."""
    by_name = {name: index for index, block in enumerate(blocks) for name in map(passage_name, block.bookmarks)}
    found: dict[int, tuple[Chapter, Passage]] = {}
    at = 0
    for number, chapter in chapters:
        for order, passage in enumerate(chapter.passages):
            if passage.kind == "heading":
                index = _heading(blocks, at, " ".join(passage.text.split()))
            else:
                index = by_name.get(bookmark(number, order))
            if index is not None:
                found[index] = (chapter, passage)
                at = index + 1
    return found


def _heading(blocks: Sequence[Block], start: int, title: str) -> int | None:
    """The next heading with these words; behind a paragraph that has a name it is too late."""
    for index in range(start, len(blocks)):
        block = blocks[index]
        if block.style.startswith("heading") and _words(block).endswith(title):
            return index
        if any(map(passage_name, block.bookmarks)):
            return None
    return None


def _words(block: Block) -> str:
    return " ".join(block.text.replace(OBJECT, "").split())


def _note_blocks(blocks: Sequence[Block], note: Note, chapter: Chapter) -> Iterator[MappedBlock]:
    passages = note.passages if note.is_commentary else ()
    for index, block in enumerate(blocks):
        passage = passages[index] if len(passages) == len(blocks) else None
        mapped = _mapped(block, (chapter, passage) if passage else None, {}, note)
        yield mapped if passage else replace(mapped, chapter=chapter)


def _mapped(
    block: Block, passage: tuple[Chapter, Passage] | None, note_of: Mapping[str, Note], note: Note | None = None
) -> MappedBlock:
    notes = {at: note_of[m.note] for at, m in enumerate(block.marks) if m.note in note_of}
    spans: list[Span | None] = [None] * len(block.text)
    if passage is None:
        return MappedBlock(block, None, None, tuple(spans), notes, note)
    text, places = _characters(*passage, note)
    for start, end, new_start, _ in _equal(block.text, text):
        spans[start:end] = places[new_start : new_start + end - start]
    return MappedBlock(block, *passage, tuple(spans), notes, note)


def _equal(old: str, new: str) -> Iterator[tuple[int, int, int, int]]:
    """The stretches that two texts share."""
    at = new_at = 0
    for change in differences(tokens(old), tokens(new)):
        yield at, change.start, new_at, change.new_start
        at, new_at = change.end, change.new_end
    yield at, len(old), new_at, len(new)


def _characters(chapter: Chapter, passage: Passage, note: Note | None) -> tuple[str, list[Span | None]]:
    """The text of a passage with its objects, and the place of each character."""
    places = _letters(chapter.source, passage)
    if note is None:
        markers = {number: (one.start, one.end) for number, one in ((n.number, n) for n in chapter.notes)}
    else:
        markers = {index: (cluster.start, cluster.end) for index, cluster in enumerate(note.clusters)}
    text: list[str] = []
    spans: list[Span | None] = []
    objects = sorted(passage.notes)
    for offset in range(len(passage.text) + 1):
        while objects and objects[0][0] == offset:
            text.append(OBJECT)
            spans.append(markers.get(objects.pop(0)[1]))
        if offset < len(passage.text):
            text.append(passage.text[offset])
            spans.append(places[offset])
    _fill_spaces(chapter.source, text, spans)
    return "".join(text), spans


def _letters(source: str, passage: Passage) -> list[Span | None]:
    """The place of each character that stands in the source as it is, or behind a backslash."""
    places: list[Span | None] = [None] * len(passage.text)
    bounds = [offset for offset, _ in passage.pieces] + [len(passage.text)]
    for (offset, start), end in zip(passage.pieces, bounds[1:], strict=True):
        at = start
        for index in range(offset, end):
            character = passage.text[index]
            if source.startswith(character, at):
                places[index] = (at, at + 1)
            elif source.startswith("\\" + character, at):
                places[index] = (at, at + 2)
            else:
                break
            at = places[index][1]  # type: ignore[index]  # just set
    return places


def _fill_spaces(source: str, text: Sequence[str], spans: list[Span | None]) -> None:
    """Find the white space between two known characters, where there may be markup too."""
    before: Span | None = None
    for index, character in enumerate(text):
        if spans[index] is not None:
            before = spans[index]
        elif character == " " and before is not None:
            behind = next((span for span in spans[index + 1 :] if span is not None), None)
            white = _WHITE.search(source, before[1], behind[0]) if behind else None
            if white:
                spans[index] = before = white.span()
