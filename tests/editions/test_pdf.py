from __future__ import annotations

import json
import subprocess
import sys
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any

import pikepdf
import pytest
import typst

VERAPDF = Path(__file__).with_name("verapdf.py")


def verapdf(*files: Path) -> dict[str, dict[str, list[str]]]:
    command = [sys.executable, str(VERAPDF), *map(str, files)]
    done = subprocess.run(command, capture_output=True, encoding="utf-8", check=False)
    assert done.returncode == 0, done.stderr
    result: dict[str, dict[str, list[str]]] = json.loads(done.stdout)
    return result


@pytest.mark.slow
def test_verapdf_finds_nothing_and_would_find_something(
    tiny_editions: Mapping[str, Path], book_editions: Mapping[str, Path], tmp_path: Path
) -> None:
    untagged = tmp_path / "untagged.pdf"
    untagged.write_bytes(typst.compile(b"= Heading", pdf_tags=False))
    found = verapdf(tiny_editions["pdf"], book_editions["pdf"], untagged)
    assert found[tiny_editions["pdf"].name] == {"PDFUA_1": [], "PDFA_2_A": []}
    assert found[book_editions["pdf"].name] == {"PDFUA_1": [], "PDFA_2_A": []}
    assert all(found[untagged.name].values())


@pytest.fixture
def pdf(tiny_editions: Mapping[str, Path]) -> Iterator[pikepdf.Pdf]:
    with pikepdf.open(tiny_editions["pdf"]) as opened:
        yield opened


def kinds(element: Any) -> Iterator[str]:
    """The structure types below an element, in reading order."""
    if isinstance(element, pikepdf.Array):
        for child in element:
            yield from kinds(child)
    elif isinstance(element, pikepdf.Dictionary) and "/S" in element:
        yield str(element.S)
        yield from kinds(element.get("/K", pikepdf.Array()))


def test_what_it_is_stands_in_the_file(pdf: pikepdf.Pdf) -> None:
    assert str(pdf.Root.Lang) == "en-US"
    assert str(pdf.docinfo["/Title"]) == 'Small <script>alert("title")</script> Study'
    with pdf.open_metadata() as metadata:
        assert metadata["pdfuaid:part"] == "1"
        assert (metadata["pdfaid:part"], metadata["pdfaid:conformance"]) == ("2", "A")


def test_notes_tables_figures_and_lists_are_tagged_as_such(pdf: pikepdf.Pdf) -> None:
    found = list(kinds(pdf.Root.StructTreeRoot.K))
    assert found.count("/Note") == 7
    assert found.count("/TH") == 2
    assert found.count("/Figure") == 1
    assert found.count("/L") == 2
    assert {"/Title", "/TOC", "/Caption", "/BlockQuote"} <= set(found)


def test_front_matter_has_roman_page_numbers_and_the_text_begins_at_1(pdf: pikepdf.Pdf) -> None:
    assert [page.label for page in pdf.pages][1:] == ["ii", "iii", "1", "2", "3", "4"]


def test_bookmarks_show_the_headings(pdf: pikepdf.Pdf) -> None:
    with pdf.open_outline() as outline:
        titles = [item.title for item in outline.root]
    assert titles == ["1 First things", "2 Second <script>things</script> & more", "Sources"]


def test_only_the_fonts_of_the_house_are_embedded(pdf: pikepdf.Pdf) -> None:
    names = {
        str(font.BaseFont).partition("+")[2] for page in pdf.pages for font in page.resources.get("/Font", {}).values()
    }
    assert all(name.startswith(("RapportSerif", "RapportSans", "DejaVuSansMono")) for name in names), names
