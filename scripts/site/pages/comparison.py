"""Reading across: the table of chapters and the headings they share, and the links from a section to its neighbours."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence

from markupsafe import Markup

from scripts.publication.model import Chapter
from scripts.site.context import Context
from scripts.site.edits import Edit
from scripts.site.pages.home import numbered
from scripts.site.parallels import Section, Topic

_TABLE = Markup(
    '<div class="naast-elkaar" role="region" aria-label="{label}" tabindex="0">\n<table class="vergelijking">\n'
    "<caption>{caption}</caption>\n<thead><tr>{head}</tr></thead>\n<tbody>\n{rows}\n</tbody>\n</table>\n</div>"
)
_COLUMN = Markup('<th scope="col">{text}</th>')
_ROW = Markup('<tr class="diepte-{depth}"><th scope="row">{text}</th>{cells}</tr>')
_CELL = Markup("<td>{sections}</td>")
_SECTION = Markup(
    '<a href="{address}">{text}<span class="voorlezen">: {heading}, {chapter}</span></a> <small>{words}</small>'
)
_EMPTY = Markup('<td class="leeg"><span aria-hidden="true">{short}</span><span class="voorlezen">{long}</span></td>')
_NEIGHBOURS = Markup('<p class="elders"><span>{label}</span> {links}</p>')
_NEIGHBOUR = Markup('<a href="{address}">{text}</a>')
_DEEPEST = 3
# The Div that becomes the table.
COMPARISON_DIV = "vergelijking"
# A section with more neighbours than this names the nearest and leads to the table for the rest.
_MOST_NEIGHBOURS = 8


def comparison_table(context: Context) -> Markup:
    """The shared headings as rows and the chapters that have them as columns, as HTML; '' if nothing is shared."""
    found = context.shared.topics
    columns = [c for c in context.publication.chapters if any(c.file in topic.sections for topic in found)]
    if not found:
        return Markup()
    words = context.words
    head = [words["compare_topic"], *(numbered(chapter.number, chapter.title) for chapter in columns)]
    return _TABLE.format(
        label=words["compare_scroll"],
        caption=words["compare_caption"],
        head=Markup().join(_COLUMN.format(text=text) for text in head),
        rows=Markup("\n").join(_row(context, topic, columns) for topic in found),
    )


def _row(context: Context, topic: Topic, columns: Sequence[Chapter]) -> Markup:
    cells = (_cell(context, topic.sections.get(chapter.file, ())) for chapter in columns)
    return _ROW.format(depth=min(topic.depth, _DEEPEST), text=topic.text, cells=Markup().join(cells))


def _cell(context: Context, sections: Sequence[Section]) -> Markup:
    words = context.words
    if not sections:
        return _EMPTY.format(short=words["compare_none"], long=words["compare_none_long"])
    return _CELL.format(
        sections=Markup(" ").join(
            _SECTION.format(
                address=context.url(f"{section.chapter.url}#{section.heading.id}"),
                text=section.heading.number or words["compare_read"],
                heading=section.heading.text,
                chapter=section.chapter.title,
                words=_length(section.word_count, words),
            )
            for section in sections
        )
    )


def _length(count: int, words: Mapping[str, str]) -> str:
    return words["compare_word"] if count == 1 else words["compare_words"].format(count=count)


def neighbour_edits(context: Context, chapter: Chapter) -> Iterator[Edit]:
    """Behind the text of each section whose heading other chapters have too: links to theirs."""
    for topic in context.shared.topics:
        for section in topic.sections.get(chapter.file, ()):
            at = _end_of_text(chapter, section)
            if at is not None:
                yield Edit(at, at, f"\n{_neighbours(context, chapter, topic)}\n\n")


def _neighbours(context: Context, chapter: Chapter, topic: Topic) -> Markup:
    links = [
        _NEIGHBOUR.format(address=context.url(f"{near.chapter.url}#{near.heading.id}"), text=_neighbour(near))
        for near in topic.elsewhere(chapter, _MOST_NEIGHBOURS)
    ]
    page = next((c for c in context.publication.chapters if c.file == context.addresses.file(COMPARISON_DIV)), None)
    if page and len(topic.sections) > _MOST_NEIGHBOURS + 1:
        text = context.words["compare_all"].format(count=len(topic.sections))
        links.append(_NEIGHBOUR.format(address=context.url(f"{page.url}#{COMPARISON_DIV}"), text=text))
    return _NEIGHBOURS.format(label=context.words["compare_same"], links=Markup(" · ").join(links))


def _neighbour(section: Section) -> str:
    number = section.heading.number
    return f"{section.chapter.title} ({number})" if number else section.chapter.title


def _end_of_text(chapter: Chapter, section: Section) -> int | None:
    """The offset in front of the next heading, whatever its level; None if that stands within something else."""
    following = chapter.headings[chapter.headings.index(section.heading) + 1 :]
    if not following:
        return len(chapter.source)
    position = following[0].position
    return chapter.offset_at(position) if position.column == 1 else None
