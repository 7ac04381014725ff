"""What registries know of a DOI or an ISBN: the only part of `rapport source add` that asks the web, if asked to.

DOIs: content negotiation (https://citation.doi.org/docs.html). ISBNs: the Books API of Open Library
(https://openlibrary.org/dev/docs/api/books).
"""

from __future__ import annotations

import json
import re
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any
from urllib.parse import quote

import urllib3

from scripts.publication.number_forms import bare_doi
from scripts.sources.unreadable import UnreadableSourceError

_USER_AGENT = "rapport-source-add/1.0"
_TIMEOUT = urllib3.Timeout(connect=10, read=30)
_RETRIES = urllib3.Retry(total=3, backoff_factor=1, status_forcelist=(429, 502, 503, 504), raise_on_status=False)
_LARGEST_ANSWER = 2_000_000
_DOI = re.compile(r"10\.\d{4,9}/\S+")


@dataclass(frozen=True, slots=True)
class Registries:
    """Where to ask."""

    doi: str = "https://doi.org/"
    books: str = "https://openlibrary.org/api/books"


def by_doi(doi: str, registries: Registries) -> str:
    """The work with this DOI as CSL JSON; UnreadableSourceError if the DOI is none or the registry does not give it."""
    bare = bare_doi(doi.strip())
    if not _DOI.fullmatch(bare):
        raise UnreadableSourceError(f"‘{doi}’ is geen DOI; die begint met ‘10.’ en heeft een schuine streep")
    address = registries.doi + quote(bare, safe="/():;,.")
    return json.dumps(_answer(address, f"DOI ‘{bare}’", "application/vnd.citationstyles.csl+json"))


def by_isbn(isbn: str, registries: Registries) -> str:
    """The book with this ISBN as CSL JSON; UnreadableSourceError as for a DOI."""
    number = re.sub(r"[^0-9Xx]", "", isbn).upper()
    if len(number) not in {10, 13}:
        raise UnreadableSourceError(f"‘{isbn}’ is geen ISBN; dat heeft tien of dertien cijfers")
    name = f"ISBN:{number}"
    answer = _answer(
        f"{registries.books}?bibkeys={name}&format=json&jscmd=data", f"ISBN ‘{number}’", "application/json"
    )
    book = answer.get(name) if isinstance(answer, Mapping) else None
    if not isinstance(book, Mapping):
        raise UnreadableSourceError(f"ISBN ‘{number}’ is bij Open Library niet bekend")
    return json.dumps(_item(book, number))


def _answer(address: str, name: str, accept: str) -> Any:
    """The JSON at an address."""
    headers = {"Accept": accept, "User-Agent": _USER_AGENT}
    try:
        with urllib3.PoolManager() as pool:
            response = pool.request("GET", address, headers=headers, timeout=_TIMEOUT, retries=_RETRIES)
    except urllib3.exceptions.HTTPError as error:
        raise UnreadableSourceError(f"{name} is niet op te vragen: het web antwoordt niet") from error
    if response.status == 404:
        raise UnreadableSourceError(f"{name} is niet bekend")
    if response.status != 200 or len(response.data) > _LARGEST_ANSWER:
        raise UnreadableSourceError(f"{name} is niet op te vragen: antwoord {response.status}")
    try:
        return json.loads(response.data)
    except ValueError as error:
        raise UnreadableSourceError(f"{name}: het antwoord is niet te lezen") from error


def _item(book: Mapping[str, Any], number: str) -> dict[str, Any]:
    """A book of Open Library as a CSL item."""

    def listed(name: str) -> list[str]:
        values = book.get(name)
        items = values if isinstance(values, list) else []
        return [str(item["name"]) for item in items if isinstance(item, Mapping) and item.get("name")]

    title, subtitle = str(book.get("title", "")), str(book.get("subtitle", ""))
    year = re.search(r"\d{4}", str(book.get("publish_date", "")))
    return {
        "type": "book",
        "title": f"{title}: {subtitle}" if subtitle else title,
        "author": [_person(name) for name in listed("authors")],
        "publisher": "/".join(listed("publishers")),
        "publisher-place": "/".join(listed("publish_places")),
        "issued": {"date-parts": [[int(year.group())]]} if year else {},
        "ISBN": number,
    }


def _person(name: str) -> dict[str, str]:
    """'Given van der Family', as Open Library writes names."""
    tokens = name.split()
    start = next((i for i, token in enumerate(tokens[1:-1], 1) if token[:1].islower()), len(tokens) - 1)
    if len(tokens) < 2:
        return {"literal": name}
    return {"given": " ".join(tokens[:start]), "family": " ".join(tokens[start:])}
