"""Exit codes, Dutch help and errors of `rapport`."""

from __future__ import annotations

import json
import re
from pathlib import Path

import pytest

from scripts.__main__ import main
from scripts.rules import all_rules
from tests.conftest import PROJECT


@pytest.mark.parametrize(
    ("arguments", "message"),
    [
        ([], "hier ontbreekt: OPDRACHT"),
        (["bouw"], "‘bouw’ kan niet"),
        (["check", "--format", "xml"], "‘xml’ kan niet"),
        (["check", "--nee"], "onbekend: --nee"),
        (["explain"], "hier ontbreekt: CODE"),
        (["explain", "X999"], "regel ‘X999’ bestaat niet"),
        (["export", "odf", "-C", str(PROJECT)], "odf"),
        (["check", "-C", "bestaat-niet"], "mkdocs.yml"),
        (["serve", "--port", "99999"], "‘99999’ kan niet; kies een getal van 1 tot 65535"),
    ],
)
def test_wrong_use_exits_with_2_and_says_in_dutch_what_is_wrong(
    arguments: list[str], message: str, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(arguments) == 2
    errors = capsys.readouterr().err
    assert message in errors
    assert len(errors.strip().split("\n")) == 1


def test_help_is_dutch_and_names_every_verb(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["--help"]) == 0
    shown = capsys.readouterr().out
    for word in ("gebruik:", "opdrachten:", "build", "check", "site", "export", "serve", "list-rules", "explain"):
        assert word in shown
    assert "usage" not in shown


def test_every_verb_is_in_the_readme(capsys: pytest.CaptureFixture[str]) -> None:
    readme = (PROJECT / "README.md").read_text(encoding="utf-8")
    main(["--help"])
    verbs = re.findall(r"^ {4}([a-z-]+)", capsys.readouterr().out.split("  OPDRACHT\n")[1], re.MULTILINE)
    assert len(verbs) >= 7
    for verb in verbs:
        assert f"rapport {verb}" in readme


def test_explain_shows_the_documentation_of_every_rule(capsys: pytest.CaptureFixture[str]) -> None:
    for rule in all_rules():
        assert main(["explain", rule.code.lower()]) == 0
        shown = capsys.readouterr().out
        assert rule.summary in shown
        assert "Goed:" in shown


def test_check_of_files_shows_only_theirs(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (tmp_path / "docs").mkdir()
    (tmp_path / "mkdocs.yml").write_text("site_name: P\nnav: [a.md, b.md]\n", encoding="utf-8")
    (tmp_path / "references.bib").write_text("", encoding="utf-8")
    for name in "ab":
        (tmp_path / "docs" / f"{name}.md").write_text(f"# {name}\n\nTekst.[@niet]\n", encoding="utf-8")
    assert main(["check", "-C", str(tmp_path), "--format", "json"]) == 1
    everything = json.loads(capsys.readouterr().out)
    assert [finding["file"] for finding in everything["findings"]] == ["docs/a.md", "docs/b.md"]
    assert everything["summary"]["errors"] == 2
    assert main(["check", "-C", str(tmp_path), "--format", "json", "docs/b.md"]) == 1
    assert [finding["file"] for finding in json.loads(capsys.readouterr().out)["findings"]] == ["docs/b.md"]
