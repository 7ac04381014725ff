"""The people and institutions that an entry names, and words made comparable.

Names are read as biblatex reads them: `van der Berg, P.`, `P. van der Berg`, `van der Berg`, `{Raad voor de Kunst}`
(https://ctan.org/pkg/biblatex, 'Name lists'; https://ctan.org/pkg/btxdoc, 'The name format').
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache

from scripts.publication.model import Entry

ROLES = ("author", "editor", "translator", "bookauthor", "editora", "commentator", "holder")
_LETTERS = str.maketrans({"ø": "o", "Ø": "O", "æ": "ae", "œ": "oe", "ł": "l", "đ": "d", "ı": "i", "’": "'", "‘": "'"})
_LATEX_ACCENT = re.compile(r"\\(?:[`'^\"~=.]|[cvuHrkbdt](?![a-zA-Z]))\s*\{?\\?([^\W\d_])\}?")
_LATEX_LETTER = re.compile(r"\\(ss|o|O|l|L|i|j|aa|AA|ae|AE|oe|OE)(?![a-zA-Z])(?:\{\})?\s*")
_LATEX_COMMAND = re.compile(r"\\[a-zA-Z]+\*?\s*|\\(?=[&%$#_{}])|[{}]")
_NOT_A_WORD = re.compile(r"[^\w']+|_")


@dataclass(frozen=True, slots=True)
class Person:
    """One name as parts; for an institution (a name in braces) everything is in `family`. Plain text, no LaTeX."""

    family: str
    particle: str = ""
    given: str = ""
    is_institution: bool = False

    @property
    def name(self) -> str:
        """The name as it stands in a sentence, without given names: 'van der Berg'."""
        return f"{self.particle} {self.family}".strip()

    @property
    def initials(self) -> str:
        """The first letters of the given names, lower case: 'Marie E.R.' → 'mer'."""
        return "".join(part[0] for part in re.split(r"[\s.\-]+", comparable(self.given)) if part)


@dataclass(frozen=True, slots=True)
class People:
    """The names in one field; `others` tells that the list is not complete."""

    persons: tuple[Person, ...]
    others: bool


@lru_cache(maxsize=65536)
def comparable(text: str) -> str:
    """Text for comparison: lower case, without accents, braces and LaTeX commands; apostrophes straight."""
    if text.isalnum() and text.isascii():
        return text.lower()
    text = _LATEX_LETTER.sub(lambda m: m.group(1), _LATEX_ACCENT.sub(r"\1", text)) if "\\" in text else text
    text = unicodedata.normalize("NFKD", _LATEX_COMMAND.sub("", text).translate(_LETTERS))
    return "".join(character for character in text if not unicodedata.combining(character)).casefold()


@lru_cache(maxsize=65536)
def words(text: str) -> tuple[str, ...]:
    """The comparable words of a text, in order; hyphens and slashes part words, apostrophes do not."""
    return tuple(word.strip("'") for word in _NOT_A_WORD.split(comparable(text)) if word.strip("'"))


def years(entry: Entry) -> frozenset[str]:
    """The years in which a work appeared, as four digits; empty where the entry gives none."""
    values = (entry.fields.get(name, "") for name in ("date", "year", "origdate", "eventdate"))
    return frozenset(year for value in values for year in _years_of(value))


def _years_of(value: str) -> Iterator[str]:
    found = re.findall(r"(?<!\d)\d{4}(?!\d)", value)
    if "/" in value and len(found) == 2 and 0 < int(found[1]) - int(found[0]) < 100:
        yield from map(str, range(int(found[0]), int(found[1]) + 1))
    else:
        yield from found


def people(entry: Entry, field: str = "author") -> People:
    """The names in one field of an entry; empty when the field is not there."""
    return read_names(entry.fields.get(field, ""))


@lru_cache(maxsize=65536)
def read_names(value: str) -> People:
    """The names of a name field; 'others' (and a typed 'et al.') is not a name."""
    persons, others = [], False
    for name in split_names(value):
        if comparable(name).strip(" .") in {"others", "et al", "e.a"}:
            others = True
        elif person := _person(name):
            persons.append(person)
    return People(tuple(persons), others)


def split_names(value: str) -> list[str]:
    """The names of a name field, split at 'and' outside braces."""
    if "{" not in value:
        return [name for name in re.split(r"\s+and\s+", value.strip()) if name]
    found, depth, start = [], 0, 0
    for match in re.finditer(r"[{}]|\s+and\s+", value):
        if match.group() in "{}":
            depth += 1 if match.group() == "{" else -1
        elif depth == 0:
            found.append(value[start : match.start()])
            start = match.end()
    return [name.strip() for name in [*found, value[start:]] if name.strip()]


def _person(name: str) -> Person | None:
    if name.startswith("{{") or (name.startswith("{") and name.find("}") == len(name) - 1):
        return Person(_plain(name), is_institution=True)
    if "=" in name and (parts := dict(re.findall(r"(\w+)\s*=\s*\"?([^,\"]+)", name))).get("family"):
        return Person(_plain(parts["family"]), _plain(parts.get("prefix", "")), _plain(parts.get("given", "")))
    last, comma, first = _outside_braces(name).partition(",")
    tokens = last.split() if comma else name.split()
    if not comma and "{" in name:
        tokens = _outside_braces(name).split()
    if not tokens:
        return None
    lower = [index for index, token in enumerate(tokens[:-1]) if token[:1].islower()]
    if comma:
        count = next((index for index, token in enumerate(tokens[:-1]) if not token[:1].islower()), len(tokens) - 1)
        given = first.rpartition(",")[2] if "," in first else first
        return Person(_plain(" ".join(tokens[count:])), _plain(" ".join(tokens[:count])), _plain(given))
    start, end = (lower[0], lower[-1] + 1) if lower else (len(tokens) - 1, len(tokens) - 1)
    family, particle, given = (_plain(" ".join(part)) for part in (tokens[end:], tokens[start:end], tokens[:start]))
    return Person(family, particle, given)


_GLUE = "\x00"


def _outside_braces(name: str) -> str:
    """The name with spaces and commas inside braces hidden, so that splitting leaves them alone."""
    hide = str.maketrans({" ": _GLUE, ",": "\x01"})
    return re.sub(r"\{[^{}]*\}", lambda match: match.group().translate(hide), name)


def _plain(text: str) -> str:
    shown = text.replace(_GLUE, " ").replace("\x01", ",")
    if "\\" in shown:
        shown = _LATEX_LETTER.sub(lambda m: m.group(1), _LATEX_ACCENT.sub(r"\1", shown))
    return " ".join(_LATEX_COMMAND.sub("", shown).split())
