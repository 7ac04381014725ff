"""A reference as it stands in a list of sources: 'Jansen, P. & Vries, A. de (2019). Titel. Utrecht: Uitgever.'

There is no grammar for these; what is read follows the order that APA and the Dutch styles share. Whatever does not
fit is left in the title, where its author sees it, and a remark asks to look at every field.
"""

from __future__ import annotations

import re

from scripts.publication.entry_types import is_institution
from scripts.sources.draft import Draft, date, draft, escaped
from scripts.sources.names import institution, names, person, typed
from scripts.sources.unreadable import UnreadableSourceError

_YEAR = re.compile(r"\((?P<year>\d{4}|z\.\s?[dj]\.|n\.d\.)(?P<rest>[^()]*)\)[.:,]?\s+")
_ADDRESS = re.compile(
    r"(?:(?:geraadpleegd|retrieved|opgehaald|via|url)\b[^:]{0,40}:?\s*)?(?P<url>https?://\S+)", re.IGNORECASE
)
_DOI = re.compile(r"(?:https?://(?:dx\.)?doi\.org/|doi:\s*)(?P<doi>10\.\S+)", re.IGNORECASE)
_INITIALS = re.compile(r"(?:[^\W\d_]{1,2}\.[\s-]?)+(?:\s*(?:(?:van|de|der|den|het|ten|ter|te|von|\u2019t|'t)\s*)+)?")
_OTHERS = re.compile(r",?\s*(?:et al|e\.\s?a|c\.\s?s)\.?,?$", re.IGNORECASE)
_ARTICLE = re.compile(
    r"(?P<title>.+?[.?!])\s+(?P<journal>[^.?!]+?),\s*(?P<volume>\d+)\s*(?:\((?P<number>[^)]+)\))?"
    r"(?:\s*[,:]\s*(?:pp?\.\s*)?(?P<pages>\d+\s*[-–—]\s*\d+))?\.?"
)
_PART = re.compile(
    r"(?P<title>.+?[.?!])\s+[Ii]n:?\s+(?P<editors>.+?)\s*\((?:red|eds?)\.?\)[.,]\s*(?P<book>.+?)"
    r"(?:\s*\((?:pp?\.\s*)?(?P<pages>\d+\s*[-–—]\s*\d+)\))?"
    r"(?:\.\s+(?P<place>[^.:]+):\s+(?P<publisher>[^.]+))?\.?"
)
_IMPRINT = re.compile(r"(?P<title>.+?[.?!])\s+(?P<place>[^.:?!]{2,60}):\s+(?P<publisher>[^:?!]{2,120}?)\.?")
_BETWEEN_NAMES = re.compile(r"\s*,\s*(?:(?:&|en\b|and\b)\s*)?|\s+(?:&|en|and)\s+")
_REMARK = "gelezen uit lopende tekst: kijk elk veld na, ook de bronsoort (@{})"


def read_reference(text: str) -> list[Draft]:
    """The draft of one reference; UnreadableSourceError if it has no year in parentheses to tell authors from title."""
    whole = " ".join(text.split())
    year = _YEAR.search(f"{whole} ")
    if year is None or not whole[: year.start()].strip():
        raise UnreadableSourceError(
            "hierin is geen bron te herkennen; verwacht BibTeX, RIS, CSL JSON, EndNote XML of ‘Auteur (jaar). Titel. …’"
        )
    fields = {"author": _authors(whole[: year.start()])}
    if year["year"].isdecimal():
        fields["date"] = date(year["year"])
    rest, found = _addresses(whole[year.end() :])
    type, about = _about(rest.strip())
    if type == "misc" and "url" in found:
        type = "online"
    return [draft(type, fields | found | about, [_REMARK.format(type)])]


def _addresses(text: str) -> tuple[str, dict[str, str]]:
    found: dict[str, str] = {}
    if doi := _DOI.search(text):
        found["doi"] = doi["doi"].rstrip(".,;")
        text = text[: doi.start()] + text[doi.end() :]
    if url := _ADDRESS.search(text):
        found["url"] = url["url"].rstrip(".,;)")
        text = text[: url.start()] + text[url.end() :]
    return text, found


def _about(text: str) -> tuple[str, dict[str, str]]:
    """Entry type, title and where the work appeared."""
    if match := _PART.fullmatch(text):
        imprint = {"location": escaped(match["place"] or ""), "publisher": escaped(match["publisher"] or "")}
        book = {"editor": _authors(match["editors"]), "booktitle": _title(match["book"]), "pages": match["pages"] or ""}
        return "incollection", imprint | book | {"title": _title(match["title"])}
    if match := _ARTICLE.fullmatch(text):
        parts = {name: escaped(match[name] or "") for name in ("volume", "number", "pages")}
        return "article", parts | {"title": _title(match["title"]), "journaltitle": escaped(match["journal"])}
    if match := _IMPRINT.fullmatch(text):
        imprint = {"location": escaped(match["place"]), "institution": escaped(match["publisher"])}
        return "report", imprint | {"title": _title(match["title"])}
    return "misc", {"title": _title(text)}


def _title(text: str) -> str:
    """A title ends without the full stop of the reference, but with its own question mark."""
    return escaped(text.strip().removesuffix("."))


def _authors(text: str) -> str:
    """The names in 'Jansen, P., Vries, A. de & Raad voor Cultuur'."""
    text, others = _OTHERS.subn("", text.strip().rstrip(","))
    pieces = [piece.strip() for piece in _BETWEEN_NAMES.split(text) if piece.strip()]
    if _is_one_name(text, pieces):
        return institution(text)
    paired = _has_given_names(text, pieces)
    found: list[str] = []
    waiting = iter([*zip(pieces, [*pieces[1:], ""], strict=True)])
    for family, following in waiting:
        if following and (paired or _INITIALS.fullmatch(following)):
            found.append(person(family, following))
            next(waiting)
        else:
            found.append(typed(family))
    return names([*found, "others"] if others else found)


def _has_given_names(text: str, pieces: list[str]) -> bool:
    """Whether every name has a comma of its own, as in 'Wagenaar, Yvon & Grinten, Michiel van der'."""
    last = re.split(r"\s+(?:&|en|and)\s+", text)[-1]
    return len(pieces) % 2 == 0 and last.count(",") == 1


def _is_one_name(text: str, pieces: list[str]) -> bool:
    """Commas and 'en' may be an institution's own: 'Ministerie van Onderwijs, Cultuur en Wetenschap'."""
    initials = any(_INITIALS.fullmatch(piece) for piece in pieces)
    return len(pieces) > 1 and not initials and "&" not in text and is_institution(pieces[0])
