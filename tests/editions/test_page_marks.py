from __future__ import annotations

from collections.abc import Iterator
from pathlib import PurePosixPath
from typing import Any

from hypothesis import given

from scripts.editions.page_marks import page_mark, with_marks
from scripts.publication import ast
from scripts.publication.chapters import read_chapter
from scripts.publication.frontmatter import FrontMatter
from scripts.publication.model import Chapter
from scripts.publication.numbering import Counters
from scripts.publication.parse import parse
from tests.publication.documents import DOCUMENTS
from tests.publication.test_properties import EXAMPLES


def marked(blocks: Any) -> Iterator[tuple[int, str]]:
    """Each page with the text up to the next space or mark."""
    page = 0
    text = ""
    for node in ast.walk(list(blocks)):
        if node["t"] == "Span" and "page-mark" in node["c"][0][1]:
            yield page, text
            page, text = int(dict(node["c"][0][2])["page"]), ""
        elif node["t"] in {"Str", "Code", "Math"}:
            text += node["c"] if node["t"] == "Str" else node["c"][1]
    yield page, text


@EXAMPLES
@given(DOCUMENTS)
def test_a_mark_stands_in_front_of_each_word(texts: list[str]) -> None:
    for number, (text, parsed) in enumerate(zip(texts, parse(texts), strict=True)):
        chapter: Chapter = read_chapter(
            PurePosixPath(f"{number}.md"), text, FrontMatter(), parsed, Counters.for_sources([text])
        )
        words = [word for passage in chapter.passages for word in passage.words if word.start is not None]
        starts = {word.start: page for page, word in enumerate(words, 1) if word.start is not None}
        marks = {start: page_mark(page) for start, page in starts.items()}
        found = dict(marked(with_marks(chapter, marks)))
        found.pop(0, None)
        assert list(found) == list(starts.values())
        for page, word in enumerate(words, 1):
            assert found[page].startswith(word.text.split()[0][:1]), (text, word)
