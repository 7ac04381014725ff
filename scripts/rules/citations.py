"""Rules about citations that are read as such: keys, locators, clusters."""

from __future__ import annotations

import re
from collections.abc import Iterator

from scripts.publication.model import Citation, Publication
from scripts.publication.nocite import EVERYTHING
from scripts.rules.engine import Problem, rule
from scripts.rules.nearest import nearest

# What can only be the beginning of a locator: an abbreviation for pages or the like, or a colon and a number.
_LOCATOR_START = re.compile(r",?\s*(?:(?:pp?|pag|blz|hfst|hfdst)(?:\.|\s|\Z)|:\s*\d)", re.IGNORECASE)
_PAGES = re.compile(r"(?<!\d)(\d+)\s*[-–—]\s*(\d+)(?!\d)")


@rule("C101")
def unknown_key(publication: Publication) -> Iterator[Problem]:
    """Een bronsleutel staat niet in de bibliografie.

    Zonder titelbeschrijving kan de noot niet worden gemaakt.

    Fout: `Dat blijkt uit onderzoek.[@kruiter2091]`
    Goed: `Dat blijkt uit onderzoek.[@kruiter2019]`
    """
    known = publication.bibliography.by_key
    lower = {key.lower() for key in known}
    # Of an entry that cannot be read only that is reported, not that it is missing.
    broken = {problem.key for problem in publication.bibliography.problems}
    for citation in _citations(publication):
        if citation.key.lower() in lower or citation.key in broken:
            continue
        yield Problem(
            citation.position,
            f"bronsleutel ‘{citation.key}’ staat niet in {publication.bibliography.path.name}",
            nearest(citation.key, known),
        )


@rule("C103", fixable=True)
def key_in_other_case(publication: Publication) -> Iterator[Problem]:
    """Een bronsleutel verschilt alleen in hoofdletters van die in de bibliografie.

    Bronsleutels zijn hoofdlettergevoelig: zo wordt de titelbeschrijving niet gevonden.

    Fout: `Dat blijkt uit onderzoek.[@Kruiter2019]`
    Goed: `Dat blijkt uit onderzoek.[@kruiter2019]`
    """
    known = publication.bibliography.by_key
    by_lower = {key.lower(): key for key in known}
    for citation in _citations(publication):
        meant = by_lower.get(citation.key.lower())
        if meant and citation.key not in known:
            name = publication.bibliography.path.name
            yield Problem(citation.position, f"bronsleutel ‘{citation.key}’ heet in {name} ‘{meant}’", meant)


@rule("C109")
def locator_not_understood(publication: Publication) -> Iterator[Problem]:
    """Een vindplaats achter een bronsleutel is niet te lezen, of loopt van achter naar voren.

    Wat geen vindplaats is, komt als losse woorden in de noot.

    Fout: `[@kruiter2019, p. twaalf]`, `[@kruiter2019: 12]` of `[@kruiter2019, p. 14-12]`
    Goed: `[@kruiter2019, p. 12]` of `[@kruiter2019, p. 12-14]`
    """
    for citation in _citations(publication):
        if not citation.locator and _LOCATOR_START.match(citation.suffix):
            yield Problem(citation.position, f"vindplaats ‘{citation.suffix.lstrip(', ')}’ is niet te lezen")
        for first, last in _PAGES.findall(citation.locator):
            # '112-14' is short for 112–114.
            if len(first) == len(last) and int(first) > int(last):
                place = f"vindplaats ‘{citation.locator}’ loopt van achter naar voren"
                yield Problem(citation.position, place, f"{last}-{first}")


@rule("C110")
def same_work_twice(publication: Publication) -> Iterator[Problem]:
    """Dezelfde vindplaats van hetzelfde werk staat twee keer in één verwijzingsgroep.

    De noot zou hetzelfde werk twee keer noemen; vaak is een ander werk bedoeld.

    Fout: `[@kruiter2019; @veen2018; @kruiter2019]`
    Goed: `[@kruiter2019; @veen2018]`
    """
    for cluster in (cluster for note in publication.notes for cluster in note.clusters):
        seen: set[tuple[str, str, str]] = set()
        for citation in cluster.citations:
            what = (citation.key, citation.locator, citation.suffix)
            if what in seen:
                yield Problem(citation.position, f"bronsleutel ‘{citation.key}’ staat al in deze groep")
            seen.add(what)


def _citations(publication: Publication) -> Iterator[Citation]:
    yield from (citation for note in publication.notes for citation in note.citations)
    yield from (citation for citation in publication.nocite if citation.key != EVERYTHING)
