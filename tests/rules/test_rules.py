"""Every rule finds what it is for, at the right place, and nothing in the good neighbour.

A fixture is a small publication in `tests/rules/<code>/{bad,good}[-variant]/`. Where a finding is expected, its code
stands between ⟦ ⟧ at exactly that place; the harness takes these marks out before the rules see the files. Files that
a fixture does not need (mkdocs.yml, references.bib) are filled in. What the web said stands in its links.json.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from pathlib import Path

import pytest

from scripts.links.record import read_record
from scripts.publication.load import load
from scripts.rules import all_rules, check
from tests.conftest import EXAMPLE_BIBLIOGRAPHY

FIXTURES = Path(__file__).parent
MARK = re.compile(r"⟦([A-Z]\d{3})⟧")


@dataclass(frozen=True, order=True)
class Expected:
    """Where a fixture expects which code."""

    file: str
    line: int
    column: int
    code: str


def unpack(fixture: Path, target: Path) -> list[Expected]:
    """Write the fixture without its marks into `target`, completed to a publication; the expectations come back."""
    expected = []
    for path in sorted(path for path in fixture.rglob("*") if path.is_file()):
        name = path.relative_to(fixture)
        destination = target / name
        destination.parent.mkdir(parents=True, exist_ok=True)
        if path.suffix not in {".md", ".bib", ".yml"}:
            destination.write_bytes(path.read_bytes())
            continue
        text = path.read_bytes().decode("utf-8", "surrogateescape")
        expected += expectations(name.as_posix(), text)
        destination.write_bytes(MARK.sub("", text).encode("utf-8", "surrogateescape"))
    if not (target / "references.bib").exists():
        (target / "references.bib").write_text(EXAMPLE_BIBLIOGRAPHY, encoding="utf-8")
    if not (target / "mkdocs.yml").exists():
        pages = sorted(path.relative_to(target / "docs").as_posix() for path in target.glob("docs/**/*.md"))
        nav = "".join(f"  - {page}\n" for page in pages)
        (target / "mkdocs.yml").write_text(f"site_name: Proef\nnav:\n{nav}", encoding="utf-8")
    return sorted(expected)


def expectations(file: str, text: str) -> list[Expected]:
    found = []
    for number, line in enumerate(text.split("\n"), 1):
        removed = 0
        for match in MARK.finditer(line):
            found.append(Expected(file, number, match.start() - removed + 1, match.group(1)))
            removed += len(match.group())
    return found


def cases(kind: str) -> list[Path]:
    return sorted(path for path in FIXTURES.glob(f"*/{kind}*") if path.is_dir())


def findings(root: Path) -> list[Expected]:
    found = check(load(root), read_record(root) or None)
    return sorted(Expected(f.position.file, f.position.line, f.position.column, f.code) for f in found)


@pytest.mark.parametrize("fixture", cases("bad"), ids=lambda path: f"{path.parent.name}-{path.name}")
def test_bad_fixture_is_found_exactly_where_it_says(fixture: Path, tmp_path: Path) -> None:
    expected = unpack(fixture, tmp_path)
    assert fixture.parent.name in {item.code for item in expected}
    assert findings(tmp_path) == expected


@pytest.mark.parametrize("fixture", cases("good"), ids=lambda path: f"{path.parent.name}-{path.name}")
def test_good_neighbour_gives_no_finding(fixture: Path, tmp_path: Path) -> None:
    assert unpack(fixture, tmp_path) == []
    assert findings(tmp_path) == []


@pytest.mark.parametrize("rule", all_rules(), ids=lambda rule: rule.code)
def test_rule_has_fixtures_both_ways_and_documentation(rule) -> None:
    assert list(FIXTURES.glob(f"{rule.code}/bad*/**/*.*")), "no bad fixture"
    assert list(FIXTURES.glob(f"{rule.code}/good*/**/*.*")), "no good fixture"
    assert re.search(r"^Fout: ", rule.documentation, re.MULTILINE)
    assert re.search(r"^Goed: ", rule.documentation, re.MULTILINE)
    assert rule.summary.endswith(".")


def test_codes_are_unique() -> None:
    codes = [rule.code for rule in all_rules()]
    assert len(codes) == len(set(codes))
