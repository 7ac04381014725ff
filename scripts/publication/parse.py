"""The one pandoc parse: chapters in, pandoc blocks out, with the place of every citation and note marker."""

from __future__ import annotations

import json
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from scripts.publication import pandoc
from scripts.publication.model import Blocks, Node
from scripts.publication.tags import Tags

READER = Path(__file__).with_name("chapters.lua")


@dataclass(frozen=True, slots=True)
class ParsedText:
    """Pandoc's blocks of one text.

    In each citation `citationHash` is the offset of its `@` in the text, in each Note `at` that of its marker; None if
    it is not known. `places` are all of these offsets, ascending. `warnings` are (line, message) pairs of pandoc;
    `depth` is how deep the blocks are nested, as JSON.
    """

    blocks: Blocks
    places: tuple[int, ...]
    warnings: tuple[tuple[int, str], ...]
    depth: int


def parse(texts: Sequence[str]) -> list[ParsedText]:
    """Parse each text on its own (labels of notes and links do not leak), all in one run of pandoc."""
    if not texts:
        return []
    tags = [Tags(text) for text in texts]
    document = pandoc.run_json(["--from", READER, "--to", "json"], [tag.tagged for tag in tags])
    return [_parsed(chapter, tag) for chapter, tag in zip(document["blocks"], tags, strict=True)]


def _parsed(chapter: Node, tags: Tags) -> ParsedText:
    (_, _, pairs), blocks = chapter["c"]
    depth = tags.resolve(blocks)
    messages = json.loads(dict(pairs)["log"])
    warnings = tuple((int(message.get("line", 1)), tags.clean(message["pretty"])) for message in messages)
    return ParsedText(tuple(blocks), tuple(sorted(tags.found)), warnings, depth)
