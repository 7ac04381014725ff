"""What readers can take along from the site: the print editions and the bibliography."""

from __future__ import annotations

import shutil
from pathlib import Path

from scripts.publication.citing import own_references
from scripts.publication.model import Publication
from scripts.publication.ris import ris


def edition_files(publication: Publication, folder: Path) -> list[Path]:
    """The print editions of the publication that stand in `folder`."""
    return sorted(folder.glob(f"{publication.metadata.slug}.*"))


def write_downloads(publication: Publication, editions: Path, folder: Path) -> None:
    """Copy the editions that stand in `editions` to `folder`; beside them the bibliography, its style, and what
    describes the publication itself, as .bib and as .ris.
    """
    folder.mkdir(exist_ok=True)
    for path in edition_files(publication, editions):
        shutil.copyfile(path, folder / path.name)
    shutil.copyfile(publication.bibliography.path, folder / "references.bib")
    # For who goes on working in the Word file with Zotero: its citations are in this style.
    shutil.copyfile(publication.metadata.csl, folder / publication.metadata.csl.name)
    records = {"references.ris": ris(publication.bibliography), **own_references(publication.metadata)}
    for name, text in records.items():
        (folder / name).write_text(text, encoding="utf-8", newline="\n")
