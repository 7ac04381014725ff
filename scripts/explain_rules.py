"""The verbs `list-rules` and `explain`: the rules and their documentation."""

from __future__ import annotations

from scripts.publication.errors import PublicationError
from scripts.rules import all_rules

_LEVELS = {"error": "fout", "review": "beoordelen"}


def list_rules() -> int:
    """Print every rule on a line: code, level and what it is about."""
    for rule in all_rules():
        print(f"{rule.code}  {_LEVELS[rule.level]:<10}  {rule.summary}")
    return 0


def explain_rule(code: str) -> int:
    """Print the documentation of one rule; PublicationError if there is none with that code."""
    found = next((rule for rule in all_rules() if rule.code == code.upper()), None)
    if found is None:
        raise PublicationError(f"regel ‘{code}’ bestaat niet; ‘rapport list-rules’ noemt ze alle")
    print(f"{found.code} ({_LEVELS[found.level]})\n\n{found.documentation}")
    return 0
