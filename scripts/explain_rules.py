"""The verbs `list-rules` and `explain`: the rules and their documentation."""

from __future__ import annotations

from itertools import groupby

from scripts.publication.errors import PublicationError
from scripts.rule_texts import FAMILIES, LEVELS, RuleText, rule_text
from scripts.rules import all_rules


def rule_texts() -> list[RuleText]:
    """The documentation of every rule, family by family."""
    texts = [rule_text(rule.code, rule.level, rule.fixable, rule.documentation) for rule in all_rules()]
    return sorted(texts, key=lambda text: (list(FAMILIES).index(text.family), text.code))


def list_rules() -> int:
    """Print every rule on a line, by family: code, level and what it is about."""
    for number, (family, texts) in enumerate(groupby(rule_texts(), key=lambda text: text.family)):
        print(f"{chr(10) * bool(number)}{FAMILIES[family].replace('`', '')}")
        for text in texts:
            print(f"  {text.code}  {LEVELS[text.level]:<10}  {text.summary}")
    return 0


def explain_rule(code: str) -> int:
    """Print the documentation of one rule; PublicationError if there is none with that code."""
    found = next((rule for rule in all_rules() if rule.code == code.upper()), None)
    if found is None:
        raise PublicationError(f"regel ‘{code}’ bestaat niet; ‘rapport list-rules’ noemt ze alle")
    mended = ", herstelt --fix" if found.fixable else ""
    print(f"{found.code} ({LEVELS[found.level]}{mended})\n\n{found.documentation}")
    print(f"\nOok op de pagina ‘Regels’ van de webuitgave: regels/#{found.code.lower()}")
    return 0
