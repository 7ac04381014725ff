"""Where sentences end in plain text, in Dutch or English: the one answer for rules and for what readers are shown."""

from __future__ import annotations

import re
from itertools import pairwise

_END = re.compile(r"[.!?…][”’\")\]]*(?=\s+[^\W\da-z_]|\s+[“‘\"(\[]|\s*$)")
_ABBREVIATED = re.compile(r"(?:^|[\s.(])(?:[^\W\d_]|al|vgl|bijv|nr|red|cf|dr|drs|prof|blz|pp|St)$")


def sentence_ends(text: str) -> list[int]:
    """The offset behind each full stop (with the closing quotes and brackets behind it) that ends a sentence."""
    return [match.end() for match in _END.finditer(text) if not _is_abbreviation(text, match)]


def sentence_around(text: str, offset: int) -> tuple[int, int]:
    """Start and end of the sentence an offset stands in; directly behind a full stop, of the one in front."""
    bounds = [0, *(end for end in sentence_ends(text) if end < len(text)), len(text)]
    start, end = next(((a, b) for a, b in pairwise(bounds) if offset <= b), (0, len(text)))
    return start + len(text[start:end]) - len(text[start:end].lstrip()), end


def _is_abbreviation(text: str, end: re.Match[str]) -> bool:
    """Whether the full stop belongs to 'J.', 'et al.', 'e.a.' and the like."""
    if end.group()[0] != "." or end.end() >= len(text.rstrip()):
        return False
    before = text[max(0, end.start() - 8) : end.start()]
    return bool(_ABBREVIATED.search(before))
