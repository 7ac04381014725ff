"""The words of a paragraph, old and new, as one list of inlines in which the differences are marked."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import groupby
from typing import Any

from scripts.publication import ast
from scripts.publication.matching import match_words
from scripts.publication.model import Node

Mark = Callable[[str, list[Node]], Node]
MergeNotes = Callable[[Node, Node], Node]
_PIECES = re.compile(r"\w+|[^\w\s]+|\s+")
_LEAVES = {"Note", "Image", "Code", "Math", "RawInline"}


@dataclass(frozen=True, slots=True)
class Atom:
    """A word, sign, space, note or picture; `around` are the nodes it stands in, outermost first, without content."""

    text: str
    node: Node
    around: tuple[Node, ...] = ()

    @property
    def is_space(self) -> bool:
        return self.text == " "

    @property
    def is_silent(self) -> bool:
        """Whether it shows nothing: an anchor, the mark of a printed page."""
        return self.text == ""


def merge_inlines(old: Sequence[Node], new: Sequence[Node], mark: Mark, merge_notes: MergeNotes) -> list[Node]:
    """The new inlines with what is gone and what has come marked by `mark` ('deletion' or 'insertion')."""
    before = [atom for atom in atoms(old) if not atom.is_silent]
    after = list(atoms(new))
    pieces: list[tuple[str, Atom]] = []
    for gone, come, same in _changes(before, after):
        pieces += _change(gone, come, merge_notes)
        pieces += [("", atom) for atom in same]
    return [
        node
        for status, group in groupby(pieces, key=lambda piece: piece[0])
        for node in _marked(status, rebuilt([atom for _, atom in group]), mark)
    ]


def _marked(status: str, inlines: list[Node], mark: Mark) -> list[Node]:
    return [mark(status, inlines)] if status else inlines


def atoms(inlines: Iterable[Node], around: tuple[Node, ...] = ()) -> Iterator[Atom]:
    """The atoms of inlines, in order."""
    for node in inlines:
        kind = node["t"]
        if kind == "Str":
            for piece in _PIECES.findall(node["c"]):
                yield Atom(piece, {"t": "Str", "c": piece}, around)
        elif kind in ast.SPACES:
            yield Atom(" ", node, around)
        elif kind in _LEAVES:
            yield Atom(_text_of(node), node, around)
        else:
            inner = _content(node)
            if not inner:
                yield Atom("", node, around)
            yield from atoms(inner, (*around, _shell(node)))


def _text_of(leaf: Node) -> str:
    """What a leaf is compared by; no word looks like it."""
    shown = ast.stringify([leaf], notes=True)
    return f"\0{leaf['t']} {leaf['c'][2][0] if leaf['t'] == 'Image' else shown}"


def _content(node: Node) -> list[Node]:
    at = ast.INLINE_CONTENT_AT.get(node["t"])
    content: list[Node] = node["c"] if at is None else node["c"][at]
    return content


def _shell(node: Node) -> Node:
    at = ast.INLINE_CONTENT_AT.get(node["t"])
    content = [] if at is None else [[] if index == at else part for index, part in enumerate(node["c"])]
    return {"t": node["t"], "c": content}


def rebuilt(pieces: Sequence[Atom], depth: int = 0) -> list[Node]:
    """The inlines that the atoms came from."""
    inlines: list[Node] = []
    for shell, group in groupby(pieces, key=lambda atom: atom.around[depth] if len(atom.around) > depth else None):
        inside = list(group)
        if shell is not None:
            inlines.append(_filled(shell, rebuilt(inside, depth + 1)))
            continue
        for atom in inside:
            if atom.node["t"] == "Str" and inlines and inlines[-1]["t"] == "Str":
                inlines[-1] = {"t": "Str", "c": inlines[-1]["c"] + atom.node["c"]}
            else:
                inlines.append(atom.node)
    return inlines


def _filled(shell: Node, inlines: list[Node]) -> Node:
    at = ast.INLINE_CONTENT_AT.get(shell["t"])
    content: Any = (
        inlines if at is None else [inlines if index == at else part for index, part in enumerate(shell["c"])]
    )
    return {"t": shell["t"], "c": content}


# -- changes -------------------------------------------------------------------------------------------------------


def _changes(
    before: Sequence[Atom], after: Sequence[Atom]
) -> Iterator[tuple[Sequence[Atom], Sequence[Atom], Sequence[Atom]]]:
    """(gone, come, what follows and is the same), from front to back; spaces alone do not part two changes."""
    shown = [index for index, atom in enumerate(after) if not atom.is_silent]
    pairs = match_words([atom.text for atom in before], [after[index].text for index in shown])
    kept = [(i, shown[j]) for i, j in _without_lone_spaces(pairs, before, len(shown))]
    at_old = at_new = 0
    for run in [*_runs(kept), [(len(before), len(after))]]:
        (i, j), (last_i, last_j) = run[0], run[-1]
        is_end = i == len(before) and j == len(after)
        same = after[j : j if is_end else last_j + 1]
        yield before[at_old:i], after[at_new:j], same
        at_old, at_new = last_i + 1, last_j + 1


def _without_lone_spaces(pairs: list[tuple[int, int]], before: Sequence[Atom], size: int) -> Iterator[tuple[int, int]]:
    for run in _runs(pairs):
        at_start, at_end = run[0] == (0, 0), run[-1] == (len(before) - 1, size - 1)
        if at_start or at_end or not all(before[i].is_space for i, _ in run):
            yield from run


def _runs(pairs: Iterable[tuple[int, int]]) -> Iterator[list[tuple[int, int]]]:
    run: list[tuple[int, int]] = []
    for i, j in pairs:
        if run and (i, j) != (run[-1][0] + 1, run[-1][1] + 1):
            yield run
            run = []
        run.append((i, j))
    if run:
        yield run


def _change(gone: Sequence[Atom], come: Sequence[Atom], merge_notes: MergeNotes) -> Iterator[tuple[str, Atom]]:
    """What is gone, then what has come; a note in both is one note, with its differences inside."""
    old_note, new_note = _first_note(gone), _first_note(come)
    if old_note is None or new_note is None:
        yield from (("deletion", _without_ids(atom)) for atom in gone)
        yield from (("" if atom.is_silent else "insertion", atom) for atom in come)
        return
    yield from _change(gone[:old_note], come[:new_note], merge_notes)
    merged = come[new_note]
    yield "", Atom(merged.text, merge_notes(gone[old_note].node, merged.node), merged.around)
    yield from _change(gone[old_note + 1 :], come[new_note + 1 :], merge_notes)


def _first_note(pieces: Sequence[Atom]) -> int | None:
    return next((index for index, atom in enumerate(pieces) if atom.node["t"] == "Note"), None)


def _without_ids(atom: Atom) -> Atom:
    """An id may stand in a document once: what is gone gives it up."""
    return Atom(atom.text, without_ids(atom.node), tuple(without_ids(shell) for shell in atom.around))


def without_ids(value: Any) -> Any:
    """A copy of nodes in which none has an id."""

    def bare(node: Node) -> Node | None:
        at = {"Header": 1}.get(node["t"], 0)
        has_attributes = node["t"] in {"Header", "Div", "Span", "Figure", "Table", "Link", "Image", "Code", "CodeBlock"}
        if not has_attributes or not node["c"][at][0]:
            return None
        content = list(node["c"])
        content[at] = ["", *content[at][1:]]
        return {"t": node["t"], "c": without_ids(content)}

    return ast.transform(value, bare)
