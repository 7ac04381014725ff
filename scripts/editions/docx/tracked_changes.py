"""What pandoc leaves out of tracked changes: whole paragraphs, and a number of its own for each change.

Elements and attributes: ECMA-376 part 1, 17.13.5 (revisions).
"""

from __future__ import annotations

from lxml import etree

from scripts.editions.archive import read_parts, write_parts
from scripts.editions.edition import Edition
from scripts.publication.localisation import timestamp

_W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
_PARTS = ("word/document.xml", "word/footnotes.xml")
# In a paragraph, these show nothing themselves.
_SILENT = {f"{_W}pPr", f"{_W}bookmarkStart", f"{_W}bookmarkEnd"}


def track_changes(edition: Edition, docx: bytes) -> bytes:
    """The document with the end of each wholly new or wholly deleted paragraph marked as new or deleted too."""
    parts = read_parts(docx)
    number = 0
    for name in _PARTS:
        tree = etree.fromstring(parts[name])
        for paragraph in tree.iter(f"{_W}p"):
            _mark_end(paragraph)
        for change in tree.iter(f"{_W}ins", f"{_W}del"):
            number += 1
            change.set(f"{_W}id", str(number))
        parts[name] = etree.tostring(tree, xml_declaration=True, encoding="UTF-8", standalone=True)
    return write_parts(parts, timestamp(edition.publication.metadata.date), "[Content_Types].xml")


def _mark_end(paragraph: etree._Element) -> None:
    shown = [child for child in paragraph if child.tag not in _SILENT]
    kinds = {child.tag for child in shown}
    if len(kinds) != 1 or not kinds <= {f"{_W}ins", f"{_W}del"}:
        return
    properties = paragraph.find(f"{_W}pPr")
    if properties is None:
        properties = etree.Element(f"{_W}pPr")
        paragraph.insert(0, properties)
    run = properties.find(f"{_W}rPr")
    if run is None:
        run = etree.SubElement(properties, f"{_W}rPr")
    run.insert(0, etree.Element(shown[0].tag, dict(shown[0].attrib)))
