"""Text in the pieces that are compared: words, spaces, and every other character by itself."""

from __future__ import annotations

import re
from collections.abc import Callable, Hashable, Sequence
from dataclasses import dataclass
from functools import lru_cache
from typing import NamedTuple

from rapidfuzz.distance import Indel

from scripts.word.content import OBJECT, Block, Mark

_TOKEN = re.compile(r"\w+|\W", re.DOTALL)


class Token(NamedTuple):
    """A piece of text with its place; `key` is what it is compared by. (A tuple, for there are so many.)"""

    key: Hashable
    start: int
    end: int


@dataclass(frozen=True, slots=True)
class Difference:
    """A stretch of one text that gave way to a stretch of another; either may be empty."""

    start: int
    end: int
    new_start: int
    new_end: int


Identity = Callable[[Mark], Hashable]


@lru_cache(maxsize=8192)
def tokens(text: str) -> tuple[Token, ...]:
    """The tokens of plain text; most paragraphs are asked for several times."""
    return tuple(Token(match.group(), *match.span()) for match in _TOKEN.finditer(text))


def block_tokens(block: Block, identity: Identity) -> Sequence[Token]:
    """The tokens of a paragraph; `identity` gives the key of an object from its mark."""
    if OBJECT not in block.text:
        return tokens(block.text)
    return [
        Token(("object", identity(block.marks[token.start])), token.start, token.end) if token.key == OBJECT else token
        for token in tokens(block.text)
    ]


def differences(old: Sequence[Token], new: Sequence[Token]) -> list[Difference]:
    """The shortest list of changes that makes one text of the other, in offsets."""
    old_keys, new_keys = [token.key for token in old], [token.key for token in new]
    if old_keys == new_keys:
        return []
    found: list[Difference] = []
    for code in Indel.opcodes(old_keys, new_keys):
        if code.tag == "equal":
            continue
        old_range, new_range = (code.src_start, code.src_end), (code.dest_start, code.dest_end)
        change = Difference(*(_at(old, at) for at in old_range), *(_at(new, at) for at in new_range))
        last = found[-1] if found else None
        if last and last.end == change.start and last.new_end == change.new_start:
            found[-1] = Difference(last.start, change.end, last.new_start, change.new_end)
        else:
            found.append(change)
    return found


def similarity(old: Sequence[Token], new: Sequence[Token]) -> float:
    """How alike two texts are, from 0 to 1."""
    return Indel.normalized_similarity([token.key for token in old], [token.key for token in new])


def _at(found: Sequence[Token], index: int) -> int:
    if index < len(found):
        return found[index].start
    return found[-1].end if found else 0
