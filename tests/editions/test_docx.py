from __future__ import annotations

import re
import shutil
import subprocess
import zipfile
from collections.abc import Mapping
from pathlib import Path

import docx
import pypdfium2
import pytest
from docx.document import Document
from docx_integrity import ERROR, WARN, check
from lxml import etree
from openxml_audit import OpenXmlValidator

from scripts.design import FONTS
from tests.editions.word import W, fields, part

R_ID = "{http://schemas.openxmlformats.org/officeDocument/2006/relationships}id"


@pytest.fixture(scope="session")
def path(tiny_editions: Mapping[str, Path]) -> Path:
    return tiny_editions["docx"]


@pytest.fixture(scope="session")
def document(path: Path) -> Document:
    return docx.Document(str(path))


def paragraphs(document: Document, style: str) -> list[str]:
    return [p.text for p in document.paragraphs if p.style is not None and p.style.name == style]


def test_headings_and_captions_use_words_own_styles(document: Document) -> None:
    assert paragraphs(document, "Front Heading") == ["Colophon"]
    assert paragraphs(document, "Heading 1") == ["First things", "Second <script>things</script> & more", "Sources"]
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
    assert [e.get(f"{W}val") for e in document.iter(f"{W}numRestart")] == ["continuous", "continuous"]


def test_the_table_of_contents_is_a_filled_field(document: Document, path: Path) -> None:
    assert paragraphs(document, "toc 1") == [
        "1\tFirst things\t1",
        "2\tSecond <script>things</script> & more\t2",
        "Sources\t3",
    ]
    assert paragraphs(document, "toc 2") == ["1.1\tWhy it matters\t1", "Aside\t1", "2.1\tA table\t2"]
    (contents,) = [field for field in fields(part(path, "word/document.xml")) if field.instruction.startswith(" TOC ")]
    assert contents.result.startswith("1First things1")


def test_every_link_within_the_document_has_a_bookmark(path: Path) -> None:
    document = part(path, "word/document.xml")
    bookmarks = {element.get(f"{W}name") for element in document.iter(f"{W}bookmarkStart")}
    anchors = {element.get(f"{W}anchor") for element in document.iter(f"{W}hyperlink")} - {None}
    assert anchors
    assert anchors <= bookmarks


def test_word_counts_the_numbers_of_headings_itself(path: Path) -> None:
    styles = {style.get(f"{W}styleId"): style for style in part(path, "word/styles.xml").iter(f"{W}style")}
    for level in range(1, 7):
        numbering = styles[f"Heading{level}"].find(f"{W}pPr/{W}numPr")
        assert numbering is not None
        assert [child.get(f"{W}val") for child in numbering] == [str(level - 1), "1"]
    abstract = next(part(path, "word/numbering.xml").iter(f"{W}abstractNum"))
    assert [text.get(f"{W}val") for text in abstract.iter(f"{W}lvlText")][:3] == ["%1", "%1.%2", "%1.%2.%3"]


def test_captions_and_cross_references_are_fields_that_show_what_was_printed(path: Path) -> None:
    found = [(each.instruction.strip(), each.result) for each in fields(part(path, "word/document.xml"))]
    assert ("STYLEREF 1 \\s", "1") in found
    assert ("SEQ Figure \\* ARABIC \\r 1", "1") in found
    assert ("REF _Ref_fig_wheel_label \\h", "Figure 1.1") in found
    assert ("REF _Ref_two_table \\r \\h", "2.1") in found
    assert [result for instruction, result in found if instruction.startswith("NOTEREF")] == [*"12364725"]


def test_every_field_that_points_somewhere_finds_a_bookmark(path: Path, book_editions: Mapping[str, Path]) -> None:
    for file in (path, book_editions["docx"]):
        document = part(file, "word/document.xml")
        bookmarks = [element.get(f"{W}name", "") for element in document.iter(f"{W}bookmarkStart")]
        assert len(set(bookmarks)) == len(bookmarks)
        assert max(map(len, bookmarks)) <= 40
        targets = re.findall(r"\b(?:NOTE|PAGE|)REF (\S+)", " ".join(each.instruction for each in fields(document)))
        assert targets
        assert set(targets) <= set(bookmarks)


