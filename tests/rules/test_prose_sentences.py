"""A hundred sentences as authors write them, each with what the prose rules should say of it: mostly nothing.

The sentences stand in `prose_sentences/sentences.md`, one a line; ⟦C201⟧ stands where a finding is expected.
All names are invented.
"""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest

from scripts.publication.load import load
from scripts.rules import prose, prose_digits, prose_short_forms
from scripts.rules.engine import rules_of, run_rules
from tests.rules.test_rules import MARK, expectations

FOLDER = Path(__file__).with_name("prose_sentences")

RULES = rules_of(prose, prose_digits, prose_short_forms)
LINES = (FOLDER / "sentences.md").read_text(encoding="utf-8").splitlines()


@pytest.fixture(scope="module")
def judgements(tmp_path_factory: pytest.TempPathFactory) -> dict[int, list[tuple[int, str]]]:
    """The findings (column, code) by sentence; all sentences are paragraphs of one chapter."""
    root = tmp_path_factory.mktemp("sentences")
    (root / "docs").mkdir()
    (root / "mkdocs.yml").write_text("site_name: Proef\nnav:\n  - 01.md\n", encoding="utf-8")
    shutil.copy(FOLDER / "references.bib", root)
    text = "# Titel\n\n" + "\n\n".join(MARK.sub("", line) for line in LINES) + "\n"
    (root / "docs" / "01.md").write_text(text, encoding="utf-8")
    found: dict[int, list[tuple[int, str]]] = {}
    for finding in run_rules(RULES, load(root)):
        found.setdefault((finding.position.line - 3) // 2, []).append((finding.position.column, finding.code))
    return found


@pytest.mark.parametrize("number", range(len(LINES)), ids=lambda number: MARK.sub("", LINES[number])[:60])
def test_sentence_is_judged_as_expected(number: int, judgements: dict[int, list[tuple[int, str]]]) -> None:
    expected = [(item.column, item.code) for item in expectations("01.md", LINES[number])]
    assert judgements.get(number, []) == expected


def test_table_is_large_and_mostly_silent() -> None:
    assert len(LINES) >= 80
    assert sum("⟦" not in line for line in LINES) > len(LINES) / 2
