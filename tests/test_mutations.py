"""Each kind of defect, put into the real report, is found at its place and nowhere else; a harmless edit is silent."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Iterator
from pathlib import Path

import pytest

from scripts.findings import Finding
from scripts.publication.load import load
from scripts.rules import all_rules, check
from tests.conftest import copy_sources
from tests.mutations import DEFECTS, HARMLESS, Defect, Harmless
from tests.rules.test_rules import MARK, Expected, expectations


@pytest.fixture(scope="module")
def report(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return copy_sources(tmp_path_factory.mktemp("mutaties") / "rapport")


@pytest.fixture(scope="module")
def known(report: Path) -> list[Finding]:
    """What the rules find in the report as it is."""
    return check(load(report))


@pytest.fixture
def change(report: Path) -> Iterator[Callable[[str, Callable[[str], str]], list[Expected]]]:
    """Changes a file of the report until the test is over; the marked expectations of the new text come back."""
    originals: dict[Path, bytes] = {}

    def changed(file: str, new: Callable[[str], str]) -> list[Expected]:
        path = report / file
        before = path.read_bytes()
        originals.setdefault(path, before)
        text = new(before.decode("utf-8"))
        assert text != before.decode("utf-8"), "nothing changed"
        path.write_bytes(MARK.sub("", text).encode("utf-8"))
        return expectations(file, text)

    yield changed
    for path, content in originals.items():
        path.write_bytes(content)


def new_findings(report: Path, known: Iterable[Finding]) -> list[Finding]:
    """What the rules find and did not find before; lines may have moved."""
    before = Counter((finding.code, finding.position.file, finding.message) for finding in known)
    new = []
    for finding in check(load(report)):
        what = (finding.code, finding.position.file, finding.message)
        if before[what]:
            before[what] -= 1
        else:
            new.append(finding)
    return new


@pytest.mark.parametrize("defect", DEFECTS, ids=lambda defect: defect.name)
def test_defect_is_found_at_its_place_and_nothing_else(
    defect: Defect, report: Path, known: list[Finding], change: Callable[..., list[Expected]]
) -> None:
    by_file: dict[str, list[Expected]] = {}
    for edit in defect.edits:
        marked = change(edit.file, edit.apply)
        by_file[edit.file] = by_file.get(edit.file, []) + marked
    expected = [f"{e.file}:{e.line}:{e.column} {e.code}" for marked in by_file.values() for e in marked]
    found = [f"{finding.position} {finding.code}" for finding in new_findings(report, known)]
    assert sorted(found) == sorted([*expected, *defect.elsewhere])
    assert found


@pytest.mark.parametrize("edit", HARMLESS, ids=lambda edit: edit.name)
def test_harmless_edit_is_not_found(
    edit: Harmless, report: Path, known: list[Finding], change: Callable[..., list[Expected]]
) -> None:
    change(edit.file, edit.change)
    assert new_findings(report, known) == []


def test_there_is_a_defect_for_every_rule_about_chapters() -> None:
    """A rule about citations, notes or structure proves itself on a real chapter, not in its fixtures only."""
    codes = {match for defect in DEFECTS for edit in defect.edits for match in MARK.findall(edit.new)}
    codes |= {place.split()[-1] for defect in DEFECTS for place in defect.elsewhere}
    assert {rule.code for rule in all_rules() if rule.code.startswith(("C1", "N1", "S"))} - codes == set()
    assert len(codes) >= 40
