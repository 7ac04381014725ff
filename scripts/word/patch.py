"""From the differences of one paragraph to edits of the original characters of its chapter.

Only the characters of changed words are replaced. Markup, line ends and citations in between stay what they were.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from functools import partial

from scripts.word.content import OBJECT, Mark, Style
from scripts.word.new_text import breaks_by_sentence, markdown
from scripts.word.source_map import Span
from scripts.word.tokens import Difference

# Between the halves of a paragraph that was cut in two, and the two that were joined.
PARAGRAPH = "\u2029"
_EMPTIED = re.compile(r"\]\([^()\s]*\)(?:\{[^{}\n]*\})?|\]\{[^{}\n]*\}")
_DELIMITERS = ("***", "**", "*", "__", "_", "`")
_MARKUP_BEFORE = re.compile(r"(?:[*_`]|\[)*\Z")
_MARKUP_BEHIND = re.compile(r"[*_`]*")


@dataclass(frozen=True, slots=True)
class Edit:
    """`text` in the place of a stretch of a chapter."""

    start: int
    end: int
    text: str


@dataclass(frozen=True, slots=True)
class OldText:
    """A paragraph that went out (or two, joined): its characters, their marks, their places in the chapter."""

    source: str
    text: str
    marks: Sequence[Mark]
    spans: Sequence[Span | None]
    new_line: str | None
    by_sentence: bool


@dataclass(frozen=True, slots=True)
class NewText:
    """The paragraph that came back; `object_text` gives the Markdown of its objects."""

    text: str
    marks: Sequence[Mark]
    object_text: Callable[[Mark], str | None]
    new_paragraph: str


@dataclass
class Patch:
    """What became of a paragraph: its edits, and the differences that could not be carried out."""

    edits: list[Edit] = field(default_factory=list)
    done: list[Difference] = field(default_factory=list)
    left: list[Difference] = field(default_factory=list)


def patch(old: OldText, new: NewText, changes: Sequence[Difference]) -> Patch:
    """Edits of the chapter for each difference that lies in words of the chapter itself."""
    result = Patch()
    for change in changes:
        change = _settled(old, change)  # noqa: PLW2901 - the same difference, better placed
        place = _place(old, new, change)
        if place is None or any(span is None for span in old.spans[change.start : change.end]):
            result.left.append(change)
            continue
        edits, (offset, around) = _deletions(old, change), place
        text = _inserted(old, new, change, around)
        result.edits += _with_insertion(edits, offset, text) if text else [_widened(old.source, edit) for edit in edits]
        result.done.append(change)
    return result


def _deletions(old: OldText, change: Difference) -> list[Edit]:
    """One edit for each stretch of the source without markup in between."""
    found: list[Edit] = []
    for span in old.spans[change.start : change.end]:
        if span is None:
            continue
        if found and found[-1].end == span[0]:
            found[-1] = Edit(found[-1].start, span[1], "")
        else:
            found.append(Edit(*span, ""))
    return found


def _with_insertion(edits: list[Edit], place: int, text: str) -> list[Edit]:
    for index, edit in enumerate(edits):
        if edit.start == place:
            return [*edits[:index], Edit(edit.start, edit.end, text), *edits[index + 1 :]]
    return sorted([*edits, Edit(place, place, text)], key=lambda edit: (edit.start, edit.end))


def _widened(source: str, edit: Edit) -> Edit:
    """A deletion with the markup around it that would enclose nothing."""
    start, end = edit.start, edit.end
    while True:
        mark = next((m for m in _DELIMITERS if source.endswith(m, 0, start) and source.startswith(m, end)), None)
        link = _EMPTIED.match(source, end) if source.endswith("[", 0, start) else None
        if mark:
            start, end = start - len(mark), end + len(mark)
        elif link:
            start, end = start - 1, link.end()
        else:
            return Edit(start, end, "")


# -- where new words go ------------------------------------------------------------------------------------------------


def _place(old: OldText, new: NewText, change: Difference) -> tuple[int, Style] | None:
    """Where in the chapter new words go and the style there; None where there is nothing of the chapter."""
    if change.end > change.start:
        first = old.spans[change.start]
        return (first[0], _style_at(old, *range(change.start, change.end))) if first else None
    at = change.start
    left = old.spans[at - 1] if at else None
    right = old.spans[at] if at < len(old.spans) else None
    if left is None or right is None:
        return _at_edge(old, new, change, left, right)
    if left[1] == right[0]:
        return left[1], _style_at(old, at - 1, at)
    style, left_style, right_style = _style_of(new, change), old.marks[at - 1].style, old.marks[at].style
    stays_left = style == left_style or (style != right_style and _weight(left_style) <= _weight(right_style))
    if old.text[at - 1] == OBJECT or stays_left:
        return left[1], left_style
    return right[0], right_style


def _at_edge(
    old: OldText, new: NewText, change: Difference, left: Span | None, right: Span | None
) -> tuple[int, Style] | None:
    """A place at the beginning or the end of a paragraph, or beside what the edition made."""
    style, at = _style_of(new, change), change.start
    if right is not None:
        inside = at > 0 or style == old.marks[at].style or old.text[at] == OBJECT
        before = _MARKUP_BEFORE.search(old.source[: right[0]])
        return (right[0], old.marks[at].style) if inside or before is None else (before.start(), Style())
    if left is not None:
        inside = at < len(old.spans) or style == old.marks[at - 1].style
        behind = _MARKUP_BEHIND.match(old.source, left[1])
        return (left[1], old.marks[at - 1].style) if inside or behind is None else (behind.end(), Style())
    return None


def _style_at(old: OldText, *places: int) -> Style:
    """The style of the first of these characters that is a letter of a word."""
    found = (old.marks[at].style for at in places if not old.text[at].isspace() and old.text[at] != OBJECT)
    return next(found, Style())


def _style_of(new: NewText, change: Difference) -> Style:
    """The style of new words: that of the first of them that is not white space."""
    for at in range(change.new_start, change.new_end):
        if not new.text[at].isspace() and new.text[at] != OBJECT:
            return new.marks[at].style
    return new.marks[change.new_start].style if change.new_end > change.new_start else Style()


def _weight(style: Style) -> int:
    return style.bold + style.italic + bool(style.link)


def _settled(old: OldText, change: Difference) -> Difference:
    """The same difference, with the one of two equal spaces kept that stands outside markup."""
    if change.start == change.end or change.new_end > change.new_start:
        return change
    best = change
    for by in (0, 1, -1):
        start, end = change.start + by, change.end + by
        fits = start >= 0 and end <= len(old.text)
        if not fits or (by == 1 and old.text[change.start] != old.text[change.end : change.end + 1]):
            continue
        if by == -1 and old.text[start] != old.text[change.end - 1]:
            continue
        shifted = Difference(start, end, change.new_start + by, change.new_end + by)
        if _keeps_spaces_outside(old, shifted):
            best = shifted
            break
    return best


def _keeps_spaces_outside(old: OldText, change: Difference) -> bool:
    """Whether the characters on both sides of a deletion fit together: no space at the inner edge of markup."""
    left, right = change.start - 1, change.end
    if left < 0 or right >= len(old.text):
        return True
    return not any(
        old.text[space] == " " and old.marks[space].style not in {Style(), old.marks[other].style}
        for space, other in ((left, right), (right, left))
    )


# -- new words ---------------------------------------------------------------------------------------------------------


def _inserted(old: OldText, new: NewText, change: Difference, around: Style) -> str:
    """The Markdown of the new words of a change."""

    def space(at: int) -> str:
        if old.new_line is not None and old.by_sentence and breaks_by_sentence(new.text, at):
            return f"\n{old.new_line}"
        return " "

    pieces, at = [], change.new_start
    for words in new.text[change.new_start : change.new_end].split(PARAGRAPH):
        marks = new.marks[at : at + len(words)]
        pieces.append(markdown(words, marks, around, new.object_text, partial(_shifted, space, at)))
        at += len(words) + 1
    return _paragraph_end(old, new, change).join(pieces)


def _paragraph_end(old: OldText, new: NewText, change: Difference) -> str:
    """What cuts a paragraph in two: in bold or italic words these end on one side and begin again on the other."""
    if not change.start > 0 or change.end >= len(old.marks):
        return new.new_paragraph
    left, right = old.marks[change.start - 1].style, old.marks[change.end].style
    marks = "*" * (2 * (left.bold and right.bold) + (left.italic and right.italic))
    return f"{marks}{new.new_paragraph}{marks}"


def _shifted(space: Callable[[int], str], by: int, at: int) -> str:
    return space(by + at)
