"""The data model of `entries.toml`, and what an entry has when its parents (crossref, xdata) are counted in."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from functools import cache
from pathlib import Path
from typing import Any

from scripts.publication.inheritance import FIELDS
from scripts.publication.model import Bibliography, Entry
from scripts.publication.people import ROLES, people

INCOMPLETE = "onvolledig"


@cache
def model() -> Mapping[str, Any]:
    """The tables of entries.toml."""
    # Imported here: a check of which the bibliography is known already does not need it.
    import tomllib

    return tomllib.loads(Path(__file__).with_name("entries.toml").read_text(encoding="utf-8"))


@cache
def known_types() -> frozenset[str]:
    """Every entry type of BibTeX and biblatex."""
    return frozenset([*model()["types"], *model()["same_type"]])


@cache
def fields(*groups: str) -> frozenset[str]:
    """The field names in the named groups."""
    return frozenset(name for group in groups for name in model()["fields"][group])


@cache
def known_fields() -> frozenset[str]:
    """Every field of BibTeX, biblatex and pandoc."""
    return fields("verbatim", "names", "dates", "printed", "known")


# The fields that name other entries.
RELATIONS = (*FIELDS, "xref", "entryset", "related")


def needs(entry: Entry, level: str) -> list[str]:
    """The fields of one level ('required' or 'full') of the entry's type, each as 'a|b|…'."""
    kind = model()["same_type"].get(entry.type, entry.type)
    return list(model()["types"].get(kind, {}).get(level, []))


def keys_in(entry: Entry, field: str) -> list[str]:
    """The keys that a field like crossref or xdata names."""
    return [key for key in re.split(r"[\s,]+", entry.fields.get(field, "")) if key]


def parents(entry: Entry) -> list[str]:
    """The keys of the entries that this one inherits from."""
    return [key for field in FIELDS for key in keys_in(entry, field)]


def is_marked_incomplete(entry: Entry) -> bool:
    """Whether the entry says itself that it is known to be incomplete (`keywords = {onvolledig}`)."""
    return INCOMPLETE in re.split(r"[\s,;]+", entry.fields.get("keywords", ""))


def filled(entry: Entry, bibliography: Bibliography) -> frozenset[str]:
    """The names (of the biblatex data model) of the fields that the entry has or inherits, and that are not empty.

    The title of a parent may be the booktitle or journaltitle of its child.
    """
    names = set(_own(entry))
    seen, waiting = {entry.key}, parents(entry)
    while waiting:
        key = waiting.pop()
        parent = bibliography.by_key.get(key)
        if parent and key not in seen:
            seen.add(key)
            inherited = set(_own(parent))
            if "title" in inherited:
                inherited |= {"booktitle", "journaltitle", "maintitle"}
            names |= inherited
            waiting += parents(parent)
    return frozenset(names)


def _own(entry: Entry) -> Iterator[str]:
    for name, value in entry.fields.items():
        if value.strip("{} "):
            yield model()["same_field"].get(name, name)


def missing(entry: Entry, bibliography: Bibliography, level: str) -> list[str]:
    """The needs of one level that nothing fills."""
    has = filled(entry, bibliography)
    return [need for need in needs(entry, level) if not has.intersection(need.split("|"))]


def is_institution(name: str) -> bool:
    """Whether a name without braces is certainly that of an institution."""
    known = model()["names"]
    words = name.casefold().replace(",", " ").split()
    if name.count(",") == 1 and words[-1:] and words[-1].rstrip(".") in known["company_forms"]:
        return True
    if "," in name or len(words) < 2:
        return False
    linked = not set(known["institution_links"]).isdisjoint(name.split())
    return linked or not set(known["institution_words"]).isdisjoint(words)


@cache
def particles() -> frozenset[str]:
    """The words that stand between given and family names ('van', 'der'), in lower case."""
    return frozenset(model()["names"]["particles"])


def missing_names(entry: Entry) -> list[str]:
    """What the names of an entry lack: 'others' where persons are left out, 'given' where a given name is not known."""
    named = [people(entry, role) for role in ROLES]
    found = {
        "others": any(names.others for names in named),
        "given": any(not (person.is_institution or person.given) for names in named for person in names.persons),
    }
    return [name for name, is_missing in found.items() if is_missing]
