"""The site's own style sheet, script and fonts.

Style sheet and script are each one file, made of the pieces in `assets/` in the order of their names; the style sheet
starts with the variables of the house style. What only their makers read, comments and indents, stays behind: a fifth
of what readers would have to fetch.
"""

from __future__ import annotations

import re
import shutil
from pathlib import Path

from scripts.design import FONTS
from scripts.site.house_style import variables

_PIECES = Path(__file__).with_name("assets")
# Scripts that cannot wait for the page, or that few pages need.
_STANDALONE = _PIECES / "standalone"
# A comment that has its lines to itself; one behind or within something else may be part of a text.
_COMMENT = re.compile(r"^[ \t]*(?://[^\n]*|/\*.*?\*/)[ \t]*\n", re.MULTILINE | re.DOTALL)
_INDENT = re.compile(r"^[ \t]+|[ \t]+$|\n(?=\n)", re.MULTILINE)
STYLE, SCRIPT = "stijl/publicatie.css", "script/publicatie.js"


def write_assets(folder: Path) -> None:
    """Write all of it below `folder`."""
    for name, opening in ((STYLE, variables()), (SCRIPT, "")):
        path = folder / name
        pieces = [piece.read_text(encoding="utf-8") for piece in sorted(_PIECES.glob(f"*{path.suffix}"))]
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(_bare("\n".join([opening, *pieces])), encoding="utf-8", newline="\n")
    for script in sorted(_STANDALONE.iterdir()):
        shutil.copyfile(script, (folder / SCRIPT).with_name(script.name))
    shutil.copytree(FONTS / "web", folder / "stijl" / "fonts", dirs_exist_ok=True)


def _bare(text: str) -> str:
    """A style sheet or script without what only its makers read."""
    return _INDENT.sub("", _COMMENT.sub("", text)).lstrip()
