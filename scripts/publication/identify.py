"""Which paragraph, list item or note is which of the register: ids that outlive a revision.

A passage keeps its id if it still reads the same, in its chapter or in another; if not, it gets the id of the passage
that it resembles most. Whatever is new gets an id made of its own text, so that two branches that both add passages
do not give out the same one.
"""

from __future__ import annotations

import base64
import hashlib
from collections import Counter, defaultdict
from collections.abc import Callable, Hashable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from itertools import count
from pathlib import PurePosixPath

from rapidfuzz.distance import Indel

from scripts.publication.model import Anchor, Chapter, Note, Publication

_ID_LENGTH = 6
# How many words in front of a note tell which note it is.
_WORDS_BEFORE = 12
# How alike (0 to 1, in words) two passages are that are one, within a chapter and in different chapters.
_ALIKE_HERE, _ALIKE_ELSEWHERE = 0.5, 0.6
# Shorter texts are compared by letter; a single other word would be half of them.
_SHORT, _ALIKE_SHORT = 4, 0.75
# Longer passages are compared only if they share so many words in a row; up to so many words, each with each.
_STRETCH, _FEW = 3, 8


@dataclass(frozen=True, slots=True)
class Identified:
    """The ids of a publication: of each passage of each chapter (None for headings and the like) and of each note.

    `anchors` is the register as it should be from now on, sorted by id.
    """

    passages: Mapping[PurePosixPath, tuple[str | None, ...]]
    notes: Mapping[int, str]
    anchors: tuple[Anchor, ...]


def identify(publication: Publication) -> Identified:
    """Give every paragraph, list item and note its id, with what `Publication.anchors` knows of them."""
    places = [place for chapter in publication.chapters for place in _places(chapter)]
    now = _counted(anchor for _, _, anchor in places)
    found = reidentify(publication.anchors, now)
    passages: dict[PurePosixPath, list[str | None]] = {c.file: [None] * len(c.passages) for c in publication.chapters}
    notes: dict[int, str] = {}
    for (passage, note, _), anchor in zip(places, found, strict=True):
        if note is not None:
            notes[note] = anchor.id
        elif passage is not None:
            passages[PurePosixPath(anchor.file)][passage] = anchor.id
    kept = register(publication.anchors, found)
    return Identified({file: tuple(ids) for file, ids in passages.items()}, notes, kept)


def reidentify(known: Sequence[Anchor], now: Sequence[Anchor]) -> list[Anchor]:
    """The same passages as `now` (which have no ids yet), with their ids and the chapters they have come from."""
    matcher = _Matcher(known, now)
    matcher.match_equal(lambda anchor: (anchor.kind, anchor.file, anchor.before, anchor.text, anchor.nth))
    matcher.match_equal(lambda anchor: (anchor.kind, anchor.before, anchor.text))
    matcher.match_alike(_pairs_in_one_chapter, _ALIKE_HERE)
    matcher.match_alike(_pairs_with_a_stretch, _ALIKE_ELSEWHERE)
    used = {anchor.id for anchor in known}
    return [
        _moved(anchor, matcher.former[index]) if index in matcher.former else replace(anchor, id=_new_id(anchor, used))
        for index, anchor in enumerate(now)
    ]


def register(known: Iterable[Anchor], found: Iterable[Anchor]) -> tuple[Anchor, ...]:
    """The register from now on: what was found, and those it knew that are gone, with where they stood."""
    lines = {anchor.id: anchor for anchor in found}
    for anchor in sorted(known, key=_order):
        if anchor.id not in lines:
            earlier = _without_repeats([*anchor.earlier, anchor.file])
            lines[anchor.id] = replace(anchor, file="", nth=1, earlier=earlier)
    return tuple(lines[id] for id in sorted(lines))


# -- what there is -------------------------------------------------------------------------------------------------


def _places(chapter: Chapter) -> Iterator[tuple[int | None, int | None, Anchor]]:
    """What gets an id in a chapter: the index of the passage or the number of the note, and how it reads."""
    file = chapter.file.as_posix()
    for index, passage in enumerate(chapter.passages):
        if passage.kind in {"paragraph", "item"} and (text := _one_line(passage.text)):
            yield index, None, Anchor("", "passage", text, file)
    before = {
        number: " ".join(passage.text[:offset].split()[-_WORDS_BEFORE:])
        for passage in chapter.passages
        for offset, number in passage.notes
    }
    for note in chapter.notes:
        yield None, note.number, Anchor("", "note", _note_text(chapter, note), file, before.get(note.number, ""))


def _note_text(chapter: Chapter, note: Note) -> str:
    """A note as its author typed it, or the words of one that has words of its own."""
    words = " ".join(passage.text for passage in note.passages if passage.text.strip())
    return _one_line(words) or _one_line(chapter.source[note.start : note.end]).strip("[]")


def _one_line(text: str) -> str:
    return " ".join(text.split())


def _counted(anchors: Iterable[Anchor]) -> list[Anchor]:
    """The anchors with `nth` filled in."""
    counts = Counter[Hashable]()
    result = []
    for anchor in anchors:
        key = (anchor.kind, anchor.file, anchor.before, anchor.text)
        counts[key] += 1
        result.append(replace(anchor, nth=counts[key]))
    return result


# -- matching ------------------------------------------------------------------------------------------------------

_Pairs = Iterable[tuple[int, int]]


