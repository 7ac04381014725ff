"""The package document: what the book says of itself (https://www.w3.org/TR/epub-33/, https://www.w3.org/TR/epub-a11y-11/)."""

from __future__ import annotations

from collections.abc import Iterable

from lxml import etree

from scripts.publication.localisation import iso_date
from scripts.publication.model import Metadata
from scripts.publication.wording import wording

PACKAGE = "EPUB/content.opf"
_OPF = "{http://www.idpf.org/2007/opf}"
_CONFORMANCE = "EPUB Accessibility 1.1 - WCAG 2.2 Level AA"
_FONT, _TEXT = "font/ttf", "text/plain"


def package(document: bytes, metadata: Metadata, files: Iterable[str]) -> bytes:
    """The document with the standard that the book keeps to, where its page numbers come from, and more files."""
    root = etree.fromstring(document)
    described, manifest = root.find(f"{_OPF}metadata"), root.find(f"{_OPF}manifest")
    if described is None or manifest is None:
        return document
    words = wording(metadata.lang)
    values = {"dcterms:conformsTo": _CONFORMANCE, "a11y:certifiedBy": words["evaluated_by"]}
    if metadata.provenance:
        year = iso_date(metadata.date)[:4]
        values["pageBreakSource"] = f"{metadata.title} ({year})" if year else metadata.title
    for name, value in values.items():
        etree.SubElement(described, f"{_OPF}meta", {"property": name}).text = value
    for number, file in enumerate(files, 1):
        kind = _FONT if file.endswith(".ttf") else _TEXT
        attributes = {"id": f"house-{number}", "href": file, "media-type": kind}
        etree.SubElement(manifest, f"{_OPF}item", attributes)
    return etree.tostring(root, xml_declaration=True, encoding="UTF-8")
