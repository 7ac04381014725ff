"""Reading a Word document as Word does: its parts, and its complex fields with what they show."""

from __future__ import annotations

import json
import zipfile
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from lxml import etree

W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"


@dataclass
class Field:
    """A field: its instruction and its result as text."""

    instruction: str = ""
    result: str = ""
    separated: bool = field(default=False, repr=False)

    @property
    def citation(self) -> dict[str, Any]:
        """The JSON in an instruction of Zotero."""
        found: dict[str, Any] = json.loads(self.instruction[self.instruction.index("{") :])
        return found


def part(path: Path, name: str) -> etree._Element:
    """One part of a document, parsed."""
    with zipfile.ZipFile(path) as archive:
        return etree.fromstring(archive.read(name))


def fields(element: etree._Element) -> list[Field]:
    """The complex fields below an element in the order in which they begin; one that does not end fails the test."""
    found: list[Field] = []
    opened: list[Field] = []
    for node in element.iter(f"{W}fldChar", f"{W}instrText", f"{W}t"):
        match node.tag.removeprefix(W), node.get(f"{W}fldCharType"):
            case "fldChar", "begin":
                opened.append(Field())
                found.append(opened[-1])
            case "fldChar", "separate":
                opened[-1].separated = True
            case "fldChar", _:
                opened.pop()
            case "instrText", _:
                opened[-1].instruction += node.text or ""
            case _:
                for each in opened:
                    each.result += (node.text or "") if each.separated else ""
    assert opened == []
    return found


def footnotes(path: Path) -> Iterator[etree._Element]:
    """The footnotes of a document in the order of their references."""
    notes = {note.get(f"{W}id"): note for note in part(path, "word/footnotes.xml")}
    for reference in part(path, "word/document.xml").iter(f"{W}footnoteReference"):
        yield notes[reference.get(f"{W}id")]
