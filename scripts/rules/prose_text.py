"""The sentences that the prose rules (C2xx) read: running text and footnotes alike, as tokens with a place.

Code, addresses and quoted words are taken out beforehand: the rules judge what the authors say themselves.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cache, cached_property
from itertools import groupby
from pathlib import Path
from typing import Literal, NamedTuple, cast

import yaml

from scripts.publication.model import Chapter, Citation, Note, Passage, Position, Publication
from scripts.publication.people import comparable
from scripts.publication.sentences import sentence_ends

_DATA = Path(__file__).with_name("prose.yml")
_TOKEN = re.compile(
    r"(?P<initials>(?:[^\W\d_]\.-?)+(?=[\s,;)]|$))"
    r"|(?P<short>(?:al|vgl|bijv|blz|pp|p|nr|red|eds?|cf|incl|resp|ca|dr|drs|prof|mr|ir|St)\.(?=[\s,;)]|$))"
    r"|(?P<word>['’](?:t|s|n)(?=[\s-])|[^\W\d_](?:\w|[-‐‑–'’](?=[^\W\d_])|-(?=\d))*)"
    r"|(?P<number>\d\w*)|(?P<mark>\S)"
)
_QUOTED = re.compile(r"“[^“”]*”|\"[^\"]*\"|(?<!\w)‘[^‘“”]{1,300}?’(?!\w)")
_ADDRESS = re.compile(r"\S*(?:://|www\.|@)\S*|\b\w+\.(?:nl|com|org|eu|be|net|pdf|html?)\b\S*")
_HIDDEN = "\u2063"  # an invisible separator: no word, no space, no punctuation that a rule knows

Kind = Literal["initials", "short", "word", "number", "mark"]


class Token(NamedTuple):
    """A word, number or punctuation mark; `low` is its comparable form, `start`/`end` offsets in the passage's text."""

    text: str
    low: str
    start: int
    end: int
    kind: Kind

    @property
    def is_capital(self) -> bool:
        return self.kind == "word" and self.text[0].isupper()


@dataclass(frozen=True, slots=True)
class Marker:
    """Where a note (in a footnote: a cluster) stands in a text, and the works that it cites for what is said."""

    offset: int
    citations: tuple[Citation, ...]


@dataclass(frozen=True)
class Sentence:
    """A stretch of a text, and the markers in and directly behind it; markers at one place are one."""

    text: ProseText
    markers: tuple[Marker, ...]
    start: int
    end: int

    @cached_property
    def tokens(self) -> Sequence[Token]:
        """Its words, numbers and marks, with their offsets in the text."""
        return tokenize(self.text.shown, self.start, self.end)

    def between(self, start: int, end: int) -> list[Token]:
        return [token for token in self.tokens if token.start >= start and token.end <= end]


@dataclass(frozen=True)
class ProseText:
    """A passage of running text or of a footnote (`note`), with what is not the authors' words hidden."""

    chapter: Chapter
    passage: Passage
    note: Note | None
    markers: tuple[Marker, ...]

    @cached_property
    def shown(self) -> str:
        """The passage's text with what is hidden replaced, so that offsets stay."""
        return _shown(self.passage)

    def position(self, offset: int) -> Position:
        """The place in the file of an offset in the passage's text."""
        place = self.offset(offset)
        return self.chapter.position_at(place) if place >= 0 else self.passage.position

    def offset(self, offset: int) -> int:
        """The same place as an offset in the chapter's source; -1 if it has none there."""
        words = self.passage.words
        index = bisect_right(words, offset, key=lambda word: word.offset) - 1
        if index < 0 or (start := words[index].start) is None:
            return -1
        # Within a word, escapes and markup can shift the place by a few characters.
        within = offset - words[index].offset
        wanted = words[index].text[within : within + 1]
        found = self.chapter.source.find(wanted, start + within, start + within + 12) if wanted else -1
        return found if found >= 0 else start + within

    def sentences(self) -> Iterator[Sentence]:
        """The sentences in order; a marker behind a full stop belongs to the sentence in front of it."""
        shown = self.shown
        start = 0
        for end in [*sentence_ends(shown), len(shown)]:
            if shown[start:end].strip():
                inside = (marker for marker in self.markers if marker.offset <= end)
                yield Sentence(self, tuple(m for m in inside if m.offset > start or start == 0), start, end)
                start = end


def tokenize(text: str, start: int = 0, end: int | None = None) -> list[Token]:
    """The tokens of a text, or of a stretch of it."""
    found = _TOKEN.finditer(text, start, len(text) if end is None else end)
    return [
        Token(match.group(), comparable(match.group()), *match.span(), cast(Kind, match.lastgroup))
        for match in found
        if match.group() != _HIDDEN
    ]


def texts(publication: Publication) -> Iterator[ProseText]:
    """All running text in order, each chapter's footnotes behind it; headings are not sentences."""
    notes = {note.number: note for note in publication.notes}
    for chapter in publication.chapters:
        for passage in chapter.passages:
            if passage.kind != "heading":
                cited = [(offset, _said(notes[number])) for offset, number in passage.notes]
                yield ProseText(chapter, passage, None, _markers(cited))
        for note in chapter.notes:
            for passage in note.passages:
                cited = [(offset, _not_see_also(note.clusters[index].citations)) for offset, index in passage.notes]
                yield ProseText(chapter, passage, note, _markers(cited))


def _markers(cited: list[tuple[int, tuple[Citation, ...]]]) -> tuple[Marker, ...]:
    grouped = groupby(cited, key=lambda pair: pair[0])
    return tuple(Marker(offset, tuple(c for _, group in pairs for c in group)) for offset, pairs in grouped)


def _said(note: Note) -> tuple[Citation, ...]:
    """The works that a note gives as the source; none if the note says more than that."""
    if sum(len(passage.words) for passage in note.passages) > 2:
        return ()
    return _not_see_also(note.citations)


def _not_see_also(citations: Sequence[Citation]) -> tuple[Citation, ...]:
    also = phrases("see_also")
    return tuple(c for c in citations if comparable(c.prefix).strip(" :,.(") not in also and not c.narrative)


def _shown(passage: Passage) -> str:
    text = passage.text
    for word in passage.words:
        if word.code:
            text = text[: word.offset] + _HIDDEN * len(word.text) + text[word.offset + len(word.text) :]
    if "." in text or "@" in text:
        text = _ADDRESS.sub(lambda match: _HIDDEN * len(match.group()), text)
    # The quotation marks stay, so that a note behind a quotation still stands behind the words in front of it.
    return _QUOTED.sub(lambda m: m.group()[0] + " " * (len(m.group()) - 2) + m.group()[-1], text)


# -- the words of prose.yml ----------------------------------------------------------------------------------------


@cache
def _data() -> Mapping[str, Sequence[str]]:
    # As plain strings ('on' is a word here), with the fast reader where PyYAML was built with it.
    loader = getattr(yaml, "CBaseLoader", yaml.BaseLoader)
    data: dict[str, list[str]] = yaml.load(_DATA.read_text(encoding="utf-8"), loader)  # noqa: S506 - no tags in BaseLoader
    return data


@cache
def phrases(name: str) -> frozenset[str]:
    """A list of prose.yml as comparable phrases."""
    return frozenset(comparable(phrase) for phrase in _data()[name])


@cache
def longest(name: str) -> int:
    """The number of words in the longest phrase of a list."""
    return max(len(phrase.split()) for phrase in phrases(name))
