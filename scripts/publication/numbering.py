"""What is counted over the whole publication: chapters, headings, notes and figures, and the ids that are given out."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from itertools import chain, count
from pathlib import PurePosixPath

from scripts.publication.slug import slugify

_EXPLICIT_ID = re.compile(r"\{[^{}\n]*?#([^\s{}#]+)")
# Ids that begin with this belong to the notes.
_NOTE_STEM = "noot"


@dataclass
class Counters:
    """The counts so far while the chapters are read in order; `figure` counts those of chapters without a number."""

    chapter: int = 0
    note: int = 0
    figure: int = 0
    ids: set[str] = field(default_factory=set)

    @classmethod
    def for_sources(cls, sources: Iterable[str]) -> Counters:
        """Counters that give out no id that stands in one of the chapters' sources as `{#id}`."""
        return cls(ids={id for source in sources for id in _EXPLICIT_ID.findall(source)})

    def claim(self, candidates: Iterable[str]) -> str:
        """The first of the candidates that is free, or else the last with a number behind it."""
        candidates = list(candidates)
        counted = (f"{candidates[-1]}-{number}" for number in count(2))
        chosen = next(id for id in chain(candidates, counted) if id not in self.ids)
        self.ids.add(chosen)
        return chosen


class ChapterNumbers:
    """Numbers and ids of the headings and figures of one file.

    An unnumbered heading does not count, and numbered headings below it have no number either; only a file whose title
    is unnumbered counts its own sections 1, 2, …
    """

    def __init__(self, file: PurePosixPath, counters: Counters) -> None:
        self.counters = counters
        stem = slugify(re.sub(r"^\d+[-_. ]*", "", file.stem))
        self.stem = stem if stem not in {"", _NOTE_STEM} else f"h-{slugify(file.stem)}".strip("-")
        self.chapter: int | None = None
        self._counts: list[int] = []
        self._unnumbered = 0
        self._figures = 0
        self._slugs: list[str] = []

    def heading(self, level: int, *, numbered: bool) -> str | None:
        """Count a heading: its number, as in '3.2.1', or None."""
        if level == 1:
            self._start_chapter(numbered)
            return str(self.chapter) if numbered else None
        if self._unnumbered and level > self._unnumbered:
            return None
        self._unnumbered = 0 if numbered else level
        if not numbered:
            return None
        depth = level - 1
        self._counts = (self._counts + [0] * depth)[:depth]
        self._counts[-1] += 1
        return ".".join(map(str, self._counts if self.chapter is None else [self.chapter, *self._counts]))

    def _start_chapter(self, numbered: bool) -> None:
        self._counts, self._unnumbered, self._figures, self.chapter = [], 0, 0, None
        if numbered:
            self.counters.chapter += 1
            self.chapter = self.counters.chapter

    def heading_id(self, level: int, title: str) -> str:
        """An id from the file's name and the heading's words; if that is taken, with those of its parents too."""
        slug = slugify(title)
        self._slugs = [*(self._slugs + [""] * level)[: level - 1], slug]
        parents = [parent for parent in self._slugs[1:-1] if parent]
        tail = [slug] if level > 1 and slug else []
        return self.counters.claim(
            "-".join([self.stem, *parents[depth:], *tail]) for depth in range(len(parents), -1, -1)
        )

    def figure(self) -> str:
        """Count a figure: its number, as in '2.1', or '1' where the chapter has none."""
        if self.chapter is None:
            self.counters.figure += 1
            return str(self.counters.figure)
        self._figures += 1
        return f"{self.chapter}.{self._figures}"

    def figure_id(self) -> str:
        """An id for a figure without one."""
        return self.counters.claim(self._figure_ids())

    def _figure_ids(self) -> Iterator[str]:
        yield f"{self.stem}-figuur-{self._figures or self.counters.figure}"
