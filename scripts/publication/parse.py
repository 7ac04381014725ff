"""The one pandoc parse: chapters in, pandoc blocks out, with the place of every citation and note marker."""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from scripts.publication import pandoc
from scripts.publication.cache import Cache, digest
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


def parse(texts: Sequence[str], cache: Cache | None = None) -> list[ParsedText]:
    """Parse each text on its own (labels of notes and links do not leak), all in one run of pandoc.

    With a `cache`, that run is for the texts that were not parsed before.
    """
    keys = [digest("parse", text) for text in texts]
    known = _kept(keys, cache) if cache else {}
    new = {key: text for key, text in zip(keys, texts, strict=True) if key not in known}
    if new:
        parsed = dict(zip(new, _parse(list(new.values())), strict=True))
        if cache:
            cache.put_json({key: _as_json(text) for key, text in parsed.items()})
        known |= parsed
    return [known[key] for key in keys]


def _parse(texts: Sequence[str]) -> list[ParsedText]:
    tags = [Tags(text) for text in texts]
    document = pandoc.run_json(["--from", READER, "--to", "json"], [tag.tagged for tag in tags])
    return [_parsed(chapter, tag) for chapter, tag in zip(document["blocks"], tags, strict=True)]


def _parsed(chapter: Node, tags: Tags) -> ParsedText:
    (_, _, pairs), blocks = chapter["c"]
    depth = tags.resolve(blocks)
    messages = json.loads(dict(pairs)["log"])
    warnings = tuple((int(message.get("line", 1)), tags.clean(message["pretty"])) for message in messages)
    return ParsedText(tuple(blocks), tuple(sorted(tags.found)), warnings, depth)


def _kept(keys: Sequence[str], cache: Cache) -> dict[str, ParsedText]:
    found = ((key, cache.get_json(key)) for key in dict.fromkeys(keys))
    return {key: _from_json(value) for key, value in found if value is not None}


def _as_json(text: ParsedText) -> dict[str, Any]:
    return {"blocks": text.blocks, "places": text.places, "warnings": text.warnings, "depth": text.depth}


def _from_json(value: Mapping[str, Any]) -> ParsedText:
    warnings = tuple((line, message) for line, message in value["warnings"])
    return ParsedText(tuple(value["blocks"]), tuple(value["places"]), warnings, value["depth"])
