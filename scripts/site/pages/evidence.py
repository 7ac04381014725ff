"""The evidence in pictures: each with one or two sentences of what it shows and the numbers behind it, as HTML."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from urllib.parse import urlencode

from markupsafe import Markup

from scripts.publication.model import Chapter, Entry
from scripts.publication.people import people
from scripts.publication.ris import plain
from scripts.site.addresses import source_id
from scripts.site.charts import Series, Strip, bars, columns, matrix, strips
from scripts.site.context import Context
from scripts.site.drawing import Picture, shortened
from scripts.site.evidence import Years, by_chapter, by_kind, periods, together, years_of
from scripts.site.pages.home import numbered
from scripts.site.works import Work

_SHOWN = Markup(
    '<figure class="beeld">\n{picture}\n<figcaption>{said}</figcaption>\n</figure>\n'
    '<details class="cijfers stil">\n<summary>{summary}<span class="voorlezen">: {title}</span></summary>\n'
    "<table>\n<caption>{title}{note}</caption>\n<thead><tr>{head}</tr></thead>\n<tbody>\n{rows}\n</tbody>\n</table>\n</details>"
)
_HEAD = Markup('<th scope="col">{text}</th>')
_ROW = Markup('<tr><th scope="row">{first}</th>{cells}</tr>')
_CELL = Markup("<td>{text}</td>")
_LINK = Markup('<a href="{address}">{text}</a>')
# So many works fit the picture of what is cited together.
_MOST_CONNECTED = 14
# And so many pairs the table behind it.
_MOST_PAIRS = 250


def sources_by_year(context: Context) -> Markup:
    """How many sources each year has, and of which kind."""
    works = _works(context)
    if not works:
        return Markup()
    words, years, kinds = context.words, years_of(works), by_kind(works)
    spans = periods(years)
    labelled = [(f"{words[f'kind_{kind}']} ({len(of_kind)})", of_kind) for kind, of_kind in kinds.items()]
    series = [_series(label, of_kind, spans) for label, of_kind in [(words["evidence_all"], works), *labelled]]
    said = {**_said_of(years, words), "count": len(works), "kinds": ", ".join(label for label, _ in labelled)}
    head = [words["evidence_year"], words["evidence_all"], *(words[f"kind_{kind}"] for kind in kinds)]
    rows = [
        (_filtered(context, _span(span), {"from": span[0], "to": span[-1]}), *(row.counts[index] for row in series))
        for index, span in enumerate(spans)
        if series[0].counts[index]
    ]
    if years.undated:
        rows.append((Markup.escape(words["no_year"]), *(row.undated for row in series)))
    return _shown(
        context,
        "years",
        columns(series, spans, words["no_year"]),
        said=words["evidence_say_years" if spans else "evidence_say_undated"].format_map(said),
        head=head,
        rows=rows,
    )


def sources_by_chapter(context: Context) -> Markup:
    """How many sources each chapter cites, and how many of them no other chapter does."""
    works, words = _works(context), context.words
    chapters = by_chapter(context.publication, works)
    if not chapters:
        return Markup()
    only = [sum(len(work.chapters) == 1 for work in cited) for _, cited in chapters]
    rows = [(chapter, dark, len(cited) - dark) for (chapter, cited), dark in zip(chapters, only, strict=True)]
    most, cited = max(chapters, key=lambda pair: len(pair[1]))
    shared = sum(len(work.chapters) > 1 for work in works)
    said = {"most": len(cited), "chapter": most.title, "count": len(works), "shared": shared}
    names = ("chapter", "count", "only_here", "also_elsewhere")
    return _shown(
        context,
        "chapters",
        bars(
            [(_name(chapter), dark, light) for chapter, dark, light in rows],
            (words["evidence_legend_only"], words["evidence_legend_also"]),
        ),
        said=words["evidence_say_chapters"].format_map(said),
        head=[words[f"evidence_{name}"] for name in names],
        rows=[(_link_to(context, chapter), dark + light, dark, light) for chapter, dark, light in rows],
    )


def sources_together(context: Context) -> Markup:
    """Which sources stand together in a paragraph."""
    works = context.shared.works
    found = together(context.publication, works, _MOST_CONNECTED)
    if not found.pairs:
        return Markup()
    words = context.words
    called = {key: short_name(works[key].entry, words) for pair in found.pairs for key in pair}
    times = max(found.pairs.values())
    most = [pair for pair, count in found.pairs.items() if count == times]
    listed = (words["evidence_pair"].format(one=called[one], other=called[other]) for one, other in most[:3])
    said = {"pairs": len(found.pairs), "times": times, "shown": len(found.strongest)}
    keys, listed_pairs = found.strongest, [*found.pairs.items()][:_MOST_PAIRS]
    return _shown(
        context,
        "together",
        matrix(
            [short_name(works[key].entry, words, 21) for key in keys],
            lambda row, column: found.between(keys[row], keys[column]),
        ),
        said=words["evidence_say_together"].format_map(
            said | {"most": "; ".join(listed) + (" …" if len(most) > 3 else "")}
        ),
        head=[words[f"evidence_{name}"] for name in ("one", "other", "times")],
        rows=[
            (_source(context, one, called[one]), _source(context, other, called[other]), count)
            for (one, other), count in listed_pairs
        ],
        note=words["evidence_first"].format(count=_MOST_PAIRS) if len(found.pairs) > _MOST_PAIRS else "",
    )


def recency_by_chapter(context: Context) -> Markup:
    """How old the sources of each numbered chapter are."""
    words = context.words
    cited = by_chapter(context.publication, _works(context))
    chapters = [(chapter, years_of(works)) for chapter, works in cited if chapter.number]
    dated = [(years.median, chapter) for chapter, years in chapters if years.counts]
    if not dated:
        return Markup()
    newest, oldest = max(median for median, _ in dated), min(median for median, _ in dated)
    said: dict[str, object] = {"newest_median": newest, "oldest_median": oldest, "median": newest}
    for name, wanted in (("newest", newest), ("oldest", oldest)):
        said[name] = _listed([f"‘{chapter.title}’" for median, chapter in dated if median == wanted], words)
    names = ("chapter", "count", "undated", "oldest", "median", "newest")
    return _shown(
        context,
        "recency",
        strips([_strip(chapter, years, words) for chapter, years in chapters]),
        said=words["evidence_say_recency_same" if newest == oldest else "evidence_say_recency"].format_map(said),
        head=[words[f"evidence_{name}"] for name in names],
        rows=[(_link_to(context, chapter), *_ages(years)) for chapter, years in chapters],
    )


def short_name(entry: Entry, words: Mapping[str, str], longest: int = 60) -> str:
    """What a work is called in so many characters: 'Kruiter & Studulski 2019'; without names its title or address."""
    year = f" {entry.year}" if entry.year else ""
    persons = [person.name for role in ("author", "editor") for person in people(entry, role).persons]
    shown = " & ".join(persons)
    if len(persons) > 2 or (len(persons) == 2 and len(shown + year) > longest):
        shown = f"{persons[0]} {words['evidence_others']}"
    if not persons:
        shown = plain(entry.fields.get("title", "")) or entry.fields.get("url", "").partition("://")[2]
        shown = shown.removeprefix("www.") or entry.key
    return shortened(shown[:1].upper() + shown[1:] if persons else shown, longest - len(year)) + year


# -- parts -------------------------------------------------------------------------------------------------------------


def _works(context: Context) -> list[Work]:
    return list(context.shared.works.values())


def _series(label: str, works: Sequence[Work], spans: Sequence[range]) -> Series:
    years = years_of(works)
    return Series(label, [sum(years.counts.get(year, 0) for year in span) for span in spans], years.undated)


def _said_of(years: Years, words: Mapping[str, str]) -> Mapping[str, object]:
    if not years.counts:
        return {}
    ends = {"oldest": min(years.counts), "newest": max(years.counts)}
    peak = _listed([str(year) for year in years.peaks], words)
    return ends | {"peak": peak, "peak_count": max(years.counts.values()), "undated": years.undated}


def _listed(items: Sequence[str], words: Mapping[str, str]) -> str:
    """'een, twee en drie'."""
    return f" {words['evidence_and']} ".join(filter(None, [", ".join(items[:-1]), items[-1]]))


def _strip(chapter: Chapter, years: Years, words: Mapping[str, str]) -> Strip:
    if not years.counts:
        return Strip(_name(chapter), words["evidence_strip_undated"].format(undated=years.undated), {}, None)
    remark = words["evidence_strip"].format(median=years.median, dated=len(years.all), undated=years.undated)
    return Strip(_name(chapter), remark, years.counts, years.median)


def _ages(years: Years) -> Iterable[object]:
    count = len(years.all) + years.undated
    known = (min(years.counts), years.median, max(years.counts)) if years.counts else ("–", "–", "–")
    return (count, years.undated, *known)


def _name(chapter: Chapter) -> str:
    return numbered(chapter.number, chapter.title)


def _span(span: range) -> str:
    return str(span[0]) if len(span) == 1 else f"{span[0]}–{span[-1]}"


def _link_to(context: Context, chapter: Chapter) -> Markup:
    return _filtered(context, _name(chapter), {"chapter": str(chapter.file.with_suffix(""))})


def _filtered(context: Context, text: str, choice: Mapping[str, object]) -> Markup:
    """The text as a link to the list of sources with only these, if there is such a list."""
    page = context.url_of_sources
    return Markup.escape(text) if page is None else _LINK.format(address=f"{page}?{urlencode(choice)}", text=text)


def _source(context: Context, key: str, text: str) -> Markup:
    page = context.url_of_sources
    return Markup.escape(text) if page is None else _LINK.format(address=f"{page}#{source_id(key)}", text=text)


def _shown(
    context: Context,
    name: str,
    picture: Picture,
    *,
    said: str,
    head: Sequence[str],
    rows: Iterable[Sequence[object]],
    note: str = "",
) -> Markup:
    title = context.words[f"evidence_{name}"]
    return _SHOWN.format(
        picture=picture.markup(f"beeld-{name}", title, said),
        said=said,
        summary=context.words["evidence_table"],
        title=title,
        note=note,
        head=Markup().join(_HEAD.format(text=text) for text in head),
        rows=Markup("\n").join(
            _ROW.format(first=first, cells=Markup().join(_CELL.format(text=cell) for cell in cells))
            for first, *cells in rows
        ),
    )
