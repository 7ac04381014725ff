"""Reopening a finished edition: what a reader finds in it, told alike for every format."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from pathlib import Path

from scripts.editions.archive import read_parts
from scripts.editions.inspection.docx import read_docx
from scripts.editions.inspection.epub import read_epub
from scripts.editions.inspection.facts import EditionFacts, PrintedNote, words_of
from scripts.editions.inspection.pdf import read_pdf
from scripts.editions.inspection.verdict import verify
from scripts.publication.citeproc import References
from scripts.publication.errors import PublicationError
from scripts.publication.leftovers import names_folder
from scripts.publication.model import Publication

__all__ = ["EditionFacts", "PrintedNote", "inspect", "inspected", "verify", "words_of"]

_READERS: Mapping[str, Callable[[bytes], EditionFacts]] = {".pdf": read_pdf, ".docx": read_docx, ".epub": read_epub}


def inspected(publication: Publication, references: References, path: Path) -> dict[str, int]:
    """Reopen a finished edition: how much is in it. Nothing is said of a kind of file that there is no reader for.

    Raises PublicationError if it does not hold what the publication says.
    """
    if path.suffix not in _READERS:
        return {}
    facts = inspect(path)
    verify(publication, references, path.name, facts)
    if any(names_folder(part, [publication.root, path.parent.resolve()]) for part in _contents(path)):
        raise PublicationError(f"{path.name} noemt een map op deze computer")
    return facts.counts


def _contents(path: Path) -> Iterable[bytes]:
    """The files in a zipped edition, or the one that it is."""
    content = path.read_bytes()
    return read_parts(content).values() if content.startswith(b"PK") else [content]


def inspect(path: Path) -> EditionFacts:
    """The notes, headings, running text and pages of a finished edition, as they stand in the file itself.

    Raises PublicationError for a kind of file that there is no reader for.
    """
    reader = _READERS.get(path.suffix)
    if reader is None:
        raise PublicationError(f"{path.name} is niet na te zien; wel: {', '.join(sorted(_READERS))}")
    return reader(path.read_bytes())
