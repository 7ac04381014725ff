"""What readers want to know about each cited work: its kind and year, what its description lacks, where it is cited."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from scripts.publication.entry_types import is_marked_incomplete, missing, missing_names, model
from scripts.publication.model import Chapter, Entry, Heading, Note, Passage, Publication
from scripts.publication.sentences import sentence_around
from scripts.site.addresses import Addresses

# The kinds that readers tell apart, by the entry type of the data model; the rest is 'other'.
_KINDS: Mapping[str, str] = {
    "article": "article",
    "book": "book",
    "collection": "book",
    "reference": "book",
    "incollection": "chapter",
    "inbook": "chapter",
    "inproceedings": "chapter",
    "inreference": "chapter",
    "report": "report",
    "manual": "report",
    "booklet": "report",
    "online": "online",
    "legislation": "law",
    "legal": "law",
    "jurisdiction": "law",
    "thesis": "thesis",
}
KINDS = (*dict.fromkeys(_KINDS.values()), "other")
# A sentence is shown up to this many characters on either side of the marker.
_LONGEST = 400
# A full stop in front of the marker and a number behind it: a new sentence, which only the marker tells.
_STOP = re.compile(r"[.!?…][”’\")\]]*$")
_NUMBER = re.compile(r"\s+\d")


@dataclass(frozen=True, slots=True)
class Place:
    """Where a note cites a work: the sentence around its marker in two pieces, and the nearest heading above it."""

    note: Note
    chapter: Chapter
    heading: Heading | None
    before: str
    after: str


@dataclass(frozen=True, slots=True)
class Work:
    """A cited work; `gaps` are what its description lacks, by the names of the words `gap_…`."""

    entry: Entry
    kind: str
    gaps: tuple[str, ...]
    is_incomplete: bool
    places: tuple[Place, ...]

    @property
    def chapters(self) -> tuple[Chapter, ...]:
        """The chapters that cite the work, in order."""
        return tuple({place.chapter.file: place.chapter for place in self.places}.values())


def cited_works(publication: Publication, addresses: Addresses) -> dict[str, Work]:
    """Every work in the list of sources that the bibliography describes, by its key."""
    places = {place.note.number: place for chapter in publication.chapters for place in _places(chapter, addresses)}
    entries = publication.bibliography.by_key
    return {
        key: _work(entries[key], publication, tuple(places[n] for n in publication.cited_in.get(key, ())))
        for key in publication.listed
        if key in entries
    }


def _work(entry: Entry, publication: Publication, places: tuple[Place, ...]) -> Work:
    required = missing(entry, publication.bibliography, "required")
    wanted = missing(entry, publication.bibliography, "full")
    gaps = [*(need.partition("|")[0] for need in [*required, *wanted]), *missing_names(entry)]
    type = model()["same_type"].get(entry.type, entry.type)
    # An unmarked description may do without what only the best ones have.
    is_incomplete = is_marked_incomplete(entry) or bool(required)
    return Work(entry, _KINDS.get(type, "other"), tuple(dict.fromkeys(gaps)), is_incomplete, places)


def _places(chapter: Chapter, addresses: Addresses) -> Iterator[Place]:
    """A place for each note of the chapter."""
    lines = [heading.position.line for heading in chapter.headings]
    markers = {number: (passage, at) for passage in chapter.passages for at, number in passage.notes}
    for note in chapter.notes:
        above = bisect_right(lines, note.position.line)
        heading = chapter.headings[above - 1] if above else None
        passage, at = markers.get(note.number, (None, 0))
        before, after = _sentence(chapter, passage, at, addresses) if passage else ("", "")
        yield Place(note, chapter, heading, before, after)


def _sentence(chapter: Chapter, passage: Passage, at: int, addresses: Addresses) -> tuple[str, str]:
    text = passage.text
    start, end = sentence_around(text[:at] if _STOP.search(text, 0, at) and _NUMBER.match(text, at) else text, at)
    before, after = text[start:at], text[at:end]
    for offset, label in reversed(_labels(chapter, passage, addresses)):
        if start <= offset <= at:
            before = before[: offset - start] + label + before[offset - start :]
        elif at < offset <= end:
            after = after[: offset - at] + label + after[offset - at :]
    if len(before) > _LONGEST:
        before = "… " + before[-_LONGEST:].partition(" ")[2]
    if len(after) > _LONGEST:
        after = after[:_LONGEST].rpartition(" ")[0] + " …"
    return before, after


def _labels(chapter: Chapter, passage: Passage, addresses: Addresses) -> list[tuple[int, str]]:
    """The cross references of a passage, which its text does not have: (offset in the text, 'Figuur 2.1')."""
    words = [word for word in passage.words if word.start is not None]
    starts = [word.start or 0 for word in words]
    found = []
    for link in chapter.links:
        index = bisect_right(starts, link.start) - 1
        if link.text or index < 0 or link.start > starts[-1] + len(words[-1].text) + 1:
            continue
        word = words[index]
        # In the word, as in '()', or behind the space that follows it.
        offset = word.offset + min(link.start - starts[index], len(word.text) + 1)
        found.append((offset, addresses.resolve(link.target, chapter.file)[1]))
    return found
