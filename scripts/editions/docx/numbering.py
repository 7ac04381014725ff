"""Word's lists (ECMA-376 part 1, 17.9): the numbering of headings, and the bullets of pandoc's lists in house style."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from lxml import etree

from scripts.editions.docx.markup import W, element, w

# Lists 1 to 999 are ours, pandoc's begin at 1000. Headings count in the first; those without a number are in the
# second, for their style would number them; the sections of a chapter without a number have a list of their own.
HEADING_LIST = 1
UNNUMBERED_LIST = 2
FIRST_SECTION_LIST = 3
_PANDOCS_FIRST = 1000
# Millimetres between the margin and the words of a numbered heading, by level, and between the levels of a list.
_HEADING_INDENTS = (12, 12, 12, 16, 20, 24)
_LIST_INDENT = 6.0
_TWIPS_PER_MM = 1440 / 25.4
_BULLETS = "•–"


def with_headings(numbering: etree._Element, used: Iterable[int]) -> None:
    """Add the lists of headings to pandoc's numbering part, and give its own lists the indents of the house.

    `used` are the numbers of the lists that the document names.
    """
    for abstract in numbering.iter(w("abstractNum")):
        for level in abstract.iter(w("lvl")):
            _house_style(level)
    sections = sorted(list for list in used if FIRST_SECTION_LIST <= list < _PANDOCS_FIRST)
    # A section's number leaves out the chapter that has none: '%2', '%2.%3', …
    abstracts = [
        _abstract(HEADING_LIST, _numbered(1, linked=True)),
        _abstract(UNNUMBERED_LIST, _unnumbered()),
        _abstract(FIRST_SECTION_LIST, _numbered(2)),
    ]
    for place, abstract in enumerate(abstracts):
        numbering.insert(place, abstract)
    lists = [_list(HEADING_LIST), _list(UNNUMBERED_LIST), *map(_list, sections)]
    at = len(numbering.findall(w("abstractNum")))
    for place, item in enumerate(lists, at):
        numbering.insert(place, item)


def _abstract(id: int, levels: Iterable[etree._Element]) -> etree._Element:
    return element("abstractNum", element("multiLevelType", val="multilevel"), *levels, abstractNumId=str(id))


def _unnumbered() -> Iterator[etree._Element]:
    for level in range(len(_HEADING_INDENTS)):
        parts = {"start": "1", "numFmt": "none", "suff": "nothing", "lvlText": "", "lvlJc": "left"}
        yield element("lvl", *(element(name, val=value) for name, value in parts.items()), ilvl=str(level))


def _numbered(first: int, *, linked: bool = False) -> Iterator[etree._Element]:
    """Six levels, of which the number begins at the first one; `linked` ones belong to the styles of headings."""
    for level in range(1, len(_HEADING_INDENTS) + 1):
        text = ".".join(f"%{number}" for number in range(first, level + 1))
        style = [element("pStyle", val=f"Heading{level}")] if linked else []
        indent = str(round(_HEADING_INDENTS[level - 1] * _TWIPS_PER_MM))
        yield element(
            "lvl",
            element("start", val="1"),
            element("numFmt", val="decimal"),
            *style,
            element("suff", val="tab"),
            element("lvlText", val=text),
            element("lvlJc", val="left"),
            element("pPr", element("ind", left=indent, hanging=indent)),
            ilvl=str(level - 1),
        )


def _list(id: int) -> etree._Element:
    """One of our lists; each of those of sections begins at 1."""
    abstract = element("abstractNumId", val=str(min(id, FIRST_SECTION_LIST)))
    restart = [element("lvlOverride", element("startOverride", val="1"), ilvl="1")] if id >= FIRST_SECTION_LIST else []
    return element("num", abstract, *restart, numId=str(id))


def _house_style(level: etree._Element) -> None:
    depth = int(level.get(w("ilvl"), "0"))
    for indent in level.iter(w("ind")):
        indent.set(w("left"), str(round((depth + 1) * _LIST_INDENT * _TWIPS_PER_MM)))
        indent.set(w("hanging"), str(round(_LIST_INDENT * _TWIPS_PER_MM)))
    text, fonts = level.find(w("lvlText")), level.find(f"{W}rPr")
    if fonts is not None and text is not None:
        text.set(w("val"), _BULLETS[depth % len(_BULLETS)])
        level.remove(fonts)
