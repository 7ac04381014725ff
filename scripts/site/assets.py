"""The site's own style sheet and script, each one file made of the pieces in `assets/`, in the order of their names."""

from __future__ import annotations

from pathlib import Path

_PIECES = Path(__file__).with_name("assets")
STYLE, SCRIPT = "stijl/publicatie.css", "script/publicatie.js"


def write_assets(folder: Path) -> None:
    """Write both files below `folder`; one that has no pieces is not written."""
    for name in (STYLE, SCRIPT):
        path = folder / name
        pieces = [piece.read_text(encoding="utf-8") for piece in sorted(_PIECES.glob(f"*{path.suffix}"))]
        if pieces:
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_text("\n".join(pieces), encoding="utf-8", newline="\n")
