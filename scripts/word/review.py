"""The review list: what came back from Word and is not (only) a change of a chapter."""

from __future__ import annotations

import json
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Literal

from scripts.publication.model import Position

Kind = Literal[
    "comment", "reference", "source", "citation", "formatting", "generated", "structure", "conflict", "refused"
]
JSON_VERSION = 1
_TITLES: dict[Kind, str] = {
    "comment": "Opmerkingen in de kantlijn",
    "reference": "Gewijzigde verwijzingen: dit hoort in de bibliografie",
    "source": "Bronnen die nog niet in de bibliografie staan",
    "citation": "Bronverwijzingen om na te zien",
    "formatting": "Opmaak",
    "generated": "Wat de drukkerij zelf maakt",
    "structure": "Wat niet vanuit Word kan",
    "conflict": "Tegenstrijdig met wat er intussen in het hoofdstuk veranderde",
    "refused": "Niet overgenomen, omdat de uitkomst niet klopte",
}


@dataclass(frozen=True, slots=True)
class ReviewItem:
    """One thing to look at: what it is, of whom, where it stands and in which sentence; `proposal` is an entry."""

    kind: Kind
    message: str
    author: str = ""
    date: str = ""
    position: Position | None = None
    sentence: str = ""
    proposal: str = ""


def as_json(items: Sequence[ReviewItem]) -> str:
    """The list as JSON; each item has kind, message, author, date, file, line, column, sentence and proposal."""
    listed = [
        {
            "kind": item.kind,
            "message": item.message,
            "author": item.author,
            "date": item.date,
            "file": item.position.file if item.position else None,
            "line": item.position.line if item.position else None,
            "column": item.position.column if item.position else None,
            "sentence": item.sentence,
            "proposal": item.proposal,
        }
        for item in items
    ]
    return json.dumps({"version": JSON_VERSION, "items": listed}, ensure_ascii=False, indent=1) + "\n"


def as_markdown(items: Sequence[ReviewItem]) -> str:
    """The list for reading: a heading a kind, a list item each."""
    lines = ["# Na te zien", ""]
    if not items:
        lines += ["Er is niets na te zien.", ""]
    for kind, title in _TITLES.items():
        of_kind = [item for item in items if item.kind == kind]
        if of_kind:
            lines += [f"## {title}", "", *(line for item in of_kind for line in _lines(item)), ""]
    return "\n".join(lines)


def _lines(item: ReviewItem) -> list[str]:
    who = ", ".join(filter(None, (item.author, item.date[:10])))
    place = f"`{item.position}` " if item.position else ""
    lines = [f"- [ ] {place}{item.message}" + (f" ({who})" if who else "")]
    if item.sentence:
        lines.append(f"      > {item.sentence}")
    if item.proposal:
        lines += ["", "      ```bibtex", *(f"      {line}" for line in item.proposal.splitlines()), "      ```"]
    return lines
