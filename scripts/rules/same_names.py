"""Rules about people, institutions and places that the bibliography writes in two ways."""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from itertools import combinations

from scripts.publication.model import Bibliography, Entry, Position
from scripts.publication.people import Person, comparable, people, words
from scripts.rules.engine import Problem, rule
from scripts.rules.misspelling import is_misspelling
from scripts.rules.same_data import listed

Words = tuple[str, ...]

_MAKERS = ("institution", "organization", "school", "publisher")
_PLACES = ("location", "address")
# Only in front of a capital: 'Sage Publications, Inc' and 'Kind en Onderwijs' are one.
_PARTS = re.compile(r"\s*[/;|]\s*|(?:,|\s(?:en|and))\s+(?=[^\W\d_a-z])(?!(?:Inc|Ltd|LLC|BV|Co)\b)")
# A place that is written once one way, and so often the other, is a slip.
_SURE = 3


@rule("B304", "review")
def person_in_two_ways(bibliography: Bibliography) -> Iterator[Problem]:
    """Waarschijnlijk dezelfde persoon heeft in twee titelbeschrijvingen een andere naam.

    Voorletters of tussenvoegsel verschillen, en een medeauteur of instelling is gelijk. De lijst toont dan twee mensen.

    Fout: `Kruiter, K. and Studulski, F.` naast `Kruiter, J. and Studulski, F.`
    Goed: overal dezelfde naam
    """
    for forms in _people(bibliography).values():
        for one, other in combinations(sorted(forms, key=lambda form: form.rank), 2):
            if evidence := _same_person(one, other, forms):
                message = f"‘{other.shown}’ heet in ‘{evidence[0].key}’ ‘{one.shown}’; is dat dezelfde persoon?"
                usual = one.shown if len(one.entries) > len(other.entries) else ""
                yield Problem(_at(evidence[1], other.role), message, usual)
                break


@rule("B305", "review")
def institution_in_two_ways(bibliography: Bibliography) -> Iterator[Problem]:
    """Een instelling, uitgever, tijdschrift of plaats staat op twee manieren in de bibliografie.

    Fout: `institution = {PACT voor kindcentra}` naast `institution = {Pact voor Kindcentra}`
    Goed: overal dezelfde naam
    """
    yield from _institutions_in_two_ways(bibliography)
    yield from _places_in_two_ways(bibliography)


# -- people --------------------------------------------------------------------------------------------------------


@dataclass
class _Form:
    """A way to write a name, and where: its entries, and in each the initials of the others by family name."""

    person: Person
    role: str = ""
    entries: list[Entry] = field(default_factory=list)
    together: list[dict[Words, str]] = field(default_factory=list)

    @property
    def shown(self) -> str:
        name = self.person.name
        return f"{name}, {self.person.given}" if self.person.given else name

    @property
    def rank(self) -> tuple[int, Position]:
        """The usual form first: the one in most entries, then the one that comes first."""
        return -len(self.entries), self.entries[0].position


def _people(bibliography: Bibliography) -> dict[Words, list[_Form]]:
    """The ways to write the name of people who share a family name."""
    found: dict[Words, dict[Person, _Form]] = defaultdict(dict)
    for entry in bibliography.entries:
        for role in ("author", "editor"):
            persons = [person for person in people(entry, role).persons if not person.is_institution]
            initials = {words(person.family): person.initials for person in persons}
            for person in persons:
                form = found[words(person.family)].setdefault(person, _Form(person, role))
                form.entries.append(entry)
                form.together.append({name: i for name, i in initials.items() if name != words(person.family)})
    return {name: list(forms.values()) for name, forms in found.items() if len(forms) > 1 and name}


