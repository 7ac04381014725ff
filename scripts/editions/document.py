"""The printed book as ONE pandoc document, from which every print format is written.

Whatever is decided here (numbers, notes, captions, where links lead) is therefore the same in all of them. Ids and
classes that the formats' filters and templates rely on: Div#colophon, Span.noot#noot-N around each Note,
Span.cluster (`cites`: the keys) around what a citation cluster says, Span.heading-number, Span.figure-label,
Span.table-label, Div.figure-note, Div#refs with Div.csl-entry#bron-<key>, Div.cited-in, Div.abbreviation, and two empty
ones: Span.page-mark#p22[page=22] where page 22 of an earlier printed report began, Span.term-use at a term's first use.
"""

from __future__ import annotations

import posixpath
import uuid
from collections.abc import Callable, Mapping
from typing import Any
from urllib.parse import unquote

from scripts.editions.abbreviations import Abbreviations
from scripts.editions.links import COLOPHON_ID, LinkResolver
from scripts.editions.page_marks import PAGE_MARK_CLASS, page_mark, with_marks
from scripts.editions.tables import table_numbers
from scripts.publication import ast
from scripts.publication.citeproc import References
from scripts.publication.errors import PublicationError
from scripts.publication.localisation import iso_date, language_tag, shown_date
from scripts.publication.model import NOTE_CLASS, Chapter, Metadata, Node, Position, Publication
from scripts.publication.polish import CLUSTER_CLASS
from scripts.publication.provenance import page_markers
from scripts.publication.wording import wording

REFERENCE_LIST_ID = "refs"
# Divs that the site fills with generated tables.
WEB_ONLY_IDS = {"normalisaties"}
# Spans that citeproc and the notes' pass leave behind; they mean nothing to a reader.
_MARKS_OF_CITEPROC = {"nocase"}


def compose(publication: Publication, references: References) -> dict[str, Any]:
    """The printed chapters as one pandoc JSON document (pandoc-types 1.23), complete and ready for any writer.

    Image paths are relative to docs/. Raises PublicationError for a picture that is not in docs/ and for notes on
    web-only pages between printed ones, because printed notes are numbered without gaps.
    """
    _check_numbers(publication)
    composer = _Composer(publication, references)
    blocks = [block for chapter in publication.chapters if chapter.printed for block in composer.chapter(chapter)]
    blocks += composer.abbreviations()
    return ast.document(blocks, _meta(publication.metadata))


def _check_numbers(publication: Publication) -> None:
    web_only = next((c for c in publication.chapters if not c.printed and c.notes), None)
    printed = [note.number for chapter in publication.chapters if chapter.printed for note in chapter.notes]
    if web_only and printed and printed[-1] != len(printed):
        raise PublicationError(
            "deze pagina wordt niet gedrukt maar heeft noten; zet haar in de nav achter de gedrukte hoofdstukken, "
            "want de noten in druk zijn doorgenummerd",
            web_only.notes[0].position,
        )


def _meta(metadata: Metadata) -> dict[str, Any]:
    words = wording(metadata.lang)
    values = {
        "title": metadata.title,
        "subtitle": metadata.subtitle,
        "date": shown_date(metadata.date, metadata.lang),
        "date-iso": iso_date(metadata.date),
        "publisher": metadata.publisher,
        "rights": metadata.rights,
        "description": metadata.description,
        "identifier": _identifier(metadata),
        "lang": language_tag(metadata.lang),
        "toc-title": words["contents"],
    }
    meta: dict[str, Any] = {name: ast.meta_string(value) for name, value in values.items() if value}
    meta["author"] = ast.meta_list(metadata.authors)
    meta["wording"] = {"t": "MetaMap", "c": {name: ast.meta_string(word) for name, word in words.items()}}
    return meta


def _identifier(metadata: Metadata) -> str:
    """The same URN for every build of a publication, whatever its text: from its address and its name alone."""
    return uuid.uuid5(uuid.NAMESPACE_URL, f"{metadata.site_url}#{metadata.slug}").urn


