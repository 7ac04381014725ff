"""Small words for pandoc's JSON nodes: build them, read their text, walk over them.

The shapes are those of pandoc-types 1.23 (https://hackage.haskell.org/package/pandoc-types).
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from functools import lru_cache
from typing import Any

from scripts.publication.model import Blocks, Node

API_VERSION = (1, 23, 1)

# Which part of a node's content holds inlines, and which blocks; nodes that are not named hold neither.
INLINE_CONTAINERS = {"Emph", "Strong", "Underline", "Strikeout", "Superscript", "Subscript", "SmallCaps"}
QUOTES = {"SingleQuote": "‘’", "DoubleQuote": "“”"}
SPACES = {"Space", "SoftBreak", "LineBreak"}
SPACE_NODES: Mapping[str, Node] = {kind: {"t": kind} for kind in SPACES}
VERBATIM = {"Code", "Math", "CodeBlock"}
PARAGRAPHS = {"Para", "Plain", "Header", "CodeBlock"}
# Markup of one output format is no text.
SILENT = {"RawInline", "RawBlock"}
# What can have nodes in it.
_CONTAINERS = frozenset({dict, list, tuple})
INLINE_CONTENT_AT = {"Quoted": 1, "Cite": 1, "Link": 1, "Image": 1, "Span": 1}


def attributes(id: str = "", classes: Iterable[str] = (), pairs: Mapping[str, str] | None = None) -> list[Any]:
    """A pandoc Attr: identifier, classes and key-value pairs."""
    return [id, list(classes), [[key, value] for key, value in (pairs or {}).items()]]


def text(value: str) -> list[Node]:
    """Plain text as Str and Space nodes."""
    inlines: list[Node] = []
    for index, word in enumerate(value.split(" ")):
        if index:
            inlines.append({"t": "Space"})
        if word:
            inlines.append({"t": "Str", "c": word})
    return inlines


@lru_cache(maxsize=1 << 17)
def word(value: str) -> Node:
    """A Str node; equal words are one node, which nobody changes, for they are most of a publication."""
    return {"t": "Str", "c": value}


def span(inlines: list[Node], id: str = "", classes: Iterable[str] = (), **pairs: str) -> Node:
    """A Span."""
    return {"t": "Span", "c": [attributes(id, classes, pairs), inlines]}


def div(blocks: Iterable[Node], id: str = "", classes: Iterable[str] = (), **pairs: str) -> Node:
    """A Div."""
    return {"t": "Div", "c": [attributes(id, classes, pairs), list(blocks)]}


def para(inlines: list[Node]) -> Node:
    """A paragraph."""
    return {"t": "Para", "c": inlines}


def document(blocks: Iterable[Node], meta: Mapping[str, Any] | None = None) -> Node:
    """A whole pandoc document; `meta` holds pandoc MetaValues."""
    return {"pandoc-api-version": list(API_VERSION), "meta": dict(meta or {}), "blocks": list(blocks)}


def meta_string(value: str) -> Node:
    """A MetaValue that holds plain text."""
    return {"t": "MetaString", "c": value}


def meta_list(values: Iterable[str]) -> Node:
    """A MetaValue that holds a list of plain texts."""
    return {"t": "MetaList", "c": [meta_string(value) for value in values]}


def walk(value: Any) -> Iterator[Node]:
    """Every node below `value`, parents first, in document order."""
    waiting = [value]
    while waiting:
        current = waiting.pop()
        if isinstance(current, dict):
            if "t" in current:
                yield current
            waiting += [child for child in reversed(current.values()) if type(child) in _CONTAINERS]
        elif isinstance(current, (list, tuple)):
            waiting += [child for child in reversed(current) if type(child) in _CONTAINERS]


def transform(value: Any, replace: Callable[[Node], Node | list[Node] | None]) -> Any:
    """A copy of `value` in which each node was offered to `replace`, parents first.

    `replace` returns a node (or a list, to be spliced into the surrounding list), which is not descended into,
    or None to keep the node and go on with what is in it.
    """
    if isinstance(value, (list, tuple)):
        result: list[Any] = []
        for child in value:
            new = transform(child, replace) if type(child) in _CONTAINERS else child
            if type(child) is dict and isinstance(new, list):
                result.extend(new)
            else:
                result.append(new)
        return result
    if isinstance(value, dict):
        if "t" in value and (new := replace(value)) is not None:
            return new
        return {key: transform(child, replace) if type(child) in _CONTAINERS else child for key, child in value.items()}
    return value


def stringify(value: Any, *, notes: bool = False) -> str:
    """The plain text of inlines or blocks; without the text of notes unless asked for."""
    pieces: list[str] = []
    _add_pieces(value, notes, pieces)
    return "".join(pieces).strip()


def _add_pieces(value: Any, notes: bool, pieces: list[str]) -> None:
    if isinstance(value, (list, tuple)):
        for child in value:
            _add_pieces(child, notes, pieces)
    elif isinstance(value, dict) and (kind := value.get("t")) not in SILENT:
        content: Any = value.get("c")
        if kind == "Str":
            pieces.append(content)
        elif kind in SPACES:
            pieces.append(" ")
        elif kind in VERBATIM:
            pieces.append(content[1])
        elif kind == "Quoted":
            marks = QUOTES[content[0]["t"]]
            pieces.append(marks[0])
            _add_pieces(content[1], notes, pieces)
            pieces.append(marks[1])
        elif kind != "Note" or notes:
            inner = content[INLINE_CONTENT_AT[kind]] if kind in INLINE_CONTENT_AT else content
            _add_pieces(inner, notes, pieces)
        if kind in PARAGRAPHS:
            pieces.append(" ")


def first_paragraph_inlines(blocks: Blocks) -> list[Node]:
    """The inlines of the first paragraph of `blocks`, or an empty list."""
    return next((block["c"] for block in blocks if block["t"] in {"Para", "Plain"}), [])
