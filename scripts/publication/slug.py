"""Text as an identifier."""

from __future__ import annotations

import re
import unicodedata


def slugify(text: str) -> str:
    """A heading or title as an id or file name: lower case, ascii, hyphens; '' if nothing is left."""
    plain = unicodedata.normalize("NFKD", text.replace("ø", "o").replace("Ø", "O")).encode("ascii", "ignore").decode()
    return re.sub(r"[^a-z0-9]+", "-", plain.lower()).strip("-")
