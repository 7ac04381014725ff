"""The house style that site, print editions and figures share: colours and fonts by name (`design.yml`), font files."""

from __future__ import annotations

from collections.abc import Mapping
from functools import cache
from pathlib import Path

from scripts.publication.data_files import read_data

FONTS = Path(__file__).with_name("fonts")
_DESIGN = Path(__file__).with_name("design.yml")


@cache
def design() -> Mapping[str, str]:
    """Colours (CSS hex) and font families of the house style by name."""
    values: dict[str, str] = read_data(_DESIGN)
    return values
