"""Findings where authors are: at a terminal, in a pipe, in an editor, at a commit and beside a change on GitHub."""

from __future__ import annotations

import json
import os
import pty
import re
import subprocess
import sys
from pathlib import Path

import pytest
import yaml

from scripts.__main__ import main
from scripts.findings import Finding, as_github, as_text, summary
from scripts.publication.model import Position
from tests.conftest import PROJECT, rapport

CHAPTER = """\
# Titel

Dat blijkt uit onderzoek.[@jansn2020]
{long}En zo'n eind.[@weg]
〒〒\tx [@weg]
"""


@pytest.fixture
def project(tmp_path: Path) -> Path:
    (tmp_path / "docs").mkdir()
    (tmp_path / "mkdocs.yml").write_text("site_name: P\nnav: [a.md]\n", encoding="utf-8")
    (tmp_path / "references.bib").write_text("@book{jansen2020,\n  title = {Iets},\n}\n", encoding="utf-8")
    (tmp_path / "docs" / "a.md").write_text(CHAPTER.format(long="Een lange zin. " * 30), encoding="utf-8")
    return tmp_path


def at_a_terminal(*arguments: str, cwd: Path, columns: int = 80, **env: str) -> str:
    """What `rapport` shows at a terminal of so many columns, with line ends as LF."""
    screen, terminal = pty.openpty()
    surroundings = os.environ | {"PYTHONPATH": str(PROJECT), "COLUMNS": str(columns), "TERM": "xterm"} | env
    command = [sys.executable, "-m", "scripts", *arguments]
    process = subprocess.Popen(
        command, cwd=cwd, env=surroundings, stdin=subprocess.DEVNULL, stdout=terminal, stderr=subprocess.DEVNULL
    )
    os.close(terminal)
    shown = b""
    while piece := _read(screen):
        shown += piece
    os.close(screen)
    process.wait()
    return shown.decode("utf-8").replace("\r\n", "\n")


def _read(screen: int) -> bytes:
    """The next piece; on Linux the end of a terminal is an error."""
    try:
        return os.read(screen, 4096)
    except OSError:
        return b""


def without_style(shown: str) -> str:
    return re.sub(r"\x1b\[[0-9;]*m", "", shown)


def test_a_terminal_shows_the_source_line_with_the_place_underlined(project: Path) -> None:
    shown = without_style(at_a_terminal("check", cwd=project))
    assert (
        "docs/a.md:3:27: C101 bronsleutel ‘jansn2020’ staat niet in references.bib; bedoelt u ‘jansen2020’?\n"
        "     3 │ Dat blijkt uit onderzoek.[@jansn2020]\n"
        "       │                           ‾‾‾‾‾‾‾‾‾‾\n"
    ) in shown


def test_a_long_line_is_cut_around_the_place_and_wide_characters_are_counted(project: Path) -> None:
    lines = without_style(at_a_terminal("check", cwd=project)).split("\n")
    long = next(number for number, line in enumerate(lines) if line.startswith("     4 │ …"))
    assert len(lines[long]) <= 80
    assert lines[long][lines[long + 1].index("‾") :].startswith("@weg")
    wide = lines.index("     5 │ 〒〒␣x [@weg]")
    assert lines[wide + 1] == "       │ " + " " * 8 + "‾‾‾‾"


def test_no_color_shows_no_colours(project: Path) -> None:
    assert "\x1b[1;31m" in at_a_terminal("check", cwd=project)
    assert not re.search(r"\x1b\[[0-9;]*3[0-7]m", at_a_terminal("check", cwd=project, NO_COLOR="1"))


def test_json_at_a_terminal_is_json(project: Path) -> None:
    assert json.loads(at_a_terminal("check", "--format", "json", cwd=project))["summary"]["errors"] >= 3


def test_a_pipe_gets_plain_lines_and_the_count_stands_beside_them(project: Path) -> None:
    done = rapport("check", cwd=project, env={"FORCE_COLOR": "1"})
    assert re.fullmatch(r"(?:[^:\n]+:\d+:\d+: [A-Z]\d{3} .+\n)+", done.stdout)
    assert re.fullmatch(r"\d+ fouten( en \d+ te beoordelen)?, in 2 bestanden; ‘rapport explain C101’ .+\n", done.stderr)


def finding(level: str = "error", file: str = "docs/a.md") -> Finding:
    return Finding("C101", level, Position(file, 3, 7), "100% mis:\necht")  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("findings", "line"),
    [
        ([finding()], "1 fout, in 1 bestand"),
        (
            [finding(), finding("review")],
            "1 fout en 1 te beoordelen, in 1 bestand",
        ),
        (
            [finding("review", f) for f in "ab"],
            "2 te beoordelen, in 2 bestanden",
        ),
    ],
)
def test_summary_counts_in_dutch(findings: list[Finding], line: str) -> None:
    assert summary(findings) == f"{line}; ‘rapport explain C101’ legt een regel uit."
    assert summary([]) == "Geen bevindingen."


def test_github_annotations_are_one_escaped_line_each() -> None:
    assert as_github([finding("review")]) == ("::warning file=docs/a.md,line=3,col=7,title=C101::100%25 mis: echt\n")


def test_the_problem_matcher_of_vs_code_reads_the_text_format() -> None:
    tasks = json.loads((PROJECT / ".vscode" / "tasks.json").read_text(encoding="utf-8"))["tasks"]
    pattern = next(task["problemMatcher"]["pattern"] for task in tasks if task["label"] == "rapport check")
    match = re.match(pattern["regexp"], as_text([finding()]).rstrip("\n"))
    assert match is not None
    read = {name: match.group(pattern[name]) for name in ("file", "line", "column", "code", "message")}
    assert read == {"file": "docs/a.md", "line": "3", "column": "7", "code": "C101", "message": "100% mis: echt"}
    assert not re.match(pattern["regexp"], "     3 │ Dat blijkt: 1:2: C101 uit onderzoek")


def test_the_pre_commit_hook_checks_the_whole_publication(project: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (hook,) = yaml.safe_load((PROJECT / ".pre-commit-hooks.yaml").read_text(encoding="utf-8"))
    assert not hook["pass_filenames"]
    for changed in ("mkdocs.yml", "docs/a.md", "references.bib", "docs/figuren/x.svg"):
        assert re.search(hook["files"], changed)
    program, *arguments = hook["entry"].split()
    assert program == "rapport"
    assert main([*arguments, "-C", str(project)]) == 1
    assert "C101" in capsys.readouterr().out
