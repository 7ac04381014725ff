"""What is left to do on the EPUB that pandoc writes: words of navigation, titles of pages, equal bytes."""

from __future__ import annotations

import re
from collections.abc import Mapping
from html import escape

from scripts.editions.archive import read_parts, write_parts
from scripts.editions.edition import Edition
from scripts.publication.localisation import timestamp
from scripts.publication.wording import wording

_NAVIGATION = "EPUB/nav.xhtml"
_TITLE = re.compile(r"<title>[^<]*</title>")
_FIRST_HEADING = re.compile(r"<h1\b[^>]*>(.*?)</h1>", re.DOTALL)
_NOTE_MARKER = re.compile(r'<span\b[^>]*class="noot"[^>]*>.*?</sup>(?:</a>|</span>)</span>')
_PAGE_MARK = re.compile(r'<span\b[^>]*class="page-mark"[^>]*/>')
_FIRST_CHAPTER = re.compile(r'<a href="(text/[^"#]+)#?[^"]*">(.*?)</a>', re.DOTALL)
_LAST_LANDMARK = re.compile(r"(\s*</ol>\s*</nav>\s*</body>)")


def tidy_epub(edition: Edition, epub: bytes) -> bytes:
    """The same book with navigation in its own language, named pages and equal bytes on every build."""
    metadata = edition.publication.metadata
    parts = read_parts(epub)
    for name in [name for name in parts if name.startswith("EPUB/text/")]:
        parts[name] = _titled(parts[name].decode()).encode()
    parts[_NAVIGATION] = _navigation(parts[_NAVIGATION].decode(), wording(metadata.lang)).encode()
    return write_parts(parts, timestamp(metadata.date), "mimetype")


def _titled(page: str) -> str:
    """A page with its first heading as <title>, where pandoc has the name of the file."""
    heading = _FIRST_HEADING.search(page)
    if heading is None:
        return page
    return _TITLE.sub(lambda _: f"<title>{_plain(heading.group(1))}</title>", page, count=1)


def _plain(markup: str) -> str:
    """The text of a heading, still escaped, without markup and note numbers."""
    return " ".join(re.sub(r"<[^>]+>", "", _NOTE_MARKER.sub("", markup)).split())


def _navigation(page: str, words: Mapping[str, str]) -> str:
    """The navigation page with landmarks in the book's language and one for the beginning of the text."""
    page = _PAGE_MARK.sub("", _NOTE_MARKER.sub("", page))
    page = page.replace(">Title Page<", f">{escape(words['title_page'])}<")
    page = page.replace(">Table of Contents<", f">{escape(words['contents'])}<")
    chapter = _FIRST_CHAPTER.search(page)
    if chapter is None:
        return page
    link = f'<li><a href="{chapter.group(1)}" epub:type="bodymatter">{_plain(chapter.group(2))}</a></li>'
    return _LAST_LANDMARK.sub(lambda end: f"\n    {link}{end.group(1)}", page, count=1)
