"""Drawings with the letters that they show: an SVG that is opened as a picture sees no font of the book."""

from __future__ import annotations

import re
from base64 import b64encode
from collections.abc import Mapping
from html import unescape
from io import BytesIO
from pathlib import Path

from fontTools import subset
from fontTools.ttLib import TTFont

from scripts.editions.epub.style import FACES

_TAG = re.compile(r"<[^>]*>")
_ROOT = re.compile(r"<svg\b[^>]*>")
# A face is taken along if this stands in the drawing.
_SIGNS = {"Regular": "", "Bold": "bold", "It": "italic", "BoldIt": "italic"}


def with_letters(drawing: str, families: Mapping[str, tuple[Path, ...]]) -> str:
    """An SVG with a font for each of these families that it names, of which it has the letters it needs."""
    letters = set(unescape(_TAG.sub("", drawing)))
    rules = [
        f'@font-face {{ font-family: "{family}"; {FACES[style]}src: url(data:font/ttf;base64,{_font(path, letters)}) }}'
        for family, paths in families.items()
        for path in paths
        if family in drawing
        and (style := path.stem.rpartition("-")[2]) in FACES
        and _SIGNS[style] in drawing
        and (style != "BoldIt" or "bold" in drawing)
    ]
    if not rules:
        return drawing
    return _ROOT.sub(lambda root: f"{root[0]}<style>{''.join(rules)}</style>", drawing, count=1)


def _font(path: Path, letters: set[str]) -> str:
    """The font file with these letters only, in base 64."""
    options = subset.Options(hinting=False, notdef_outline=True, layout_features=["kern", "liga"])
    subsetter = subset.Subsetter(options)
    subsetter.populate(text="".join(sorted(letters)))
    with TTFont(path, recalcTimestamp=False) as font, BytesIO() as file:
        subsetter.subset(font)
        font.save(file)
        return b64encode(file.getvalue()).decode()
