"""Where the parts of a publication stand on the site, written as links between the staged Markdown files."""

from __future__ import annotations

import posixpath
from collections.abc import Iterable, Iterator
from pathlib import PurePosixPath

from scripts.publication.model import Chapter, Node, Publication
from scripts.publication.wording import wording

SOURCES_DIV = "refs"


class Addresses:
    """Knows for every id, note and source of one publication the file it stands in and how it is called."""

    def __init__(self, publication: Publication) -> None:
        figure = wording(publication.metadata.lang)["figure"]
        self._files: dict[str, PurePosixPath] = {}
        self._labels: dict[str, str] = {}
        self._notes: dict[int, PurePosixPath] = {}
        self._sources: PurePosixPath | None = None
        for chapter in publication.chapters:
            self._labels |= {heading.id: heading.number or heading.text for heading in chapter.headings}
            self._labels |= {item.id: f"{figure} {item.number}" for item in chapter.figures}
            self._notes |= dict.fromkeys((note.number for note in chapter.notes), chapter.file)
            for id in _ids(chapter):
                self._files.setdefault(id, chapter.file)
                if id == SOURCES_DIV and self._sources is None:
                    self._sources = chapter.file

    def resolve(self, target: str, page: PurePosixPath) -> tuple[str, str]:
        """A link's target as typed on `page`, made to lead across files, and the text of an empty link to it."""
        path, _, id = target.partition("#")
        label = self._labels.get(id, target)
        file = self._files.get(id)
        if path or file is None or file == page:
            return target, label
        return relative(file, page, id), label

    def div(self, id: str, page: PurePosixPath) -> str | None:
        """The address of the file with the Div of this id, seen from `page`; None if there is no such Div."""
        file = self._files.get(id)
        return relative(file, page) if file else None

    def file(self, id: str) -> PurePosixPath | None:
        """The chapter that has this id, relative to docs/."""
        return self._files.get(id)

    def note(self, number: int, page: PurePosixPath) -> str:
        """The address of a note's text, seen from `page`."""
        return relative(self._notes[number], page, f"fn:noot-{number}")

    def source(self, key: str, page: PurePosixPath) -> str | None:
        """The address of a work in the list of sources; None for a publication without such a list."""
        return relative(self._sources, page, source_id(key)) if self._sources else None


def url(target: str, page: str) -> str:
    """The relative address of a place, given as one below the site's root, seen from the page with that address.

    For HTML that goes to readers as it is: Markdown links are made from file names, by the generator.
    """
    path, _, id = target.partition("#")
    anchor = f"#{id}" if id else ""
    if path == page:
        return anchor or "./"
    return posixpath.relpath(f"/{path}", f"/{page}").rstrip("/") + "/" + anchor


def source_id(key: str) -> str:
    """The id of a work in the list of sources."""
    return f"bron-{key}"


def relative(file: PurePosixPath, page: PurePosixPath, id: str = "") -> str:
    """The address of a file, or of an id in it, seen from the page of another."""
    return posixpath.relpath(file, page.parent) + (f"#{id}" if id else "")


def _ids(chapter: Chapter) -> Iterator[str]:
    yield from (heading.id for heading in chapter.headings)
    yield from (figure.id for figure in chapter.figures)
    yield from _div_ids(chapter.blocks)


def _div_ids(blocks: Iterable[Node]) -> Iterator[str]:
    for block in blocks:
        if block["t"] == "Div":
            (id, _, _), inner = block["c"]
            if id:
                yield id
            yield from _div_ids(inner)
