"""The verb `check`: is every citation sound, and does the structure hold?"""

from __future__ import annotations

import sys
from collections.abc import Sequence
from pathlib import Path

from scripts.findings import RENDERINGS, Finding, exit_code
from scripts.publication.load import load
from scripts.rules import check


def check_citations(root: Path, *, format: str = "text", strict: bool = False, files: Sequence[Path] = ()) -> int:
    """Print the findings of the publication (or of some of its files) and return the exit code."""
    findings = select(check(load(root)), root, files)
    sys.stdout.write(RENDERINGS[format](findings))
    if format == "text" and not findings:
        print("Geen bevindingen.", file=sys.stderr)
    return exit_code(findings, strict=strict)


def select(findings: Sequence[Finding], root: Path, files: Sequence[Path]) -> list[Finding]:
    """The findings of `files` (paths as typed, relative to the working folder or to `root`); all without files."""
    if not files:
        return list(findings)
    wanted = {path.resolve() for path in files} | {(root / path).resolve() for path in files}
    return [finding for finding in findings if (root / finding.position.file).resolve() in wanted]
