"""The loop as its user meets it: send, edit, receive; and everything that may come back instead of a review copy."""

from __future__ import annotations

import io
import json
import shutil
import subprocess
import zipfile
from collections.abc import Callable, Mapping
from pathlib import Path

import pytest
from lxml import etree

from scripts.__main__ import main
from scripts.word import sent
from tests.conftest import rapport
from tests.word.conftest import PUBLICATION
from tests.word.editor import Reviewer, W

GIT = shutil.which("git") or "git"
COPY = "een-kleine-studie-leeskopie.docx"


def git(root: Path, *arguments: str) -> str:
    identity = ["-c", "user.name=Auteur", "-c", "user.email=auteur@example.org"]
    done = subprocess.run([GIT, "-C", root, *identity, *arguments], capture_output=True, encoding="utf-8", check=False)
    assert done.returncode == 0, done.stderr
    return done.stdout


@pytest.fixture
def project(tmp_path: Path) -> Path:
    """The small publication in git."""
    return in_git(tmp_path / "mijn studie")


@pytest.fixture(scope="module")
def sent_once(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The same with a review copy made, for what changes nothing."""
    root = in_git(tmp_path_factory.mktemp("verstuurd") / "mijn studie")
    send(root)
    return root


def in_git(root: Path) -> Path:
    shutil.copytree(PUBLICATION, root)
    git(root, "init", "--quiet")
    git(root, "config", "user.name", "Auteur")
    git(root, "config", "user.email", "auteur@example.org")
    commit(root)
    return root


def commit(root: Path) -> None:
    git(root, "add", ".")
    git(root, "commit", "--quiet", "-m", "stand")


def send(root: Path, *arguments: str) -> Path:
    assert main(["word", "send", "--quiet", "-C", str(root), *arguments]) == 0
    return next((root / "word").glob("*.docx"))


def receive(root: Path, *arguments: str | Path) -> int:
    return main(["word", "receive", "--quiet", "-C", str(root), *map(str, arguments)])


def edit(path: Path, change: Callable[[Reviewer], object], *, to: str = "", **how: object) -> Path:
    """A reviewer's work on a review copy, saved under another name if asked for."""
    reviewer = Reviewer(path.read_bytes(), **how)  # type: ignore[arg-type]
    change(reviewer)
    target = path.with_name(to or path.name)
    target.write_bytes(reviewer.save())
    return target


def chapter(root: Path, name: str = "een.md") -> str:
    return (root / "docs" / name).read_text(encoding="utf-8")


def items(root: Path, stem: str = COPY) -> list[dict[str, object]]:
    path = root / "word" / f"{Path(stem).stem}-na-te-zien.json"
    found: list[dict[str, object]] = json.loads(path.read_text(encoding="utf-8"))["items"]
    return found


def test_from_send_to_the_changed_chapter(project: Path) -> None:
    sent = rapport("word", "send", cwd=project)
    assert sent.returncode == 0, sent.stderr
    assert "wijzigingen worden bijgehouden" in sent.stdout
    copy = edit(project / "word" / COPY, lambda r: (r.replace("eerste", "allereerste"), r.comment("erin", "Waarin?")))
    before = chapter(project)
    proposed = rapport("word", "receive", copy, cwd=project)
    assert proposed.returncode == 0, proposed.stderr
    assert "1 opmerking(en)" in proposed.stdout
    assert chapter(project) == before
    git(project, "apply", "--check", str(copy.with_suffix(".patch")))
    assert receive(project, copy, "--apply") == 0
    assert chapter(project) == before.replace("de eerste zin", "de allereerste zin")
    # Once more: it is there already.
    assert receive(project, copy, "--apply") == 0
    assert chapter(project) == before.replace("de eerste zin", "de allereerste zin")
    (remark,) = items(project)
    assert remark["kind"] == "comment"
    assert (remark["author"], remark["file"], remark["line"]) == ("Ada Lezer", "docs/een.md", 5)
    assert "Waarin?" in copy.with_name(f"{copy.stem}-na-te-zien.md").read_text(encoding="utf-8")


def test_a_file_that_was_not_edited_changes_nothing(project: Path, capsys: pytest.CaptureFixture[str]) -> None:
    copy = send(project)
    assert receive(project, copy, "--apply") == 0
    assert "Geen wijziging" in capsys.readouterr().out
    assert copy.with_suffix(".patch").read_text(encoding="utf-8") == ""
    assert items(project) == []
    assert git(project, "status", "--porcelain") == ""


def test_the_receipt_says_what_was_sent(project: Path) -> None:
    copy = send(project, "twee", "--comments-only")
    receipt = json.loads(copy.with_suffix(".json").read_text(encoding="utf-8"))
    assert receipt["commit"] == git(project, "rev-parse", "HEAD").strip()
    assert receipt["chapters"] == ["docs/twee.md"]
    assert any("titelpagina" in line for line in receipt["not_editable"])
    with zipfile.ZipFile(copy) as archive:
        settings = etree.fromstring(archive.read("word/settings.xml"))
        document = etree.fromstring(archive.read("word/document.xml"))
    protection = settings.find(f"{W}documentProtection")
    assert protection is not None
    assert protection.get(f"{W}edit") == "comments"
    # The first note of this chapter is the fifth of the study.
    starts = {start.get(f"{W}val") for start in document.iter(f"{W}numStart")}
    assert starts == {"5"}


def test_a_single_chapter_comes_back(project: Path) -> None:
    copy = edit(send(project, "docs/twee.md"), lambda r: r.replace("De opening", "Het begin"))
    assert receive(project, copy, "--apply") == 0
    assert chapter(project, "twee.md").splitlines()[2].startswith("Het begin van het tweede hoofdstuk")


def test_sending_wants_a_committed_revision(project: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (project / "docs" / "een.md").write_text("# Anders\n\nTekst.\n", encoding="utf-8")
    assert main(["word", "send", "-C", str(project)]) == 2
    assert "nog niet zijn vastgelegd" in capsys.readouterr().err
    shutil.copytree(PUBLICATION, tmp_path / "zonder")
    assert main(["word", "send", "-C", str(tmp_path / "zonder")]) == 2
    assert "staat niet in git" in capsys.readouterr().err
    assert main(["word", "send", "-C", str(project), "drie"]) == 2


# -- several reviewers, and chapters that changed meanwhile ------------------------------------------------------------


def two_reviewers(copy: Path) -> Path:
    edit(copy, lambda r: r.replace("eerste", "allereerste"), tracked=True, author="Ada Lezer")
    return edit(copy, lambda r: r.replace("twee lijsten", "drie lijsten"), tracked=True, author="Bob Kijker")


def test_a_branch_has_a_commit_for_each_reviewer(project: Path) -> None:
    copy = two_reviewers(send(project))
    assert receive(project, copy, "--branch", "terug") == 0
    log = git(project, "log", "--reverse", "--format=%an", "HEAD..terug").splitlines()
    assert log == ["Ada Lezer", "Bob Kijker"]
    first = git(project, "show", "terug~1:docs/een.md")
    assert "allereerste" in first
    assert "drie lijsten" not in first
    assert "drie lijsten" in git(project, "show", "terug:docs/een.md")
    assert git(project, "status", "--porcelain") == ""
    assert receive(project, copy, "--branch", "terug") == 2


def test_a_reviewer_may_undo_what_another_did(project: Path) -> None:
    copy = send(project)
    edit(
        copy,
        lambda r: (r.insert_behind("eerste zin", " zeker"), r.comment("erin", "Waarin?")),
        tracked=True,
        author="Ada",
    )
    edit(copy, lambda r: (r.replace(" zeker", ""), r.replace("derde", "vierde")), tracked=True, author="Bob")
    assert receive(project, copy, "--branch", "terug") == 0
    assert "eerste zin zeker van" in git(project, "show", "terug~1:docs/een.md")
    last = git(project, "show", "terug:docs/een.md")
    assert last == chapter(project).replace("derde", "vierde")
    assert [item["kind"] for item in items(project)] == ["comment"]


def test_changes_can_be_accepted_of_one_author(project: Path) -> None:
    copy = two_reviewers(send(project))
    assert receive(project, copy, "--apply", "--author", "Bob Kijker") == 0
    assert "de eerste zin" in chapter(project)
    assert "drie lijsten" in chapter(project)


def test_files_of_several_reviewers_together(project: Path) -> None:
    copy = send(project)
    ada = edit(copy, lambda r: r.replace("eerste zin", "allereerste zin"), to="ada.docx")
    bob = edit(
        copy, lambda r: (r.replace("hoofdstuk.", "boek."), r.replace("eerste zin", "allereerste zin")), to="bob.docx"
    )
    assert receive(project, ada, bob, "--apply") == 0
    assert "Dit is de allereerste zin van het boek.\n" in chapter(project)


def test_chapters_that_changed_meanwhile_are_merged_word_by_word(project: Path) -> None:
    copy = edit(send(project), lambda r: (r.replace("derde", "vierde"), r.replace("eerste zin", "allereerste zin")))
    path = project / "docs" / "een.md"
    path.write_text("\n" + chapter(project).replace("derde zin heeft", "derde zin had"), encoding="utf-8")
    assert receive(project, copy, "--apply") == 0
    assert "De vierde zin had een **vet woord**" in chapter(project)
    assert "de allereerste zin" in chapter(project)


def test_a_conflict_is_listed_and_not_written(project: Path, capsys: pytest.CaptureFixture[str]) -> None:
    copy = edit(send(project), lambda r: (r.replace("derde", "vierde"), r.replace("twee lijsten", "drie lijsten")))
    path = project / "docs" / "een.md"
    path.write_text(chapter(project).replace("derde", "laatste"), encoding="utf-8")
    assert receive(project, copy, "--apply") == 1
    assert "De laatste zin heeft" in chapter(project)
    assert "drie lijsten" in chapter(project)
    assert [item["kind"] for item in items(project)] == ["conflict"]
    assert "1 tegenstrijdig" in capsys.readouterr().out


def test_what_cannot_be_proved_is_refused_and_listed(project: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    copy = edit(send(project), lambda r: (r.replace("derde", "vierde"), r.replace("twee lijsten", "drie lijsten")))
    honest = sent.all_authored

    def lies(mapped: object, file: str) -> list[str]:
        return [text.replace("De vierde", "De zoveelste") for text in honest(mapped, file)]  # type: ignore[arg-type]

    monkeypatch.setattr(sent, "all_authored", lies)
    assert receive(project, copy, "--apply") == 1
    assert "De derde zin" in chapter(project)
    assert "drie lijsten" in chapter(project)
    (item,) = items(project)
    assert item["kind"] == "refused"
    assert "De vierde zin" in str(item["message"])


# -- what a program may make of a file, and what may come instead ------------------------------------------------------


def rewritten(path: Path, change: Callable[[dict[str, bytes]], object], *, to: str = "anders.docx") -> Path:
    with zipfile.ZipFile(path) as archive:
        parts = {name: archive.read(name) for name in archive.namelist()}
    change(parts)
    target = path.with_name(to)
    with zipfile.ZipFile(target, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, data in parts.items():
            archive.writestr(name, data)
    return target


def flattened(parts: dict[str, bytes]) -> None:
    """As programs do that know neither fields nor bookmarks: the text stays, what carried it is gone."""
    for name in ("word/document.xml", "word/footnotes.xml"):
        root = etree.fromstring(parts[name])
        for tag in ("fldChar", "instrText", "bookmarkStart", "bookmarkEnd"):
            for element in list(root.iter(f"{W}{tag}")):
                element.getparent().remove(element)
        parts[name] = etree.tostring(root)


def test_a_file_without_fields_and_bookmarks_is_understood(project: Path) -> None:
    copy = edit(send(project), lambda r: r.replace("eerste zin", "allereerste zin"))
    before = chapter(project)
    assert receive(project, rewritten(copy, flattened), "--apply") == 0
    assert chapter(project) == before.replace("eerste zin", "allereerste zin")
    assert not items(project, "anders.docx")


def in_properties(old: str, new: str) -> Callable[[dict[str, bytes]], object]:
    def change(parts: dict[str, bytes]) -> None:
        text = parts["docProps/custom.xml"].decode()
        start = text.index(">", text.index("<vt:lpwstr", text.index(old))) + 1
        parts["docProps/custom.xml"] = (text[:start] + new + text[text.index("<", start) :]).encode()

    return change


def without_properties(parts: dict[str, bytes]) -> None:
    del parts["docProps/custom.xml"]


def with_macros(parts: dict[str, bytes]) -> None:
    parts["word/vbaProject.bin"] = b"x"


def with_entities(parts: dict[str, bytes]) -> None:
    bomb = b'<!DOCTYPE w [<!ENTITY a "ha"><!ENTITY b "&a;&a;&a;&a;">]>'
    head, _, rest = parts["word/document.xml"].partition(b"?>")
    parts["word/document.xml"] = head + b"?>" + bomb + rest


def broken_xml(parts: dict[str, bytes]) -> None:
    parts["word/document.xml"] = parts["word/document.xml"][:-40]


def bomb(parts: dict[str, bytes]) -> None:
    parts["word/extra.xml"] = b"<x>" + b" " * 80_000_000 + b"</x>"


CHANGED: Mapping[str, tuple[Callable[[dict[str, bytes]], object], str]] = {
    "properties gone": (without_properties, "is geen leeskopie"),
    "another report": (in_properties("RAPPORT_PUBLICATIE", "iets-anders"), "van een ander rapport"),
    "an unknown revision": (in_properties("RAPPORT_REVISIE", "0123456789" * 4), "is hier onbekend"),
    "a revision that is none": (in_properties("RAPPORT_REVISIE", "--output=x"), "is geen leeskopie"),
    "another version of the press": (in_properties("RAPPORT_TEKST", "0" * 64), "andere versie van de drukkerij"),
    "macros": (with_macros, "macro"),
    "entities": (with_entities, "eigen definities"),
    "broken XML": (broken_xml, "beschadigd"),
    "a zip bomb": (bomb, "onwaarschijnlijk groot"),
}


@pytest.mark.parametrize("kind", CHANGED)
def test_a_changed_document_is_refused(
    sent_once: Path, tmp_path: Path, kind: str, capsys: pytest.CaptureFixture[str]
) -> None:
    change, message = CHANGED[kind]
    copy = shutil.copy(sent_once / "word" / COPY, tmp_path)
    refused(sent_once, rewritten(Path(copy), change), message, capsys)


def zipped(*names: str) -> bytes:
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w") as archive:
        for name in names:
            archive.writestr(name, b"x")
    return buffer.getvalue()


OTHER: Mapping[str, tuple[bytes, str]] = {
    "text": (b"Dit is geen Word-document.", "geen Word-document"),
    "nothing": (b"", "geen Word-document"),
    "encrypted": (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\0" * 600, "wachtwoord"),
    "OpenDocument": (zipped("content.xml", "mimetype"), "OpenDocument"),
    "Pages": (zipped("Index/Document.iwa"), "Pages-bestand"),
    "Excel": (zipped("xl/workbook.xml"), "Excel"),
    "another zip": (zipped("foto.jpg"), "geen Word-document"),
    "half a zip": (zipped("word/document.xml")[:-30], "beschadigd"),
}


@pytest.mark.parametrize("kind", OTHER)
def test_another_file_is_refused(
    sent_once: Path, tmp_path: Path, kind: str, capsys: pytest.CaptureFixture[str]
) -> None:
    data, message = OTHER[kind]
    path = tmp_path / "terug.docx"
    path.write_bytes(data)
    refused(sent_once, path, message, capsys)


def test_a_file_that_is_not_there_is_refused(
    sent_once: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    refused(sent_once, tmp_path / "terug.docx", "bestaat niet", capsys)


def refused(root: Path, path: Path, message: str, capsys: pytest.CaptureFixture[str]) -> None:
    """Receiving ends with one line that says why, and changes nothing."""
    assert receive(root, path, "--apply") == 2
    told = capsys.readouterr().err
    assert message in told
    assert told.count("\n") == 1
    assert git(root, "status", "--porcelain") == ""
    assert not list(path.parent.glob("*na-te-zien*"))
