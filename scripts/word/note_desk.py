"""The notes of a returned document: which of them are known, and what a new one becomes in a chapter."""

from __future__ import annotations

from collections import Counter
from collections.abc import Hashable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from itertools import count

from scripts.publication.model import Chapter
from scripts.publication.slug import slugify
from scripts.word.authored import cited_signature, enclosed, note_signature, tidy
from scripts.word.content import OBJECT, Block, Mark, Style, WordDocument
from scripts.word.lines import line_per_sentence
from scripts.word.new_sources import entry_of_item, entry_of_reference
from scripts.word.new_text import breaks_by_sentence, escaped_start, markdown
from scripts.word.notes import KnownNotes, content_key, field_identity, plain_text
from scripts.word.source_map import MappedDocument
from scripts.word.tokens import similarity, tokens

# Alike enough to be the same note with other words.
_SAME_NOTE = 0.3
_SAME_REFERENCE = 0.6
_LABEL_WORDS = 4
_INDENT = "    "


@dataclass(frozen=True, slots=True)
class Placed:
    """A note put into a chapter: its Markdown, what it says, and whether it is a work or words we did not know."""

    markdown: str
    signature: str
    is_new: bool = False


@dataclass(frozen=True, slots=True)
class NewNote:
    """A note whose words were not known: proposed entries for its works, and the key of the work it resembles."""

    text: str
    entries: tuple[str, ...]
    nearest: str | None


@dataclass(frozen=True, slots=True)
class Labelled:
    """A sent note with a label, put at a place of that name in the text that is being made."""

    placeholder: str
    file: str
    base_id: str
    group: int


