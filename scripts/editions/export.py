"""Writing the print editions: one document, one run of pandoc a format, side by side."""

from __future__ import annotations

import json
import os
import tempfile
from collections.abc import Callable, Sequence
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from typing import Any

from scripts.design import HouseStyle, house_style
from scripts.editions.document import compose
from scripts.editions.docx.reference_document import write_reference_document
from scripts.editions.drawings import restyled
from scripts.editions.edition import Edition, EditionFormat
from scripts.editions.format_files import check_names, edition_format, extensions, format_names
from scripts.editions.steps import FINISH, PREPARE
from scripts.publication import pandoc
from scripts.publication.citeproc import References
from scripts.publication.errors import PublicationError
from scripts.publication.localisation import timestamp
from scripts.publication.model import Publication

__all__ = ["check_names", "export", "extensions", "format_names", "make"]


def export(
    publication: Publication,
    references: References,
    formats: Sequence[str],
    output: Path,
    style: HouseStyle | None = None,
    *,
    look: Callable[[Path], None] = lambda _: None,
) -> dict[str, Path]:
    """Write `<slug>.<extension>` into the existing folder `output` for each format name; returns the paths by name.

    `look` is called with each file as soon as it is there, while others are still being made.
    Raises PublicationError for an unknown format, for what `compose` refuses, and when pandoc or Typst fails.
    """
    chosen = [edition_format(name, publication.root) for name in dict.fromkeys(formats)]
    document = compose(publication, references) if chosen else {}

    def write(format: EditionFormat) -> Path:
        path = output / format.file_name(publication.metadata.slug)
        path.write_bytes(make(publication, references, format, document, style))
        look(path)
        return path

    # Threads are enough: pandoc is a process of its own and Typst lets other threads run while it works.
    with ThreadPoolExecutor(max_workers=max(len(chosen), 1)) as pool:
        return {format.name: path for format, path in zip(chosen, pool.map(write, chosen), strict=True)}


def make(
    publication: Publication,
    references: References,
    format: EditionFormat,
    document: dict[str, Any],
    style: HouseStyle | None = None,
) -> bytes:
    """One edition, from the composed document to the bytes of the finished file."""
    with tempfile.TemporaryDirectory() as folder:
        style = style or house_style()
        values = dict(style.values) | dict(format.colours)
        edition = Edition(publication, references, format, values, Path(folder), style.fonts)
        for step in format.prepare:
            document = PREPARE[step](edition, document)
        result = _written(edition, document)
        for step in format.finish:
            result = FINISH[step](edition, result)
        return result


def _written(edition: Edition, document: dict[str, Any]) -> bytes:
    """What pandoc makes of the document; pictures are looked for in the workspace first, then in docs/."""
    for path, drawing in restyled(edition).items():
        target = edition.workspace / path
        target.parent.mkdir(parents=True, exist_ok=True)
        target.write_text(drawing, encoding="utf-8", newline="\n")
    file = edition.workspace / "pandoc-output"
    pandoc.run(
        [*_arguments(edition), "--output", file],
        stdin=json.dumps(document, ensure_ascii=False),
        cwd=edition.publication.root / "docs",
        env=os.environ | {"SOURCE_DATE_EPOCH": str(int(timestamp(edition.publication.metadata.date).timestamp()))},
    )
    try:
        return file.read_bytes()
    except OSError as error:
        raise PublicationError(f"pandoc schreef geen {edition.format.name}-bestand ({error.strerror})") from error


def _arguments(edition: Edition) -> list[str | Path]:
    format = edition.format
    arguments: list[str | Path] = ["--from=json", f"--to={format.writer}", "--standalone", "--wrap=none"]
    arguments += [f"--resource-path={edition.workspace}{os.pathsep}.", "--fail-if-warnings"]
    arguments += [f"--lua-filter={path}" for path in format.filters]
    arguments += [f"--{option}={value}" for option, value in format.options.items()]
    arguments += [f"--variable={name}={value}" for name, value in format.variables.items()]
    if format.template:
        arguments.append(f"--template={format.template}")
    if format.reference:
        arguments.append(f"--reference-doc={write_reference_document(edition, format.reference)}")
    return arguments
