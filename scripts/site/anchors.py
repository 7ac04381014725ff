"""Lasting ids on the pages: each paragraph, list item and note has one, and no id ever leads nowhere.

In the staged Markdown an id is an empty span in front of the first word, which works wherever HTML does; our extension
for Python-Markdown (`extension`) moves it to the paragraph or list item around it. A page that something has left has
a section, hidden until one of its ids is asked for, that tells where it is now or what it said.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterable, Iterator, Mapping, Sequence
from itertools import accumulate
from pathlib import PurePosixPath

from scripts.publication.citing import work_in_text
from scripts.publication.identify import Identified
from scripts.publication.model import Anchor, Chapter, Image, Link, Passage, Publication, page_url
from scripts.publication.provenance import Provenance
from scripts.publication.wording import wording
from scripts.site.addresses import relative
from scripts.site.edits import Edit
from scripts.site.markdown import attribute, literal

ANCHOR_CLASS = "alinea"
_MARK = re.compile(rf'<span class="{ANCHOR_CLASS}" id="a-([^"]+)"')
_FEWEST_SPACES = 4
# What may stand directly in front of the first word and belongs to it: code, an address, an escaped character.
_OPENING = re.compile(r"(?:`+ ?|<|\\)\Z")

# How a bare note names a work, as typed in a chapter (https://pandoc.org/MANUAL.html#citation-syntax).
_KEY = re.compile(r"-?@\{?([\w][\w:.#$%&+?<>~/-]*[\w])\}?")


def anchor_id(id: str) -> str:
    """The id on a page of a lasting id."""
    return f"a-{id}"


def anchor(id: str, facts: Mapping[str, str]) -> str:
    """The mark of a lasting id in staged Markdown, with what is known about the place."""
    data = "".join(f' data-{name}="{attribute(value)}"' for name, value in facts.items() if value)
    return f'<span class="{ANCHOR_CLASS}" id="{anchor_id(id)}"{data}></span>'


def anchor_edits(chapter: Chapter, identified: Identified, provenance: Provenance) -> Iterator[Edit]:
    """The marks of a chapter's passages; one without a word that has a place in the source gets none."""
    ids = identified.passages[chapter.file]
    pages = provenance.passages.get(chapter.file, ((),) * len(ids))
    for passage, id, printed, section in zip(chapter.passages, ids, pages, _sections(chapter), strict=True):
        if id is not None and (start := _start(chapter, passage)) is not None:
            yield Edit(start, start, anchor(id, place_facts(printed, section)))


def place_facts(pages: Sequence[int], section: str = "") -> Mapping[str, str]:
    """What a quotation says of the place it comes from: pages of the printed report or else the section's number."""
    return {"paginas": " ".join(map(str, pages))} if pages else {"paragraaf": section}


def _sections(chapter: Chapter) -> Iterator[str]:
    """For each passage the number of the section it is in, '' where no heading has one."""
    numbers = iter([heading.number for heading in chapter.headings if heading.text])
    section = ""
    for passage in chapter.passages:
        if passage.kind == "heading":
            section = next(numbers, None) or section
        yield section


def _start(chapter: Chapter, passage: Passage) -> int | None:
    """Where a mark can stand: in front of the first word, and of the link, picture or code that it is in.

    What begins without a letter may begin a block of an extension that a project adds (`!!! note`): then the last word.
    """
    places = [word for word in passage.words if word.start is not None]
    if not places:
        return None
    word = places[0] if any(map(str.isalnum, places[0].text)) else places[-1]
    start = word.start or 0
    inlines: tuple[Link | Image, ...] = (*chapter.links, *chapter.images)
    for inline in inlines:
        if inline.start <= start < inline.end:
            start = inline.start
    opening = _OPENING.search(chapter.source, max(0, start - 20), start)
    return opening.start() if opening else start


# -- what is no longer where it was --------------------------------------------------------------------------------


