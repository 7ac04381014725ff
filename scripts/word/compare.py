"""Comparing a paragraph that went out with what it became: edits, what it then says, and remarks."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field, replace

from scripts.publication.model import Chapter
from scripts.word.authored import authored_range, enclosed, tidy
from scripts.word.content import OBJECT, Block, Mark, Style, author_of, shown_text
from scripts.word.lines import line_per_sentence, list_mark, next_line
from scripts.word.note_desk import NoteDesk
from scripts.word.notes import field_identity
from scripts.word.patch import PARAGRAPH, Edit, NewText, OldText, Patch, patch
from scripts.word.remarks import Place, Remarks, old_offset, shown_elsewhere
from scripts.word.source_map import MappedBlock
from scripts.word.tokens import Difference, block_tokens, differences

Objects = Callable[[Mark], tuple[str, str] | None]


@dataclass(frozen=True, slots=True)
class Compared:
    """The outcome for one paragraph: edits with the name of who made them, and the texts of what it became."""

    edits: tuple[tuple[Edit, str], ...]
    expected: tuple[str, ...]


@dataclass
class Comparer:
    """Compares the paragraphs of one returned document with those that went out."""

    desk: NoteDesk
    remarks: Remarks
    signatures: dict[str, str] = field(default_factory=dict)
    commented: set[str] = field(default_factory=set)
    fresh: list[str] = field(default_factory=list)

    def paragraph(self, old: MappedBlock, new: Block, group: int) -> Compared:
        """A paragraph of a chapter and the notes in it; two joined ones have PARAGRAPH between them."""
        chapter = old.home
        self.desk.match_edited(old.block.marks, new.marks)
        edits: list[tuple[Edit, str]] = []
        for mark in new.marks:
            if mark.note:
                edits += self._note(mark, _place_of_note(self.desk, mark, old, new))

        def objects(mark: Mark) -> tuple[str, str] | None:
            if not mark.note:
                return None
            placed = self.desk.place(mark.note, chapter.path, group)
            if placed.is_new:
                self.fresh.append(mark.note)
            return placed.markdown, placed.signature

        own = self._changes(old, new, chapter, objects)
        return Compared((*own.edits, *edits), own.expected)

    def _note(self, mark: Mark, place: Place) -> list[tuple[Edit, str]]:
        """Edits of the note that a mark refers to, if it is one that was sent."""
        sent = self.desk.sent(mark.note)
        blocks = self.desk.returned.notes.get(mark.note, ())
        if sent is None:
            return []
        note, was = self.desk.base.note_of[sent], self.desk.base.notes[sent]
        edited = mark.note in self.desk.edited
        if not note.is_commentary or not edited:
            self._shown(was, blocks, place, plain=edited)
            return []
        edits: list[tuple[Edit, str]] = []
        texts: list[str] = []
        for before, after in zip(was, blocks, strict=True):
            compared = self._changes(before, after, before.home, self._object_in_note)
            edits += compared.edits
            texts += compared.expected
        self.signatures[sent] = enclosed(" / ".join(texts))
        self._shown(was, blocks, place, plain=False)
        return edits

    def _object_in_note(self, mark: Mark) -> tuple[str, str] | None:
        return (self.desk.object_in_note(mark), self.desk.field_signature(mark)) if mark.citation else None

    def _shown(self, was: Sequence[MappedBlock], now: Sequence[Block], place: Place, *, plain: bool) -> None:
        """Remark on formatted references that were edited; `plain`: the note has no fields any more, or other words."""
        found = False
        for after in now:
            for mark in after.marks:
                if mark.citation is None:
                    continue
                shown = shown_elsewhere(mark, self.desk.known.shown, field_identity(mark.citation))
                if shown is not None:
                    self.remarks.reference(place, shown, mark.citation.shown, mark.change)
                    found = True
        if plain and not found and was and now:
            self.remarks.reference(place, shown_text(was[0].block), shown_text(now[0]), author_of(now[0]))

    def _new_notes(self, old: MappedBlock, new: Block, changes: Sequence[Difference]) -> None:
        for id in self.fresh:
            at = next((at for at, one in enumerate(new.marks) if one.note == id), 0)
            place = Place(old, old_offset(at, changes), new, at)
            self.remarks.new_note(self.desk.about(id), place)
        self.fresh.clear()

    def _mentions(self, old: MappedBlock, new: Block, change: Difference) -> None:
        """Works named in words that were typed: '(Jansen, 2020)'."""
        for words, key in self.desk.known.mentions(new.text[change.new_start : change.new_end]):
            self.remarks.mention(words, key, Place(old, change.start, new, change.new_start))

    def _changes(self, old: MappedBlock, new: Block, chapter: Chapter, objects: Objects) -> Compared:
        new = with_fields(old.block, new)
        before = block_tokens(old.block, self.desk.old_identity)
        after = block_tokens(new, self.desk.new_identity)
        changes = [one for one in differences(before, after) if not _looks_the_same(old.block, new, one)]
        signatures: dict[int, str] = {}

        def object_text(mark: Mark) -> str | None:
            found = objects(mark)
            signatures[id(mark)] = found[1] if found else ""
            return found[0] if found else None

        done = self._patched(old, new, chapter, changes, object_text)
        for change in done.left:
            self.remarks.left(old, new, change)
        for change in done.done:
            self._mentions(old, new, change)
        self._new_notes(old, new, changes)
        self.remarks.formatting(old, new, restyled(old.block, new, changes))
        self.commented |= self.remarks.comments(self.desk.returned.comments, old, new, changes)
        expected = self._expected(old, new, done, lambda mark: signatures.get(id(mark), ""))
        author = self.remarks.saved_by if not done.done else self.remarks.who(new, done.done[0]).author
        return Compared(tuple((edit, author) for edit in done.edits), expected)

    def _patched(
        self,
        old: MappedBlock,
        new: Block,
        chapter: Chapter,
        changes: list[Difference],
        objects: Callable[[Mark], str | None],
    ) -> Patch:
        source = chapter.source
        mark = list_mark(source, old) if old.is_editable else None
        further = next_line(source, old) if old.is_editable else None
        old_text = OldText(
            source,
            old.block.text,
            old.block.marks,
            old.spans,
            further,
            line_per_sentence(source) and further is not None,
        )
        paragraph = f"\n{mark}" if mark and new.list else f"\n\n{further or ''}"
        for change in changes:
            for at in range(change.new_start, change.new_end):
                if new.marks[at].kind.startswith(("afbeelding", "tekstvak")):
                    self.remarks.add("structure", f"ingevoegd: {new.marks[at].kind}", Place(old, change.start, new, at))
        return patch(old_text, NewText(new.text, new.marks, objects, paragraph), changes)

    def _expected(self, old: MappedBlock, new: Block, done: Patch, signature: Callable[[Mark], str]) -> tuple[str, ...]:
        pieces, at = [], 0
        for change in sorted([*done.done, *done.left], key=lambda one: (one.start, one.end)):
            pieces.append(self.authored(old, at, change.start))
            if change in done.done:
                pieces += [
                    signature(new.marks[k]) if new.text[k] == OBJECT else new.text[k]
                    for k in range(change.new_start, change.new_end)
                ]
            else:
                pieces.append(self.authored(old, change.start, change.end))
            at = change.end
        text = "".join([*pieces, self.authored(old, at, len(old.spans))])
        return tuple(tidy(one) for one in text.split(PARAGRAPH))

    def authored(self, old: MappedBlock, start: int, end: int) -> str:
        """Part of a paragraph as it stays, with what its notes say now."""
        return authored_range(self.desk.base, old, start, end, self.signatures)


def _place_of_note(desk: NoteDesk, mark: Mark, old: MappedBlock, new: Block) -> Place:
    """Where the number of a returned note stands, and where it stood."""
    sent = desk.sent(mark.note)
    at = next(at for at, one in enumerate(new.marks) if one.note == mark.note)
    return Place(old, next((k for k, one in enumerate(old.block.marks) if one.note == sent), 0), new, at)


def with_fields(old: Block, new: Block) -> Block:
    """A paragraph with its citations as objects again where a program made plain text of the fields that were sent."""
    for mark in old.marks:
        if mark.citation is None or any(one.citation == mark.citation for one in new.marks):
            continue
        at = new.text.find(mark.citation.shown)
        if at >= 0:
            end = at + len(mark.citation.shown)
            marks = (*new.marks[:at], replace(new.marks[at], citation=mark.citation), *new.marks[end:])
            new = replace(new, text=f"{new.text[:at]}{OBJECT}{new.text[end:]}", marks=marks, deletions=())
    return new


def _looks_the_same(old: Block, new: Block, change: Difference) -> bool:
    """Whether a difference is only that a field became the text that it shows."""
    before, after = shown_text(old, change.start, change.end), shown_text(new, change.new_start, change.new_end)
    return before == after and OBJECT not in before


def restyled(old: Block, new: Block, changes: Sequence[Difference]) -> list[tuple[int, int, int]]:
    """The stretches of words that stayed but look otherwise, as (old offset, new offset, length)."""
    was, now = [mark.style for mark in old.marks], [mark.style for mark in new.marks]
    found: list[tuple[int, int, int]] = []
    at = new_at = 0
    for change in (*changes, Difference(len(was), len(was), len(now), len(now))):
        length = change.start - at
        if was[at : change.start] != now[new_at : new_at + length]:
            other = [_differs(old.text[at + k], was[at + k], now[new_at + k]) for k in range(length)]
            found += [(at + start, new_at + start, end - start) for start, end in _runs(other)]
        at, new_at = change.end, change.new_end
    return found


def _differs(character: str, was: Style, now: Style) -> bool | None:
    """Whether a character looks otherwise; None for a space, which goes along with the words around it."""
    return None if character.isspace() else was != now and character != OBJECT


def _runs(other: Sequence[bool | None]) -> Iterator[tuple[int, int]]:
    """The stretches of True, over None in between."""
    start = end = None
    for at, one in enumerate(other):
        if one:
            start, end = at if start is None else start, at + 1
        elif one is False and start is not None and end is not None:
            yield start, end
            start = None
    if start is not None and end is not None:
        yield start, end


def joined(first: MappedBlock, second: MappedBlock, gap: tuple[int, int]) -> MappedBlock:
    """Two paragraphs of a chapter as one, with the place of what stands between them."""
    shift = len(first.spans) + 1
    return replace(
        first,
        block=joined_blocks(first.block, second.block),
        spans=(*first.spans, gap, *second.spans),
        notes={**first.notes, **{at + shift: note for at, note in second.notes.items()}},
    )


def joined_blocks(first: Block, second: Block) -> Block:
    """Two paragraphs as one."""
    shift = len(first.text) + 1
    moved = tuple(replace(one, offset=one.offset + shift) for one in second.deletions)
    return replace(
        first,
        text=f"{first.text}{PARAGRAPH}{second.text}",
        marks=(*first.marks, Mark(change=first.change), *second.marks),
        deletions=(*first.deletions, *moved),
        point_comments=(*first.point_comments, *second.point_comments),
    )
