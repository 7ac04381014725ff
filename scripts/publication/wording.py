"""The words that the editions add to a publication ('Figuur', 'Noten', 'Geciteerd in noot'), in its own language.

They stand in `wording/<language>/<subject>.yml`; a publication in a language without a folder gets the English words.
"""

from __future__ import annotations

from collections.abc import Mapping
from functools import cache
from pathlib import Path

from scripts.publication.data_files import read_data

_FOLDER = Path(__file__).with_name("wording")
_FALLBACK = "en"


@cache
def wording(lang: str) -> Mapping[str, str]:
    """The words for a language tag such as 'nl' or 'nl-NL'."""
    base = _read(_FALLBACK)
    return base | _read(lang.lower().partition("-")[0])


@cache
def _read(language: str) -> dict[str, str]:
    words: dict[str, str] = {}
    for path in sorted((_FOLDER / language).glob("*.yml")):
        words |= read_data(path)
    return words
