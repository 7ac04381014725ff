"""Keeping the register of lasting ids up to date: `alineas.jsonl`, beside mkdocs.yml."""

from __future__ import annotations

import sys

from scripts.publication.anchors import ANCHORS_FILE, anchors_text
from scripts.publication.identify import identify
from scripts.publication.model import Publication
from scripts.replace import aside


def update_register(publication: Publication) -> None:
    """Write what the site that was just made knows, in one step; a file that would stay the same is left alone.

    Where it cannot be written (a checkout that is read-only) the site is as good, so that is said and nothing more.
    """
    path = publication.root / ANCHORS_FILE
    text = anchors_text(identify(publication).anchors)
    try:
        if path.exists() and path.read_bytes() == text.encode():
            return
        with aside(path) as fresh:
            fresh.write_text(text, encoding="utf-8", newline="\n")
            fresh.chmod(path.stat().st_mode if path.exists() else 0o644)
            fresh.replace(path)
    except OSError as error:
        print(f"{ANCHORS_FILE} is niet bij te werken ({error.strerror}); dat kan een volgende keer.", file=sys.stderr)
