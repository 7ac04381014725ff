"""What a rule is, and how all of them are run.

A rule is a pure generator from a `Publication` to problems; its docstring is its documentation for authors (Dutch,
with a Fout and a Goed example). Its code is permanent: a retired rule keeps its entry. (The rules of `exceptions` look
at what these found instead of at a publication.)
"""

from __future__ import annotations

import inspect
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from types import ModuleType
from typing import Any, Generic, TypeVar

from scripts.findings import Finding, Level
from scripts.publication.model import Position

Subject = TypeVar("Subject")


@dataclass(frozen=True, slots=True)
class Problem:
    """What a rule found: where, what in one Dutch line, and what may be meant."""

    position: Position
    message: str
    suggestion: str = ""


@dataclass(frozen=True, slots=True)
class Rule(Generic[Subject]):
    """A check with its permanent code."""

    code: str
    level: Level
    fixable: bool
    check: Callable[[Subject], Iterator[Problem]]

    @property
    def documentation(self) -> str:
        return inspect.getdoc(self.check) or ""

    @property
    def summary(self) -> str:
        return self.documentation.split("\n", 1)[0]

    def findings(self, subject: Subject) -> Iterator[Finding]:
        for problem in self.check(subject):
            yield Finding(self.code, self.level, problem.position, problem.message, problem.suggestion, self.fixable)


def rule(
    code: str, level: Level = "error", *, fixable: bool = False
) -> Callable[[Callable[[Subject], Iterator[Problem]]], Rule[Subject]]:
    """Make a rule of a generator function."""

    def make(check: Callable[[Subject], Iterator[Problem]]) -> Rule[Subject]:
        return Rule(code, level, fixable, check)

    return make


def rules_of(*modules: ModuleType) -> tuple[Rule[Any], ...]:
    """The rules that the modules define, by code."""
    found = (value for module in modules for value in vars(module).values() if isinstance(value, Rule))
    return tuple(sorted(found, key=lambda rule: rule.code))


@dataclass(frozen=True, slots=True)
class Found:
    """What a family of rules found, and the codes of its rules."""

    codes: frozenset[str]
    findings: tuple[Finding, ...]


def find(rules: Sequence[Rule[Subject]], subject: Subject, *, errors_only: bool = False) -> Found:
    """Run a family of rules, or those of it that stop an edition."""
    running = [rule for rule in rules if rule.level == "error" or not errors_only]
    return Found(frozenset(rule.code for rule in rules), tuple(run_rules(running, subject)))


def run_rules(rules: Iterable[Rule[Subject]], subject: Subject) -> list[Finding]:
    """All findings of all rules, sorted by file, line, column and code."""
    return in_order(finding for rule in rules for finding in rule.findings(subject))


def in_order(findings: Iterable[Finding]) -> list[Finding]:
    """Each finding once, sorted by file, line, column and code."""
    return sorted(dict.fromkeys(findings), key=lambda finding: finding.order)
