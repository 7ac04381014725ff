"""Small words for WordprocessingML (ECMA-376 part 1, chapter 17) as lxml has it."""

from __future__ import annotations

from lxml import etree

NAMESPACE = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
W = f"{{{NAMESPACE}}}"
# The order in which the schema wants a paragraph's properties, as far as they occur here.
_PROPERTIES = [
    *("pStyle", "keepNext", "keepLines", "pageBreakBefore", "widowControl", "numPr", "pBdr", "shd", "tabs"),
    *("suppressAutoHyphens", "bidi", "spacing", "ind", "contextualSpacing", "jc", "textAlignment", "outlineLvl", "rPr"),
    "sectPr",
]
_ORDER = {f"{W}{name}": place for place, name in enumerate(_PROPERTIES)}


def w(name: str) -> str:
    """A name of the namespace of Word, as lxml writes it."""
    return W + name


def element(name: str, *children: etree._Element, **attributes: str) -> etree._Element:
    """An element of Word with attributes of Word."""
    made = etree.Element(w(name), {w(key): value for key, value in attributes.items()}, nsmap={"w": NAMESPACE})
    made.extend(children)
    return made


def properties(paragraph: etree._Element) -> etree._Element:
    """The properties of a paragraph, which it gets if it had none."""
    found = paragraph.find(w("pPr"))
    if found is None:
        found = element("pPr")
        paragraph.insert(0, found)
    return found


def set_properties(paragraph: etree._Element, *new: etree._Element) -> None:
    """Give a paragraph these properties, in the place of those of the same name and in the order of the schema."""
    held = properties(paragraph)
    for each in new:
        for old in held.findall(str(each.tag)):
            held.remove(old)
        held.append(each)
    held[:] = sorted(held, key=lambda each: _ORDER.get(str(each.tag), len(_ORDER)))


def style_of(paragraph: etree._Element) -> str:
    """The id of the style of a paragraph, '' for the default one."""
    style = paragraph.find(f"{w('pPr')}/{w('pStyle')}")
    return "" if style is None else style.get(w("val"), "")
