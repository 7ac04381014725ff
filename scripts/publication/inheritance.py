"""Entries that take over fields of others, through `crossref` and `xdata`.

An entry that inherits from itself in the end has to be found before pandoc reads the file: pandoc 3.9 does not return.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence

from scripts.publication.model import BibliographyProblem, Entry

FIELDS = ("crossref", "xdata")


def cycles(entries: Sequence[Entry]) -> Iterator[BibliographyProblem]:
    """A problem for each entry that is its own ancestor, at the field through which it is."""
    by_key = {entry.key: entry for entry in entries}
    parents = {key: [name for name in _named(entry.fields) if name in by_key] for key, entry in by_key.items()}
    for key in _on_cycles(parents):
        entry = by_key[key]
        field = next(field for field in FIELDS if entry.fields.get(field))
        message = f"titelbeschrijving ‘{key}’ neemt via ‘{field}’ gegevens over van zichzelf"
        yield BibliographyProblem(message, entry.positions[field], key, "cycle")


def _named(fields: Mapping[str, str]) -> list[str]:
    """The keys that an entry inherits from; pandoc parts them at commas and spaces."""
    return [key for field in FIELDS for key in re.split(r"[\s,]+", fields.get(field, "")) if key]


def _on_cycles(parents: Mapping[str, Iterable[str]]) -> list[str]:
    """The keys that lie on a cycle or between two.

    Whoever has no parents left is taken away, again and again; and of what remains whoever has no children left.
    """
    children: dict[str, list[str]] = {key: [] for key in parents}
    for key, ancestors in parents.items():
        for ancestor in ancestors:
            children[ancestor].append(key)
    remaining = _without_loose_ends(set(parents), parents, children)
    remaining = _without_loose_ends(remaining, children, parents)
    return [key for key in parents if key in remaining]


def _without_loose_ends(
    keys: set[str], neighbours: Mapping[str, Iterable[str]], dependents: Mapping[str, Iterable[str]]
) -> set[str]:
    """The keys that are left when those without neighbours among the rest are taken away, until there are none."""
    counts = {key: sum(neighbour in keys for neighbour in neighbours[key]) for key in keys}
    loose = [key for key, count in counts.items() if count == 0]
    while loose:
        for dependent in dependents[loose.pop()]:
            if dependent in counts:
                counts[dependent] -= 1
                if counts[dependent] == 0:
                    loose.append(dependent)
    return {key for key, count in counts.items() if count > 0}
