r"""The items of a .bib text without loss: entries, @string, @preamble, @comment and whatever stands in between.

The grammar is the one of pandoc's reader (`%` starts a comment outside values, `\{` and `\}` are no braces), widened
by what BibTeX also reads and pandoc does not: `@book(…)`, `@string(…)`, a comma too many. Such an item carries a flaw.
What neither reads is one broken item that ends where the next entry starts, so nothing else is lost.
https://github.com/jgm/pandoc/blob/main/src/Text/Pandoc/Citeproc/BibTeX.hs
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Literal

ItemKind = Literal["entry", "string", "preamble", "comment", "text", "broken"]

_SPACE = re.compile(r"(?:\s|%[^\n]*+)*+")
_BETWEEN = re.compile(r"(?:[^@%]|%[^\n]*+)*+")
_HEAD = re.compile(r"@\s*([^\s@{}()\",=%#\\]+)(?:\s|%[^\n]*+)*+([{(])")
_WORD = re.compile(r"[^\s,{}()=\"%#]+")
_KEY = {"}": re.compile(r"[^\s,{}%]+"), ")": re.compile(r"[^\s,{}%)]+")}
_BRACE = re.compile(r"\\[{}]|[{}]")
_IN_QUOTES = re.compile(r"\\.|[\"{}]", re.DOTALL)
# Where an item starts on a line of its own: what stands open in front of it was never closed.
_START = re.compile(
    r"^[ \t]*@(?:(?:string|preamble|comment)\s*[{(]|[\w-]+\s*[{(]\s*[^\s,{}()=\"]+\s*,)", re.MULTILINE | re.IGNORECASE
)
_PORTABLE_TYPE = re.compile(r"[^\W\d_]+")
_PORTABLE_KEY = re.compile(r"(?:[^\W_]|[.:;?!`'()/*@_+=\-\[\]&])+")
_PORTABLE_NAME = re.compile(r"[\w:+-]+")


@dataclass(frozen=True, slots=True)
class Part:
    """One part of a value: text in braces or quotes (without them), a number, or the name of an @string."""

    kind: Literal["braces", "quotes", "number", "name"]
    text: str
    start: int


@dataclass(frozen=True, slots=True)
class RawField:
    """A field as typed: name, place of the name, parts that `#` joins; `end` lies behind the last part."""

    name: str
    start: int
    parts: tuple[Part, ...]
    end: int


@dataclass(frozen=True, slots=True)
class Flaw:
    """What is wrong with an item; the kinds are those of `BibliographyProblem`."""

    kind: Literal["syntax", "form", "name", "type"]
    message: str
    offset: int


@dataclass(frozen=True, slots=True)
class Item:
    """A stretch of the text; the stretches of all items together are the text. `type` is in lower case."""

    kind: ItemKind
    start: int
    end: int
    type: str = ""
    key: str = ""
    fields: tuple[RawField, ...] = ()
    flaws: tuple[Flaw, ...] = ()
    commented: bool = False


class _UnreadableError(Exception):
    """The item cannot be read on from `offset`."""

    def __init__(self, message: str, offset: int) -> None:
        super().__init__(message)
        self.message = message
        self.offset = offset


def scan(text: str) -> Iterator[Item]:
    """All items of a .bib text, in order."""
    return _Scanner(text).items()


class _Scanner:
    """Reads item after item; `at` is where it is, `limit` where the item must have ended."""

    def __init__(self, text: str) -> None:
        self.text = text
        self.at = 0
        self.limit = len(text)
        self.starts = [match.start() for match in _START.finditer(text)]
        self.flaws: list[Flaw] = []
        self.commented = False

    def items(self) -> Iterator[Item]:
        while self.at < len(self.text):
            between = _BETWEEN.match(self.text, self.at)
            if between and between.end() > self.at:
                yield Item("text", self.at, between.end())
                self.at = between.end()
            if self.at < len(self.text):
                yield self.item(self.at)

    def item(self, start: int) -> Item:
        """The item at the '@' where the scanner is; the scanner moves behind it."""
        following = bisect_right(self.starts, start)
        self.limit = self.starts[following] if following < len(self.starts) else len(self.text)
        self.flaws, self.commented = [], False
        head = _HEAD.match(self.text, start, self.limit)
        if head is None:
            self.at = start + 1
            message = "los ‘@’ buiten een titelbeschrijving; pandoc leest dan het hele bestand niet"
            return Item("text", start, self.at, flaws=(Flaw("syntax", message, start),))
        kind, closing = head.group(1).lower(), "}" if head.group(2) == "{" else ")"
        self.at = head.end()
        try:
            if closing == ")":
                self.flaw("form", "haakjes in plaats van accolades", head.end() - 1)
            if head.start(1) > start + 1:
                self.flaw("form", "een spatie achter ‘@’", start)
            item = self.body(kind, start, head, closing)
        except _UnreadableError as error:
            return self.broken(start, kind, error)
        return item

    def body(self, kind: str, start: int, head: re.Match[str], closing: str) -> Item:
        if kind == "comment":
            # A comment may well hold whole entries, so it goes on to its own closing brace.
            self.limit = len(self.text)
            self.at = self.behind_braces(head.end() - 1)
            return Item("comment", start, self.at, kind)
        if kind == "preamble":
            self.at = self.behind_braces(head.end() - 1) if closing == "}" else self.behind_value(closing)
            return Item("preamble", start, self.at, kind, flaws=tuple(self.flaws))
        if kind == "string":
            fields = tuple(self.fields(closing))
            if len(fields) != 1:
                raise _UnreadableError("verwacht één naam met één waarde", start)
            if self.text[fields[0].end : self.at - 1].lstrip().startswith(","):
                self.flaw("form", "een komma te veel", fields[0].end)
            return Item("string", start, self.at, kind, "", fields, tuple(self.flaws), self.commented)
        key = self.key(closing)
        fields = tuple(self.fields(closing))
        if not _PORTABLE_TYPE.fullmatch(kind):
            self.flaw("type", f"bronsoort ‘@{kind}’ heeft andere tekens dan letters", start)
        return Item("entry", start, self.at, kind, key, fields, tuple(self.flaws), self.commented)

    def broken(self, start: int, kind: str, error: _UnreadableError) -> Item:
        found = re.compile(r"@[^{(]*[{(]\s*([^\s,{}()=\"%]*)").match(self.text, start, self.limit)
        key = found.group(1) if found and kind not in {"string", "preamble", "comment"} else ""
        following = bisect_right(self.starts, start)
        limit = self.starts[following] if following < len(self.starts) else len(self.text)
        self.at = max(start + 1, start + len(self.text[start:limit].rstrip()))
        return Item("broken", start, self.at, kind, key, flaws=(Flaw("syntax", error.message, error.offset),))

    # -- pieces ------------------------------------------------------------------------------------------------------

    def key(self, closing: str) -> str:
        self.space()
        match = _KEY[closing].match(self.text, self.at, self.limit)
        if match is None:
            raise _UnreadableError("de bronsleutel ontbreekt", self.at)
        place, self.at = self.at, match.end()
        key = match.group()
        if not _PORTABLE_KEY.fullmatch(key):
            odd = next(character for character in key if not _PORTABLE_KEY.fullmatch(character))
            self.flaw("name", f"bronsleutel ‘{key}’ bevat ‘{odd}’", place)
        self.space()
        if self.peek() == closing:
            self.flaw("form", "geen komma achter de bronsleutel", self.at)
        elif self.peek() == ",":
            self.at += 1
        else:
            raise _UnreadableError(f"verwacht ‘,’ achter de bronsleutel ‘{key}’", self.at)
        return key

    def fields(self, closing: str) -> Iterator[RawField]:
        while True:
            self.space()
            if self.peek() == closing:
                self.at += 1
                return
            if self.peek() == ",":
                self.flaw("form", "een komma te veel", self.at)
                self.at += 1
                continue
            yield self.field()
            self.space()
            if self.peek() == ",":
                self.at += 1
            elif self.peek() != closing:
                raise _UnreadableError(f"verwacht ‘,’ of ‘{closing}’", self.at)

    def field(self) -> RawField:
        start = self.at
        name = _WORD.match(self.text, self.at, self.limit)
        if name is None:
            raise _UnreadableError("verwacht de naam van een veld", self.at)
        self.at = name.end()
        self.space()
        if self.peek() != "=":
            raise _UnreadableError(f"verwacht ‘=’ achter ‘{name.group()}’", self.at)
        if not _PORTABLE_NAME.fullmatch(name.group()):
            self.flaw("name", f"veldnaam ‘{name.group()}’", start)
        self.at += 1
        parts = tuple(self.value())
        return RawField(name.group(), start, parts, self.at)

    def value(self) -> Iterator[Part]:
        """The parts of a value; none if it is empty. The scanner stops right behind the last one."""
        while True:
            self.space()
            start = self.at
            if self.peek() == "{":
                self.at = self.behind_braces(start)
                yield Part("braces", self.text[start + 1 : self.at - 1], start)
            elif self.peek() == '"':
                self.at = self.behind_quotes(start)
                yield Part("quotes", self.text[start + 1 : self.at - 1], start)
            elif (word := _WORD.match(self.text, start, self.limit)) and _PORTABLE_NAME.fullmatch(word.group()):
                self.at = word.end()
                yield Part("number" if word.group().isdecimal() else "name", word.group(), start)
            elif word or self.text[:start].rstrip().endswith("#"):
                raise _UnreadableError("verwacht een waarde tussen accolades", start)
            else:
                return
            end = self.at
            self.space()
            if self.peek() != "#":
                self.at = end
                return
            self.at += 1

    def behind_value(self, closing: str) -> int:
        """Behind the closing sign of a preamble in parentheses."""
        list(self.value())
        self.space()
        if self.peek() != closing:
            raise _UnreadableError(f"verwacht ‘{closing}’", self.at)
        return self.at + 1

    def behind_braces(self, opening: int) -> int:
        depth = 0
        for match in _BRACE.finditer(self.text, opening, self.limit):
            depth += {"{": 1, "}": -1}.get(match.group(), 0)
            if depth == 0:
                return match.end()
        raise _UnreadableError("niet afgesloten: tel de accolades", -1)

    def behind_quotes(self, opening: int) -> int:
        depth = 0
        for match in _IN_QUOTES.finditer(self.text, opening + 1, self.limit):
            depth += {"{": 1, "}": -1}.get(match.group(), 0)
            if match.group() == '"' and depth == 0:
                return match.end()
            if depth < 0:
                raise _UnreadableError("een accolade te veel tussen aanhalingstekens", match.start())
        raise _UnreadableError("niet afgesloten: tel de aanhalingstekens en accolades", -1)

    def space(self) -> None:
        match = _SPACE.match(self.text, self.at, self.limit)
        if match and match.end() > self.at:
            self.commented = self.commented or "%" in match.group()
            self.at = match.end()

    def peek(self) -> str:
        if self.at >= self.limit:
            raise _UnreadableError("niet afgesloten: tel de accolades", -1)
        return self.text[self.at]

    def flaw(self, kind: Literal["form", "name", "type"], message: str, offset: int) -> None:
        self.flaws.append(Flaw(kind, message, offset))
