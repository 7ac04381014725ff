"""From pandoc's blocks of one file to a `Chapter`: headings numbered, notes counted and located, figures, passages.

In `Chapter.blocks` each note is an empty `Span` with the note's id and the class 'noot': what a note looks like is
for each edition to say, what is in it stands in `Note.blocks`.
"""

from __future__ import annotations

import re
from pathlib import PurePosixPath
from typing import Any

from scripts.publication import ast
from scripts.publication.frontmatter import FrontMatter
from scripts.publication.inlines import InlineReader
from scripts.publication.model import HOME_PAGE, Chapter, Figure, Heading, Node, PassageKind, Places
from scripts.publication.numbering import ChapterNumbers, Counters
from scripts.publication.parse import ParsedText

_HEADING_END = re.compile(r"[^\n]*(?:\n {0,3}(?:=+|-+)[ \t]*(?=\n|\Z))?")
# A table's caption in front of it (the cursor stands behind the last word before) and behind it.
_CAPTION = re.compile(r"(?:[^\n\w]*\n)?\s*(?:[Tt]able)?:[ \t]")
_CAPTION_BEHIND = re.compile(r"\n[ \t]*\n[ \t]*(?:[Tt]able)?:[ \t]")


def read_chapter(
    file: PurePosixPath, source: str, front_matter: FrontMatter, parsed: ParsedText, counters: Counters, **about: Any
) -> Chapter:
    """Make the Chapter of one file; `counters` goes on counting, `about` is handed to Chapter as it is."""
    reader = _ChapterReader(file, front_matter.blanked(source), parsed.places, counters)
    blocks = tuple(reader.blocks(list(parsed.blocks)))
    found = reader.inlines.found
    return Chapter(
        file=file,
        source=source,
        blocks=blocks,
        headings=tuple(reader.headings),
        notes=tuple(found.notes),
        figures=tuple(reader.figures),
        links=tuple(found.links),
        passages=tuple(found.passages),
        images=tuple(found.images),
        comments=tuple(found.comments),
        **about,
    )


