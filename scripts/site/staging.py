"""From the model to plain Markdown pages that any generator with Python-Markdown can build.

Chapters are edited by offset: what the dialect of pandoc has more than Python-Markdown is written out, and what the
model made (numbers, ids, texts of cross references, notes) is put in its place. This module knows no generator.
"""

from __future__ import annotations

import re
import shutil
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from functools import partial
from pathlib import Path, PurePosixPath

from scripts.publication.citeproc import References
from scripts.publication.cursor import Cursor
from scripts.publication.model import Chapter, Figure, Heading, Note, Publication
from scripts.publication.wording import wording
from scripts.site.addresses import Addresses
from scripts.site.anchors import Departed, anchor, anchor_edits, place_facts
from scripts.site.assets import write_assets
from scripts.site.context import Context, Extras, Shared
from scripts.site.dialect import dialect_edits, div_edits
from scripts.site.edits import Edit, apply
from scripts.site.figures import check_drawings, drawings
from scripts.site.head import Heads
from scripts.site.markdown import attribute, from_html, indented, literal
from scripts.site.pages import CONTENTS, home
from scripts.site.pages.comparison import neighbour_edits
from scripts.site.reading_time import reading_minutes
from scripts.site.terms import GLOSSARY_DIV, term_edits

HOME = PurePosixPath("index.md")
_ATTRIBUTES = r"""\{(?:\s*(?:[#.][^\s{}]+|[\w:-]+=(?:"[^"]*"|'[^']*'|[^\s{}]+)|-))+\s*\}"""
_HEADING_START = re.compile(r"[ \t>]*(?:[-*+][ \t]+|\d+[.)][ \t]+)*(?:#{1,6}(?!#)[ \t]*)?")
_HEADING_END = re.compile(rf"(?:[ \t]+#+)?[ \t]*(?:{_ATTRIBUTES})?[ \t]*$")


@dataclass(frozen=True, slots=True)
class Page:
    """One staged page: in `text` each note's marker is `[@noot-21]`; `notes` has the notes' own text as Markdown.

    `head` is HTML for the page's head; `drawings` has the markup of figures that become part of the page, by id.
    """

    file: PurePosixPath
    text: str
    notes: Mapping[str, str]
    head: str = ""
    drawings: Mapping[str, str] = field(default_factory=dict)

    def as_plain_markdown(self) -> str:
        """The page with its notes as ordinary Markdown footnotes, for a generator without mkdocs-bibtex."""
        text = self.text
        for id in self.notes:
            text = text.replace(f"[@{id}]", f"[^{id}]")
        return "\n".join([text, *(f"[^{id}]: {note}\n" for id, note in self.notes.items())])


def stage(publication: Publication, references: References, extras: Extras | None = None) -> list[Page]:
    """All pages of the site, the home page first if the nav does not name one."""
    check_drawings(publication)
    stager = _Stager(publication, references, extras or Extras())
    pages = [stager.page(chapter) for chapter in publication.chapters]
    if not any(page.file == HOME for page in pages):
        parts = (f"# {literal(publication.metadata.title)}", home.introduction(publication), stager.overview())
        pages.insert(0, Page(HOME, "\n\n".join(parts) + "\n", {}, stager.heads.of(None)))
    return pages + [Page(file, stager.departed.page(file), {}) for file in stager.departed.pages()]


def write(publication: Publication, pages: Sequence[Page], folder: Path, *, plain: bool = False) -> None:
    """Write the pages into `folder`, with the pictures and other files that stand next to the chapters, and ours."""
    shutil.copytree(publication.root / "docs", folder, ignore=shutil.ignore_patterns("*.md", ".*"), dirs_exist_ok=True)
    write_assets(folder)
    for page in pages:
        path = folder / page.file
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(page.as_plain_markdown() if plain else page.text, encoding="utf-8", newline="\n")