@dataclass
class NoteDesk:
    """Keeps account of the notes of one returned document while its paragraphs are gone through."""

    base: MappedDocument
    returned: WordDocument
    known: KnownNotes
    chapters: Mapping[str, Chapter]
    edited: dict[str, str] = field(default_factory=dict)
    labelled: list[Labelled] = field(default_factory=list)
    removed: list[tuple[str, int]] = field(default_factory=list)
    definitions: list[tuple[int, str, str]] = field(default_factory=list)
    _labels: set[str] = field(default_factory=set)
    _numbers: count[int] = field(default_factory=count)

    def __post_init__(self) -> None:
        self._same = {id: self.known.same_note(blocks) for id, blocks in self.returned.notes.items()}
        self._labels.update(
            note.label for chapter in self.chapters.values() for note in chapter.notes if note.label is not None
        )

    # -- what is what ------------------------------------------------------------------------------------------------

    def match_edited(self, old: Iterable[Mark], new: Iterable[Mark]) -> None:
        """Find out which notes of a paragraph are those that were sent with it, with other words."""
        now = [mark.note for mark in new if mark.note]
        still = Counter(self._content(self._same[id]) for id in now if self._same.get(id))
        missing = []
        for mark in old:
            if mark.note in self.base.note_of:
                key = self._content(mark.note)
                still[key] -= 1
                if still[key] < 0:
                    missing.append(mark.note)
        for id in now:
            if self._same.get(id) or not missing or id not in self.returned.notes:
                continue
            best = max(missing, key=lambda other: self._likeness(other, id))
            if self._likeness(best, id) >= _SAME_NOTE and self._can_follow(best, id):
                self.edited[id] = best
                missing.remove(best)

    def sent(self, id: str) -> str | None:
        """The sent note that a returned one is, changed or not."""
        return self._same.get(id) or self.edited.get(id)

    def identity_of_sent(self, id: str) -> Hashable:
        """The key of a note that was sent."""
        return ("note", self._content(id))

    def old_identity(self, mark: Mark) -> Hashable:
        """The key of an object of the document that went out."""
        if mark.note:
            return self.identity_of_sent(mark.note)
        return ("citation", field_identity(mark.citation)) if mark.citation else mark.kind

    def new_identity(self, mark: Mark) -> Hashable:
        """The key of an object of the document that came back."""
        if mark.note:
            sent = self.sent(mark.note)
            return self.identity_of_sent(sent) if sent else ("new note", mark.note)
        return ("citation", field_identity(mark.citation)) if mark.citation else mark.kind

    def _content(self, id: str | None) -> Hashable:
        return content_key(self.base.document.notes.get(id or "", ()))

    def _likeness(self, old: str, new: str) -> float:
        first, second = self.base.document.notes[old], self.returned.notes[new]
        return similarity(tokens(plain_text(first)), tokens(plain_text(second)))

    def _can_follow(self, old: str, new: str) -> bool:
        """Whether the words of the old note can be changed into those of the new one, paragraph by paragraph."""
        note, blocks = self.base.note_of[old], self.returned.notes[new]
        if note.is_commentary:
            return len(self.base.notes[old]) == len(blocks)
        # The reference of a note that only cites, edited as text: the citation stays, the edit is for the bibliography.
        fields = [mark.citation for block in blocks for mark in block.marks if mark.citation]
        sent = [m.citation for b in self.base.document.notes[old] for m in b.marks if m.citation]
        same = [field_identity(one) for one in fields] == [field_identity(one) for one in sent]
        outside = "".join(block.text for block in blocks).replace(OBJECT, "").strip(" .")
        retyped = not fields and self.known.clusters(blocks) is None and self._likeness(old, new) >= _SAME_REFERENCE
        return (same and not outside) or retyped

    # -- what goes into a chapter ------------------------------------------------------------------------------------

    def place(self, id: str, file: str, group: int) -> Placed:
        """The Markdown of a returned note that stands in a new place."""
        sent = self.sent(id)
        if sent is not None:
            note = self.base.note_of[sent]
            signature = note_signature(self.base, sent)
            if note.label is None:
                return Placed(self._chapter_of(sent).source[note.start : note.end], signature)
            placeholder = f"\x01{next(self._numbers)}\x02"
            self.labelled.append(Labelled(placeholder, file, sent, group))
            return Placed(f"[^{placeholder}]", signature)
        blocks = self.returned.notes.get(id, ())
        clusters = self.known.clusters(blocks)
        if clusters is not None:
            signature = enclosed(cited_signature((key, place) for _, key, place in clusters))
            return Placed(f"[{'; '.join(one for one, _, _ in clusters)}]", signature)
        label = self.new_label(plain_text(blocks))
        self.definitions.append((group, file, f"[^{label}]: {self._definition(blocks, file)}"))
        words = " / ".join(tidy(self.shown(block)) for block in blocks)
        return Placed(f"[^{label}]", enclosed(words), is_new=True)

    def about(self, id: str) -> NewNote:
        """What to say of a returned note that was not known."""
        blocks = self.returned.notes.get(id, ())
        text = plain_text(blocks)
        items = [item for block in blocks for mark in block.marks if mark.citation for item in mark.citation.items]
        unknown = [item for item in items if self.known.key_of(item) is None]
        entries = [entry_of_item(item.data, self.known.keys) for item in unknown]
        nearest = None if items else self.known.nearest(text)
        typed = None if items or nearest else entry_of_reference(text, self.known.keys)
        return NewNote(text, tuple(entries + ([typed] if typed else [])), nearest)

    def new_label(self, text: str) -> str:
        """A label from the first words of a note, as yet unused in any chapter."""
        stem = "-".join(slugify(text).split("-")[:_LABEL_WORDS]) or "noot"
        label = next(one for n in count(1) if (one := stem if n == 1 else f"{stem}-{n}") not in self._labels)
        self._labels.add(label)
        return label

    def object_in_note(self, mark: Mark) -> str:
        """The Markdown of a citation field within a note; what a work we do not know shows is kept as words."""
        if mark.citation is None:
            return ""
        cited = [self.known.citation(item) for item in mark.citation.items]
        if cited and all(cited):
            return f"[{'; '.join(one[0] for one in cited if one)}]"
        shown = mark.citation.shown
        return markdown(shown, [Mark()] * len(shown), Style(), lambda _: None)

    def shown(self, block: Block) -> str:
        """The words of a paragraph of a note, with its citations as signatures."""
        return "".join(
            self.field_signature(mark) if mark.citation else "" if character == OBJECT else character
            for character, mark in zip(block.text, block.marks, strict=True)
        )

    def field_signature(self, mark: Mark) -> str:
        """What the Markdown of a citation field says once it stands in a chapter."""
        if mark.citation is None:
            return ""
        cited = [self.known.citation(item) for item in mark.citation.items]
        if cited and all(cited):
            return cited_signature((one[1], one[2]) for one in cited if one)
        return mark.citation.shown

    def _definition(self, blocks: Sequence[Block], file: str) -> str:
        by_sentence = line_per_sentence(self.chapters[file].source)

        def source(block: Block) -> str:
            def space(at: int) -> str:
                return f"\n{_INDENT}" if by_sentence and breaks_by_sentence(block.text, at) else " "

            return escaped_start(markdown(block.text, block.marks, Style(), self.object_in_note, space))

        return f"\n\n{_INDENT}".join(map(source, blocks))

    def _chapter_of(self, id: str) -> Chapter:
        path = self.base.note_of[id].position.file
        return self.chapters[path]