def _same_person(one: _Form, other: _Form, forms: list[_Form]) -> tuple[Entry, Entry] | None:
    """Two entries that show that two forms are one person, or None."""
    kind = _difference(one.person, other.person)
    if kind == "none" or {entry.key for entry in one.entries} & {entry.key for entry in other.entries}:
        return None
    if kind == "initials" and len({form.person.initials for form in forms if form.person.given}) > 2:
        return None
    for first, with_first in zip(one.entries, one.together, strict=True):
        for second, with_second in zip(other.entries, other.together, strict=True):
            if _share_someone(with_first, with_second) or (kind != "initials" and _share_institution(first, second)):
                return first, second
    return None


def _difference(one: Person, other: Person) -> str:
    """'initials' (J. or K.), 'form' (J. or Jan or J.P.; with or without particle or accent), or 'none' that tells."""
    a, b = one.initials, other.initials
    same_particle = comparable(one.particle) == comparable(other.particle)
    if not a or not b:
        return "form" if not same_particle and not (one.particle and other.particle) else "none"
    if not (a.startswith(b) or b.startswith(a)):
        return (
            "initials" if same_particle and len(a) == len(b) and _is_initials(one) and _is_initials(other) else "none"
        )
    if not _is_initials(one) and not _is_initials(other) and _first_name(one) != _first_name(other):
        return "none"
    if one.particle and other.particle and not same_particle:
        return "none"
    if a == b and same_particle and comparable(one.family) == comparable(other.family):
        # 'M.' and 'Michiel' differ; 'M.' and 'M' are a matter of layout.
        spelt = _is_initials(one) != _is_initials(other) or one.family != other.family
        return "form" if spelt else "none"
    return "form"


def _is_initials(person: Person) -> bool:
    return all(len(part) <= 2 for part in re.split(r"[\s.\-]+", person.given) if part)


def _first_name(person: Person) -> str:
    return re.split(r"[\s.\-]+", comparable(person.given))[0]


def _share_someone(a: dict[Words, str], b: dict[Words, str]) -> bool:
    return any(a[name].startswith(b[name]) or b[name].startswith(a[name]) for name in a.keys() & b.keys())


def _share_institution(a: Entry, b: Entry) -> bool:
    return bool(_institutions_of(a) & _institutions_of(b))


def _institutions_of(entry: Entry) -> set[Words]:
    values = (entry.fields.get(name, "") for name in _MAKERS[:3])
    return {words(part) for value in values for part in _PARTS.split(value.strip("{}")) if words(part)}


# -- institutions --------------------------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class _Place:
    """Where a name stands: the entry and the field."""

    entry: Entry
    field: str


Names = dict[str, list[_Place]]


def _institutions_in_two_ways(bibliography: Bibliography) -> Iterator[Problem]:
    names = _institution_names(bibliography)
    written = {name: words(name) for name in names}
    places = {words(part) for entry in bibliography.entries for part in _values(entry, _PLACES)}
    reported: set[str] = set()
    for one, other in _institution_pairs(written):
        usual, rare = sorted((one, other), key=lambda name: (-len(names[name]), _position(names[name][0])))
        if rare not in reported and _same_institution(one, other, written, places):
            reported.add(rare)
            yield _two_ways(rare, usual, names)


def _institution_names(bibliography: Bibliography) -> Names:
    """Institutions, publishers and institutional authors as written, with their places."""
    found: Names = defaultdict(list)
    for entry in bibliography.entries:
        for role in ("author", "editor"):
            for person in people(entry, role).persons:
                if person.is_institution:
                    found[person.family].append(_Place(entry, role))
        for name in _MAKERS:
            for part in dict.fromkeys(_values(entry, (name,))):
                found[part].append(_Place(entry, name))
        for name in ("journaltitle", "journal"):
            if value := _plain(entry.fields.get(name, "")):
                found[value].append(_Place(entry, name))
    return {name: where for name, where in found.items() if words(name)}


