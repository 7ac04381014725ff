"""Where pandoc's dialect has something that Python-Markdown lacks: fenced Divs, captions of tables, more escapes."""

from __future__ import annotations

import re
import string
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass

from markupsafe import Markup

from scripts.site.edits import Edit

# Around what is HTML already: `extension.py` keeps it from being parsed once more.
HTML_STARTS, HTML_ENDS = "<!--html-->", "<!--/html-->"
# https://pandoc.org/MANUAL.html#divs-and-spans
_FENCE = re.compile(r"^:{3,}[ \t]*(?P<attributes>\{[^}\n]*\}|[\w-]+)?[ \t]*:*[ \t]*$", re.MULTILINE)
_CODE = re.compile(
    r"^[ \t]*(?P<fence>`{3,}|~{3,})[^\n]*\n.*?^[ \t]*(?P=fence)[^\n]*$"
    r"|(?<![`\\])(?P<ticks>`+)(?!`)(?:[^\n]|\n(?![ \t]*\n))+?(?<!`)(?P=ticks)(?!`)",
    re.MULTILINE | re.DOTALL,
)
_CAPTION = re.compile(r"(?<=\|\n)(?:[ \t]*\n)?(?P<mark>:|[Tt]able:)[ \t]+(?P<text>[^\n]+(?:\n(?![ \t]*\n)[^\n]+)*)")
# Python-Markdown undoes a backslash only before these (markdown.Markdown.ESCAPED_CHARS); pandoc before any punctuation.
_PYTHON_MARKDOWN_ESCAPES = "\\`*_{}[]()>#+-.!"
_OTHER_ESCAPES = "".join(sorted(set(string.punctuation) - set(_PYTHON_MARKDOWN_ESCAPES)))
_ESCAPE = re.compile(rf"\\([{re.escape(_OTHER_ESCAPES)} ])|\\.")


@dataclass(slots=True)
class _Div:
    start: int
    opening_end: int
    attributes: str

    @property
    def id(self) -> str:
        match = re.search(r"#([^\s}]+)", self.attributes)
        return match.group(1) if match else ""

    def tag(self, *, markdown: bool = True) -> str:
        """The opening tag in HTML, around Markdown or around what is HTML already."""
        classes = re.findall(r"(?<![\w-])\.?([\w-]+)(?=[\s}]|$)", re.sub(r"#\S+|\w+=\S+", "", self.attributes))
        id = f' id="{self.id}"' if self.id else ""
        named = f' class="{" ".join(classes)}"' if classes else ""
        inside = ' markdown="1"' if markdown else ""
        return f"<div{id}{named}{inside}>"


def div_edits(source: str, contents: Mapping[str, Callable[[], str]]) -> Iterator[Edit]:
    """Divs become HTML around Markdown; what `contents` has for an id comes in the place of what stands in that Div.

    That is Markdown, or HTML if it is a `Markup`. A Div that gets nothing disappears.
    """
    code = list(_code(source))
    opened: list[_Div] = []
    for fence in _FENCE.finditer(source):
        if _within(fence.start(), code):
            continue
        if fence["attributes"]:
            opened.append(_Div(fence.start(), fence.end(), fence["attributes"]))
        elif opened:
            div = opened.pop()
            if div.id in contents:
                yield Edit(div.start, fence.end(), _filled(div, contents[div.id]()))
            else:
                yield Edit(div.start, div.opening_end, div.tag())
                yield Edit(fence.start(), fence.end(), "</div>")


def _filled(div: _Div, content: str) -> str:
    if not content:
        return ""
    if isinstance(content, Markup):
        return f"{HTML_STARTS}\n{div.tag(markdown=False)}\n{content}\n</div>\n{HTML_ENDS}"
    return f"{div.tag()}\n\n{content}\n\n</div>"


def dialect_edits(source: str) -> Iterator[Edit]:
    """Captions of tables become paragraphs of a class of their own; escapes that are pandoc's alone, references."""
    code = list(_code(source))
    for caption in _CAPTION.finditer(source):
        if not _within(caption.start(), code):
            yield Edit(caption.start(), caption.start("text"), "\n")
            yield Edit(caption.end(), caption.end(), "\n{: .tabelbijschrift }")
    for escape in _ESCAPE.finditer(source):
        if escape[1] and not _within(escape.start(), code):
            yield Edit(escape.start(), escape.end(), "&nbsp;" if escape[1] == " " else f"&#{ord(escape[1])};")


def _code(source: str) -> Iterator[tuple[int, int]]:
    return (match.span() for match in _CODE.finditer(source))


def _within(offset: int, ranges: list[tuple[int, int]]) -> bool:
    return any(start <= offset < end for start, end in ranges)
