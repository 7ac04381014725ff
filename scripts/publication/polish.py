"""What citeproc leaves undone in notes, mended in pandoc's blocks: opened notes, 'et al.', URLs and full stops."""

from __future__ import annotations

import re
from typing import Any

from scripts.publication import ast
from scripts.publication.model import Node

CLUSTER_CLASS = "cluster"
_ENDED = re.compile(r"[.?!…”]$")
# How works.lua marks BibTeX's 'and others'.
_OTHERS = re.compile("\ue000others\\.?")


def polish(blocks: list[Node]) -> list[Node]:
    """The blocks of a note or reference as they are to be printed."""
    polished: list[Node] = _polished(blocks)
    return polished


def end_with_full_stop(blocks: list[Node]) -> None:
    """Give the last paragraph the full stop that a sentence ends with, unless it ends with another mark or a URL."""
    if blocks and blocks[-1]["t"] in {"Para", "Plain"}:
        _full_stop(blocks[-1]["c"])


def _polished(value: Any) -> Any:
    if isinstance(value, dict):
        return {key: _polished(child) for key, child in value.items()}
    if not isinstance(value, list):
        return value
    result: list[Any] = []
    for child in value:
        new = _polished(child)
        if isinstance(new, dict) and new.get("t") == "Note":
            # In a note the reference stands as text, so the note that a note style makes of each citation is opened.
            result += [inline for block in new["c"] for inline in block["c"]]
        else:
            result.append(new)
    _mend(result)
    return result


def _mend(inlines: list[Any]) -> None:
    for index, inline in enumerate(inlines):
        kind = inline.get("t") if isinstance(inline, dict) else None
        if kind == "Str":
            # citeproc starts a note with a capital, also where it starts with a URL.
            inline["c"] = re.sub(r"^Http(?=s?:)", "http", inline["c"])
            _and_others(inlines, index)
        elif kind == "Span" and CLUSTER_CLASS in inline["c"][0][1]:
            _between_sentences(inline["c"][1], inlines[index + 1 : index + 3])


def _and_others(inlines: list[Any], index: int) -> None:
    """'Jonkman, H. & others' becomes 'Jonkman, H. et al.'"""
    if _OTHERS.match(inlines[index]["c"]):
        inlines[index]["c"] = _OTHERS.sub("al.", inlines[index]["c"], count=1)
        if index > 1:
            inlines[index - 2]["c"] = "et"


def _between_sentences(cluster: list[Node], following: list[Node]) -> None:
    """In a note with words of its own, a reference before a new sentence gets the full stop that ends it."""
    if (
        len(following) == 2
        and following[0]["t"] in {"Space", "SoftBreak"}
        and following[1]["t"] == "Str"
        and following[1]["c"][:1].isupper()
    ):
        _full_stop(cluster)


def _full_stop(inlines: list[Node]) -> None:
    if inlines and not _ENDED.search(ast.stringify(inlines)) and not _ends_in_url(inlines):
        inlines.append({"t": "Str", "c": "."})


def _ends_in_url(inlines: list[Node]) -> bool:
    words = [node["c"] for node in ast.walk(inlines) if node["t"] == "Str"]
    return bool(words) and words[-1].startswith(("http://", "https://"))
