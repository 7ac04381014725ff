"""From Typst markup to PDF: tagged, PDF/UA-1 and PDF/A-2a, with the fonts of the house only."""

from __future__ import annotations

import json
import re
from functools import cache
from pathlib import Path

import typst

from scripts.editions.drawings import restyled
from scripts.editions.edition import Edition
from scripts.publication.errors import PublicationError
from scripts.publication.localisation import language_tag, shown_date, timestamp
from scripts.publication.model import Position, Publication
from scripts.publication.wording import wording

STANDARDS: list[typst.PDFStandard] = ["ua-1", "a-2a"]
_LABEL = re.compile(r"<([^<>\s]+)>")
_PLACE = re.compile(r"__typst_py_bytes__\.typ:(\d+):(\d+)")


def typeset(edition: Edition, markup: bytes) -> bytes:
    """The PDF of a whole Typst source; PublicationError with the nearest heading or figure when Typst refuses it."""
    moment = int(timestamp(edition.publication.metadata.date).timestamp())
    inputs = {"edition": json.dumps(_inputs(edition), ensure_ascii=False)}
    try:
        (pdf,) = pages(
            compiler(edition, markup, inputs).compile(format="pdf", pdf_standards=STANDARDS, timestamp=moment)
        )
    except typst.TypstError as error:
        raise _complaint(edition.publication, markup.decode(), error) from error
    except BaseException as error:
        # A crash within Typst: it comes as an exception of its bindings (pyo3) that is no Exception and has no module.
        if type(error).__name__ != "PanicException":
            raise
        raise PublicationError("Typst liep op deze publicatie vast; de PDF is niet gemaakt") from error
    return pdf


def compiler(edition: Edition, markup: bytes, inputs: dict[str, str]) -> typst.Compiler:
    """Typst for one source, which sees the files of docs/ and the fonts of the house and nothing else."""
    root = edition.publication.root / "docs"
    return typst.Compiler(
        markup, root=root, font_paths=_fonts(edition.fonts), ignore_system_fonts=True, sys_inputs=inputs
    )


def pages(result: bytes | list[bytes] | None) -> list[bytes]:
    """What Typst gives (one file, or one a page) as a list."""
    if isinstance(result, list):
        return result
    return [] if result is None else [result]


@cache
def _fonts(folders: tuple[Path, ...]) -> typst.Fonts:
    return typst.Fonts(include_system_fonts=False, font_paths=list(folders))


def _inputs(edition: Edition) -> dict[str, object]:
    """What the template reads from `sys.inputs.edition`: nothing of it passes through Typst's own syntax."""
    metadata = edition.publication.metadata
    language, _, region = language_tag(metadata.lang).partition("-")
    moment = timestamp(metadata.date)
    return {
        "title": metadata.title,
        "subtitle": metadata.subtitle,
        "authors": list(metadata.authors),
        "description": metadata.description,
        "date": shown_date(metadata.date, metadata.lang),
        "publisher": metadata.publisher,
        "created": [moment.year, moment.month, moment.day],
        "lang": language,
        "region": region or None,
        "words": dict(wording(metadata.lang)),
        "design": dict(edition.design),
        "variables": dict(edition.format.variables),
        "pictures": {f"/{path}": drawing for path, drawing in restyled(edition).items()},
        "page_marks": metadata.provenance is not None,
    }


def _complaint(publication: Publication, markup: str, error: typst.TypstError) -> PublicationError:
    hints = f" ({'; '.join(error.hints)})" if error.hints else ""
    place = _PLACE.search(error.diagnostic)
    position = _nearest(publication, markup, *map(int, place.groups())) if place else None
    near = "in of na dit onderdeel: " if position else ""
    return PublicationError(f"{near}Typst kan de PDF niet zetten: {error.message}{hints}", position)


def _nearest(publication: Publication, markup: str, line: int, column: int) -> Position | None:
    """The place in the chapters of the last heading, note or figure before a place in the Typst source."""
    chapters = publication.chapters
    places = {heading.id: heading.position for chapter in chapters for heading in chapter.headings}
    places |= {figure.id: figure.position for chapter in chapters for figure in chapter.figures}
    places |= {note.id: note.position for note in publication.notes}
    lines = markup.split("\n")
    # The label of a heading stands on the line below it.
    rest = lines[line - 1 : line + 1] if lines[line - 1].startswith("=") else [lines[line - 1][:column]]
    labels = [match.group(1) for match in _LABEL.finditer("\n".join([*lines[: line - 1], *rest]))]
    return next((places[label] for label in reversed(labels) if label in places), None)
