"""What the current text says differently from the printed report, passage by passage, from their alignment.

The printed text is one row of words without paragraphs. So where words are gone between two passages, their case and
punctuation tell whether they were the end of the one, the start of the other or a passage of their own. Numbers of
headings, figures and list items are made, and shift by themselves: they are no change.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from itertools import groupby
from pathlib import PurePosixPath
from typing import Literal

from scripts.publication.model import PassageKind, Publication
from scripts.publication.printed import PrintedWord
from scripts.publication.provenance import Provenance
from scripts.publication.running_text import RunningWord

_NUMBER = re.compile(r"\(?\d+(?:\.\d+)*[.:)]?")
_SENTENCE_END = re.compile(r"[.!?:;…][)\]”’»\"']*$")
# Fewer words than this may stand in two places by chance.
_FEWEST_MOVED = 5
# A passage of which less is the same (0 to 1) was not edited but replaced.
_LEAST_ALIKE = 0.4

Place = tuple[PurePosixPath, int]


@dataclass(frozen=True, slots=True)
class Piece:
    """A run of words of one kind."""

    kind: Literal["same", "inserted", "deleted"]
    text: str


@dataclass(frozen=True, slots=True)
class Change:
    """One passage that reads differently: its words, marked, and the printed pages it had words on.

    `passage` is the index of the passage in the chapter `file`; of one that is gone, that of the passage in front of it
    (None at the start of the publication). A moved passage has been on `pages`, and its words are the same.
    """

    kind: Literal["changed", "new", "gone", "moved"]
    file: PurePosixPath
    passage: int | None
    pieces: tuple[Piece, ...]
    pages: tuple[int, ...]


def changes(publication: Publication, provenance: Provenance) -> tuple[Change, ...]:
    """All changes in reading order; none for a publication that was never printed.

    A chapter without a single printed word has no changes: see `new_chapters`. The title page is every edition's own.
    """
    comparison = _Comparison(publication)
    for step in _steps(provenance):
        comparison.add(step)
    comparison.find_moved()
    left_out = {*new_chapters(publication, provenance), *(c.file for c in publication.chapters if c.is_title_page)}
    return tuple(change for change in comparison.changes() if change.file not in left_out)


def new_chapters(publication: Publication, provenance: Provenance) -> tuple[PurePosixPath, ...]:
    """The printed chapters of this edition of which the printed report has no word."""
    old = {provenance.text.words[index].file for index in provenance.words.values()}
    known = {word.file for word in provenance.text.words}
    return tuple(c.file for c in publication.chapters if c.file in known - old)


# -- the alignment as steps --------------------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class _Step:
    """A pair of equal words, or (`equal` is false) what stands between two such pairs."""

    printed: Sequence[PrintedWord]
    now: Sequence[RunningWord]
    equal: bool


def _steps(provenance: Provenance) -> Iterator[_Step]:
    printed, now = provenance.printed.words, provenance.text.words
    at_printed, at_now = 0, 0
    for place, index in [*provenance.words.items(), (len(printed), len(now))]:
        if place > at_printed or index > at_now:
            yield _Step(printed[at_printed:place], now[at_now:index], equal=False)
        if index < len(now):
            yield _Step(printed[place : place + 1], now[index : index + 1], equal=True)
        at_printed, at_now = place + 1, index + 1


@dataclass
class _Row:
    """The words of one passage, each with its kind; of one that is gone, printed words only."""

    words: list[tuple[Literal["same", "inserted", "deleted"], str]] = field(default_factory=list)
    pages: set[int] = field(default_factory=set)

    def alike(self) -> float:
        """How much of the words, printed and present, is the same."""
        same = sum(kind == "same" for kind, _ in self.words)
        return 2 * same / (len(self.words) + same)

    def without(self, left_out: str, kind: Literal["inserted", "deleted"]) -> tuple[Piece, ...]:
        """The words but those of one kind, as one piece."""
        return (Piece(kind, " ".join(text for of_kind, text in self.words if of_kind != left_out)),)

    def pieces(self) -> tuple[Piece, ...]:
        runs = groupby(self.words, key=lambda word: word[0])
        return tuple(Piece(kind, " ".join(text for _, text in run)) for kind, run in runs)


class _Comparison:
    """Collects the words of each passage; `gone` holds runs of printed words with the place they stood behind."""

    def __init__(self, publication: Publication) -> None:
        self._kinds: dict[Place, PassageKind] = {
            (chapter.file, index): passage.kind
            for chapter in publication.chapters
            for index, passage in enumerate(chapter.passages)
        }
        self._first = publication.chapters[0].file
        self._rows: dict[Place, _Row] = {}
        self._gone: list[tuple[Place | None, list[PrintedWord]]] = []
        self._moved: dict[Place, tuple[int, ...]] = {}
        self._last: tuple[Place, str] | None = None
        self._waiting: _Step | None = None

    def add(self, step: _Step) -> None:
        """The next step; words that differ wait for the pair behind them, which tells where they belong."""
        if not step.equal:
            self._waiting = step
            return
        (printed,), (now,) = step.printed, step.now
        place = (now.file, now.passage)
        self._settle(place)
        self._row(place, "same", now.text, printed.page)
        self._last = place, now.text

    def _settle(self, following: Place | None) -> None:
        if self._waiting is None:
            return
        printed, now, self._waiting = self._waiting.printed, self._waiting.now, None
        typed = [word for word in now if word.start is not None]
        if len(typed) < len(now):
            printed = [word for word in printed if not _NUMBER.fullmatch(word.text)]
        places = list(dict.fromkeys((word.file, word.passage) for word in typed))
        if printed:
            home = self._home(printed, places, following)
            if home is None:
                self._gone.append((self._last[0] if self._last else None, list(printed)))
            else:
                for word in printed:
                    self._row(home, "deleted", word.text, word.page)
        for running in typed:
            self._row((running.file, running.passage), "inserted", running.text)

    def _home(self, printed: Sequence[PrintedWord], places: list[Place], following: Place | None) -> Place | None:
        """The passage that words which are gone belonged to; None for a passage of their own."""
        before = self._last[0] if self._last else None
        if before == following:
            return before
        around = [place for place in places if place in {before, following}]
        if len(places) == len(around) == 1:
            return around[0]
        goes_on = self._last is not None and not _SENTENCE_END.search(self._last[1]) and printed[0].text[:1].islower()
        if goes_on and before and self._kinds[before] != "heading":
            return before
        return following if not _SENTENCE_END.search(printed[-1].text) else None

    def _row(
        self, place: Place, kind: Literal["same", "inserted", "deleted"], text: str, page: int | None = None
    ) -> None:
        row = self._rows.setdefault(place, _Row())
        row.words.append((kind, text))
        if page is not None:
            row.pages.add(page)

    # -- what moved ----------------------------------------------------------------------------------------------------

    def find_moved(self) -> None:
        """A new passage that reads like part of what is gone was moved from there."""
        self._settle(None)
        for place, row in self._rows.items():
            words = [text for kind, text in row.words if kind == "inserted"]
            if len(words) == len(row.words) >= _FEWEST_MOVED:
                self._find(place, words)

    def _find(self, place: Place, words: list[str]) -> None:
        for number, (behind, gone) in enumerate(self._gone):
            texts = [word.text for word in gone]
            at = next((i for i in range(len(texts) - len(words) + 1) if texts[i : i + len(words)] == words), None)
            if at is not None:
                end = at + len(words)
                self._moved[place] = tuple(sorted({word.page for word in gone[at:end]}))
                rest = [(behind, part) for part in (gone[:at], gone[end:]) if part]
                self._gone[number : number + 1] = rest
                return

    # -- the result ----------------------------------------------------------------------------------------------------

    def changes(self) -> Iterator[Change]:
        yield from self._gone_behind(None)
        for file, index in self._kinds:
            place = (file, index)
            row = self._rows.get(place)
            if row:
                yield from self._of_row(place, row)
            yield from self._gone_behind(place)

    def _of_row(self, place: Place, row: _Row) -> Iterator[Change]:
        (file, index), pages, kind = place, tuple(sorted(row.pages)), self._kind(place, row)
        if kind == "moved":
            text = " ".join(text for _, text in row.words)
            yield Change(kind, file, index, (Piece("same", text),), self._moved[place])
        elif kind == "changed" and row.alike() < _LEAST_ALIKE:
            yield Change("gone", file, max(index - 1, 0), row.without("inserted", "deleted"), pages)
            yield Change("new", file, index, row.without("deleted", "inserted"), ())
        elif kind:
            yield Change(kind, file, index, row.pieces(), pages)

    def _kind(self, place: Place, row: _Row) -> Literal["changed", "new", "moved"] | None:
        kinds = {kind for kind, _ in row.words}
        if kinds == {"same"}:
            return None
        return "moved" if place in self._moved else "new" if kinds == {"inserted"} else "changed"

    def _gone_behind(self, place: Place | None) -> Iterator[Change]:
        for behind, gone in self._gone:
            if behind == place:
                pages = tuple(sorted({word.page for word in gone}))
                file, index = place or (self._first, None)
                yield Change("gone", file, index, (Piece("deleted", _text(gone)),), pages)


def _text(words: Iterable[PrintedWord]) -> str:
    return " ".join(word.unbroken or word.text for word in words)
