"""What is left to do on the DOCX that pandoc writes."""

from __future__ import annotations

from collections.abc import Mapping
from xml.sax.saxutils import escape, quoteattr

from scripts.editions.archive import read_parts, write_parts
from scripts.editions.docx.citations import document_preferences
from scripts.editions.edition import Edition
from scripts.publication.localisation import timestamp

_CONTENT_TYPES = "[Content_Types].xml"
# pandoc puts every unknown metadata value there, words of the interface and paths among them.
_CUSTOM_PROPERTIES = "docProps/custom.xml"
_OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006"
# The id that properties without a format of their own have, and the first number that is free (ECMA-376 part 1, 22.3).
_FORMAT_ID = "{D5CDD505-2E9C-101B-9397-08002B2CF9AE}"
_FIRST_PROPERTY = 2


def tidy_docx(edition: Edition, docx: bytes) -> bytes:
    """The same document with our own document properties only and with equal bytes on every build."""
    parts = read_parts(docx)
    metadata = edition.publication.metadata
    parts[_CUSTOM_PROPERTIES] = custom_properties(document_preferences(metadata)).encode()
    return write_parts(parts, timestamp(metadata.date), _CONTENT_TYPES)


def custom_properties(values: Mapping[str, str]) -> str:
    """The part of a document that holds these properties, all of them texts."""
    properties = "".join(
        f'<property fmtid="{_FORMAT_ID}" pid="{number}" name={quoteattr(name)}>'
        f"<vt:lpwstr>{escape(value)}</vt:lpwstr></property>"
        for number, (name, value) in enumerate(values.items(), _FIRST_PROPERTY)
    )
    return (
        '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'
        f'<Properties xmlns="{_OFFICE}/custom-properties" xmlns:vt="{_OFFICE}/docPropsVTypes">{properties}</Properties>'
    )
