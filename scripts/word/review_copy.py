"""The Word document that goes out, and that is made once more when it comes back: the edition with a name a passage.

A passage that is no heading has a bookmark `alinea_<chapter>_<passage>`; headings have those of their own ids.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Mapping
from dataclasses import replace

from lxml import etree

from scripts.editions.archive import read_parts, write_parts
from scripts.editions.document import compose
from scripts.editions.docx.citations import document_preferences
from scripts.editions.docx.settings import custom_properties
from scripts.editions.export import make
from scripts.editions.format_files import edition_format
from scripts.editions.passages import change_passages
from scripts.publication import ast
from scripts.publication.citeproc import References
from scripts.publication.localisation import timestamp
from scripts.publication.model import Chapter, Node, Part, Publication
from scripts.word.runs import W

_FORMAT = "docx"
_PASSAGE = re.compile(r"(?:\A|_)(alinea_\d+_\d+)(?=_|\Z)")
_SETTINGS = "word/settings.xml"
_DOCUMENT = "word/document.xml"
_PROPERTIES = "docProps/custom.xml"
_FIRST_PART = "[Content_Types].xml"
# What comes behind w:trackRevisions and w:documentProtection in the settings (ECMA-376 part 1, 17.15.1.78).
_BEHIND_TRACKING = ("doNotTrackMoves", "doNotTrackFormatting", "documentProtection")
_BEHIND_PROTECTION = ("autoFormatOverride", "styleLockTheme", "styleLockQFSet", "defaultTabStop")


def bookmark(chapter: int, passage: int) -> str:
    """The name of a passage in the document."""
    return f"alinea_{chapter}_{passage}"


def passage_name(name: str) -> str:
    """The name of a passage in that of a bookmark, which has more to it for Word; '' if there is none."""
    match = _PASSAGE.search(name)
    return match.group(1) if match else ""


def make_review_copy(publication: Publication, references: References, files: Collection[str]) -> bytes:
    """The DOCX of the chapters whose paths are named in `files`."""
    part = _named(publication, files)
    docx = make(part, references, edition_format(_FORMAT, part.root), compose(part, references))
    if not part.notes or part.notes[0].number == 1:
        return docx
    parts = read_parts(docx)
    parts[_DOCUMENT] = _numbered_from(parts[_DOCUMENT], part.notes[0].number)
    return write_parts(parts, timestamp(part.metadata.date), _FIRST_PART)


def ready_to_send(
    docx: bytes, publication: Publication, properties: Mapping[str, str], *, comments_only: bool = False
) -> bytes:
    """A review copy with these document properties, that tracks changes or allows nothing but comments."""
    parts = read_parts(docx)
    metadata = publication.metadata
    parts[_PROPERTIES] = custom_properties({**document_preferences(metadata), **properties}).encode()
    parts[_SETTINGS] = _settings(parts[_SETTINGS], comments_only=comments_only)
    return write_parts(parts, timestamp(metadata.date), _FIRST_PART)


def _named(publication: Publication, files: Collection[str]) -> Publication:
    """The publication with the named chapters only, a Span with its name around each passage."""
    numbers = {chapter.path: number for number, chapter in enumerate(publication.chapters)}
    parts = (
        Part(part.title, tuple(_marked(c, numbers[c.path]) for c in part.chapters if c.path in files))
        for part in publication.parts
    )
    return replace(publication, parts=tuple(part for part in parts if part.chapters))


def _marked(chapter: Chapter, number: int) -> Chapter:
    passages = chapter.passages

    def name(inlines: list[Node], index: int) -> list[Node]:
        # A heading is repeated in the table of contents, and a name must be unique.
        if index < len(passages) and passages[index].kind == "heading":
            return inlines
        return [ast.span(inlines, bookmark(number, index))]

    return replace(chapter, blocks=change_passages(chapter.blocks, name))


def _numbered_from(document: bytes, first: int) -> bytes:
    """The document with its notes counted from the number that the first of them has in the whole publication."""
    root = etree.fromstring(document)
    for properties in root.iter(f"{W}footnotePr"):
        start = etree.Element(f"{W}numStart", {f"{W}val": str(first)})
        formats = [child for child in properties if child.tag in {f"{W}pos", f"{W}numFmt"}]
        properties.insert(len(formats), start)
    return _serialised(root)


def _settings(settings: bytes, *, comments_only: bool) -> bytes:
    """Changes are tracked, or nothing but comments is allowed."""
    root = etree.fromstring(settings)
    if comments_only:
        new = etree.Element(f"{W}documentProtection", {f"{W}edit": "comments", f"{W}enforcement": "1"})
    else:
        new = etree.Element(f"{W}trackRevisions")
    behind = _BEHIND_PROTECTION if comments_only else (*_BEHIND_TRACKING, *_BEHIND_PROTECTION)
    names = [etree.QName(child).localname for child in root]
    root.insert(next((at for at, name in enumerate(names) if name in behind), 0), new)
    return _serialised(root)


def _serialised(root: etree._Element) -> bytes:
    data: bytes = etree.tostring(root, xml_declaration=True, encoding="UTF-8", standalone=True)
    return data
