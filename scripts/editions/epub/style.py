"""The style sheet of the EPUB with the colours and the fonts of the house, and the files of these fonts."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from pathlib import Path

from scripts.design.metrics import font_files

STYLE_SHEET = "EPUB/styles/stylesheet1.css"
_ROLE = re.compile(r"var\(--([a-z]+)\)")
# How the file of a font is named → how CSS describes it.
FACES = {"Regular": "", "Bold": "font-weight: bold; ", "It": "font-style: italic; "}
FACES["BoldIt"] = FACES["Bold"] + FACES["It"]


def font_parts(design: Mapping[str, str], folders: tuple[Path, ...]) -> dict[str, bytes]:
    """The fonts of the two families of the house and their licences, by their name in the book."""
    files = [path for role in ("serif", "sans") for path in font_files(folders).get(design[role], ())]
    licences = sorted(path for folder in {file.parent for file in files} for path in folder.glob("LICENSE*"))
    return {f"fonts/{path.name}": path.read_bytes() for path in [*files, *licences]}


def style_sheet(css: str, design: Mapping[str, str], folders: tuple[Path, ...], fonts: Iterable[str]) -> str:
    """The sheet with values for `var(--role)`, which older reader programs do not know, and a rule for each font."""
    families = {path.name: family for family, paths in font_files(folders).items() for path in paths}
    rules = []
    for part in fonts:
        name = part.rpartition("/")[2]
        face = FACES.get(name.rpartition(".")[0].rpartition("-")[2])
        if name in families and face is not None:
            rules.append(f'@font-face {{ font-family: "{families[name]}"; {face}src: url("../{part}"); }}\n')
    return "".join(rules) + _ROLE.sub(lambda role: design[role[1]], css)
