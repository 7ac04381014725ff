"""Carrying over a proposal to chapters that changed in the meantime: line by line, then word by word."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from rapidfuzz.distance import Indel

from scripts.word.by_model import says
from scripts.word.patch import Edit
from scripts.word.proposal import GroupedEdit, applied, spliced
from scripts.word.tokens import differences, tokens

# A note with what it says, a word, or another sign.
_WORD = re.compile(r"⟦[^⟧]*⟧|\w+|[^\w\s]")


@dataclass(frozen=True, slots=True)
class Merged:
    """A chapter with the edits that fit, and the groups of those that touch what was changed otherwise.

    `theirs` is the chapter that was sent with all edits carried out.
    """

    text: str
    conflicts: frozenset[int]
    theirs: str


@dataclass(frozen=True, slots=True)
class _Chunk:
    """Lines between two that nobody changed: where they start in the base, and what each side has."""

    start: int
    base: str
    ours: str
    theirs: str


def merge(base: str, ours: str, edits: Sequence[GroupedEdit]) -> Merged:
    """Put edits of `base` into `ours`, the same chapter as it is by now.

    What `ours` has already is not done again; an edit that touches another change of the same words is a conflict, and
    `text` then holds what `ours` has there.
    """
    theirs = applied(base, [one.edit for one in edits])
    pieces: list[str] = []
    conflicts: set[int] = set()
    for chunk in _chunks(*(text.splitlines(keepends=True) for text in (base, ours, theirs))):
        text, clashes = _merged(chunk)
        pieces.append(text)
        for clash in clashes:
            near = {one.group for one in edits if _touch(one.edit, clash)}
            whole = Edit(chunk.start, chunk.start + len(chunk.base), "")
            conflicts |= near or {one.group for one in edits if _touch(one.edit, whole)}
    return Merged("".join(pieces), frozenset(conflicts), theirs)


def keeps_both(file: str, base: str, ours: str, merged: Merged) -> bool:
    """Whether a merged chapter says what was changed on both sides and nothing else, by its words."""
    texts = [(file, text) for text in (base, ours, merged.theirs, merged.text)]
    was, now, other, both = (Counter(_WORD.findall("\n".join(found))) for found in says(texts))
    come = (now - was) | (other - was) <= both - was <= (now - was) + (other - was)
    gone = (was - now) | (was - other) <= was - both <= (was - now) + (was - other)
    return come and gone


def _chunks(base: list[str], ours: list[str], theirs: list[str]) -> Iterator[_Chunk]:
    """The three texts in step: lines that all have, and the stretches in between."""
    in_ours, in_theirs = _same_lines(base, ours), _same_lines(base, theirs)
    at, mine, yours, offset = 0, 0, 0, 0
    for line in [*(index for index in range(len(base)) if index in in_ours and index in in_theirs), len(base)]:
        my_line, your_line = in_ours.get(line, len(ours)), in_theirs.get(line, len(theirs))
        parts = base[at:line], ours[mine:my_line], theirs[yours:your_line]
        chunk = _Chunk(offset, *("".join(part) for part in parts))
        if chunk.base or chunk.ours or chunk.theirs:
            yield chunk
        offset += len(chunk.base)
        if line < len(base):
            yield _Chunk(offset, base[line], base[line], base[line])
            offset += len(base[line])
        at, mine, yours = line + 1, my_line + 1, your_line + 1


def _same_lines(base: list[str], other: list[str]) -> dict[int, int]:
    """For each line of the base that the other text has too its place there."""
    found: dict[int, int] = {}
    for code in Indel.opcodes(base, other):
        if code.tag == "equal":
            found.update(zip(range(code.src_start, code.src_end), range(code.dest_start, code.dest_end), strict=True))
    return found


def _merged(chunk: _Chunk) -> tuple[str, list[Edit]]:
    """One stretch merged, and the places in the base where both sides changed the same words."""
    if chunk.theirs in {chunk.base, chunk.ours}:
        return chunk.ours, []
    if chunk.ours == chunk.base:
        return chunk.theirs, []
    mine, yours = _changes(chunk.base, chunk.ours), _changes(chunk.base, chunk.theirs)
    clashes = [one for one in yours if any(_touch(one, other) and one != other for other in mine)]
    if clashes:
        return chunk.ours, [Edit(one.start + chunk.start, one.end + chunk.start, "") for one in clashes]
    return spliced(chunk.base, [*mine, *(one for one in yours if one not in mine)]), []


def _changes(base: str, other: str) -> list[Edit]:
    return [
        Edit(one.start, one.end, other[one.new_start : one.new_end]) for one in differences(tokens(base), tokens(other))
    ]


def _touch(one: Edit, other: Edit) -> bool:
    if one.start == one.end or other.start == other.end:
        return one.start <= other.end and other.start <= one.end
    return one.start < other.end and other.start < one.end
