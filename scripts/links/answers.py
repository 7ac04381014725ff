"""Which addresses a bibliography has, and what the web said about each: plain data, without the web."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from typing import Literal
from urllib.parse import quote

from scripts.publication.model import Bibliography, Position
from scripts.publication.number_forms import bare_doi

# Why there was no answer; '' when there was.
Failure = Literal["", "host", "certificate", "time", "connection", "redirects", "address"]

# Whoever resolves a DOI: https://www.doi.org/doi-handbook/HTML/resolution.html
RESOLVER = "https://doi.org/"
# What may be asked; anything else is for the rules about the fields themselves.
_ADDRESS = re.compile(r"https?://[^\s/?#\\{}\[\]]+(?:[/?#][^\s\\{}]*)?", re.IGNORECASE)
_DOI = re.compile(r"10[./]\S+")
_GONE = frozenset({404, 410})


@dataclass(frozen=True, slots=True)
class Answer:
    """What the web said about `url` on the day `checked` (UTC).

    `status` is the last HTTP status, None without one; `final` the address that gave it, if another than `url`; `moved`
    the address that `url` was said to have for good (301, 308).
    """

    url: str
    checked: date
    status: int | None = None
    final: str = ""
    moved: str = ""
    failure: Failure = ""

    @property
    def is_alive(self) -> bool:
        return not self.failure and self.status is not None and self.status < 400

    @property
    def is_gone(self) -> bool:
        return not self.failure and self.status in _GONE

    def is_fresh(self, today: date, days: int) -> bool:
        """Whether the address need not be asked again: less than `days` days old, and a yes or a no."""
        return (self.is_alive or self.is_gone) and 0 <= (today - self.checked).days < days


@dataclass(frozen=True, slots=True)
class Source:
    """An address in the bibliography: the entry and the field ('url' or 'doi') that have it, and where."""

    url: str
    key: str
    field: str
    position: Position


def sources(bibliography: Bibliography) -> Iterator[Source]:
    """The addresses in the fields url and doi of all entries, in the order of the file."""
    for entry in bibliography.entries:
        for field in ("url", "doi"):
            if url := _address(field, entry.fields.get(field, "")):
                yield Source(url, entry.key, field, entry.positions[field])


def _address(field: str, value: str) -> str:
    """The address in a field; '' if there is none that can be asked."""
    if field == "doi":
        doi = bare_doi(value)
        return RESOLVER + quote(doi, safe="/:;()") if _DOI.fullmatch(doi) else ""
    return value.strip() if _ADDRESS.fullmatch(value.strip()) else ""
