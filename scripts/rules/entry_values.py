"""Rules about the form of what stands in a field: dates, pages, numbers, addresses, LaTeX."""

from __future__ import annotations

import re
from collections.abc import Iterator

from scripts.publication.entry_types import fields
from scripts.publication.model import Bibliography, Entry
from scripts.publication.number_forms import (
    PAGE_RANGE,
    bare_doi,
    date_problem,
    is_isbn,
    is_issn,
    is_reversed,
    isbns,
    issns,
    year_problem,
)
from scripts.rules.engine import Problem, rule

# A DOI, or a short one of https://shortdoi.org.
_DOI = re.compile(r"10\.\d{4,9}(?:\.\d+)*/\S+|10/[a-z0-9]+")
_URL = re.compile(r"(?:https?|ftp)://[^\s/?#]+\.[^\s/?#]+(?:[/?#]\S*)?|https?://localhost\S*")
_LATEX_IN_URL = re.compile(r"\\[_%&#~{}$]|\\url|\{\\?[_~%&#]\}|\\textasciitilde")
_COMMENT_SIGN = re.compile(r"(?<!\\)(?:\\\\)*%")
_WORD = re.compile(r"[^\W\d_]{3,}")
_LATEX_LETTER = re.compile(
    r"\\(?:[\"'`^~=.]|[uvHtcdbkr](?![a-zA-Z]))\s*\{?\\?[a-zA-Z]\}?|\\(?:ss|ae|AE|oe|OE|aa|AA|o|O|l|L|i|j)(?![a-zA-Z])"
)


@rule("B121")
def malformed_date(bibliography: Bibliography) -> Iterator[Problem]:
    """Een jaar of datum is geen jaar of datum, zodat zij uit de verwijzing wegvalt.

    Een datum is JJJJ, JJJJ-MM, JJJJ-MM-DD of een periode (JJJJ/JJJJ). ‘z.d.’ en woorden als ‘in druk’ mogen in `year`.

    Fout: `date = {20l9}` of `urldate = {12 maart 2019}`
    Goed: `date = {2019}` en `urldate = {2019-03-12}`
    """
    for entry in bibliography.entries:
        for name, value in entry.fields.items():
            find = date_problem if name in fields("dates") else year_problem if name in {"year", "month"} else None
            problem = find(name, value) if find else ""
            if name == "date" and _has_year(entry):
                # pandoc then takes `year` where `date` is words, but nothing where it is empty.
                empty = not value.strip("{} ")
                problem = "is leeg, zodat ‘year’ wegvalt" if empty else "" if _WORD.search(value) else problem
            if problem:
                yield Problem(entry.positions[name], f"{name} ‘{_short(value)}’ {problem}")


@rule("B123")
def reversed_pages(bibliography: Bibliography) -> Iterator[Problem]:
    """De laatste pagina komt voor de eerste.

    Fout: `pages = {75--59}`
    Goed: `pages = {59--75}`
    """
    for entry, value in _having(bibliography, "pages"):
        for piece in re.split(r"[,;]", value):
            if (match := PAGE_RANGE.fullmatch(piece)) and is_reversed(match):
                message = f"pagina’s ‘{piece.strip()}’ lopen terug"
                yield Problem(entry.positions["pages"], message)


@rule("B124", "review", fixable=True)
def dash_in_pages(bibliography: Bibliography) -> Iterator[Problem]:
    """Tussen twee paginanummers staat een ander streepje dan `--`.

    In de verwijzing staat een half kastlijntje (–); in de bibliografie is dat `--`. `rapport check --fix` zet het goed.

    Fout: `pages = {59-75}` of `pages = {59—75}`
    Goed: `pages = {59--75}`
    """
    for entry, value in _having(bibliography, "pages"):
        for piece in re.split(r"[,;]", value):
            if (match := PAGE_RANGE.fullmatch(piece)) and match["dash"].strip() not in {"--", "–"}:
                message = f"in pagina’s ‘{piece.strip()}’ staat ‘{match['dash'].strip()}’"
                yield Problem(entry.positions["pages"], f"{message}; schrijf ‘--’")


@rule("B125")
def wrong_isbn(bibliography: Bibliography) -> Iterator[Problem]:
    """Een ISBN klopt niet met zijn controlecijfer, of heeft te veel of te weinig cijfers.

    Fout: `isbn = {978-90-334-9876-1}`
    Goed: `isbn = {978-90-334-9876-0}`
    """
    for entry, value in _having(bibliography, "isbn"):
        for number in isbns(value):
            # Exports put an ISSN here too.
            if not is_isbn(number) and not is_issn(number):
                yield Problem(entry.positions["isbn"], f"ISBN ‘{number}’ klopt niet: tel de cijfers en zie het laatste")


@rule("B126")
def wrong_issn(bibliography: Bibliography) -> Iterator[Problem]:
    """Een ISSN klopt niet met zijn controlecijfer.

    Fout: `issn = {0165-0646}`
    Goed: `issn = {0165-0645}`
    """
    for entry, value in _having(bibliography, "issn"):
        for number in issns(value):
            if not is_issn(number) and not is_isbn(number):
                yield Problem(entry.positions["issn"], f"ISSN ‘{number}’ klopt niet: tel de cijfers en zie het laatste")


