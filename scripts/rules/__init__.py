"""The rules by family: citations (C), notes (N), bibliography (B), structure (S)."""

from __future__ import annotations

from scripts.findings import Finding
from scripts.publication.model import Publication
from scripts.rules import bibliography, citations, notes, structure
from scripts.rules.engine import Rule, rules_of, run_rules

ALL_RULES: tuple[Rule, ...] = rules_of(citations, notes, bibliography, structure)


def check(publication: Publication) -> list[Finding]:
    """Everything that the rules find in a publication, in the order of the files."""
    return run_rules(ALL_RULES, publication)
