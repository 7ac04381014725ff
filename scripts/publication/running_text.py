"""The running text of a publication as one row of words, as a reader of the printed edition meets them.

Besides the words of the passages these are the ones that are made and not typed: numbers of headings, 'Figuur 2.1' in
front of a caption or in the place of an empty cross reference. Numbers of list items are words here too.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from itertools import zip_longest
from pathlib import PurePosixPath

from scripts.publication.model import Chapter, Link, Passage, Publication, Word
from scripts.publication.wording import wording

_LIST_NUMBER = re.compile(r"(?:^|\n)[ \t>]*(\d+)[.)][ \t]+\W*$")


@dataclass(frozen=True, slots=True)
class RunningWord:
    """A word, the passage it is in (an index into `Chapter.passages`) and its offset in the chapter's source.

    `start` is None for a word that is made; its passage may be the one in front of it.
    """

    text: str
    file: PurePosixPath
    passage: int
    start: int | None


@dataclass(frozen=True, slots=True)
class RunningMarker:
    """Where a note stands: in or directly behind a word, with `behind` characters of the word after it."""

    number: int
    word: int
    behind: int


@dataclass(frozen=True, slots=True)
class RunningText:
    """The words of all printed chapters in reading order, and the places of the notes among them."""

    words: tuple[RunningWord, ...]
    markers: tuple[RunningMarker, ...]


def running_text(publication: Publication) -> RunningText:
    """Read the chapters of the printed edition (`Chapter.printed`)."""
    figure = wording(publication.metadata.lang)["figure"]
    labels = _labels(publication, figure)
    words: list[RunningWord] = []
    markers: list[RunningMarker] = []
    for chapter in publication.chapters:
        if chapter.printed:
            links = _empty_links(chapter)
            for index, made in enumerate(_made_words(chapter, figure)):
                words.extend(RunningWord(word, chapter.file, index, None) for word in made)
                for word, notes in _words_and_notes(chapter.passages[index]):
                    pieces = _completed(word, links.get(word.start, []), labels)
                    words.extend(RunningWord(text, chapter.file, index, start) for text, start in pieces)
                    for offset, number in notes:
                        behind = max(0, word.offset + len(word.text) - offset)
                        markers.append(RunningMarker(number, len(words) - 1, behind))
    return RunningText(tuple(words), tuple(markers))


def _words_and_notes(passage: Passage) -> Iterator[tuple[Word, list[tuple[int, int]]]]:
    """Each word with the notes that stand in it or behind it, in front of the next word."""
    notes = list(passage.notes)
    for word, following in zip_longest(passage.words, passage.words[1:]):
        end = following.offset if following else len(passage.text)
        count = sum(offset <= end for offset, _ in notes)
        yield word, notes[:count]
        del notes[:count]


def _made_words(chapter: Chapter, figure: str) -> Iterator[list[str]]:
    """For each passage of the chapter the words that the editions put in front of it."""
    headings = iter([heading.number for heading in chapter.headings if heading.text])
    figures = iter([item.number for item in chapter.figures if item.caption])
    for passage in chapter.passages:
        if passage.kind == "heading":
            number = next(headings, None)
            yield [number] if number else []
        elif passage.kind == "caption":
            yield [figure, next(figures, "")]
        else:
            start = passage.words[0].start if passage.kind == "item" and passage.words else None
            listed = _LIST_NUMBER.search(chapter.source[:start][-40:]) if start else None
            yield [listed.group(1)] if listed else []


# -- cross references ----------------------------------------------------------------------------------------------


def _labels(publication: Publication, figure: str) -> Mapping[str, str]:
    """What stands in the place of an empty cross reference, by the id it points to."""
    labels = {heading.id: heading.number or heading.text for c in publication.chapters for heading in c.headings}
    return labels | {item.id: f"{figure} {item.number}" for c in publication.chapters for item in c.figures}


def _empty_links(chapter: Chapter) -> Mapping[int | None, list[Link]]:
    """The chapter's cross references without text, by the start of the last word in front of them."""
    starts = [word.start for passage in chapter.passages for word in passage.words if word.start is not None]
    links: dict[int | None, list[Link]] = {}
    for link in chapter.links:
        if not link.text and (before := bisect_left(starts, link.start)):
            links.setdefault(starts[before - 1], []).append(link)
    return links


def _completed(word: Word, links: list[Link], labels: Mapping[str, str]) -> list[tuple[str, int | None]]:
    """The word with the cross references in it or behind it filled: texts and, for what is typed, the start."""
    text, shift, behind = word.text, 0, ""
    for link in links:
        label = labels.get(link.target.rpartition("#")[2], "")
        at = link.start - (word.start or 0) + shift
        if at <= len(text):
            text = text[:at] + label + text[at:]
            shift += len(label) - (link.end - link.start)
        else:
            behind += f" {label}"
    first, *rest = (text + behind).split()
    return [(first, word.start), *((piece, None) for piece in rest)]
