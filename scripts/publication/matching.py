"""Which words of one text are which words of another: patience matching, with difflib for what is left between.

Anchors are stretches of a few words that stand once in both texts; the longest chain of anchors that ascends in both is
kept, and the same is done again between the anchors, until the gaps are small. (The idea is Bram Cohen's patience diff,
https://bramcohen.livejournal.com/73318.html.) Time grows with the length of the texts, not with its square.
"""

from __future__ import annotations

from bisect import bisect_left
from collections import defaultdict
from collections.abc import Iterator, Sequence
from difflib import SequenceMatcher

_STRETCH = 3
# The most pairs of words that difflib is asked to compare in one gap.
_SMALL_GAP = 40_000

_Gap = tuple[int, int, int, int]


def match_words(a: Sequence[str], b: Sequence[str]) -> list[tuple[int, int]]:
    """Pairs (index in `a`, index in `b`) of equal words, ascending in both."""
    pairs: list[tuple[int, int]] = []
    gaps: list[_Gap] = [(0, len(a), 0, len(b))]
    while gaps:
        gap = _without_equal_ends(a, b, gaps.pop(), pairs)
        a0, a1, b0, b1 = gap
        if a0 == a1 or b0 == b1:
            continue
        if (a1 - a0) * (b1 - b0) <= _SMALL_GAP:
            matcher = SequenceMatcher(None, a[a0:a1], b[b0:b1], autojunk=False)
            for start_a, start_b, size in matcher.get_matching_blocks():
                pairs.extend((a0 + start_a + step, b0 + start_b + step) for step in range(size))
        else:
            # Two long stretches without one anchor are different texts.
            anchors = _ascending(_anchors(a, b, gap))
            pairs.extend(anchors)
            gaps.extend(_between(anchors, gap) if anchors else ())
    return sorted(pairs)


def _without_equal_ends(a: Sequence[str], b: Sequence[str], gap: _Gap, pairs: list[tuple[int, int]]) -> _Gap:
    a0, a1, b0, b1 = gap
    while a0 < a1 and b0 < b1 and a[a0] == b[b0]:
        pairs.append((a0, b0))
        a0, b0 = a0 + 1, b0 + 1
    while a0 < a1 and b0 < b1 and a[a1 - 1] == b[b1 - 1]:
        a1, b1 = a1 - 1, b1 - 1
        pairs.append((a1, b1))
    return a0, a1, b0, b1


def _anchors(a: Sequence[str], b: Sequence[str], gap: _Gap) -> list[tuple[int, int]]:
    """Stretches that stand once in both texts, or else those that stand equally often, in order of `a`."""
    a0, a1, b0, b1 = gap
    in_a, in_b = _stretches(a, a0, a1), _stretches(b, b0, b1)
    equal = [(stretch, places) for stretch, places in in_a.items() if len(in_b.get(stretch, ())) == len(places)]
    once = [(places[0], in_b[stretch][0]) for stretch, places in equal if len(places) == 1]
    return once or sorted(pair for stretch, places in equal for pair in zip(places, in_b[stretch], strict=True))


def _stretches(words: Sequence[str], start: int, end: int) -> dict[tuple[str, ...], list[int]]:
    places: dict[tuple[str, ...], list[int]] = defaultdict(list)
    for index in range(start, end - _STRETCH + 1):
        places[tuple(words[index : index + _STRETCH])].append(index)
    return places


def _ascending(pairs: Sequence[tuple[int, int]]) -> list[tuple[int, int]]:
    """The longest chain of pairs, given in order of their first number, whose second numbers ascend too."""
    ends: list[int] = []
    last: list[int] = []
    before: list[int] = []
    for index, (_, second) in enumerate(pairs):
        length = bisect_left(ends, second)
        before.append(last[length - 1] if length else -1)
        ends[length : length + 1] = [second]
        last[length : length + 1] = [index]
    chain = []
    index = last[-1] if last else -1
    while index >= 0:
        chain.append(pairs[index])
        index = before[index]
    return chain[::-1]


def _between(anchors: Sequence[tuple[int, int]], gap: _Gap) -> Iterator[_Gap]:
    a0, a1, b0, b1 = gap
    for a_next, b_next in [*anchors, (a1, b1)]:
        if a_next > a0 or b_next > b0:
            yield a0, a_next, b0, b_next
        a0, b0 = a_next + 1, b_next + 1
