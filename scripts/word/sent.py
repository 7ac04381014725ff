"""What went out, made once more from its sources; and what changed chapters say, by the same way."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from pathlib import Path

from scripts.publication.citeproc import format_references
from scripts.publication.load import load
from scripts.publication.model import Publication
from scripts.word.authored import all_authored
from scripts.word.notes import known_notes
from scripts.word.package import package_from
from scripts.word.propose import Sent
from scripts.word.reader import read_document
from scripts.word.review_copy import make_review_copy
from scripts.word.source_map import MappedDocument, map_document


def sent_from(root: Path, files: Sequence[str]) -> Sent:
    """The document that the sources in a folder give for these chapters, and what it is made of."""
    publication = load(root)
    references = format_references(publication)
    mapped = _mapped(publication, make_review_copy(publication, references, files), files)
    return Sent(
        mapped, publication, known_notes(mapped, references, (entry.key for entry in publication.bibliography.entries))
    )


def said(root: Path, texts: Mapping[str, str], files: Collection[str]) -> dict[str, list[str]]:
    """What each paragraph of the changed chapters says when they are exported; the folder is left as it was.

    `texts` are the changed chapters by path, `files` all chapters that were sent.
    """
    before = {file: (root / file).read_bytes() for file in texts}
    try:
        for file, text in texts.items():
            (root / file).write_text(text, encoding="utf-8", newline="\n")
        publication = load(root)
        references = format_references(publication)
        changed = [file for file in files if file in texts]
        mapped = _mapped(publication, make_review_copy(publication, references, changed), changed)
        return {file: all_authored(mapped, file) for file in changed}
    finally:
        for file, data in before.items():
            (root / file).write_bytes(data)


def _mapped(publication: Publication, docx: bytes, files: Sequence[str]) -> MappedDocument:
    return map_document(read_document(package_from("leeskopie.docx", docx)), publication, files)
