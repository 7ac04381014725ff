"""What the current text says differently from the printed report: a list made by comparing the two."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import groupby

from markupsafe import Markup, escape

from scripts.publication.changes import Change, Piece, changes, new_chapters
from scripts.publication.model import Chapter
from scripts.publication.provenance import UNPRINTED
from scripts.site.addresses import SOURCES_DIV
from scripts.site.anchors import anchor_id
from scripts.site.context import Context
from scripts.site.pages.home import numbered

_NOTHING = Markup('<p class="geen-wijzigingen">{}</p>')
_CHAPTER = Markup("<h2>{title}</h2>\n{items}")
_CHANGE = Markup('<div class="wijziging">\n<p class="wijziging-plaats">{where}</p>\n<p>{text}</p>\n</div>')
_LINK = Markup('<a href="{address}">{text}</a>')
_NEW_CHAPTER = Markup("<p>{label} {link}</p>")
# Not by colour alone: what a screen reader says stands in the text, what an eye sees is in the style sheet.
_MARKS = {
    "inserted": Markup('<ins><span class="voorlezen">{start} </span>{text}<span class="voorlezen"> {end}</span></ins>'),
    "deleted": Markup('<del><span class="voorlezen">{start} </span>{text}<span class="voorlezen"> {end}</span></del>'),
}


def changes_since_print(context: Context) -> Markup:
    """All changes, chapter by chapter, as HTML; one sentence if there are none or there is nothing to compare with."""
    words = context.words
    if context.extras.provenance is UNPRINTED:
        return _NOTHING.format(words["never_printed"])
    listing = _Listing(context)
    parts = [*listing.chapters(), *listing.notes(), *listing.new_chapters()]
    return Markup("\n").join(parts) if parts else _NOTHING.format(words["no_changes"])


class _Listing:
    """Makes the parts of the list for one page."""

    def __init__(self, context: Context) -> None:
        self._context = context
        self._words = context.words
        self._chapters = {chapter.file: chapter for chapter in context.publication.chapters}

    def chapters(self) -> Iterator[Markup]:
        found = changes(self._context.publication, self._context.extras.provenance)
        for file, group in groupby(found, key=lambda change: change.file):
            chapter = self._chapters[file]
            items = Markup("\n").join(self._change(chapter, change) for change in group)
            yield _CHAPTER.format(title=numbered(chapter.number, chapter.title), items=items)

    def _change(self, chapter: Chapter, change: Change) -> Markup:
        pages = ", ".join(map(str, change.pages))
        place = self._words[f"change_{change.kind}"].format(pages=pages)
        if change.pages and change.kind in {"changed", "gone"}:
            place = f"{place}, {self._words['on_printed_page'].format(pages=pages)}"
        where = Markup("{}: {}").format(self._place(chapter, change), place)
        return _CHANGE.format(where=where, text=Markup(" ").join(map(self._piece, change.pieces)))

    def _place(self, chapter: Chapter, change: Change) -> Markup:
        """The section, as a link to the passage itself where it is still there."""
        section, heading_id = chapter.title, ""
        headings = iter([heading for heading in chapter.headings if heading.text])
        for passage in chapter.passages[: (change.passage or 0) + 1]:
            if passage.kind == "heading":
                heading = next(headings)
                section, heading_id = numbered(heading.number, heading.text), heading.id
        identified = self._context.extras.identified
        id = identified.passages[chapter.file][change.passage] if identified and change.passage is not None else None
        target = anchor_id(id) if id and change.kind != "gone" else heading_id
        return _LINK.format(address=self._context.url(f"{chapter.url}#{target}"), text=section)

    def _piece(self, piece: Piece) -> Markup:
        if piece.kind == "same":
            return Markup("{}").format(piece.text)
        start, end = (self._words[f"{piece.kind}_{edge}"] for edge in ("start", "end"))
        return _MARKS[piece.kind].format(start=start, text=piece.text, end=end)

    def notes(self) -> Iterator[Markup]:
        """The notes that are new, and those of the printed report that are gone."""
        provenance = self._context.extras.provenance
        new = [
            _LINK.format(address=self._context.url(f"{chapter.url}#fn:{note.id}"), text=note.number)
            for chapter in self._chapters.values()
            for note in chapter.notes
            if chapter.printed and note.number not in provenance.notes
        ]
        there = {note.number for note in provenance.notes.values()}
        gone = [escape(note.number) for note in provenance.printed.notes if note.number not in there]
        lines = [
            Markup("<p>{}: {}</p>").format(self._words[name], Markup(", ").join(numbers))
            for name, numbers in (("new_notes", new), ("gone_notes", gone))
            if numbers
        ]
        if lines:
            yield _CHAPTER.format(title=self._words["notes"], items=Markup("\n").join(lines))

    def new_chapters(self) -> Iterator[Markup]:
        """The chapters that the printed report does not have; the list of sources is made, not written."""
        for file in new_chapters(self._context.publication, self._context.extras.provenance):
            chapter = self._chapters[file]
            if not any(block["t"] == "Div" and block["c"][0][0] == SOURCES_DIV for block in chapter.blocks):
                link = _LINK.format(address=self._context.url(chapter.url), text=chapter.title)
                yield _NEW_CHAPTER.format(label=self._words["new_chapter"], link=link)
