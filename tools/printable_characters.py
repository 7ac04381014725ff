"""Finds out which characters Typst can print with the fonts of the house and those it brings along.

`python tools/printable_characters.py` writes `scripts/design/printable.txt`: a range of code points a line, as in
`0020-007E`. To be run after a change of the fonts or of Typst; a test tells when it is due.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Iterator
from pathlib import Path

import typst

from scripts.design import FONTS, design

TARGET = Path(__file__).resolve().parent.parent / "scripts" / "design" / "printable.txt"
# What is asked for in one go, and the last code point of the planes that have letters and signs.
BATCH = 4000
LAST = 0x1FBFF
_REFUSED = re.compile(r"(?m)^ *(\d+) │ ")
# Nobody sees these; Typst drops them or breaks a line at them.
_INVISIBLE = {"Cc", "Cf", "Cn", "Co", "Cs", "Zl", "Zp", "Zs"}


def main() -> None:
    """Ask for every character that Unicode has named."""
    codes = list(filter(is_visible, range(0x21, LAST + 1)))
    printable = [code for start in range(0, len(codes), BATCH) for code in displayed(codes[start : start + BATCH])]
    lines = [f"{first:04X}-{last:04X}" for first, last in ranges(printable)]
    TARGET.write_text("\n".join(lines) + "\n", encoding="utf-8", newline="\n")


def is_visible(code: int) -> bool:
    """Whether there is something to see of a character."""
    return unicodedata.category(chr(code)) not in _INVISIBLE


def displayed(codes: Iterable[int]) -> list[int]:
    """Those of the characters that Typst has a glyph for: it refuses a PDF/UA for the others, each at its own line."""
    codes = list(codes)
    head = f'#set document(title: "x")\n#set text(font: "{design()["serif"]}", lang: "nl")\n= x\n'
    body = "".join(f'#"\\u{{{code:x}}}"\n\n' for code in codes)
    fonts = typst.Fonts(include_system_fonts=False, font_paths=[FONTS])
    compiler = typst.Compiler((head + body).encode(), font_paths=fonts, ignore_system_fonts=True)
    try:
        compiler.compile(format="pdf", pdf_standards=["ua-1", "a-2a"])
    except typst.TypstError as error:
        first = head.count("\n") + 1
        refused = {(int(line) - first) // 2 for line in _REFUSED.findall(error.diagnostic)}
        return [code for place, code in enumerate(codes) if place not in refused]
    return codes


def ranges(codes: Iterable[int]) -> Iterator[tuple[int, int]]:
    """Ascending code points as ranges, whose ends belong to them."""
    first = last = -2
    for code in codes:
        if code != last + 1:
            if first >= 0:
                yield first, last
            first = code
        last = code
    if first >= 0:
        yield first, last


if __name__ == "__main__":
    main()
