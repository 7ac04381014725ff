"""A table of kinds of edits: tracked or not, saved as they are or by LibreOffice, each comes to exactly the same."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from pathlib import Path

import pytest

from tests.word.cases import EDITS
from tests.word.conftest import Copy
from tests.word.editor import AUTHOR, Reviewer

GOLDEN = Path(__file__).parent / "golden"


# What LibreOffice 7.4 itself makes of a tracked change: it loses the end of a paragraph, or gives what follows it the
# style of the deleted one, and takes words behind a field into the field. The loop can only go by what is in the file.
ITS_OWN_WAY = {
    "a citation moved within a note",
    "the reference list edited",
    "the last paragraph deleted",
    "a paragraph with a note deleted",
    "a heading deleted",
    "paragraphs joined",
    "list items joined",
    "a paragraph moved",
    "a paragraph with a note moved",
    "a paragraph moved to another chapter",
    "a paragraph deleted",
}


def file_of(name: str) -> str:
    return re.sub(r"\W+", "-", name)


def edited(copy: Copy, name: str, *, tracked: bool) -> bytes:
    reviewer = Reviewer(copy.docx, tracked=tracked)
    EDITS[name](reviewer)
    return reviewer.save()


@pytest.mark.parametrize("tracked", [False, True], ids=["untracked", "tracked"])
@pytest.mark.parametrize("name", EDITS)
def test_an_edit_comes_to_what_is_expected(
    small: Copy, golden: Callable[[Path, str], None], name: str, tracked: bool
) -> None:
    golden(GOLDEN / f"{file_of(name)}.txt", small.outcome(edited(small, name, tracked=tracked)))


def test_every_golden_file_belongs_to_an_edit() -> None:
    assert {path.stem for path in GOLDEN.glob("*.txt")} == {file_of(name) for name in EDITS}


def test_what_the_chapters_say_afterwards_is_what_the_document_says(
    small: Copy, closes: Callable[..., list[object]]
) -> None:
    kinds = [(name, tracked) for name in EDITS for tracked in (False, True)]
    proposals = {kind: small.proposal(edited(small, kind[0], tracked=kind[1])) for kind in kinds}
    assert not closes(small, proposals)


# -- LibreOffice -------------------------------------------------------------------------------------------------------


@pytest.fixture(scope="session")
def resaved(
    small: Copy, tmp_path_factory: pytest.TempPathFactory, libreoffice: Callable[..., None]
) -> Mapping[tuple[str, bool], bytes]:
    """Every edited document as LibreOffice saves it: opened and saved again, all in one run."""
    folder = tmp_path_factory.mktemp("libreoffice")
    paths = {}
    for name in EDITS:
        for tracked in (False, True):
            path = folder / f"{file_of(name)}-{tracked}.docx"
            path.write_bytes(without_fonts(edited(small, name, tracked=tracked)))
            paths[name, tracked] = path
    libreoffice(list(paths.values()), folder / "saved")
    return {key: (folder / "saved" / path.name).read_bytes() for key, path in paths.items()}


def without_fonts(docx: bytes) -> bytes:
    """The document without the fonts in it, which LibreOffice takes a second to save."""
    reviewer = Reviewer(docx)
    for name in [name for name in reviewer.parts if name.startswith("word/fonts/")]:
        del reviewer.parts[name]
    table = reviewer.parts["word/fontTable.xml"].decode()
    reviewer.parts["word/fontTable.xml"] = re.sub(r"<w:embed\w+ [^>]*/>", "", table).encode()
    reviewer.parts.pop("word/_rels/fontTable.xml.rels", None)
    return reviewer.save()


@pytest.mark.parametrize("tracked", [False, True], ids=["untracked", "tracked"])
@pytest.mark.parametrize("name", EDITS)
def test_libreoffice_changes_nothing_of_that(
    small: Copy,
    resaved: Mapping[tuple[str, bool], bytes],
    golden: Callable[[Path, str], None],
    name: str,
    tracked: bool,
) -> None:
    folder = GOLDEN / "libreoffice" if tracked and name in ITS_OWN_WAY else GOLDEN
    golden(folder / f"{file_of(name)}.txt", small.outcome(resaved[name, tracked]))


def test_tracked_changes_name_their_author(small: Copy) -> None:
    proposal = small.proposal(edited(small, "a word replaced", tracked=True))
    assert {edit.author for edit in proposal.edits} == {AUTHOR}
