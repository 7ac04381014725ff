"""Places in a Word document: the names of bookmarks, which are shorter and poorer than ids.

A bookmark has at most 40 letters, digits and underscores and begins with a letter; Word hides one that begins with an
underscore, as it does with its own `_Ref…`. pandoc does not write that underscore: `finish.py` adds it.
"""

from __future__ import annotations

import re
from hashlib import sha256

from scripts.editions.document import REFERENCE_LIST_ID

HIDDEN = "Ref_"
_LONGEST = 39
_DIGEST = 8
_PAGE = re.compile(r"p\d+")
_SAME_AS_ID = re.compile(r"[A-Za-z0-9-]*")


def bookmark(id: str) -> str:
    """The name for pandoc to write in the place of an id.

    That of a page ('p22') stays, for readers to go to, and that of the reference list, by which pandoc knows it.
    """
    if _PAGE.fullmatch(id) or id == REFERENCE_LIST_ID:
        return id
    name = HIDDEN + re.sub(r"[^A-Za-z0-9]", "_", id)
    if len(name) > _LONGEST or not _SAME_AS_ID.fullmatch(id):
        name = f"{name[: _LONGEST - _DIGEST - 1]}_{sha256(id.encode()).hexdigest()[:_DIGEST]}"
    return name


def reference(id: str) -> str:
    """The name as it is in the finished document, for the instructions of fields."""
    name = bookmark(id)
    return f"_{name}" if name.startswith(HIDDEN) else name


def label_of(id: str) -> str:
    """The id of the label ('Figuur 2.1') in the caption of what has this id."""
    return f"{id}-label"
