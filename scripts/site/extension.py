"""A Python-Markdown extension for what the pages of a publication have and Markdown lacks.

Notes keep the number they have in the publication, paragraphs and list items get their lasting ids, a paragraph of
class 'figuur' becomes a figure with a caption, one of class 'tabelbijschrift' the caption of the table in front of it;
tables are aligned without inline styles, which a content security policy forbids, and may scroll in a narrow window.
It belongs to no site generator: whatever builds pages with Python-Markdown can load it as `scripts.site.extension`.
"""

from __future__ import annotations

import html
import re
from collections.abc import Iterator
from typing import Any
from xml.etree import ElementTree

from markdown import Markdown
from markdown.extensions import Extension
from markdown.inlinepatterns import InlineProcessor
from markdown.preprocessors import Preprocessor
from markdown.treeprocessors import Treeprocessor

from scripts.site.dialect import HTML_ENDS, HTML_STARTS

_MARKER = "fnref:noot-"
_NOTE = "fn:noot-"
# As the tables of Python-Markdown write it.
_ALIGNMENT = re.compile(r"text-align: (left|center|right);")
# Behind `attr_list` (8), which sets the classes that are looked for, and in front of `toc` (5).
_PRIORITY = 6
# Behind code (190) and in front of all else that may stand around a mark.
_MARK_PRIORITY = 185
# In front of the parser of HTML blocks (20) and behind whoever looks for ids in the source (MkDocs, 21).
_HTML_PRIORITY = 20.5
_ANCHOR_MARK = r'<span class="alinea"((?: [\w-]+="[^"<>]*")+)></span>'
_ATTRIBUTE = re.compile(r' ([\w-]+)="([^"]*)"')
_BLOCKS = {"p", "li", "dt", "dd", "td", "th", "blockquote", "figcaption", "div"}


class PublicationExtension(Extension):
    """Loads the processors below; the options are words in the publication's language."""

    def __init__(self, **options: Any) -> None:
        self.config = {
            "note": ["Noot", "what a marker is called by a screen reader, in front of the number"],
            "back": ["Terug naar de tekst bij noot", "title of the link back, in front of the number"],
        }
        super().__init__(**options)

    def extendMarkdown(self, md: Markdown) -> None:  # noqa: N802 - Python-Markdown's name
        """Register with Python-Markdown."""
        md.treeprocessors.register(_Notes(self.getConfig("note"), self.getConfig("back")), "rapport-noten", _PRIORITY)
        md.treeprocessors.register(_Captions(), "rapport-bijschriften", _PRIORITY)
        md.inlinePatterns.register(_AnchorMark(_ANCHOR_MARK, md), "rapport-alinea", _MARK_PRIORITY)
        md.treeprocessors.register(_Anchors(), "rapport-alineas", _PRIORITY)
        md.preprocessors.register(_ReadyHtml(md), "rapport-html", _HTML_PRIORITY)
        # Once all captions have found their table.
        md.treeprocessors.register(_Tables(), "rapport-tabellen", _PRIORITY - 0.5)


class _ReadyHtml(Preprocessor):
    """Takes what stands between the two marks out of the text until the end: parsing it costs, and changes nothing."""

    def run(self, lines: list[str]) -> list[str]:
        kept, start = [], None
        for index, line in enumerate(lines):
            if line == HTML_STARTS and start is None:
                start = index + 1
            elif line == HTML_ENDS and start is not None:
                kept += ["", self.md.htmlStash.store("\n".join(lines[start:index])), ""]
                start = None
            elif start is None:
                kept.append(line)
        return kept if start is None else kept + lines[start:]


class _Notes(Treeprocessor):
    """Gives each marker, note and link back the number of the note in the publication."""

    def __init__(self, note: str, back: str) -> None:
        super().__init__()
        self.note = note
        self.back = back

    def run(self, root: ElementTree.Element) -> None:
        for element in root.iter():
            id = element.get("id", "")
            if element.tag == "sup" and id.startswith(_MARKER):
                self.marker(element[0], id.removeprefix(_MARKER))
            elif element.tag == "li" and id.startswith(_NOTE):
                self.text(element, id.removeprefix(_NOTE))
            elif element.get("class") == "footnote" and element[0].tag == "hr":
                # The heading above the notes does what the rule is there for.
                element.remove(element[0])

    def marker(self, link: ElementTree.Element, number: str) -> None:
        link.text = number
        link.set("role", "doc-noteref")
        link.set("aria-label", f"{self.note} {number}")

    def text(self, item: ElementTree.Element, number: str) -> None:
        item.set("value", number)
        for link in item.iter("a"):
            if link.get("class") == "footnote-backref":
                link.set("role", "doc-backlink")
                link.set("title", f"{self.back} {number}")
                link.set("aria-label", f"{self.back} {number}")


