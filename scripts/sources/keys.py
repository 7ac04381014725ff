"""The cite key of a new source, made as those of the house: first author and year, lower case, ASCII."""

from __future__ import annotations

import re
import string
from collections.abc import Collection, Iterator

from scripts.publication.people import Person, comparable, read_names, words
from scripts.sources.draft import Draft

LONGEST = 36
_YEAR = re.compile(r"\d{4}")


def propose_key(draft: Draft, taken: Collection[str]) -> str:
    """A key that is not `taken` (in any case): 'grinten2019', and 'grinten2019b' for the next one."""
    wanted = _base(draft)
    used = {key.lower() for key in taken}
    return next(key for key in _variants(wanted) if key not in used)


def _base(draft: Draft) -> str:
    people = read_names(draft.fields.get("author") or draft.fields.get("editor") or "").persons
    name = _slug(_short(people[0])) if people else ""
    year = _YEAR.search(draft.fields.get("date", ""))
    title = [_slug(word) for word in words(draft.fields.get("title", "")) if len(word) > 3]
    if name and year:
        return name[: LONGEST - 4] + year.group()
    # Without a year, and without a name, the first long words of the title tell works apart.
    base = "".join([name, *title[: 2 if name else 4]]) or _slug(draft.fields.get("url", "")) or "bron"
    return base[:LONGEST] + (year.group() if year and len(base) <= LONGEST - 4 else "")


def _short(person: Person) -> str:
    """The family name; of an institution with a long name its first word."""
    tokens = person.family.split()
    return tokens[0] if person.is_institution and len(tokens) > 2 else person.family


def _slug(text: str) -> str:
    return re.sub(r"[^a-z0-9]", "", comparable(text))


def _variants(key: str) -> Iterator[str]:
    yield key
    for letter in string.ascii_lowercase[1:]:
        yield f"{key[: LONGEST - 1]}{letter}"
    number = 2
    while True:
        yield f"{key[: LONGEST - 6]}-{number}"
        number += 1
