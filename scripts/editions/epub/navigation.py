"""The navigation page: pandoc's table of contents, landmarks in the book's language, pages of the printed report."""

from __future__ import annotations

import re
from collections.abc import Mapping
from html import escape
from pathlib import PurePosixPath

NAVIGATION = "EPUB/nav.xhtml"
_NOTE_MARKER = re.compile(r'<span\b[^>]*class="noot"[^>]*>.*?</sup>(?:</a>|</span>)</span>')
_PAGE_MARK = re.compile(r'<span\b[^>]*class="page-mark"[^>]*/>')
_PAGE_BREAK = re.compile(r'<span\b[^>]*\bid="(p(\d+))"[^>]*\brole="doc-pagebreak"')
_FIRST_CHAPTER = re.compile(r'<a href="(text/[^"#]+)#?[^"]*">(.*?)</a>', re.DOTALL)
_LAST_LANDMARK = re.compile(r"(\s*</ol>\s*</nav>)(\s*</body>)")


def navigation(page: str, pages: Mapping[str, str], words: Mapping[str, str]) -> str:
    """The navigation page of pandoc, complete; `pages` are the pages of the book by name, in the order of reading."""
    page = _PAGE_MARK.sub("", _NOTE_MARKER.sub("", page))
    for theirs, ours in {"Title Page": "title_page", "Table of Contents": "contents", "Cover": "cover"}.items():
        page = page.replace(f">{theirs}<", f">{escape(words[ours])}<")
    links = ""
    if chapter := _FIRST_CHAPTER.search(page):
        links += _landmark(chapter.group(1), "bodymatter", plain(chapter.group(2)))
    if sources := next((name for name, content in pages.items() if 'role="doc-bibliography"' in content), None):
        links += _landmark(_below(sources), "bibliography", escape(words["sources"]))
    return _LAST_LANDMARK.sub(lambda end: f"\n{links}{end[1]}{_page_list(pages, words)}{end[2]}", page, count=1)


def plain(markup: str) -> str:
    """The text of a heading, still escaped, without markup and note numbers."""
    return " ".join(re.sub(r"<[^>]+>", "", _NOTE_MARKER.sub("", markup)).split())


def _landmark(target: str, kind: str, text: str) -> str:
    return f'    <li><a href="{target}" epub:type="{kind}">{text}</a></li>\n'


def _page_list(pages: Mapping[str, str], words: Mapping[str, str]) -> str:
    """Where each page of the printed report begins; nothing if the publication was not printed before."""
    items = [
        f'<li><a href="{_below(name)}#{id}">{number}</a></li>'
        for name, content in pages.items()
        for id, number in _PAGE_BREAK.findall(content)
    ]
    if not items:
        return ""
    title = f"<h2>{escape(words['printed_pages'])}</h2>"
    attributes = 'epub:type="page-list" role="doc-pagelist" id="page-list" hidden="hidden"'
    return f"\n<nav {attributes}>{title}<ol>{''.join(items)}</ol></nav>"


def _below(name: str) -> str:
    """The address of a part as seen from the navigation page."""
    return PurePosixPath(name).relative_to(PurePosixPath(NAVIGATION).parent).as_posix()
