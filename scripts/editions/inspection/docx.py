"""The facts of a Word document: paragraphs by style, footnotes in the order of their references."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from xml.etree import ElementTree
from xml.etree.ElementTree import Element

from scripts.editions.archive import read_parts
from scripts.editions.inspection.docx_numbers import HeadingNumbers
from scripts.editions.inspection.docx_numbers import W as _W
from scripts.editions.inspection.facts import EditionFacts, FactCollector

_DRAWING = "{http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing}"
_REFERENCE = re.compile(r"\s*(?:NOTE|PAGE)?REF (\S+)")
_FURNITURE = re.compile(r"(Title|Subtitle|Author|Date|TOC\w*)", re.IGNORECASE)
_HEADING = re.compile(r"Heading(\d)|FrontHeading")


def read_docx(file: bytes) -> EditionFacts:
    """Read the facts from the main document and the footnotes."""
    parts = read_parts(file)
    footnotes = {note.get(f"{_W}id"): note for note in _parse(parts["word/footnotes.xml"]).iter(f"{_W}footnote")}
    collector = FactCollector()
    headings = HeadingNumbers(_parse(parts["word/numbering.xml"]), _parse(parts["word/styles.xml"]))
    number = 0
    for paragraph in _parse(parts["word/document.xml"]).iter(f"{_W}p"):
        style = _style(paragraph)
        if _FURNITURE.fullmatch(style):
            continue
        text = _text(paragraph)
        if heading := _HEADING.fullmatch(style):
            text = f"{headings.next(paragraph, style)} {text}"
            collector.add_heading(int(heading.group(1) or 1), text)
        collector.pieces.append(f" {text} ")
        for reference in paragraph.iter(f"{_W}footnoteReference"):
            number += 1
            collector.add_note(number, " ".join(map(_text, footnotes[reference.get(f"{_W}id")].iter(f"{_W}p"))))
    _look_around(parts, collector)
    return collector.facts()


def _look_around(parts: Mapping[str, bytes], collector: FactCollector) -> None:
    """Links and cross references, pictures and fonts."""
    document = _parse(parts["word/document.xml"])
    names = {mark.get(f"{_W}name") for mark in document.iter(f"{_W}bookmarkStart")}
    targets = [link.get(f"{_W}anchor", "") for link in document.iter(f"{_W}hyperlink")]
    targets += [match[1] for each in document.iter(f"{_W}instrText") if (match := _REFERENCE.match(each.text or ""))]
    for target in filter(None, targets):
        collector.add_link(target, leads_somewhere=target in names)
    for picture in document.iter(f"{_DRAWING}docPr"):
        collector.add_picture(picture.get("name", ""), picture.get("descr", ""))
    relations = _parse(parts.get("word/_rels/fontTable.xml.rels", b"<none/>"))
    for relation in relations:
        target = relation.get("Target", "")
        collector.add_font(target, is_embedded=f"word/{target}" in parts)


def _parse(part: bytes) -> Element:
    return ElementTree.fromstring(part)  # noqa: S314 - a part of a file that this program has just made


def _style(paragraph: Element) -> str:
    style = paragraph.find(f"{_W}pPr/{_W}pStyle")
    return style.get(f"{_W}val", "") if style is not None else ""


def _text(paragraph: Element) -> str:
    return "".join(_pieces(paragraph))


def _pieces(paragraph: Element) -> Iterator[str]:
    for element in paragraph.iter():
        if element.tag == f"{_W}t":
            yield element.text or ""
        elif element.tag in {f"{_W}tab", f"{_W}br"}:
            yield " "
