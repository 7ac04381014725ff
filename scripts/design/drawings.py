"""Drawings in another house style: a drawing has the colours and fonts of `design.yml` as they are."""

from __future__ import annotations

import re
from collections.abc import Mapping

from scripts.design import design

_COLOUR = re.compile(r"#[0-9a-fA-F]{6}\b")
_FONTS = ("serif", "sans")


def in_style(drawing: str, values: Mapping[str, str]) -> str:
    """An SVG drawing with the house's own colours and fonts replaced by those of the same name in `values`."""
    names: dict[str, str] = {}
    for name, value in design().items():
        names.setdefault(value.lower(), name)

    def replaced(colour: re.Match[str]) -> str:
        name = names.get(colour.group().lower())
        return values[name] if name else colour.group()

    for font in _FONTS:
        drawing = drawing.replace(design()[font], values[font])
    return _COLOUR.sub(replaced, drawing)
