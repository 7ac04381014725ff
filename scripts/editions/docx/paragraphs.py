"""The paragraphs that pandoc writes, made into those that Word writes: its own styles, whole sentences in one run."""

from __future__ import annotations

from collections.abc import Mapping
from copy import deepcopy

from lxml import etree

from scripts.editions.docx.bookmarks import HIDDEN
from scripts.editions.docx.markup import element, properties, set_properties, style_of, w
from scripts.editions.docx.stylesheet import table_style

_SPACE = "{http://www.w3.org/XML/1998/namespace}space"
# Styles that only pandoc has, and what they are called in Word.
_STYLES = {"FirstParagraph": "BodyText", "Compact": "BodyText", "ImageCaption": "Caption"}
# The numbers of pandoc's abstract lists: one without a mark for what goes on after the first paragraph of an item, one
# with bullets; the others count.
_CONTINUED, _BULLETED = "990", "991"
# Word has a style of its own for so many levels of a list.
_DEEPEST = 5


def tidy_paragraphs(root: etree._Element, kinds: Mapping[str, str]) -> None:
    """Bring the paragraphs of a part into order; `kinds` gives the abstract list of each list."""
    for paragraph in root.iter(w("p")):
        _join_properties(paragraph)
        _name_style(paragraph, kinds, in_notes=root.tag == w("footnotes"))
        _join_runs(paragraph)
        _dress_fields(paragraph)
    for node in root.iter(w("bookmarkStart"), w("hyperlink")):
        for attribute in (w("name"), w("anchor")):
            if node.get(attribute, "").startswith(HIDDEN):
                node.set(attribute, f"_{node.get(attribute)}")


def _join_properties(paragraph: etree._Element) -> None:
    """Properties that a step gave a paragraph stand in its text, for pandoc knows no other way: they move up."""
    for given in list(paragraph.iter(w("pPr")))[1:]:
        parent = given.getparent()
        if parent is not None:
            parent.remove(given)
        set_properties(paragraph, *given)


def _name_style(paragraph: etree._Element, kinds: Mapping[str, str], *, in_notes: bool) -> None:
    style = style_of(paragraph)
    if (name := _list_style(paragraph, kinds)) and style in {"Compact", "BodyText", "FirstParagraph", ""}:
        set_properties(paragraph, element("pStyle", val="FootnoteText" if in_notes else name))
    elif style in {"Compact", ""} and (table := next(paragraph.iterancestors(w("tbl")), None)) is not None:
        columns = len(table.findall(f"{w('tblGrid')}/{w('gridCol')}"))
        set_properties(paragraph, element("pStyle", val=table_style(columns).replace(" ", "")))
    elif style in _STYLES:
        set_properties(paragraph, element("pStyle", val=_STYLES[style]))


def _list_style(paragraph: etree._Element, kinds: Mapping[str, str]) -> str | None:
    """Word's style for a paragraph of a list, by its kind and its level; what goes on within an item has no mark."""
    numbering = properties(paragraph).find(w("numPr"))
    list = None if numbering is None else numbering.find(w("numId"))
    level = None if numbering is None else numbering.find(w("ilvl"))
    kind = kinds.get("" if list is None else list.get(w("val"), ""))
    if numbering is None or kind is None:
        return None
    if kind == _CONTINUED:
        properties(paragraph).remove(numbering)
    depth = 1 if level is None else min(int(level.get(w("val"), "0")) + 1, _DEEPEST)
    name = {_CONTINUED: "ListContinue", _BULLETED: "ListBullet"}.get(kind, "ListNumber")
    return name if depth == 1 else f"{name}{depth}"


def _join_runs(paragraph: etree._Element) -> None:
    """One run of text where pandoc has one for each word, so that who edits the file finds whole sentences."""
    for parent in [paragraph, *paragraph.iter(w("hyperlink"))]:
        last: etree._Element | None = None
        for run in list(parent):
            if last is not None and _is_text(run) and _look(run) == _look(last):
                last[-1].text = f"{last[-1].text or ''}{run[-1].text or ''}"
                parent.remove(run)
            else:
                last = run if _is_text(run) else None


def _dress_fields(paragraph: etree._Element) -> None:
    """A field looks like its result: what Word makes anew takes its looks from the marks of the field."""
    look: etree._Element | None = None
    for run in reversed(paragraph.findall(f".//{w('r')}")):
        if _is_text(run):
            look = run.find(w("rPr"))
        elif look is not None and run.find(w("rPr")) is None and run.find(w("tab")) is None:
            run.insert(0, deepcopy(look))


def _is_text(node: etree._Element) -> bool:
    """Whether a node is a run with one piece of text and at most properties."""
    return node.tag == w("r") and [c.tag for c in node if c.tag != w("rPr")] == [w("t")]


def _look(run: etree._Element) -> bytes:
    held = run.find(w("rPr"))
    return b"" if held is None else etree.tostring(held, with_tail=False)
