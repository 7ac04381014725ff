"""Rules about figures and pictures in the text."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import PurePosixPath
from posixpath import normpath
from urllib.parse import unquote, urlsplit

from scripts.publication.model import Figure, Image, Publication
from scripts.rules.engine import Problem, rule


@rule("S103")
def missing_picture(publication: Publication) -> Iterator[Problem]:
    """Het bestand van een figuur ontbreekt.

    Fout: `![Onderschrift](figuren/model.svg)` zonder dat bestand in docs/figuren/
    Goed: zet het bestand erbij, of verbeter de naam
    """
    for chapter in publication.chapters:
        pictures: list[Figure | Image] = [*chapter.figures, *chapter.images]
        for picture in pictures:
            url = urlsplit(picture.source)
            if url.scheme == "data":
                continue
            if url.scheme or url.netloc:
                message = f"figuur ‘{picture.source}’ staat op internet; zet het bestand in docs/"
                yield Problem(picture.position, message)
            elif PurePosixPath(normpath(chapter.file.parent / unquote(url.path))) not in publication.files:
                yield Problem(picture.position, f"figuurbestand ‘{picture.source}’ bestaat niet")


@rule("S104")
def missing_alt(publication: Publication) -> Iterator[Problem]:
    """Een figuur heeft geen alternatieve tekst voor wie het beeld niet ziet.

    Een bijschrift is niet genoeg: dat leest een lezer van de bladzijde zelf ook.

    Fout: `![Onderschrift](figuren/model.svg)`
    Goed: `![Onderschrift](figuren/model.svg){alt="Vier blokken met pijlen naar …"}`
    """
    for chapter in publication.chapters:
        for figure in chapter.figures:
            if not figure.alt.strip() or figure.alt == figure.caption:
                yield Problem(figure.position, 'figuur zonder eigen alternatieve tekst; voeg alt="…" toe')
        for image in chapter.images:
            if not image.alt.strip():
                yield Problem(image.position, "beeld zonder alternatieve tekst; zet die tussen de vierkante haken")
