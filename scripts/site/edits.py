"""Changes to a text by offset, so that everything that is not changed stays exactly as its author typed it."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Edit:
    """Replace the characters from `start` up to `end` by `text`; an insertion when the two are equal."""

    start: int
    end: int
    text: str


def apply(text: str, edits: Iterable[Edit]) -> str:
    """The text with all edits made, from back to front, so that no edit moves another one's offsets.

    An edit inside a stretch that another one replaces is dropped with it. Insertions at one offset keep their order.
    """
    for edit in reversed(_outermost(edits)):
        text = text[: edit.start] + edit.text + text[edit.end :]
    return text


def _outermost(edits: Iterable[Edit]) -> list[Edit]:
    kept: list[Edit] = []
    covered = 0
    for edit in sorted(edits, key=lambda edit: (edit.start, edit.start != edit.end, -edit.end)):
        if edit.start >= covered:
            kept.append(edit)
            covered = max(covered, edit.end)
    return kept
