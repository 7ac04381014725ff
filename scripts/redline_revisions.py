"""The verb `redline`: what changed between two revisions, as tracked changes, as a page and as PDF."""

from __future__ import annotations

import sys
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import replace
from datetime import UTC
from pathlib import Path
from typing import Any

from scripts.build_publication import OUTPUT
from scripts.editions.document import compose
from scripts.editions.export import make
from scripts.editions.format_files import edition_format
from scripts.progress import progress
from scripts.publication.citeproc import References, format_references
from scripts.publication.load import load
from scripts.publication.model import Publication
from scripts.publication.revisions import Revision, checked_out, revision
from scripts.publication.slug import slugify
from scripts.publication.wording import wording
from scripts.redline.document import changes, redline
from scripts.replace import alone, together

FORMATS = ("redline-docx", "redline-html", "redline-pdf")


def redline_revisions(root: Path, old: str, new: str | None, *, quiet: bool = False) -> int:
    """Write `build/<slug>-<old>-<new>.*` and return the exit code; `new` None is the text as it is now.

    Raises PublicationError for an unknown revision, and for one that cannot be read or typeset.
    """
    root = root.resolve()
    former, current = revision(root, old), revision(root, new) if new else None
    with progress(2 + len(FORMATS), quiet=quiet) as steps, _at(root, former) as before, _at(root, current) as after:
        with steps.step("revisies lezen"):
            (_, _, printed), (publication, references, document) = _read(before), _read(after)
        words = wording(publication.metadata.lang)
        title = words["redline_title"].format(old=old, new=new or words["redline_working_tree"])
        with steps.step("vergelijken"):
            marked = redline(printed, document, _about(former, current, words), words, title)
        # The title page says what this is.
        publication = replace(publication, metadata=replace(publication.metadata, subtitle=title))
        name = "-".join([publication.metadata.slug, slugify(old), slugify(new) if new else "nu"])
        with alone(root), together(root / OUTPUT) as folder:
            for format in map(edition_format, FORMATS):
                with steps.step(format.extension.upper()):
                    path = folder / f"{name}.{format.extension}"
                    path.write_bytes(make(publication, references, format, marked))
    come, gone = changes(marked["blocks"])
    print(f"{come} keer toegevoegd, {gone} keer vervallen: {OUTPUT}/{name}.*", file=sys.stderr)
    return 0


@contextmanager
def _at(root: Path, at: Revision | None) -> Iterator[Path]:
    """The folder with the project at a revision; None is the project as it is now."""
    if at is None:
        yield root
    else:
        with checked_out(root, at.commit) as folder:
            yield folder


def _read(root: Path) -> tuple[Publication, References, dict[str, Any]]:
    publication = load(root)
    references = format_references(publication)
    return publication, references, compose(publication, references)


def _about(former: Revision, current: Revision | None, words: Mapping[str, str]) -> dict[str, str]:
    """Author and date of every change: of the later revision, or what is known of work under way."""
    moment = (current or former).moment.astimezone(UTC)
    author = current.author if current else words["redline_author"]
    return {"author": author, "date": moment.strftime("%Y-%m-%dT%H:%M:%SZ")}