class _Composer:
    """Turns the blocks of chapters into printed ones; one method a kind of node."""

    def __init__(self, publication: Publication, references: References) -> None:
        self._publication = publication
        self._references = references
        self._links = LinkResolver(publication)
        self._words = wording(publication.metadata.lang)
        self._docs = publication.root / "docs"
        self._page_starts = page_markers(publication)
        self._abbreviations = Abbreviations(publication)
        self._tables = {file: iter(pairs) for file, pairs in table_numbers(publication).items()}
        self._chapter: Chapter
        self._handlers: Mapping[str, Callable[[Node], Node | list[Node] | None]] = {
            "Header": self._header,
            "Figure": self._figure,
            "Table": self._table,
            "Image": self._image,
            "Link": self._link,
            "Span": self._span,
            "Div": self._div,
            "Cite": lambda node: self._printed(node["c"][1]),
            # Markup of one output format is no text, and in an EPUB it would run.
            "RawInline": lambda _: [],
            "RawBlock": lambda _: [],
        }

    def chapter(self, chapter: Chapter) -> list[Node]:
        """The blocks of one chapter as printed."""
        self._chapter = chapter
        blocks: list[Node] = self._printed(with_marks(chapter, self._marks(chapter)))
        return [self._colophon(blocks)] if chapter.is_title_page else blocks

    def _printed(self, value: Any) -> Any:
        return ast.transform(value, self._replace)

    def _replace(self, node: Node) -> Node | list[Node] | None:
        handler = self._handlers.get(node["t"])
        return handler(node) if handler else None

    def abbreviations(self) -> list[Node]:
        """The list of abbreviations, a chapter of its own."""
        return self._abbreviations.blocks(self._words["abbreviations"])

    def _marks(self, chapter: Chapter) -> Mapping[int, Node]:
        pages = {offset: page_mark(page) for offset, page in self._page_starts.get(chapter.file, ())}
        return {**self._abbreviations.marks(chapter.file), **pages}

    def _colophon(self, blocks: list[Node]) -> Node:
        """The home page's text under one heading; what the title page says already as a title is left out."""
        title, heading = self._publication.metadata.title, self._words["colophon"]
        shown = {title.casefold(), heading.casefold()}
        rest: list[Node] = []
        inlines = ast.text(heading)
        for block in blocks:
            if block["t"] != "Header":
                rest.append(block)
            elif ast.stringify(block["c"][2]).casefold() not in shown:
                level, *content = block["c"]
                rest.append({"t": "Header", "c": [max(level, 2), *content]})
            else:
                inlines = [*filter(_is_page_mark, block["c"][2]), *inlines]
        attributes = ast.attributes(f"{COLOPHON_ID}-heading", ["unnumbered", "unlisted"])
        return ast.div([{"t": "Header", "c": [1, attributes, inlines]}, *rest], COLOPHON_ID)

    def _header(self, node: Node) -> Node:
        level, (id, classes, pairs), inlines = node["c"]
        number = dict(pairs).get("number")
        others = {name: value for name, value in pairs if name != "number"}
        inlines = self._printed(inlines)
        if number:
            inlines = [ast.span(ast.text(number), classes=["heading-number"]), {"t": "Space"}, *inlines]
        return {"t": "Header", "c": [level, ast.attributes(id, classes, others), inlines]}

    def _figure(self, node: Node) -> Node:
        (id, classes, pairs), (short, caption), content = node["c"]
        figure = next((item for item in self._chapter.figures if item.id == id), None)
        caption, content = self._printed(caption), self._printed(content)
        if figure:
            label = ast.span(ast.text(f"{self._words['figure']} {figure.number}"), classes=["figure-label"])
            words = ast.first_paragraph_inlines(tuple(caption))
            caption = [{"t": "Plain", "c": [label, {"t": "Space"}, *words] if words else [label]}]
            if figure.note:
                caption.append(ast.div([ast.para(ast.text(figure.note))], classes=["figure-note"]))
        others = {name: value for name, value in pairs if name != "number"}
        return {"t": "Figure", "c": [ast.attributes(id, classes, others), [short, caption], content]}

    def _table(self, node: Node) -> Node:
        attributes, (short, caption), *rows = node["c"]
        if caption:
            _, number = next(self._tables[self._chapter.file])
            label = ast.span(ast.text(f"{self._words['table']} {number}"), classes=["table-label"])
            first = caption[0] | {"c": [label, {"t": "Space"}, *caption[0]["c"]]}
            caption = [first, *caption[1:]]
        return {"t": "Table", "c": [attributes, [short, self._printed(caption)], *self._printed(rows)]}

    def _image(self, node: Node) -> Node:
        (id, classes, pairs), alt, (target, _) = node["c"]
        path = posixpath.normpath((self._chapter.file.parent / unquote(target)).as_posix())
        if path.startswith("../") or not (self._docs / path).is_file():
            raise PublicationError(f"afbeelding ‘{target}’ staat niet in docs/", self._position_of(target))
        values = dict(pairs)
        kept = {name: values[name] for name in ("width", "height") if name in values}
        words = ast.text(values["alt"]) if "alt" in values else alt
        return {"t": "Image", "c": [ast.attributes(id, classes, kept), words, [path, ""]]}

    def _position_of(self, picture: str) -> Position | None:
        places = {image.source: image.position for image in self._chapter.images}
        places |= {figure.source: figure.position for figure in self._chapter.figures}
        return places.get(picture)

    def _link(self, node: Node) -> Node | list[Node]:
        _, inlines, (target, _) = node["c"]
        destination = self._links.resolve(target, self._chapter)
        shown: list[Node] = self._printed(inlines) or ast.text(destination.text)
        if destination.href is None:
            return shown
        return {"t": "Link", "c": [ast.attributes(), shown, [destination.href, ""]]}

    def _span(self, node: Node) -> Node | list[Node] | None:
        (id, classes, pairs), inlines = node["c"]
        if NOTE_CLASS in classes:
            number = int(id.removeprefix("noot-"))
            note = {"t": "Note", "c": self._printed(list(self._references.notes[number].blocks))}
            return ast.span([note], id, classes)
        if CLUSTER_CLASS in classes:
            return self._cluster(inlines)
        if not id and not pairs and set(classes) <= _MARKS_OF_CITEPROC:
            spliced: list[Node] = self._printed(inlines)
            return spliced
        return None

    def _cluster(self, inlines: list[Node]) -> Node:
        cites = [node["c"][0] for node in ast.walk(inlines) if node["t"] == "Cite"]
        keys = [citation["citationId"] for citations in cites for citation in citations]
        return ast.span(self._printed(inlines), classes=[CLUSTER_CLASS], cites=" ".join(keys))

    def _div(self, node: Node) -> Node | list[Node] | None:
        id = node["c"][0][0]
        if id in WEB_ONLY_IDS:
            return []
        return ast.div(self._reference_list(), id) if id == REFERENCE_LIST_ID else None

    def _reference_list(self) -> list[Node]:
        return [
            ast.div([*self._printed(work.blocks), *self._cited_in(key)], f"bron-{key}", ["csl-entry"])
            for key, work in self._references.works.items()
        ]

    def _cited_in(self, key: str) -> list[Node]:
        """'Geciteerd in noot 13, 40', each number a link to the note's marker."""
        numbers = self._publication.cited_in.get(key, ())
        if not numbers:
            return []
        words = self._words["cited_in_note" if len(numbers) == 1 else "cited_in_notes"]
        inlines = ast.text(words[:1].upper() + words[1:])
        for number in numbers:
            link = {"t": "Link", "c": [ast.attributes(), ast.text(str(number)), [f"#noot-{number}", ""]]}
            comma = [{"t": "Str", "c": ","}] if number != numbers[0] else []
            inlines += [*comma, {"t": "Space"}, link]
        return [ast.div([ast.para(inlines)], classes=["cited-in"])]


def _is_page_mark(node: Node) -> bool:
    return node["t"] == "Span" and PAGE_MARK_CLASS in node["c"][0][1]
