"""Makes the fonts of the house from Source Serif 4 and Source Sans 3: Latin script only, under a name of their own.

`python tools/subset_fonts.py FOLDER` reads the static TrueType files of Adobe's releases in FOLDER and writes
`scripts/design/fonts/`. The subset is a quarter of the size and saves Typst a fifth of its time, because the words
around every possible hyphen have to be shaped. The Open Font License reserves the name 'Source' for the originals,
hence the new name.
Needs fonttools, which comes with the test tools' dependencies.
"""

from __future__ import annotations

import sys
from pathlib import Path

from fontTools import subset
from fontTools.ttLib import TTFont

TARGET = Path(__file__).resolve().parent.parent / "scripts" / "design" / "fonts"
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
FEATURES = ["kern", "liga", "onum", "lnum", "pnum", "tnum", "locl", "ccmp", "mark", "mkmk", "sups", "subs", "case"]


def main() -> None:
    """Subset and rename every font in the folder named on the command line."""
    for path in sorted(Path(sys.argv[1]).glob("Source*.ttf")):
        font = TTFont(path)
        options = subset.Options(layout_features=FEATURES, hinting=False, glyph_names=False, notdef_outline=True)
        options.name_IDs = ["*"]
        subsetter = subset.Subsetter(options)
        subsetter.populate(unicodes=[code for first, last in RANGES for code in range(first, last + 1)])
        subsetter.subset(font)
        for record in font["name"].names:
            record.string = renamed(record.toUnicode())
        font["head"].modified = font["head"].created
        font.recalcTimestamp = False
        font.save(TARGET / renamed(path.name))


def renamed(text: str) -> str:
    """The text with the reserved names replaced."""
    for old, new in NAMES.items():
        text = text.replace(old, new)
    return text


if __name__ == "__main__":
    main()
