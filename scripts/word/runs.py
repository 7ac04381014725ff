"""Reading what stands in a paragraph of WordprocessingML: runs, links, fields, tracked changes, comments.

Element names are those of ECMA-376 part 1, chapter 17.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field, replace

from scripts.word.content import OBJECT, Change, Mark, Style
from scripts.word.fields import citation_field, link_target, made_by_word
from scripts.word.package import Element
from scripts.word.paragraphs import OpenField, ParagraphBuilder

W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
R = "{http://schemas.openxmlformats.org/officeDocument/2006/relationships}"
_M = "{http://schemas.openxmlformats.org/officeDocument/2006/math}"
_MC = "{http://schemas.openxmlformats.org/markup-compatibility/2006}"
_CHARACTERS = {"tab": " ", "br": " ", "cr": " ", "noBreakHyphen": "\u2011", "ptab": " "}
_PICTURES = {"drawing", "pict", "object"}
# Elements that only enclose what stands in the paragraph.
_WRAPPERS = {"smartTag", "customXml", "sdt", "sdtContent", "dir", "bdo"}
_OFF = {"0", "false", "off", "none"}
_LOOKS = {"u": "onderstreept", "strike": "doorgehaald", "dstrike": "doorgehaald", "smallCaps": "klein kapitaal",
          "caps": "hoofdletters", "highlight": "gemarkeerd"}  # fmt: skip
_BOLD_STYLES = {"strong"}
_ITALIC_STYLES = {"emphasis"}


@dataclass
class RunReader:
    """Reads the content of paragraphs one after another: fields and comments may go on from one to the next.

    `accept` says of whom tracked changes count; those of others are undone.
    """

    targets: Mapping[str, str]
    style_names: Mapping[str, str]
    accept: Callable[[str], bool]
    paragraph: ParagraphBuilder = field(default_factory=ParagraphBuilder)
    authors: set[str] = field(default_factory=set)
    _fields: list[OpenField] = field(default_factory=list)
    _comments: set[str] = field(default_factory=set)

    def start(self) -> None:
        """Begin a new paragraph; the result of a field that is still open goes on in it."""
        self.paragraph = ParagraphBuilder()
        for open_field in self._fields:
            open_field.start = None if open_field.start is None else 0

    def read(self, parent: Element, mark: Mark) -> None:
        """Read the children of a paragraph or of something in it; `mark` holds for all of them."""
        for element in parent:
            if isinstance(element.tag, str):
                self._element(element, mark)

    def change(self, element: Element) -> Change:
        """The author and date of a tracked change."""
        author = element.get(f"{W}author", "")
        self.authors.add(author)
        return Change(author, element.get(f"{W}date", ""))

    def _element(self, element: Element, mark: Mark) -> None:
        name = _local(element)
        if name == "r":
            self._run(element, mark)
        elif name in {"ins", "moveTo"}:
            change = self.change(element)
            if self.accept(change.author):
                self.read(element, replace(mark, change=change))
        elif name in {"del", "moveFrom"}:
            self._deleted(element, mark)
        elif name == "hyperlink":
            target = self.targets.get(element.get(f"{R}id", ""), "") or f"#{element.get(f'{W}anchor', '')}"
            self.read(element, replace(mark, style=mark.style._replace(link=target)))
        elif name == "fldSimple":
            self._simple_field(element, mark)
        elif name in _WRAPPERS:
            self.read(element, mark)
        elif name == "bookmarkStart":
            self.paragraph.bookmarks.append(element.get(f"{W}name", ""))
        elif name in {"commentRangeStart", "commentRangeEnd"}:
            getattr(self._comments, "add" if name.endswith("Start") else "discard")(element.get(f"{W}id", ""))
        elif name in {"oMath", "oMathPara"}:
            self._add("".join(text.text or "" for text in element.iter(f"{_M}t")), mark)
        elif name == "AlternateContent":
            self._alternative(element, mark)

    def _alternative(self, element: Element, mark: Mark) -> None:
        if (choice := element.find(f"{_MC}Choice")) is not None:
            self._content(choice, mark)

    def _deleted(self, element: Element, mark: Mark) -> None:
        change = self.change(element)
        if not self.accept(change.author):
            self.read(element, mark)
            return
        inner = RunReader(self.targets, self.style_names, lambda _: False)
        inner.read(element, Mark())
        self.paragraph.delete("".join(inner.paragraph.characters), change)

    # -- runs --------------------------------------------------------------------------------------------------------

    def _run(self, run: Element, mark: Mark) -> None:
        properties = run.find(f"{W}rPr")
        if properties is not None:
            mark = replace(mark, style=self._style(properties, mark.style))
            if (restyled := properties.find(f"{W}rPrChange")) is not None:
                self.paragraph.restyled = self.change(restyled)
        self._content(run, mark)

    def _content(self, run: Element, mark: Mark) -> None:
        for child in run:
            name = _local(child)
            if name in {"t", "delText"}:
                self._add(child.text or "", mark)
            elif name in _CHARACTERS:
                self._add(_CHARACTERS[name], mark)
            elif name in {"footnoteReference", "endnoteReference"}:
                self._add(OBJECT, replace(mark, style=Style(), note=note_id(child)))
            elif name in _PICTURES:
                words = "".join(text.text or "" for text in child.iter(f"{W}t"))
                self._add(OBJECT, replace(mark, kind=f"tekstvak: {words}" if words else "afbeelding"))
            elif name == "fldChar":
                self._field_character(child.get(f"{W}fldCharType", ""), mark)
            elif name in {"instrText", "delInstrText"} and self._fields:
                self._fields[-1].instruction += child.text or ""
            elif name == "commentReference":
                self.paragraph.point_comments.append(child.get(f"{W}id", ""))
            elif name == "sym":
                self._add(_symbol(child.get(f"{W}char", "")), mark)
            elif name == "AlternateContent":
                self._alternative(child, mark)

    def _add(self, text: str, mark: Mark) -> None:
        if self._fields and self._fields[-1].start is None:
            return
        self.paragraph.add(text, replace(mark, comments=frozenset(self._comments)) if self._comments else mark)

    def _style(self, properties: Element, base: Style) -> Style:
        named = properties.find(f"{W}rStyle")
        name = self.style_names.get(named.get(f"{W}val", ""), "") if named is not None else ""
        bold, italic = base.bold or name in _BOLD_STYLES, base.italic or name in _ITALIC_STYLES
        other: set[str] = set(base.other)
        for child in properties:
            tag, on = _local(child), child.get(f"{W}val", "").lower() not in _OFF
            if tag == "b":
                bold = on
            elif tag == "i":
                italic = on
            elif tag in _LOOKS and on and not (tag == "u" and base.link):
                other.add(_LOOKS[tag])
            elif tag == "vertAlign" and child.get(f"{W}val") in {"superscript", "subscript"}:
                other.add("superscript" if child.get(f"{W}val") == "superscript" else "subscript")
        return Style(bold, italic, frozenset(other), base.link)

    # -- fields ------------------------------------------------------------------------------------------------------

    def _field_character(self, kind: str, mark: Mark) -> None:
        if kind == "begin":
            self._fields.append(OpenField())
        elif kind == "separate" and self._fields:
            self._fields[-1].start = len(self.paragraph.characters)
        elif kind == "end" and self._fields:
            done = self._fields.pop()
            if done.start is not None:
                self._close(done.instruction, done.start, mark)

    def _simple_field(self, element: Element, mark: Mark) -> None:
        start = len(self.paragraph.characters)
        self.read(element, mark)
        self._close(element.get(f"{W}instr", ""), start, mark)

    def _close(self, instruction: str, start: int, mark: Mark) -> None:
        shown = " ".join(self.paragraph.text_since(start).split())
        if citation := citation_field(instruction, shown):
            self.paragraph.close_citation(start, citation, mark)
        elif target := link_target(instruction):
            self.paragraph.link_since(start, target)
        elif kind := made_by_word(instruction):
            self.paragraph.close_field(start, kind, mark)


def note_id(reference: Element) -> str:
    """The id of the note that a reference or a note itself has; endnotes are told apart from footnotes."""
    return f"{'e' if _local(reference).startswith('endnote') else ''}{reference.get(f'{W}id', '')}"


def _local(element: Element) -> str:
    return str(element.tag).rpartition("}")[2]


def _symbol(code: str) -> str:
    """The character of a w:sym; fonts of symbols lie in the private use area from F000."""
    try:
        return chr(int(code, 16) & 0x0FFF if code.upper().startswith("F") else int(code, 16))
    except (ValueError, OverflowError):
        return ""
