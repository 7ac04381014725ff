"""From pandoc's blocks of one file to a `Chapter`: notes counted and located, headings numbered, figures, links, passages.

In `Chapter.blocks` each note is an empty `Span` with the note's id and the class 'noot': what a note looks like is
for each edition to say, what is in it stands in `Note.blocks`.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from pathlib import PurePosixPath
from typing import Any

from scripts.publication import ast
from scripts.publication.cursor import Cursor, definitions, flow
from scripts.publication.model import (
    Chapter,
    Citation,
    CitationCluster,
    Figure,
    Heading,
    Link,
    Node,
    Note,
    Passage,
    Position,
)
from scripts.publication.parse import ParsedText, front_matter_end
from scripts.publication.passages import PassageBuilder
from scripts.publication.slug import slugify

NOTE_CLASS = "noot"
# Locator terms of CSL's Dutch and English locales, long and short forms.
_LOCATOR = re.compile(
    r"^,?\s*((?:p|pp|pag|blz|pagina|pagina[’']s|pages?|h|hfst|hfdst|hoofdstuk|ch|chap|chapter|par|paragraaf|§+|sec|"
    r"section|art|artikel|nr|no|noot|note|fig|figuur|tabel|table|deel|vol|bijlage)\.?\s*"
    r"[\divxlcIVXLC]+[\w.:]*(?:\s*[-–,]\s*\d[\w.:]*)*|\d+(?:\s*[-–]\s*\d+)?)"
)


@dataclass
class Counters:
    """What is counted over the whole publication while its chapters are read in order."""

    chapter: int = 0
    note: int = 0
    ids: set[str] = field(default_factory=set)


def read_chapter(file: PurePosixPath, source: str, parsed: ParsedText, counters: Counters, **about: Any) -> Chapter:
    """Make the Chapter of one file; `counters` goes on counting, `about` is handed to Chapter as it is."""
    reader = _ChapterReader(file, source, counters)
    blocks = tuple(reader.blocks(list(parsed.blocks)))
    return Chapter(
        file=file,
        source=source,
        blocks=blocks,
        headings=tuple(reader.headings),
        notes=tuple(reader.notes),
        figures=tuple(reader.figures),
        links=tuple(reader.links),
        passages=tuple(reader.passages),
        **about,
    )


def split_locator(suffix: str) -> tuple[str, str]:
    """A citation's words behind the key as (locator, suffix): ', p. 12, met tabel' → ('p. 12', ', met tabel')."""
    match = _LOCATOR.match(suffix)
    return (match.group(1).strip(), suffix[match.end() :].strip()) if match else ("", suffix.strip())


@dataclass
class _HeadingNumbers:
    """Counts headings below a chapter; unnumbered headings neither count nor appear in numbers below them."""

    counts: list[int] = field(default_factory=list)

    def next(self, level: int, chapter: int | None) -> str:
        depth = level - 1
        self.counts = (self.counts + [0] * depth)[:depth]
        if depth:
            self.counts[-1] += 1
        numbers = ([chapter] if chapter is not None else []) + [count for count in self.counts if count]
        return ".".join(map(str, numbers))


