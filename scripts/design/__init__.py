"""The house style that site, print editions and figures share: colours and fonts by name (`design.yml`), font files.

Another file with the same keys, or some of them, is another house style; `fonts` names the folder with its fonts.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from functools import cache
from pathlib import Path

from scripts.publication.data_files import read_data
from scripts.publication.errors import PublicationError
from scripts.publication.places import Position
from scripts.publication.settings import Setting, read_settings
from scripts.publication.text_files import read_text

FONTS = Path(__file__).with_name("fonts")
_DESIGN = Path(__file__).with_name("design.yml")
_FONT_FOLDER = "fonts"
_COLOUR = re.compile(r"#[0-9a-fA-F]{6}")
_READABLE = 4.5
# Which colours bear text, and what it may stand on (WCAG 2.2, success criterion 1.4.3).
_TEXT: dict[str, tuple[str, ...]] = {
    "accent": ("#ffffff", "paper"),
    "quiet": ("#ffffff", "paper"),
    "link": ("#ffffff", "paper"),
}
_TEXT |= {"ink": ("#ffffff", "paper", "panel", "highlight"), "mark": ("#ffffff", "paper")}
_TEXT |= {f"dark_{name}": ("dark_paper",) for name in _TEXT}


@dataclass(frozen=True, slots=True)
class HouseStyle:
    """Colours (CSS hex) and font families by name, the folders with font files, and where a file says what."""

    values: Mapping[str, str]
    fonts: tuple[Path, ...] = (FONTS,)
    places: Mapping[str, Position] = field(default_factory=dict)


@cache
def design() -> Mapping[str, str]:
    """Colours (CSS hex) and font families of the house style by name."""
    values: dict[str, str] = read_data(_DESIGN)
    return values


def house_style(path: Path | None = None) -> HouseStyle:
    """The house style of a file; of design.yml if there is none, which also says what the file leaves out.

    Raises PublicationError with the line for a name that no house style has, for what is no colour, for a colour of
    text that is too faint, and for a folder of fonts that does not exist.
    """
    if path is None:
        return HouseStyle(design())
    settings, _ = read_settings(read_text(path, path.as_posix()).text, path.as_posix())
    own = dict(settings.pairs())
    for name, setting in own.items():
        _check_kind(name, setting)
    values = dict(design()) | {name: setting.text() for name, setting in own.items() if name != _FONT_FOLDER}
    for problem in _faint(values, own):
        raise problem
    places = {name: setting.position for name, setting in own.items()}
    return HouseStyle(values, (*_fonts(path, own.get(_FONT_FOLDER)), FONTS), places)


def contrast(one: str, other: str) -> float:
    """The contrast of two colours as in '#1f4e5f', from 1 to 21 (WCAG 2.2, 'contrast ratio')."""
    lighter, darker = sorted((_luminance(one), _luminance(other)), reverse=True)
    return (lighter + 0.05) / (darker + 0.05)


def _luminance(colour: str) -> float:
    channels = [int(colour[at : at + 2], 16) / 255 for at in (1, 3, 5)]
    linear = [c / 12.92 if c <= 0.04045 else ((c + 0.055) / 1.055) ** 2.4 for c in channels]
    return sum(share * value for share, value in zip((0.2126, 0.7152, 0.0722), linear, strict=True))


def _check_kind(name: str, setting: Setting) -> None:
    known = [*design(), _FONT_FOLDER]
    if name not in known:
        # Imported here: who has no wrong name in a house style does not wait for it.
        from rapidfuzz.process import extractOne

        near = extractOne(name, known, score_cutoff=60)
        hint = f"; bedoelt u ‘{near[0]}’?" if near else f"; kies uit {', '.join(known)}"
        raise setting.problem(f"onbekende naam ‘{name}’ in een huisstijl{hint}")
    value = setting.text()
    if not value:
        raise setting.problem(f"‘{name}’ heeft geen waarde")
    if design().get(name, "").startswith("#") and not _COLOUR.fullmatch(value):
        raise setting.problem(f'‘{value}’ is geen kleur; schrijf haar als in ‘"#1f4e5f"’, tussen aanhalingstekens')


def _faint(values: Mapping[str, str], own: Mapping[str, Setting]) -> Iterator[PublicationError]:
    """The pairs of a colour of text and one behind it that differ too little, as far as the file names one of them."""
    for name, grounds in _TEXT.items():
        for ground in grounds:
            setting = own.get(name) or own.get(ground)
            found = contrast(values[name], values.get(ground, ground))
            if setting and found < _READABLE:
                yield setting.problem(
                    f"‘{name}’ ({values[name]}) is op ‘{ground}’ niet te lezen: contrast "
                    f"{found:.1f}:1, ten minste {_READABLE}:1 is nodig".replace(".", ",")
                )


def _fonts(path: Path, setting: Setting | None) -> tuple[Path, ...]:
    if setting is None:
        return ()
    folder = path.parent / setting.text()
    if not folder.is_dir():
        raise setting.problem(f"‘fonts’ noemt een map die niet bestaat: {setting.text()}")
    return (folder,)
