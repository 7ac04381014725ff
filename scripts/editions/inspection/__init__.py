"""Reopening a finished edition: what a reader finds in it, told alike for every format."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from pathlib import Path

from scripts.editions.inspection.docx import read_docx
from scripts.editions.inspection.epub import read_epub
from scripts.editions.inspection.facts import EditionFacts, PrintedNote, words_of
from scripts.editions.inspection.pdf import read_pdf
from scripts.publication.errors import PublicationError

__all__ = ["EditionFacts", "PrintedNote", "inspect", "words_of"]

_READERS: Mapping[str, Callable[[bytes], EditionFacts]] = {".pdf": read_pdf, ".docx": read_docx, ".epub": read_epub}


def inspect(path: Path) -> EditionFacts:
    """The notes, headings, running text and pages of a finished edition, as they stand in the file itself.

    Raises PublicationError for a kind of file that there is no reader for.
    """
    reader = _READERS.get(path.suffix)
    if reader is None:
        raise PublicationError(f"{path.name} is niet na te zien; wel: {', '.join(sorted(_READERS))}")
    return reader(path.read_bytes())
