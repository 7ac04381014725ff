"""What must not be seen in a finished edition: markup as it was typed, and the folder in which it was made."""

from __future__ import annotations

import re
from collections.abc import Iterable
from pathlib import Path

from scripts.publication import ast
from scripts.publication.citeproc import References
from scripts.publication.model import Publication

# Citations, notes, links, Divs and attributes as authors type them.
_MARKS = ("[@", "[^", "](", ":::", "{#", "{.", "{:")


def left_as_typed(text: str, publication: Publication, references: References) -> str:
    """The first mark of markup that the text of an edition shows and that no code or words of the chapters have."""
    shown = [mark for mark in _MARKS if mark in text]
    if not shown:
        return ""
    meant = [ast.stringify(chapter.blocks) for chapter in publication.chapters]
    meant += [formatted.plain for formatted in (*references.notes.values(), *references.works.values())]
    meant += [known.text for known in publication.anchors]
    meant += [figure.note + figure.alt for chapter in publication.chapters for figure in chapter.figures]
    return next((mark for mark in shown if not any(mark in words for words in meant)), "")


def names_folder(content: bytes, folders: Iterable[Path]) -> bool:
    """Whether a file names a place in one of the folders; a web address that ends alike is something else."""
    found = (re.search(rb"(?<![\w.:/-])" + re.escape(_bytes(folder)) + rb"[/\\]", content) for folder in folders)
    return any(found)


def _bytes(folder: Path) -> bytes:
    return str(folder).encode("utf-8", "surrogateescape")
