"""Which paragraph of the returned document is which paragraph of the one that went out."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Hashable, Mapping, Sequence
from dataclasses import dataclass

from rapidfuzz.distance import Indel

from scripts.word.tokens import Token, similarity

# Alike enough to be the same paragraph: where its name or its neighbours say so, and where nothing else does.
_SAME_NAME = 0.25
_SAME_PLACE = 0.4
_ANYWHERE = 0.65
# Shorter texts ('Ja', '12') are not looked for in other places.
_LONG = 12
_CELL = "cell"


@dataclass(frozen=True, slots=True)
class Paragraph:
    """What alignment looks at: the tokens, the names (bookmarks) and the kind, such as 'heading 2' or 'cell'."""

    tokens: Sequence[Token]
    names: frozenset[str]
    kind: str

    @property
    def keys(self) -> tuple[Hashable, ...]:
        return tuple(token.key for token in self.tokens)


@dataclass(frozen=True, slots=True)
class Pair:
    """One or two paragraphs that became one or two; either side may be empty. `moved`: to another place."""

    old: tuple[int, ...]
    new: tuple[int, ...]
    moved: bool = False


def align(old: Sequence[Paragraph], new: Sequence[Paragraph]) -> list[Pair]:
    """All paragraphs of both sides in pairs, in the new order; deleted ones come behind the one they stood behind."""
    matched = _matches(old, new)
    splits, merges = _cuts(old, new, matched)
    moved = _out_of_order(matched)
    pairs: list[Pair] = []
    for at in range(len(new)):
        source = matched.get(at)
        if source is None:
            if at - 1 not in splits:
                pairs.append(Pair((), (at,)))
        elif at in splits:
            pairs.append(Pair((source,), (at, at + 1), at in moved))
        elif source in merges:
            pairs.append(Pair((source, merges[source]), (at,), at in moved))
        else:
            pairs.append(Pair((source,), (at,), at in moved))
    found = {*matched.values(), *merges.values()}
    return _with_deleted(pairs, [index for index in range(len(old)) if index not in found])


def _with_deleted(pairs: list[Pair], deleted: Sequence[int]) -> list[Pair]:
    """The pairs with each deleted paragraph behind the one that it stood behind."""
    for index in deleted:
        behind = (at for at, pair in enumerate(pairs) if pair.old and not pair.moved and pair.old[-1] < index)
        pairs.insert(max(behind, default=-1) + 1, Pair((index,), ()))
    return pairs


def _matches(old: Sequence[Paragraph], new: Sequence[Paragraph]) -> dict[int, int]:
    """For each new paragraph the old one that it is."""
    matched: dict[int, int] = {}
    free = set(range(len(old)))

    def match(at: int, index: int) -> None:
        matched[at] = index
        free.discard(index)

    for code in Indel.opcodes([p.keys for p in old], [p.keys for p in new]):
        if code.tag == "equal":
            for offset in range(code.src_end - code.src_start):
                match(code.dest_start + offset, code.src_start + offset)
    named = {name: index for index in free for name in old[index].names}
    for at, paragraph in enumerate(new):
        if at in matched:
            continue
        candidates = [named[name] for name in sorted(paragraph.names) if named.get(name) in free]
        candidates.sort(key=lambda index: -similarity(old[index].tokens, paragraph.tokens))
        if candidates and _is_named(old[candidates[0]], paragraph):
            match(at, candidates[0])
    for at, index in _same_texts(old, new, matched, free):
        match(at, index)
    _match_in_place(old, new, matched, free)
    _match_anywhere(old, new, matched, free)
    return matched


def _is_named(old: Paragraph, new: Paragraph) -> bool:
    """Whether two paragraphs of one name are the same: in a table always, for a cell may hold one other number."""
    return old.kind == new.kind == _CELL or similarity(old.tokens, new.tokens) >= _SAME_NAME


def _same_texts(
    old: Sequence[Paragraph], new: Sequence[Paragraph], matched: Mapping[int, int], free: set[int]
) -> list[tuple[int, int]]:
    """Paragraphs that stand elsewhere, word for word."""
    by_text: dict[tuple[Hashable, ...], list[int]] = {}
    for index in sorted(free):
        by_text.setdefault(old[index].keys, []).append(index)
    found = []
    for at, paragraph in enumerate(new):
        same = by_text.get(paragraph.keys) if at not in matched and len(paragraph.tokens) >= _LONG else None
        if same:
            found.append((at, same.pop(0)))
    return found


def _match_in_place(
    old: Sequence[Paragraph], new: Sequence[Paragraph], matched: dict[int, int], free: set[int]
) -> None:
    """Pair what is alike between the same neighbours."""
    for at in range(len(new)):
        if at in matched:
            continue
        before = max((index for place, index in matched.items() if place < at), default=-1)
        after = min((index for place, index in matched.items() if place > at and index > before), default=len(old))
        candidates = [index for index in range(before + 1, after) if index in free]
        if new[at].kind == _CELL and (cells := _cells(old, new, candidates, matched, at)):
            matched[at] = cells[0]
            free.discard(cells[0])
            continue
        best = max(candidates, key=lambda index: similarity(old[index].tokens, new[at].tokens), default=None)
        if best is not None and similarity(old[best].tokens, new[at].tokens) >= _SAME_PLACE:
            matched[at] = best
            free.discard(best)


def _cells(
    old: Sequence[Paragraph], new: Sequence[Paragraph], candidates: Sequence[int], matched: Mapping[int, int], at: int
) -> list[int]:
    """The cells left between two others if as many came back, from the first on: a number may be any other one."""
    end = next((place for place in range(at, len(new)) if place in matched), len(new))
    now = [place for place in range(at, end) if new[place].kind == _CELL]
    cells = [index for index in candidates if old[index].kind == _CELL]
    return cells if len(cells) == len(now) else []


def _match_anywhere(
    old: Sequence[Paragraph], new: Sequence[Paragraph], matched: dict[int, int], free: set[int]
) -> None:
    for at in range(len(new)):
        if at in matched or len(new[at].tokens) < _LONG:
            continue
        best = max(sorted(free), key=lambda index: similarity(old[index].tokens, new[at].tokens), default=None)
        if best is not None and similarity(old[best].tokens, new[at].tokens) >= _ANYWHERE:
            matched[at] = best
            free.discard(best)


def _cuts(
    old: Sequence[Paragraph], new: Sequence[Paragraph], matched: dict[int, int]
) -> tuple[dict[int, int], dict[int, int]]:
    """Paragraphs cut in two (new index → the next one) and joined (old index → the next one); `matched` follows."""
    splits: dict[int, int] = {}
    merges: dict[int, int] = {}
    for at in range(len(new)):
        index = matched.get(at)
        if index is None:
            continue
        now = similarity(old[index].tokens, new[at].tokens)
        for first in (at, at - 1):
            others = {first, first + 1} - {at}
            if first < 0 or first + 1 >= len(new) or others & {*matched, *splits, *splits.values()}:
                continue
            if similarity(old[index].tokens, [*new[first].tokens, *new[first + 1].tokens]) > now:
                del matched[at]
                matched[first], splits[first] = index, first + 1
                break
        if at not in matched or at in splits:
            continue
        for first in (index, index - 1):
            others = {first, first + 1} - {index}
            if first < 0 or first + 1 >= len(old) or others & {*matched.values(), *merges, *merges.values()}:
                continue
            joined = [*old[first].tokens, *old[first + 1].tokens]
            if old[first].kind == old[first + 1].kind and similarity(joined, new[at].tokens) > now:
                matched[at], merges[first] = first, first + 1
                break
    return splits, merges


def _out_of_order(matched: Mapping[int, int]) -> set[int]:
    """The new places of paragraphs outside the longest run that kept its order."""
    places = sorted(matched)
    tails: list[int] = []
    ends: list[int] = []
    previous: dict[int, int | None] = {}
    for at in places:
        slot = bisect_left(tails, matched[at])
        previous[at] = ends[slot - 1] if slot else None
        if slot == len(tails):
            tails.append(matched[at])
            ends.append(at)
        else:
            tails[slot], ends[slot] = matched[at], at
    kept = set()
    place: int | None = ends[-1] if ends else None
    while place is not None:
        kept.add(place)
        place = previous[place]
    return set(places) - kept