class _Stager:
    """Stages the chapters of one publication."""

    def __init__(self, publication: Publication, references: References, extras: Extras) -> None:
        self.publication = publication
        self.references = references
        self.extras = extras
        self.words = wording(publication.metadata.lang)
        self.addresses = Addresses(publication)
        self.shared = Shared(publication, self.addresses)
        anchors = extras.identified.anchors if extras.identified else ()
        self.heads = Heads(publication, extras.editions)
        self.texts = {c.file: apply(c.source, self.edits(c)).rstrip("\n") + "\n" for c in publication.chapters}
        self.departed = Departed(publication, anchors, self.texts.values())

    def page(self, chapter: Chapter) -> Page:
        text = self.texts[chapter.file]
        if departed := self.departed.section(chapter.file):
            text += f"\n{departed}\n"
        if chapter.notes:
            text += f"\n## {literal(self.words['notes'])} {{: #noten .noten }}\n"
        notes = {note.id: self.note_text(note, chapter.file) for note in chapter.notes}
        return Page(chapter.file, text, notes, self.heads.of(chapter), drawings(self.publication, chapter))

    def edits(self, chapter: Chapter) -> Iterator[Edit]:
        yield from self.page_mark_edits(chapter)
        if self.extras.identified:
            yield from anchor_edits(chapter, self.extras.identified, self.extras.provenance)
        for heading in chapter.headings:
            yield from _heading_edits(chapter, heading)
        yield from self.note_edits(chapter)
        yield from self.link_edits(chapter)
        if chapter.printed and (glossary := self.addresses.div(GLOSSARY_DIV, chapter.file)):
            yield from term_edits(self.publication, chapter, glossary)
        yield from self.figure_edits(chapter)
        yield from div_edits(chapter.source, self.divs(chapter))
        if chapter.file == HOME:
            yield from self.home_edits(chapter)
        yield from self.reading_time_edits(chapter)
        yield from neighbour_edits(self.context(chapter), chapter)
        yield from dialect_edits(chapter.source)

    # -- notes -------------------------------------------------------------------------------------------------------

    def note_edits(self, chapter: Chapter) -> Iterator[Edit]:
        for note in chapter.notes:
            yield Edit(note.start, note.end, f"[@{note.id}]")
            if note.definition:
                yield Edit(*note.definition, "")

    def note_text(self, note: Note, page: PurePosixPath) -> str:
        """The note as printed, and behind it a small link to each work in the list of sources."""
        text = from_html(self.references.notes[note.number].html, lambda target: self.addresses.resolve(target, page))
        links = list(self.source_links(note, page))
        if links:
            text += f' <span class="naar-bron">{" ".join(links)}</span>'
        return indented(self.note_anchor(note) + text)

    def note_anchor(self, note: Note) -> str:
        """The mark of the note's lasting id."""
        if self.extras.identified is None:
            return ""
        printed = self.extras.provenance.notes.get(note.number)
        return anchor(self.extras.identified.notes[note.number], place_facts([printed.page] if printed else []))

    def source_links(self, note: Note, page: PurePosixPath) -> Iterator[str]:
        keys = [key for key in dict.fromkeys(c.key for c in note.citations) if key in self.references.works]
        for index, key in enumerate(keys, 1):
            if address := self.addresses.source(key, page):
                label = literal(self.words["source"])
                title = attribute(self.references.works[key].plain)
                yield f'[{label} {index}]({address} "{title}")' if len(keys) > 1 else f"[{label}]({address})"

    # -- headings, links, figures, pages -----------------------------------------------------------------------------

    def page_mark_edits(self, chapter: Chapter) -> Iterator[Edit]:
        headings = {heading.position.line for heading in chapter.headings}
        word = self.words["reader_page"]
        for offset, page in self.extras.page_marks.get(chapter.file, ()):
            # A heading is called by its words in lists of headings, so there the mark keeps silent.
            silent = chapter.position_at(offset).line in headings
            title = "" if silent else f' title="{attribute(f"{word} {page}")}"'
            yield Edit(offset, offset, f'<span class="pagina" id="p{page}" data-pagina="{page}"{title}></span>')

    def link_edits(self, chapter: Chapter) -> Iterator[Edit]:
        for link in chapter.links:
            address, label = self.addresses.resolve(link.target, chapter.file)
            if not link.text:
                yield Edit(link.start, link.end, f"[{literal(label)}]({address})")
            elif address != link.target:
                at = chapter.source.rfind(f"]({link.target}", link.start, link.end)
                if at >= 0:
                    yield Edit(at, at + len(link.target) + 2, f"]({address}")

    def figure_edits(self, chapter: Chapter) -> Iterator[Edit]:
        for figure in chapter.figures:
            yield from self.edits_of_figure(chapter, figure)

    def edits_of_figure(self, chapter: Chapter, figure: Figure) -> Iterator[Edit]:
        """`![caption](file){…}` as a paragraph of picture and caption, which the Markdown extension makes a figure."""
        start = chapter.offset_at(figure.position)
        cursor = Cursor(chapter.source)
        caption_end = cursor.closing(start + 1)
        target_end = cursor.closing(caption_end) if caption_end else None
        if caption_end is None or target_end is None or chapter.source[caption_end] != "(":
            return
        cursor.jump(target_end)
        cursor.skip_attributes()
        break_ = "\n" + " " * (figure.position.column - 1)
        target = chapter.source[caption_end:target_end]
        label = f"{self.words['figure']} {figure.number}:"
        yield Edit(start, start + 2, f"![{literal(figure.alt)}]{target}{break_}{literal(label)} ")
        note = f' <small class="bijschrift">{literal(figure.note)}</small>' if figure.note else ""
        yield Edit(caption_end - 1, cursor.at, f"{note}{break_}{{: #{figure.id} .figuur }}")

    # -- generated parts ---------------------------------------------------------------------------------------------

    def divs(self, chapter: Chapter) -> dict[str, Callable[[], str]]:
        """What comes in the place of each Div that only marks a place, by its id."""
        return {name: partial(content, self.context(chapter)) for name, content in CONTENTS.items()}

    def context(self, chapter: Chapter) -> Context:
        """What a maker of parts of this page starts from."""
        return Context(self.publication, self.references, self.extras, self.addresses, chapter.file, self.shared)

    def reading_time_edits(self, chapter: Chapter) -> Iterator[Edit]:
        """How long the chapter takes, under its title."""
        title = next((heading for heading in chapter.headings if heading.level == 1), None)
        if title and (minutes := reading_minutes(chapter)):
            behind = chapter.source.find("\n", chapter.offset_at(title.position)) + 1 or len(chapter.source)
            time = self.words["reading_time"].format(minutes=minutes)
            yield Edit(behind, behind, f"\n{literal(time)}\n{{: .leestijd }}\n")

    def home_edits(self, chapter: Chapter) -> Iterator[Edit]:
        """The generated parts of the home page: behind its title, and in front of its second heading or at the end."""
        title, *others = [chapter.offset_at(heading.position) for heading in chapter.headings] or [0]
        behind = chapter.source.find("\n", title) + 1 or len(chapter.source)
        yield Edit(behind, behind, f"\n{home.introduction(self.publication)}\n")
        at = others[0] if others else len(chapter.source)
        yield Edit(at, at, f"\n\n{self.overview()}\n\n")

    def overview(self) -> str:
        """Where reading begins, downloads and contents."""
        return "\n\n".join(
            [
                home.beginning(self.publication),
                home.downloads(self.publication, self.extras.editions),
                f"## {literal(self.words['contents'])} {{: #inhoud }}",
                home.contents(self.publication, HOME),
            ]
        )


def _heading_edits(chapter: Chapter, heading: Heading) -> Iterator[Edit]:
    start = chapter.offset_at(heading.position)
    end = chapter.source.find("\n", start)
    line = chapter.source[start : end if end >= 0 else None]
    if heading.number and (opening := _HEADING_START.match(line)):
        at = start + opening.end()
        yield Edit(at, at, f"{heading.number} ")
    if closing := _HEADING_END.search(line):
        yield Edit(start + closing.start(), start + len(line), f" {{: #{heading.id} }}")
