"""The list of abbreviations of a printed edition: each with its meaning and a way to where it is first used."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import PurePosixPath

from scripts.publication import ast
from scripts.publication.glossary import term_uses
from scripts.publication.model import Node, Publication, TermUse

TERM_USE_CLASS = "term-use"
LIST_ID = "afkortingen"


class Abbreviations:
    """The terms of the glossary that the printed chapters use, and where each of them comes first."""

    def __init__(self, publication: Publication) -> None:
        self._first: dict[str, tuple[PurePosixPath, TermUse]] = {}
        for chapter in publication.chapters:
            if chapter.printed and not chapter.is_title_page:
                for use in term_uses(chapter, publication.glossary):
                    self._first.setdefault(use.term.name, (chapter.file, use))
        names = sorted(self._first, key=lambda name: (name.casefold(), name))
        self._ids = {name: f"afkorting-{number}" for number, name in enumerate(names, 1)}

    def marks(self, file: PurePosixPath) -> Mapping[int, Node]:
        """For the first uses in a chapter: an empty Span.term-use#afkorting-3 by its offset in the source."""
        return {
            use.start: ast.span([], self._ids[name], [TERM_USE_CLASS])
            for name, (where, use) in self._first.items()
            if where == file
        }

    def blocks(self, heading: str) -> list[Node]:
        """A chapter with a Div.abbreviation (`use`: the id of the first use) for each; nothing if there is none."""
        if not self._ids:
            return []
        title = {"t": "Header", "c": [1, ast.attributes(LIST_ID, ["unnumbered"]), ast.text(heading)]}
        return [title, *(self._entry(name) for name in self._ids)]

    def _entry(self, name: str) -> Node:
        use = self._first[name][1]
        strong: Node = {"t": "Strong", "c": ast.text(name)}
        words = [strong, {"t": "Space"}, *ast.text(use.term.meaning)]
        return ast.div([ast.para(words)], classes=["abbreviation"], use=self._ids[name])