def _institution_pairs(written: dict[str, Words]) -> Iterator[tuple[str, str]]:
    """Pairs that may be one: with equal words, with the same first word, or a word of capitals and its initials."""
    blocks: dict[object, list[str]] = defaultdict(list)
    for name, found in written.items():
        core = _core(found)
        blocks[core].append(name)
        blocks[("first", core[0], len(core))].append(name)
        blocks[("first", core[0], len(core) + 1)].append(name)
        blocks[("short", found[0] if len(found) == 1 else "".join(word[0] for word in core))].append(name)
        if len(core) > 1:
            blocks[("rest", core[1:])].append(name)
    seen: set[frozenset[str]] = set()
    for block in blocks.values():
        for one, other in combinations(block[:60], 2):
            pair = frozenset((one, other))
            if len(pair) == 2 and pair not in seen:
                seen.add(pair)
                yield one, other


def _same_institution(one: str, other: str, written: dict[str, Words], places: set[Words]) -> bool:
    a, b = written[one], written[other]
    if _core(a) == _core(b):
        return True
    short, long = sorted((a, b), key=len)
    if len(short) == 1 and len(long) > 2:
        name = one if a == short else other
        return len(short[0]) > 2 and name.isupper() and short[0] == "".join(word[0] for word in _core(long))
    if short == long[: len(short)] and len(long) > len(short):
        # 'KBA' and 'KBA Nijmegen'; but not 'Universiteit' and 'Universiteit Leiden'.
        name = one if a == short else other
        return long[len(short) :] in places and (name.isupper() or len(short) > 1)
    differing = [(x, y) for x, y in zip(a, b, strict=False) if x != y]
    return len(a) == len(b) > 1 and len(differing) == 1 and is_misspelling(*differing[0])


def _core(found: Words) -> Words:
    """The words without 'BV', 'Publishers', 'the' and the like (all of them if there is nothing else)."""
    return tuple(word for word in found if word not in listed("company") | listed("small")) or found


def _two_ways(rare: str, usual: str, names: Names) -> Problem:
    place, elsewhere = names[rare][0], names[usual][0].entry.key
    suggestion = usual if len(names[usual]) > len(names[rare]) else ""
    return Problem(_position(place), f"‘{rare}’ heet in ‘{elsewhere}’ ‘{usual}’; is dat hetzelfde?", suggestion)


# -- places --------------------------------------------------------------------------------------------------------


def _places_in_two_ways(bibliography: Bibliography) -> Iterator[Problem]:
    names: Names = defaultdict(list)
    for entry in bibliography.entries:
        for name in _PLACES:
            for part in _values(entry, (name,)):
                names[part].append(_Place(entry, name))
    by_words: dict[object, list[str]] = defaultdict(list)
    for part in names:
        by_words[words(part)].append(part)
        by_words[part[:2].lower(), len(words(part))].append(part)
    reported: set[str] = set()
    for block in by_words.values():
        for pair in combinations(block, 2):
            usual, rare = sorted(pair, key=lambda part: (-len(names[part]), _position(names[part][0])))
            if rare not in reported and _same_place(rare, usual, names):
                reported.add(rare)
                yield _two_ways(rare, usual, names)


def _same_place(rare: str, usual: str, names: Names) -> bool:
    if words(rare) == words(usual):
        return True
    languages = Counter(place.entry.fields.get("langid", "") for place in names[usual])
    slip = (
        len(names[rare]) == 1
        and len(names[usual]) >= _SURE
        and names[rare][0].entry.fields.get("langid", "") in languages
    )
    return slip and len(rare) > 5 and is_misspelling(comparable(rare), comparable(usual))


# -- fields --------------------------------------------------------------------------------------------------------


def _values(entry: Entry, fields: Iterable[str]) -> list[str]:
    """The parts of some fields, as they are printed."""
    values = (entry.fields.get(name, "") for name in fields)
    return [plain for value in values for part in _PARTS.split(value.strip("{}")) if (plain := _plain(part))]


def _plain(value: str) -> str:
    return " ".join(re.sub(r"\\(?=[&%$#_])|[{}]", "", value).split())


def _position(place: _Place) -> Position:
    return _at(place.entry, place.field)


def _at(entry: Entry, name: str) -> Position:
    return entry.positions.get(name, entry.position)
