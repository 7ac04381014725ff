"""What the head of each page says about the publication to programs: reference managers, search engines, our script.

* `citation_*`, which Google Scholar (https://scholar.google.com/intl/en/scholar/inclusion.html#indexing) and Zotero's
  translator 'Embedded Metadata' read. Every page is part of one report, so every page names the report.
* JSON-LD with the types of https://schema.org/Report and https://schema.org/Chapter.
* What the script for copying a quotation needs, as JSON.
"""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from markupsafe import escape

from scripts.publication.citing import apa, authors, full_title, in_text
from scripts.publication.localisation import iso_date
from scripts.publication.model import Chapter, Metadata, Publication
from scripts.publication.people import Person
from scripts.publication.wording import wording

QUOTING_ID = "aanhalen"
# The words that the script shows.
_WORDS = (
    "passage_tools", "passage_number", "copy_link", "copy_quotation", "link_copied", "quotation_copied", "copy_failed",
    "page_short", "pages_short", "section_short", "note",
)  # fmt: skip
_TYPES = {"pdf": "application/pdf", "epub": "application/epub+zip"}
_SPACE, _NO_BREAK_SPACE = " ", "\u00a0"


class Heads:
    """Makes the heads of the pages of one publication; `editions` are the extensions that can be downloaded."""

    def __init__(self, publication: Publication, editions: Sequence[str]) -> None:
        self._publication = publication
        self._meta = publication.metadata
        self._root = self._meta.site_url and self._meta.site_url.rstrip("/") + "/"
        self._editions = editions
        self._chapters = [c for c in publication.chapters if c.printed and not c.is_title_page]
        tags = (f'<meta name="{name}" content="{escape(value)}">' for name, value in self._citation() if value)
        self._common = "\n".join([*tags, _data(_quoting(self._meta), f'type="application/json" id="{QUOTING_ID}"')])

    def of(self, chapter: Chapter | None) -> str:
        """The tags for a chapter's page as HTML; None is a home page that is no chapter."""
        linked = _data(self._linked_data(chapter), 'type="application/ld+json"')
        return f"{self._common}\n{linked}"

    def _citation(self) -> Iterator[tuple[str, str]]:
        meta, persons = self._meta, authors(self._meta)
        institutions = [person.name for person in persons if person.is_institution]
        yield "citation_title", full_title(meta)
        yield from (("citation_author", _as_author(person)) for person in persons)
        yield "citation_publication_date", iso_date(meta.date).replace("-", "/")
        yield "citation_publisher", meta.publisher
        # Tells Zotero that this is a report, and not an article in a journal.
        yield "citation_technical_report_institution", next(iter([meta.publisher, *institutions]), "")
        yield "citation_language", meta.lang
        yield "citation_abstract", meta.description
        if self._root:
            yield "citation_public_url", self._root
            if "pdf" in self._editions:
                yield "citation_pdf_url", self._download("pdf")

    def _linked_data(self, chapter: Chapter | None) -> Mapping[str, Any]:
        report = self._report()
        if chapter in self._chapters:
            return {"@context": "https://schema.org", **self._part(chapter), "isPartOf": report}
        if chapter is None or chapter.is_title_page:
            report["hasPart"] = [self._part(part) for part in self._chapters]
        return {"@context": "https://schema.org", **report}

    def _report(self) -> dict[str, Any]:
        meta = self._meta
        files = [
            {"@type": "MediaObject", "encodingFormat": _TYPES[suffix], "contentUrl": self._download(suffix)}
            for suffix in self._editions
            if self._root and suffix in _TYPES
        ]
        return _filled(
            {
                "@type": "Report",
                "@id": self._root,
                "name": full_title(meta),
                "author": [_as_thing(person) for person in authors(meta)],
                "datePublished": iso_date(meta.date),
                "publisher": meta.publisher and {"@type": "Organization", "name": meta.publisher},
                "inLanguage": meta.lang,
                "description": meta.description,
                "copyrightNotice": meta.rights,
                "url": self._root,
                "encoding": files,
            }
        )

    def _part(self, chapter: Chapter) -> dict[str, Any]:
        return _filled(
            {
                "@type": "Chapter",
                "name": chapter.title,
                "position": self._chapters.index(chapter) + 1,
                "url": self._root and self._root + chapter.url,
            }
        )

    def _download(self, suffix: str) -> str:
        return f"{self._root}downloads/{self._meta.slug}.{suffix}"


def _filled(things: Mapping[str, Any]) -> dict[str, Any]:
    return {name: value for name, value in things.items() if value}


def _as_author(person: Person) -> str:
    """'Family, Given'. Zotero takes a comma with two words on either side for one between two names: then no space."""
    if not person.given:
        return person.name
    given = person.given.replace(_SPACE, _NO_BREAK_SPACE) if _SPACE in person.name else person.given
    return f"{person.name}, {given}"


def _as_thing(person: Person) -> Mapping[str, str]:
    if person.is_institution:
        return {"@type": "Organization", "name": person.name}
    names = {"givenName": person.given, "familyName": person.name}
    return {"@type": "Person", "name": f"{person.given} {person.name}".strip(), **_filled(names)}


def _quoting(meta: Metadata) -> Mapping[str, Any]:
    words = wording(meta.lang)
    reference = apa(meta, address="")
    return {
        "short": in_text(meta),
        "text": reference.text,
        "html": reference.html,
        "words": {name: words[name] for name in _WORDS},
    }


def _data(content: Mapping[str, Any], attributes: str) -> str:
    """A data block: no browser runs it, so a content security policy lets it be; nothing in it can end it."""
    text = json.dumps(content, ensure_ascii=False, separators=(",", ":"))
    for character in "<>&\u2028\u2029":
        text = text.replace(character, f"\\u{ord(character):04x}")
    return f"<script {attributes}>{text}</script>"
