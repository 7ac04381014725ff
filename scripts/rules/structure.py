"""Rules about headings, links, figures and files."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import PurePosixPath
from posixpath import normpath
from urllib.parse import unquote, urlsplit

from rapidfuzz import fuzz, process

from scripts.publication.model import Chapter, Position, Publication
from scripts.rules.engine import Problem, rule


@rule("S101")
def broken_link(publication: Publication) -> Iterator[Problem]:
    """Een verwijzing binnen de publicatie wijst naar een bestand of kop die niet bestaat.

    Fout: `[](#fig-samenwerkng)`
    Goed: `[](#fig-samenwerking)`
    """
    chapters = {chapter.file: chapter for chapter in publication.chapters}
    ids = {chapter.file: _ids(chapter) for chapter in publication.chapters}
    everywhere = sorted(set().union(*ids.values())) if ids else []
    for chapter in publication.chapters:
        for link in chapter.links:
            url = urlsplit(link.target)
            if url.scheme or url.netloc or link.target.startswith("//"):
                continue
            file = PurePosixPath(normpath(chapter.file.parent / unquote(url.path))) if url.path else chapter.file
            if file.suffix != ".md":
                if not (publication.root / "docs" / file).is_file():
                    yield Problem(link.position, f"bestand ‘{link.target}’ bestaat niet in docs/")
            elif file not in chapters:
                known = [str(name) for name in chapters]
                yield Problem(
                    link.position, f"hoofdstuk ‘{link.target}’ staat niet in de nav", _nearest(str(file), known)
                )
            elif url.fragment and unquote(url.fragment) not in (ids[file] if url.path else everywhere):
                suggestion = _nearest(url.fragment, everywhere)
                message = f"‘#{url.fragment}’ bestaat niet"
                yield Problem(link.position, message, f"#{suggestion}" if suggestion else "")


@rule("S102")
def duplicate_id(publication: Publication) -> Iterator[Problem]:
    """Twee koppen of figuren hebben hetzelfde id, zodat een verwijzing niet weet welke bedoeld is.

    Fout: twee keer `{#effecten}`
    Goed: `{#effecten-kinderopvang}` en `{#effecten-jeugdhulp}`
    """
    first: dict[str, Position] = {}
    for chapter in publication.chapters:
        for id, position in sorted(_positions(chapter), key=lambda pair: pair[1]):
            if first.setdefault(id, position) is not position:
                yield Problem(position, f"id ‘#{id}’ staat al op {first[id]}")


@rule("S103")
def missing_picture(publication: Publication) -> Iterator[Problem]:
    """Het bestand van een figuur ontbreekt.

    Fout: `![Onderschrift](figuren/model.svg)` zonder dat bestand in docs/figuren/
    Goed: zet het bestand erbij, of verbeter de naam
    """
    for chapter in publication.chapters:
        for figure in chapter.figures:
            if urlsplit(figure.source).scheme:
                yield Problem(figure.position, f"figuur ‘{figure.source}’ staat op internet; zet het bestand in docs/")
            elif not (publication.root / "docs" / chapter.file.parent / unquote(figure.source)).is_file():
                yield Problem(figure.position, f"figuurbestand ‘{figure.source}’ bestaat niet")


@rule("S104")
def missing_alt(publication: Publication) -> Iterator[Problem]:
    """Een figuur heeft geen alternatieve tekst voor wie het beeld niet ziet.

    Fout: `![Onderschrift](figuren/model.svg)`
    Goed: `![Onderschrift](figuren/model.svg){alt="Vier blokken met pijlen naar …"}`
    """
    for chapter in publication.chapters:
        for figure in chapter.figures:
            if not figure.alt.strip() or figure.alt == figure.caption:
                yield Problem(figure.position, 'figuur zonder eigen alternatieve tekst; voeg alt="…" toe')


@rule("S105")
def heading_jump(publication: Publication) -> Iterator[Problem]:
    """Een kop slaat een niveau over, of een bestand begint niet met precies één titel.

    Fout: `# Titel` gevolgd door `### Kop`
    Goed: `# Titel`, dan `## Kop`
    """
    for chapter in publication.chapters:
        level = 0
        for heading in chapter.headings:
            if heading.level == 1 and level:
                yield Problem(heading.position, "tweede titel (#) in dit bestand; gebruik ## of een eigen bestand")
            elif heading.level > level + 1:
                yield Problem(heading.position, f"kop van niveau {heading.level} direct onder niveau {level}")
            level = heading.level
        if not chapter.headings:
            yield Problem(Position(chapter.path, 1), "dit bestand heeft geen titel (# …)")


def _positions(chapter: Chapter) -> Iterator[tuple[str, Position]]:
    yield from ((heading.id, heading.position) for heading in chapter.headings)
    yield from ((figure.id, figure.position) for figure in chapter.figures)


def _ids(chapter: Chapter) -> set[str]:
    return {id for id, _ in _positions(chapter)}


def _nearest(wanted: str, known: list[str]) -> str:
    best = process.extractOne(wanted, known, scorer=fuzz.ratio, score_cutoff=60)
    return str(best[0]) if best else ""
