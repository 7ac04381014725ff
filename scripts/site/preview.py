"""Notices on the pages of a preview: what the author has to know about a page stands above it."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from html import escape
from pathlib import Path

_NOTICE = re.compile(r"<aside class=\"bevindingen\".*?</aside>", re.DOTALL)
_BODY = re.compile(r"<body\b[^>]*>")
_STYLE = (
    "margin:0;padding:.8rem 1.2rem;background:#7f1d1d;color:#fff;font:.75rem/1.5 monospace;"
    "white-space:pre-wrap;position:relative;z-index:9"
)


def show_notices(site: Path, notices: Mapping[str, Sequence[str]]) -> None:
    """Put the lines of each page (by its address, '' for the home page) on top of it, in place of earlier ones.

    Without a page to show them on, the home page is made for it.
    """
    for page in site.rglob("*.html"):
        address = page.parent.relative_to(site).as_posix() + "/" if page.parent != site else ""
        text = page.read_text(encoding="utf-8")
        lines = notices.get(address, ()) if page.name == "index.html" else ()
        shown = _with_notice(_NOTICE.sub("", text), _notice(lines))
        if shown != text:
            page.write_text(shown, encoding="utf-8", newline="\n")
    home = site / "index.html"
    if not home.exists():
        lines = [line for page_lines in notices.values() for line in page_lines]
        home.write_text(f"<!doctype html><meta charset=utf-8><body>{_notice(lines)}</body>", encoding="utf-8")


def _with_notice(text: str, notice: str) -> str:
    body = _BODY.search(text)
    return text[: body.end()] + notice + text[body.end() :] if body else text


def _notice(lines: Sequence[str]) -> str:
    if not lines:
        return ""
    text = "\n".join(map(escape, lines))
    return f'<aside class="bevindingen" role="status" style="{_STYLE}">{text}</aside>'
