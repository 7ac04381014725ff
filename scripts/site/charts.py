"""The four kinds of pictures that the page about evidence shows, drawn from plain numbers and labels."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from math import sqrt

from scripts.site.drawing import Picture, Scale, shortened, ticks

_LABEL, _LINE = 13, 17  # how far the base line of a label is below its top, and how high it is
_LONGEST = 46  # characters of a label that has the whole width, on a telephone


@dataclass(frozen=True, slots=True)
class Series:
    """Counts by period, and one more for what has no year."""

    label: str
    counts: Sequence[int]
    undated: int


def columns(rows: Sequence[Series], periods: Sequence[range], no_year: str) -> Picture:
    """Rows of columns on one axis of years, all on the same scale; those of the first row have numbers above them."""
    picture = Picture()
    has_undated = any(row.undated for row in rows)
    slots = len(periods) + (2 if periods else 1) * has_undated
    width = 100 / slots
    heights = [max([*row.counts, row.undated]) for row in rows]
    unit = min(9.0, 90 / max(heights))
    top = 0.0
    for row, most in zip(rows, heights, strict=True):
        first = row is rows[0]
        base = top + _LINE + (12 if first else 4) + most * unit
        picture.text(0, top + _LABEL, shortened(row.label, _LONGEST), kind="label kop" if first else "label")
        places = [*enumerate(row.counts), (slots - 1, row.undated)]
        for slot, count in places:
            if count:
                x, height = slot * width, count * unit
                kind = "staaf stil" if slot == slots - 1 and has_undated else "staaf"
                picture.bar(x + width * 0.1, base - height, width * 0.8, height, kind)
                if first:
                    picture.text(x + width / 2, base - height - 3, str(count), "middle", "getal")
        picture.rule(0, base + 0.5, 100, base + 0.5)
        top = base + 12
    if periods:
        first_year, last_year = periods[0].start, periods[-1].stop - 1
        scale = Scale(first_year, last_year + 1, 0, width * len(periods))
        middle = width / len(periods[0]) / 2
        for year in ticks(first_year, last_year, 6):
            picture.text(scale(year) + middle, top + 2, str(year), "middle", "as")
    if has_undated:
        picture.text(100, top + 2, no_year, "end", "as")
    return picture


def bars(rows: Sequence[tuple[str, int, int]], legend: tuple[str, str]) -> Picture:
    """A bar a row, its label above it: a dark part, a light part, and the sum behind it; the legend on top."""
    picture = Picture()
    for at, (kind, label) in enumerate(zip(("staaf", "staaf licht"), legend, strict=True)):
        picture.bar(0, at * _LINE + 3, 3, 10, kind)
        picture.text(4.5, at * _LINE + _LABEL, shortened(label, _LONGEST), kind="as")
    most = max(dark + light for _, dark, light in rows)
    scale = Scale(0, most, 0, 88)
    top = 2 * _LINE + 8.0
    for label, dark, light in rows:
        picture.text(0, top + _LABEL, shortened(label, _LONGEST))
        bar = top + _LINE + 2
        if dark:
            picture.bar(0, bar, scale(dark), 16)
        if light:
            picture.bar(scale(dark), bar, scale(dark + light) - scale(dark), 16, "staaf licht")
        picture.text(scale(dark + light) + 1.5, bar + 13, str(dark + light), kind="getal start")
        top = bar + 16 + 10
    return picture


def matrix(labels: Sequence[str], value: Callable[[int, int], int]) -> Picture:
    """A triangle of boxes: how often each label goes with each of the others; the more, the darker."""
    picture = Picture()
    start, height = 44.0, 22.0
    width = (100 - start) / max(len(labels) - 1, 1)
    values = {(row, column): value(row, column) for row in range(len(labels)) for column in range(row)}
    most = max(values.values(), default=0)
    for row, label in enumerate(labels):
        top = row * height
        picture.text(0, top + 15, f"{row + 1}  {label}")
        for column in range(row):
            count = values[row, column]
            x = start + column * width
            level = -(-3 * count // most) if count else 0
            picture.bar(x + width * 0.04, top + 1, width * 0.92, height - 2, f"vak vak-{level}")
            if count:
                picture.text(x + width / 2, top + 15, str(count), "middle", f"getal op-{level}")
        if row < len(labels) - 1:
            picture.text(start + (row + 0.5) * width, top + 15, str(row + 1), "middle", "as")
    return picture


@dataclass(frozen=True, slots=True)
class Strip:
    """One row of years with how often each occurs, and the one in the middle (None if there is no year at all)."""

    label: str
    remark: str
    counts: Mapping[int, int]
    median: int | None


def strips(rows: Sequence[Strip]) -> Picture:
    """A line of years a row, with a dot at each year as large as its count and a tick at the median."""
    picture = Picture()
    years = [year for row in rows for year in row.counts]
    scale = Scale(min(years), max(years), 4, 96)
    most = max(count for row in rows for count in row.counts.values())
    top = 0.0
    for row in rows:
        picture.text(0, top + _LABEL, shortened(row.label, _LONGEST))
        picture.text(0, top + _LABEL + 16, row.remark, kind="as start")
        line = top + 52
        picture.rule(0, line, 100, line)
        if row.median is not None:
            picture.rule(scale(row.median), line - 15, scale(row.median), line + 15, "lijn mediaan")
        for year, count in row.counts.items():
            picture.dot(scale(year), line, 3 + 8 * sqrt(count / most))
        top = line + 24
    for year in ticks(min(years), max(years), 6):
        picture.text(scale(year), top + 4, str(year), "middle", "as")
    return picture
