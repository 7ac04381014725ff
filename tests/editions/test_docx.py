from __future__ import annotations

import zipfile
from collections.abc import Mapping
from pathlib import Path

import docx
import pytest
from docx.document import Document
from docx_integrity import ERROR, WARN, check

from tests.editions.word import W, fields, part


@pytest.fixture(scope="session")
def path(tiny_editions: Mapping[str, Path]) -> Path:
    return tiny_editions["docx"]


@pytest.fixture(scope="session")
def document(path: Path) -> Document:
    return docx.Document(str(path))


def paragraphs(document: Document, style: str) -> list[str]:
    return [p.text for p in document.paragraphs if p.style is not None and p.style.name == style]


def test_headings_and_captions_use_words_own_styles(document: Document) -> None:
    assert paragraphs(document, "Heading 1") == [
        "Colophon",
        "1 First things",
        "2 Second <script>things</script> & more",
        "Sources",
    ]
    assert paragraphs(document, "Caption") == ["Figure 1.1 A wheel with four spokes"]
    assert paragraphs(document, "Figure Note") == ["Redrawn for this edition."]
    assert len(paragraphs(document, "Bibliography")) == 3


def test_no_paragraph_has_a_style_that_the_document_does_not_define(path: Path) -> None:
    defined = {style.get(f"{W}styleId") for style in part(path, "word/styles.xml").iter(f"{W}style")}
    based = {element.get(f"{W}val") for element in part(path, "word/styles.xml").iter(f"{W}basedOn")}
    used = {element.get(f"{W}val") for element in part(path, "word/document.xml").iter(f"{W}pStyle", f"{W}tblStyle")}
    used |= {element.get(f"{W}val") for element in part(path, "word/footnotes.xml").iter(f"{W}pStyle", f"{W}rStyle")}
    assert used | based <= defined


def test_notes_are_real_footnotes_numbered_through(path: Path) -> None:
    document = part(path, "word/document.xml")
    assert len(list(document.iter(f"{W}footnoteReference"))) == 7
    assert [e.get(f"{W}val") for e in document.iter(f"{W}numRestart")] == ["continuous"]


def test_the_table_of_contents_is_a_filled_field(document: Document, path: Path) -> None:
    assert paragraphs(document, "toc 1") == ["1 First things", "2 Second <script>things</script> & more", "Sources"]
    assert paragraphs(document, "toc 2") == ["1.1 Why it matters", "Aside", "2.1 A table"]
    (contents,) = [field for field in fields(part(path, "word/document.xml")) if field.instruction.startswith(" TOC ")]
    assert contents.result.startswith("1 First things")


def test_every_link_within_the_document_has_a_bookmark(path: Path) -> None:
    document = part(path, "word/document.xml")
    bookmarks = {element.get(f"{W}name") for element in document.iter(f"{W}bookmarkStart")}
    anchors = {element.get(f"{W}anchor") for element in document.iter(f"{W}hyperlink")} - {None}
    assert anchors
    assert anchors <= bookmarks


def test_language_and_properties(document: Document, path: Path) -> None:
    assert [lang.get(f"{W}val") for lang in part(path, "word/styles.xml").iter(f"{W}lang")] == ["en-US"]
    assert [e.get(f"{W}val") for e in part(path, "word/settings.xml").iter(f"{W}themeFontLang")] == ["en-US"]
    assert document.core_properties.title == 'Small <script>alert("title")</script> Study'
    assert document.core_properties.author == "Ada Lovelace; Karel van Dijk"
    assert document.core_properties.created is not None
    assert document.core_properties.created.year == 2024


def test_the_title_page_says_who_published_it_and_when(document: Document) -> None:
    assert paragraphs(document, "Date") == ["Example Press\nMay 2024"]


def test_pictures_are_pngs_with_their_alt_text_and_the_size_of_the_drawing(document: Document, path: Path) -> None:
    (picture,) = document.inline_shapes
    assert picture._inline.docPr.get("descr") == "A circle divided into four equal parts"
    assert round(picture.width.inches, 2) == 2.5
    with zipfile.ZipFile(path) as archive:
        (name,) = [name for name in archive.namelist() if name.startswith("word/media/")]
        assert archive.read(name).startswith(b"\x89PNG")


def test_no_path_of_this_computer_is_in_the_file(path: Path) -> None:
    with zipfile.ZipFile(path) as archive:
        for name in archive.namelist():
            content = archive.read(name)
            assert str(Path(__file__).parents[2]).encode() not in content, name
            assert b"/tmp" not in content, name


def test_the_integrity_check_finds_nothing(path: Path, book_editions: Mapping[str, Path]) -> None:
    for file in (path, book_editions["docx"]):
        assert [finding for finding in check(str(file)) if finding.severity in {ERROR, WARN}] == []
