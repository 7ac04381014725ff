"""The one citeproc pass: every note and every reference as text, for site and print alike."""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from scripts.publication import ast, pandoc
from scripts.publication.cache import Cache
from scripts.publication.errors import PublicationError
from scripts.publication.model import Blocks, Node, Note, Publication
from scripts.publication.polish import CLUSTER_CLASS, end_with_full_stop, polish

FILTER = Path(__file__).with_name("works.lua")
APA = Path(__file__).with_name("apa.lua")
# Marks a note that is a reference and nothing else.
REFERENCE_CLASS = "reference"


@dataclass(frozen=True, slots=True)
class Formatted:
    """A note or a reference as the CSL style gives it: pandoc blocks, an HTML fragment and plain text."""

    blocks: Blocks
    html: str
    plain: str


@dataclass(frozen=True, slots=True)
class References:
    """The result of the pass: notes by number, the reference list by cite key in the order of the style.

    `items` are the cited works as CSL JSON (https://docs.citationstyles.org), by cite key; `apa` are the same works as
    APA has them, for readers who quote one, whatever the publication's own style is.
    """

    notes: Mapping[int, Formatted]
    works: Mapping[str, Formatted]
    items: Mapping[str, Mapping[str, Any]] = field(default_factory=dict)
    apa: Mapping[str, Formatted] = field(default_factory=dict)


def format_references(publication: Publication) -> References:
    """Format all notes and all cited works with the publication's CSL style.

    Every key must be in the bibliography (the rules see to that); raises PublicationError for a bibliography that
    pandoc cannot read, and if pandoc fails.
    """
    unreadable = (problem for problem in publication.bibliography.problems if problem.kind != "string")
    if problem := next(unreadable, None):
        raise PublicationError(problem.message, problem.position)
    document = ast.document(
        [_note_div(note) for note in publication.notes],
        {
            "lang": ast.meta_string(publication.metadata.lang),
            "link-citations": {"t": "MetaBool", "c": False},
            "nocite": {"t": "MetaInlines", "c": [_cite(citation.key) for citation in publication.nocite]},
        },
    )
    style, bibliography = publication.metadata.csl, publication.bibliography.path
    cache = Cache(publication.root)
    result = pandoc.run_json(
        [
            *("--from", "json", "--to", "json", "--lua-filter", FILTER, "--lua-filter", APA, "--citeproc"),
            *("--csl", style, "--bibliography", bibliography),
        ],
        document,
        cache=cache,
        reads=[style, bibliography],
    )
    pieces = dict(_printed(result["blocks"]))
    html = _html(pieces, cache)
    formatted = {
        id: Formatted(tuple(blocks), html[id], " ".join(ast.stringify(blocks).split())) for id, blocks in pieces.items()
    }
    return References(
        {note.number: formatted[note.id] for note in publication.notes},
        _works(formatted, "ref-"),
        {item["id"]: item for item in json.loads(result["meta"]["csl-json"]["c"])},
        _works(formatted, "apa-"),
    )


def _works(formatted: Mapping[str, Formatted], prefix: str) -> dict[str, Formatted]:
    """The works whose id begins so, by cite key."""
    return {id.removeprefix(prefix): work for id, work in formatted.items() if id.startswith(prefix)}


def _printed(blocks: list[Node]) -> Iterator[tuple[str, list[Node]]]:
    """Each note and each reference, by its id, as it is to be printed."""
    for block in blocks:
        (id, classes, _), content = block["c"]
        if id in {"refs", "apa"}:
            yield from _printed(content)
            continue
        polished = polish(content)
        if REFERENCE_CLASS in classes or "csl-entry" in classes:
            end_with_full_stop(polished)
        yield id, polished


def _html(pieces: Mapping[str, list[Node]], cache: Cache) -> dict[str, str]:
    """The HTML of each piece, from one run of pandoc with a comment in front of each."""
    blocks: list[Node] = []
    for id, piece in pieces.items():
        blocks += [{"t": "RawBlock", "c": ["html", f"<!--{id}-->"]}, *piece]
    stdin = json.dumps(ast.document(blocks), ensure_ascii=False)
    html = pandoc.run_kept(cache, ["--from", "json", "--to", "html", "--wrap", "none"], stdin=stdin)
    found: dict[str, str] = {}
    end = len(html)
    for id in reversed(list(pieces)):
        start = html.rindex(f"<!--{id}-->", 0, end)
        found[id], end = html[start + len(f"<!--{id}-->") : end].strip(), start
    return found


def _cite(key: str) -> Node:
    citation = {"citationId": key, "citationPrefix": [], "citationSuffix": [], "citationNoteNum": 0, "citationHash": 0}
    return {"t": "Cite", "c": [[citation | {"citationMode": {"t": "NormalCitation"}}], []]}


def _note_div(note: Note) -> Node:
    """The note as a Div for citeproc; the class 'reference' marks a note without words of its own."""

    def enclose(node: Node) -> Node | None:
        # In a Span of its own, or citeproc moves the punctuation and spaces around it as it does for a note in a text.
        # In a note `@key` means the same as `[@key]`: the author in the text and the rest in a note is for a text.
        if node["t"] != "Cite":
            return None
        citations = [citation | {"citationHash": 0} | _in_note(citation) for citation in node["c"][0]]
        return ast.span([{"t": "Cite", "c": [citations, node["c"][1]]}], classes=[CLUSTER_CLASS])

    return ast.div(ast.transform(note.blocks, enclose), note.id, [] if note.is_commentary else [REFERENCE_CLASS])


def _in_note(citation: Mapping[str, Any]) -> Mapping[str, Any]:
    return {"citationMode": {"t": "NormalCitation"}} if citation["citationMode"]["t"] == "AuthorInText" else {}
