"""The marked document as a whole: what it is called, what it says in front about the changes, then the text."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any

from scripts.publication import ast
from scripts.publication.model import Node
from scripts.redline.blocks import Merge

_HEADING = "wijzigingen-in-deze-revisie"
_MARKS = ("insertion", "deletion")
# Chapters and their sections; what is deeper counts for the section it is in.
_DEEPEST = 2


def redline(
    old: dict[str, Any], new: dict[str, Any], about: Mapping[str, str], words: Mapping[str, str], title: str
) -> dict[str, Any]:
    """Two composed documents as one; `about` has the author and date of every mark, `title` says what is compared."""
    blocks = Merge(about).blocks(old["blocks"], new["blocks"])
    front = [*_overview(blocks, words, title), *blocks]
    return new | {"meta": new["meta"] | {"subtitle": ast.meta_string(title)}, "blocks": front}


def changes(value: Any) -> tuple[int, int]:
    """How many marks of words that have come, and of words that are gone, there are in nodes."""
    kinds = [kind for node in ast.walk(value) if node["t"] == "Span" for kind in node["c"][0][1] if kind in _MARKS]
    return kinds.count("insertion"), kinds.count("deletion")


def _overview(blocks: list[Node], words: Mapping[str, str], title: str) -> list[Node]:
    """A list of the sections that changed, each with a link and how much did."""
    heading = {"t": "Header", "c": [1, ast.attributes(_HEADING, ["unnumbered"]), ast.text(words["redline_changes"])]}
    items = [[_item(section, content, words)] for section, content in _sections(blocks) if any(changes(content))]
    if not items:
        return [heading, ast.para(ast.text(f"{title}: {words['redline_none']}"))]
    legend = [
        *ast.text(f"{title}. {words['redline_legend']} "),
        {"t": "Underline", "c": ast.text(words["redline_inserted"])},
        *ast.text(", "),
        {"t": "Strikeout", "c": ast.text(words["redline_deleted"])},
        {"t": "Str", "c": "."},
    ]
    return [heading, ast.div([ast.para(legend), {"t": "BulletList", "c": items}], classes=["overview"])]


def _sections(blocks: Iterable[Node]) -> list[tuple[Node | None, list[Node]]]:
    sections: list[tuple[Node | None, list[Node]]] = [(None, [])]
    for block in blocks:
        if block["t"] == "Header" and block["c"][0] <= _DEEPEST and block["c"][1][0]:
            sections.append((block, []))
        sections[-1][1].append(block)
    return sections


def _item(section: Node | None, content: list[Node], words: Mapping[str, str]) -> Node:
    come, gone = changes(content)
    counts = words["redline_counts"].format(inserted=come, deleted=gone)
    if section is None:
        return {"t": "Plain", "c": ast.text(f"{words['redline_front']}: {counts}")}
    shown = ast.text(ast.stringify(section["c"][2]))
    link = {"t": "Link", "c": [ast.attributes(), shown, [f"#{section['c'][1][0]}", ""]]}
    return {"t": "Plain", "c": [link, *ast.text(f": {counts}")]}
