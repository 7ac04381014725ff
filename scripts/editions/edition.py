"""What a print format is: data in `formats/<name>.yml`, read into an `EditionFormat`.

Keys of such a file (all paths relative to formats/):
`extension` of the result; `writer` of pandoc with its extensions; `filters` (Lua) in order; `template`; `reference`
(styles from which a Word reference document is made); `options` of pandoc (a value that names a file there becomes
its path); `prepare` and `finish`, names of steps in `steps.py` before and after pandoc; `on_request: true` for a format
that is made only when it is asked for by name; `like`, a format whose keys it has too, and `more_filters` behind those.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any

from scripts.publication.citeproc import References
from scripts.publication.data_files import read_data
from scripts.publication.errors import PublicationError
from scripts.publication.model import Publication

_FORMATS = Path(__file__).with_name("formats")


@dataclass(frozen=True, slots=True)
class EditionFormat:
    """One print format, as its data file describes it."""

    name: str
    extension: str
    writer: str
    filters: tuple[Path, ...]
    template: Path | None
    reference: Path | None
    options: Mapping[str, str]
    prepare: tuple[str, ...]
    finish: tuple[str, ...]
    on_request: bool = False


@dataclass(frozen=True, slots=True)
class Edition:
    """One publication on its way to one format; `workspace` is a folder for files in between."""

    publication: Publication
    references: References
    format: EditionFormat
    design: Mapping[str, str]
    workspace: Path


def format_names() -> tuple[str, ...]:
    """The names of the formats that every build makes."""
    return tuple(name for name in _all_names() if not edition_format(name).on_request)


def _all_names() -> tuple[str, ...]:
    """The names of all formats that there are data files for."""
    return tuple(sorted(path.stem for path in _FORMATS.glob("*.yml")))


def check_names(names: Iterable[str]) -> None:
    """PublicationError for the first name that is not that of a format."""
    for name in names:
        edition_format(name)


def extensions(names: Iterable[str]) -> list[str]:
    """The extension of the file that each of these formats makes."""
    return [edition_format(name).extension for name in names]


def edition_format(name: str) -> EditionFormat:
    """Read the format of that name; PublicationError for one that does not exist."""
    if name not in _all_names():
        raise PublicationError(f"onbekend formaat ‘{name}’; kies uit {', '.join(_all_names())}")
    values = _values(name)
    return EditionFormat(
        name=name,
        extension=values["extension"],
        writer=values["writer"],
        filters=tuple(_FORMATS / path for path in values.get("filters", ())),
        template=_path(values.get("template")),
        reference=_path(values.get("reference")),
        options={option: _option(value) for option, value in values.get("options", {}).items()},
        prepare=tuple(values.get("prepare", ())),
        finish=tuple(values.get("finish", ())),
        on_request=bool(values.get("on_request", False)),
    )


def _values(name: str) -> dict[str, Any]:
    """The keys of a format, with those of the format that it is like."""
    own = _read(_FORMATS / f"{name}.yml")
    values = (_values(own["like"]) if "like" in own else {}) | own
    filters = [*values.get("filters", ()), *own.get("more_filters", ())]
    return values | {"filters": filters}


def _path(name: str | None) -> Path | None:
    return _FORMATS / name if name else None


def _option(value: Any) -> str:
    if isinstance(value, bool):
        return str(value).lower()
    path = _FORMATS / str(value)
    return str(path if path.is_file() else value)


@cache
def _read(path: Path) -> dict[str, Any]:
    values: dict[str, Any] = read_data(path)
    return values
