"""What is left to do on the DOCX that pandoc writes."""

from __future__ import annotations

from copy import deepcopy

from lxml import etree

from scripts.editions.archive import read_parts, write_parts
from scripts.editions.docx.citations import document_preferences
from scripts.editions.docx.fonts import embed_fonts
from scripts.editions.docx.markup import element, set_properties, w
from scripts.editions.docx.numbering import with_headings
from scripts.editions.docx.paragraphs import tidy_paragraphs
from scripts.editions.docx.settings import application_properties, custom_properties, house_theme, settings
from scripts.editions.edition import Edition
from scripts.publication.localisation import timestamp

_CONTENT_TYPES = "[Content_Types].xml"
_DRAWING = "{http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing}"
_PICTURE = "{http://schemas.openxmlformats.org/drawingml/2006/picture}"
_DOCUMENT, _FOOTNOTES, _NUMBERING = "word/document.xml", "word/footnotes.xml", "word/numbering.xml"
_THEME = "word/theme/theme1.xml"


def tidy_docx(edition: Edition, docx: bytes) -> bytes:
    """The same document as Word itself would have written it, with equal bytes on every build."""
    parts = read_parts(docx)
    metadata, design = edition.publication.metadata, edition.design
    trees = {name: etree.fromstring(parts[name]) for name in (_DOCUMENT, _FOOTNOTES, _NUMBERING)}
    kinds = _kinds_of_lists(trees[_NUMBERING])
    for name in (_DOCUMENT, _FOOTNOTES):
        tidy_paragraphs(trees[name], kinds)
    _divide(trees[_DOCUMENT])
    for row in trees[_DOCUMENT].iter(w("tr")):
        _keep_together(row)
    _set_off_numbers(trees[_FOOTNOTES])
    for frame in trees[_DOCUMENT].iter(f"{_DRAWING}inline"):
        _describe(frame)
    used = {int(list.get(w("val"), "0")) for list in trees[_DOCUMENT].iter(w("numId"))}
    with_headings(trees[_NUMBERING], used)
    for name, tree in trees.items():
        parts[name] = etree.tostring(tree, xml_declaration=True, encoding="UTF-8", standalone=True)
    parts["word/settings.xml"] = settings(metadata).encode()
    parts["docProps/custom.xml"] = custom_properties(document_preferences(metadata)).encode()
    parts["docProps/app.xml"] = application_properties(metadata).encode()
    parts[_THEME] = house_theme(parts[_THEME].decode(), design).encode()
    families = {design["serif"]: design["word_serif"], design["sans"]: design["word_sans"]}
    embed_fonts(parts, families, edition.fonts)
    return write_parts(parts, timestamp(metadata.date), _CONTENT_TYPES)


def _kinds_of_lists(numbering: etree._Element) -> dict[str, str]:
    """For each of pandoc's lists the abstract list that it follows."""
    kinds = {}
    for list in numbering.iter(w("num")):
        abstract = list.find(w("abstractNumId"))
        kinds[list.get(w("numId"), "")] = "" if abstract is None else abstract.get(w("val"), "")
    return kinds


def _set_off_numbers(footnotes: etree._Element) -> None:
    """A tab behind the number of a note, where pandoc has a space, and no space below the line above the notes."""
    for paragraph in footnotes.iter(w("p")):
        text = paragraph.find(f"{w('r')}/{w('t')}")
        is_first = paragraph.find(f"{w('r')}/{w('footnoteRef')}") is not None
        if is_first and text is not None and (text.text or "").startswith(" "):
            text.text = (text.text or "")[1:]
            text.addprevious(element("tab"))
        elif paragraph.find(f"{w('r')}/{w('separator')}") is not None:
            set_properties(paragraph, element("spacing", before="0", after="60"))
        elif not is_first and paragraph.find(f"{w('pPr')}/{w('numPr')}") is None:
            # What goes on in a note stands below its words, not below its number.
            set_properties(paragraph, element("ind", firstLine="0"))


def _describe(frame: etree._Element) -> None:
    """The words for who cannot see a picture, also where pandoc has the path of its file."""
    described, shown = frame.find(f"{_DRAWING}docPr"), frame.find(f".//{_PICTURE}cNvPr")
    if described is not None and shown is not None:
        shown.set("descr", described.get("descr", ""))


def _keep_together(row: etree._Element) -> None:
    """A row of a table stays on one page."""
    held = row.find(w("trPr"))
    if held is None:
        held = element("trPr")
        row.insert(0, held)
    held.insert(0, element("cantSplit"))


def _divide(document: etree._Element) -> None:
    """Two sections: what comes before the text has Roman page numbers and no running head, the text begins at 1."""
    body = document.find(f"{w('body')}/{w('sectPr')}")
    front = document.find(f"{w('body')}/{w('p')}/{w('pPr')}/{w('sectPr')}")
    if body is None:
        return
    if front is not None:
        front[:] = [deepcopy(part) for part in body if part.tag != w("headerReference")]
        _number_pages(front, fmt="lowerRoman")
        for part in body.findall(w("titlePg")):
            body.remove(part)
        _number_pages(body, start="1")


def _number_pages(section: etree._Element, **attributes: str) -> None:
    margins = section.find(w("pgMar"))
    section.insert(0 if margins is None else section.index(margins) + 1, element("pgNumType", **attributes))
