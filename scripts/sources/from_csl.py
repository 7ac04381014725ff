"""Sources as CSL JSON, the form in which Zotero, DOI registries and pandoc's readers give them.

Types and variables as in https://docs.citationstyles.org/en/stable/specification.html, appendix III and IV.
"""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from typing import Any

from scripts.sources.draft import Draft, date, draft, escaped, isbn, left_out
from scripts.sources.names import institution, names, person
from scripts.sources.unreadable import UnreadableSourceError

TYPES: Mapping[str, str] = {
    "article-journal": "article",
    "article-magazine": "article",
    "article-newspaper": "article",
    "journal-article": "article",  # as Crossref has it
    "book": "book",
    "monograph": "book",
    "chapter": "incollection",
    "book-chapter": "incollection",
    "entry-encyclopedia": "incollection",
    "paper-conference": "inproceedings",
    "proceedings-article": "inproceedings",
    "report": "report",
    "thesis": "thesis",
    "dissertation": "thesis",
    "webpage": "online",
    "post-weblog": "online",
    "post": "online",
    "legislation": "legislation",
    "bill": "legislation",
    "legal_case": "jurisdiction",
    "dataset": "dataset",
    "software": "software",
    "manuscript": "unpublished",
}
_CONTAINERS = {"article": "journaltitle", "incollection": "booktitle", "inproceedings": "booktitle"}
_BY_INSTITUTION = {"report", "thesis"}
_ROLES = {"author": "author", "editor": "editor", "translator": "translator"}
_TEXTS = {
    "title": "title",
    "volume": "volume",
    "edition": "edition",
    "page": "pages",
    "publisher-place": "location",
    "ISSN": "issn",
    "note": "note",
}
# What every export carries and no reference prints.
_SILENT = {"id", "citation-key", "citation-label", "type", "source", "schema", "accessed", "issued", "language"}


def read_csl(text: str) -> list[Draft]:
    """The drafts of a CSL JSON text: one item or a list of them."""
    try:
        items = json.loads(text)
    except (ValueError, RecursionError) as error:
        raise UnreadableSourceError("dit is geen geldige JSON") from error
    if isinstance(items, Mapping):
        items = items.get("items", [items])
    if not isinstance(items, Sequence) or not all(isinstance(item, Mapping) for item in items):
        raise UnreadableSourceError("deze JSON is geen CSL JSON: verwacht een lijst met bronnen")
    return [from_item(item) for item in items]


def from_item(item: Mapping[str, Any]) -> Draft:
    """The draft of one CSL item; fields of an unexpected kind are left out, never guessed."""
    type = TYPES.get(str(item.get("type", "")), "misc")
    fields = {field: names(map(_name, _people(item, role))) for role, field in _ROLES.items()}
    fields |= {field: escaped(_text(item, variable)) for variable, field in _TEXTS.items()}
    container, series = escaped(_text(item, "container-title")), escaped(_text(item, "collection-title"))
    fields[_CONTAINERS.get(type, "series")] = container
    if series:
        fields["series"] = series
    # An article has an issue, a book or a report a number in a series.
    fields["number"] = escaped(_text(item, "issue") or _text(item, "collection-number") or _text(item, "number"))
    fields["institution" if type in _BY_INSTITUTION else "publisher"] = escaped(_text(item, "publisher"))
    fields["type"] = escaped(_text(item, "genre")) if type == "thesis" else ""
    fields |= {
        "date": _date(item.get("issued")),
        "doi": _text(item, "DOI"),
        "isbn": isbn(_text(item, "ISBN")),
        "url": _text(item, "URL"),
        "urldate": _date(item.get("accessed")) if item.get("URL") else "",
        "langid": _text(item, "language"),
    }
    if fields["doi"] and "doi.org/" in fields["url"]:
        # The DOI is the address.
        fields["url"] = fields["urldate"] = ""
    known = {*_ROLES, *_TEXTS, *_SILENT, "container-title", "collection-title", "collection-number", "number", "issue"}
    known |= {"publisher", "genre", "DOI", "ISBN", "URL"}
    others = [name for name, value in item.items() if name not in known and isinstance(value, str) and value]
    return draft(type, fields, left_out(others))


def _text(item: Mapping[str, Any], name: str) -> str:
    """The text of a variable; registries give some as a list."""
    value = item.get(name, "")
    if isinstance(value, list):
        value = value[0] if value else ""
    return str(value) if isinstance(value, (str, int, float)) else ""


def _people(item: Mapping[str, Any], role: str) -> list[Mapping[str, Any]]:
    people = item.get(role)
    return [one for one in people if isinstance(one, Mapping)] if isinstance(people, list) else []


def _name(name: Mapping[str, Any]) -> str:
    literal = _text(name, "literal") or _text(name, "name")
    if literal or not name.get("family"):
        return institution(literal or _text(name, "given"))
    particle = " ".join(filter(None, (_text(name, "dropping-particle"), _text(name, "non-dropping-particle"))))
    shown = person(_text(name, "family"), _text(name, "given"), particle)
    return f"{shown}, {escaped(_text(name, 'suffix'))}" if name.get("suffix") else shown


def _date(value: object) -> str:
    if not isinstance(value, Mapping):
        return ""
    parts = value.get("date-parts")
    if isinstance(parts, list) and parts and isinstance(parts[0], list) and parts[0]:
        return date(*parts[0][:3])
    return date(value.get("raw") or value.get("literal"))
