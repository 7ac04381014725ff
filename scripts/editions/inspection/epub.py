"""The facts of an EPUB: its pages in the order of the spine, notes where they are told apart as such."""

from __future__ import annotations

import posixpath
import re
from collections.abc import Mapping
from xml.etree import ElementTree
from xml.etree.ElementTree import Element

from scripts.editions.archive import read_parts
from scripts.editions.inspection.facts import EditionFacts, FactCollector

_OPF = "{http://www.idpf.org/2007/opf}"
_XHTML = "{http://www.w3.org/1999/xhtml}"
_TYPE = "{http://www.idpf.org/2007/ops}type"
_PACKAGE = "EPUB/content.opf"
_HEADING = re.compile(r"h([1-6])")
_WITH_SCHEME = re.compile(r"[A-Za-z][A-Za-z0-9+.-]*:|//")
_FONT = re.compile(r'@font-face\s*\{[^}]*url\("?([^")]+)"?\)')
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
    _look_around(parts, collector)
    return collector.facts()


def _look_around(parts: Mapping[str, bytes], collector: FactCollector) -> None:
    """Links within the book, pictures and fonts."""
    pages = {name: _parse(content) for name, content in parts.items() if name.endswith(".xhtml")}
    places = {f"{name}#{each.get('id')}" for name, page in pages.items() for each in page.iter() if each.get("id")}
    for name, page in pages.items():
        for link in page.iter(f"{_XHTML}a"):
            target = link.get("href", "")
            if not _WITH_SCHEME.match(target):
                file, _, id = target.partition("#")
                whole = posixpath.normpath(f"{posixpath.dirname(name)}/{file}") if file else name
                collector.add_link(id or file, leads_somewhere=f"{whole}#{id}" in places if id else whole in parts)
        for picture in page.iter(f"{_XHTML}img"):
            collector.add_picture(picture.get("src", ""), picture.get("alt", ""))
    for name, content in parts.items():
        for target in _FONT.findall(content.decode()) if name.endswith(".css") else ():
            place = posixpath.normpath(f"{posixpath.dirname(name)}/{target}")
            collector.add_font(target, is_embedded=place in parts)


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
