"""What the house's font files say: how wide their letters are, how high their lines, and which letters they have."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import cache
from pathlib import Path

from fontTools.ttLib import TTFont

from scripts.design import FONTS, HouseStyle
from scripts.publication.errors import PublicationError

# For letters that a font does not have.
_ANY_WIDTH = 0.5


@dataclass(frozen=True)
class Metrics:
    """Measures of a font as parts of its size."""

    widths: Mapping[int, float]
    line_height: float
    _known: dict[str, float] = field(default_factory=dict)

    def width(self, text: str) -> float:
        """The width of a piece of text at size 1, without kerning."""
        if text not in self._known:
            self._known[text] = sum(self.widths.get(ord(letter), _ANY_WIDTH) for letter in text)
        return self._known[text]


@cache
def font_files(folders: tuple[Path, ...] = (FONTS,)) -> Mapping[str, tuple[Path, ...]]:
    """The files of each family in these folders, in the order of their names."""
    found: dict[str, list[Path]] = {}
    for path in (path for folder in folders for path in sorted(folder.glob("*.[to]tf"))):
        with TTFont(path, lazy=True) as font:
            found.setdefault(font["name"].getBestFamilyName(), []).append(path)
    return {family: tuple(paths) for family, paths in found.items()}


def check_families(style: HouseStyle) -> None:
    """PublicationError with its place for a family of a house style that is not among its fonts."""
    known = font_files(style.fonts)
    for role in ("serif", "sans"):
        if (family := style.values[role]) not in known:
            message = f"lettertype ‘{family}’ is er niet; zet de bestanden (.ttf, .otf) in de map die ‘fonts’ noemt"
            raise PublicationError(f"{message} (wel: {', '.join(known)})", style.places.get(role))


@cache
def metrics(family: str, folders: tuple[Path, ...] = (FONTS,), *, bold: bool = False) -> Metrics:
    """The measures of the upright font of a family; for one that is not there, those of the first that is."""
    known = font_files(folders)
    files = known.get(family) or next(iter(known.values()))
    wanted = ("Bold",) if bold else ("Regular",)
    path = next((path for path in files if path.stem.endswith(wanted)), files[0])
    with TTFont(path, lazy=True) as font:
        unit = font["head"].unitsPerEm
        advances = font["hmtx"].metrics
        widths = {code: advances[name][0] / unit for code, name in font.getBestCmap().items()}
        hhea = font["hhea"]
        return Metrics(widths, (hhea.ascent - hhea.descent + hhea.lineGap) / unit)
