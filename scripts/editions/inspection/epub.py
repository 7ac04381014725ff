"""The facts of an EPUB: its pages in the order of the spine, notes where they are told apart as such."""

from __future__ import annotations

import re
from xml.etree import ElementTree
from xml.etree.ElementTree import Element

from scripts.editions.archive import read_parts
from scripts.editions.inspection.facts import EditionFacts, FactCollector

_OPF = "{http://www.idpf.org/2007/opf}"
_XHTML = "{http://www.w3.org/1999/xhtml}"
_TYPE = "{http://www.idpf.org/2007/ops}type"
_PACKAGE = "EPUB/content.opf"
_HEADING = re.compile(r"h([1-6])")
_INLINE = {"a", "b", "code", "em", "i", "span", "strong", "sub", "sup", "u"}
_FURNITURE = {"cover", "titlepage", "toc", "landmarks", "page-list", "noteref"}


def read_epub(file: bytes) -> EditionFacts:
    """Read the facts from all pages of the book."""
    parts = read_parts(file)
    package = _parse(parts[_PACKAGE])
    pages = {item.get("id"): item.get("href") for item in package.iter(f"{_OPF}item")}
    collector = FactCollector()
    for item in package.iter(f"{_OPF}itemref"):
        body = _parse(parts[f"EPUB/{pages[item.get('idref')]}"]).find(f"{_XHTML}body")
        if body is not None:
            _walk(body, collector)
    return collector.facts()


def _parse(part: bytes) -> Element:
    return ElementTree.fromstring(part)  # noqa: S314 - a part of a file that this program has just made


def _walk(element: Element, collector: FactCollector) -> None:
    """Add the text of an element and what is in it, in reading order."""
    name, kind = element.tag.removeprefix(_XHTML), element.get(_TYPE, "")
    if kind in _FURNITURE:
        return
    if kind == "footnote":
        number, text = _note(element)
        collector.add_note(number, text)
        return
    start = len(collector.pieces)
    gap = "" if name in _INLINE else " "
    collector.pieces.append(gap + (element.text or ""))
    for child in element:
        _walk(child, collector)
        collector.pieces.append(child.tail or "")
    collector.pieces.append(gap)
    if heading := _HEADING.fullmatch(name):
        collector.add_heading(int(heading.group(1)), "".join(collector.pieces[start:]))


def _note(aside: Element) -> tuple[int, str]:
    """The printed number, which is the link back to the text, and the words behind it."""
    collector = FactCollector()
    number = next(int(link.text or 0) for link in aside.iter(f"{_XHTML}a") if link.get("role") == "doc-backlink")
    for child in aside:
        _walk(child, collector)
    return number, "".join(collector.pieces).strip().removeprefix(str(number))
