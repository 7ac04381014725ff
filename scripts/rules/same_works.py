"""Rules about entries that may be one work, or that disagree about one."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Callable, Hashable, Iterable, Iterator
from functools import lru_cache
from itertools import combinations
from urllib.parse import unquote

from rapidfuzz import fuzz

from scripts.publication.model import Bibliography, Entry, Position
from scripts.publication.people import people, words, years
from scripts.rules.engine import Problem, rule
from scripts.rules.same_data import listed
from scripts.rules.same_titles import Words, are_two_works, doi, families, neighbours, same_title, title

# A title has to be this long (in words, in characters) to be recognised in a file name.
_WORDS_IN_NAME, _LETTERS_IN_NAME = 3, 18
_VERSION_IN_URL = re.compile(r"\d{4}-\d\d-\d\d|\bstb-|\bkst-|\bstcrt-|ECLI|\d{4}/\d\d/\d\d", re.IGNORECASE)
_VERSION_FIELDS = ("date", "year", "urldate", "version", "number", "pubstate", "volume", "edition")


@rule("B301", "review")
def same_work(bibliography: Bibliography) -> Iterator[Problem]:
    """Twee titelbeschrijvingen beschrijven waarschijnlijk hetzelfde werk.

    DOI, of auteur, titel en jaar zijn gelijk. In de literatuurlijst staat het werk dan twee keer.

    Fout: `@report{jansen2018, …}` en `@report{jansen2018rapport, …}` met dezelfde titel
    Goed: één titelbeschrijving, met alle velden van beide
    """
    for one, other in _same_works(bibliography):
        fuller = one if len(one.fields) >= len(other.fields) else other
        more = "" if len(one.fields) == len(other.fields) else f"; ‘{fuller.key}’ is vollediger"
        why = "dezelfde DOI" if doi(one) and doi(one) == doi(other) else "dezelfde auteur, titel en jaar"
        yield Problem(other.position, f"‘{other.key}’ heeft {why} als ‘{one.key}’{more}", fuller.key)


@rule("B302", "review")
def same_url(bibliography: Bibliography) -> Iterator[Problem]:
    """Twee titelbeschrijvingen hebben dezelfde URL.

    Een van beide adressen is dan onjuist, of het is één werk.

    Fout: twee keer `url = {https://www.uitgever.nl/rapport.pdf}`
    Goed: elk werk zijn eigen adres
    """
    reported = {frozenset((one.key, other.key)) for one, other in _same_works(bibliography)}
    for group in _groups(bibliography.entries, _url):
        for other in group[1:]:
            together = other.fields.get("booktitle") and other.fields.get("booktitle") == group[0].fields.get(
                "booktitle"
            )
            pair = frozenset((group[0].key, other.key))
            if not together and len(pair) == 2 and pair not in reported:
                yield Problem(_at(other, "url"), f"‘{other.key}’ heeft dezelfde URL als ‘{group[0].key}’")


@rule("B303", "review")
def same_title_other_year(bibliography: Bibliography) -> Iterator[Problem]:
    """Twee titelbeschrijvingen hebben dezelfde auteur en titel, maar een ander jaar.

    Meestal is het één werk en is een van de jaren onjuist. Van herdrukken vermeldt ‘edition’ de druk.

    Fout: `date = {2021}` en `date = {2022}` bij dezelfde titel van dezelfde auteurs
    Goed: één titelbeschrijving
    """
    for group in _groups(bibliography.entries, _author_and_title):
        dated = [entry for entry in group if years(entry)]
        if len({min(years(entry)) for entry in dated}) > 2 or not dated or any(map(_is_periodical, dated)):
            continue
        for one, other in combinations(dated, 2):
            if not years(one) & years(other) and not are_two_works(one, other):
                message = f"‘{other.key}’ heeft dezelfde titel als ‘{one.key}’, maar het jaar {min(years(other))}"
                yield Problem(_at(other, "date", "year"), f"{message} en niet {min(years(one))}", one.key)


@rule("B306", "review")
def same_series_number(bibliography: Bibliography) -> Iterator[Problem]:
    """Twee werken hebben hetzelfde nummer in dezelfde reeks, maar een ander jaar.

    Een van de nummers of van de jaren is dan onjuist.

    Fout: `series = {Sardes Special}, number = {25}` bij een werk uit 2019 en een ander uit 2021
    Goed: elk deel van een reeks zijn eigen nummer
    """
    for group in _groups(bibliography.entries, _series_and_number):
        for other in group[1:]:
            one = group[0]
            if years(one) and years(other) and not years(one) & years(other) and _same_maker(one, other):
                place = f"{other.fields['series']} {other.fields['number']}".replace("{", "").replace("}", "")
                message = f"‘{other.key}’ ({min(years(other))}) is ‘{place}’, en ‘{one.key}’ ({min(years(one))}) ook"
                yield Problem(_at(other, "number"), message)


@rule("B307", "review")
def fuller_elsewhere(bibliography: Bibliography) -> Iterator[Problem]:
    """Een titelbeschrijving zonder titel is misschien een werk dat elders in de bibliografie volledig staat.

    Auteurs en jaar komen overeen, of het jaar scheelt er één.

    Fout: `@misc{nro2020, author = {{NRO}}, date = {2020}}` naast een volledig beschreven werk van het NRO uit 2021
    Goed: verwijs naar de volledige titelbeschrijving, of vul deze aan
    """
    described: dict[tuple[Words, ...], list[Entry]] = defaultdict(list)
    for entry in bibliography.entries:
        if title(entry) and families(entry):
            described[families(entry)].append(entry)
    for entry in bibliography.entries:
        if title(entry) or not families(entry):
            continue
        near = [other for other in described.get(families(entry), ()) if _years_apart(entry, other) <= 1]
        if nearest := min(near, key=lambda other: (_years_apart(entry, other), other.position), default=None):
            message = f"‘{entry.key}’ heeft geen titel; ‘{nearest.key}’ van dezelfde auteurs is wel volledig beschreven"
            yield Problem(entry.position, message, nearest.key)


@rule("B308", "review")
def url_of_described_work(bibliography: Bibliography) -> Iterator[Problem]:
    """De URL van een bron zonder titel bevat de titel van een werk dat elders volledig beschreven is.

    Fout: `@online{eindrapport, url = {https://…/Leren-lezen-in-groep-drie.pdf}}` naast ‘Leren lezen in groep drie’
    Goed: verwijs naar de volledige titelbeschrijving
    """
    described = [(slug, entry) for entry in bibliography.entries if (slug := _slug_of_title(entry))]
    for entry in bibliography.entries:
        if entry.fields.get("url") and not title(entry):
            path = f"-{'-'.join(words(unquote(_behind_host(_plain_url(entry)))))}-"
            for slug, other in described:
                if f"-{slug}-" in path:
                    message = f"de URL van ‘{entry.key}’ bevat de titel van ‘{other.key}’"
                    yield Problem(_at(entry, "url"), message, other.key)


@rule("B309", "review")
def law_without_version(bibliography: Bibliography) -> Iterator[Problem]:
    """Een wet of wetsvoorstel heeft geen datum, versie of nummer.

    Een wet verandert; zonder datum weet een lezer niet welke tekst is bedoeld.

    Fout: `@legislation{wpo, title = {Wet op het primair onderwijs}}`
    Goed: dezelfde met `url = {https://wetten.overheid.nl/BWBR0003420/2023-01-01}` of een `date`
    """
    for entry in bibliography.entries:
        is_law = entry.type in listed("law_types") or (
            "wetten.overheid.nl" in entry.fields.get("url", "")
            and title(entry)[:1]
            and title(entry)[0] in listed("law_words")
        )
        versioned = any(entry.fields.get(field) for field in _VERSION_FIELDS)
        if is_law and not versioned and not _VERSION_IN_URL.search(entry.fields.get("url", "")):
            yield Problem(entry.position, f"‘{entry.key}’ is een wet zonder datum, versie of nummer")


# -- pairs ---------------------------------------------------------------------------------------------------------


# Two rules read these pairs of the same publication, one after the other.
@lru_cache(maxsize=1)
def _same_works(bibliography: Bibliography) -> tuple[tuple[Entry, Entry], ...]:
    """Pairs of entries that are probably one work, each entry with the first of its kind."""
    entries = bibliography.entries
    found: dict[int, tuple[Entry, Entry]] = {}
    for group in _groups(entries, doi):
        if not any(_is_part(entry) for entry in group):
            found |= {id(other): (group[0], other) for other in group[1:] if other.key != group[0].key}
    for key in (_author_and_year, _title_and_year):
        for group in _groups(entries, key):
            for one, other in neighbours(group):
                if id(other) not in found and one.key.lower() != other.key.lower() and _is_same_work(one, other):
                    found[id(other)] = (one, other)
    return tuple(sorted(found.values(), key=lambda pair: pair[1].position))


def _is_same_work(one: Entry, other: Entry) -> bool:
    if not years(one) & years(other) or not same_title(one, other) or are_two_works(one, other):
        return False
    a, b = families(one), families(other)
    if not a or not b:
        return len(title(one)) > 3 and title(one) == title(other)
    others = people(one).others or people(other).others
    return a == b or (others and a[0] == b[0]) or fuzz.ratio(str(a), str(b)) >= 85 or set(a) == set(b)


def _groups(entries: Iterable[Entry], key: Callable[[Entry], Hashable]) -> Iterator[list[Entry]]:
    """The entries with the same key (falsy for none), in groups of two or more."""
    found: dict[Hashable, list[Entry]] = defaultdict(list)
    for entry in entries:
        if value := key(entry):
            found[value].append(entry)
    yield from (group for group in found.values() if len(group) > 1)


def _author_and_year(entry: Entry) -> Hashable:
    return (families(entry)[0], min(years(entry))) if families(entry) and years(entry) and title(entry) else None


def _title_and_year(entry: Entry) -> Hashable:
    return (title(entry), min(years(entry))) if title(entry) and years(entry) else None


def _author_and_title(entry: Entry) -> Hashable:
    return (families(entry)[0], title(entry)) if families(entry) and len(title(entry)) > 2 else None


def _series_and_number(entry: Entry) -> Hashable:
    number, series = words(entry.fields.get("number", "")), words(entry.fields.get("series", ""))
    return (series, number) if number and series and entry.type != "article" else None


def _url(entry: Entry) -> str:
    """The address without scheme, 'www.' and a slash at the end; '' for a site's front page."""
    url = _plain_url(entry)
    if not _behind_host(url).strip("/"):
        return ""
    return re.sub(r"^https?://(?:www\.)?|/+$", "", url.strip().lower() if "?" not in url else url.strip())


