"""alineas.jsonl: the lasting ids of paragraphs, list items and notes, kept in the project beside mkdocs.yml.

One JSON object a line (https://jsonlines.org), sorted by id, so that a revision changes only the lines of the passages
it touches and git can merge two branches line by line. Both branches' lines may end up in the file: an id may come
twice, and the marks of an unresolved merge are no reason to stop. The next build writes it as it should be.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterable, Iterator
from pathlib import Path, PurePosixPath
from typing import Any, get_args

from scripts.publication.errors import PublicationError
from scripts.publication.model import Anchor, AnchorKind, Position
from scripts.publication.text_files import read_text

ANCHORS_FILE = "alineas.jsonl"
_ID = re.compile(r"[a-z0-9][a-z0-9-]*")
_CHAPTERS = {".md", ".markdown"}
_MERGE_MARKS = ("<<<<<<<", "|||||||", "=======", ">>>>>>>")


def read_anchors(root: Path) -> tuple[Anchor, ...]:
    """The register of a project, empty without a file; PublicationError with the line for what is not one of ours."""
    path = root / ANCHORS_FILE
    return tuple(_parse(read_text(path, ANCHORS_FILE).text)) if path.exists() else ()


def anchors_text(anchors: Iterable[Anchor]) -> str:
    """The content of the file for a register."""
    return "".join(f"{json.dumps(_item(anchor), ensure_ascii=False)}\n" for anchor in anchors)


def _item(anchor: Anchor) -> dict[str, Any]:
    item: dict[str, Any] = {"id": anchor.id, "kind": anchor.kind, "file": anchor.file}
    if anchor.earlier:
        item["earlier"] = anchor.earlier
    if anchor.nth > 1:
        item["nth"] = anchor.nth
    if anchor.before:
        item["before"] = anchor.before
    return item | {"text": anchor.text}


def _parse(text: str) -> Iterator[Anchor]:
    # Not splitlines: a text may hold one of the rarer characters that Python takes for the end of a line.
    for number, line in enumerate(text.split("\n"), 1):
        if line.strip() and not line.startswith(_MERGE_MARKS):
            try:
                yield _anchor(json.loads(line))
            except (AttributeError, KeyError, TypeError, ValueError) as error:
                message = (
                    "dit is geen regel van het register van alinea’s; zet de regel uit de versiegeschiedenis terug, "
                    "of verwijder haar: dan krijgt die alinea een nieuwe koppeling"
                )
                raise PublicationError(message, Position(ANCHORS_FILE, number)) from error


def _anchor(item: Any) -> Anchor:
    """The anchor in an item; one of the errors above if it holds anything else."""
    anchor = Anchor(
        id=item["id"],
        kind=item["kind"],
        text=item["text"],
        file=item["file"],
        before=item.get("before", ""),
        nth=item.get("nth", 1),
        earlier=tuple(item.get("earlier", ())),
    )
    texts = (anchor.id, anchor.text, anchor.file, anchor.before, *anchor.earlier)
    if not all(isinstance(text, str) for text in texts) or not isinstance(anchor.nth, int):
        raise TypeError
    files = [PurePosixPath(file) for file in (anchor.file, *anchor.earlier) if file]
    if not _ID.fullmatch(anchor.id) or anchor.kind not in get_args(AnchorKind) or not files:
        raise ValueError
    if any(file.is_absolute() or ".." in file.parts or file.suffix not in _CHAPTERS for file in files):
        raise ValueError
    return anchor
