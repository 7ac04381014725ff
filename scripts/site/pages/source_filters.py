"""The form above the list of sources: what to show, in which order. Hidden until a script shows it."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from markupsafe import Markup

from scripts.site.context import Context
from scripts.site.pages.home import numbered
from scripts.site.works import KINDS, Work

# The names are those in the address of a filtered list, so they stay as they are ('q' is what the theme searches for).
_FORM = Markup(
    '<form class="bronfilter" role="search" aria-label="{label}" data-count="{count}" data-copy="{copy}"'
    ' data-copied="{copied}" data-copy-as="{copy_as}" hidden>\n{fields}\n'
    '<p class="bronfilter-slot"><output role="status"></output> <button type="reset">{reset}</button></p>\n'
    '<div class="bronfilter-melding voorlezen" role="status"></div>\n</form>'
)
_FIELD = Markup('<label class="veld veld-{name}"><span>{label}</span>{control}</label>')
_TEXT = Markup('<input type="search" name="text" autocomplete="off" spellcheck="false">')
_YEAR = Markup(
    '<input type="number" name="{name}" min="{first}" max="{last}" placeholder="{shown}" inputmode="numeric">'
)
_SELECT = Markup('<select name="{name}">{options}</select>')
_OPTION = Markup('<option value="{value}">{label}</option>')


def filters(context: Context, works: Sequence[Work]) -> Markup:
    """The form for these works; it offers only choices that some work answers to."""
    words = context.words
    return _FORM.format(
        label=words["filter_sources"],
        count=words["filter_count"],
        copy=words["copy"],
        copied=words["copied"],
        copy_as=words["copy_as"],
        fields=Markup("\n").join(_fields(context, works)),
        reset=words["filter_reset"],
    )


def _fields(context: Context, works: Sequence[Work]) -> Iterable[Markup]:
    words = context.words
    everything = ("", words["filter_all"])
    years = sorted(work.entry.year for work in works if work.entry.year)
    yield _FIELD.format(name="text", label=words["filter_text"], control=_TEXT)
    if years:
        yield _year(words["filter_from"], "from", years, years[0])
        yield _year(words["filter_to"], "to", years, years[-1])
    there = {work.kind for work in works}
    kinds = [(kind, words[f"kind_{kind}"]) for kind in KINDS if kind in there]
    yield _select(words["filter_kind"], "kind", [everything, *kinds])
    chapters = {chapter.file: chapter for work in works for chapter in work.chapters}
    listed = [
        (str(chapter.file.with_suffix("")), numbered(chapter.number, chapter.title))
        for chapter in context.publication.chapters
        if chapter.file in chapters
    ]
    yield _select(words["filter_chapter"], "chapter", [everything, *listed])
    states = [(state, words[f"filter_{state}"]) for state in ("complete", "incomplete")]
    yield _select(words["filter_state"], "state", [everything, *states])
    orders = [(order, words[f"sort_{order or 'author'}"]) for order in ("", "new", "old", "title", "cited")]
    yield _select(words["filter_sort"], "sort", orders)


def _year(label: str, name: str, years: Sequence[int], shown: int) -> Markup:
    control = _YEAR.format(name=name, first=years[0], last=years[-1], shown=shown)
    return _FIELD.format(name=name, label=label, control=control)


def _select(label: str, name: str, options: Iterable[tuple[str, str]]) -> Markup:
    shown = Markup().join(_OPTION.format(value=value, label=text) for value, text in options)
    return _FIELD.format(name=name, label=label, control=_SELECT.format(name=name, options=shown))
