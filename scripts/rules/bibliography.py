"""Rules about the .bib file as a whole: can it be read, is each entry there once."""

from __future__ import annotations

from collections.abc import Iterator

from scripts.publication.entry_types import known_types, model
from scripts.publication.model import Bibliography, Entry
from scripts.rules.engine import Problem, rule
from scripts.rules.nearest import nearest


def _problems(bibliography: Bibliography, kind: str) -> Iterator[Problem]:
    for problem in bibliography.problems:
        if problem.kind == kind:
            yield Problem(problem.position, problem.message)


@rule("B101")
def unreadable_entry(bibliography: Bibliography) -> Iterator[Problem]:
    """Een titelbeschrijving is niet te lezen.

    Meestal ontbreekt een accolade of een komma aan het eind van de regel erboven. De andere titelbeschrijvingen worden
    wel gelezen en gecontroleerd.

    Fout: `title = {De toekomst van het IKC,`
    Goed: `title = {De toekomst van het IKC},`
    """
    return _problems(bibliography, "syntax")


@rule("B102")
def duplicate_key(bibliography: Bibliography) -> Iterator[Problem]:
    """Twee titelbeschrijvingen hebben dezelfde bronsleutel, ook als alleen hoofdletters verschillen.

    Welke van de twee de noot krijgt, is dan toeval.

    Fout: twee keer `@report{kruiter2019, …}`
    Goed: `@report{kruiter2019a, …}` en `@report{kruiter2019b, …}`
    """
    for entry, earlier in _repetitions(bibliography):
        if not _identical(entry, earlier):
            line = earlier.position.line
            yield Problem(entry.position, f"bronsleutel ‘{entry.key}’ staat al op regel {line} (‘{earlier.key}’)")


@rule("B103", fixable=True)
def repeated_entry(bibliography: Bibliography) -> Iterator[Problem]:
    """Een titelbeschrijving staat er twee keer, met dezelfde inhoud.

    `rapport check --fix` verwijdert de tweede.

    Fout: twee keer dezelfde `@report{kruiter2019, …}`
    Goed: één keer
    """
    for entry, earlier in _repetitions(bibliography):
        if _identical(entry, earlier):
            message = f"titelbeschrijving ‘{entry.key}’ staat al op regel {earlier.position.line}, met dezelfde inhoud"
            yield Problem(entry.position, message)


@rule("B104", fixable=True)
def unportable_form(bibliography: Bibliography) -> Iterator[Problem]:
    """Een titelbeschrijving heeft een vorm die BibTeX leest en pandoc niet.

    Pandoc weigert dan het hele bestand. `rapport check --fix` schrijft de titelbeschrijving in de gewone vorm.

    Fout: `@book(kruiter2017, title = {Handboek kindcentra})`
    Goed: `@book{kruiter2017, title = {Handboek kindcentra}}`
    """
    for problem in _problems(bibliography, "form"):
        yield Problem(problem.position, f"deze vorm leest pandoc niet: {problem.message}")


@rule("B105")
def unportable_name(bibliography: Bibliography) -> Iterator[Problem]:
    """Een bronsleutel of veldnaam heeft een teken waar pandoc het hele bestand op afkeurt.

    Fout: `@book{kruiter#2017, …}`
    Goed: `@book{kruiter2017, …}`
    """
    for problem in _problems(bibliography, "name"):
        yield Problem(problem.position, f"{problem.message}: dat leest pandoc niet")


@rule("B106")
def unknown_type(bibliography: Bibliography) -> Iterator[Problem]:
    """Een bronsoort bestaat niet in BibTeX of biblatex.

    De verwijzing krijgt dan een vorm die niet bij de bron past, of het bestand wordt geweigerd.

    Fout: `@reprot{kruiter2019, …}`
    Goed: `@report{kruiter2019, …}`
    """
    for entry in bibliography.entries:
        if entry.type not in known_types():
            yield Problem(entry.position, f"bronsoort ‘@{entry.type}’ bestaat niet", _meant(entry.type))


@rule("B107")
def undefined_string(bibliography: Bibliography) -> Iterator[Problem]:
    """Een afkorting is nergens met @string gedefinieerd.

    In de verwijzing komt dan de afkorting zelf te staan. Een waarde die geen afkorting is, hoort tussen accolades.

    Fout: `journaltitle = pedst,` zonder `@string{pedst = {Pedagogische Studiën}}`
    Goed: `journaltitle = {Pedagogische Studiën},`
    """
    return _problems(bibliography, "string")


def _meant(kind: str) -> str:
    if kind in model()["meant_type"]:
        return f"@{model()['meant_type'][kind]}"
    meant = nearest(kind, sorted(known_types()), likeness=75)
    return f"@{meant}" if meant else ""


def _repetitions(bibliography: Bibliography) -> Iterator[tuple[Entry, Entry]]:
    """Each entry whose key was used before, with the first that has it."""
    first: dict[str, Entry] = {}
    for entry in bibliography.entries:
        earlier = first.setdefault(entry.key.lower(), entry)
        if earlier is not entry:
            yield entry, earlier


def _identical(one: Entry, other: Entry) -> bool:
    return (one.key, one.type, one.fields, one.repeated) == (other.key, other.type, other.fields, other.repeated)
