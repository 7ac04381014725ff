"""The one pandoc parse: chapters in, pandoc blocks out, with the place of every citation and note marker."""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from scripts.publication import pandoc
from scripts.publication.cache import Cache, digest
from scripts.publication.model import Blocks, Node
from scripts.publication.tags import Tags

READER = Path(__file__).with_name("chapters.lua")
# Characters in one run of pandoc.
_BATCH = 300_000
# Deeper than can be read.
_BOTTOMLESS = 1_000_000


@dataclass(frozen=True, slots=True)
class ParsedText:
    """Pandoc's blocks of one text.

    In each citation `citationHash` is the offset of its `@` in the text, in each Note `at` that of its marker; None if
    it is not known. `places` are all of these offsets, ascending. `warnings` are (line, message) pairs of pandoc;
    `depth` is how deep the blocks are nested, as JSON; there are none of a text that is nested too deeply.
    """

    blocks: Blocks
    places: tuple[int, ...]
    warnings: tuple[tuple[int, str], ...]
    depth: int


def parse(texts: Sequence[str], cache: Cache | None = None) -> Iterator[ParsedText]:
    """Parse each text on its own (labels of notes and links do not leak), many in one run of pandoc.

    With a `cache` pandoc runs for the texts that were not parsed before. A text is parsed when it is asked for, so that
    no more than a batch of them is in memory.
    """
    for batch in _batches(texts):
        yield from _kept(batch, cache) if cache else _parse(batch)


def _batches(texts: Sequence[str]) -> Iterator[Sequence[str]]:
    """The texts in order, in batches that pandoc can hold: it needs a hundred times as much memory."""
    batch: list[str] = []
    length = 0
    for text in texts:
        if batch and length + len(text) > _BATCH:
            yield batch
            batch, length = [], 0
        batch.append(text)
        length += len(text)
    yield batch


def _kept(texts: Sequence[str], cache: Cache) -> Iterator[ParsedText]:
    keys = [digest("parse", text) for text in texts]
    known = {key: cache.get_json(key) for key in dict.fromkeys(keys)}
    new = {key: text for key, text in zip(keys, texts, strict=True) if known[key] is None}
    if new:
        known |= {key: _as_json(text) for key, text in zip(new, _parse(list(new.values())), strict=True)}
        cache.put_json({key: known[key] for key in new})
    return (_from_json(known[key]) for key in keys)


def _parse(texts: Sequence[str]) -> Iterator[ParsedText]:
    if not texts:
        return iter(())
    tags = [Tags(text) for text in texts]
    try:
        document = pandoc.run_json(["--from", READER, "--to", "json"], [tag.tagged for tag in tags])
    except pandoc.TooDeepError:
        # Which of them it is tells each on its own.
        alone = (_parse([text]) for text in texts) if len(texts) > 1 else [[ParsedText((), (), (), _BOTTOMLESS)]]
        return (parsed for found in alone for parsed in found)
    return (_parsed(chapter, tag) for chapter, tag in zip(document["blocks"], tags, strict=True))


def _parsed(chapter: Node, tags: Tags) -> ParsedText:
    (_, _, pairs), blocks = chapter["c"]
    depth = tags.resolve(blocks)
    messages = json.loads(dict(pairs)["log"])
    warnings = tuple((int(message.get("line", 1)), tags.clean(message["pretty"])) for message in messages)
    return ParsedText(tuple(blocks), tuple(sorted(tags.found)), warnings, depth)


def _as_json(text: ParsedText) -> dict[str, Any]:
    return {"blocks": text.blocks, "places": text.places, "warnings": text.warnings, "depth": text.depth}


def _from_json(value: Mapping[str, Any]) -> ParsedText:
    warnings = tuple((line, message) for line, message in value["warnings"])
    return ParsedText(tuple(value["blocks"]), tuple(value["places"]), warnings, value["depth"])
