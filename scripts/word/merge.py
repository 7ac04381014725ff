"""Carrying over a proposal to chapters that changed in the meantime, word by word."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass

from scripts.word.by_model import says
from scripts.word.patch import Edit
from scripts.word.proposal import GroupedEdit, applied
from scripts.word.tokens import differences, tokens

# So many characters around two changes must agree for them to be the same one.
_CONTEXT = 8
# A note with what it says, a word, or another sign.
_WORD = re.compile(r"⟦[^⟧]*⟧|\w+|[^\w\s]")


@dataclass(frozen=True, slots=True)
class Merged:
    """A chapter with the edits that fit, and the groups of those that touch what was changed otherwise.

    `carried` are the edits that it did not have yet, as edits of the chapter that was sent.
    """

    text: str
    conflicts: frozenset[int]
    carried: tuple[Edit, ...] = ()


def merge(base: str, ours: str, edits: Sequence[GroupedEdit]) -> Merged:
    """Put edits of `base` into `ours`, the same chapter as it is by now.

    An edit that `ours` has already is carried out; one that touches another change of the same words is a conflict.
    """
    if base == ours:
        every = tuple(one.edit for one in edits)
        return Merged(applied(base, every), frozenset(), every)
    changes = [
        Edit(change.start, change.end, ours[change.new_start : change.new_end])
        for change in differences(tokens(base), tokens(ours))
    ]
    moved: list[Edit] = []
    carried: list[Edit] = []
    conflicts: set[int] = set()
    for one in edits:
        touching = [change for change in changes if _touch(change, one.edit)]
        if not touching:
            moved.append(_shifted(one.edit, changes))
            carried.append(one.edit)
        elif not _is_done(base, one.edit, changes, touching):
            conflicts.add(one.group)
    return Merged(applied(ours, moved), frozenset(conflicts), tuple(carried))


def keeps_both(file: str, base: str, ours: str, merged: Merged) -> bool:
    """Whether a merged chapter says what `ours` says, changed by just the words that the edits change."""
    theirs = applied(base, merged.carried)
    texts = [(file, text) for text in (base, ours, theirs, merged.text)]
    was, now, other, both = (Counter(_WORD.findall("\n".join(found))) for found in says(texts))
    return both - now == other - was and now - both == was - other


def _touch(one: Edit, other: Edit) -> bool:
    if one.start == one.end or other.start == other.end:
        return one.start <= other.end and other.start <= one.end
    return one.start < other.end and other.start < one.end


def _shifted(edit: Edit, changes: Sequence[Edit]) -> Edit:
    by = sum(len(one.text) - (one.end - one.start) for one in changes if one.end <= edit.start)
    return Edit(edit.start + by, edit.end + by, edit.text)


def _is_done(base: str, edit: Edit, changes: Sequence[Edit], touching: Sequence[Edit]) -> bool:
    """Whether the other changes of these words come to the same as the edit."""
    start = max(min(edit.start, *(one.start for one in touching)) - _CONTEXT, 0)
    end = min(max(edit.end, *(one.end for one in touching)) + _CONTEXT, len(base))
    inside = [one for one in changes if start <= one.start and one.end <= end]
    window = base[start:end]
    return _within(window, start, inside) == _within(window, start, [edit])


def _within(window: str, start: int, edits: Sequence[Edit]) -> str:
    pieces, at = [], 0
    for edit in sorted(edits, key=lambda one: (one.start, one.end)):
        pieces += [window[at : edit.start - start], edit.text]
        at = edit.end - start
    return "".join([*pieces, window[at:]])