class _ChapterReader:
    """One pass over the blocks of one file, with a cursor in its source."""

    def __init__(self, file: PurePosixPath, source: str, counters: Counters) -> None:
        self.file = file
        self.source = source
        self.counters = counters
        self.body_start = front_matter_end(source)
        self.definitions = {label: (start, content, end) for label, start, content, end in definitions(source)}
        self.cursor = Cursor(flow(source, self.body_start), self.body_start)
        self.stem = slugify(re.sub(r"^\d+[-_. ]*", "", file.stem)) or f"h-{slugify(file.stem)}"
        self.chapter_number: int | None = None
        self.numbers = _HeadingNumbers()
        self.heading_slugs: list[str] = []
        self.headings: list[Heading] = []
        self.notes: list[Note] = []
        self.figures: list[Figure] = []
        self.links: list[Link] = []
        self.passages: list[Passage] = []
        self.passage: PassageBuilder | None = None
        self.open_clusters: list[CitationCluster] | None = None

    # -- blocks ------------------------------------------------------------------------------------------------------

    def blocks(self, blocks: list[Node], kind: str = "paragraph") -> list[Node]:
        return [self.block(block, kind) for block in blocks]

    def block(self, block: Node, kind: str) -> Node:
        match block["t"]:
            case "Para" | "Plain":
                return {"t": block["t"], "c": self.passage_of(block["c"], kind)}
            case "Header":
                return self.header(block)
            case "Figure":
                return self.figure(block)
            case "BulletList":
                return {"t": "BulletList", "c": [self.blocks(item, "item") for item in block["c"]]}
            case "OrderedList":
                return {"t": "OrderedList", "c": [block["c"][0], [self.blocks(item, "item") for item in block["c"][1]]]}
            case "DefinitionList":
                items = [
                    [self.passage_of(term, "item"), [self.blocks(body, "item") for body in bodies]]
                    for term, bodies in block["c"]
                ]
                return {"t": "DefinitionList", "c": items}
            case "BlockQuote":
                return {"t": "BlockQuote", "c": self.blocks(block["c"], kind)}
            case "Div":
                self.skip_line_of(":::")
                inner = self.blocks(block["c"][1], kind)
                self.skip_line_of(":::")
                return {"t": "Div", "c": [block["c"][0], inner]}
            case "Table":
                return {"t": "Table", "c": self.cells(block["c"])}
            case "CodeBlock":
                self.cursor.word(block["c"][1])
            case "RawBlock":
                self.cursor.word(block["c"][1])
        return block

    def cells(self, value: Any) -> Any:
        """A table's content, with the blocks in its caption and cells read in order."""
        if isinstance(value, list):
            if value and isinstance(value[0], dict) and value[0].get("t") in {"Para", "Plain"}:
                return self.blocks(value, "cell")
            return [self.cells(child) for child in value]
        return value

    def skip_line_of(self, fence: str) -> None:
        if (start := self.cursor.word(fence)) is not None:
            end = self.source.find("\n", start)
            self.cursor.jump(end if end >= 0 else len(self.source))

    def header(self, block: Node) -> Node:
        level, (id, classes, pairs), inlines = block["c"]
        start = self.cursor.at
        inlines = self.passage_of(inlines, "heading")
        self.cursor.skip_attributes()
        title = ast.stringify(inlines)
        number = None
        if level == 1:
            self.numbers = _HeadingNumbers()
            self.chapter_number = None
        if "unnumbered" not in classes:
            if level == 1:
                self.counters.chapter += 1
                self.chapter_number = self.counters.chapter
            number = self.numbers.next(level, self.chapter_number)
        position = self.passages[-1].position if title else self.position(start)
        position = Position(position.file, position.line, 1)
        heading = Heading(level, title, number, self.heading_id(id, level, title), position)
        self.headings.append(heading)
        numbered = dict(pairs) | ({"number": number} if number else {})
        return {"t": "Header", "c": [level, ast.attributes(heading.id, classes, numbered), inlines]}

    def heading_id(self, explicit: str, level: int, title: str) -> str:
        """The id as typed, or else the file's name and the heading's words; if taken, those of its parents too."""
        slug = slugify(title)
        self.heading_slugs = (self.heading_slugs + [""] * level)[: level - 1] + [slug]
        if explicit:
            self.counters.ids.add(explicit)
            return explicit
        parents = [parent for parent in self.heading_slugs[1:-1] if parent]
        tail = [slug] if level > 1 and slug else []
        candidates = ["-".join([self.stem, *parents[depth:], *tail]) for depth in range(len(parents), -1, -1)]
        candidates += [f"{candidates[-1]}-{count}" for count in range(2, len(self.headings) + 3)]
        chosen = next(candidate for candidate in candidates if candidate not in self.counters.ids)
        self.counters.ids.add(chosen)
        return chosen

    def figure(self, block: Node) -> Node:
        (id, classes, pairs), (short, caption), content = block["c"]
        image = next((node for node in ast.walk(content) if node["t"] == "Image"), None)
        if image is None:
            return {"t": "Figure", "c": [block["c"][0], [short, caption], self.blocks(content)]}
        start = self.cursor.word("![")
        caption = self.blocks(caption, "caption")
        (_, _, image_pairs), alt, (target, _) = image["c"]
        self.skip_link_target()
        of_image = dict(image_pairs)
        number = ".".join(
            map(str, ([self.chapter_number] if self.chapter_number is not None else []) + [len(self.figures) + 1])
        )
        figure = Figure(
            id=id or f"{self.stem}-figuur-{len(self.figures) + 1}",
            number=number,
            caption=ast.stringify(caption),
            alt=ast.stringify(alt) if "alt" not in of_image else of_image["alt"],
            note=of_image.get("note", ""),
            source=target,
            position=self.position(start if start is not None else self.cursor.at),
        )
        self.figures.append(figure)
        attributes = ast.attributes(figure.id, classes, dict(pairs) | {"number": figure.number})
        return {"t": "Figure", "c": [attributes, [short, caption], content]}

    # -- inlines -----------------------------------------------------------------------------------------------------

    def passage_of(self, inlines: list[Node], kind: str) -> list[Node]:
        """Read a run of inlines as one passage (notes are passages of their own)."""
        outer, self.passage = self.passage, PassageBuilder(kind)
        start = self.cursor.at
        result = self.inlines(inlines)
        built, self.passage = self.passage, outer
        if built.text.strip() or built.notes:
            first = built.first_offset()
            self.passages.append(built.build(self.position(first if first is not None else start)))
        return result

    def inlines(self, inlines: list[Node]) -> list[Node]:
        return [self.inline(node) for node in inlines]

    def inline(self, node: Node) -> Node:
        kind, content = node["t"], node.get("c")
        assert self.passage is not None
        match kind:
            case "Str":
                self.passage.add(content, self.cursor.word(content))
            case "Space" | "SoftBreak" | "LineBreak":
                self.passage.add(" ", None)
            case "Code" | "Math":
                self.passage.add(content[1], self.cursor.word(content[1]))
                self.cursor.skip_attributes()
            case "RawInline":
                self.cursor.word(content[1])
            case "Cite":
                return self.cite(node)
            case "Note":
                return self.footnote(node)
            case "Link" | "Image":
                return self.link(node)
            case "Span":
                result = {"t": kind, "c": [content[0], self.inlines(content[1])]}
                self.cursor.skip_attributes()
                return result
            case "Quoted":
                return {"t": kind, "c": [content[0], self.inlines(content[1])]}
            case _ if kind in ast.INLINE_CONTAINERS:
                return {"t": kind, "c": self.inlines(content)}
        return node

    def link(self, node: Node) -> Node:
        attributes, inlines, (target, title) = node["c"]
        opening = self.cursor.text.find("[" if inlines else "[](", self.cursor.at)
        if not inlines and opening >= 0:
            self.cursor.jump(opening)
        inlines = self.inlines(inlines)
        autolink = "uri" in attributes[1] or "email" in attributes[1]
        begin = self.cursor.text.rfind("<", 0, self.cursor.at) if autolink else opening
        if autolink:
            self.cursor.jump(self.cursor.at + 1)
        else:
            self.skip_link_target()
        if node["t"] == "Link":
            begin = max(begin, 0)
            self.links.append(Link(target, ast.stringify(inlines), self.position(begin), begin, self.cursor.at))
        return {"t": node["t"], "c": [attributes, inlines, [target, title]]}

    def skip_link_target(self) -> None:
        """Step over `](target "title"){attributes}` or `][label]` behind a link's text."""
        match = re.compile(r"[^\[\]\n]{0,3}\]?\]([(\[])").match(self.cursor.text, self.cursor.at)
        if match is None:
            opening = re.compile(r"\[?\]([(\[])").search(self.cursor.text, self.cursor.at, self.cursor.at + 400)
            match = opening
        if match and (end := self.cursor.closing(match.end() - 1)) is not None:
            self.cursor.jump(end)
            self.cursor.skip_attributes()

    def cite(self, node: Node) -> Node:
        citations = node["c"][0]
        cluster = self.cluster(citations)
        self.cursor.jump(cluster.end)
        if self.open_clusters is not None:
            self.open_clusters.append(cluster)
            return node
        return self.add_note((cluster,), [ast.para([node])], cluster.start, cluster.end)

    def cluster(self, citations: list[Node]) -> CitationCluster:
        read = tuple(self.citation(citation) for citation in citations)
        at = citations[0]["citationHash"]
        around = self.cursor.brackets_around(at) if not read[0].narrative else None
        start, end = around or (at, at + 1 + len(read[0].key))
        return CitationCluster(read, self.position(start), start, end)

    def citation(self, node: Node) -> Citation:
        locator, suffix = split_locator(ast.stringify(node["citationSuffix"]))
        return Citation(
            key=node["citationId"],
            prefix=ast.stringify(node["citationPrefix"]),
            locator=locator,
            suffix=suffix,
            position=self.position(node["citationHash"]),
            narrative=node["citationMode"]["t"] == "AuthorInText",
        )

    def footnote(self, node: Node) -> Node:
        marker = re.compile(r"\[\^([^\]\s]+)\]|\^\[").search(self.cursor.text, self.cursor.at)
        start, end = (marker.start(), marker.end()) if marker else (self.cursor.at, self.cursor.at)
        label = marker.group(1) if marker else None
        definition = self.definitions.get(label) if label else None
        if label is None and marker:
            end = self.cursor.closing(marker.end() - 1) or end
        flow_cursor, outer_passage = self.cursor, self.passage
        number_of_passages = len(self.passages)
        if definition:
            self.cursor = Cursor(self.source, definition[1], definition[2])
        else:
            self.cursor = Cursor(self.source, end if label else start + 2, end)
        self.open_clusters, self.passage = [], None
        blocks = self.blocks(node["c"])
        clusters = tuple(self.open_clusters)
        self.open_clusters, self.passage, self.cursor = None, outer_passage, flow_cursor
        del self.passages[number_of_passages:]
        self.cursor.jump(end)
        span = (definition[0], definition[2]) if definition else None
        return self.add_note(clusters, blocks, start, end, label, span)

    def add_note(
        self,
        clusters: tuple[CitationCluster, ...],
        blocks: list[Node],
        start: int,
        end: int,
        label: str | None = None,
        definition: tuple[int, int] | None = None,
    ) -> Node:
        self.counters.note += 1
        note = Note(
            number=self.counters.note,
            position=self.position(start),
            start=start,
            end=end,
            clusters=clusters,
            blocks=tuple(blocks),
            label=label,
            definition=definition,
        )
        self.notes.append(note)
        assert self.passage is not None
        self.passage.note(note.number)
        return ast.span([], note.id, [NOTE_CLASS])

    # -- positions ---------------------------------------------------------------------------------------------------

    def position(self, offset: int) -> Position:
        line = self.source.count("\n", 0, offset) + 1
        return Position(f"docs/{self.file}", line, offset - self.source.rfind("\n", 0, offset))
