"""Rules about citations in the chapters."""

from __future__ import annotations

from collections.abc import Iterator

from rapidfuzz import fuzz, process

from scripts.publication.model import Publication
from scripts.rules.engine import Problem, rule

# Below this likeness (0–100) a suggestion is more often wrong than right.
_LIKENESS = 70


@rule("C101")
def unknown_key(publication: Publication) -> Iterator[Problem]:
    """Een bronsleutel staat niet in de bibliografie.

    Zonder titelbeschrijving kan de noot niet worden gemaakt.

    Fout: `Dat blijkt uit onderzoek.[@kruiter2091]`
    Goed: `Dat blijkt uit onderzoek.[@kruiter2019]`
    """
    known = publication.bibliography.by_key
    for citation in (citation for note in publication.notes for citation in note.citations):
        if citation.key in known:
            continue
        nearest = process.extractOne(citation.key, known.keys(), scorer=fuzz.ratio, score_cutoff=_LIKENESS)
        yield Problem(
            citation.position,
            f"bronsleutel ‘{citation.key}’ staat niet in {publication.bibliography.path.name}",
            nearest[0] if nearest else "",
        )


@rule("C102")
def narrative_citation(publication: Publication) -> Iterator[Problem]:
    """Een bronverwijzing staat zonder vierkante haken in de zin.

    Zonder haken wordt de sleutel geen noot maar onleesbare tekst.

    Fout: `Volgens @kruiter2019 werkt dat.`
    Goed: `Volgens Kruiter en Studulski werkt dat.[@kruiter2019]`
    """
    for citation in (citation for note in publication.notes for citation in note.citations):
        if citation.narrative:
            message = f"bronverwijzing ‘@{citation.key}’ staat niet tussen vierkante haken"
            yield Problem(citation.position, message, f"[@{citation.key}]")
