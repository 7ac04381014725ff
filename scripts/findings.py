"""One finding, several renderings: text for people, JSON for programs, annotations for GitHub."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from typing import Literal

from scripts.publication.model import Position

Level = Literal["error", "review"]
JSON_VERSION = 1


@dataclass(frozen=True, slots=True)
class Finding:
    """Something wrong or doubtful at one place; `message` is one Dutch line, `suggestion` what may be meant."""

    code: str
    level: Level
    position: Position
    message: str
    suggestion: str = ""
    fixable: bool = False

    @property
    def order(self) -> tuple[Position, str, str]:
        return (self.position, self.code, self.message)

    @property
    def text(self) -> str:
        """The message with its suggestion, on one line."""
        hint = f"; bedoelt u ‘{self.suggestion}’?" if self.suggestion else ""
        return " ".join(f"{self.message}{hint}".split())


def exit_code(findings: Iterable[Finding], *, strict: bool = False) -> int:
    """1 if there is an error (with `strict` also if anything is up for review), else 0."""
    return int(any(strict or finding.level == "error" for finding in findings))


def summary(findings: Iterable[Finding]) -> str:
    """One Dutch line that counts the findings."""
    listed = list(findings)
    if not listed:
        return "Geen bevindingen."
    errors = sum(finding.level == "error" for finding in listed)
    files = len({finding.position.file for finding in listed})
    counts = [
        *([f"{errors} {'fout' if errors == 1 else 'fouten'}"] if errors else []),
        *([f"{len(listed) - errors} te beoordelen"] if errors < len(listed) else []),
    ]
    where = "1 bestand" if files == 1 else f"{files} bestanden"
    return f"{' en '.join(counts)}, in {where}; ‘rapport explain {listed[0].code}’ legt een regel uit."


def as_text(findings: Iterable[Finding]) -> str:
    """A line a finding: `file:line:column: code message`."""
    return "".join(f"{finding.position}: {finding.code} {finding.text}\n" for finding in findings)


def as_json(findings: Iterable[Finding]) -> str:
    """The findings as one JSON document; the format stands in the README."""
    listed = list(findings)
    errors = sum(finding.level == "error" for finding in listed)
    document = {
        "version": JSON_VERSION,
        "findings": [
            {
                "code": finding.code,
                "level": finding.level,
                "file": finding.position.file,
                "line": finding.position.line,
                "column": finding.position.column,
                "message": finding.message,
                "suggestion": finding.suggestion,
                "fixable": finding.fixable,
            }
            for finding in listed
        ],
        "summary": {"errors": errors, "reviews": len(listed) - errors},
    }
    return json.dumps(document, ensure_ascii=False, indent=2) + "\n"


def as_github(findings: Iterable[Finding]) -> str:
    """Workflow commands that GitHub shows beside the changed lines.

    https://docs.github.com/actions/reference/workflow-commands-for-github-actions
    """

    def escaped(value: str, also: str = "") -> str:
        for character in "%\r\n" + also:
            value = value.replace(character, f"%{ord(character):02X}")
        return value

    return "".join(
        f"::{'error' if finding.level == 'error' else 'warning'} file={escaped(finding.position.file, ':,')},"
        f"line={finding.position.line},col={finding.position.column},title={finding.code}::{escaped(finding.text)}\n"
        for finding in findings
    )


RENDERINGS: Mapping[str, Callable[[Iterable[Finding]], str]] = {"text": as_text, "json": as_json, "github": as_github}
