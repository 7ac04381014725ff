"""Rules about entries that build on each other, and about sources that the text does not use or date."""

from __future__ import annotations

import re
from collections.abc import Iterator

from rapidfuzz import fuzz, process

from scripts.publication.entry_types import filled, keys_in
from scripts.publication.inheritance import FIELDS as PARENT_FIELDS
from scripts.publication.model import Publication
from scripts.rules.engine import Problem, rule

_KEY_PLACE = re.compile(r"[@\[;,]\s*\{?([^\s@\[\];,{}]+)")
_OTHER_RELATIONS = ("xref", "entryset", "related")
# What a source can be found by besides its address, and what dates it.
_CARRIERS = frozenset(
    (
        *("journaltitle", "booktitle", "publisher", "institution", "organization", "series"),
        *("doi", "isbn", "issn", "eprint", "date"),
    )
)


@rule("B130", "review")
def undated_web_source(publication: Publication) -> Iterator[Problem]:
    """Een bron is alleen via haar URL te vinden en heeft geen datum en geen raadpleegdatum.

    Een webpagina verandert; zonder datum weet een lezer niet welke versie is bedoeld.

    Fout: `@online{…, url = {https://www.rijksoverheid.nl/…}}`
    Goed: dezelfde met `urldate = {2023-02-14}`
    """
    for entry in publication.bibliography.entries:
        has = filled(entry, publication.bibliography)
        if "url" in has and not has & (_CARRIERS | {"urldate", "urlyear"}) and "url" in entry.positions:
            yield Problem(
                entry.positions["url"], f"‘{entry.key}’ heeft alleen een URL, en geen raadpleegdatum (urldate)"
            )


@rule("B151")
def unresolved_relation(publication: Publication) -> Iterator[Problem]:
    """Een titelbeschrijving verwijst naar een bronsleutel die er niet is.

    Wat zij van de andere titelbeschrijving zou krijgen, ontbreekt dan in de verwijzing.

    Fout: `crossref = {houtman1966}`
    Goed: `crossref = {houtman1996}`
    """
    known = publication.bibliography.by_key
    for entry in publication.bibliography.entries:
        for field in (*PARENT_FIELDS, *_OTHER_RELATIONS):
            for key in keys_in(entry, field):
                if key not in known:
                    nearest = process.extractOne(key, known.keys(), scorer=fuzz.ratio, score_cutoff=70)
                    message = f"‘{entry.key}’ verwijst met {field} naar ‘{key}’, dat niet bestaat"
                    yield Problem(entry.positions[field], message, nearest[0] if nearest else "")


@rule("B152")
def cyclic_relation(publication: Publication) -> Iterator[Problem]:
    """Titelbeschrijvingen verwijzen met crossref of xdata in een kring naar elkaar, of naar zichzelf.

    Pandoc komt daar niet uit.

    Fout: `crossref = {parre1996}` bij `parre1996` zelf
    Goed: `crossref = {houtman1996}`
    """
    for problem in publication.bibliography.problems:
        if problem.kind == "cycle":
            yield Problem(problem.position, problem.message)


@rule("B153", "review")
def uncited_entry(publication: Publication) -> Iterator[Problem]:
    """Een titelbeschrijving wordt in geen noot aangehaald.

    Zij komt dan niet in de literatuurlijst. Wie de bibliografie met andere publicaties deelt, zet deze regel uit in
    mkdocs.yml, met een reden.

    Fout: `@report{kruiter2019, …}` zonder `[@kruiter2019]` in de tekst
    Goed: haal de bron aan, of verwijder de titelbeschrijving
    """
    known = publication.bibliography.by_key
    used: set[str] = set()
    typed = _typed(publication)
    waiting = [key for key in known if key.casefold() in typed] + _meant(publication)
    while waiting:
        key = waiting.pop()
        if key not in used and key in known:
            used.add(key)
            entry = known[key]
            waiting += [other for field in (*PARENT_FIELDS, *_OTHER_RELATIONS) for other in keys_in(entry, field)]
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
    nearest = (process.extractOne(key, known, scorer=fuzz.ratio, score_cutoff=70) for key in unknown)
    return [found[0] for found in nearest if found]
