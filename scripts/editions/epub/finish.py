"""What is left to do on the EPUB that pandoc writes: navigation, names of pages, fonts and colours, equal bytes."""

from __future__ import annotations

import re

from scripts.design.metrics import font_files
from scripts.editions.archive import read_parts, write_parts
from scripts.editions.edition import Edition
from scripts.editions.epub.drawings import with_letters
from scripts.editions.epub.navigation import NAVIGATION, navigation, plain
from scripts.editions.epub.package import PACKAGE, package
from scripts.editions.epub.style import STYLE_SHEET, font_parts, style_sheet
from scripts.publication.localisation import timestamp
from scripts.publication.wording import wording

_TITLE = re.compile(r"<title>[^<]*</title>")
_FIRST_HEADING = re.compile(r"<h1\b[^>]*>(.*?)</h1>", re.DOTALL)


def tidy_epub(edition: Edition, epub: bytes) -> bytes:
    """The same book with navigation in its own language, named pages, its own fonts and equal bytes on every build."""
    metadata = edition.publication.metadata
    words = wording(metadata.lang)
    parts = read_parts(epub)
    pages = {name: _titled(parts[name].decode(), words["cover"]) for name in parts if name.startswith("EPUB/text/")}
    parts |= {name: page.encode() for name, page in pages.items()}
    fonts = font_parts(edition.design, edition.fonts)
    parts |= {f"EPUB/{name}": content for name, content in fonts.items()}
    families = {family: font_files(edition.fonts).get(family, ()) for family in _families(edition)}
    for name in [name for name in parts if name.startswith("EPUB/media/") and name.endswith(".svg")]:
        drawing = parts[name].decode("utf-8", "surrogateescape")
        parts[name] = with_letters(drawing, families).encode("utf-8", "surrogateescape")
    parts[STYLE_SHEET] = style_sheet(parts[STYLE_SHEET].decode(), edition.design, edition.fonts, fonts).encode()
    parts[NAVIGATION] = navigation(parts[NAVIGATION].decode(), pages, words).encode()
    parts[PACKAGE] = package(parts[PACKAGE], metadata, fonts)
    return write_parts(parts, timestamp(metadata.date), "mimetype")


def _families(edition: Edition) -> tuple[str, str]:
    return edition.design["serif"], edition.design["sans"]


def _titled(page: str, cover: str) -> str:
    """A page with its first heading as <title>, where pandoc has the name of the file; one without is the cover."""
    heading = _FIRST_HEADING.search(page)
    title = plain(heading.group(1)) if heading else cover
    return _TITLE.sub(lambda _: f"<title>{title}</title>", page, count=1)
