from __future__ import annotations

from itertools import pairwise

from hypothesis import given
from hypothesis import strategies as st

from scripts.publication.matching import match_words

words = st.lists(st.sampled_from(["a", "b", "c", "d", "e", "f", "g", "h"]), max_size=60)


@given(words, words)
def test_pairs_are_equal_words_and_ascend_in_both(a: list[str], b: list[str]) -> None:
    pairs = match_words(a, b)
    assert all(a[i] == b[j] for i, j in pairs)
    assert all(i < k and j < m for (i, j), (k, m) in pairwise(pairs))


@given(words)
def test_a_text_matches_itself_wholly(a: list[str]) -> None:
    assert match_words(a, a) == [(index, index) for index in range(len(a))]


@given(words, words, st.integers(0, 60))
def test_an_inserted_stretch_leaves_the_rest_matched(a: list[str], inserted: list[str], at: int) -> None:
    assert len(match_words(a, a[:at] + inserted + a[at:])) == len(a)


def long_text(chapters: int) -> list[str]:
    """A text in which most words are common and few stretches stand once."""
    return [f"word{(n * n + chapter) % 97}" for chapter in range(chapters) for n in range(2000)]


def test_a_long_text_matches_around_what_was_changed() -> None:
    before = long_text(10)
    now = [*before[:3000], "new", "words", *before[3000:9000], *before[9100:15000], "other", *before[15001:]]
    pairs = dict(match_words(before, now))
    assert len(pairs) == len(before) - 101
    assert pairs[2999] == 2999
    assert pairs[3000] == 3002
    assert pairs[19999] == len(now) - 1


def test_two_long_texts_without_a_stretch_in_common_do_not_match() -> None:
    assert match_words([f"a{n}" for n in range(1000)], [f"b{n}" for n in range(1000)]) == []