class _Captions(Treeprocessor):
    """Makes figures of paragraphs with a picture and its caption, and captions of those behind a table."""

    def run(self, root: ElementTree.Element) -> None:
        for parent in root.iter():
            previous: ElementTree.Element | None = None
            for child in list(parent):
                if child.tag == "p" and child.get("class") == "figuur" and len(child) and child[0].tag == "img":
                    _make_figure(child)
                elif child.tag == "p" and child.get("class") == "tabelbijschrift" and previous is not None:
                    _make_caption(parent, previous, child)
                previous = child


class _AnchorMark(InlineProcessor):
    """Reads the empty span that marks a lasting id as an element, where Markdown itself would keep it as text."""

    def handleMatch(  # type: ignore[override]  # noqa: N802 - Python-Markdown's names; its types lack `data`
        self,
        m: re.Match[str],
        data: str,  # noqa: ARG002 - the whole text
    ) -> tuple[ElementTree.Element, int, int]:
        attributes = {name: html.unescape(value) for name, value in _ATTRIBUTE.findall(m.group(1))}
        return ElementTree.Element("span", {"class": "alinea", **attributes}), m.start(0), m.end(0)


class _Anchors(Treeprocessor):
    """Moves each lasting id from its mark to the paragraph or list item around it; a second one in it stays a mark."""

    def run(self, root: ElementTree.Element) -> None:
        for mark, parent, block in list(_marks(root, root)):
            if block is not root and "id" not in block.attrib:
                block.attrib |= {name: value for name, value in mark.attrib.items() if name != "class"}
                _remove(parent, mark)


def _marks(
    parent: ElementTree.Element, block: ElementTree.Element
) -> Iterator[tuple[ElementTree.Element, ElementTree.Element, ElementTree.Element]]:
    """Each mark below an element, with its parent and the block it is in."""
    for child in parent:
        if child.tag == "span" and child.get("class") == "alinea":
            yield child, parent, block
        else:
            yield from _marks(child, child if child.tag in _BLOCKS else block)


def _remove(parent: ElementTree.Element, mark: ElementTree.Element) -> None:
    """Take an element out; the text behind it stays."""
    at = list(parent).index(mark)
    if at:
        parent[at - 1].tail = (parent[at - 1].tail or "") + (mark.tail or "")
    else:
        parent.text = (parent.text or "") + (mark.tail or "")
    parent.remove(mark)


class _Tables(Treeprocessor):
    """Puts each table in a box that can scroll, and the alignment of its cells in a class."""

    def run(self, root: ElementTree.Element) -> None:
        parents = [parent for parent in root.iter() if any(child.tag == "table" for child in parent)]
        for parent in parents:
            for index, child in enumerate(parent):
                if child.tag == "table":
                    box = ElementTree.Element("div", {"class": "tabel"})
                    box.append(child)
                    box.tail, child.tail = child.tail, None
                    parent[index] = box
        for cell in (element for element in root.iter() if element.tag in {"th", "td"}):
            if alignment := _ALIGNMENT.fullmatch(cell.get("style", "")):
                del cell.attrib["style"]
                cell.set("class", " ".join(filter(None, [cell.get("class"), f"uitlijning-{alignment[1]}"])))


def _make_figure(paragraph: ElementTree.Element) -> None:
    picture, *rest = list(paragraph)
    caption = ElementTree.Element("figcaption")
    caption.text = (picture.tail or "").lstrip()
    caption.extend(rest)
    picture.tail = None
    paragraph[:] = [picture, caption]
    paragraph.tag = "figure"


def _make_caption(parent: ElementTree.Element, table: ElementTree.Element, paragraph: ElementTree.Element) -> None:
    if table.tag == "table":
        parent.remove(paragraph)
        paragraph.tag = "caption"
        paragraph.attrib.clear()
        table.insert(0, paragraph)


def makeExtension(**options: Any) -> PublicationExtension:  # noqa: N802 - Python-Markdown's name
    """The name by which Python-Markdown finds an extension in a module."""
    return PublicationExtension(**options)
