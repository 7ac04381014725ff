"""The canonical layout of a .bib: what it looks like, and that it says the same."""

from __future__ import annotations

import re
from collections.abc import Callable
from pathlib import Path

import pytest
from hypothesis import given, settings

from scripts.findings import Finding
from scripts.fixing.mend import mend_bibliography
from scripts.publication.bibliography import parse_bibliography
from scripts.publication.bibtex import scan
from scripts.publication.model import Bibliography, Position
from tests.fixing.bibliographies import bib_like, bibliographies

GOLDEN = Path(__file__).with_name("golden")
FILE = "references.bib"


def read(text: str) -> Bibliography:
    return parse_bibliography(Path(FILE), FILE, text)


def says(text: str) -> list[tuple[object, ...]]:
    """What pandoc takes from the entries; layout and the order of fields are left out."""
    return [(e.key, e.type, dict(e.fields), [name for name, _ in e.repeated]) for e in read(text).entries]


def lay_out(text: str) -> str:
    return mend_bibliography(text, FILE, [])[0]


def test_layout_of_all_that_a_bib_can_hold(golden: Callable[[Path, str], None]) -> None:
    golden(GOLDEN / "messy.after.bib", lay_out((GOLDEN / "messy.before.bib").read_text(encoding="utf-8")))


def test_broken_and_commented_entries_stay_byte_for_byte() -> None:
    before = (GOLDEN / "messy.before.bib").read_text(encoding="utf-8")
    after = lay_out(before)
    for start, end in (
        ("@book{kapot2020,", "Bos, C.}"),
        ("@book{drie2020,", "date={2020}}"),
        ("@comment{", "staan}}}"),
    ):
        stretch = before[before.index(start) : before.index(end, before.index(start)) + len(end)]
        assert stretch in after


def test_the_bibliography_of_the_report_is_in_the_canonical_layout(project_root: Path) -> None:
    source = (project_root / FILE).read_text(encoding="utf-8")
    assert mend_bibliography(source, FILE, []) == (source, [])


@pytest.mark.parametrize("text", ["", "\n\n", "alleen woorden\n", "@", "@comment{", "% niets\n", "@string{a = {b}}\n"])
def test_a_file_without_entries_keeps_its_words(text: str) -> None:
    assert lay_out(text).strip() == text.strip()


def test_every_change_is_one_line_with_its_place() -> None:
    _, changes = mend_bibliography("@book{a,title={b}}\n\n\n\n@Book{c,\n  title = {d},\n}\n", FILE, [])
    assert [str(change) for change in changes] == [
        "references.bib:1:1: ‘a’ opnieuw ingedeeld",
        "references.bib:5:1: ‘c’ opnieuw ingedeeld",
    ]


def test_values_change_only_where_a_finding_says_so() -> None:
    source = "@article{a,\n  pages = {4-9, 12—13},\n  doi = {doi:10.1000/a\\_b},\n}\n"
    assert lay_out(source) == source
    findings = [
        Finding("B124", "review", Position(FILE, 2, 3), ""),
        Finding("B127", "error", Position(FILE, 3, 3), ""),
    ]
    mended, changes = mend_bibliography(source, FILE, findings)
    assert mended == "@article{a,\n  pages = {4--9, 12--13},\n  doi = {10.1000/a_b},\n}\n"
    assert [change.message for change in changes] == [
        "‘a’: pages ‘4-9, 12—13’ is nu ‘4--9, 12--13’",
        "‘a’: doi ‘doi:10.1000/a\\_b’ is nu ‘10.1000/a_b’",
    ]


@settings(max_examples=150, deadline=None)
@given(bibliographies())
def test_layout_keeps_every_entry_and_settles_at_once(text: str) -> None:
    after = lay_out(text)
    assert says(after) == says(text)
    assert mend_bibliography(after, FILE, []) == (after, [])


@settings(max_examples=300, deadline=None)
@given(bib_like)
def test_layout_of_any_text_keeps_what_it_says_and_settles_at_once(text: str) -> None:
    after = lay_out(text)
    assert says(after) == says(text)
    assert re.sub(r"\s", "", text).count("%") == re.sub(r"\s", "", after).count("%")
    assert lay_out(after) == after


@settings(max_examples=300, deadline=None)
@given(bib_like)
def test_the_items_of_any_text_together_are_the_text(text: str) -> None:
    assert "".join(text[item.start : item.end] for item in scan(text)) == text
