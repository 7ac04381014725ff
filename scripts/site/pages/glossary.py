"""The page that explains the abbreviations: what each means, how the text explains it and where it is used."""

from __future__ import annotations

from collections.abc import Iterator

from scripts.publication.glossary import term_uses
from scripts.publication.model import Chapter, Heading, Term
from scripts.site.addresses import relative
from scripts.site.context import Context
from scripts.site.markdown import literal
from scripts.site.terms import term_id


def glossary_list(context: Context) -> str:
    """The terms as a Markdown definition list, in alphabetical order; '' if there are none."""
    terms = sorted(context.publication.glossary, key=lambda term: (term.name.casefold(), term.name))
    return "\n\n".join(_entry(context, term) for term in terms)


def _entry(context: Context, term: Term) -> str:
    words = context.words
    lines = [f'<span class="begripsnaam" id="{term_id(term)}">{literal(term.name)}</span>']
    added = f' <span class="toegevoegd">{literal(words["term_added"])}</span>' if term.added else ""
    lines.append(f":   {literal(term.meaning)}{added}")
    if term.quote:
        lines.append(f"\n    > {literal(term.quote)}")
    if used := ", ".join(_sections(context, term)):
        lines.append(f'\n    <span class="vindplaatsen">{literal(words["term_used_in"])}</span> {used}')
    return "\n".join(lines)


def _sections(context: Context, term: Term) -> Iterator[str]:
    """A link to each section that uses the term, in the order of the publication."""
    for chapter in context.publication.chapters:
        lines = [chapter.position_at(use.start).line for use in term_uses(chapter, [term])] if chapter.printed else []
        for heading in dict.fromkeys(_heading_above(chapter, line) for line in lines):
            if heading is not None:
                # The sections of a chapter without a number start from 1 again.
                label = heading.number if heading.number and chapter.number else chapter.title
                yield f"[{literal(label)}]({relative(chapter.file, context.page, heading.id)})"


def _heading_above(chapter: Chapter, line: int) -> Heading | None:
    """The last heading with a number in front of a line; where there is none, the chapter's own."""
    above = [heading for heading in chapter.headings if heading.position.line < line]
    numbered = [heading for heading in above if heading.number and chapter.number]
    return (numbered or above)[-1 if numbered else 0] if above else None
