"""Opening a DOCX that came from outside: bounded, without entities, and with a reason in Dutch when it is none.

Format: ECMA-376 part 2 (packages), part 1 (WordprocessingML). An encrypted document is an OLE compound file.
"""

from __future__ import annotations

import io
import zipfile
import zlib
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from lxml import etree

from scripts.publication.errors import PublicationError

_OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
_MAX_FILE = 100 * 2**20
_MAX_PARTS = 5000
_MAX_PART = 200 * 2**20
_MAX_TEXT = 60 * 2**20
# XML packs to a twentieth or so; a bomb to a thousandth. Small parts may repeat themselves as they like.
_MAX_RATIO = 200
_FREE = 2**20
_TEXT_SUFFIXES = (".xml", ".rels")
_MACROS = ("vbaproject.bin", "vbadata.xml")
_MAIN_TYPE = "application/vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml"
_NOT_WORD = {
    "content.xml": "dit is een OpenDocument-bestand; bewaar het als Word-document (.docx)",
    "xl/workbook.xml": "dit is een Excel-bestand, geen Word-document",
    "ppt/presentation.xml": "dit is een PowerPoint-bestand, geen Word-document",
    "META-INF/container.xml": "dit is een EPUB, geen Word-document",
    "Index/Document.iwa": "dit is een Pages-bestand; bewaar het als Word-document (.docx)",
}

Element = Any  # an lxml element: lxml comes without types


@dataclass(frozen=True, slots=True)
class Package:
    """The XML parts of a DOCX by name; `name` is that of the file."""

    name: str
    parts: Mapping[str, bytes]

    def xml(self, name: str) -> Element | None:
        """A part as XML, None if there is no such part; PublicationError if it is damaged."""
        data = self.parts.get(name)
        if data is None:
            return None
        if b"<!DOCTYPE" in data or b"<!ENTITY" in data:
            raise PublicationError(f"{self.name} is geen gewoon Word-document: {name} bevat eigen definities")
        try:
            return etree.fromstring(data, _parser())
        except etree.XMLSyntaxError as error:
            raise PublicationError(f"{self.name} is beschadigd: {name} is geen geldige XML") from error


def open_package(path: Path) -> Package:
    """Read the XML parts of a DOCX; PublicationError says what is wrong with a file that is none."""
    try:
        if path.stat().st_size > _MAX_FILE:
            raise PublicationError(f"{path.name} is groter dan {_MAX_FILE // 2**20} MB en wordt niet gelezen")
        data = path.read_bytes()
    except FileNotFoundError as error:
        raise PublicationError(f"{path} bestaat niet") from error
    except IsADirectoryError as error:
        raise PublicationError(f"{path} is een map, geen Word-document") from error
    except OSError as error:
        raise PublicationError(f"{path} is niet te lezen ({error.strerror})") from error
    return package_from(path.name, data)


def package_from(name: str, data: bytes) -> Package:
    """The same for a file in memory; `name` is what messages call it."""
    if data.startswith(_OLE):
        raise PublicationError(
            f"{name} is met een wachtwoord beveiligd of een oud .doc-bestand; bewaar het als gewone .docx"
        )
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            return Package(name, _parts(name, archive))
    except (zipfile.BadZipFile, zlib.error, EOFError, NotImplementedError, RuntimeError, ValueError) as error:
        kind = "beschadigd" if data.startswith(b"PK") else "geen Word-document (.docx)"
        raise PublicationError(f"{name} is {kind}") from error


def _parts(name: str, archive: zipfile.ZipFile) -> dict[str, bytes]:
    entries = archive.infolist()
    if len(entries) > _MAX_PARTS:
        raise PublicationError(f"{name} bestaat uit meer dan {_MAX_PARTS} delen en wordt niet gelezen")
    names = {entry.filename for entry in entries}
    if any(part.lower().endswith(_MACROS) for part in names):
        raise PublicationError(f"{name} bevat macro’s en wordt niet gelezen; bewaar het als .docx zonder macro’s")
    if "word/document.xml" not in names:
        other = next((reason for part, reason in _NOT_WORD.items() if part in names), "geen Word-document (.docx)")
        raise PublicationError(f"{name}: {other}")
    parts, total = {}, 0
    for entry in entries:
        if not entry.filename.lower().endswith(_TEXT_SUFFIXES):
            continue
        parts[entry.filename] = part = _read(name, archive, entry)
        total += len(part)
        if total > _MAX_TEXT:
            raise PublicationError(f"{name} is uitgepakt te groot en wordt niet gelezen")
    if _MAIN_TYPE.encode() not in parts.get("[Content_Types].xml", b""):
        raise PublicationError(
            f"{name} is geen gewoon Word-document; bewaar het als .docx (niet als sjabloon of .docm)"
        )
    return parts


def _read(name: str, archive: zipfile.ZipFile, entry: zipfile.ZipInfo) -> bytes:
    """One part, no further than the bounds: what the zip says of its own sizes need not be true."""
    limit = min(_MAX_PART, max(_FREE, entry.compress_size * _MAX_RATIO))
    with archive.open(entry) as stream:
        data = stream.read(limit + 1)
    if len(data) > limit:
        raise PublicationError(f"{name} is uitgepakt onwaarschijnlijk groot en wordt niet gelezen")
    return data


def _parser() -> etree.XMLParser:
    return etree.XMLParser(resolve_entities=False, no_network=True, load_dtd=False, dtd_validation=False)
