"""Rules about which fields an entry has."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache

from rapidfuzz.distance import OSA

from scripts.publication.entry_types import (
    INCOMPLETE,
    fields,
    is_marked_incomplete,
    known_fields,
    missing,
    missing_names,
    model,
    parents,
)
from scripts.publication.model import Bibliography, Entry, Position
from scripts.rules.engine import Problem, rule

# Names of fields as authors know them.
_DUTCH = {"date": "jaar", "journaltitle|eprint": "tijdschrift"}
# biblatex: `author+an:role` says something about `author`.
_ANNOTATION = re.compile(r"[+-]an(:.*)?$")


@rule("B111", "review")
def missing_field(bibliography: Bibliography) -> Iterator[Problem]:
    """Een titelbeschrijving mist een veld dat bij haar bronsoort verplicht is.

    Verplicht is wat zowel BibTeX als biblatex voor de bronsoort eisen. Is het gegeven er niet, zet dan
    `keywords = {onvolledig}` bij de titelbeschrijving: de verwijzing toont wat er wel is.

    Fout: `@article{bomhof2019, author = {…}, title = {…}, date = {2019}}` zonder tijdschrift
    Goed: dezelfde met `journaltitle = {LBBO Beter Begeleiden}`
    """
    known = bibliography.by_key
    for entry in bibliography.entries:
        if is_marked_incomplete(entry) or any(key not in known for key in parents(entry)):
            continue
        meant = {suggestion for _, suggestion in _misspelt(entry)}
        for need in missing(entry, bibliography, "required"):
            names = need.split("|")
            if not meant.intersection(names):
                shown = " of ".join(f"‘{name}’" for name in names)
                dutch = f" ({_DUTCH[need]})" if need in _DUTCH else ""
                yield Problem(_place(entry, names), f"‘{entry.key}’ (@{entry.type}) mist het veld {shown}{dutch}")


@rule("B112", "review")
def complete_after_all(bibliography: Bibliography) -> Iterator[Problem]:
    """Een titelbeschrijving heet onvolledig, maar er ontbreekt niets meer.

    Wie een titelbeschrijving aanvult, haalt de aantekening weg; anders zegt de uitgave dat zij nog onvolledig is.

    Fout: `keywords = {onvolledig}` bij een rapport met auteur, titel, plaats, uitgever en jaar
    Goed: dezelfde titelbeschrijving zonder `keywords = {onvolledig}`
    """
    for entry in bibliography.entries:
        if not is_marked_incomplete(entry) or missing_names(entry):
            continue
        if not any(missing(entry, bibliography, level) for level in ("required", "full")):
            message = f"‘{entry.key}’ heet ‘{INCOMPLETE}’, maar mist geen enkel veld"
            yield Problem(entry.positions["keywords"], message)


@rule("B113")
def misspelt_field(bibliography: Bibliography) -> Iterator[Problem]:
    """Een veldnaam lijkt een verschrijving, zodat de inhoud nergens verschijnt.

    Fout: `tilte = {De toekomst van het IKC}`
    Goed: `title = {De toekomst van het IKC}`
    """
    for entry in bibliography.entries:
        for name, suggestion in _misspelt(entry):
            yield Problem(entry.positions[name], f"veld ‘{name}’ bestaat niet", suggestion)


@rule("B114", "review")
def unknown_field(bibliography: Bibliography) -> Iterator[Problem]:
    """Een veld is bij BibTeX, biblatex en pandoc onbekend, zodat de inhoud nergens verschijnt.

    Een veld wordt één keer gemeld. Velden die literatuurprogramma’s voor zichzelf bijhouden (zoals `timestamp` en
    `bdsk-url-1`) worden niet gemeld.

    Fout: `uitgever = {Sardes}`
    Goed: `publisher = {Sardes}`
    """
    places: dict[str, list[Position]] = {}
    for entry in bibliography.entries:
        for name in entry.fields:
            if not _is_known(name) and not _nearest_field(entry, name):
                places.setdefault(name, []).append(entry.positions[name])
    for name, positions in places.items():
        often = f" ({len(positions)} keer)" if len(positions) > 1 else ""
        yield Problem(positions[0], f"veld ‘{name}’{often} is onbekend; de inhoud verschijnt nergens")


@rule("B115", "review")
def empty_field(bibliography: Bibliography) -> Iterator[Problem]:
    """Een veld is leeg.

    Vul het in of haal het weg. Een verplicht veld dat leeg is, wordt als ontbrekend gemeld.

    Fout: `pages = {},`
    Goed: de regel weglaten
    """
    for entry in bibliography.entries:
        needed = {name for need in missing(entry, bibliography, "required") for name in need.split("|")}
        same = model()["same_field"]
        for name, value in entry.fields.items():
            # An empty `date` that hides a `year` is B121's.
            if value.strip("{} ") or (name == "date" and entry.fields.get("year")):
                continue
            if is_marked_incomplete(entry) or same.get(name, name) not in needed:
                yield Problem(entry.positions[name], f"veld ‘{name}’ is leeg")


@rule("B116")
def repeated_field(bibliography: Bibliography) -> Iterator[Problem]:
    """Een titelbeschrijving heeft een veld twee keer.

    BibTeX neemt het eerste, pandoc het laatste; wat in de verwijzing komt is dus toeval.

    Fout: `date = {2019},` en verderop `date = {2020},`
    Goed: alleen het jaar dat klopt
    """
    for entry in bibliography.entries:
        for name, position in entry.repeated:
            line = entry.positions[name].line
            yield Problem(position, f"veld ‘{name}’ van ‘{entry.key}’ staat ook op regel {line}")


def _place(entry: Entry, names: list[str]) -> Position:
    """The empty field that should be filled, or else the entry."""
    other = {name: same for same, name in model()["same_field"].items()}
    there = (entry.positions.get(name) or entry.positions.get(other.get(name, "")) for name in names)
    return next((position for position in there if position), entry.position)


def _is_known(name: str) -> bool:
    if _ANNOTATION.sub("", name) in known_fields() or name in fields("tools"):
        return True
    return name.startswith(tuple(model()["fields"]["tool_prefixes"]))


def _misspelt(entry: Entry) -> Iterator[tuple[str, str]]:
    """Each field with an unknown name that is nearly a known one, with that one."""
    for name in entry.fields:
        if not _is_known(name) and (suggestion := _nearest_field(entry, name)):
            yield name, suggestion


def _nearest_field(entry: Entry, name: str) -> str:
    """A field that the entry does not have and that the unknown name nearly spells, or ''."""
    return next((known for known in _near(name) if known not in entry.fields), "")


@cache
def _near(name: str) -> tuple[str, ...]:
    """The known fields whose name differs by a letter (two in long names), nearest first."""
    allowed = 1 if len(name) <= 7 else 2
    distances = ((OSA.distance(name, known), known) for known in known_fields() if min(len(name), len(known)) >= 4)
    return tuple(known for distance, known in sorted(distances) if distance <= allowed)
