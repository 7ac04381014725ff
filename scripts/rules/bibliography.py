"""Rules about the entries of the .bib file."""

from __future__ import annotations

from collections.abc import Iterator

from scripts.publication.model import Entry, Publication
from scripts.rules.engine import Problem, rule


@rule("B101")
def unreadable_entry(publication: Publication) -> Iterator[Problem]:
    """Een titelbeschrijving is niet te lezen.

    Meestal ontbreekt een accolade of een komma aan het eind van de regel erboven.

    Fout: `title = {De toekomst van het IKC,`
    Goed: `title = {De toekomst van het IKC},`
    """
    for problem in publication.bibliography.problems:
        yield Problem(problem.position, problem.message)


@rule("B102")
def duplicate_key(publication: Publication) -> Iterator[Problem]:
    """Twee titelbeschrijvingen hebben dezelfde bronsleutel, ook als alleen hoofdletters verschillen.

    Fout: twee keer `@report{kruiter2019, …}`
    Goed: `@report{kruiter2019a, …}` en `@report{kruiter2019b, …}`
    """
    first: dict[str, Entry] = {}
    for entry in publication.bibliography.entries:
        earlier = first.setdefault(entry.key.lower(), entry)
        if earlier is not entry:
            line = earlier.position.line
            yield Problem(entry.position, f"bronsleutel ‘{entry.key}’ staat al op regel {line} (‘{earlier.key}’)")
