"""Rules about entries in the light of the publication that cites them, or does not."""

from __future__ import annotations

import re
from collections.abc import Iterator

from scripts.publication.entry_types import RELATIONS, keys_in
from scripts.publication.model import Publication
from scripts.rules.engine import Problem, rule
from scripts.rules.nearest import nearest

# Without a date of the publication nothing is known about the future; no work is that new.
_LAST_YEAR = 2100
# What may be a cite key in a text, also where it does not work as one.
_KEY_PLACE = re.compile(r"[@\[;,]\s*\{?([^\s@\[\];,{}]+)")


@rule("B122", "review")
def date_in_the_future(publication: Publication) -> Iterator[Problem]:
    """Een bron is later verschenen dan de publicatie die haar aanhaalt.

    De datum van de publicatie staat in mkdocs.yml (`extra: date:`). Een jaar later mag nog: dan moet de bron nog
    verschijnen.

    Fout: `date = {2032}` in een publicatie van 2023
    Goed: `date = {2023}`
    """
    published = re.search(r"\b\d{4}\b", publication.metadata.date)
    last = int(published.group()) + 1 if published else _LAST_YEAR
    for entry in publication.bibliography.entries:
        for name in ("date", "year"):
            year = re.match(r"[{\s]*(\d{4})\b", entry.fields.get(name, ""))
            if year and int(year.group(1)) > last:
                than = f"deze publicatie ({published.group()})" if published else "kan"
                yield Problem(entry.positions[name], f"jaar {year.group(1)} van ‘{entry.key}’ is later dan {than}")


@rule("B153", "review")
def uncited_entry(publication: Publication) -> Iterator[Problem]:
    """Een titelbeschrijving wordt in geen noot aangehaald.

    Zij komt dan niet in de literatuurlijst. Hoort zij daar wel in, noem haar dan met `nocite` in mkdocs.yml (onder
    `extra`) of boven een hoofdstuk; `nocite: "@*"` neemt de hele bibliografie op. Wie de bibliografie met andere
    publicaties deelt, zet deze regel uit met een uitzondering: `{code: B153, reason: gedeelde bibliotheek}`.

    Fout: `@report{kruiter2019, …}` zonder `[@kruiter2019]` in de tekst
    Goed: haal de bron aan, of verwijder de titelbeschrijving
    """
    known = publication.bibliography.by_key
    used: set[str] = set()
    typed = _typed(publication)
    waiting = [key for key in known if key.casefold() in typed] + list(publication.listed) + _meant(publication)
    while waiting:
        key = waiting.pop()
        if key not in used and key in known:
            used.add(key)
            entry = known[key]
            waiting += [other for field in RELATIONS for other in keys_in(entry, field)]
    for entry in publication.bibliography.entries:
        if entry.key not in used:
            yield Problem(entry.position, f"‘{entry.key}’ wordt nergens aangehaald")


def _typed(publication: Publication) -> frozenset[str]:
    """What stands where a key can stand, small letters only; also where it does not work, which is for other rules."""
    typed: set[str] = set()
    for chapter in publication.chapters:
        text = chapter.source
        for comment in chapter.comments:
            text = text.replace(comment.text, " ")
        typed.update(key.casefold() for key in _KEY_PLACE.findall(text))
    return frozenset(typed | {key.rstrip(".:") for key in typed} | {key.casefold() for key in publication.cited_in})


def _meant(publication: Publication) -> list[str]:
    """The keys that are probably meant by keys that do not exist."""
    known = list(publication.bibliography.by_key)
    unknown = publication.cited_in.keys() - set(known)
    return [meant for key in unknown if (meant := nearest(key, known))]
