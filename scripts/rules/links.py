"""Rules about the web addresses of sources; `rapport check --links` finds out what they need to know."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from scripts.links.answers import RESOLVER, Answer, Source, sources
from scripts.publication.model import Publication
from scripts.rules.engine import Problem, rule

_FAILURES = {
    "host": "de webserver is niet te vinden",
    "certificate": "de beveiligde verbinding deugt niet (certificaat)",
    "time": "de webserver antwoordt niet op tijd",
    "connection": "er komt geen verbinding tot stand",
    "redirects": "het adres blijft doorverwijzen",
    "address": "het is geen geldig webadres, of verwijst door naar iets wat dat niet is",
}


@dataclass(frozen=True, slots=True)
class Links:
    """A publication and, by address, what the web said; addresses that were not asked are not in it."""

    publication: Publication
    answers: Mapping[str, Answer]

    def __iter__(self) -> Iterator[tuple[Source, Answer]]:
        for source in sources(self.publication.bibliography):
            if answer := self.answers.get(source.url):
                yield source, answer


@rule("L101", "review")
def dead_link(links: Links) -> Iterator[Problem]:
    """Een adres van een bron bestaat niet meer.

    Alleen `rapport check --links` vraagt dit na. Zoek het nieuwe adres, of een bewaarde kopie (web.archive.org).

    Fout: `url = {https://voorbeeld.nl/verdwenen.pdf}`
    Goed: `url = {https://voorbeeld.nl/archief/rapport.pdf}`
    """
    for source, answer in links:
        if answer.is_gone:
            what = "DOI" if source.field == "doi" else "adres"
            yield Problem(
                source.position, f"{what} ‘{source.url}’ van ‘{source.key}’ bestaat niet meer ({answer.status})"
            )


@rule("L102", "review")
def moved_link(links: Links) -> Iterator[Problem]:
    """Een adres van een bron is voorgoed verhuisd: de webserver noemt het nieuwe.

    Alleen `rapport check --links` vraagt dit na. Bekijk of op het nieuwe adres hetzelfde staat. Een DOI blijft
    zoals zij is: daarvoor is zij er.

    Fout: `url = {http://voorbeeld.nl/rapport}`
    Goed: `url = {https://www.voorbeeld.nl/rapport}`
    """
    for source, answer in links:
        if answer.is_alive and answer.moved and not source.url.startswith(RESOLVER):
            message = f"adres ‘{source.url}’ van ‘{source.key}’ is verhuisd"
            yield Problem(source.position, message, answer.moved)


@rule("L103", "review")
def silent_link(links: Links) -> Iterator[Problem]:
    """Van een adres van een bron is niet te zeggen of het nog bestaat: er kwam geen bruikbaar antwoord.

    Alleen `rapport check --links` vraagt dit na, en de volgende keer opnieuw. Bekijk het adres zelf: sommige webservers
    weigeren programma’s. Doet het adres het, maak dan een uitzondering.

    Fout: `url = {https://verlopen.voorbeeld.nl/}`
    Goed: `url = {https://www.voorbeeld.nl/}`
    """
    for source, answer in links:
        if not answer.is_alive and not answer.is_gone:
            why = _FAILURES.get(answer.failure, f"de webserver antwoordt met {answer.status}")
            yield Problem(source.position, f"adres ‘{source.url}’ van ‘{source.key}’ is niet te controleren: {why}")
