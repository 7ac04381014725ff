"""The rules as their readers meet them: on a terminal and on the page for authors."""

from __future__ import annotations

from dataclasses import dataclass

from scripts.findings import Level

LEVELS = {"error": "fout", "review": "beoordelen"}
# What the first two characters of a code tell.
FAMILIES = {
    "C1": "Bronverwijzingen",
    "C2": "De zin en de noot erachter",
    "N1": "Noten",
    "S1": "Opbouw en opmaak",
    "S2": "Bestanden",
    "S3": "Uitzonderingen",
    "B1": "Titelbeschrijvingen",
    "B2": "Vorm van de bestanden",
    "B3": "Eén werk op twee manieren",
    "E1": "Gedrukte uitgaven",
    "L1": "Adressen op het web (met `--links`)",
}


@dataclass(frozen=True, slots=True)
class RuleText:
    """The documentation of one rule: what it is about, why (paragraphs, backticks around code), and an example."""

    code: str
    level: Level
    fixable: bool
    summary: str
    reasons: tuple[str, ...]
    wrong: str
    right: str

    @property
    def family(self) -> str:
        """The first two characters of the code."""
        return self.code[:2]

    @property
    def anchor(self) -> str:
        """Where the rule stands on the page for authors."""
        return self.code.lower()


def rule_text(code: str, level: Level, fixable: bool, documentation: str) -> RuleText:
    """Take the docstring of a rule apart: a line, paragraphs, and at the end a line `Fout: …` and a line `Goed: …`."""
    prose, _, example = documentation.partition("\nFout: ")
    wrong, _, right = example.partition("\nGoed: ")
    summary, *reasons = (" ".join(paragraph.split()) for paragraph in prose.strip().split("\n\n"))
    return RuleText(code, level, fixable, summary, tuple(reasons), wrong.strip(), right.strip())
