"""What differs from the printed report: exactly the words that were edited, in the passage they belong to."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from pathlib import Path

import pytest

from scripts.publication.changes import Change, changes, new_chapters
from scripts.publication.load import load
from scripts.publication.provenance import align
from tests.conftest import copy_sources

Write = Callable[..., Path]
PRINTED = """\
1. Samen
Wie samenwerkt, deelt een doel met de ander en zoekt daar de middelen bij.
Dat vraagt tijd. Het vraagt ook vertrouwen tussen alle partners in de wijk.
Over de kosten van samenwerking is in de literatuur nog weinig te vinden.
-
2. Apart
Wie alleen werkt, mist soms de blik van buiten op het eigen handelen.
"""
CHAPTERS = {
    "een.md": (
        "# Samen\n\nWie samenwerkt, deelt een doel met de ander en zoekt daar de middelen bij.\n\n"
        "Dat vraagt tijd. Het vraagt ook vertrouwen tussen alle partners in de wijk.\n\n"
        "Over de kosten van samenwerking is in de literatuur nog weinig te vinden.\n"
    ),
    "twee.md": "# Apart\n\nWie alleen werkt, mist soms de blik van buiten op het eigen handelen.\n",
}
COSTS = "Over de kosten van samenwerking is in de literatuur nog weinig te vinden."
ALONE = "Wie alleen werkt, mist soms de blik van buiten op het eigen handelen."
Compare = Callable[..., tuple[Change, ...]]


@pytest.fixture
def compare(write_publication: Write) -> Compare:
    """The changes after replacing one text by another in the chapters."""

    def run(*replacements: tuple[str, str], **more: str) -> tuple[Change, ...]:
        chapters: Mapping[str, str] = CHAPTERS
        for old, new in replacements:
            assert any(old in text for text in chapters.values()), old
            chapters = {name: text.replace(old, new) for name, text in chapters.items()}
        added = {f"{name}.md": text for name, text in more.items()}
        root = write_publication({**chapters, **added}, config="extra:\n  provenance: {text: druk.txt}\n")
        (root / "druk.txt").write_text(PRINTED.replace("-\n", ""), encoding="utf-8")
        publication = load(root)
        return changes(publication, align(publication))

    return run


def marked(change: Change) -> str:
    """The words of a change, {+inserted+} and [-deleted-]."""
    marks = {"same": "{}", "inserted": "{{+{}+}}", "deleted": "[-{}-]"}
    return " ".join(marks[piece.kind].format(piece.text) for piece in change.pieces)


def test_nothing_changed(compare: Compare) -> None:
    assert compare() == ()


@pytest.mark.parametrize(
    ("old", "new", "shown"),
    [
        ("deelt een doel", "deelt twee doelen", "deelt [-een doel-] {+twee doelen+} met"),
        ("Dat vraagt tijd. Het", "Dat vraagt veel tijd. Het", "vraagt {+veel+} tijd."),
        ("nog weinig te", "weinig te", "literatuur [-nog-] weinig"),
        ("bij.\n\nDat", "bij. Altijd.\n\nDat", "middelen bij. {+Altijd.+}"),
        ("tussen alle partners in de wijk.", "tussen alle partners.", "alle [-partners in de wijk.-] {+partners.+}"),
        ("Over de kosten", "Wel is over de kosten", "[-Over-] {+Wel is over+} de kosten"),
    ],
)
def test_exactly_the_edited_words_are_marked(compare: Compare, old: str, new: str, shown: str) -> None:
    (change,) = compare((old, new))
    assert (change.kind, change.pages) == ("changed", (1,))
    assert shown in marked(change)


def test_a_new_paragraph(compare: Compare) -> None:
    (change,) = compare((COSTS, f"Dit is er helemaal nieuw bij gekomen.\n\n{COSTS}"))
    assert (change.kind, change.passage, change.pages) == ("new", 3, ())
    assert marked(change) == "{+Dit is er helemaal nieuw bij gekomen.+}"


def test_a_paragraph_that_is_gone(compare: Compare) -> None:
    (change,) = compare((COSTS, ""))
    assert (change.kind, str(change.file), change.passage) == ("gone", "een.md", 2)
    assert marked(change) == f"[-{COSTS}-]"


def test_a_sentence_between_two_passages_stands_by_itself(compare: Compare) -> None:
    """Print does not tell where a paragraph began, so not to which of the two a whole sentence belonged."""
    (change,) = compare(("Dat vraagt tijd. Het", "Het"))
    assert (change.kind, marked(change), change.passage) == ("gone", "[-Dat vraagt tijd.-]", 1)


def test_a_paragraph_that_moved_is_no_deletion_and_insertion(compare: Compare) -> None:
    (change,) = compare((COSTS, ""), (ALONE, f"{ALONE}\n\n{COSTS}"))
    assert (change.kind, str(change.file), change.pages) == ("moved", "twee.md", (1,))
    assert marked(change) == COSTS


def test_a_replaced_paragraph_is_one_gone_and_one_new(compare: Compare) -> None:
    gone, new = compare((COSTS, "Of geld ontbreekt is in geen onderzoek nog gezien."))
    assert (gone.kind, marked(gone)) == ("gone", f"[-{COSTS}-]")
    assert (new.kind, marked(new)) == ("new", "{+Of geld ontbreekt is in geen onderzoek nog gezien.+}")


def test_numbers_that_shift_are_no_change(compare: Compare) -> None:
    changed = compare(("# Samen", "# Vooraf\n\n# Samen"))
    assert [(change.kind, marked(change)) for change in changed] == [("new", "{+Vooraf+}")]


def test_a_new_chapter_is_named_and_not_spelled_out(compare: Compare, tmp_path: Path) -> None:
    assert compare(drie="# Drie\n\nAlles hierin staat nergens anders, woord na woord.\n") == ()
    publication = load(tmp_path)
    assert [str(file) for file in new_chapters(publication, align(publication))] == ["drie.md"]


def test_the_report_reads_as_it_was_printed(tmp_path: Path) -> None:
    publication = load(copy_sources(tmp_path / "rapport"))
    assert changes(publication, align(publication)) == ()