def test_front_matter_has_roman_numbers_and_the_text_begins_at_one(path: Path) -> None:
    front, text = part(path, "word/document.xml").iter(f"{W}sectPr")
    assert [each.attrib.values() for each in front.iter(f"{W}pgNumType")] == [["lowerRoman"]]
    assert [each.attrib.values() for each in text.iter(f"{W}pgNumType")] == [["1"]]
    assert front.find(f"{W}headerReference") is None
    header = part(path, "word/header1.xml")
    assert [each.get(f"{W}instr") for each in header.iter(f"{W}fldSimple")] == ["STYLEREF 1"]


def test_the_file_carries_the_fonts_of_the_house(path: Path) -> None:
    """Hidden behind their keys (ECMA-376 part 1, 17.8.1): the first 32 bytes, with the key from back to front."""
    relations = {each.get("Id"): each.get("Target", "") for each in part(path, "word/_rels/fontTable.xml.rels")}
    table = part(path, "word/fontTable.xml")
    fonts = [each for font in table for each in font if etree.QName(each).localname.startswith("embed")]
    assert len(fonts) == len(list(FONTS.glob("*.ttf")))
    for font in fonts:
        target = relations[font.get(R_ID)]
        key = bytes.fromhex(font.get(f"{W}fontKey", "")[1:-1].replace("-", ""))[::-1] * 2
        with zipfile.ZipFile(path) as archive:
            hidden = archive.read(f"word/{target}")
        shown = bytes(byte ^ mask for byte, mask in zip(hidden, key, strict=False)) + hidden[len(key) :]
        assert shown == (FONTS / f"{Path(target).stem}.ttf").read_bytes() != hidden


@pytest.mark.slow
@pytest.mark.skipif(shutil.which("soffice") is None, reason="LibreOffice is not on PATH")
def test_the_contents_name_the_pages_that_a_word_processor_makes(
    book_editions: Mapping[str, Path], tmp_path: Path
) -> None:
    """Filled in before anyone has set the pages: a page amiss in fifty at most, and mostly none."""
    profile = f"-env:UserInstallation={(tmp_path / 'profile').as_uri()}"
    command = ["soffice", profile, "--headless", "--convert-to", "pdf", "--outdir", str(tmp_path)]
    subprocess.run([*command, str(book_editions["docx"])], check=True, capture_output=True, timeout=120)
    with pypdfium2.PdfDocument(next(tmp_path.glob("*.pdf"))) as pdf:
        set_pages = [" ".join(page.get_textpage().get_text_range().split()) for page in pdf]
    document = docx.Document(str(book_editions["docx"]))
    entries = [line.split("\t") for style in ("toc 1", "toc 2") for line in paragraphs(document, style)]
    # The page on which the contents themselves end is the last one that has nothing of the text.
    front = max(number for number, text in enumerate(set_pages) if text.startswith("Inhoud")) + 1
    amiss = []
    for *words, page in entries:
        near = set_pages[front + int(page) - 2 : front + int(page) + 1]
        found = [number for number, text in enumerate(near, int(page) - 1) if " ".join(words) in text]
        assert found, words
        amiss.append(int(page) not in found)
    assert sum(amiss) <= len(amiss) // 8


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
    assert picture._inline.graphic.graphicData.pic.nvPicPr.cNvPr.get("descr") == picture._inline.docPr.get("descr")
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


def test_the_checks_of_schema_and_references_find_nothing(path: Path, book_editions: Mapping[str, Path]) -> None:
    for file in (path, book_editions["docx"]):
        assert OpenXmlValidator().validate(file).errors == []
        assert [finding for finding in check(str(file)) if finding.severity in {ERROR, WARN}] == []
