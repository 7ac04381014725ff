"""When one name is probably a slip of the pen for another."""

from __future__ import annotations


def is_misspelling(a: str, b: str) -> bool:
    """Whether two different names are so alike that one is probably a slip of the other."""
    if a == b or not a or not b or any(character.isdigit() for character in a + b):
        return False
    # Imported here: in most texts no two names come this far.
    from rapidfuzz.distance import OSA

    shortest = min(len(a), len(b))
    if shortest < 5 or (shortest == 5 and len(a) == len(b)):
        return shortest >= 3 and len(a) == len(b) and OSA.distance(a, b) == 1 and sorted(a) == sorted(b)
    allowed = 2 if shortest >= 9 else 1
    return a[0] == b[0] and OSA.distance(a, b, score_cutoff=allowed) <= allowed
