"""What chapters have in common: sections under the same heading, so that a reader can go across instead of down."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import PurePosixPath

from scripts.publication.model import Chapter, Heading, Publication
from scripts.publication.people import words


@dataclass(frozen=True, slots=True)
class Section:
    """A heading with what stands under it, down to the next heading of its level or a higher one."""

    chapter: Chapter
    heading: Heading
    word_count: int
    note_count: int


@dataclass(frozen=True, slots=True)
class Topic:
    """A heading of several chapters, with their sections under it by chapter; `depth` is 0 for a main section."""

    text: str
    depth: int
    sections: Mapping[PurePosixPath, tuple[Section, ...]]

    def elsewhere(self, chapter: Chapter, most: int) -> list[Section]:
        """The sections of the (at most so many) nearest other chapters, in their order."""
        files = list(self.sections)
        at = files.index(chapter.file)
        start = max(0, min(at - most // 2, len(files) - most - 1))
        near = (file for file in files[start : start + most + 1] if file != chapter.file)
        return [section for file in near for section in self.sections[file]]


def topics(publication: Publication) -> list[Topic]:
    """The headings that two or more printed chapters have, in the order in which the chapters have them.

    Headings are the same if their words are, whatever the capitals, accents and punctuation; titles of chapters do not
    count.
    """
    found: dict[tuple[str, ...], dict[PurePosixPath, list[Section]]] = {}
    orders: list[list[tuple[str, ...]]] = []
    for chapter in publication.chapters:
        if chapter.printed and not chapter.is_title_page:
            sections = list(_sections(chapter))
            orders.append(list(dict.fromkeys(words(section.heading.text) for section in sections)))
            for section in sections:
                found.setdefault(words(section.heading.text), {}).setdefault(chapter.file, []).append(section)
    shared = {key: sections for key, sections in found.items() if len(sections) > 1}
    order = _merged([[key for key in keys if key in shared] for keys in orders])
    return [_topic(shared[key]) for key in order]


def _topic(sections: Mapping[PurePosixPath, Sequence[Section]]) -> Topic:
    headings = [section.heading for found in sections.values() for section in found]
    depth = min(heading.level for heading in headings) - 2
    return Topic(headings[0].text, depth, {file: tuple(found) for file, found in sections.items()})


def _sections(chapter: Chapter) -> Iterator[Section]:
    last_line = chapter.source.count("\n") + 1
    for index, heading in enumerate(chapter.headings):
        if heading.level > 1:
            behind = (other.position.line for other in chapter.headings[index + 1 :] if other.level <= heading.level)
            lines = range(heading.position.line, next(behind, last_line + 1))
            passages = [p for p in chapter.passages if p.position.line in lines and p.kind != "heading"]
            notes = sum(note.position.line in lines for note in chapter.notes)
            yield Section(chapter, heading, sum(len(passage.words) for passage in passages), notes)


def _merged(orders: Iterable[Sequence[tuple[str, ...]]]) -> list[tuple[str, ...]]:
    """One order of all keys: that of the chapter with the most; what others add comes behind its predecessor there."""
    merged: list[tuple[str, ...]] = []
    for keys in sorted(orders, key=len, reverse=True):
        at = 0
        for key in keys:
            if key in merged:
                at = merged.index(key) + 1
            else:
                merged.insert(at, key)
                at += 1
    return merged
