"""A reviewer at work in a Word document: edits as Word writes them, tracked or not (ECMA-376 part 1, chapter 17)."""

from __future__ import annotations

import copy
import io
import zipfile
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from lxml import etree

from scripts.word.package import Package

W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
XML_SPACE = "{http://www.w3.org/XML/1998/namespace}space"
AUTHOR, DATE = "Ada Lezer", "2026-03-04T10:00:00Z"
_COMMENTS_RELATION = "http://schemas.openxmlformats.org/officeDocument/2006/relationships/comments"
_PARTS = ("word/document.xml", "word/footnotes.xml", "word/comments.xml", "word/settings.xml", "docProps/core.xml")

Element = Any


class Reviewer:
    """Opens a document and changes it; with `tracked` every change is one that Word tracked."""

    def __init__(self, docx: bytes, *, tracked: bool = False, author: str = AUTHOR) -> None:
        with zipfile.ZipFile(io.BytesIO(docx)) as archive:
            self.parts = {name: archive.read(name) for name in archive.namelist()}
        self.tracked, self.author = tracked, author
        self.body = etree.fromstring(self.parts["word/document.xml"])
        self.notes = etree.fromstring(self.parts["word/footnotes.xml"])
        self.comments = etree.fromstring(self.parts["word/comments.xml"])
        self._ids = iter(range(90000, 99999))

    def package(self) -> Package:
        """The file as its reader opens it."""
        self._write_parts()
        return Package("terug.docx", self.parts)

    def save(self) -> bytes:
        """The file."""
        self._write_parts()
        buffer = io.BytesIO()
        with zipfile.ZipFile(buffer, "w", zipfile.ZIP_DEFLATED) as archive:
            for name, data in self.parts.items():
                archive.writestr(name, data)
        return buffer.getvalue()

    def _write_parts(self) -> None:
        """As in Word, notes are numbered in the order of their references, and others are gone."""
        notes = {note.get(f"{W}id"): note for note in self.notes}
        separators = [note for note in self.notes if note.get(f"{W}type")]
        used = []
        for number, mark in enumerate(self.body.iter(f"{W}footnoteReference"), 1):
            used.append(notes[mark.get(f"{W}id")])
            mark.set(f"{W}id", str(number))
        for number, note in enumerate(used, 1):
            note.set(f"{W}id", str(number))
        self.notes[:] = [*separators, *used]
        self.parts["word/document.xml"] = etree.tostring(self.body)
        self.parts["word/footnotes.xml"] = etree.tostring(self.notes)
        self.parts["word/comments.xml"] = etree.tostring(self.comments)

    # -- finding -----------------------------------------------------------------------------------------------------

    def paragraphs(self) -> Iterator[Element]:
        """All paragraphs, but for those of the table of contents."""
        for root in (self.body, self.notes):
            for paragraph in root.iter(f"{W}p"):
                style = paragraph.find(f"{W}pPr/{W}pStyle")
                if style is None or not style.get(f"{W}val", "").lower().startswith("toc"):
                    yield paragraph

    def find(self, text: str, *, in_notes: bool = False) -> tuple[Element, int]:
        """The first paragraph with this text, and where it begins."""
        for paragraph in self.notes.iter(f"{W}p") if in_notes else self.paragraphs():
            at = text_of(paragraph).find(text)
            if at >= 0:
                return paragraph, at
        raise AssertionError(f"nowhere: {text}")

    def select(self, text: str, *, in_notes: bool = False) -> list[Element]:
        """The runs of exactly this text."""
        paragraph, at = self.find(text, in_notes=in_notes)
        return isolate(paragraph, at, at + len(text))

    # -- words -------------------------------------------------------------------------------------------------------

    def replace(self, old: str, new: str, *, in_notes: bool = False) -> None:
        """Type other words over words; empty `new` deletes them."""
        runs = self.select(old, in_notes=in_notes)
        if new:
            added = run(new, runs[0].find(f"{W}rPr"))
            runs[-1].addnext(self._inserted(added))
        self._delete(runs)

    def insert_behind(self, anchor: str, new: str, **look: bool) -> None:
        """Type words behind words; they look like the words there, or as `bold=True` and `italic=True` say."""
        last = self.select(anchor)[-1]
        added = run(new, last.find(f"{W}rPr"))
        if look:
            set_look(added, **look)
        last.addnext(self._inserted(added))

    def insert_before(self, anchor: str, new: str) -> None:
        first = self.select(anchor)[0]
        added = run(new, first.find(f"{W}rPr"))
        first.addprevious(self._inserted(added))

    def look(self, text: str, **look: bool) -> None:
        """Make words bold or italic, or not."""
        for one in self.select(text):
            set_look(one, **look)

    # -- paragraphs --------------------------------------------------------------------------------------------------

    def delete_paragraph(self, text: str) -> None:
        paragraph, _ = self.find(text)
        if not self.tracked:
            paragraph.getparent().remove(paragraph)
            return
        self._delete(list(paragraph.iter(f"{W}r")))
        self._mark(paragraph, "del")

    def insert_paragraph(self, behind: str, text: str, style: str = "", *, like: bool = False) -> None:
        """A new paragraph behind another, in its style (`like`) or another."""
        paragraph, _ = self.find(behind)
        added = etree.Element(f"{W}p")
        properties = paragraph.find(f"{W}pPr")
        if like and properties is not None:
            added.append(copy.deepcopy(properties))
        else:
            etree.SubElement(etree.SubElement(added, f"{W}pPr"), f"{W}pStyle", {f"{W}val": style or "BodyText"})
        added.append(self._inserted(run(text)))
        if self.tracked:
            self._mark(added, "ins")
        paragraph.addnext(added)

    def split(self, anchor: str) -> None:
        """Press Enter in front of words."""
        first = self.select(anchor)[0]
        paragraph = first.getparent()
        added = etree.Element(f"{W}p")
        if (properties := paragraph.find(f"{W}pPr")) is not None:
            added.append(copy.deepcopy(properties))
        for element in [first, *first.itersiblings()]:
            added.append(element)
        if self.tracked:
            self._mark(paragraph, "ins")
        paragraph.addnext(added)

    def join(self, first: str, second: str) -> None:
        """Delete the end of one paragraph, so that the next one is part of it, a space in between."""
        one, other = self.find(first)[0], self.find(second)[0]
        one.append(self._inserted(run(" ")))
        if self.tracked:
            self._mark(one, "del")
            return
        for element in list(other):
            if element.tag != f"{W}pPr":
                one.append(element)
        other.getparent().remove(other)

    def move_paragraph(self, text: str, behind: str) -> None:
        """Cut a paragraph and paste it elsewhere."""
        paragraph, target = self.find(text)[0], self.find(behind)[0]
        if not self.tracked:
            target.addnext(paragraph)
            return
        added = self._again(paragraph)
        for mark in [*added.iter(f"{W}bookmarkStart"), *added.iter(f"{W}bookmarkEnd")]:
            mark.getparent().remove(mark)
        for one in list(added.iter(f"{W}r")):
            wrap(one, "moveTo", self._change())
        self._mark(added, "ins")
        for one in list(paragraph.iter(f"{W}r")):
            self._wrap_deleted(one, "moveFrom")
        self._mark(paragraph, "del")
        target.addnext(added)

    # -- notes -------------------------------------------------------------------------------------------------------

    def note_behind(self, text: str) -> Element:
        """The run of the first note behind words."""
        paragraph, at = self.find(text)
        seen = 0
        for one in paragraph.iter(f"{W}r"):
            seen += len(run_text(one))
            if seen >= at + len(text) and one.find(f"{W}footnoteReference") is not None:
                return one
        raise AssertionError(f"no note behind {text}")

    def delete_note(self, behind: str) -> None:
        self._delete([self.note_behind(behind)])

    def move_note(self, behind: str, to: str) -> None:
        """Drag a note's number to a place behind other words."""
        reference = self.note_behind(behind)
        added = self._again(reference) if self.tracked else copy.deepcopy(reference)
        self.select(to)[-1].addnext(self._inserted(added))
        self._delete([reference])

    def copy_note(self, behind: str, to: str) -> None:
        """Copy a note: Word makes a note of its own that says the same."""
        self.select(to)[-1].addnext(self._inserted(self._again(self.note_behind(behind))))

    def _again(self, element: Element) -> Element:
        """A copy of what refers to notes, with copies of these."""
        copied = copy.deepcopy(element)
        for mark in copied.iter(f"{W}footnoteReference"):
            id = self._new_id()
            note = copy.deepcopy(next(n for n in self.notes if n.get(f"{W}id") == mark.get(f"{W}id")))
            note.set(f"{W}id", id)
            mark.set(f"{W}id", id)
            self.notes.append(note)
        return copied

    def add_note(self, behind: str, text: str, field: str = "") -> None:
        """Type a note; `field` is the instruction of a citation field that shows the text."""
        id = self._new_id()
        note = etree.SubElement(self.notes, f"{W}footnote", {f"{W}id": id})
        paragraph = etree.SubElement(note, f"{W}p")
        etree.SubElement(etree.SubElement(paragraph, f"{W}pPr"), f"{W}pStyle", {f"{W}val": "FootnoteText"})
        number = etree.SubElement(paragraph, f"{W}r")
        etree.SubElement(number, f"{W}footnoteRef")
        paragraph.append(run(" "))
        for element in field_runs(field, text) if field else [run(text)]:
            paragraph.append(element)
        reference = etree.Element(f"{W}r")
        etree.SubElement(reference, f"{W}footnoteReference", {f"{W}id": id})
        self.select(behind)[-1].addnext(self._inserted(reference))

    def note_of(self, behind: str) -> Element:
        """The last paragraph of the note behind words."""
        id = self.note_behind(behind).find(f"{W}footnoteReference").get(f"{W}id")
        return next(n for n in self.notes if n.get(f"{W}id") == id).findall(f"{W}p")[-1]

    def add_to_note(self, behind: str, text: str) -> None:
        """Type words at the end of a note."""
        self.note_of(behind).append(self._inserted(run(text)))

    def add_field(self, behind: str, text: str, field: str) -> None:
        """Cite one more work at the end of a note."""
        paragraph = self.note_of(behind)
        paragraph.append(self._inserted(run("; ")))
        for element in field_runs(field, text):
            paragraph.append(element)

    # -- comments ----------------------------------------------------------------------------------------------------

    def comment(self, text: str, remark: str) -> None:
        id = self._new_id()
        runs = self.select(text)
        runs[0].addprevious(etree.Element(f"{W}commentRangeStart", {f"{W}id": id}))
        end = etree.Element(f"{W}commentRangeEnd", {f"{W}id": id})
        runs[-1].addnext(end)
        reference = etree.Element(f"{W}r")
        etree.SubElement(reference, f"{W}commentReference", {f"{W}id": id})
        end.addnext(reference)
        comment = etree.SubElement(
            self.comments, f"{W}comment", {f"{W}id": id, f"{W}author": self.author, f"{W}date": DATE}
        )
        etree.SubElement(comment, f"{W}p").append(run(remark))

    # -- how Word tracks ---------------------------------------------------------------------------------------------

    def _change(self) -> dict[str, str]:
        return {f"{W}id": self._new_id(), f"{W}author": self.author, f"{W}date": DATE}

    def _new_id(self) -> str:
        return str(next(self._ids))

    def _inserted(self, element: Element) -> Element:
        if not self.tracked:
            return element
        change = etree.Element(f"{W}ins", self._change())
        change.append(element)
        return change

    def _delete(self, runs: list[Element]) -> None:
        for one in runs:
            if self.tracked:
                self._wrap_deleted(one, "del")
            else:
                around = one.getparent()
                around.remove(one)
                if around.tag == f"{W}hyperlink" and not len(around):
                    around.getparent().remove(around)

    def _wrap_deleted(self, one: Element, tag: str) -> None:
        if tag == "del":
            for text in one.iter(f"{W}t"):
                text.tag = f"{W}delText"
        wrap(one, tag, self._change())

    def _mark(self, paragraph: Element, tag: str) -> None:
        """Track the end of a paragraph as inserted or deleted."""
        properties = paragraph.find(f"{W}pPr")
        if properties is None:
            properties = etree.Element(f"{W}pPr")
            paragraph.insert(0, properties)
        of_mark = properties.find(f"{W}rPr")
        if of_mark is None:
            of_mark = etree.SubElement(properties, f"{W}rPr")
        of_mark.insert(0, etree.Element(f"{W}{tag}", self._change()))


