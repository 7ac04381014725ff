"""The rules by family: citations (C), notes (N), bibliography (B), structure, files and exceptions (S), links (L)."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from scripts.findings import Finding
from scripts.links.answers import Answer
from scripts.publication.model import Publication
from scripts.rules import (
    bibliography,
    citations,
    dialect,
    entry_fields,
    entry_names,
    entry_relations,
    entry_values,
    files,
    links,
    malformed,
    notes,
    pictures,
    prose,
    prose_digits,
    prose_short_forms,
    same_names,
    same_works,
    structure,
    text_files,
    typography,
)
from scripts.rules.engine import Rule, in_order, rules_of, run_rules
from scripts.rules.exceptions import EXCEPTION_RULES, apply_exceptions

_RULES = rules_of(
    bibliography,
    citations,
    dialect,
    entry_fields,
    entry_names,
    entry_relations,
    entry_values,
    files,
    malformed,
    notes,
    pictures,
    prose,
    prose_digits,
    prose_short_forms,
    same_names,
    same_works,
    structure,
    text_files,
    typography,
)
_LINK_RULES = rules_of(links)
_CODES = frozenset(rule.code for rule in (*_RULES, *_LINK_RULES))
_LINK_CODES = frozenset(rule.code for rule in _LINK_RULES)
ALL_RULES: tuple[Rule[Any], ...] = (*_RULES, *_LINK_RULES, *EXCEPTION_RULES)


def check(publication: Publication, answers: Mapping[str, Answer] | None = None) -> list[Finding]:
    """Everything that the rules find in a publication, but for declared exceptions, in the order of the files.

    `answers` are what the web said about the addresses of the sources; None if it was not asked.
    """
    findings = run_rules(_RULES, publication)
    if answers is None:
        return apply_exceptions(findings, publication, _CODES, skipped=_LINK_CODES)
    about_links = run_rules(_LINK_RULES, links.Links(publication, answers))
    return apply_exceptions(in_order([*findings, *about_links]), publication, _CODES)
