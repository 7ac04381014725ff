"""The site's own style sheet, script and fonts.

Style sheet and script are each one file, made of the pieces in `assets/` in the order of their names; the style sheet
starts with the variables of the house style.
"""

from __future__ import annotations

import shutil
from pathlib import Path

from scripts.design import FONTS
from scripts.site.house_style import variables

_PIECES = Path(__file__).with_name("assets")
# Scripts that cannot wait for the page, or that few pages need.
_STANDALONE = _PIECES / "standalone"
STYLE, SCRIPT = "stijl/publicatie.css", "script/publicatie.js"


def write_assets(folder: Path) -> None:
    """Write all of it below `folder`."""
    for name, opening in ((STYLE, variables()), (SCRIPT, "")):
        path = folder / name
        pieces = [piece.read_text(encoding="utf-8") for piece in sorted(_PIECES.glob(f"*{path.suffix}"))]
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text("\n".join(filter(None, [opening, *pieces])), encoding="utf-8", newline="\n")
    for script in sorted(_STANDALONE.iterdir()):
        shutil.copyfile(script, (folder / SCRIPT).with_name(script.name))
    shutil.copytree(FONTS / "web", folder / "stijl" / "fonts", dirs_exist_ok=True)