class _ChapterReader:
    """One pass over the blocks of one file; `body` is its source without front matter, with the same offsets."""

    def __init__(self, file: PurePosixPath, body: str, known: tuple[int, ...], counters: Counters) -> None:
        self.body = body
        self.places = Places(f"docs/{file}", body)
        self.counters = counters
        self.numbers = ChapterNumbers(file, counters)
        self.is_home_page = file == HOME_PAGE
        self.inlines = InlineReader(body, self.places, known, counters, self.blocks)
        self.headings: list[Heading] = []
        self.figures: list[Figure] = []

    def blocks(self, blocks: list[Node], kind: PassageKind = "paragraph") -> list[Node]:
        """The same blocks with notes as markers, numbers and ids."""
        return [self.block(block, kind) for block in blocks]

    def block(self, block: Node, kind: PassageKind) -> Node:
        content: Any = block.get("c")
        match block["t"]:
            case "Para" | "Plain":
                content = self.inlines.passage(content, kind)
            case "Header":
                content = self.header(*content)
            case "Figure":
                content = self.figure(*content)
            case "BulletList":
                content = [self.blocks(item, "item") for item in content]
            case "OrderedList":
                content = [content[0], [self.blocks(item, "item") for item in content[1]]]
            case "DefinitionList":
                content = [
                    [self.inlines.passage(term, "item"), [self.blocks(body, "item") for body in bodies]]
                    for term, bodies in content
                ]
            case "BlockQuote":
                content = self.blocks(content, kind)
            case "Div":
                content = self.div(content[0], content[1], kind)
            case "Table":
                content = self.table(content)
            case "CodeBlock":
                self.inlines.cursor.lines(content[1])
            case "RawBlock":
                self.inlines.raw(content[1])
        return block if content is None else {"t": block["t"], "c": content}

    def div(self, attributes: list[Any], blocks: list[Node], kind: PassageKind) -> list[Any]:
        self.skip_fence()
        inner = self.blocks(blocks, kind)
        self.skip_fence()
        return [attributes, inner]

    def skip_fence(self) -> None:
        """Step over the line of `:::` that opens or closes a Div."""
        if (start := self.inlines.cursor.word(":::")) is not None:
            end = self.body.find("\n", start)
            self.inlines.cursor.jump(end if end >= 0 else len(self.body))

    # -- tables ------------------------------------------------------------------------------------------------------

    def table(self, content: list[Any]) -> list[Any]:
        """A table's content; the caption comes first, as it is printed, though most sources have it behind the rows."""
        attributes, caption, *rows = content
        start = self.inlines.cursor.at
        before = _CAPTION.match(self.body, start)
        behind = None if before or not caption[1] else _CAPTION_BEHIND.search(self.body, start)
        self.inlines.cursor.jump(behind.end() if behind else start)
        caption = self.cells(caption)
        end = self.inlines.cursor.at
        if not before:
            self.inlines.cursor.at = start
        rows = self.cells(rows)
        self.inlines.cursor.jump(end)
        return [attributes, caption, *rows]

    def cells(self, value: Any) -> Any:
        """Part of a table's content, with the blocks in it read in order."""
        if isinstance(value, list):
            if value and isinstance(value[0], dict) and value[0].get("t") in {"Para", "Plain"}:
                return self.blocks(value, "cell")
            return [self.cells(child) for child in value]
        return value

    # -- headings ----------------------------------------------------------------------------------------------------

    def header(self, level: int, attributes: list[Any], inlines: list[Node]) -> list[Any]:
        explicit, classes, pairs = attributes
        start = self.inlines.cursor.at
        inlines = self.inlines.passage(inlines, "heading")
        first = self.inlines.first_place
        if first is None:
            first = self.next_line(start)
        self.inlines.cursor.jump(self.behind_heading(first))
        title = ast.stringify(inlines)
        number = self.numbers.heading(level, numbered="unnumbered" not in classes and not self.is_home_page)
        id = explicit or self.numbers.heading_id(level, title)
        self.headings.append(Heading(level, title, number, id, self.places.line_of(first)))
        numbered = dict(pairs) | ({"number": number} if number else {})
        return [level, ast.attributes(id, classes, numbered), inlines]

    def next_line(self, offset: int) -> int:
        """Where the next line with something on it starts, or this line if the offset is its start."""
        if offset and self.body[offset - 1] != "\n":
            offset = self.body.find("\n", offset)
        rest = self.body[offset:] if offset >= 0 else ""
        return len(self.body) - len(rest.lstrip())

    def behind_heading(self, offset: int) -> int:
        """The end of a heading's line and of the line under it, where attributes and underlining have no words."""
        end = _HEADING_END.match(self.body, max(offset, self.inlines.cursor.at))
        return end.end() if end else offset

    # -- figures -----------------------------------------------------------------------------------------------------

    def figure(self, attributes: list[Any], caption: list[Any], content: list[Node]) -> list[Any]:
        image = next((node for node in ast.walk(content) if node["t"] == "Image"), None)
        if image is None:
            return [attributes, caption, self.blocks(content)]
        explicit, classes, pairs = attributes
        start = self.inlines.cursor.word("![")
        words = self.blocks(caption[1], "caption")
        if start is not None:
            self.inlines.cursor.skip_link(start + 1)
        image_attributes, alt, target = image["c"]
        of_image = dict(image_attributes[2])
        number = self.numbers.figure()
        figure = Figure(
            id=explicit or self.numbers.figure_id(),
            number=number,
            caption=ast.stringify(words),
            alt=of_image["alt"] if "alt" in of_image else ast.stringify(alt),
            note=of_image.get("note", ""),
            source=target[0],
            position=self.places.position(self.inlines.cursor.at if start is None else start),
        )
        self.figures.append(figure)
        # The words of the caption are read already; pandoc has them as alternative text too, notes and all.
        plain_image = {"t": "Image", "c": [image_attributes, ast.text(figure.alt), target]}
        content = ast.transform(content, lambda node: plain_image if node is image else None)
        numbered = ast.attributes(figure.id, classes, dict(pairs) | {"number": number})
        return [numbered, [caption[0], words], content]
