"""The numbers of tables in print: those with a caption are counted by chapter, as figures are."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import PurePosixPath

from scripts.publication import ast
from scripts.publication.model import Publication

Numbers = Mapping[PurePosixPath, tuple[tuple[str, str], ...]]


def table_numbers(publication: Publication) -> Numbers:
    """For each printed chapter the (id, number) of its tables with a caption, in order; an id may be ''.

    Tables of chapters without a number are counted through, as figures are.
    """
    found: dict[PurePosixPath, tuple[tuple[str, str], ...]] = {}
    through = 0
    for chapter in publication.chapters:
        if chapter.printed:
            tables = [node["c"] for node in ast.walk(chapter.blocks) if node["t"] == "Table" and node["c"][1][1]]
            first = 1 if chapter.number else through + 1
            numbers = [
                f"{chapter.number}.{at}" if chapter.number else str(at) for at in range(first, first + len(tables))
            ]
            through += 0 if chapter.number else len(tables)
            found[chapter.file] = tuple((table[0][0], number) for table, number in zip(tables, numbers, strict=True))
    return found
