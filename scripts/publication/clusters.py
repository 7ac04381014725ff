"""From pandoc's Cite nodes to citation clusters with their places."""

from __future__ import annotations

from typing import Any

from scripts.publication import ast
from scripts.publication.cursor import Cursor
from scripts.publication.locators import split_locator
from scripts.publication.model import Citation, CitationCluster, Node, Places


def read_cluster(node: Node, cursor: Cursor, places: Places) -> CitationCluster:
    """The cluster of a Cite node that stands at or behind the cursor, which does not move."""
    citations, shown = node["c"]
    ats = _offsets(citations, cursor)
    read = tuple(_citation(citation, places.position(at)) for citation, at in zip(citations, ats, strict=True))
    start, end = _span(citations, ast.stringify(shown), ats, cursor)
    return CitationCluster(read, places.position(start), start, end)


def _offsets(citations: list[dict[str, Any]], cursor: Cursor) -> list[int]:
    """The offset of each citation's '@': the marked one, or else the next occurrence of the key."""
    offsets: list[int] = []
    for citation in citations:
        at: int | None = citation["citationHash"]
        if at is None:
            behind = offsets[-1] + 1 if offsets else cursor.at
            found = (cursor.text.find(form.format(citation["citationId"]), behind) for form in ("@{}", "@{{{}}}"))
            at = min((place for place in found if place >= 0), default=behind)
        offsets.append(at)
    return offsets


def _citation(node: dict[str, Any], position: Any) -> Citation:
    locator, suffix = split_locator(ast.stringify(node["citationSuffix"]))
    return Citation(
        key=node["citationId"],
        prefix=ast.stringify(node["citationPrefix"]),
        locator=locator,
        suffix=suffix,
        position=position,
        narrative=node["citationMode"]["t"] == "AuthorInText",
        suppress_author=node["citationMode"]["t"] == "SuppressAuthor",
    )


def _span(citations: list[dict[str, Any]], shown: str, ats: list[int], cursor: Cursor) -> tuple[int, int]:
    """The cluster with its brackets; for `@key` in the running text the key, with its own `[p. 3]` behind it."""
    if shown.startswith("[") and (around := cursor.brackets_around(ats[0])):
        return around
    key, start = citations[0]["citationId"], ats[0]
    end = start + len(f"@{key}") + (2 if cursor.text.startswith("@{", start) else 0)
    if citations[0]["citationSuffix"] or len(citations) > 1:
        opening = cursor.text.find("[", end)
        end = (cursor.closing(opening) if opening >= 0 else None) or end
    elif citations[0]["citationMode"]["t"] == "SuppressAuthor" and cursor.text.startswith("-", start - 1):
        start -= 1
    return start, end
