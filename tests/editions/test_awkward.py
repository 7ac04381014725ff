"""Text that is hard to set, in Word and EPUB: many notes, a long one, lists in lists and in notes, a wide table."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path

import pytest
from openxml_audit import OpenXmlValidator

from scripts.editions.export import export
from scripts.editions.inspection import inspected
from scripts.publication.citeproc import format_references
from scripts.publication.load import load
from scripts.publication.model import Publication
from tests.conftest import EXAMPLE_BIBLIOGRAPHY
from tests.editions.test_epub import check
from tests.editions.word import W, footnotes, part

COLUMNS = 12
TITLE = (
    "Een titel die zo lang is dat zij over drie regels loopt omdat niemand haar heeft willen inkorten, en dat is jammer"
)
FIRST = f"""\
# {TITLE}

Negen noten{"".join(f" op een rij[@jansen2020, p. {page}]" for page in range(9))}.

Een lange noot.[^lang]

[^lang]: {"Veel woorden " * 220}[@jansen2020].

    -   Een punt in een noot.

## Kop met *nadruk*, `code` en een noot[@jansen2020]

### Derde

#### Vierde

-   een

    vervolg

    -   twee

        1.  drie

## Tabel {{#tabel}}

|{" Kolomnaam |" * COLUMNS}
|{"---|" * COLUMNS}
{f"|{' waarde |' * COLUMNS}{chr(10)}" * 30}
: Bijschrift van de tabel[@jansen2020]
"""
SECOND = """\
# Zonder noten {.unnumbered}

## Genummerd

Zie [](een.md), [](een.md#tabel) en [](#twee-dieper).

### Dieper {#twee-dieper}

## Nog een
"""


@pytest.fixture(scope="module")
def awkward(tmp_path_factory: pytest.TempPathFactory) -> Publication:
    root = tmp_path_factory.mktemp("awkward")
    (root / "docs").mkdir()
    config = "site_name: Moeilijk & <b>zetwerk</b>\nnav: [een.md, twee.md]\nextra: {lang: nl}\n"
    (root / "mkdocs.yml").write_text(config, encoding="utf-8")
    (root / "references.bib").write_text(EXAMPLE_BIBLIOGRAPHY, encoding="utf-8")
    (root / "docs" / "een.md").write_text(FIRST, encoding="utf-8")
    (root / "docs" / "twee.md").write_text(SECOND, encoding="utf-8")
    return load(root)


@pytest.fixture(scope="module")
def editions(awkward: Publication, tmp_path_factory: pytest.TempPathFactory) -> Mapping[str, Path]:
    """Both, inspected: every note, heading and number is what it should be."""
    references = format_references(awkward)
    paths = export(awkward, references, ["docx", "epub"], tmp_path_factory.mktemp("out"))
    for path in paths.values():
        assert inspected(awkward, references, path)["notes"] == 12
    return paths


def test_word_and_its_validator_have_nothing_to_complain_of(editions: Mapping[str, Path]) -> None:
    assert OpenXmlValidator().validate(editions["docx"]).errors == []


@pytest.mark.slow
def test_epubcheck_finds_nothing(editions: Mapping[str, Path]) -> None:
    assert check(editions["epub"]) == []


def test_sections_of_a_chapter_without_a_number_count_anew(editions: Mapping[str, Path]) -> None:
    """'1', '1.1' and '2', in a list of their own: in that of the other chapters Word would make them '1.3'."""
    headings = [
        paragraph
        for paragraph in part(editions["docx"], "word/document.xml").iter(f"{W}p")
        if (style := paragraph.find(f"{W}pPr/{W}pStyle")) is not None and style.get(f"{W}val", "").startswith("Heading")
    ]
    lists = [paragraph.find(f"{W}pPr/{W}numPr/{W}numId") for paragraph in headings]
    assert [None if each is None else each.get(f"{W}val") for each in lists] == [None] * 5 + ["2", "3", "3", "3"]


def test_rows_of_a_table_stay_whole_and_many_columns_are_set_smaller(editions: Mapping[str, Path]) -> None:
    (table,) = part(editions["docx"], "word/document.xml").iter(f"{W}tbl")
    rows = table.findall(f"{W}tr")
    assert all(row.find(f"{W}trPr/{W}cantSplit") is not None for row in rows)
    assert [row.find(f"{W}trPr/{W}tblHeader") is not None for row in rows] == [True] + [False] * 30
    assert {style.get(f"{W}val") for style in table.iter(f"{W}pStyle")} == {"TableTextSmall"}


def test_a_list_in_a_note_looks_like_the_note(editions: Mapping[str, Path]) -> None:
    styles = {style.get(f"{W}val") for note in footnotes(editions["docx"]) for style in note.iter(f"{W}pStyle")}
    assert styles == {"FootnoteText"}


def test_what_goes_on_in_an_item_has_no_mark_of_its_own(editions: Mapping[str, Path]) -> None:
    document = part(editions["docx"], "word/document.xml")
    found = [style.get(f"{W}val", "") for style in document.iter(f"{W}pStyle")]
    assert [style for style in found if style.startswith("List")] == [
        "ListBullet",
        "ListContinue",
        "ListBullet2",
        "ListNumber3",
    ]
