"""The styles of the Word edition as data: a YAML file, in which a style takes over what it is based on."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path
from typing import Any

from scripts.publication.data_files import read_data

TWIPS_PER_MM = 1440 / 25.4
POINTS_PER_MM = 72 / 25.4
# So many columns of a table are set in type of the usual size.
_COLUMNS = 7

Style = Mapping[str, Any]


def stylesheet(path: Path) -> Mapping[str, Any]:
    """The file as it is: `page`, `defaults`, and styles by name under `paragraph` and `character`."""
    values: Mapping[str, Any] = read_data(path)
    return values


def whole_style(sheet: Mapping[str, Any], name: str) -> Style:
    """A paragraph style with all that it inherits, from the defaults on."""
    style: Style = sheet["paragraph"].get(name, {})
    base = whole_style(sheet, style["based"]) if "based" in style else sheet["defaults"]
    return {**base, **style}


def table_style(columns: int) -> str:
    """The style of the words in a table of so many columns: of many, they are smaller."""
    return "Table Text" if columns <= _COLUMNS else "Table Text Small"


def text_width(page: Style) -> float:
    """The millimetres between the margins."""
    return float(page["width"] - page["left"] - page["right"])
