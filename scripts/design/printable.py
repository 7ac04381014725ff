"""Which characters the fonts of the print editions have (`printable.txt`, made by tools/printable_characters.py)."""

from __future__ import annotations

import unicodedata
from collections.abc import Set as AbstractSet
from functools import cache
from pathlib import Path

_TABLE = Path(__file__).with_name("printable.txt")
# Spaces, line ends and marks of direction have no shape.
_SHAPELESS = ("C", "Z")


def unprintable(characters: AbstractSet[str]) -> set[str]:
    """Those of the characters that no font has; a letter with a loose accent is one to be composed first."""
    return {each for each in characters - _printable() if not unicodedata.category(each).startswith(_SHAPELESS)}


@cache
def _printable() -> frozenset[str]:
    found: set[str] = set()
    for line in _TABLE.read_text(encoding="utf-8").split():
        first, last = (int(end, 16) for end in line.split("-"))
        found.update(map(chr, range(first, last + 1)))
    return frozenset(found)
