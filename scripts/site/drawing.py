"""Pictures of numbers as SVG that is as wide as its place: x and widths in percent of it, y and heights in pixels.

So letters keep their size on a telephone, which they would not in a picture that is scaled as a whole. Colours and
fonts are classes of the style sheet (`assets/64-evidence.css`), which knows the light and the dark. A library that
draws charts brings colours, scripts and sizes of its own (pygal: 57 KB and a script for one of these pictures).
"""

from __future__ import annotations

from dataclasses import dataclass
from itertools import count
from typing import Literal

from markupsafe import Markup

_SVG = Markup(
    '<svg class="grafiek" role="img" aria-labelledby="{id}-titel {id}-uitleg" width="100%" height="{height}">\n'
    '<title id="{id}-titel">{title}</title>\n<desc id="{id}-uitleg">{description}</desc>\n{shapes}\n</svg>'
)
_BAR = Markup('<rect class="{kind}" x="{x}%" y="{y}" width="{width}%" height="{height}"/>')
_RULE = Markup('<line class="{kind}" x1="{x}%" y1="{y}" x2="{to_x}%" y2="{to_y}"/>')
_DOT = Markup('<circle class="{kind}" cx="{x}%" cy="{y}" r="{radius}"/>')
_TEXT = Markup('<text class="{kind}" x="{x}%" y="{y}" text-anchor="{anchor}">{text}</text>')

Anchor = Literal["start", "middle", "end"]


@dataclass(frozen=True, slots=True)
class Scale:
    """Values from `low` to `high` as percents from `start` to `end`; one value alone comes in the middle."""

    low: float
    high: float
    start: float = 0
    end: float = 100

    def __call__(self, value: float) -> float:
        if self.high == self.low:
            return (self.start + self.end) / 2
        return self.start + (value - self.low) / (self.high - self.low) * (self.end - self.start)


class Picture:
    """Collects shapes in the order in which they are to be painted; it becomes as high as they reach."""

    def __init__(self) -> None:
        self._shapes: list[Markup] = []
        self.height = 0.0

    def bar(self, x: float, y: float, width: float, height: float, kind: str = "staaf") -> None:
        """A rectangle with its left upper corner at (x, y)."""
        self._add(_BAR.format(kind=kind, x=_n(x), y=_n(y), width=_n(width), height=_n(height)), y + height)

    def rule(self, x: float, y: float, to_x: float, to_y: float, kind: str = "lijn") -> None:
        """A straight line."""
        self._add(_RULE.format(kind=kind, x=_n(x), y=_n(y), to_x=_n(to_x), to_y=_n(to_y)), max(y, to_y) + 1)

    def dot(self, x: float, y: float, radius: float, kind: str = "stip") -> None:
        """A filled circle around (x, y)."""
        self._add(_DOT.format(kind=kind, x=_n(x), y=_n(y), radius=_n(radius)), y + radius)

    def text(self, x: float, y: float, text: str, anchor: Anchor = "start", kind: str = "label") -> None:
        """Words on one line, whose base line is at y; they do not wrap, so long ones are for `shortened`."""
        self._add(_TEXT.format(kind=kind, x=_n(x), y=_n(y), anchor=anchor, text=text), y + 4)

    def markup(self, id: str, title: str, description: str) -> Markup:
        """The picture as an element of HTML; `id` is unique on the page, title and description are read aloud."""
        shapes = Markup("\n").join(self._shapes)
        return _SVG.format(id=id, title=title, description=description, height=_n(self.height + 1), shapes=shapes)

    def _add(self, shape: Markup, lowest: float) -> None:
        self._shapes.append(shape)
        self.height = max(self.height, lowest)


def shortened(text: str, longest: int) -> str:
    """The text, or as many whole words of it as fit in so many characters, with a sign that there is more."""
    if len(text) <= longest:
        return text
    return (text[:longest].rpartition(" ")[0] or text[: longest - 1]).rstrip(" ,.:;(&") + " …"


def ticks(low: int, high: int, most: int) -> list[int]:
    """Round values from low to high, at most so many, an equal step apart."""
    steps = (factor * 10**power for power in count() for factor in (1, 2, 5))
    step = next(step for step in steps if high // step - (low - 1) // step <= most)
    return list(range(-(-low // step) * step, high + 1, step))


def _n(value: float) -> str:
    """A number in two decimals at most, the same on every machine."""
    return f"{value:.2f}".rstrip("0").rstrip(".")
