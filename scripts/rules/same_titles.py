"""When two entries have the same title, and when they are two works all the same."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator

from rapidfuzz import fuzz

from scripts.publication.model import Entry
from scripts.publication.people import comparable, people, words

# Titles shorter than this (in characters) have to be equal; longer ones may differ in a letter or a small word.
_LONG_ENOUGH = 25
_ALIKE = 94
_ONE_OF_MANY = re.compile(
    r"[\divxlcdm]+|[a-z]|(?:een|twee|drie|vier|vijf|one|two|three|first|second|third|eerste|tweede|derde)"
)
_CONTAINERS = ("journaltitle", "journal", "booktitle", "maintitle", "eventtitle")
_TELLING = ("volume", "number", "issue", "pages", "edition", "chapter", "version", "isbn", "eprint")
# In a window of this size all titles of a large group are compared, in alphabetical order.
_WINDOW = 25

Words = tuple[str, ...]


def title(entry: Entry) -> Words:
    """The comparable words of the title and subtitle."""
    return words(f"{entry.fields.get('title', '')} {entry.fields.get('subtitle', '')}")


def main_title(entry: Entry) -> Words:
    """The words of the title in front of a colon, full stop or question mark."""
    return words(re.split(r"[:.?!–—]\s", entry.fields.get("title", ""), maxsplit=1)[0])


def families(entry: Entry) -> tuple[Words, ...]:
    """The family names of the authors (or else the editors), in order."""
    found = people(entry).persons or people(entry, "editor").persons
    return tuple(words(person.family) for person in found)


def same_title(a: Entry, b: Entry) -> bool:
    """Whether two titles are one, but for a slip of the pen or a subtitle that one of them leaves out."""
    one, other = title(a), title(b)
    if not one or not other:
        return False
    if one == other:
        return True
    if main_title(a) == other or main_title(b) == one:
        return min(len(one), len(other)) > 2
    shorter = min(len(" ".join(one)), len(" ".join(other)))
    if shorter < _LONG_ENOUGH or fuzz.ratio(" ".join(one), " ".join(other), score_cutoff=_ALIKE) < _ALIKE:
        return False
    return not any(_ONE_OF_MANY.fullmatch(word) for word in set(one) ^ set(other))


def are_two_works(a: Entry, b: Entry) -> bool:
    """Whether the other fields tell that two entries with one title are two works: another journal, edition, DOI, …"""
    in_a, in_b = _container(a), _container(b)
    if (in_a and in_b and fuzz.ratio(in_a, in_b) < _ALIKE) or (
        bool(in_a) != bool(in_b) and _is_complete(a) and _is_complete(b)
    ):
        return True
    if doi(a) and doi(b) and doi(a) != doi(b):
        return True
    both = (field for field in _TELLING if a.fields.get(field) and b.fields.get(field))
    return any(words(a.fields[field]) != words(b.fields[field]) for field in both) or bool(
        a.fields.get("edition") or b.fields.get("edition")
    )


def doi(entry: Entry) -> str:
    """The DOI without a resolver in front of it, lower case; '' without one."""
    return re.sub(r"^(?:https?://)?(?:dx\.)?(?:doi\.org/|doi:\s*)", "", comparable(entry.fields.get("doi", "")).strip())


def neighbours(entries: Iterable[Entry]) -> Iterator[tuple[Entry, Entry]]:
    """All pairs of a small group; of a large one those whose titles are near in alphabetical order."""
    ordered = sorted(entries, key=lambda entry: (title(entry), entry.position))
    for index, one in enumerate(ordered):
        for other in ordered[index + 1 : index + 1 + _WINDOW]:
            yield (one, other) if one.position < other.position else (other, one)


def _container(entry: Entry) -> str:
    return " ".join(words(next((entry.fields[field] for field in _CONTAINERS if entry.fields.get(field)), "")))


def _is_complete(entry: Entry) -> bool:
    """Whether an entry says where it appeared, so that another place is another work."""
    return any(
        entry.fields.get(field)
        for field in (*_CONTAINERS, "institution", "school", "publisher", "organization", "eprint")
    )
