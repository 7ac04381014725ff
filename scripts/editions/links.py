"""Where a link of the chapters leads in print: to a place in the same book, to the site, or nowhere."""

from __future__ import annotations

import posixpath
import re
from collections.abc import Iterable
from dataclasses import dataclass
from urllib.parse import quote, unquote

from scripts.editions.tables import table_numbers
from scripts.publication import ast
from scripts.publication.model import Chapter, Node, Publication
from scripts.publication.wording import wording

# The home page of the site, which is printed as the colophon.
COLOPHON_ID = "colophon"
_WITH_SCHEME = re.compile(r"[A-Za-z][A-Za-z0-9+.-]*:|//")
# Where pandoc nodes keep their Attr; other nodes have none.
ATTRIBUTES_AT = {"Header": 1} | dict.fromkeys(
    ("Div", "Span", "Figure", "Table", "CodeBlock", "Code", "Link", "Image"), 0
)


@dataclass(frozen=True, slots=True)
class Destination:
    """What to print for a link: `href` ('#id' or a URL; None: no link at all) and its text if the author gave none."""

    href: str | None
    text: str


class LinkResolver:
    """Resolves the links of all printed chapters of one publication."""

    def __init__(self, publication: Publication) -> None:
        printed = [chapter for chapter in publication.chapters if chapter.printed]
        self._site_url = publication.metadata.site_url
        self._urls = {chapter.file.as_posix(): chapter.url for chapter in publication.chapters}
        words = wording(publication.metadata.lang)
        self._ids = {id for chapter in printed if not chapter.is_title_page for id in _ids(chapter.blocks)}
        self._first_ids = {chapter.file.as_posix(): _first_id(chapter) for chapter in printed}
        self._texts = _texts(printed, words["figure"]) | {COLOPHON_ID: words["colophon"]}
        numbers = (pair for pairs in table_numbers(publication).values() for pair in pairs)
        self._texts |= {id: f"{words['table']} {number}" for id, number in numbers if id}

    def resolve(self, target: str, chapter: Chapter) -> Destination:
        """Where `target` as typed in `chapter` leads in print."""
        if _WITH_SCHEME.match(target):
            return Destination(target, target)
        path, _, fragment = target.partition("#")
        file = posixpath.normpath((chapter.file.parent / unquote(path)).as_posix()) if path else str(chapter.file)
        id = fragment if fragment in self._ids else self._first_ids.get(file)
        if file in self._first_ids and id:
            return Destination(f"#{id}", self._texts.get(id, id))
        return Destination(self._on_site(file, fragment), target)

    def _on_site(self, file: str, fragment: str) -> str | None:
        """The URL of a file that is not printed, if the address of the site is known."""
        if not self._site_url or file.startswith("../"):
            return None
        url = f"{self._site_url.rstrip('/')}/{quote(self._urls.get(file, file))}"
        return f"{url}#{fragment}" if fragment else url


def _first_id(chapter: Chapter) -> str | None:
    if chapter.is_title_page:
        return COLOPHON_ID
    return next((heading.id for heading in chapter.headings), None)


def _ids(blocks: Iterable[Node]) -> Iterable[str]:
    for node in ast.walk(tuple(blocks)):
        at = ATTRIBUTES_AT.get(node["t"])
        if at is not None and node["c"][at][0]:
            yield node["c"][at][0]


def _texts(chapters: Iterable[Chapter], figure: str) -> dict[str, str]:
    """For each id the text of a cross reference to it: 'Figuur 2.1', a heading's number, or else its words."""
    texts = {heading.id: heading.number or heading.text for chapter in chapters for heading in chapter.headings}
    return texts | {item.id: f"{figure} {item.number}" for chapter in chapters for item in chapter.figures}
