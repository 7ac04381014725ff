"""Makes the fonts of the house from Source Serif 4 and Source Sans 3: Latin script only, under a name of their own.

`python tools/subset_fonts.py FOLDER` reads the static TrueType files of Adobe's releases in FOLDER and writes
`scripts/design/fonts/`. The subset is a quarter of the size and saves Typst a fifth of its time, because the words
around every possible hyphen have to be shaped. The Open Font License reserves the name 'Source' for the originals,
hence the new name.

Without FOLDER it makes only the fonts of the web edition, `scripts/design/fonts/web/`, from those that are there: one
WOFF2 file with what nearly every page needs and one, `-ext`, with the other letters, which a browser fetches only for a
page that has them (`unicode-range` in `scripts/site/assets/02-fonts.css`).

Needs fonttools and brotli, which are among the test tools.
"""

from __future__ import annotations

import sys
from collections.abc import Iterable
from pathlib import Path

from fontTools import subset
from fontTools.ttLib import TTFont

TARGET = Path(__file__).resolve().parent.parent / "scripts" / "design" / "fonts"
WEB_TARGET = TARGET / "web"
NAMES = {
    "Source Serif 4": "Rapport Serif",
    "SourceSerif4": "RapportSerif",
    "Source Sans 3": "Rapport Sans",
    "SourceSans3": "RapportSans",
}
# Latin with the accents of European languages, punctuation, fractions, arrows and the signs of running text.
RANGES = (
    (0x0020, 0x007E), (0x00A0, 0x017F), (0x0218, 0x021B), (0x02C6, 0x02DD), (0x0300, 0x0304), (0x0306, 0x030C),
    (0x0327, 0x0328), (0x1E80, 0x1E85), (0x1E9E, 0x1E9E), (0x1EF2, 0x1EF3), (0x2000, 0x2015), (0x2018, 0x201E),
    (0x2020, 0x2022), (0x2026, 0x2026), (0x202F, 0x2030), (0x2032, 0x2033), (0x2039, 0x203A), (0x2044, 0x2044),
    (0x2070, 0x2089), (0x20AC, 0x20AC), (0x2116, 0x2116), (0x2122, 0x2122), (0x2190, 0x2197), (0x21A9, 0x21A9),
    (0x2212, 0x2215), (0x2248, 0x2248), (0x2260, 0x2265), (0x25A0, 0x25CF), (0x2713, 0x2713), (0xFB01, 0xFB02),
)  # fmt: skip
# The part that a page in Dutch, English, German or French needs.
WEB_RANGES = (
    (0x0020, 0x007E), (0x00A0, 0x00FF), (0x0131, 0x0131), (0x0152, 0x0153), (0x2013, 0x2014), (0x2018, 0x201E),
    (0x2020, 0x2022), (0x2026, 0x2026), (0x2039, 0x203A), (0x20AC, 0x20AC), (0x2190, 0x2193), (0x2212, 0x2212),
)  # fmt: skip
WEB_FEATURES = ["kern", "liga", "locl", "ccmp", "mark"]
FEATURES = ["kern", "liga", "onum", "lnum", "pnum", "tnum", "locl", "ccmp", "mark", "mkmk", "sups", "subs", "case"]


def main() -> None:
    """Subset and rename every font in the folder named on the command line, if any; then make the web fonts."""
    for path in sorted(Path(sys.argv[1]).glob("Source*.ttf")) if len(sys.argv) > 1 else ():
        font = subsetted(path, codes(RANGES), FEATURES)
        for record in font["name"].names:
            record.string = renamed(record.toUnicode())
        font.save(TARGET / renamed(path.name))
    WEB_TARGET.mkdir(exist_ok=True)
    common = codes(WEB_RANGES)
    for path in sorted(TARGET.glob("*.ttf")):
        for suffix, chosen in (("", common), ("-ext", codes(RANGES) - common)):
            font = subsetted(path, chosen, WEB_FEATURES)
            font.flavor = "woff2"
            font.save(WEB_TARGET / f"{path.stem}{suffix}.woff2")


def codes(ranges: Iterable[tuple[int, int]]) -> set[int]:
    """All code points in the ranges, whose ends belong to them."""
    return {code for first, last in ranges for code in range(first, last + 1)}


def subsetted(path: Path, unicodes: set[int], features: list[str]) -> TTFont:
    """The font with these characters and layout features only, with the same bytes on every day."""
    font = TTFont(path, recalcTimestamp=False)
    options = subset.Options(layout_features=features, hinting=False, glyph_names=False, notdef_outline=True)
    options.name_IDs = ["*"]
    subsetter = subset.Subsetter(options)
    subsetter.populate(unicodes=unicodes)
    subsetter.subset(font)
    font["head"].modified = font["head"].created
    return font


def renamed(text: str) -> str:
    """The text with the reserved names replaced."""
    for old, new in NAMES.items():
        text = text.replace(old, new)
    return text


if __name__ == "__main__":
    main()
