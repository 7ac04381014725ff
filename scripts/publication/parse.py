"""The one pandoc parse: chapters in, pandoc blocks out, with the place of every citation.

pandoc's markdown reader decides what a citation is but does not say where it stands. So in a copy of the text each
`@` gets a running number (`@key` → `@Zq7Zqkey`); after the parse the number in the citation id gives the place, and
the numbers are taken out of everything else again.
"""

from __future__ import annotations

import json
import re
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from scripts.publication import pandoc
from scripts.publication.model import Blocks, Node

READER = Path(__file__).with_name("chapters.lua")
# What may follow '@' in a citation: https://pandoc.org/MANUAL.html#citation-syntax
_KEY_START = re.compile(r"@(\{?)(?=\w)")


@dataclass(frozen=True, slots=True)
class ParsedText:
    """Pandoc's blocks of one text. In each citation, `citationHash` is the offset of its `@` in the text.

    `warnings` are (line, message) pairs of pandoc.
    """

    blocks: Blocks
    warnings: tuple[tuple[int, str], ...]


class _Tags:
    """Running numbers behind the `@`s of one text, in a form that does not occur in it."""

    def __init__(self, text: str) -> None:
        self.fence = "Zq"
        while re.search(rf"{self.fence}\d+{self.fence}", text):
            self.fence += "q"
        self.offsets = [match.start() for match in _KEY_START.finditer(text)]
        numbers = iter(range(len(self.offsets)))
        self.tagged = _KEY_START.sub(lambda m: f"{m.group()}{self.fence}{next(numbers)}{self.fence}", text)
        self.pattern = re.compile(rf"{self.fence}(\d+){self.fence}")

    def remove(self, value: Any) -> Any:
        """The same nodes without tags; a citation's tag becomes the offset of its `@`."""
        if isinstance(value, str):
            return self.pattern.sub("", value)
        if isinstance(value, list):
            return [self.remove(child) for child in value]
        if isinstance(value, dict):
            clean = {key: self.remove(child) for key, child in value.items()}
            if "citationId" in value and (tag := self.pattern.search(value["citationId"])):
                clean["citationHash"] = self.offsets[int(tag.group(1))]
            return clean
        return value


def parse(texts: Sequence[str]) -> list[ParsedText]:
    """Parse each text on its own (labels of notes and links do not leak), all in one run of pandoc."""
    if not texts:
        return []
    tags = [_Tags(text) for text in texts]
    document = pandoc.run_json(["--from", READER, "--to", "json"], [tag.tagged for tag in tags])
    return [_parsed(chapter, tag) for chapter, tag in zip(document["blocks"], tags, strict=True)]


def _parsed(chapter: Node, tags: _Tags) -> ParsedText:
    (_, _, pairs), blocks = chapter["c"]
    if tags.offsets:
        blocks = tags.remove(blocks)
    messages = json.loads(dict(pairs)["log"])
    warnings = tuple((int(message.get("line", 1)), tags.remove(message["pretty"])) for message in messages)
    return ParsedText(tuple(blocks), warnings)


def front_matter_end(text: str) -> int:
    """The offset behind a YAML block (`---` … `---`) at the start of the text; 0 without one."""
    match = re.match(r"---[ \t]*\n.*?\n(---|\.\.\.)[ \t]*(\n|\Z)", text, re.DOTALL)
    return match.end() if match else 0