@rule("B127", fixable=True)
def doi_form(bibliography: Bibliography) -> Iterator[Problem]:
    """Een DOI staat er met adres, voorvoegsel of LaTeX-teken, zodat de koppeling in de verwijzing stuk is.

    `rapport check --fix` laat de DOI zelf staan.

    Fout: `doi = {https://doi.org/10.1007/s40894-016-0044-6}`
    Goed: `doi = {10.1007/s40894-016-0044-6}`
    """
    for entry, value in _having(bibliography, "doi"):
        bare = bare_doi(value)
        if bare != value and _DOI.fullmatch(bare):
            yield Problem(entry.positions["doi"], f"DOI ‘{_short(value)}’ heeft meer dan de DOI zelf", bare)


@rule("B128")
def malformed_doi(bibliography: Bibliography) -> Iterator[Problem]:
    """Een DOI heeft niet de vorm van een DOI (`10.…/…`), zodat de koppeling in de verwijzing stuk is.

    Fout: `doi = {1007/s40894-016-0044-6}`
    Goed: `doi = {10.1007/s40894-016-0044-6}`
    """
    for entry, value in _having(bibliography, "doi"):
        bare = bare_doi(value)
        if not _DOI.fullmatch(bare):
            yield Problem(entry.positions["doi"], f"‘{_short(value)}’ is geen DOI")
        elif bare[-1] in ".,;":
            yield Problem(entry.positions["doi"], f"DOI ‘{_short(value)}’ eindigt op ‘{bare[-1]}’", bare[:-1])


@rule("B129")
def malformed_url(bibliography: Bibliography) -> Iterator[Problem]:
    """Een URL is geen werkend webadres: er staat een spatie in, een haakje of punt achter, of LaTeX tussen.

    Fout: `url = {https://www.oberon.eu/rapport.pdf).}`
    Goed: `url = {https://www.oberon.eu/rapport.pdf}`
    """
    for entry, value in _having(bibliography, "url"):
        if problem := _url_problem(value):
            yield Problem(entry.positions["url"], f"URL ‘{_short(value)}’ {problem}")


@rule("B131")
def comment_sign(bibliography: Bibliography) -> Iterator[Problem]:
    r"""In een veld staat een los procentteken: alles erachter valt uit de verwijzing weg.

    In BibTeX begint `%` een opmerking. In `url` en `doi` is het een gewoon teken.

    Fout: `title = {Naar 100% bevoegd voor de klas}`
    Goed: `title = {Naar 100\% bevoegd voor de klas}`
    """
    for entry in bibliography.entries:
        for name, value in entry.fields.items():
            if name in fields("printed", "names") and _COMMENT_SIGN.search(value):
                yield Problem(entry.positions[name], f"na ‘%’ in ‘{_short(value)}’ valt de rest weg; schrijf ‘\\%’")


@rule("B132", "review")
def latex_letter(bibliography: Bibliography) -> Iterator[Problem]:
    r"""Een letter staat er als LaTeX-code, terwijl de bibliografie verder gewone letters gebruikt.

    Een bibliografie die overal LaTeX-codes heeft, wordt niet gemeld.

    Fout: `author = {S{\o}rensen, M.}` naast `journaltitle = {Pedagogische Studiën}`
    Goed: `author = {Sørensen, M.}`
    """
    found: list[Problem] = []
    plain = 0
    for entry in bibliography.entries:
        for name, value in entry.fields.items():
            if name in fields("printed", "names"):
                plain += any(character.isalpha() and not character.isascii() for character in value)
                if match := _LATEX_LETTER.search(value):
                    found.append(
                        Problem(entry.positions[name], f"LaTeX-code ‘{match.group()}’; schrijf de letter zelf")
                    )
    if len(found) < plain:
        yield from found


def _has_year(entry: Entry) -> bool:
    return re.fullmatch(r"\d{4}", entry.fields.get("year", "").strip("{} ")) is not None


def _having(bibliography: Bibliography, field: str) -> Iterator[tuple[Entry, str]]:
    """The entries in which `field` is filled, with its value."""
    for entry in bibliography.entries:
        if value := entry.fields.get(field, "").strip():
            yield entry, value


def _url_problem(value: str) -> str:
    if " " in value:
        return "is gebroken: er staat een spatie in"
    if _LATEX_IN_URL.search(value):
        return "bevat LaTeX; schrijf de tekens zelf"
    if re.match(r"(?i)www\.", value):
        return "begint niet met https://"
    if not _URL.fullmatch(value):
        return "is geen webadres"
    if re.match(r"https?://.*https?:/?/?$|https?://https?:?/", value):
        return "begint twee keer"
    opening = {")": "(", "]": "[", ">": "<", "}": "{", "”": "“", "’": "‘"}.get(value[-1])
    if opening and value.count(value[-1]) > value.count(opening):
        return f"heeft een los ‘{value[-1]}’ aan het eind"
    if value[-1] in ".,;:\"'":
        return f"eindigt op ‘{value[-1]}’"
    return ""


def _short(value: str) -> str:
    return value if len(value) <= 80 else f"{value[:77]}…"
