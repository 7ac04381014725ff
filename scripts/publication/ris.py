"""The bibliography as RIS, for reference managers that do not read BibTeX.

Tags and types as in the RIS specification that `rispy` follows (https://pypi.org/project/rispy/).
"""

from __future__ import annotations

import re
from collections.abc import Mapping

import rispy
from pybtex.database import InvalidNameString, Person

from scripts.publication.model import Bibliography, Entry
from scripts.publication.people import split_names

_TYPES: Mapping[str, str] = {
    "article": "JOUR",
    "book": "BOOK",
    "mvbook": "BOOK",
    "collection": "BOOK",
    "incollection": "CHAP",
    "inbook": "CHAP",
    "inproceedings": "CPAPER",
    "legislation": "STAT",
    "legal": "STAT",
    "jurisdiction": "CASE",
    "online": "ELEC",
    "report": "RPRT",
    "techreport": "RPRT",
    "thesis": "THES",
    "phdthesis": "THES",
    "mastersthesis": "THES",
    "unpublished": "UNPB",
}
_FIELDS: Mapping[str, tuple[str, ...]] = {
    "title": ("title",),
    "secondary_title": ("journaltitle", "journal", "booktitle", "series"),
    "volume": ("volume",),
    "number": ("number", "issue"),
    "place_published": ("location", "address"),
    "publisher": ("publisher", "institution", "organization", "school"),
    "doi": ("doi",),
    "isbn": ("isbn",),
    "issn": ("issn",),
    "language": ("langid", "language"),
    "abstract": ("abstract",),
}


def ris(bibliography: Bibliography) -> str:
    """All entries in RIS, in the order of the .bib file."""
    return _dumped([_record(entry) for entry in bibliography.entries])


def ris_record(entry: Entry) -> str:
    """One entry in RIS, without the count that `rispy` puts in front of each."""
    return _dumped([_record(entry)]).removeprefix("1.\n")


def _dumped(records: list[dict[str, object]]) -> str:
    text: str = rispy.dumps(records)
    return text.lstrip("\ufeff\n")


def _record(entry: Entry) -> dict[str, object]:
    record: dict[str, object] = {"type_of_reference": _TYPES.get(entry.type, "GEN"), "id": entry.key}
    for tag, role in (("authors", "author"), ("secondary_authors", "editor")):
        if people := _people(entry.fields.get(role, "")):
            record[tag] = people
    for tag, names in _FIELDS.items():
        value = next((entry.fields[name] for name in names if entry.fields.get(name)), "")
        if value:
            record[tag] = plain(value)
    if entry.year:
        record["year"] = f"{entry.year:04}"
    if pages := re.match(r"\s*([^-–\s]+)\s*(?:-+|–)\s*(\S+)", entry.fields.get("pages", "")):
        record["start_page"], record["end_page"] = pages.groups()
    elif entry.fields.get("pages"):
        record["start_page"] = plain(entry.fields["pages"])
    if entry.fields.get("url"):
        record["urls"] = [entry.fields["url"]]
    return record


def _people(names: str) -> list[str]:
    """'Family, Given' for each person; an institution (in braces) as it is; 'others' left out."""
    return [_person(name) for name in split_names(names) if name.lower() != "others"]


def _person(name: str) -> str:
    if name.startswith("{") and name.endswith("}"):
        return plain(name)
    try:
        person = Person(name)
    except InvalidNameString:
        # BibTeX allows two commas in a name; with more there is no telling what is what.
        return plain(name)
    family = " ".join([*person.prelast_names, *person.last_names, *person.lineage_names])
    given = " ".join([*person.first_names, *person.middle_names])
    return plain(f"{family}, {given}" if given else family)


def plain(value: str) -> str:
    """A field value without braces and with LaTeX's escaped characters as themselves."""
    return re.sub(r"\\([&%$#_])", r"\1", value).replace("{", "").replace("}", "").replace("--", "–")
