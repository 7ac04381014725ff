"""Words typed in Word as Markdown of the dialect (CONTRIBUTING.md, "Dialect")."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from itertools import groupby

from scripts.publication.sentences import sentence_ends
from scripts.word.content import OBJECT, Mark, Style

_SPECIAL = re.compile(
    r"[\\`*\[\]<]"  # code, emphasis, links, citations, HTML
    r"|(?<!\w)_|_(?!\w)"  # emphasis, but not within a word
    r"|@(?=[\w{])|\^(?=\[)|\{|~(?=~)|!(?=\[)"
    r"|&(?=#?\w+;)|\|"
)
# What would make a list, a heading, a quotation, a definition or a rule of a line that begins with it.
_BLOCK_START = re.compile(r"(?:[-+#>:=|~]|\d+(?=[.)]))")
_NUMBERED = re.compile(r"(\d+)([.)])")

# What an object becomes: its Markdown, or None if it cannot be put into a chapter.
ObjectText = Callable[[Mark], str | None]


def markdown(
    text: str, marks: Sequence[Mark], around: Style, object_text: ObjectText, breaks: Callable[[int], str] | None = None
) -> str:
    """Characters with their marks as Markdown; `around` is the style that the place has already.

    `breaks(offset)` gives what stands in the source for the space at an offset; without it a space.
    """
    pieces = []
    for style, group in groupby(range(len(text)), key=lambda at: _added(marks[at].style, around)):
        indices = list(group)
        inner = "".join(_character(text, at, marks[at], object_text, breaks) for at in indices)
        pieces.append(_wrapped(inner, style))
    return "".join(pieces)


def escaped_start(text: str) -> str:
    """A line that begins with these words, so that it does not become a list or a heading."""
    if match := _NUMBERED.match(text):
        return f"{match.group(1)}\\{text[match.end(1) :]}"
    return f"\\{text}" if _BLOCK_START.match(text) else text


def breaks_by_sentence(text: str, offset: int) -> bool:
    """Whether the space at `offset` stands between two sentences; note numbers belong to the one before."""
    before = text[:offset].rstrip(OBJECT)
    if not before or offset + 1 >= len(text):
        return False
    plain = f"{before} {text[offset + 1 :].lstrip(OBJECT)}"
    return len(before) in sentence_ends(plain)


def _added(style: Style, around: Style) -> Style:
    link = style.link if style.link != around.link and not style.link.startswith("#") else ""
    return Style(style.bold and not around.bold, style.italic and not around.italic, frozenset(), link)


def _character(text: str, at: int, mark: Mark, object_text: ObjectText, breaks: Callable[[int], str] | None) -> str:
    character = text[at]
    if character == OBJECT:
        return object_text(mark) or ""
    if character == " ":
        return breaks(at) if breaks else " "
    return f"\\{character}" if _SPECIAL.match(text, at) else character


def _wrapped(text: str, style: Style) -> str:
    """The text with markup around its words, the spaces at its ends outside."""
    words = text.strip()
    if not words or style == Style():
        return text
    start = text.index(words)
    if style.link:
        inner = words
        words = f"<{style.link}>" if inner == style.link else f"[{inner}]({style.link})"
    marks = "*" * (2 * style.bold + style.italic)
    return f"{text[:start]}{marks}{words}{marks}{text[start + len(text.strip()) :]}"