class _Matcher:
    """Pairs what there is now with what the register knows; `former` holds what was found, by index in `now`."""

    def __init__(self, known: Sequence[Anchor], now: Sequence[Anchor]) -> None:
        self.known = sorted(known, key=_order)
        self.now = now
        self.former: dict[int, Anchor] = {}
        self._claimed: set[str] = set()

    def match_equal(self, key: Callable[[Anchor], Hashable]) -> None:
        """Pair those with an equal key, in order."""
        waiting: defaultdict[Hashable, list[int]] = defaultdict(list)
        for index, anchor in reversed(list(enumerate(self.known))):
            waiting[key(anchor)].append(index)
        for index in self._open():
            candidates = waiting.get(key(self.now[index]), [])
            while candidates and index not in self.former:
                self._pair(index, candidates.pop())

    def match_alike(self, pairs: Callable[[Sequence[Anchor], Sequence[Anchor]], _Pairs], least: float) -> None:
        """Of these pairs take those that are most alike, as far as they are alike enough."""
        former = [index for index, anchor in enumerate(self.known) if anchor.id not in self._claimed]
        unknown = self._open()
        if not former or not unknown:
            return
        words = _Words()
        scores = [
            (-words.likeness(self.known[former[one]], self.now[unknown[other]], least), former[one], unknown[other])
            for one, other in pairs([self.known[at] for at in former], [self.now[at] for at in unknown])
        ]
        for score, one, other in sorted(scores):
            if -score >= least:
                self._pair(other, one)

    def _open(self) -> list[int]:
        return [index for index in range(len(self.now)) if index not in self.former]

    def _pair(self, index: int, known: int) -> None:
        anchor = self.known[known]
        if index not in self.former and anchor.id not in self._claimed:
            self.former[index] = anchor
            self._claimed.add(anchor.id)


def _pairs_in_one_chapter(known: Sequence[Anchor], now: Sequence[Anchor]) -> Iterator[tuple[int, int]]:
    """Short texts each with each, longer ones as in `_pairs_with_a_stretch`."""
    here = defaultdict(list)
    for index, anchor in enumerate(known):
        if _is_short(anchor):
            here[anchor.kind, anchor.file or anchor.earlier[-1]].append(index)
    for other, anchor in enumerate(now):
        if _is_short(anchor):
            yield from ((one, other) for one in here.get((anchor.kind, anchor.file), ()))
    for one, other in _pairs_with_a_stretch(known, now):
        if (known[one].file or known[one].earlier[-1]) == now[other].file:
            yield one, other


def _pairs_with_a_stretch(known: Sequence[Anchor], now: Sequence[Anchor]) -> Iterator[tuple[int, int]]:
    """Texts that have some words in a row in common, so not each with each."""
    having = defaultdict(set)
    for index, anchor in enumerate(known):
        for stretch in _stretches(anchor):
            having[stretch].add(index)
    for other, anchor in enumerate(now):
        for one in sorted(set().union(*(having.get(stretch, ()) for stretch in _stretches(anchor)))):
            yield one, other


def _is_short(anchor: Anchor) -> bool:
    return anchor.text.count(" ") < _FEW


def _stretches(anchor: Anchor) -> set[tuple[str, ...]]:
    words = f"{anchor.before} {anchor.text}".split()
    return {(anchor.kind, *words[at : at + _STRETCH]) for at in range(len(words) - _STRETCH + 1)}


class _Words:
    """Compares anchors; each text is split once."""

    def __init__(self) -> None:
        self._split: dict[str, list[str]] = {}

    def likeness(self, one: Anchor, other: Anchor, least: float) -> float:
        """How alike two are, 0 to 1. A note is half what it says and half where it stands."""
        if one.kind == "passage":
            return self._of_texts(one.text, other.text, least, _ALIKE_SHORT)
        return (self._of_texts(one.text, other.text) + self._of_texts(one.before, other.before)) / 2

    def _of_texts(self, one: str, other: str, least: float = 0, least_short: float = 0) -> float:
        a, b = self._words(one), self._words(other)
        if min(len(a), len(b)) < _SHORT:
            return Indel.normalized_similarity(one, other, score_cutoff=least_short)
        return Indel.normalized_similarity(a, b, score_cutoff=least)

    def _words(self, text: str) -> list[str]:
        if text not in self._split:
            self._split[text] = text.split()
        return self._split[text]


# -- ids -----------------------------------------------------------------------------------------------------------


def _order(anchor: Anchor) -> tuple[Hashable, ...]:
    """Those that are there come first, then those that are gone."""
    return (not anchor.file, anchor.file, anchor.nth, anchor.id, anchor.text)


def _moved(anchor: Anchor, former: Anchor) -> Anchor:
    earlier = _without_repeats([*former.earlier, former.file])
    return replace(anchor, id=former.id, earlier=tuple(file for file in earlier if file != anchor.file))


def _without_repeats(files: Sequence[str]) -> tuple[str, ...]:
    return tuple(dict.fromkeys(file for file in files if file))


def _new_id(anchor: Anchor, used: set[str]) -> str:
    """An id that is not in use, made of the text (RFC 4648 base32, the letters a-z and digits 2-7)."""
    content = f"{anchor.kind}\0{anchor.before}\0{anchor.text}"
    digests = (hashlib.sha256(f"{content}\0{attempt}".encode()).digest() for attempt in count())
    ids = (base64.b32encode(digest).decode()[:_ID_LENGTH].lower() for digest in digests)
    id = next(id for id in ids if id not in used)
    used.add(id)
    return id
