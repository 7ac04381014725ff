"""Text and HTML fragments as Markdown that comes out of Python-Markdown exactly as it went in."""

from __future__ import annotations

import html
import re
from collections.abc import Callable
from html.parser import HTMLParser

_SPECIAL = re.compile(r"[\\`*_{}\[\]!#|~^=$]")
_BLOCK_START = re.compile(r"^(\d*)([-+.):>])")
# Python-Markdown's own escapes (https://python-markdown.github.io/syntax/, markdown.Markdown.ESCAPED_CHARS) come out as
# the bare character; what only an extension would read as markup becomes a character reference.
_BACKSLASH = frozenset("\\`*_{}[]!#")
_BLOCKS = {"p", "ul", "ol", "li", "blockquote", "pre", "div"}
_EXTERNAL = re.compile(r"[A-Za-z][A-Za-z0-9+.-]*:|//")


def literal(text: str) -> str:
    """Plain text as Markdown in which nothing is markup, for use within a line."""
    return _SPECIAL.sub(_escaped, html.escape(text, quote=False))


def attribute(value: str) -> str:
    """Plain text as the value of a double-quoted attribute of an HTML tag that stands in Markdown."""
    return _SPECIAL.sub(_reference, html.escape(value, quote=False).replace('"', "&quot;"))


def from_html(fragment: str, link: Callable[[str], tuple[str, str]]) -> str:
    """An HTML fragment of blocks, as pandoc writes it, as Markdown paragraphs, lists and quotations.

    `link` gives for an internal link's target the address to use and the text for a link that has none.
    """
    writer = _Writer(link)
    writer.feed(fragment)
    writer.close()
    return writer.markdown()


def indented(text: str, width: int = 4) -> str:
    """The text with all lines but the first indented, as what belongs to a list item or a note must be."""
    return re.sub(r"\n(?!\n|\Z)", "\n" + " " * width, text)


def _escaped(match: re.Match[str]) -> str:
    return f"\\{match.group()}" if match.group() in _BACKSLASH else _reference(match)


def _reference(match: re.Match[str]) -> str:
    return f"&#{ord(match.group())};"


class _Writer(HTMLParser):
    """Collects paragraphs with the prefix that their place in lists and quotations asks for.

    Markup within a paragraph stays HTML, which Markdown lets through; only its text is escaped.
    """

    def __init__(self, link: Callable[[str], tuple[str, str]]) -> None:
        super().__init__(convert_charrefs=True)
        self._link = link
        self._inline: list[str] = []
        self._paragraphs: list[str] = []
        self._prefixes: list[str] = []
        self._items: list[str] = []
        # For each open link what closes it, and its text if it turns out to have none.
        self._links: list[tuple[str, str]] = []

    def markdown(self) -> str:
        self._end_paragraph()
        return "\n\n".join(self._paragraphs)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        href = dict(attrs).get("href") or ""
        if tag in _BLOCKS:
            self._end_paragraph()
            self._open(tag)
        elif tag == "a" and href and not _EXTERNAL.match(href):
            address, text = self._link(href)
            self._links.append((f"]({address})", literal(text)))
            self._inline.append("[")
        else:
            pairs = "".join(f' {name}="{attribute(value or "")}"' for name, value in attrs)
            self._inline.append(f"<{tag}{pairs}>")
            if tag == "a":
                self._links.append(("</a>", ""))

    def handle_endtag(self, tag: str) -> None:
        if tag in _BLOCKS:
            self._end_paragraph()
            if tag in {"blockquote", "ul", "ol", "li"}:
                self._prefixes.pop()
            if tag in {"ul", "ol"}:
                self._items.pop()
        elif tag == "a":
            closing, text = self._links.pop()
            self._inline.append(text + closing if self._inline[-1] == "[" else closing)
        else:
            self._inline.append(f"</{tag}>")

    def handle_data(self, data: str) -> None:
        self._inline.append(literal(re.sub(r"\s+", " ", data)))

    def _open(self, tag: str) -> None:
        if tag in {"ul", "ol"}:
            self._items.append("-   " if tag == "ul" else "1.  ")
            self._prefixes.append("")
        elif tag == "li":
            self._prefixes.append(self._items[-1])
        elif tag == "blockquote":
            self._prefixes.append("> ")

    def _end_paragraph(self) -> None:
        text = "".join(self._inline).strip()
        self._inline.clear()
        if not text:
            return
        text = _BLOCK_START.sub(lambda match: f"{match[1]}&#{ord(match[2])};", text)
        self._paragraphs.append("".join(self._prefixes) + text)
        # The further paragraphs of an item stand under its first one.
        self._prefixes = [" " * 4 if prefix.strip() in {"-", "1."} else prefix for prefix in self._prefixes]
