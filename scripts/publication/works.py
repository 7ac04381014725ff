"""The nouns of the bibliography: its entries, and what could not be read."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path
from typing import Literal

from scripts.publication.places import Position


@dataclass(frozen=True, slots=True)
class Entry:
    """One work in the bibliography; type and field names in lower case, values as written but on one line.

    `positions` tells where the name of each field stands; `repeated` names the fields that come again, with the place.
    """

    key: str
    type: str
    fields: Mapping[str, str]
    positions: Mapping[str, Position]
    position: Position
    repeated: tuple[tuple[str, Position], ...] = ()

    @property
    def year(self) -> int | None:
        """The (first) year in which the work appeared; None where the entry gives none."""
        found = re.search(r"\d{4}", self.fields.get("date", self.fields.get("year", "")))
        return int(found.group()) if found else None


@dataclass(frozen=True, slots=True)
class BibliographyProblem:
    """A place where the .bib could not be read; the other entries are there all the same.

    `kind`: 'syntax' cannot be read at all; 'form', 'name' and 'type' are read by BibTeX and not by pandoc (a 'form' can
    be written in another way, the others have to change); 'cycle' is an entry that inherits from itself; 'string' is
    an abbreviation that nothing defines, the only one that pandoc can do with.
    """

    message: str
    position: Position
    key: str | None = None
    kind: Literal["syntax", "form", "name", "type", "cycle", "string"] = "syntax"


@dataclass(frozen=True, eq=False)
class Bibliography:
    """All of the .bib file, cited or not, in file order."""

    path: Path
    entries: tuple[Entry, ...]
    problems: tuple[BibliographyProblem, ...] = ()
    source: str = ""

    @cached_property
    def by_key(self) -> Mapping[str, Entry]:
        return {entry.key: entry for entry in reversed(self.entries)}
