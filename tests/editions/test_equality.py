"""The same text, headings and notes in every edition: those of the model, nothing lost and nothing added."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from functools import cache
from pathlib import Path
from typing import Any

import pytest

from scripts.editions.document import compose
from scripts.editions.export import export
from scripts.editions.inspection import EditionFacts, inspect, words_of
from scripts.publication import ast
from scripts.publication.citeproc import References, format_references
from scripts.publication.errors import PublicationError
from scripts.publication.model import Publication
from scripts.publication.wording import wording
from tests.editions.conftest import FORMATS

read = cache(inspect)


@pytest.fixture(scope="session", params=["tiny", "book"])
def publication(request: pytest.FixtureRequest) -> Publication:
    publication: Publication = request.getfixturevalue(request.param)
    return publication


@pytest.fixture(scope="session")
def references(publication: Publication) -> References:
    return format_references(publication)


@pytest.fixture(scope="session")
def document(publication: Publication, references: References) -> dict[str, Any]:
    return compose(publication, references)


@pytest.fixture(scope="session", params=FORMATS)
def facts(request: pytest.FixtureRequest, publication: Publication) -> EditionFacts:
    name = "tiny" if "tiny" in publication.root.name else "book"
    editions: Mapping[str, Path] = request.getfixturevalue(f"{name}_editions")
    return read(editions[request.param])


def printed_text(document: dict[str, Any]) -> str:
    """The running text of the composed document; an alt text is not printed."""
    return ast.stringify(ast.transform(document["blocks"], lambda node: [] if node["t"] == "Image" else None))


def without_pages(text: str, publication: Publication) -> str:
    """The text without what a PDF says in its own way: where a work is cited, what the numbers in the margin are."""
    words = wording(publication.metadata.lang)
    before = "|".join(re.escape(words[name]) for name in words if name.startswith("cited_"))
    without = re.sub(rf"(?:{before}) (?:\d+, )*\d+", "", text, flags=re.IGNORECASE)
    without = re.sub(rf" \({re.escape(words['on_page'])} \d+\)", "", without)
    return without.replace(words["page_marks_explained"], "")


def test_notes(facts: EditionFacts, publication: Publication, references: References) -> None:
    assert [note.number for note in facts.notes] == [note.number for note in publication.notes]
    for note in facts.notes:
        assert words_of(note.text) == words_of(references.notes[note.number].plain), note.number


def test_headings(facts: EditionFacts, document: dict[str, Any]) -> None:
    headers = [node["c"] for node in ast.walk(document["blocks"]) if node["t"] == "Header"]
    assert list(facts.headings) == [(level, ast.stringify(inlines)) for level, _, inlines in headers]


def test_running_text(facts: EditionFacts, document: dict[str, Any], publication: Publication) -> None:
    found, expected = facts.text, " ".join(printed_text(document).split())
    if facts.pages:
        found, expected = without_pages(found, publication), without_pages(expected, publication)
    assert words_of(found) == words_of(expected)


def test_every_passage_is_there_in_order(facts: EditionFacts, publication: Publication) -> None:
    everything = re.findall(r"\w+", facts.text)
    printed = iter(everything)
    for chapter in publication.chapters:
        for passage in chapter.passages if chapter.printed and not chapter.is_title_page else ():
            # Words that an edition adds (numbers, filled cross references) are passed over. Captions may change sides.
            words = iter(everything) if passage.kind in {"caption", "cell"} else printed
            assert all(word in words for word in re.findall(r"\w+", passage.text)), passage.position


def test_counts_for_the_manifest(facts: EditionFacts, publication: Publication) -> None:
    assert facts.counts["notes"] == len(publication.notes)
    assert facts.counts["words"] > len(words_of(facts.text)) > 100
    assert facts.counts.get("pages", 1) > 0


def test_another_kind_of_file_is_refused(tmp_path: Path) -> None:
    with pytest.raises(PublicationError, match=r"report\.odt is niet na te zien; wel: \.docx, \.epub, \.pdf"):
        inspect(tmp_path / "report.odt")


def test_text_that_looks_like_markup_and_notes_in_headings(changed: Callable[..., Publication], tmp_path: Path) -> None:
    """What a writer or a template could mistake for its own syntax, and notes where a format repeats the text."""
    items = "-   2019\\. one[@institute]\n-   \\#let x = $1$ \\<two> *three*\n\nTerm\n:   Its definition\n\n"
    note = "\n\n[^odd]: 2019\\. Words \\- and more \\[brackets\\]\n"
    publication = changed(
        {
            "docs/two.md": ("Back to", f"{items}Back to"),
            "docs/one.md": (
                "## Aside {.unnumbered}",
                f"More.[^odd]{note}\n## 1. Aside[@berg2020] and on {{.unnumbered}}",
            ),
        }
    )
    references = format_references(publication)
    document = compose(publication, references)
    headings = [ast.stringify(node["c"][2]) for node in ast.walk(document["blocks"]) if node["t"] == "Header"]
    for path in export(publication, references, FORMATS, tmp_path).values():
        facts = inspect(path)
        assert [text for _, text in facts.headings] == headings, path.name
        notes = {number: words_of(note.plain) for number, note in references.notes.items()}
        assert {note.number: words_of(note.text) for note in facts.notes} == notes, path.name
        text, expected = facts.text, " ".join(printed_text(document).split())
        if facts.pages:
            text, expected = without_pages(text, publication), without_pages(expected, publication)
        assert "".join(text.split()) == "".join(expected.split()), path.name
