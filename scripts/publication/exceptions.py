"""Reading what an author has declared not to be a defect; whether it holds is for the rules.

In mkdocs.yml a list `extra: exceptions:` of `code`, `reason` and, to narrow it down, `file` and `text`; in a chapter
`<!-- rapport: C105 omdat … -->` at the end of the line or above it; in the .bib `% rapport: B103 omdat …` above the
entry.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterable, Iterator

import yaml

from scripts.publication.model import Bibliography, Chapter, DeclaredException, Position

_DECLARATION = re.compile(
    r"rapport:\s*(?P<codes>[A-Za-z]\d+(?:\s*,\s*[A-Za-z]\d+)*|\S*)[\s,:;–—-]*(?:(?:omdat|because)\b\s*)?(?P<reason>.*)",
    re.DOTALL,
)
_COMMENT_START = re.compile(r"<!--+\s*")
_BIB_COMMENT = re.compile(r"\s*%+\s*")


def in_chapter(chapter: Chapter) -> Iterator[DeclaredException]:
    """The exceptions in the comments of a chapter.

    A comment with words on its line holds for that line; one that stands alone holds for the next line with words.
    """
    for comment in chapter.comments:
        end = comment.start + len(comment.text)
        text = _COMMENT_START.sub("", comment.text, count=1).removesuffix("-->").rstrip(" \n-")
        if match := _DECLARATION.match(text):
            line = chapter.position_at(comment.start).line
            if _stands_alone(chapter.source, comment.start, end):
                line = chapter.position_at(end).line + 1
                lines = chapter.source.split("\n")
                line += next((i for i, words in enumerate(lines[line - 1 :]) if words.strip()), 0)
            yield from _declared(match, chapter.position_at(comment.start), chapter.path, (line, line))


def in_bibliography(bibliography: Bibliography, file: str) -> Iterator[DeclaredException]:
    """The exceptions above entries of the .bib; each holds for the whole entry below it."""
    lines = bibliography.source.split("\n")
    starts = [number for number, line in enumerate(lines, 1) if line.lstrip().startswith("@")]
    for number, line in enumerate(lines, 1):
        if (comment := _BIB_COMMENT.match(line)) and (match := _DECLARATION.match(line, comment.end())):
            below = bisect_right(starts, number)
            first, following, *_ = [*starts[below : below + 2], len(lines), len(lines) + 1]
            yield from _declared(match, Position(file, number), file, (first, following - 1))


def in_config(node: yaml.Node | None, file: str) -> Iterator[DeclaredException]:
    """The exceptions in mkdocs.yml, from the YAML node of `extra: exceptions:`; what is not a mapping has no code."""
    for item in node.value if isinstance(node, yaml.SequenceNode) else [node] if node else []:
        pairs = item.value if isinstance(item, yaml.MappingNode) else []
        values = {key.value: value.value for key, value in pairs if isinstance(value, yaml.ScalarNode)}
        yield DeclaredException(
            code=values.get("code", "").upper(),
            reason=" ".join(values.get("reason", "").split()),
            position=Position(file, item.start_mark.line + 1, item.start_mark.column + 1),
            file=values.get("file", ""),
            text=values.get("text", ""),
        )


def _declared(
    match: re.Match[str], position: Position, file: str, lines: tuple[int, int]
) -> Iterable[DeclaredException]:
    reason = " ".join(match["reason"].split())
    for code in re.split(r"\s*,\s*", match["codes"]):
        yield DeclaredException(code.upper(), reason, position, file, lines=lines)


def _stands_alone(source: str, start: int, end: int) -> bool:
    line_end = source.find("\n", end)
    behind = source[end : line_end if line_end >= 0 else len(source)]
    return not source[source.rfind("\n", 0, start) + 1 : start].strip() and not behind.strip()
