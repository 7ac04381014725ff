"""What is left to do on the DOCX that pandoc writes."""

from __future__ import annotations

import re

from scripts.editions.archive import read_parts, write_parts
from scripts.editions.edition import Edition
from scripts.publication.localisation import timestamp

_CONTENT_TYPES = "[Content_Types].xml"
# pandoc puts every unknown metadata value there, words of the interface among them.
_CUSTOM_PROPERTIES = "docProps/custom.xml"


def tidy_docx(edition: Edition, docx: bytes) -> bytes:
    """The same document without custom properties, with equal bytes on every build."""
    parts = read_parts(docx)
    parts.pop(_CUSTOM_PROPERTIES, None)
    for name in (_CONTENT_TYPES, "_rels/.rels"):
        mention = rf'<(?:Override|Relationship)\b[^>]*"/?{re.escape(_CUSTOM_PROPERTIES)}"[^>]*/>'
        parts[name] = re.sub(mention.encode(), b"", parts[name])
    return write_parts(parts, timestamp(edition.publication.metadata.date), _CONTENT_TYPES)
