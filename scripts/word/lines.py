"""The layout of a chapter's source around a paragraph: where its lines begin, and what a new line of it begins with."""

from __future__ import annotations

import re

from scripts.word.source_map import MappedBlock

_LIST_MARK = re.compile(r"^([ \t>]*)([-*+]|\(?\d+[.)]|:)([ \t]+)")
_PREFIX = re.compile(r"[ \t>]*")
_SETEXT = re.compile(r"\n {0,3}(?:=+|-+)[ \t]*(?=\n|\Z)")
_NOTE = re.compile(r"^ {0,3}\[\^[^\]]+\]:[ \t]*")


def region(source: str, mapped: MappedBlock) -> tuple[int, int]:
    """From the start of the first to the end of the last line of a paragraph, without the line's end."""
    known = [span for span in mapped.spans if span]
    start = source.rfind("\n", 0, known[0][0]) + 1
    end = source.find("\n", known[-1][1])
    end = len(source) if end < 0 else end
    if mapped.passage and mapped.passage.kind == "heading" and (line := _SETEXT.match(source, end)):
        end = line.end()
    return start, end


def first_line(source: str, mapped: MappedBlock) -> str:
    """What stands in front of a paragraph on its first line: '-   ', '## ', '> '."""
    first = next(span[0] for span in mapped.spans if span)
    line = source[source.rfind("\n", 0, first) + 1 : first]
    mark = _LIST_MARK.match(line)
    return mark.group() if mark else _PREFIX.match(line).group()  # type: ignore[union-attr]  # matches anything


def list_mark(source: str, mapped: MappedBlock) -> str | None:
    """'-   ' or '1.  ' with its indent if the paragraph begins a list item."""
    mark = _LIST_MARK.match(first_line(source, mapped))
    return mark.group() if mark and mark.group(2) != ":" else None


def next_line(source: str, mapped: MappedBlock) -> str | None:
    """What a further line of the paragraph begins with; None where there can be none (headings, cells, captions)."""
    if mapped.passage is None or mapped.passage.kind not in {"paragraph", "item"}:
        return None
    first = next(span[0] for span in mapped.spans if span)
    line = source[source.rfind("\n", 0, first) + 1 : first]
    if _NOTE.match(line):
        return "    "
    mark = _LIST_MARK.match(line)
    if mark is None:
        return _PREFIX.match(line).group()  # type: ignore[union-attr]  # matches anything
    return mark.group(1) + " " * (len(mark.group(2)) + len(mark.group(3)))


def line_per_sentence(source: str) -> bool:
    """Whether a chapter has, on the whole, each sentence on a line of its own."""
    ends = re.findall(r"[.!?](?:\[[^\[\]\n]*\])*([ \n])(?=[A-Z‘“])", source)
    return ends.count("\n") > len(ends) / 2
