"""From a project folder to a `Publication`: the only way in for every verb."""

from __future__ import annotations

import re
from collections.abc import Iterable
from itertools import groupby
from pathlib import Path

import yaml

from scripts.publication.bibliography import parse_bibliography
from scripts.publication.chapters import Counters, read_chapter
from scripts.publication.config import Config, NavPage, read_config, read_text
from scripts.publication.errors import PublicationError
from scripts.publication.model import Chapter, Part, Position, Publication
from scripts.publication.parse import ParsedText, front_matter_end, parse


def load(root: Path) -> Publication:
    """Read mkdocs.yml, the chapters in its nav and the bibliography.

    Raises PublicationError (with file and line) for what cannot be read at all; whatever can be read but is wrong
    is left for the rules to report.
    """
    root = root.resolve()
    config = read_config(root)
    bibliography_file = config.bibliography.relative_to(root).as_posix()
    bibliography = parse_bibliography(
        config.bibliography, bibliography_file, read_text(config.bibliography, bibliography_file)
    )
    sources = [_read_page(root, page) for page in config.pages]
    parsed = parse(sources)
    chapters = _chapters(config, sources, parsed)
    warnings = tuple(
        (Position(chapter.path, line), message)
        for chapter, text in zip(chapters, parsed, strict=True)
        for line, message in text.warnings
    )
    return Publication(root, config.metadata, _parts(config.pages, chapters), bibliography, warnings)


def _read_page(root: Path, page: NavPage) -> str:
    path = root / "docs" / page.file
    if not path.is_file():
        raise PublicationError(f"‘{page.file}’ staat in de nav, maar docs/{page.file} bestaat niet", page.position)
    return read_text(path, f"docs/{page.file}")


def _chapters(config: Config, sources: list[str], parsed: list[ParsedText]) -> list[Chapter]:
    counters = Counters()
    return [
        read_chapter(
            page.file,
            source,
            text,
            counters,
            nav_title=page.title,
            printed=_front_matter(page, source).get("print", True) is not False,
            position=page.position,
        )
        for page, source, text in zip(config.pages, sources, parsed, strict=True)
    ]


def _front_matter(page: NavPage, source: str) -> dict[str, object]:
    block = re.sub(r"\A---[ \t]*\n|(---|\.\.\.)[ \t]*\n?\Z", "", source[: front_matter_end(source)])
    try:
        values = yaml.safe_load(block) if block else None
    except yaml.MarkedYAMLError as error:
        line = error.problem_mark.line + 2 if error.problem_mark else 1
        raise PublicationError(
            f"het YAML-blok bovenaan is niet te lezen: {error.problem}", Position(f"docs/{page.file}", line)
        ) from error
    return values if isinstance(values, dict) else {}


def _parts(pages: Iterable[NavPage], chapters: Iterable[Chapter]) -> tuple[Part, ...]:
    pairs = zip(pages, chapters, strict=True)
    return tuple(
        Part(title, tuple(chapter for _, chapter in group)) for title, group in groupby(pairs, key=lambda p: p[0].part)
    )
