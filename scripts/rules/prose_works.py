"""What the works of a bibliography are called in a sentence: by their people, their institutions, their titles."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from functools import cached_property

from scripts.publication.model import Entry, Publication
from scripts.publication.people import ROLES, Person, comparable, people, words, years

Words = tuple[str, ...]

_MAKERS = ("institution", "organization", "school", "publisher")
_ABOUT = (
    "title",
    "subtitle",
    "titleaddon",
    "booktitle",
    "maintitle",
    "journaltitle",
    "journal",
    "series",
    "type",
    "note",
)
_ABOUT_TOO = (
    "addendum",
    "howpublished",
    "eventtitle",
    "shorttitle",
    "shortauthor",
    "abstract",
    "url",
    "doi",
    "keywords",
    "usera",
)
_PARTS = re.compile(r"\s*(?:[/,;|]|\s(?:en|and|&|und|et)\s|\\&)\s*")
# "Centraal Planbureau (CPB)": an abbreviation behind the words that it stands for.
_ABBREVIATION = re.compile(r"\s\((?:hierna:?\s+)?[‘'“]?([A-Z][\w&-]*)[’'”]?\)")
_LONGEST_NAME = 7


@dataclass(frozen=True, eq=False)
class Work:
    """One entry, by what a sentence may call it; all words comparable."""

    entry: Entry

    @cached_property
    def authors(self) -> tuple[Person, ...]:
        """The people who made it: authors, or editors where there are no authors; institutions too."""
        return people(self.entry).persons or people(self.entry, "editor").persons

    @cached_property
    def everyone(self) -> tuple[Person, ...]:
        return tuple(person for role in ROLES for person in people(self.entry, role).persons)

    @cached_property
    def others(self) -> bool:
        """Whether not all its authors are named."""
        return any(people(self.entry, role).others for role in ("author", "editor"))

    @cached_property
    def persons(self) -> tuple[Person, ...]:
        return tuple(person for person in self.authors if not person.is_institution)

    @cached_property
    def institutions(self) -> tuple[Words, ...]:
        """Institutional authors, institutions and publishers, whole and in their parts."""
        found = [words(person.name) for person in self.everyone if person.is_institution]
        # 'D66' without braces reads as a person without initials.
        found += [words(person.family) for person in self.everyone if not person.given and not person.particle]
        for field in _MAKERS:
            value = self.entry.fields.get(field, "")
            found += [words(value), *map(words, _PARTS.split(value.strip("{}")))]
        return tuple(dict.fromkeys(name for name in found if name))

    @cached_property
    def tells_institution(self) -> bool:
        """Whether the entry says at which institution the work was made (a book's publisher does not tell)."""
        if any(person.is_institution for person in self.authors):
            return True
        return any(self.entry.fields.get(field) for field in _MAKERS[:3])

    @cached_property
    def about(self) -> str:
        """The words of its other fields between spaces, to look phrases up in."""
        values = (self.entry.fields.get(field, "") for field in (*_ABOUT, *_ABOUT_TOO, *_MAKERS))
        return f" {' '.join(' '.join(words(value)) for value in values)} "

    @cached_property
    def years(self) -> frozenset[str]:
        return years(self.entry)


class Works:
    """The works of a publication, to look names up in."""

    def __init__(self, publication: Publication) -> None:
        self.publication = publication
        self.by_key: Mapping[str, Work] = {entry.key: Work(entry) for entry in publication.bibliography.entries}

    @cached_property
    def families(self) -> Mapping[Words, tuple[Person, ...]]:
        """Authors and editors by their family name without particle."""
        found: dict[Words, dict[Person, None]] = defaultdict(dict)
        for work in self.by_key.values():
            for person in work.everyone:
                if not person.is_institution and (name := words(person.family)):
                    found[name][person] = None
        return {name: tuple(persons) for name, persons in found.items()}

    @cached_property
    def works_of(self) -> Mapping[Words, tuple[Work, ...]]:
        """Works by the family name (without particle) of each author and by the name of each institution."""
        found: dict[Words, list[Work]] = defaultdict(list)
        for work in self.by_key.values():
            names = {words(person.family) for person in work.authors} | set(work.institutions)
            for name in names:
                found[name].append(work)
        return {name: tuple(works) for name, works in found.items()}

    @cached_property
    def institutions(self) -> Mapping[str, tuple[Words, ...]]:
        """The names of institutions by their first word, longest first."""
        found: dict[str, set[Words]] = defaultdict(set)
        long_names = {long for longs in self.abbreviations.values() for long in longs}
        for name in {name for work in self.by_key.values() for name in work.institutions} | long_names:
            if name not in self.families:
                found[name[0]].add(name)
        return {first: tuple(sorted(names, key=lambda name: (-len(name), name))) for first, names in found.items()}

    @cached_property
    def abbreviations(self) -> Mapping[str, frozenset[Words]]:
        """What the text or the bibliography teaches: an abbreviation, and the full names it stands for."""
        names = {name for work in self.by_key.values() for name in work.institutions}
        found: dict[str, set[Words]] = defaultdict(set)
        for before, short in self._taught():
            tail = words(before)
            for count in range(len(tail), 0, -1):
                name = tail[-count:]
                if (short in {n[0] for n in names if len(n) == 1} or name in names) and is_acronym(short, name):
                    found[short].add(name)
                    break
        return {short: frozenset(longs) for short, longs in found.items()}

    def _taught(self) -> Iterator[tuple[str, str]]:
        chapters = self.publication.chapters
        texts: Iterable[str] = (passage.text for chapter in chapters for passage in chapter.passages)
        fields = (value for entry in self.publication.bibliography.entries for value in entry.fields.values())
        for value in (*texts, *fields):
            if "(" in value:
                plain = value.replace("{", "").replace("}", "")
                for match in _ABBREVIATION.finditer(plain):
                    before = plain[max(0, match.start() - 100) : match.start()]
                    yield " ".join(before.split()[-_LONGEST_NAME:]), comparable(match.group(1))

    def same_institution(self, a: Words, b: Words) -> bool:
        """Whether two names are one institution: equal, one a shorter form of the other, or a known abbreviation."""
        if a == b or _is_shortened(a, b) or _is_shortened(b, a):
            return True
        for short, long in ((a, b), (b, a)):
            if len(short) == 1 and (long in self.abbreviations.get(short[0], ()) or is_acronym(short[0], long)):
                return True
        return False


def is_acronym(short: str, long: Words) -> bool:
    """Whether `short` may be made of the letters of `long`, in order, the first being its first ('cpb')."""
    if len(short) < 2 or len(long) < 2 or short[0] != long[0][0]:
        return False
    letters = iter("".join(long))
    return all(letter in letters for letter in short)


def _is_shortened(short: Words, long: Words) -> bool:
    """Whether the words of `short` occur in `long` in that order, beginning with the first."""
    if not short or not long or short[0] != long[0]:
        return False
    rest = iter(long)
    return all(word in rest for word in short)
