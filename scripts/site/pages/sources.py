"""The list of sources: every cited work with its anchor, where it is cited, and forms of it to copy.

It is HTML: Markdown has no details, forms and data for scripts, and a long list is ready sooner. Without a script the
whole list is simply there; `assets/60-sources.js` shows the form above it and reads the data of each item.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from markupsafe import Markup

from scripts.publication.bibliography import as_bibtex
from scripts.publication.model import Chapter
from scripts.publication.ris import plain, ris_record
from scripts.site.addresses import source_id
from scripts.site.context import Context
from scripts.site.pages.home import numbered
from scripts.site.pages.source_filters import filters
from scripts.site.works import Place, Work

_LIST = Markup('<p>{about}</p>\n{form}\n<ul class="bronnen">\n{items}\n</ul>')
_ITEM = Markup(
    '<li class="bron" id="{id}" data-year="{year}" data-kind="{kind}" data-chapters="{chapters}" data-state="{state}"'
    ' data-title="{title}" data-cited="{cited}">\n{body}\n</li>'
)
_CITED = Markup('<p class="geciteerd">{label} {links}</p>')
_GAPS = Markup('<p class="onvolledig">{text}</p>')
_LINK = Markup('<a href="{address}">{text}</a>')
_PLACES = Markup('<details class="vindplaatsen stil">\n<summary>{summary}</summary>\n<ol>\n{items}\n</ol>\n</details>')
_PLACE = Markup(
    '<li><p>{before}<sup><a href="{note}" aria-label="{label} {number}">{number}</a></sup>{after}</p>'
    '<p class="plaats"><a href="{place}">{where}</a></p></li>'
)
_FORMS = Markup('<details class="citeren stil">\n<summary>{summary}</summary>\n<dl>\n{forms}\n</dl>\n</details>')
_FORM = Markup('<dt>{name}</dt>\n<dd class="vorm" data-form="{name}">{text}</dd>')


def source_list(context: Context) -> Markup:
    """The form that filters, and the cited works in the order of the style, as HTML; '' if nothing is cited."""
    works = context.shared.works
    listed = [works[key] for key in context.references.works if key in works]
    if not listed:
        return Markup()
    items = Markup("\n").join(map(_Items(context).item, listed))
    return _LIST.format(about=context.words["about_sources"], form=filters(context, listed), items=items)


@dataclass(frozen=True, slots=True)
class _Items:
    """Makes the items of one page."""

    context: Context

    def item(self, work: Work) -> Markup:
        key = work.entry.key
        details = Markup('<div class="bron-meer">\n{}\n</div>').format(
            Markup("\n").join(filter(None, [self.places(work), self.forms(work)]))
        )
        reference = Markup(self.context.references.works[key].html)  # noqa: S704 - pandoc has escaped it
        body = [reference, self.cited_in(work), self.gaps(work), details]
        return _ITEM.format(
            id=source_id(key),
            year=work.entry.year or "",
            kind=work.kind,
            chapters=" ".join(str(chapter.file.with_suffix("")) for chapter in work.chapters),
            state="incomplete" if work.is_incomplete else "complete",
            title=plain(work.entry.fields.get("title", "")),
            cited=len(work.places),
            body=Markup("\n").join(filter(None, body)),
        )

    def cited_in(self, work: Work) -> Markup:
        words, anchors = self.context.words, self.context.publication.note_anchors
        numbers = [place.note.number for place in work.places]
        if not numbers:
            return Markup()
        links = Markup(", ").join(_LINK.format(address=self.context.url(anchors[n]), text=n) for n in numbers)
        return _CITED.format(label=words["cited_in_note" if len(numbers) == 1 else "cited_in_notes"], links=links)

    def gaps(self, work: Work) -> Markup:
        if not work.is_incomplete:
            return Markup()
        words = self.context.words
        gaps = ", ".join(dict.fromkeys(words.get(f"gap_{gap}", gap) for gap in work.gaps))
        return _GAPS.format(text=words["incomplete_without"].format(gaps=gaps) if gaps else words["incomplete"])

    def places(self, work: Work) -> Markup:
        shown = [place for place in work.places if place.before or place.after]
        if not shown:
            return Markup()
        words = self.context.words
        summary = words["sentence_in_text" if len(shown) == 1 else "sentences_in_text"].format(count=len(shown))
        return _PLACES.format(summary=summary, items=Markup("\n").join(map(self.place, shown)))

    def place(self, place: Place) -> Markup:
        number, chapter = place.note.number, place.chapter
        return _PLACE.format(
            before=place.before,
            after=place.after,
            number=number,
            label=self.context.words["note"],
            note=self.context.url(self.context.publication.note_anchors[number]),
            place=self.context.url(f"{chapter.url}#fnref:{place.note.id}"),
            where=", ".join(_where(chapter, place)),
        )

    def forms(self, work: Work) -> Markup:
        apa = self.context.references.apa.get(work.entry.key)
        forms = [("APA", Markup(apa.html))] if apa else []  # noqa: S704 - pandoc has escaped it
        for name, text in (("BibTeX", as_bibtex(work.entry)), ("RIS", ris_record(work.entry))):
            forms.append((name, Markup("<pre>{}</pre>").format(text.rstrip("\n"))))
        return _FORMS.format(
            summary=self.context.words["cite_source"],
            forms=Markup("\n").join(_FORM.format(name=name, text=text) for name, text in forms),
        )


def _where(chapter: Chapter, place: Place) -> Iterator[str]:
    yield numbered(chapter.number, chapter.title)
    if place.heading and place.heading.level > 1:
        yield numbered(place.heading.number, place.heading.text)
