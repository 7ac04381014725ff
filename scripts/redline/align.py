"""Which paragraph, list or list item of one text is which of another: equal ones first, then those that are alike."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from typing import TypeVar

from rapidfuzz import fuzz

from scripts.publication.matching import match_words

# Of a hundred: below it a text is not a revision of the other but another text.
ALIKE = 45
# The most pairs that are compared in one gap between equal texts.
_SMALL_GAP = 10_000

T = TypeVar("T")


def align(old: Sequence[T], new: Sequence[T], key: Callable[[T], str]) -> Iterator[tuple[T | None, T | None]]:
    """Pairs of an old thing and the new one in its place, in order; None for what has no counterpart.

    `key` is the text by which things are compared.
    """
    olds, news = [key(one) for one in old], [key(one) for one in new]
    at_old = at_new = 0
    for i, j in [*_chain(olds, news), (len(old), len(new))]:
        yield from ((gone, None) for gone in old[at_old:i])
        yield from ((None, come) for come in new[at_new:j])
        if i < len(old) and j < len(new):
            yield old[i], new[j]
        at_old, at_new = i + 1, j + 1


def _chain(old: Sequence[str], new: Sequence[str]) -> Iterator[tuple[int, int]]:
    """The pairs: equal texts, and between two of those the texts that are most alike."""
    at_old = at_new = 0
    for i, j in [*match_words(old, new), (len(old), len(new))]:
        yield from _alike(old, new, range(at_old, i), range(at_new, j))
        if i < len(old) and j < len(new):
            yield i, j
        at_old, at_new = i + 1, j + 1


def _alike(old: Sequence[str], new: Sequence[str], olds: range, news: range) -> list[tuple[int, int]]:
    """The chain with the highest sum of likeness, by the usual table of best chains."""
    if not olds or not news or len(olds) * len(news) > _SMALL_GAP:
        return []
    like = [[_likeness(old[i], new[j]) for j in news] for i in olds]
    best = [[0.0] * (len(news) + 1) for _ in range(len(olds) + 1)]
    for i in reversed(range(len(olds))):
        for j in reversed(range(len(news))):
            paired = like[i][j] + best[i + 1][j + 1] if like[i][j] else 0.0
            best[i][j] = max(best[i + 1][j], best[i][j + 1], paired)
    chain, i, j = [], 0, 0
    while i < len(olds) and j < len(news):
        if like[i][j] and best[i][j] == like[i][j] + best[i + 1][j + 1]:
            chain.append((olds[i], news[j]))
            i, j = i + 1, j + 1
        elif best[i][j] == best[i + 1][j]:
            i += 1
        else:
            j += 1
    return chain


def _likeness(one: str, other: str) -> float:
    return fuzz.ratio(one, other, score_cutoff=ALIKE)