class _Present:
    """The passages that are there, to find the one that has taken in another whole."""

    def __init__(self, anchors: Iterable[Anchor]) -> None:
        self._anchors = [known for known in anchors if known.file and known.kind == "passage"]
        texts = [f"{known.text}\n" for known in self._anchors]
        self._text = "".join(texts)
        self._ends = list(accumulate(map(len, texts)))

    def around(self, gone: Anchor) -> Anchor | None:
        """The passage that holds all words of one that is gone; a few words may stand anywhere by chance."""
        if gone.kind != "passage" or gone.text.count(" ") < _FEWEST_SPACES:
            return None
        at = self._text.find(gone.text)
        return self._anchors[bisect_right(self._ends, at)] if at >= 0 else None


class Departed:
    """What has left each page: anchors that are elsewhere now or gone, by the address of the page they stood on."""

    def __init__(self, publication: Publication, anchors: Iterable[Anchor], texts: Iterable[str]) -> None:
        """`texts` are the staged pages: what has no mark there has no place to lead to."""
        self._marked = {id for text in texts for id in _MARK.findall(text)}
        self._present = _Present(anchors)
        self._words = wording(publication.metadata.lang)
        self._entries = publication.bibliography.by_key
        self._titles = {chapter.file.as_posix(): chapter.title for chapter in publication.chapters}
        self._urls = {chapter.url for chapter in publication.chapters}
        self._files: dict[str, PurePosixPath] = {}
        self._by_url: dict[str, list[Anchor]] = {}
        for known in anchors:
            now = page_url(PurePosixPath(known.file)) if known.file else None
            for file in (file for file in map(PurePosixPath, known.earlier) if page_url(file) != now):
                self._files.setdefault(page_url(file), file)
                self._by_url.setdefault(page_url(file), []).append(known)

    def pages(self) -> list[PurePosixPath]:
        """The files of pages that are not there any more."""
        return sorted(file for url, file in self._files.items() if url not in self._urls)

    def page(self, file: PurePosixPath) -> str:
        """A page, as Markdown, at the address of one that is not there any more."""
        departed = self._by_url[page_url(file)]
        chapters = [name for name in self._titles if any(known.file == name for known in departed)]
        links = [f"-   [{literal(self._titles[name])}]({relative(PurePosixPath(name), file)})" for name in chapters]
        title, text = literal(self._words["departed_page"]), literal(self._words["departed_from_page"])
        parts = ["---\nsearch: {exclude: true}\n---", f"# {title}", text, "\n".join(links), self.section(file)]
        return "\n\n".join(filter(None, parts)) + "\n"

    def section(self, file: PurePosixPath) -> str:
        """The explanations for one page as Markdown; '' if nothing has left it."""
        url = page_url(file)
        items = [
            f"{self._explanation(known, file)}\n{{: #{anchor_id(known.id)} }}" for known in self._by_url.get(url, [])
        ]
        label = attribute(self._words["departed"])
        opening = f'<div class="vervallen" role="region" aria-label="{label}" data-search-exclude="" markdown="1">'
        return "\n\n".join([opening, *items, "</div>"]) if items else ""

    def _explanation(self, known: Anchor, page: PurePosixPath) -> str:
        if known.file:
            return self._words[f"moved_{known.kind}"].format(place=self._link(known, page))
        if around := self._present.around(known):
            return self._words["absorbed_passage"].format(place=self._link(around, page))
        return self._words[f"gone_{known.kind}"].format(text=literal(self._written_out(known)))

    def _link(self, known: Anchor, page: PurePosixPath) -> str:
        id = anchor_id(known.id) if known.kind == "note" or known.id in self._marked else ""
        file = PurePosixPath(known.file)
        address = f"#{id}" if file == page and id else relative(file, page, id)
        return f"[{literal(self._titles[known.file])}]({address}){{: .verplaatst }}"

    def _written_out(self, known: Anchor) -> str:
        """The text, with the works that a note names in the place of their keys."""
        if known.kind == "passage":
            return known.text
        return _KEY.sub(lambda key: self._name(key[1]), known.text)

    def _name(self, key: str) -> str:
        """A work as a sentence names it; its key if it is not in the bibliography any more."""
        entry = self._entries.get(key)
        return work_in_text(entry) if entry else key
