"""What was probably meant: the nearest of the names that exist."""

from __future__ import annotations

from collections.abc import Collection


def nearest(wanted: str, known: Collection[str], likeness: int = 70) -> str:
    """The name that is most like `wanted`, '' if none is `likeness` (0–100) like it."""
    # Imported here: a text without a wrong name does not wait for it.
    from rapidfuzz import fuzz, process

    found = process.extractOne(wanted, list(known), scorer=fuzz.ratio, score_cutoff=likeness)
    return found[0] if found else ""
