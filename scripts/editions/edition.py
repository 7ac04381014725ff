"""What a print format is, and one publication on its way to one; the data files are read by `format_files`."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

from scripts.design import FONTS
from scripts.publication.citeproc import References
from scripts.publication.model import Publication


@dataclass(frozen=True, slots=True)
class EditionFormat:
    """One print format, as its data file describes it (formats/README.md says what each key means)."""

    name: str
    extension: str
    suffix: str
    writer: str
    on_request: bool
    filters: tuple[Path, ...]
    template: Path | None
    reference: Path | None
    options: Mapping[str, str]
    variables: Mapping[str, str]
    colours: Mapping[str, str]
    prepare: tuple[str, ...]
    finish: tuple[str, ...]

    def file_name(self, slug: str) -> str:
        """The name of the finished file: '<slug><suffix>.<extension>'."""
        return f"{slug}{self.suffix}.{self.extension}"


@dataclass(frozen=True, slots=True)
class Edition:
    """One publication on its way to one format; `workspace` is a folder for files in between."""

    publication: Publication
    references: References
    format: EditionFormat
    design: Mapping[str, str]
    workspace: Path
    fonts: tuple[Path, ...] = (FONTS,)
