"""Whole paragraphs: where new ones go in a chapter's source, and what goes when one is deleted or moved."""

from __future__ import annotations

import re
from dataclasses import dataclass

from scripts.word.content import Block
from scripts.word.lines import list_mark, next_line, region
from scripts.word.patch import Edit
from scripts.word.proposal import spliced
from scripts.word.roles import role
from scripts.word.source_map import MappedBlock

_BULLET = "-   "
_GAP = re.compile(r"[ \t]*\n[\s>]*(?:(?:[-*+]|\(?\d+[.)])(?=[ \t]))?[ \t]*")
_TABLE_END = re.compile(r"\n[ \t]*(?=\n|\Z)|\Z")


@dataclass(frozen=True, slots=True)
class Anchor:
    """The paragraph behind which another one goes, or (`before`) the one in front of which; `index` in the document."""

    mapped: MappedBlock
    index: int
    before: bool = False

    @property
    def file(self) -> str:
        return self.mapped.home.path

    @property
    def source(self) -> str:
        return self.mapped.home.source


def inserted(anchor: Anchor, text: str, *, item: bool) -> Edit:
    """A paragraph put beside the anchor, with the empty lines that keep it apart; list items go close together."""
    source = anchor.source
    start, end = region(source, anchor.mapped)
    if anchor.before:
        return Edit(start, start, f"{text}\n\n")
    if role(anchor.mapped.block) in {"cell", "caption"}:
        found = _TABLE_END.search(source, end)
        end = found.start() if found else end
    close = item and list_mark(source, anchor.mapped) is not None and _is_tight(source, end)
    newlines = len(source[end:]) - len(source[end:].lstrip("\n"))
    behind = "\n" if newlines == 1 and not close and end + 1 < len(source) else ""
    return Edit(end, end, ("\n" if close else "\n\n") + text + behind)


def new_mark(anchor: Anchor, block: Block) -> str:
    """What a new paragraph begins with: '## ', '-   ', '> ' or nothing."""
    kind = role(block)
    if kind.startswith("heading"):
        return "#" * int(kind.split()[1]) + " "
    if kind == "item":
        return list_mark(anchor.source, anchor.mapped) or _BULLET
    return "> " if kind == "quotation" else ""


def new_further(anchor: Anchor, block: Block) -> str | None:
    """What a further line of a new paragraph begins with; None if it has but one."""
    kind = role(block)
    if kind.startswith("heading"):
        return None
    if kind == "item":
        return " " * len(list_mark(anchor.source, anchor.mapped) or _BULLET)
    return "> " if kind == "quotation" else ""


def removed(mapped: MappedBlock) -> Edit:
    """A paragraph taken out, with one of the gaps around it."""
    source = mapped.home.source
    start, end = region(source, mapped)
    return without(source, start, end)


def without(source: str, start: int, end: int) -> Edit:
    """Whole lines taken out; of the empty lines on both sides the larger number stays."""
    before = len(source[:start]) - len(source[:start].rstrip("\n"))
    after = len(source[end:]) - len(source[end:].lstrip("\n"))
    return Edit(start, end + (min(before, after) if start else after), "")


def cut(mapped: MappedBlock, edits: list[Edit]) -> str:
    """The lines of a paragraph with its own edits carried out, to be put elsewhere."""
    start, end = region(mapped.home.source, mapped)
    inner = [Edit(e.start - start, e.end - start, e.text) for e in edits if start <= e.start and e.end <= end]
    return spliced(mapped.home.source[start:end], inner)


def gap_between(first: MappedBlock, second: MappedBlock) -> tuple[int, int] | None:
    """What stands between two paragraphs that follow each other in a chapter: line ends and a list mark."""
    if first.chapter is None or first.chapter is not second.chapter:
        return None
    last = next((span for span in reversed(first.spans) if span), None)
    start = next((span for span in second.spans if span), None)
    if last is None or start is None or start[0] < last[1]:
        return None
    match = _GAP.search(first.chapter.source, last[1], start[0])
    between = first.chapter.source[last[1] : start[0]]
    if match is None or re.search(r"\w", between[: match.start() - last[1]] + between[match.end() - last[1] :]):
        return None
    return match.span()


def is_plain(mapped: MappedBlock) -> bool:
    """Whether a paragraph can be taken out or moved: it fills its lines."""
    return mapped.passage is not None and (
        mapped.passage.kind == "heading" or next_line(mapped.home.source, mapped) is not None
    )


def _is_tight(source: str, end: int) -> bool:
    return not source.startswith("\n\n", end) or not re.match(r"\n\n[ \t]*(?:[-*+]|\d+[.)])[ \t]", source[end:])
