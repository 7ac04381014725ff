"""Which form a source comes in, and its drafts."""

from __future__ import annotations

import re
from collections.abc import Callable

from scripts.publication import pandoc
from scripts.publication.errors import PublicationError
from scripts.sources.draft import Draft
from scripts.sources.from_bibtex import read_bibtex
from scripts.sources.from_csl import read_csl
from scripts.sources.from_reference import read_reference
from scripts.sources.from_ris import read_ris
from scripts.sources.unreadable import UnreadableSourceError

# More than any export of a library.
LARGEST = 20_000_000
_DOI = re.compile(r"(?:https?://(?:dx\.)?doi\.org/|doi:\s*)?10\.\d{4,9}/\S+", re.IGNORECASE)
_ISBN = re.compile(r"(?:ISBN(?:-1[03])?:?\s*)?(?:97[89][ -]?)?(?:\d[ -]?){9}[\dXx]", re.IGNORECASE)


def read_drafts(text: str) -> list[Draft]:
    """The sources in a text of any known form; UnreadableSourceError if there is none or it cannot be read."""
    text = text.strip("\ufeff \t\r\n\0").replace("\r\n", "\n").replace("\r", "\n")
    if not text:
        raise UnreadableSourceError("er is niets om te lezen")
    if len(text) > LARGEST:
        raise UnreadableSourceError("dit is te groot voor een bron")
    for number, option, name in ((_DOI, "--doi", "DOI"), (_ISBN, "--isbn", "ISBN")):
        if number.fullmatch(text):
            raise UnreadableSourceError(f"dit is alleen een {name}; gebruik ‘{option} {text}’ om de bron op te vragen")
    drafts = _reader(text)(text)
    if not drafts:
        raise UnreadableSourceError("er staat geen bron in")
    return drafts


def _reader(text: str) -> Callable[[str], list[Draft]]:
    if text[0] in "[{":
        return read_csl
    if re.search(r"^TY {1,2}- ?", text, re.MULTILINE):
        return read_ris
    if re.match(r"(?:<\?xml[^>]*\?>\s*)?<(?:xml|records|record)\b", text):
        return _read_endnote
    if re.search(r"^\s*@\s*\w+\s*[{(]", text, re.MULTILINE):
        return read_bibtex
    return read_reference


def _read_endnote(text: str) -> list[Draft]:
    try:
        return read_csl(pandoc.run(["--from", "endnotexml", "--to", "csljson"], stdin=text))
    except PublicationError as error:
        raise UnreadableSourceError("dit lijkt EndNote XML, maar pandoc kan het niet lezen") from error
