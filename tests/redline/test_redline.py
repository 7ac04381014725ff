"""`rapport redline` as its user meets it: two revisions in git, three files that show the difference."""

from __future__ import annotations

import re
import shutil
import subprocess
import zipfile
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

import pypdfium2
import pytest
from bs4 import BeautifulSoup, Tag
from docx_integrity import ERROR, check
from lxml import etree

from scripts.__main__ import main
from scripts.publication import pandoc
from tests.conftest import PROJECT

TINY = PROJECT / "tests" / "publications" / "tiny"
GIT = shutil.which("git") or "git"
WORD = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"


def git(folder: Path, *arguments: str) -> None:
    identity = ["-c", "user.name=An Author", "-c", "user.email=an@example.org", "-c", "commit.gpgsign=false"]
    subprocess.run([GIT, *identity, *arguments], cwd=folder, check=True, capture_output=True)


def commit(folder: Path, label: str) -> None:
    git(folder, "add", "-A")
    git(folder, "commit", "-q", "-m", label, "--date", "2024-05-06T07:08:09Z")
    git(folder, "tag", label)


def edit(chapter: Path, changes: Sequence[tuple[str, str]]) -> None:
    text = chapter.read_text(encoding="utf-8")
    for old, new in changes:
        assert text.count(old) == 1, old
        text = text.replace(old, new)
    chapter.write_text(text, encoding="utf-8", newline="\n")


@dataclass(frozen=True)
class Compared:
    """A project in a subfolder of a repository with the tags 'v1' and 'v2', compared."""

    root: Path

    def file(self, extension: str) -> Path:
        (path,) = (self.root / "build").glob(f"*-v1-v2.{extension}")
        return path


@pytest.fixture(scope="module")
def compared(tmp_path_factory: pytest.TempPathFactory) -> Compared:
    repository = tmp_path_factory.mktemp("git") / "met spatie"
    root = repository / "studie"
    shutil.copytree(TINY, root)
    git(repository.parent, "init", "-q", str(repository))
    commit(repository, "v1")
    edit(root / "docs" / "one.md", EDITS)
    commit(repository, "v2")
    assert main(["redline", "v1", "v2", "-C", str(root), "--quiet"]) == 0
    return Compared(root)


EDITS = (("A claim", "A bold claim"),)


def plain(path: Path, changes: str) -> str:
    return pandoc.run([f"--track-changes={changes}", "--to=plain", "--wrap=none", path])


def _marks(page: BeautifulSoup, name: str) -> list[Tag]:
    """The marks in the text, not those that explain how they look."""
    return [mark for mark in page.select(f"main {name}") if not mark.find_parent(class_="overview")]


def test_the_page_shows_what_came_and_went(compared: Compared) -> None:
    page = BeautifulSoup(compared.file("html").read_text(encoding="utf-8"), "html.parser")
    assert [ins.get_text() for ins in _marks(page, "ins")] == ["bold "]
    assert _marks(page, "del") == []
    assert page.select_one(".overview li a[href^='#']"), "the overview links to the section that changed"
    assert not re.search(r"(?:src|href)=\"https?://", str(page.head))


def test_word_has_the_old_and_the_new_text(compared: Compared, tmp_path: Path) -> None:
    path = compared.file("docx")
    accepted, rejected = plain(path, "accept"), plain(path, "reject")
    assert "A bold claim" in accepted
    assert "A claim" in rejected
    assert "A bold claim" not in rejected
    assert not [problem for problem in check(path) if problem.severity == ERROR]


def test_the_pdf_says_on_its_title_page_what_it_is(compared: Compared) -> None:
    with pypdfium2.PdfDocument(compared.file("pdf")) as pdf:
        pages = [page.get_textpage().get_text_range() for page in pdf]
    assert "Difference between v1 and v2" in pages[0]
    assert any("A bold claim" in " ".join(page.split()) for page in pages)


def test_changes_have_their_author_date_and_a_number_of_their_own(compared: Compared) -> None:
    with zipfile.ZipFile(compared.file("docx")) as archive:
        trees = [etree.fromstring(archive.read(f"word/{part}.xml")) for part in ("document", "footnotes")]
    changes = [change for tree in trees for change in tree.iter(f"{WORD}ins", f"{WORD}del")]
    assert {change.get(f"{WORD}author") for change in changes} == {"An Author"}
    assert len({change.get(f"{WORD}id") for change in changes}) == len(changes) > 0


def test_the_same_bytes_again(compared: Compared) -> None:
    before = {path.name: path.read_bytes() for path in (compared.root / "build").iterdir()}
    assert main(["redline", "v1", "v2", "-C", str(compared.root), "--quiet"]) == 0
    assert {path.name: path.read_bytes() for path in (compared.root / "build").iterdir()} == before


def test_a_whole_paragraph_is_gone_with_its_mark_and_its_note(compared: Compared, tmp_path: Path) -> None:
    root = tmp_path / "studie"
    shutil.copytree(compared.root.parent, tmp_path / "kopie")
    root = tmp_path / "kopie" / "studie"
    chapter = root / "docs" / "one.md"
    text = chapter.read_text(encoding="utf-8")
    chapter.write_text(f"{text}\nA wholly new paragraph with a note.[@lovelace1843]\n", encoding="utf-8", newline="\n")
    commit(root, "v3")
    chapter.write_text(text, encoding="utf-8", newline="\n")
    assert main(["redline", "v3", "-C", str(root), "--quiet"]) == 0
    (page,) = (root / "build").glob("*-v3-nu.html")
    (gone,) = _marks(BeautifulSoup(page.read_text(encoding="utf-8"), "html.parser"), "del")
    assert gone.get_text().startswith("A wholly new paragraph with a note. [")
    (docx,) = (root / "build").glob("*-v3-nu.docx")
    assert "wholly new paragraph" in plain(docx, "reject")
    assert "wholly new paragraph" not in plain(docx, "accept")
    with zipfile.ZipFile(docx) as archive:
        tree = etree.fromstring(archive.read("word/document.xml"))
    assert len(list(tree.iterfind(f".//{WORD}pPr/{WORD}rPr/{WORD}del"))) == 1


def test_without_a_difference_it_says_so(compared: Compared, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["redline", "v2", "v2", "-C", str(compared.root), "--quiet"]) == 0
    assert "0 keer toegevoegd, 0 keer vervallen" in capsys.readouterr().err
    for path in (compared.root / "build").glob("*-v2-v2.*"):
        path.unlink()


@pytest.mark.parametrize(
    ("arguments", "message"),
    [
        (["bestaat-niet"], "revisie ‘bestaat-niet’ bestaat niet"),
        (["v1", "--output=x"], "onbekend: --output=x"),
        (["v1", "v2:docs"], "revisie ‘v2:docs’ bestaat niet"),
    ],
)
def test_unknown_revisions(
    compared: Compared, capsys: pytest.CaptureFixture[str], arguments: list[str], message: str
) -> None:
    assert main(["redline", "-C", str(compared.root), *arguments]) == 2
    assert message in capsys.readouterr().err


def test_outside_git(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    shutil.copytree(TINY, tmp_path / "tiny")
    assert main(["redline", "HEAD", "-C", str(tmp_path / "tiny")]) == 2
    assert "revisie ‘HEAD’ bestaat niet in deze map" in capsys.readouterr().err
