"""The rules by what they read: a bibliography, a whole publication, what the web said, declared exceptions.

Codes tell the family: citations (C), notes (N), bibliography (B), structure, files and exceptions (S), links (L),
print editions (E). The
modules are imported when their rules run, because what was found in a bibliography can be known already.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING, Any

from scripts.findings import Finding
from scripts.publication.model import Bibliography, Publication
from scripts.rules.engine import Found, Rule, find, in_order, rules_of
from scripts.rules.exceptions import EXCEPTION_RULES, apply_exceptions

if TYPE_CHECKING:
    from scripts.links.answers import Answer

# The codes of the rules that need the web, which run on request only.
LINK_CODES = frozenset({"L101", "L102", "L103"})


def all_rules() -> tuple[Rule[Any], ...]:
    """Every rule there is, by family and code."""
    families = (_of_publication(), _of_bibliography(), _of_links())
    return (*sorted((rule for family in families for rule in family), key=lambda rule: rule.code), *EXCEPTION_RULES)


def check(
    publication: Publication,
    answers: Mapping[str, Answer] | None = None,
    known: Found | None = None,
    *,
    errors_only: bool = False,
) -> list[Finding]:
    """Everything that the rules find in a publication, but for declared exceptions, in the order of the files.

    `answers` are what the web said about the addresses of the sources; None if it was not asked. `known` is what
    `check_bibliography` gives for this bibliography, if that is known already. With `errors_only` the rules that leave
    the judgement to people do not run: all that matters then is whether an edition can be made.
    """
    about_entries = known or check_bibliography(publication.bibliography, errors_only=errors_only)
    about_text = find(_of_publication(), publication, errors_only=errors_only)
    findings = [*about_entries.findings, *about_text.findings]
    codes = about_entries.codes | about_text.codes | LINK_CODES
    if answers is None:
        return apply_exceptions(in_order(findings), publication, codes, skipped=LINK_CODES)
    from scripts.rules.links import Links

    about_links = find(_of_links(), Links(publication, answers))
    return apply_exceptions(in_order([*findings, *about_links.findings]), publication, codes)


def check_bibliography(bibliography: Bibliography, *, errors_only: bool = False) -> Found:
    """What the rules find that read nothing but the bibliography."""
    return find(_of_bibliography(), bibliography, errors_only=errors_only)


def _of_bibliography() -> tuple[Rule[Any], ...]:
    from scripts.rules import (
        bibliography,
        entry_fields,
        entry_names,
        entry_relations,
        entry_values,
        same_names,
        same_works,
    )

    return rules_of(bibliography, entry_fields, entry_names, entry_relations, entry_values, same_names, same_works)


def _of_publication() -> tuple[Rule[Any], ...]:
    from scripts.rules import (
        citations,
        dialect,
        entry_use,
        files,
        malformed,
        notes,
        pictures,
        printing,
        prose,
        prose_digits,
        prose_short_forms,
        structure,
        text_files,
        typography,
    )

    modules = (citations, dialect, entry_use, files, malformed, notes, pictures, structure, text_files, typography)
    return rules_of(*modules, printing, prose, prose_digits, prose_short_forms)


def _of_links() -> tuple[Rule[Any], ...]:
    from scripts.rules import links

    return rules_of(links)
