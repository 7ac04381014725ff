"""Findings that are kept are those of a fresh check, whatever changed in between."""

from __future__ import annotations

import dataclasses
from collections.abc import Callable
from pathlib import Path

import pytest

from scripts import checking, rules
from scripts.findings import Finding
from scripts.publication.load import load
from scripts.publication.model import Publication
from scripts.rules import LINK_CODES, all_rules
from scripts.rules.engine import Rule

Write = Callable[..., Path]
CHAPTERS = {"een.md": "# Een\n\nTekst.[@jansen2020]\n\n![Beeld](beeld.svg){alt=x}\n", "twee.md": "# Twee\n\nMeer.\n"}
CONFIG = "extra:\n  exceptions:\n    - {code: S103, reason: het beeld komt nog}\n"
ENTRY = "@book{bos2019,\n  title = {Iets},\n  isbn = {123},\n}\n"
CHANGES: dict[str, Callable[[Path], object]] = {
    "nothing": lambda root: root,
    "a chapter": lambda root: (root / "docs" / "twee.md").write_text("# Twee\n\n[@niemand]\n", encoding="utf-8"),
    "an entry": lambda root: (root / "references.bib").write_text(ENTRY, encoding="utf-8"),
    "a picture": lambda root: (root / "docs" / "beeld.svg").write_text("<svg/>", encoding="utf-8"),
    "line ends": lambda root: (root / "docs" / "een.md").write_bytes(b"# Een\r\n\r\nTekst.[@jansen2020]\r\n"),
    "an exception": lambda root: (root / "mkdocs.yml").write_text(
        (root / "mkdocs.yml").read_text(encoding="utf-8").replace("S103", "S104"), encoding="utf-8"
    ),
}


def found(root: Path) -> list[Finding]:
    return checking.check(load(root))


@pytest.mark.parametrize("change", CHANGES.values(), ids=CHANGES)
def test_kept_findings_are_those_of_a_fresh_check(write_publication: Write, change: Callable[[Path], object]) -> None:
    root = write_publication(CHAPTERS, config=CONFIG)
    assert found(root) == rules.check(load(root))
    change(root)
    assert found(root) == rules.check(load(root))
    assert found(root) == rules.check(load(root))
    stopping = [finding for finding in rules.check(load(root)) if finding.level == "error"]
    assert checking.errors(load(root)) == checking.errors(load(root)) == stopping


def test_with_nothing_changed_no_rule_runs(write_publication: Write, monkeypatch: pytest.MonkeyPatch) -> None:
    root = write_publication(CHAPTERS, ENTRY)
    first = found(root)
    monkeypatch.setattr(rules, "check", None)
    assert found(root) == first != []


def test_rules_for_people_to_judge_do_not_run_for_an_edition(
    write_publication: Write, monkeypatch: pytest.MonkeyPatch
) -> None:
    root = write_publication(CHAPTERS, ENTRY)
    ran: list[str] = []
    real = Rule.findings
    monkeypatch.setattr(Rule, "findings", lambda rule, subject: (ran.append(rule.level), real(rule, subject))[1])
    checking.errors(load(root))
    assert set(ran) == {"error"}


def test_with_a_chapter_changed_no_rule_about_entries_runs(
    write_publication: Write, monkeypatch: pytest.MonkeyPatch
) -> None:
    root = write_publication(CHAPTERS, ENTRY)
    about_entries = [finding for finding in found(root) if finding.code.startswith("B")]
    monkeypatch.setattr(rules, "check_bibliography", None)
    CHANGES["a chapter"](root)
    again = found(root)
    assert about_entries
    assert [finding for finding in again if finding.code.startswith("B")] == about_entries
    assert "niemand" in " ".join(finding.message for finding in again)


def test_the_rules_that_need_the_web_are_those_that_say_so() -> None:
    assert {rule.code for rule in all_rules() if rule.code.startswith("L")} == LINK_CODES


def test_findings_are_kept_under_all_that_a_publication_is_made_of() -> None:
    """Whoever gives a Publication a field that is not read from `texts` or `files` has to add it to the digest."""
    of_texts = {"metadata", "parts", "bibliography", "warnings", "exceptions", "left_out", "glossary", "nocite"}
    in_digest = {"root", "texts", "files", "anchors"}
    assert {field.name for field in dataclasses.fields(Publication)} == of_texts | in_digest
