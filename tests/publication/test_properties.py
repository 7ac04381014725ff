"""What holds for every document. Each example is a batch of documents, because each run of pandoc takes its time."""

from __future__ import annotations

import json
from collections.abc import Iterator, Sequence
from pathlib import Path, PurePosixPath
from typing import Any

import pytest
from hypothesis import HealthCheck, Phase, given, settings
from hypothesis import strategies as st

from scripts.publication import pandoc
from scripts.publication.ast import walk
from scripts.publication.chapters import read_chapter
from scripts.publication.errors import PublicationError
from scripts.publication.frontmatter import FrontMatter
from scripts.publication.load import load
from scripts.publication.model import Chapter
from scripts.publication.numbering import Counters
from scripts.publication.parse import READER, parse
from tests.publication.documents import DOCUMENTS

# No shrinking: an example is a batch, and each message has the document in question.
EXAMPLES = settings(
    max_examples=12,
    phases=[Phase.explicit, Phase.generate],
    suppress_health_check=[HealthCheck.too_slow, HealthCheck.data_too_large],
)


def read(texts: Sequence[str]) -> list[Chapter]:
    """The chapters of a publication of these texts, without front matter."""
    counters = Counters.for_sources(texts)
    return [
        read_chapter(PurePosixPath(f"{number}.md"), text, FrontMatter(), parsed, counters)
        for number, (text, parsed) in enumerate(zip(texts, parse(texts), strict=True))
    ]


def without_places(value: Any) -> Any:
    if isinstance(value, dict):
        return {k: without_places(v) for k, v in value.items() if k not in {"citationHash", "citationNoteNum", "at"}}
    return [without_places(child) for child in value] if isinstance(value, (list, tuple)) else value


@EXAMPLES
@given(DOCUMENTS)
def test_marks_do_not_change_what_pandoc_reads(texts: list[str]) -> None:
    plain = pandoc.run_json(["--from", READER, "--to", "json"], texts)["blocks"]
    for text, expected, found in zip(texts, plain, parse(texts), strict=True):
        if "://" not in text and "www." not in text:
            assert without_places(found.blocks) == without_places(expected["c"][1]), text


@EXAMPLES
@given(DOCUMENTS)
def test_places(texts: list[str]) -> None:
    for chapter in read(texts):
        source = chapter.source
        for note in chapter.notes:
            marker = source[note.start : note.end]
            assert note.position == chapter.position_at(note.start)
            assert marker.startswith(("[", "^[", "@", "-@")), marker
            for cluster in note.clusters:
                typed = source[cluster.start : cluster.end]
                assert typed.startswith("[") == typed.endswith("]") or typed.startswith(("@", "-@")), typed
                for citation in cluster.citations:
                    (at,) = (i for i in range(len(source)) if chapter.position_at(i) == citation.position)
                    assert source.startswith((f"@{citation.key}", f"@{{{citation.key}}}"), at), (citation, source)
                    assert cluster.start <= at < cluster.end
            if note.label:
                assert marker == f"[^{note.label}]"
                assert note.definition
                assert source.startswith(
                    f"[^{note.label}]:", note.definition[0] + _indent(source[note.definition[0] :])
                )


def _indent(text: str) -> int:
    return len(text) - len(text.lstrip(" "))


@EXAMPLES
@given(DOCUMENTS)
def test_markers_and_words_come_in_the_order_of_the_source(texts: list[str]) -> None:
    for chapter in read(texts):
        outside_captions = [note.start for note in chapter.notes if ": bijschrift" not in chapter.source]
        assert outside_captions == sorted(outside_captions), chapter.source
        numbers = [note.number for note in chapter.notes]
        assert numbers == list(range(numbers[0], numbers[0] + len(numbers))) if numbers else True
        starts = [word.start for passage in chapter.passages for word in passage.words if word.start is not None]
        if ": bijschrift" not in chapter.source:
            assert starts == sorted(starts), chapter.source
        for passage in chapter.passages:
            for word in passage.words:
                assert passage.text.startswith(word.text, word.offset)
                if word.start is not None:
                    assert chapter.source[word.start] in {word.text[0], "\\"}, (word, chapter.source)


@EXAMPLES
@given(DOCUMENTS)
def test_every_note_is_one_marker_in_the_blocks(texts: list[str]) -> None:
    for chapter in read(texts):
        spans = [node["c"][0][0] for node in walk(chapter.blocks) if node["t"] == "Span" and "noot" in node["c"][0][1]]
        assert sorted(spans) == sorted(note.id for note in chapter.notes)
        assert not any(node["t"] == "Note" for node in walk(chapter.blocks))
        headers = [node["c"][1][0] for node in walk(chapter.blocks) if node["t"] == "Header"]
        assert sorted(headers) == sorted(heading.id for heading in chapter.headings) or "[^" in chapter.source


@EXAMPLES
@given(DOCUMENTS, st.sampled_from(["Vooraf.\n\n", "# Kop [@zz]\n\n\n", "é\U0001f600 @x\n\n"]))
def test_text_in_front_shifts_every_place(texts: list[str], before: str) -> None:
    texts = [text for text in texts if not text.startswith((" ", "\t", "-", ":", "\n"))]
    for old, new in zip(read(texts), read([before + text for text in texts]), strict=True):
        added = len(new.notes) - len(old.notes)
        assert [(n.start - len(before), n.end - len(before)) for n in new.notes[added:]] == [
            (n.start, n.end) for n in old.notes
        ]
        assert [n.position.line - before.count("\n") for n in new.notes[added:]] == [n.position.line for n in old.notes]


@settings(EXAMPLES, max_examples=8)
@given(
    texts=DOCUMENTS,
    config=st.text("ab:-[]{}\n \"'&*!#|>@%", max_size=30),
    bib=st.text('@book{}(),= "\n#%a\\', max_size=60),
)
def test_nothing_but_a_publication_error(
    tmp_path_factory: pytest.TempPathFactory, texts: list[str], config: str, bib: str
) -> None:
    root: Path = tmp_path_factory.mktemp("wild")
    names = [f"{number}.md" for number in range(len(texts))]
    write = {"mkdocs.yml": f"site_name: X\nnav: {json.dumps(names)}\n{config}", "references.bib": bib}
    for name, text in [*write.items(), *((f"docs/{name}", text) for name, text in zip(names, texts, strict=True))]:
        (root / name).parent.mkdir(exist_ok=True)
        (root / name).write_text(text, encoding="utf-8", newline="")
    try:
        publication = load(root)
    except PublicationError as error:
        message = str(error)
    else:
        message = ""
        assert list(_ids(publication.chapters)) == list(dict.fromkeys(_ids(publication.chapters)))
    assert "\n" not in message


def _ids(chapters: Sequence[Chapter]) -> Iterator[str]:
    """Ids that were given out; those that authors type themselves may well occur twice."""
    for chapter in chapters:
        yield from (heading.id for heading in chapter.headings if f"#{heading.id}" not in chapter.source)
