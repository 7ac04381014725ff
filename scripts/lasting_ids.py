"""Keeping the register of lasting ids up to date: `alineas.jsonl`, beside mkdocs.yml."""

from __future__ import annotations

import sys

from scripts.publication.anchors import ANCHORS_FILE, anchors_text, read_anchors
from scripts.publication.identify import identify
from scripts.publication.model import Publication
from scripts.replace import write_if_changed


def update_register(publication: Publication) -> None:
    """Write what the site that was just made knows, in one step; a file that would stay the same is left alone.

    So is one that somebody else wrote in the meantime. Where it cannot be written (a checkout that is read-only) the
    site is as good, so that is said and nothing more.
    """
    anchors = identify(publication).anchors
    there = read_anchors(publication.root)
    if there not in (anchors, publication.anchors):
        print(f"{ANCHORS_FILE} is intussen gewijzigd en is zo gebleven; maak de uitgave nog eens.", file=sys.stderr)
        return
    try:
        write_if_changed(publication.root / ANCHORS_FILE, anchors_text(anchors))
    except OSError as error:
        print(f"{ANCHORS_FILE} is niet bij te werken ({error.strerror}); dat kan een volgende keer.", file=sys.stderr)
