"""The one citeproc pass: every note and every reference as text, for site and print alike."""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from scripts.publication import ast, pandoc
from scripts.publication.model import Blocks, Node, Note, Publication

NAMES = Path(__file__).with_name("names.lua")
WRITER = Path(__file__).with_name("references.lua")


@dataclass(frozen=True, slots=True)
class Formatted:
    """A note or a reference as the CSL style gives it: pandoc blocks, an HTML fragment and plain text."""

    blocks: Blocks
    html: str
    plain: str


@dataclass(frozen=True, slots=True)
class References:
    """The result of the pass: notes by number, the reference list by cite key in the order of the style."""

    notes: Mapping[int, Formatted]
    works: Mapping[str, Formatted]


def format_references(publication: Publication) -> References:
    """Format all notes and all cited works with the publication's CSL style.

    Every key must be in the bibliography (the rules see to that); raises PublicationError if pandoc fails.
    """
    document = ast.document(
        [_note_div(note) for note in publication.notes],
        {
            "lang": ast.meta_string(publication.metadata.lang),
            "link-citations": {"t": "MetaBool", "c": False},
        },
    )
    result = json.loads(
        pandoc.run(
            [
                *("--from", "json", "--to", WRITER, "--lua-filter", NAMES, "--citeproc"),
                *("--csl", publication.metadata.csl, "--bibliography", publication.bibliography.path),
            ],
            stdin=json.dumps(document, ensure_ascii=False),
        )
    )
    notes = {int(item["id"].removeprefix("noot-")): _formatted(item) for item in result["notes"]}
    return References(notes, {item["id"]: _formatted(item) for item in result["works"]})


def _note_div(note: Note) -> Node:
    """The note as a Div for citeproc; the class 'reference' marks a note without words of its own."""

    def enclose(node: Node) -> Node | None:
        # In a Span of its own, or citeproc moves the punctuation and spaces around it as it does for a note in a text.
        if node["t"] != "Cite":
            return None
        citations = [citation | {"citationHash": 0} for citation in node["c"][0]]
        return ast.span([{"t": "Cite", "c": [citations, node["c"][1]]}], classes=["cluster"])

    return ast.div(ast.transform(note.blocks, enclose), note.id, [] if note.is_commentary else ["reference"])


def _formatted(item: Mapping[str, Any]) -> Formatted:
    plain = " ".join(item["plain"].split())
    return Formatted(tuple(json.loads(item["json"])["blocks"]), item["html"].strip(), plain)
