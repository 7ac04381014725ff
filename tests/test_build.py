"""`rapport build` as its user meets it: complete, the same bytes everywhere, and all or nothing."""

from __future__ import annotations

import errno
import hashlib
import json
import os
import shutil
import signal
import subprocess
import sys
from pathlib import Path

import pytest

from scripts.__main__ import main
from tests.conftest import PROJECT, copy_sources, rapport

SLUG = "samenwerken-is-vermenigvuldigen"
TINY = PROJECT / "tests" / "publications" / "tiny"


@pytest.fixture
def tiny(tmp_path: Path) -> Path:
    root = tmp_path / "tiny"
    shutil.copytree(TINY, root)
    return root


def contents(folder: Path) -> dict[str, str]:
    return {
        path.relative_to(folder).as_posix(): hashlib.sha256(path.read_bytes()).hexdigest()
        for path in sorted(folder.rglob("*"))
        if path.is_file()
    }


def test_build_leaves_what_the_readme_says(built_book: Path) -> None:
    build = built_book / "build"
    assert {path.name for path in build.iterdir()} == {
        "site", "notes.json", "manifest.json", f"{SLUG}.pdf", f"{SLUG}.docx", f"{SLUG}.epub",
    }  # fmt: skip
    downloads = {path.name for path in (build / "site" / "downloads").iterdir()}
    assert downloads == {
        f"{SLUG}.pdf", f"{SLUG}.docx", f"{SLUG}.epub", f"{SLUG}.bib", f"{SLUG}.ris",
        "references.bib", "references.ris", "noten.csl",
    }  # fmt: skip
    for name in (f"{SLUG}.pdf", f"{SLUG}.docx", f"{SLUG}.epub"):
        assert (build / "site" / "downloads" / name).read_bytes() == (build / name).read_bytes()


def test_register_lists_every_note_once_with_its_place(built_book: Path) -> None:
    notes = json.loads((built_book / "build" / "notes.json").read_text(encoding="utf-8"))
    assert [note["number"] for note in notes] == list(range(1, 121))
    for note in notes:
        line = (built_book / note["file"]).read_text(encoding="utf-8").split("\n")[note["line"] - 1]
        assert line[note["column"] - 1] == "["
        assert note["text"]
        assert set(note) == {"number", "file", "line", "column", "anchor", "text", "citations"}
        for citation in note["citations"]:
            assert set(citation) == {"key", "prefix", "locator", "suffix"}


def test_manifest_describes_the_files_on_disk(built_book: Path) -> None:
    build = built_book / "build"
    manifest = json.loads((build / "manifest.json").read_text(encoding="utf-8"))
    listed = {item["name"]: item for item in manifest["files"]}
    assert {name: item["sha256"] for name, item in listed.items()} == {
        name: digest for name, digest in contents(build).items() if name != "manifest.json"
    }
    for suffix in ("pdf", "docx", "epub"):
        assert listed[f"{SLUG}.{suffix}"]["notes"] == 120
        assert listed[f"{SLUG}.{suffix}"]["words"] > 10_000
    assert listed[f"{SLUG}.pdf"]["pages"] > 30


def test_two_builds_are_byte_identical(built_book: Path, tmp_path: Path) -> None:
    other = copy_sources(tmp_path / "elders" / "diep")
    surroundings = {"TZ": "Pacific/Kiritimati", "LC_ALL": "C", "LANG": "C", "PYTHONHASHSEED": "7", "COLUMNS": "40"}
    done = rapport("build", "--quiet", "-C", other, cwd=tmp_path, env=surroundings)
    assert done.returncode == 0, done.stdout + done.stderr
    assert contents(other / "build") == contents(built_book / "build")


def test_unknown_key_stops_the_build_and_leaves_the_previous_one(tiny: Path) -> None:
    assert main(["build", "--quiet", "-C", str(tiny)]) == 0
    before = contents(tiny / "build")
    chapter = tiny / "docs" / "one.md"
    chapter.write_text(chapter.read_text(encoding="utf-8") + "\nMore.[@nobody1999]\n", encoding="utf-8")
    done = rapport("build", cwd=tiny)
    assert done.returncode == 1
    lines = chapter.read_text(encoding="utf-8").split("\n")
    assert f"docs/one.md:{len(lines) - 1}:7: C101 " in done.stdout
    assert contents(tiny / "build") == before
    assert not list(tiny.glob(".build-*"))


@pytest.mark.skipif(sys.platform == "win32", reason="signals are sent differently there")
@pytest.mark.parametrize("sent", [signal.SIGINT, signal.SIGTERM])
def test_interrupted_build_leaves_the_previous_one(tiny: Path, sent: signal.Signals) -> None:
    (tiny / "build").mkdir()
    (tiny / "build" / "vorige.txt").write_text("blijft", encoding="utf-8")
    # Whoever runs the tests in the background has them ignore Ctrl-C.
    listening = "import runpy, signal; signal.signal(signal.SIGINT, signal.default_int_handler); "
    command = [sys.executable, "-c", f"{listening}runpy.run_module('scripts', run_name='__main__')", "build"]
    surroundings = os.environ | {"PYTHONPATH": str(PROJECT)}
    process = subprocess.Popen(
        command, cwd=tiny, env=surroundings, stderr=subprocess.PIPE, stdout=subprocess.PIPE, encoding="utf-8"
    )
    assert process.stderr is not None
    for line in process.stderr:  # the first step that works in a folder aside
        if "webuitgave" in line:
            break
    process.send_signal(sent)
    _, errors = process.communicate(timeout=60)
    assert process.returncode == 2
    assert "afgebroken" in errors
    assert "Traceback" not in errors
    assert contents(tiny / "build").keys() == {"vorige.txt"}
    assert not list(tiny.glob(".build-*"))


def test_full_disk_is_said_and_leaves_the_previous_build(
    tiny: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    (tiny / "build").mkdir()
    (tiny / "build" / "vorige.txt").write_text("blijft", encoding="utf-8")

    def full(*_: object) -> None:
        raise OSError(errno.ENOSPC, "No space left on device", "notes.json")

    monkeypatch.setattr("scripts.build_publication.register_json", full)
    assert main(["build", "--quiet", "-C", str(tiny)]) == 2
    assert "de schijf is vol" in capsys.readouterr().err
    assert contents(tiny / "build").keys() == {"vorige.txt"}
    assert not list(tiny.glob(".build-*"))


def test_site_and_export_replace_only_their_own(tiny: Path) -> None:
    assert main(["build", "--quiet", "-C", str(tiny)]) == 0
    before = contents(tiny / "build")
    assert main(["export", "docx", "--quiet", "-C", str(tiny)]) == 0
    assert contents(tiny / "build") == before
    assert main(["site", "--quiet", "-C", str(tiny)]) == 0
    after = contents(tiny / "build")
    assert {name for name in before if "downloads/" not in name} == {n for n in after if "downloads/" not in n}


def test_publication_of_another_kind_and_language_builds(tiny: Path) -> None:
    assert main(["build", "--quiet", "-C", str(tiny)]) == 0
    notes = json.loads((tiny / "build" / "notes.json").read_text(encoding="utf-8"))
    assert [note["number"] for note in notes] == list(range(1, len(notes) + 1))
    pages = "".join(path.read_text(encoding="utf-8") for path in (tiny / "build" / "site").rglob("*.html"))
    assert "Noten" not in pages
    assert "Samenwerken" not in pages
