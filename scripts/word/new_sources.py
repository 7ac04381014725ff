"""Proposed entries for works that a returned document cites and the bibliography does not have."""

from __future__ import annotations

import re
from collections.abc import Collection, Mapping
from typing import Any

from scripts.sources.draft import Draft
from scripts.sources.from_csl import from_item
from scripts.sources.from_reference import read_reference
from scripts.sources.insert import entry_text
from scripts.sources.keys import propose_key
from scripts.sources.unreadable import UnreadableSourceError

# 'Bakker, D. (2018). Iets anders.'
_REFERENCE = re.compile(r"[^\W\d_][^()]{1,200}\((?:(?:19|20)\d\d[a-z]?|z\.d\.)\)\.? \S.*")


def entry_of_item(item: Mapping[str, Any], taken: Collection[str]) -> str:
    """The entry of a CSL item, as Zotero's fields hold them."""
    return _entry(from_item(item), taken)


def entry_of_reference(text: str, taken: Collection[str]) -> str | None:
    """The entry of a typed reference; None for words that are none."""
    if not _REFERENCE.fullmatch(text):
        return None
    try:
        return _entry(read_reference(text)[0], taken)
    except UnreadableSourceError:
        return None


def _entry(draft: Draft, taken: Collection[str]) -> str:
    return entry_text(draft, propose_key(draft, taken))