def _behind_host(url: str) -> str:
    return re.sub(r"^(?:[a-zA-Z][\w+.-]*:)?//[^/?#]*", "", url.strip())


def _plain_url(entry: Entry) -> str:
    return re.sub(r"\\([&%$#_~])", r"\1", entry.fields.get("url", "")).replace("{", "").replace("}", "")


# -- single entries ------------------------------------------------------------------------------------------------


def _is_part(entry: Entry) -> bool:
    """Whether its DOI may be that of the book it is in."""
    return bool(entry.fields.get("booktitle") or entry.fields.get("crossref") or entry.fields.get("chapter"))


def _is_periodical(entry: Entry) -> bool:
    """Whether a title like this comes back every year: an institution's 'Monitor …'."""
    author = people(entry).persons[:1]
    by_institution = bool(author and author[0].is_institution)
    return entry.type in {"software", "dataset", "manual", "periodical"} or bool(
        by_institution and (set(title(entry)) & listed("periodical") or len(title(entry)) < 5)
    )


def _same_maker(one: Entry, other: Entry) -> bool:
    """Whether two parts of a series are of one series: not two publishers with 'Working paper 2'."""
    makers = [words(e.fields.get("institution") or e.fields.get("publisher") or "") for e in (one, other)]
    if " ".join(words(one.fields["series"])) in listed("common_series"):
        return bool(makers[0]) and makers[0] == makers[1]
    return not all(makers) or makers[0] == makers[1]


def _years_apart(one: Entry, other: Entry) -> int:
    if not years(one) or not years(other):
        return 99
    return min(abs(int(a) - int(b)) for a in years(one) for b in years(other))


def _slug_of_title(entry: Entry) -> str:
    """The title (without subtitle) as it would stand in a file name; '' when it is too short to be recognised."""
    whole = words(entry.fields.get("title", ""))
    slug = "-".join(whole)
    return slug if len(whole) >= _WORDS_IN_NAME and len(slug) >= _LETTERS_IN_NAME else ""


def _at(entry: Entry, *fields: str) -> Position:
    return next((entry.positions[field] for field in fields if field in entry.positions), entry.position)
