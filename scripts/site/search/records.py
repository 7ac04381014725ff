"""What can be found: a record for each section, note, source and term of a publication, each with its own address.

The records come from the model, not from pages: a section is what stands from one heading to the next, without its
notes; a note and a source are what citeproc made of them; a term is an abbreviation and its meaning.
"""

from __future__ import annotations

import html
import re
from bisect import bisect_right
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any, Literal

from scripts.publication.citeproc import References
from scripts.publication.model import Chapter, Heading, Position, Publication
from scripts.publication.wording import wording
from scripts.site.addresses import SOURCES_DIV, Addresses, source_id
from scripts.site.pages.home import numbered
from scripts.site.terms import GLOSSARY_DIV, term_id

Kind = Literal["text", "term", "note", "source"]
# A cross reference is filled by the editions, so a passage has nothing between its brackets.
_EMPTY_BRACKETS = re.compile(r"\s*\(\s*\)")
# Names and titles in CSL JSON, which has some HTML in titles (https://docs.citationstyles.org/en/stable/specification.html).
_ROLES = ("author", "editor", "translator", "container-author")
_PARTS = ("non-dropping-particle", "dropping-particle", "family", "literal")
_TAG = re.compile(r"</?(?:i|b|sub|sup|span)\b[^>]*>")


@dataclass(frozen=True, slots=True)
class Record:
    """One thing to find, on the page of `chapter` at the id `anchor`; all texts are plain.

    `path` has the titles it stands under within its chapter, the outermost first; `names` what a source is also known
    by: its people as they are called in a sentence ('van der Berg') and its cite key; `lang` is the language of a title
    that has another one than the publication.
    """

    kind: Kind
    chapter: Chapter
    anchor: str
    title: str
    text: str
    path: tuple[str, ...] = ()
    names: str = ""
    lang: str = ""


def records(publication: Publication, references: References) -> Iterator[Record]:
    """All records in reading order: of each chapter its sections and notes, and the terms or works it lists."""
    addresses = Addresses(publication)
    words = wording(publication.metadata.lang)
    for chapter in publication.chapters:
        sections = _Sections(chapter, words["figure"])
        yield from sections.records()
        for note in chapter.notes:
            title = f"{words['note']} {note.number}"
            path = sections.path(note.position, own=True)
            yield Record("note", chapter, f"fn:{note.id}", title, references.notes[note.number].plain, path)
        if chapter.file == addresses.file(GLOSSARY_DIV):
            for term in publication.glossary:
                yield Record("term", chapter, term_id(term), term.name, term.meaning)
        if chapter.file == addresses.file(SOURCES_DIV):
            yield from _works(references, chapter, publication.metadata.lang)


class _Sections:
    """The headings of one chapter, with what stands under each."""

    def __init__(self, chapter: Chapter, figure: str) -> None:
        self.chapter = chapter
        self.figure = figure
        self.headings: Sequence[Heading] = chapter.headings
        self.starts = [heading.position for heading in chapter.headings]

    def records(self) -> Iterator[Record]:
        texts: list[list[str]] = [[] for _ in self.headings]
        figures = iter([figure.number for figure in self.chapter.figures if figure.caption])
        for passage in self.chapter.passages:
            at = self.at(passage.position)
            label = f"{self.figure} {next(figures, '')}: " if passage.kind == "caption" else ""
            if passage.kind != "heading" and at >= 0:
                texts[at].append(label + _EMPTY_BRACKETS.sub("", " ".join(passage.text.split())))
        for heading, pieces in zip(self.headings, texts, strict=True):
            title = numbered(heading.number, heading.text)
            yield Record("text", self.chapter, heading.id, title, "\n".join(pieces), self.path(heading.position))

    def at(self, position: Position) -> int:
        """The index of the heading that a place stands under; -1 in front of the first."""
        return bisect_right(self.starts, position) - 1

    def path(self, position: Position, *, own: bool = False) -> tuple[str, ...]:
        """The titles above a place, without the chapter's own; `own` for a place that is no heading itself."""
        path: list[str] = []
        at = self.at(position)
        level = 7 if own or at < 0 else self.headings[at].level
        for heading in reversed(self.headings[: at + 1]):
            if 1 < heading.level < level:
                path.insert(0, numbered(heading.number, heading.text))
            level = min(level, heading.level)
        return tuple(path)


def _works(references: References, chapter: Chapter, lang: str) -> Iterator[Record]:
    for key, work in references.works.items():
        item = references.items.get(key, {})
        title = " ".join(html.unescape(_TAG.sub("", item.get("title", ""))).split())
        own = str(item.get("language", "")) if title else ""
        if own.partition("-")[0].lower() == lang.partition("-")[0].lower():
            own = ""
        yield Record(
            "source", chapter, source_id(key), title or work.plain, work.plain, names=_names(key, item), lang=own
        )


def _names(key: str, item: Mapping[str, Any]) -> str:
    """Everyone whom a work in CSL JSON names, and its key."""
    people = [name for role in _ROLES for name in item.get(role, ())]
    return " ".join([*(" ".join(name[part] for part in _PARTS if part in name) for name in people), key])
