"""The evidence of a publication in numbers: how old it is, what it is, where it is used and what is used together.

Only counting; how it is drawn and said is up to `pages/evidence.py`.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from itertools import combinations
from pathlib import PurePosixPath
from statistics import median_low

from scripts.publication.model import Chapter, Publication
from scripts.site.works import KINDS, Work

# More columns than this do not fit a phone; then a column is five, ten, … years.
_MOST_COLUMNS = 36
_STEPS = (1, 2, 5, 10, 20, 50, 100, 200, 500, 1000)


@dataclass(frozen=True, slots=True)
class Years:
    """Years with how often each occurs, ascending, and how many works have none."""

    counts: Mapping[int, int]
    undated: int

    @property
    def all(self) -> list[int]:
        """Every year as often as it occurs, ascending."""
        return sorted(year for year, count in self.counts.items() for _ in range(count))

    @property
    def median(self) -> int:
        """The year in the middle; with an even number the lower of the two. Only if there is a year at all."""
        return median_low(self.all)

    @property
    def peaks(self) -> list[int]:
        """The years that occur most."""
        most = max(self.counts.values(), default=0)
        return [year for year, count in sorted(self.counts.items()) if count == most]


def years_of(works: Sequence[Work]) -> Years:
    """The years of these works."""
    known = [work.entry.year for work in works if work.entry.year is not None]
    return Years(dict(sorted(Counter(known).items())), len(works) - len(known))


def by_kind(works: Sequence[Work]) -> dict[str, list[Work]]:
    """The works of each kind that occurs, the most frequent kind first and 'other' last."""
    kinds = {kind: [work for work in works if work.kind == kind] for kind in KINDS}
    found = ((kind, of_kind) for kind, of_kind in kinds.items() if of_kind)
    return dict(sorted(found, key=lambda pair: (pair[0] == KINDS[-1], -len(pair[1]))))


def periods(years: Years) -> list[range]:
    """The years from the first to the last in equal periods, few enough to draw; of one year each if possible."""
    if not years.counts:
        return []
    first, last = min(years.counts), max(years.counts)
    step = next((step for step in _STEPS if (last - first) // step < _MOST_COLUMNS), _STEPS[-1])
    return [range(start, start + step) for start in range(first - first % step, last + 1, step)]


def by_chapter(publication: Publication, works: Sequence[Work]) -> list[tuple[Chapter, list[Work]]]:
    """Each printed chapter with the works that it cites; chapters without any are left out."""
    cited: dict[PurePosixPath, list[Work]] = {}
    for work in works:
        for chapter in work.chapters:
            cited.setdefault(chapter.file, []).append(work)
    return [(c, cited[c.file]) for c in publication.chapters if c.printed and c.file in cited]


@dataclass(frozen=True, slots=True)
class Together:
    """How often two works are cited in one paragraph: by the pair of their keys, in the order of their first citation.

    `strongest` are the keys of the works in the pairs that occur most, in that same order.
    """

    pairs: Mapping[tuple[str, str], int]
    strongest: Sequence[str]

    def between(self, one: str, other: str) -> int:
        """How often these two are cited in one paragraph."""
        return self.pairs.get((one, other), 0) or self.pairs.get((other, one), 0)


def together(publication: Publication, works: Mapping[str, Work], most: int) -> Together:
    """Count the paragraphs (list items, cells, …) that cite two works; name up to `most` of the strongest pairs."""
    order = {key: place for place, key in enumerate(works)}
    notes = {note.number: note for note in publication.notes}
    pairs: Counter[tuple[str, str]] = Counter()
    for chapter in publication.chapters:
        for passage in chapter.passages:
            cited = {citation.key for _, number in passage.notes for citation in notes[number].citations}
            pairs.update(combinations(sorted(cited & order.keys(), key=order.__getitem__), 2))
    ranked = dict(sorted(pairs.items(), key=lambda item: (-item[1], *(order[key] for key in item[0]))))
    strongest: dict[str, None] = {}
    for pair in ranked:
        if len(strongest.keys() | set(pair)) <= most:
            strongest |= dict.fromkeys(pair)
    return Together(ranked, sorted(strongest, key=order.__getitem__))
