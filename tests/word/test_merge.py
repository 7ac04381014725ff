"""Edits carried over to a chapter that changed in the meantime."""

from __future__ import annotations

import pytest

from scripts.word.merge import Merged, keeps_both, merge
from scripts.word.patch import Edit
from scripts.word.proposal import GroupedEdit

FILE = "docs/een.md"
BASE = "# Kop\n\nEen zin met *vijf* woorden erin.\nNog een zin.\n"


def edit(old: str, new: str, group: int = 0) -> GroupedEdit:
    at = BASE.index(old)
    return GroupedEdit(group, FILE, Edit(at, at + len(old), new))


@pytest.mark.parametrize(
    ("ours", "edits", "merged", "conflicts"),
    [
        (BASE, [edit("vijf", "zes")], BASE.replace("vijf", "zes"), set()),
        (BASE.replace("Nog", "Weer"), [edit("vijf", "zes")], BASE.replace("Nog", "Weer").replace("vijf", "zes"), set()),
        (BASE.replace("vijf", "zes"), [edit("vijf", "zes")], BASE.replace("vijf", "zes"), set()),
        (BASE.replace("vijf", "zeven"), [edit("vijf", "zes", 3)], BASE.replace("vijf", "zeven"), {3}),
        (BASE + "\nSlot.\n", [edit("Nog een", "Nog twee")], BASE.replace("Nog een", "Nog twee") + "\nSlot.\n", set()),
        (BASE.replace("# Kop\n\n", ""), [edit("Kop", "Titel", 1)], BASE.replace("# Kop\n\n", ""), {1}),
        (BASE.replace("een zin", "twee zin"), [edit(" zin.", " zin!")], BASE.replace("een zin.", "twee zin!"), set()),
    ],
)
def test_edits_are_merged_word_by_word(ours: str, edits: list[GroupedEdit], merged: str, conflicts: set[int]) -> None:
    result = merge(BASE, ours, edits)
    assert (result.text, set(result.conflicts)) == (merged, conflicts)


def test_a_merged_chapter_has_to_say_both_changes() -> None:
    ours = BASE.replace("Nog", "Weer")
    result = merge(BASE, ours, [edit("vijf", "zes")])
    assert keeps_both(FILE, BASE, ours, result)
    for wrong in (ours, BASE, result.text.replace("woorden ", ""), result.text.replace("*zes", "zes")):
        assert not keeps_both(FILE, BASE, ours, Merged(wrong, frozenset(), result.theirs))
