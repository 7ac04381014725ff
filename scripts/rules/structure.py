"""Rules about headings, ids and links within the publication."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from functools import cached_property
from pathlib import PurePosixPath
from posixpath import normpath
from urllib.parse import unquote, urlsplit

from scripts.publication import ast
from scripts.publication.model import NOTE_CLASS, Chapter, Position, Publication
from scripts.rules.engine import Problem, rule
from scripts.rules.nearest import nearest

_HTML_ANCHOR = re.compile(r"<\w[^>]*?\s(?:id|name)\s*=\s*[\"']?([^\"'\s>]+)")


@rule("S101")
def broken_link(publication: Publication) -> Iterator[Problem]:
    """Een verwijzing binnen de publicatie wijst naar een bestand of kop die niet bestaat.

    Fout: `[](#fig-samenwerkng)`
    Goed: `[](#fig-samenwerking)`
    """
    anchors = _Anchors(publication)
    for chapter in publication.chapters:
        for link in chapter.links:
            url = urlsplit(link.target)
            if url.scheme or url.netloc or link.target.startswith("//"):
                continue
            file = PurePosixPath(normpath(chapter.file.parent / unquote(url.path))) if url.path else chapter.file
            if file.suffix != ".md":
                if file not in publication.files:
                    yield Problem(link.position, f"bestand ‘{link.target}’ bestaat niet in docs/")
            elif file not in anchors.files:
                meant = nearest(str(file), list(map(str, anchors.files)), likeness=60)
                yield Problem(link.position, f"hoofdstuk ‘{link.target}’ staat niet in de nav", meant)
            elif url.fragment and not anchors.has(unquote(url.fragment), file if url.path else None):
                meant = nearest(url.fragment, anchors.everywhere, likeness=60)
                message = f"‘#{url.fragment}’ bestaat niet"
                yield Problem(link.position, message, f"#{meant}" if meant else "")


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


@rule("S106")
def empty_heading(publication: Publication) -> Iterator[Problem]:
    """Een kop heeft geen woorden.

    Fout: `## ` of `## {#effecten}`
    Goed: `## Effecten {#effecten}`
    """
    for chapter in publication.chapters:
        for heading in chapter.headings:
            if not heading.text:
                yield Problem(heading.position, "kop zonder woorden")


def _positions(chapter: Chapter) -> Iterator[tuple[str, Position]]:
    yield from ((heading.id, heading.position) for heading in chapter.headings)
    yield from ((figure.id, figure.position) for figure in chapter.figures)


class _Anchors:
    """What the links of a publication can point to; most point to a heading or a figure, which are listed already."""

    def __init__(self, publication: Publication) -> None:
        self._chapters = publication.chapters
        self.files = {chapter.file: {id for id, _ in _positions(chapter)} for chapter in publication.chapters}

    @cached_property
    def _all(self) -> Mapping[PurePosixPath, set[str]]:
        return {chapter.file: _anchors(chapter) for chapter in self._chapters}

    @cached_property
    def everywhere(self) -> Sequence[str]:
        """All of them, in order."""
        return sorted(set().union(*self._all.values()))

    def has(self, id: str, file: PurePosixPath | None) -> bool:
        """Whether the id is in the file, or without a file anywhere."""
        files = self.files if file is None else [file]
        return any(id in self.files[name] for name in files) or any(id in self._all[name] for name in files)


def _anchors(chapter: Chapter) -> set[str]:
    """Everything that a link can point to: headings, figures, and ids given to spans, divisions, tables and HTML."""
    found = {id for id, _ in _positions(chapter)}
    for node in ast.walk(chapter.blocks):
        if node["t"] in {"Str", "Space", "SoftBreak", "Para", "Plain"}:
            continue
        match node:
            case {"t": "Span" | "Div" | "Link" | "Code" | "CodeBlock" | "Table", "c": [[str(id), classes, _], *_]}:
                if id and NOTE_CLASS not in classes:
                    found.add(id)
            case {"t": "RawInline" | "RawBlock", "c": [_, str(html)]}:
                found.update(_HTML_ANCHOR.findall(html))
    return found
