"""From a DOCX to a `WordDocument`: the one reader, for what was sent and for what came back."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass, field

from scripts.word.content import Block, Change, Comment, Mark, WordDocument
from scripts.word.package import Element, Package
from scripts.word.paragraphs import ParagraphBuilder
from scripts.word.runs import RunReader, W, note_id

_DOCUMENT = "word/document.xml"
_NOTES = {"footnotes": "footnote", "endnotes": "endnote"}
_RELATIONSHIP = "{http://schemas.openxmlformats.org/package/2006/relationships}Relationship"
_PROPERTY = "{http://schemas.openxmlformats.org/officeDocument/2006/custom-properties}property"
_LAST_MODIFIED_BY = "{http://schemas.openxmlformats.org/package/2006/metadata/core-properties}lastModifiedBy"
_CONTAINERS = {"body", "tbl", "tr", "tc", "sdt", "sdtContent", "customXml", "ins", "moveTo", "footnote", "endnote"}


def everybody(_author: str) -> bool:
    """Accept the tracked changes of everyone."""
    return True


def nobody(_author: str) -> bool:
    """Undo all tracked changes."""
    return False


def read_document(package: Package, accept: Callable[[str], bool] = everybody) -> WordDocument:
    """Read a document with the tracked changes of those whom `accept` names carried out, and the others undone."""
    names = _style_names(package)
    authors: set[str] = set()
    blocks: tuple[Block, ...] = ()
    if (document := package.xml(_DOCUMENT)) is not None:
        reader = _BlockReader(RunReader(_targets(package, "document"), names, accept, authors=authors))
        blocks = tuple(reader.read(document))
    notes: dict[str, tuple[Block, ...]] = {}
    for part, tag in _NOTES.items():
        if (root := package.xml(f"word/{part}.xml")) is not None:
            runs = RunReader(_targets(package, part), names, accept, authors=authors)
            for note in root.iter(f"{W}{tag}"):
                if note.get(f"{W}type", "normal") == "normal":
                    notes[note_id(note)] = tuple(_BlockReader(runs).read(note))
    comments = _comments(package)
    return WordDocument(blocks, notes, comments, custom_properties(package), _saved_by(package), frozenset(authors))


def custom_properties(package: Package) -> dict[str, str]:
    """The custom properties of a document."""
    root = package.xml("docProps/custom.xml")
    if root is None:
        return {}
    return {item.get("name", ""): "".join(item.itertext()) for item in root.iter(_PROPERTY)}


def _saved_by(package: Package) -> str:
    root = package.xml("docProps/core.xml")
    return (root.findtext(_LAST_MODIFIED_BY) or "").strip() if root is not None else ""


def _comments(package: Package) -> dict[str, Comment]:
    root = package.xml("word/comments.xml")
    if root is None:
        return {}
    found = {}
    for element in root.iter(f"{W}comment"):
        text = " ".join("".join(t.text or "" for t in p.iter(f"{W}t")) for p in element.iter(f"{W}p"))
        id = element.get(f"{W}id", "")
        found[id] = Comment(id, element.get(f"{W}author", ""), element.get(f"{W}date", ""), " ".join(text.split()))
    return found


def _style_names(package: Package) -> dict[str, str]:
    root = package.xml("word/styles.xml")
    if root is None:
        return {}
    names = {}
    for style in root.iter(f"{W}style"):
        name = style.find(f"{W}name")
        if name is not None:
            names[style.get(f"{W}styleId", "")] = name.get(f"{W}val", "").lower()
    return names


def _targets(package: Package, part: str) -> dict[str, str]:
    root = package.xml(f"word/_rels/{part}.xml.rels")
    if root is None:
        return {}
    return {item.get("Id", ""): item.get("Target", "") for item in root.iter(_RELATIONSHIP)}


@dataclass
class _BlockReader:
    """Reads the paragraphs of a body or a note; a paragraph whose mark is deleted goes on in the next."""

    runs: RunReader
    pending: bool = False
    bookmarks: list[str] = field(default_factory=list)

    def read(self, root: Element) -> Iterator[Block]:
        """The paragraphs below `root`, in order."""
        yield from self._children(root, in_table=False)
        if self.pending and not self.runs.paragraph.is_blank():
            yield self._block(None, in_table=False)

    def _children(self, parent: Element, *, in_table: bool) -> Iterator[Block]:
        for element in parent:
            name = str(element.tag).rpartition("}")[2]
            if name == "p":
                yield from self._paragraph(element, in_table=in_table)
            elif name == "bookmarkStart":
                self.bookmarks.append(element.get(f"{W}name", ""))
            elif name in _CONTAINERS:
                yield from self._children(element, in_table=in_table or name == "tbl")

    def _paragraph(self, element: Element, *, in_table: bool) -> Iterator[Block]:
        if not self.pending:
            self.runs.start()
        elif self.runs.paragraph.is_blank():
            # What was deleted as a whole leaves no name behind.
            self.runs.paragraph.bookmarks.clear()
        self.runs.paragraph.bookmarks += self.bookmarks
        self.bookmarks.clear()
        self.runs.read(element, Mark())
        properties = element.find(f"{W}pPr")
        self.pending = self._goes_on(properties)
        if not self.pending:
            yield self._block(properties, in_table=in_table)

    def _goes_on(self, properties: Element | None) -> bool:
        """Whether the mark of this paragraph is gone, so that the next one is part of it."""
        of_mark = properties.find(f"{W}rPr") if properties is not None else None
        for tag, gone in (("del", True), ("moveFrom", True), ("ins", False), ("moveTo", False)):
            change = of_mark.find(f"{W}{tag}") if of_mark is not None else None
            if change is not None and self.runs.accept(self.runs.change(change).author) is gone:
                return True
        return False

    def _block(self, properties: Element | None, *, in_table: bool) -> Block:
        paragraph: ParagraphBuilder = self.runs.paragraph
        text, marks, deletions = paragraph.finished()
        style, numbering, change = "", None, None
        if properties is not None:
            named = properties.find(f"{W}pStyle")
            style = self.runs.style_names.get(named.get(f"{W}val", ""), "") if named is not None else ""
            numbering = _numbering(properties)
            if (inserted := properties.find(f"{W}rPr/{W}ins")) is not None:
                change = Change(inserted.get(f"{W}author", ""), inserted.get(f"{W}date", ""))
        return Block(
            style=style or "normal",
            text=text,
            marks=marks,
            bookmarks=tuple(paragraph.bookmarks),
            list=numbering,
            in_table=in_table,
            change=change,
            deletions=deletions,
            point_comments=tuple(paragraph.point_comments),
            restyled=paragraph.restyled,
        )


def _numbering(properties: Element) -> tuple[str, int] | None:
    number = properties.find(f"{W}numPr/{W}numId")
    level = properties.find(f"{W}numPr/{W}ilvl")
    if number is None or number.get(f"{W}val") == "0":
        return None
    depth = level.get(f"{W}val", "0") if level is not None else "0"
    return number.get(f"{W}val", ""), int(depth) if depth.isdecimal() else 0
