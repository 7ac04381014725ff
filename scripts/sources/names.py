"""Names as biblatex reads them: `van der Berg, Pieter`, and an institution in braces of its own."""

from __future__ import annotations

from collections.abc import Iterable

from scripts.publication.entry_types import is_institution, particles
from scripts.sources.draft import escaped


def person(family: str, given: str = "", particle: str = "") -> str:
    """One person; a particle at the wrong end of a name goes in front of the family name, in lower case."""
    family, given = " ".join(family.split()), " ".join(given.split())
    front, back = family.split(), given.split()
    moved = particle.split()
    while len(front) > 1 and front[0].lower() in particles():
        moved.append(front.pop(0).lower())
    behind: list[str] = []
    while len(back) > 1 and back[-1] in particles():
        behind.insert(0, back.pop())
    name = " ".join([*behind, *moved, *front])
    return escaped(f"{name}, {' '.join(back)}" if back else name)


def institution(name: str) -> str:
    """A name that is to be printed as it stands."""
    return f"{{{escaped(' '.join(name.split()))}}}"


def typed(name: str) -> str:
    """A name of which only the text is known: 'Family, Given' is a person; several words, or capitals only, are not."""
    family, comma, given = name.partition(",")
    first, *others = family.split() or [""]
    is_one = not comma and (bool(others) or (len(first) > 1 and first.isupper())) and first.lower() not in particles()
    return institution(name) if is_one or is_institution(name) or is_institution(family) else person(family, given)


def names(listed: Iterable[str]) -> str:
    """The names of one role as a field value."""
    return " and ".join(name for name in listed if name.strip("{} ,"))
