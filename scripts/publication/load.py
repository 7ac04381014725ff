"""From a project folder to a `Publication`: the only way in for every verb."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from itertools import groupby
from pathlib import Path

from scripts.publication.anchors import read_anchors
from scripts.publication.bibliography import parse_bibliography
from scripts.publication.cache import Cache
from scripts.publication.chapters import read_chapter
from scripts.publication.config import Config, NavPage, read_config
from scripts.publication.errors import PublicationError
from scripts.publication.exceptions import in_bibliography, in_chapter
from scripts.publication.files import docs_files, left_out
from scripts.publication.frontmatter import FrontMatter, read_front_matter
from scripts.publication.glossary import read_glossary
from scripts.publication.model import Chapter, Citation, Part, Position, Publication, TextFile
from scripts.publication.nocite import nocite
from scripts.publication.numbering import Counters
from scripts.publication.parse import ParsedText, parse
from scripts.publication.text_files import read_text

# Levels of lists in pandoc's JSON (a quotation within a quotation adds one, a list within a list two): deeper than
# anyone writes, and well within what recursive functions can follow.
MAX_DEPTH = 100


def load(root: Path) -> Publication:
    """Read mkdocs.yml, the chapters in its nav, the bibliography and the glossary.

    Raises PublicationError (with file and line) for what cannot be read at all; whatever can be read but is wrong
    is left for the rules to report.
    """
    root = root.resolve()
    config = read_config(root)
    bibliography_file = config.bibliography.relative_to(root).as_posix()
    bibliography_text = read_text(config.bibliography, bibliography_file)
    bibliography = parse_bibliography(config.bibliography, bibliography_file, bibliography_text.text)
    glossary_text = [read_text(path, path.relative_to(root).as_posix()) for path in (config.glossary,) if path]
    pages = [_read_page(root, page) for page in config.pages]
    front_matters = [read_front_matter(page.text, page.file) for page in pages]
    bodies = [front.blanked(page.text) for front, page in zip(front_matters, pages, strict=True)]
    warnings: list[tuple[Position, str]] = []
    parsed = _noting(warnings, parse(bodies, Cache(root)), pages)
    chapters = _chapters(config, pages, front_matters, parsed)
    exceptions = (
        *config.exceptions,
        *(declared for chapter in chapters for declared in in_chapter(chapter)),
        *in_bibliography(bibliography, bibliography_file),
    )
    files = docs_files(root / "docs")
    return Publication(
        root=root,
        metadata=config.metadata,
        parts=_parts(config.pages, chapters),
        bibliography=bibliography,
        warnings=tuple(warnings),
        exceptions=exceptions,
        files=files,
        left_out=left_out(files, config.values),
        texts=(config.source, bibliography_text, *pages, *glossary_text),
        anchors=read_anchors(root),
        nocite=_listed(config, pages, front_matters),
        glossary=tuple(term for text in glossary_text for term in read_glossary(text)),
    )


def _read_page(root: Path, page: NavPage) -> TextFile:
    path = root / "docs" / page.file
    if not path.is_file():
        raise PublicationError(f"‘{page.file}’ staat in de nav, maar docs/{page.file} bestaat niet", page.position)
    return read_text(path, f"docs/{page.file}")


def _noting(
    warnings: list[tuple[Position, str]], parsed: Iterable[ParsedText], pages: Iterable[TextFile]
) -> Iterator[ParsedText]:
    """The same, while the warnings of pandoc are added to the list: each text is let go as soon as it has been read."""
    for text, page in zip(parsed, pages, strict=True):
        warnings += ((Position(page.file, line), message) for line, message in text.warnings)
        yield text


def _chapters(
    config: Config, pages: Sequence[TextFile], front_matters: Sequence[FrontMatter], parsed: Iterable[ParsedText]
) -> list[Chapter]:
    counters = Counters.for_sources(page.text for page in pages)
    chapters = []
    for nav, page, front_matter, text in zip(config.pages, pages, front_matters, parsed, strict=True):
        if text.depth > MAX_DEPTH:
            raise PublicationError("lijsten of citaten zijn hier te diep genest", Position(page.file, 1))
        printed = front_matter.values.get("print", True) is not False
        about = {"nav_title": nav.title, "printed": printed, "position": nav.position}
        chapters.append(read_chapter(nav.file, page.text, front_matter, text, counters, **about))
    return chapters


def _listed(config: Config, pages: Sequence[TextFile], front_matters: Sequence[FrontMatter]) -> tuple[Citation, ...]:
    extra = config.values.get("extra")
    settings = [(extra.get("nocite") if isinstance(extra, dict) else None, config.source)]
    settings += [(front.values.get("nocite"), page) for front, page in zip(front_matters, pages, strict=True)]
    return tuple(citation for value, text in settings for citation in nocite(value, text))


def _parts(pages: Iterable[NavPage], chapters: Iterable[Chapter]) -> tuple[Part, ...]:
    pairs = zip(pages, chapters, strict=True)
    return tuple(
        Part(title, tuple(chapter for _, chapter in group)) for title, group in groupby(pairs, key=lambda p: p[0].part)
    )
