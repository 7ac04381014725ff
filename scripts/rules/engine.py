"""What a rule is, and how all of them are run.

A rule is a pure generator from a `Publication` to problems; its docstring is its documentation for authors (Dutch,
with a Fout and a Goed example). Its code is permanent: a retired rule keeps its entry.
"""

from __future__ import annotations

import inspect
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from types import ModuleType

from scripts.findings import Finding, Level
from scripts.publication.model import Position, Publication


@dataclass(frozen=True, slots=True)
class Problem:
    """What a rule found: where, what in one Dutch line, and what may be meant."""

    position: Position
    message: str
    suggestion: str = ""


@dataclass(frozen=True, slots=True)
class Rule:
    """A check with its permanent code."""

    code: str
    level: Level
    fixable: bool
    check: Callable[[Publication], Iterator[Problem]]

    @property
    def documentation(self) -> str:
        return inspect.getdoc(self.check) or ""

    @property
    def summary(self) -> str:
        return self.documentation.split("\n", 1)[0]

    def findings(self, publication: Publication) -> Iterator[Finding]:
        for problem in self.check(publication):
            yield Finding(self.code, self.level, problem.position, problem.message, problem.suggestion, self.fixable)


def rule(
    code: str, level: Level = "error", *, fixable: bool = False
) -> Callable[[Callable[[Publication], Iterator[Problem]]], Rule]:
    """Make a rule of a generator function."""

    def make(check: Callable[[Publication], Iterator[Problem]]) -> Rule:
        return Rule(code, level, fixable, check)

    return make


def rules_of(*modules: ModuleType) -> tuple[Rule, ...]:
    """The rules that the modules define, by code."""
    found = (value for module in modules for value in vars(module).values() if isinstance(value, Rule))
    return tuple(sorted(found, key=lambda rule: rule.code))


def run_rules(rules: tuple[Rule, ...], publication: Publication) -> list[Finding]:
    """All findings of all rules, sorted by file, line, column and code."""
    findings = [finding for rule in rules for finding in rule.findings(publication)]
    return sorted(dict.fromkeys(findings), key=lambda finding: finding.order)
