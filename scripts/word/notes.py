"""What a note of a returned document is: one that was sent, a citation of works we know, or something new."""

from __future__ import annotations

import re
from collections.abc import Hashable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from rapidfuzz import fuzz, process

from scripts.publication.citeproc import References
from scripts.word.content import OBJECT, Block, CitationField, CitedItem, Mark, WordDocument, shown_text
from scripts.word.source_map import MappedDocument

_MENTION = re.compile(
    r"\(((?:[^\W\d_][\w’'-]*\.? )*[^\W\d_][\w’'-]+)(?: (?:e\.a\.|et al\.|& [^()\d]+|en [^()\d]+))?,? "
    r"((?:19|20)\d\d)[a-z]?(?:, [^()]*)?\)"
)
# How like a typed reference is to one that we know, of 100, and how long it is at least to be the start of one.
_LIKE = 88
_LONG = 30
# What may stand between and behind the citations of a note that only cites.
_BETWEEN = " ;,.&"


def field_identity(field: CitationField) -> Hashable:
    """What a citation field cites, whatever it shows."""
    return tuple(
        (item.key or str(item.data.get("title", "")), item.locator, item.label, item.prefix, item.suffix)
        for item in field.items
    )


def content_key(blocks: Iterable[Block]) -> Hashable:
    """What a note says: its words and what its fields cite."""
    return tuple(
        (block.text, tuple(field_identity(mark.citation) for mark in block.marks if mark.citation)) for block in blocks
    )


def plain_text(blocks: Iterable[Block]) -> str:
    """The words of a note as a reader sees them."""
    return " ".join(" ".join(map(shown_text, blocks)).split())


def reference_text(text: str) -> str:
    """A formatted reference without what differs when someone types it."""
    return " ".join(text.split()).rstrip(" .").replace("’", "'").casefold()


@dataclass(frozen=True)
class KnownNotes:
    """The notes that were sent, by what they say, and the works that can be cited."""

    by_content: Mapping[Hashable, str]
    by_text: Mapping[str, str]
    works: Mapping[str, str]
    shown: Mapping[Hashable, frozenset[str]]
    keys: frozenset[str]
    titles: Mapping[str, str]
    authors: Mapping[tuple[str, str], frozenset[str]]

    def nearest(self, text: str) -> str | None:
        """The key of the work whose reference is most like a typed one, if it is very like it."""
        match = process.extractOne(reference_text(text), self.works.keys(), scorer=fuzz.ratio, score_cutoff=_LIKE)
        if match is None and len(text) > _LONG:
            match = process.extractOne(reference_text(text), self.works.keys(), scorer=_begins, score_cutoff=_LIKE)
        return self.works[match[0]] if match else None

    def mentions(self, text: str) -> Iterator[tuple[str, str | None]]:
        """Works named as '(Jansen, 2020)', each with its key if it can only be that one."""
        for match in _MENTION.finditer(text):
            found = self.authors.get((match.group(1).split(" ")[-1].casefold(), match.group(2)), frozenset())
            yield match.group(), next(iter(found)) if len(found) == 1 else None

    def same_note(self, blocks: Sequence[Block]) -> str | None:
        """The id of a sent note that says the same, with or without Zotero's fields."""
        return self.by_content.get(content_key(blocks)) or self.by_text.get(reference_text(plain_text(blocks)))

    def key_of(self, item: CitedItem) -> str | None:
        """The key of a cited work in the bibliography: by its citation key, or by its title and year."""
        if item.key in self.keys:
            return item.key
        return self.titles.get(_title(item.data))

    def clusters(self, blocks: Sequence[Block]) -> list[tuple[str, str, str]] | None:
        """The citations of a note that cites known works and says nothing else, as `citation` gives them; or None."""
        if len(blocks) != 1:
            return None
        if key := self.works.get(reference_text(plain_text(blocks))):
            return [(f"@{key}", key, "")]
        if set(blocks[0].text) - {OBJECT, *_BETWEEN}:
            return None
        fields = [mark.citation for mark in blocks[0].marks if mark.citation]
        cited = [self.citation(item) for field in fields for item in field.items]
        return [one for one in cited if one] if cited and all(cited) else None

    def citation(self, item: CitedItem) -> tuple[str, str, str] | None:
        """A cited work as (Markdown, key, place in the work); None if it is not in the bibliography."""
        key = self.key_of(item)
        if key is None:
            return None
        place = f", {_TERMS.get(item.label, '')}{item.locator}" if item.locator else ""
        suffix = item.suffix if not item.suffix or item.suffix[0] in ",;:." else f", {item.suffix}"
        return f"{item.prefix} @{key}{place}{suffix}".strip(), key, item.locator


# The terms of CSL's labels for places in a work, as publication/locators.py reads them.
_TERMS = {"": "p. ", "page": "p. ",
          "chapter": "hfst. ", "section": "par. ", "article-locator": "art. ", "issue": "nr. ",
          "note": "noot ", "figure": "fig. ", "table": "tabel ", "part": "deel ", "volume": "vol. ",
          "appendix": "bijlage "}  # fmt: skip


def known_notes(base: MappedDocument, references: References, keys: Iterable[str]) -> KnownNotes:
    """Index the notes of the document that went out and the works of the bibliography."""
    shown: dict[Hashable, set[str]] = {}
    for id in base.note_of:
        for block in base.document.notes[id]:
            for mark in block.marks:
                if mark.citation:
                    shown.setdefault(field_identity(mark.citation), set()).add(mark.citation.shown)
    ids = list(base.note_of)[::-1]
    return KnownNotes(
        by_content={content_key(base.document.notes[id]): id for id in ids},
        by_text={reference_text(plain_text(base.document.notes[id])): id for id in ids},
        works={reference_text(work.plain): key for key, work in references.works.items()},
        shown={identity: frozenset(texts) for identity, texts in shown.items()},
        keys=frozenset(keys),
        titles={_title(item): key for key, item in references.items.items()},
        authors={who: frozenset(keys) for who, keys in _by_author(references).items()},
    )


def _by_author(references: References) -> dict[tuple[str, str], set[str]]:
    """The keys of the works of each first author and year."""
    found: dict[tuple[str, str], set[str]] = {}
    for key, item in references.items.items():
        authors = item.get("author") or [{}]
        name = str(authors[0].get("family") or authors[0].get("literal") or "").split(" ")[-1].casefold()
        found.setdefault((name, _year(item)), set()).add(key)
    return found


def _begins(typed: str, known: str, **limits: Any) -> float:
    """How like a typed text is to the beginning of a known one."""
    return fuzz.ratio(typed, known[: len(typed)], **limits)


def _title(data: Mapping[str, Any]) -> str:
    title = " ".join(str(data.get("title") or "").split()).casefold()
    return f"{title} {_year(data)}" if title else ""


def _year(data: Mapping[str, Any]) -> str:
    issued = data.get("issued")
    parts = issued.get("date-parts") if isinstance(issued, dict) else None
    has_year = isinstance(parts, list) and parts and isinstance(parts[0], list) and parts[0]
    return str(parts[0][0]) if parts and has_year else ""


def object_identity(document: WordDocument, mark: Mark) -> Hashable:
    """What an object is, for comparison between documents."""
    if mark.note:
        return ("note", content_key(document.notes.get(mark.note, ())))
    return ("citation", field_identity(mark.citation)) if mark.citation else mark.kind
