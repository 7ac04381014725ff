"""Abbreviations in the running text become links to where they are explained, once in each section."""

from __future__ import annotations

from collections.abc import Iterator

from scripts.publication.glossary import term_uses
from scripts.publication.model import Chapter, Publication, Term, TermUse
from scripts.publication.slug import slugify
from scripts.site.edits import Edit
from scripts.site.markdown import attribute

GLOSSARY_DIV = "begrippen"
# A heading of this level or above starts a section, in which a reader needs an explanation once.
_SECTION_LEVEL = 2


def term_id(term: Term) -> str:
    """The id of a term on the page that explains it."""
    return f"begrip-{slugify(term.name)}"


def term_edits(publication: Publication, chapter: Chapter, page: str) -> Iterator[Edit]:
    """Edits that make each first use in a section a link to the glossary `page`, with the meaning as its title."""
    for use in _first_uses(publication, chapter):
        yield Edit(use.start, use.start, "[")
        title = attribute(use.term.meaning)
        yield Edit(use.end, use.end, f']({page}#{term_id(use.term)} "{title}"){{: .begrip }}')


def _first_uses(publication: Publication, chapter: Chapter) -> Iterator[TermUse]:
    starts = [heading.position.line for heading in chapter.headings if heading.level <= _SECTION_LEVEL]
    seen: set[tuple[int, Term]] = set()
    for use in term_uses(chapter, publication.glossary):
        line = chapter.position_at(use.start).line
        section = sum(start < line for start in starts)
        if (section, use.term) not in seen:
            seen.add((section, use.term))
            yield use
