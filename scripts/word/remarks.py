"""Gathering the review list while the paragraphs of a returned document are compared."""

from __future__ import annotations

from collections.abc import Hashable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from scripts.publication.sentences import sentence_around
from scripts.word.content import OBJECT, Block, Change, Comment, Mark, Style
from scripts.word.patch import PARAGRAPH
from scripts.word.review import Kind, ReviewItem
from scripts.word.roles import role
from scripts.word.source_map import MappedBlock
from scripts.word.tokens import Difference

if TYPE_CHECKING:
    from scripts.word.note_desk import NewNote

_SHORT = 80
# A program may write in each run what the style of the paragraph or the table says.
_BOLD_BY_STYLE = ("heading", "cell")


@dataclass(frozen=True, slots=True)
class Place:
    """A place in a returned paragraph (`new`, `at`), which is `old` at `offset`."""

    old: MappedBlock | None
    offset: int
    new: Block
    at: int

    def who(self) -> Change | None:
        """Who put in what stands there, if changes were tracked."""
        return self.new.marks[self.at].change if self.at < len(self.new.marks) else None


@dataclass
class Remarks:
    """The items so far; `saved_by` is named for changes that nobody tracked."""

    saved_by: str
    items: list[ReviewItem] = field(default_factory=list)

    def add(self, kind: Kind, message: str, place: Place, by: Change | None = None, *, proposal: str = "") -> None:
        """An item about a place; `by` is who did it, without it whoever saved the file."""
        change = by or Change(self.saved_by, "")
        position = place.old.position(place.offset) if place.old else None
        words = sentence(place.new.text, place.at)
        self.items.append(ReviewItem(kind, message, change.author, change.date, position, words, proposal))

    def who(self, new: Block, change: Difference) -> Change:
        """Who made a change: of what was put in, or else of what was taken out there."""
        found = [one for at in range(change.new_start, change.new_end) if (one := new.marks[at].change)]
        found += [d.change for d in new.deletions if change.new_start <= d.offset <= change.new_end]
        return next(iter(found), None) or new.change or Change(self.saved_by, "")

    def left(self, old: MappedBlock, new: Block, change: Difference) -> None:
        """A change of what the edition made: a number, a label, the text of a cross reference."""
        was, now = old.block.text[change.start : change.end], new.text[change.new_start : change.new_end]
        message = f"{changed(was, now)}; dit maakt de drukkerij zelf (nummer, label of tekst van een koppeling)"
        self.add("generated", message, Place(old, change.start, new, change.new_start), self.who(new, change))

    def reference(self, place: Place, was: str, now: str, by: Change | None) -> None:
        """The text of a formatted reference that was edited."""
        message = f"de tekst van een verwijzing is gewijzigd, van ‘{was}’ in ‘{now}’; pas de titelbeschrijving aan"
        self.add("reference", message, place, by)

    def formatting(self, old: MappedBlock, new: Block, stretches: Sequence[tuple[int, int, int]]) -> None:
        """Words that stayed but look otherwise, as (old offset, new offset, length)."""
        for start, new_start, length in stretches:
            words = new.text[new_start : new_start + length].replace(OBJECT, "").strip()
            if not words:
                continue
            was, now = old.block.marks[start].style, new.marks[new_start].style
            if role(new).startswith(_BOLD_BY_STYLE) and was._replace(bold=now.bold) == now:
                continue
            message = f"‘{shortened(words)}’ {looks(was)} werd {looks(now)}"
            self.add("formatting", message, Place(old, start, new, new_start), new.restyled)

    def mention(self, words: str, key: str | None, place: Place) -> None:
        """A work named in typed words; `key` is that of the one it can only be."""
        if key:
            self.add("citation", f"‘{words}’ lijkt een verwijzing; bedoelt u [@{key}]?", place, place.who())
        else:
            self.add("source", f"‘{words}’ lijkt een verwijzing naar een onbekende bron", place, place.who())

    def new_note(self, note: NewNote, place: Place) -> None:
        """A note whose words were not known."""
        message = f"nieuwe noot, als noot met eigen tekst overgenomen: ‘{note.text}’"
        if note.nearest:
            message += f"; dit lijkt op een bron die er al is: bedoelt u [@{note.nearest}]?"
        self.add("citation", message, place, place.who())
        for entry in note.entries:
            message = "deze bron staat niet in de bibliografie; voorstel voor een titelbeschrijving"
            self.add("source", message, place, place.who(), proposal=entry)

    def comments(
        self, comments: Mapping[str, Comment], old: MappedBlock | None, new: Block, changes: Sequence[Difference]
    ) -> set[str]:
        """The comments in a paragraph; their ids come back."""
        places: dict[str, list[int]] = {}
        for at, mark in enumerate(new.marks):
            for id in mark.comments:
                places.setdefault(id, []).append(at)
        for id in new.point_comments:
            places.setdefault(id, [])
        for id, ats in places.items():
            comment = comments.get(id)
            if comment is None:
                continue
            at = ats[0] if ats else 0
            words = shortened("".join(new.text[one] for one in ats).replace(OBJECT, "").replace(PARAGRAPH, " "))
            message = (f"bij ‘{words}’: " if words else "") + comment.text
            place = Place(old, old_offset(at, changes), new, at)
            self.add("comment", message, place, Change(comment.author, comment.date))
        return set(places)


def old_offset(at: int, changes: Sequence[Difference]) -> int:
    """The offset in the old text of one in the new text."""
    shift = 0
    for change in changes:
        if change.new_start > at:
            break
        if at < change.new_end:
            return change.start
        shift = change.end - change.new_end
    return at + shift


def sentence(text: str, at: int) -> str:
    """The sentence around a place, without marks of notes."""
    place = len(text[:at].replace(OBJECT, ""))
    flat = text.replace(PARAGRAPH, " ").replace(OBJECT, "")
    start, end = sentence_around(flat, min(place, len(flat)))
    return flat[start:end]


def changed(was: str, now: str) -> str:
    """'x werd y', 'x is weggehaald', 'x is ingevoegd'."""
    was, now = (shortened(text.replace(OBJECT, "◦").replace(PARAGRAPH, "¶")) for text in (was, now))
    if not now:
        return f"‘{was}’ is weggehaald"
    return f"‘{was}’ werd ‘{now}’" if was else f"‘{now}’ is ingevoegd"


def shortened(text: str) -> str:
    """At most so much of a text as fits a line."""
    text = " ".join(text.split())
    return text if len(text) <= _SHORT else f"{text[: _SHORT - 1].rstrip()}…"


def looks(style: Style) -> str:
    """A style in words."""
    words = [
        *(["vet"] if style.bold else []),
        *(["cursief"] if style.italic else []),
        *sorted(style.other),
        *([f"koppeling naar {style.link}"] if style.link else []),
    ]
    return f"({' en '.join(words) or 'gewoon'})"


def shown_elsewhere(mark: Mark, shown: Mapping[Hashable, frozenset[str]], identity: Hashable) -> str | None:
    """What a citation field showed when it was sent, if it shows something else now."""
    texts = shown.get(identity)
    if mark.citation is None or texts is None or mark.citation.shown in texts:
        return None
    return min(texts)