def wrap(one: Element, tag: str, change: dict[str, str]) -> None:
    enclosing = etree.Element(f"{W}{tag}", change)
    one.addprevious(enclosing)
    enclosing.append(one)


def run(text: str, properties: Element | None = None) -> Element:
    """A run with this text."""
    made = etree.Element(f"{W}r")
    if properties is not None:
        made.append(copy.deepcopy(properties))
    etree.SubElement(made, f"{W}t", {XML_SPACE: "preserve"}).text = text
    return made


def field_runs(instruction: str, shown: str) -> list[Element]:
    """The runs of a field."""
    made = []
    for kind in ("begin", "separate", "end"):
        one = etree.Element(f"{W}r")
        etree.SubElement(one, f"{W}fldChar", {f"{W}fldCharType": kind})
        made.append(one)
    text = etree.Element(f"{W}r")
    etree.SubElement(text, f"{W}instrText", {XML_SPACE: "preserve"}).text = f" {instruction} "
    return [made[0], text, made[1], run(shown), made[2]]


def set_look(one: Element, **look: bool) -> None:
    properties = one.find(f"{W}rPr")
    if properties is None:
        properties = etree.Element(f"{W}rPr")
        one.insert(0, properties)
    for name, tag in (("bold", "b"), ("italic", "i")):
        for old in properties.findall(f"{W}{tag}"):
            properties.remove(old)
        if look.get(name):
            properties.append(etree.Element(f"{W}{tag}"))


def run_text(one: Element) -> str:
    return "".join(text.text or "" for text in one.iter(f"{W}t"))


def text_of(paragraph: Element) -> str:
    return "".join(map(run_text, paragraph.iter(f"{W}r")))


def isolate(paragraph: Element, start: int, end: int) -> list[Element]:
    """Cut the runs of a paragraph so that some are exactly a stretch of its text; those come back."""
    found, at = [], 0
    for one in list(paragraph.iter(f"{W}r")):
        text = run_text(one)
        first, last = max(start - at, 0), min(end - at, len(text))
        at += len(text)
        if first >= last:
            continue
        for cut in (last, first):
            if 0 < cut < len(run_text(one)):
                rest = run(run_text(one)[cut:], one.find(f"{W}rPr"))
                one.find(f"{W}t").text = run_text(one)[:cut]
                one.find(f"{W}t").set(XML_SPACE, "preserve")
                one.addnext(rest)
                if cut == first:
                    one = rest  # noqa: PLW2901 - the run of the stretch itself
        found.append(one)
    return found


def save(path: Path, reviewer: Reviewer) -> Path:
    path.write_bytes(reviewer.save())
    return path
