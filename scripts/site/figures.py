"""The figures of a publication as the site shows them: drawings within the page, other pictures from their file."""

from __future__ import annotations

import re
from collections.abc import Mapping
from pathlib import PurePosixPath
from posixpath import normpath
from urllib.parse import unquote

from scripts.publication.errors import PublicationError
from scripts.publication.model import Chapter, Figure, Position, Publication
from scripts.site import svg

_SUFFIX = ".svg"
_FIGURE = re.compile(r'(?P<opening><figure[^>]*\bid="(?P<id>[^"]+)"[^>]*>)\s*<img\b[^>]*>')


def drawings(publication: Publication, chapter: Chapter) -> dict[str, str]:
    """The markup of each figure of a chapter that can be part of the page, by the figure's id.

    For a publication whose files `check_drawings` has looked at.
    """
    found = {}
    for figure in chapter.figures:
        file = _file(chapter, figure)
        if file.suffix.lower() == _SUFFIX and file in publication.files:
            markup = svg.as_markup(_read(publication, file), figure.id, figure.alt)
            if markup:
                found[figure.id] = markup
    return found


def check_drawings(publication: Publication) -> None:
    """Raise PublicationError for an SVG file in docs/ that could do harm when a reader opens it."""
    for file in sorted(file for file in publication.files if file.suffix.lower() == _SUFFIX):
        try:
            svg.check(_read(publication, file))
        except svg.UnsafePictureError as error:
            message = f"deze figuur is niet veilig te tonen: {error}; haal dat eruit"
            raise PublicationError(message, Position(f"docs/{file}", 1)) from error


def with_drawings(html: str, found: Mapping[str, str]) -> str:
    """The HTML of a page with the drawings in the place of the pictures in their figures."""

    def embedded(match: re.Match[str]) -> str:
        markup = found.get(match["id"])
        return match["opening"] + markup if markup else match.group()

    return _FIGURE.sub(embedded, html) if found else html


def _file(chapter: Chapter, figure: Figure) -> PurePosixPath:
    return PurePosixPath(normpath(chapter.file.parent / unquote(figure.source)))


def _read(publication: Publication, file: PurePosixPath) -> bytes:
    try:
        return (publication.root / "docs" / file).read_bytes()
    except OSError as error:
        raise PublicationError(f"‘{file}’ is niet te lezen ({error.strerror})", Position(f"docs/{file}", 1)) from error
