"""The numbers of headings in a Word document, counted from its lists as Word does (ECMA-376 part 1, 17.9)."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from xml.etree.ElementTree import Element

W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"


@dataclass
class HeadingNumbers:
    """Counts along while the paragraphs are read in order; `numbering` and `styles` are parts of the document."""

    numbering: Element
    styles: Element
    _counts: dict[str, list[int]] = field(default_factory=dict)
    _begun: set[str] = field(default_factory=set)

    def __post_init__(self) -> None:
        self._abstracts = {each.get(f"{W}abstractNumId"): each for each in self.numbering.iter(f"{W}abstractNum")}
        self._lists = {each.get(f"{W}numId"): each for each in self.numbering.iter(f"{W}num")}
        self._of_styles = {
            each.get(f"{W}styleId"): found
            for each in self.styles.iter(f"{W}style")
            if (found := each.find(f"{W}pPr/{W}numPr")) is not None
        }

    def next(self, paragraph: Element, style: str) -> str:
        """The number in front of a paragraph, '' if it has none; to be called once for each, in order."""
        numbered = paragraph.find(f"{W}pPr/{W}numPr")
        if numbered is None:
            numbered = self._of_styles.get(style)
        chosen = self._lists.get(_value(numbered, "numId"))
        if numbered is None or chosen is None:
            return ""
        level = int(_value(numbered, "ilvl") or 0)
        abstract = _value(chosen, "abstractNumId")
        counts = self._counts_of(chosen, abstract)
        counts[:] = [*(counts + [0] * level)[:level], (counts + [0] * (level + 1))[level] + 1]
        shown = self._abstracts[abstract].findall(f"{W}lvl")[level]
        if _value(shown, "numFmt") != "decimal":
            return ""
        return re.sub(r"%(\d)", lambda place: str(counts[int(place[1]) - 1]), _value(shown, "lvlText"))

    def _counts_of(self, chosen: Element, abstract: str) -> list[int]:
        """The counts that a list shares with others of its kind, unless it orders to begin anew."""
        id = chosen.get(f"{W}numId", "")
        if id not in self._begun and chosen.find(f"{W}lvlOverride") is not None:
            self._counts.pop(abstract, None)
        self._begun.add(id)
        return self._counts.setdefault(abstract, [])


def _value(element: Element | None, name: str) -> str:
    child = None if element is None else element.find(f"{W}{name}")
    return "" if child is None else child.get(f"{W}val", "")
