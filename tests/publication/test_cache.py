"""Results kept in `.cache/`: the same as fresh ones whatever happens to the folder, and made once."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest
from hypothesis import given

from scripts.publication import cache as cache_module
from scripts.publication import pandoc
from scripts.publication.cache import Cache, digest
from scripts.publication.citeproc import format_references
from scripts.publication.load import load
from scripts.publication.parse import parse
from tests.conftest import PROJECT, rapport
from tests.publication.documents import DOCUMENTS
from tests.publication.test_properties import EXAMPLES

Write = Callable[..., Path]
CHAPTERS = {
    "een.md": "# Een\n\nTekst.[@jansen2020, p. 3]\n",
    "twee.md": "# Twee\n\nMeer.[^a]\n\n[^a]: Zie [@jansen2020].\n",
}


@pytest.fixture
def runs(monkeypatch: pytest.MonkeyPatch) -> list[list[str]]:
    """The arguments of each run of pandoc during the test."""
    seen: list[list[str]] = []
    real = pandoc.run

    def counted(arguments, **options):
        seen.append([str(argument) for argument in arguments] + [options.get("stdin", "")])
        return real(arguments, **options)

    monkeypatch.setattr(pandoc, "run", counted)
    return seen


def results(root: Path) -> list[Path]:
    return sorted((root / ".cache" / "results").iterdir())


@EXAMPLES
@given(texts=DOCUMENTS)
def test_what_is_kept_is_what_a_fresh_parse_gives(tmp_path_factory: pytest.TempPathFactory, texts: list[str]) -> None:
    cache = Cache(tmp_path_factory.mktemp("cache"))
    fresh = list(parse(texts))
    assert list(parse(texts, cache)) == fresh
    assert list(parse([*reversed(texts)], cache)) == [*reversed(fresh)]


def test_many_texts_take_more_runs_of_pandoc(runs: list[list[str]]) -> None:
    texts = [f"# {number}\n\n" + "woord " * 30_000 for number in range(4)]
    assert [parsed.blocks[0]["c"][2] for parsed in parse(texts)] == [[{"t": "Str", "c": str(n)}] for n in range(4)]
    assert len(runs) == 4


def test_only_the_changed_chapter_is_parsed_again(write_publication: Write, runs: list[list[str]]) -> None:
    root = write_publication(CHAPTERS)
    load(root)
    again = load(root)
    assert len(runs) == 1
    (root / "docs" / "twee.md").write_text("# Twee\n\nAnders.\n", encoding="utf-8")
    changed = load(root)
    assert len(runs) == 2
    assert "Anders" in runs[1][-1]
    assert "Tekst" not in runs[1][-1]
    assert changed.chapters[0].blocks == again.chapters[0].blocks


def test_notes_are_formatted_once(write_publication: Write, runs: list[list[str]]) -> None:
    root = write_publication(CHAPTERS)
    first = format_references(load(root))
    count = len(runs)
    assert format_references(load(root)) == first
    assert len(runs) == count
    bibliography = root / "references.bib"
    bibliography.write_text(bibliography.read_text(encoding="utf-8").replace("voorbeeld", "ander"), encoding="utf-8")
    assert "ander" in format_references(load(root)).notes[1].plain


DAMAGE: dict[str, Callable[[bytes], bytes]] = {
    "empty": lambda _: b"",
    "cut short": lambda content: content[: len(content) // 2],
    "only its digest": lambda content: content[:64],
    "one bit": lambda content: content[:-9] + bytes([content[-9] ^ 1]) + content[-8:],
    "other bytes": lambda _: b"\xff\x00" * 100,
    "longer": lambda content: content + b" ",
}


@pytest.mark.parametrize("damage", DAMAGE.values(), ids=DAMAGE)
def test_a_damaged_result_is_made_again(write_publication: Write, damage: Callable[[bytes], bytes]) -> None:
    root = write_publication(CHAPTERS)
    publication, references = load(root), format_references(load(root))
    whole = {path: path.read_bytes() for path in results(root)}
    for path, content in whole.items():
        path.write_bytes(damage(content))
    assert [chapter.blocks for chapter in load(root).chapters] == [chapter.blocks for chapter in publication.chapters]
    assert format_references(load(root)) == references
    assert {path: path.read_bytes() for path in results(root)} == whole


@pytest.mark.parametrize("place", [".cache", ".cache/results"])
def test_a_folder_that_cannot_be_written_is_no_error(write_publication: Write, place: str) -> None:
    root = write_publication(CHAPTERS)
    (root / place).parent.mkdir(exist_ok=True)
    (root / place).write_text("in de weg", encoding="utf-8")
    assert len(load(root).chapters) == 2
    assert (root / place).read_text(encoding="utf-8") == "in de weg"


def test_a_result_of_another_version_is_not_used(write_publication: Write, monkeypatch: pytest.MonkeyPatch) -> None:
    before = digest("x")
    monkeypatch.setattr(cache_module, "_program", lambda: b"another")
    assert digest("x") != before
    assert digest("ab", "c") != digest("a", "bc")


def test_the_folder_stays_within_bounds(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    cache = Cache(tmp_path)
    names = [f"{number:064x}" for number in range(5)]
    for age, name in enumerate(names):
        cache.put({name: b"x" * 1000})
        os.utime(tmp_path / ".cache" / "results" / name, ns=(age * 10**9, age * 10**9))
    (tmp_path / ".cache" / "results" / "van iemand anders").write_bytes(b"y" * 5000)
    assert cache.get(names[0]) == b"x" * 1000  # used just now, so kept longest
    monkeypatch.setattr(cache_module, "MAX_BYTES", 3 * 1064)
    cache.put({"f" * 64: b"x" * 1000})
    assert [path.name for path in results(tmp_path)] == [names[0], names[4], "f" * 64, "van iemand anders"]


def test_git_leaves_the_folder_alone(write_publication: Write) -> None:
    root = write_publication(CHAPTERS)
    load(root)
    git = shutil.which("git")
    assert git
    subprocess.run([git, "init", "--quiet", root], check=True)
    status = subprocess.run([git, "-C", root, "status", "--short", "-uall"], capture_output=True, check=True, text=True)
    assert "docs/een.md" in status.stdout
    assert ".cache" not in status.stdout


def test_two_checks_at_once_agree(write_publication: Write) -> None:
    root = write_publication(CHAPTERS | {"drie.md": "# Drie\n\n[@niemand1900]\n"})
    command = [sys.executable, "-m", "scripts", "check"]
    surroundings = os.environ | {"PYTHONPATH": str(PROJECT)}
    together = [
        subprocess.Popen(command, cwd=root, env=surroundings, stdout=subprocess.PIPE, stderr=subprocess.PIPE)
        for _ in range(3)
    ]
    said = [process.communicate(timeout=60) for process in together]
    assert len(set(said)) == 1
    assert b"C101" in said[0][0]
    assert rapport("check", cwd=root).stdout.encode() == said[0][0]
    assert all(len(path.name) == 64 for path in results(root))
