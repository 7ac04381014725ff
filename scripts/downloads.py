"""What readers can take along from the site: the print editions and the bibliography."""

from __future__ import annotations

import shutil
from pathlib import Path

from scripts.publication.model import Publication
from scripts.publication.ris import ris


def edition_files(publication: Publication, folder: Path) -> list[Path]:
    """The print editions of the publication that stand in `folder`."""
    return sorted(folder.glob(f"{publication.metadata.slug}.*"))


def write_downloads(publication: Publication, editions: Path, folder: Path) -> None:
    """Copy the editions that stand in `editions` to `folder`, with the bibliography as .bib and as .ris beside them."""
    folder.mkdir(exist_ok=True)
    for path in edition_files(publication, editions):
        shutil.copyfile(path, folder / path.name)
    shutil.copyfile(publication.bibliography.path, folder / "references.bib")
    (folder / "references.ris").write_text(ris(publication.bibliography), encoding="utf-8", newline="\n")
