"""Rules about entries that build on each other, and about web sources without a date."""

from __future__ import annotations

from collections.abc import Iterator

from scripts.publication.entry_types import RELATIONS, filled, keys_in
from scripts.publication.model import Bibliography
from scripts.rules.engine import Problem, rule
from scripts.rules.nearest import nearest

# What a source can be found by besides its address, and what dates it.
_CARRIERS = frozenset(
    (
        *("journaltitle", "booktitle", "publisher", "institution", "organization", "series"),
        *("doi", "isbn", "issn", "eprint", "date"),
    )
)


@rule("B130", "review")
def undated_web_source(bibliography: Bibliography) -> Iterator[Problem]:
    """Een bron is alleen via haar URL te vinden en heeft geen datum en geen raadpleegdatum.

    Een webpagina verandert; zonder datum weet een lezer niet welke versie is bedoeld.

    Fout: `@online{…, url = {https://www.rijksoverheid.nl/…}}`
    Goed: dezelfde met `urldate = {2023-02-14}`
    """
    for entry in bibliography.entries:
        has = filled(entry, bibliography)
        if "url" in has and not has & (_CARRIERS | {"urldate", "urlyear"}) and "url" in entry.positions:
            yield Problem(
                entry.positions["url"], f"‘{entry.key}’ heeft alleen een URL, en geen raadpleegdatum (urldate)"
            )


@rule("B151")
def unresolved_relation(bibliography: Bibliography) -> Iterator[Problem]:
    """Een titelbeschrijving verwijst naar een bronsleutel die er niet is.

    Wat zij van de andere titelbeschrijving zou krijgen, ontbreekt dan in de verwijzing.

    Fout: `crossref = {houtman1966}`
    Goed: `crossref = {houtman1996}`
    """
    known = bibliography.by_key
    for entry in bibliography.entries:
        for field in RELATIONS:
            for key in keys_in(entry, field):
                if key not in known:
                    message = f"‘{entry.key}’ verwijst met {field} naar ‘{key}’, dat niet bestaat"
                    yield Problem(entry.positions[field], message, nearest(key, known))


@rule("B152")
def cyclic_relation(bibliography: Bibliography) -> Iterator[Problem]:
    """Titelbeschrijvingen verwijzen met crossref of xdata in een kring naar elkaar, of naar zichzelf.

    Pandoc komt daar niet uit.

    Fout: `crossref = {parre1996}` bij `parre1996` zelf
    Goed: `crossref = {houtman1996}`
    """
    for problem in bibliography.problems:
        if problem.kind == "cycle":
            yield Problem(problem.position, problem.message)
