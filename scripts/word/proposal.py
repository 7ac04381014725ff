"""A proposal: the edits of the chapters that carry out what was changed in Word, and what the result must say."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from scripts.word.patch import Edit
from scripts.word.review import ReviewItem


@dataclass(frozen=True, slots=True)
class GroupedEdit:
    """An edit of a chapter; edits of one group are carried out together or not at all."""

    group: int
    file: str
    edit: Edit
    author: str = ""


@dataclass(frozen=True, slots=True)
class Expected:
    """What a paragraph of the changed chapter says, if the proposal is right."""

    group: int
    file: str
    text: str


@dataclass(frozen=True)
class Proposal:
    """The edits, what the chapters say with them, the review list, and which groups hang together."""

    edits: tuple[GroupedEdit, ...]
    expected: tuple[Expected, ...]
    items: tuple[ReviewItem, ...]
    links: frozenset[frozenset[int]]

    @property
    def files(self) -> frozenset[str]:
        """The chapters that change."""
        return frozenset(edit.file for edit in self.edits)

    def texts(self, sources: Mapping[str, str]) -> dict[str, str]:
        """The changed chapters, from the sources of all."""
        return {file: applied(sources[file], [e.edit for e in self.edits if e.file == file]) for file in self.files}

    def linked(self, groups: Iterable[int]) -> frozenset[int]:
        """These groups and all that hang together with one of them."""
        found = set(groups)
        while more := {one for link in self.links if link & found for one in link} - found:
            found |= more
        return frozenset(found)


def applied(source: str, edits: Iterable[Edit]) -> str:
    """A chapter with edits carried out, without empty lines at its ends that it did not have."""
    text = spliced(source, edits)
    if source.endswith("\n") and not source.endswith("\n\n"):
        text = text.rstrip("\n") + "\n"
    return text if source.startswith("\n") else text.lstrip("\n")


def spliced(source: str, edits: Iterable[Edit]) -> str:
    """Any text with edits carried out; insertions at one place in the order in which they come."""
    pieces, at = [], 0
    for edit in sorted(edits, key=lambda edit: (edit.start, edit.end)):
        start, end = max(edit.start, at), max(edit.end, at)
        pieces += [source[at:start], edit.text]
        at = end
    return "".join([*pieces, source[at:]])


def overlapping(edits: Iterable[GroupedEdit]) -> set[int]:
    """The groups of edits that lay hands on the same characters."""
    found: set[int] = set()
    last: dict[str, GroupedEdit] = {}
    for one in sorted(edits, key=lambda one: (one.file, one.edit.start, one.edit.end)):
        previous = last.get(one.file)
        if previous and one.edit.start < previous.edit.end and one.group != previous.group:
            found |= {one.group, previous.group}
        if previous is None or one.edit.end >= previous.edit.end:
            last[one.file] = one
    return found
