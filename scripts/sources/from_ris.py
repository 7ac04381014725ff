"""Sources as RIS, which databases and reference managers export; `rispy` reads it."""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import Any

import rispy

from scripts.sources.draft import Draft, date, draft, escaped, isbn, left_out
from scripts.sources.names import names, typed
from scripts.sources.unreadable import UnreadableSourceError

_TYPES: Mapping[str, str] = {
    "JOUR": "article",
    "MGZN": "article",
    "NEWS": "article",
    "EJOUR": "article",
    "BOOK": "book",
    "EBOOK": "book",
    "CHAP": "incollection",
    "ECHAP": "incollection",
    "CONF": "inproceedings",
    "CPAPER": "inproceedings",
    "RPRT": "report",
    "GOVDOC": "report",
    "THES": "thesis",
    "ELEC": "online",
    "WEB": "online",
    "BLOG": "online",
    "STAT": "legislation",
    "BILL": "legislation",
    "CASE": "jurisdiction",
    "DATA": "dataset",
    "COMP": "software",
    "UNPB": "unpublished",
}
_CONTAINERS = {"article": "journaltitle", "incollection": "booktitle", "inproceedings": "booktitle"}
_JOURNAL = ("secondary_title", "journal_name", "alternate_title3", "alternate_title2", "alternate_title1")
_USED = {
    *("type_of_reference", "id", "title", "primary_title", "authors", "first_authors", "secondary_authors"),
    *("volume", "number", "edition", "publisher", "place_published", "year", "publication_year", "date", "doi", "isbn"),
    *("issn", "urls", "url", "access_date", "language", "start_page", "end_page", "tertiary_title", *_JOURNAL),
}


def read_ris(text: str) -> list[Draft]:
    """The drafts of a RIS text."""
    try:
        records = rispy.loads(text, skip_unknown_tags=True)
    except (ValueError, KeyError, IndexError, OSError) as error:
        raise UnreadableSourceError("dit lijkt RIS, maar is niet te lezen: begint elke bron met ‘TY  - ’?") from error
    return [_draft(record) for record in records]


def _draft(record: Mapping[str, Any]) -> Draft:
    type = _TYPES.get(str(record.get("type_of_reference", "")), "misc")

    def first(*keys: str) -> str:
        values = (record.get(key) for key in keys)
        return next((str(value[0] if isinstance(value, list) else value) for value in values if value), "")

    container = escaped(first(*_JOURNAL))
    serial, pages = first("issn", "isbn"), "-".join(filter(None, (first("start_page"), first("end_page"))))
    fields = {
        "author": names(map(typed, record.get("authors") or record.get("first_authors") or ())),
        "editor": names(map(typed, record.get("secondary_authors", ()))),
        "title": escaped(first("title", "primary_title")),
        _CONTAINERS.get(type, "series"): container,
        "volume": escaped(first("volume")),
        "number": escaped(first("number")),
        "edition": escaped(first("edition")),
        "pages": escaped(pages),
        "location": escaped(first("place_published")),
        "institution" if type in {"report", "thesis"} else "publisher": escaped(first("publisher")),
        "date": _date(first("date"), first("year", "publication_year")),
        "doi": first("doi"),
        # RIS has one tag for both numbers.
        "issn" if type == "article" else "isbn": serial if type == "article" else isbn(serial),
        "url": first("urls", "url"),
        "urldate": _date(first("access_date"), "") if first("urls", "url") else "",
        "langid": first("language"),
    }
    if type == "incollection" and record.get("tertiary_title"):
        fields["series"] = escaped(first("tertiary_title"))
    return draft(type, fields, left_out(name for name in record if name not in _USED))


def _date(whole: str, year: str) -> str:
    """RIS writes 'YYYY/MM/DD/other'; any of them may be missing."""
    parts = re.split(r"[/-]", whole)
    return date(*parts[:3]) or date(*re.split(r"[/-]", year)[:3])
