"""The verb `check`: is every citation sound, and does the structure hold?"""

from __future__ import annotations

import sys
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from scripts.checking import check
from scripts.findings import RENDERINGS, Finding, exit_code, summary
from scripts.publication.load import load
from scripts.publication.model import Publication
from scripts.replace import alone

if TYPE_CHECKING:
    from scripts.links.answers import Answer


def check_citations(
    root: Path,
    *,
    format: str = "text",
    strict: bool = False,
    fix: bool = False,
    links: bool = False,
    links_age: int = 30,
    files: Sequence[Path] = (),
) -> int:
    """Print the findings of the publication (or of some of its files) and return the exit code; `fix` mends first.

    With `links` the web is asked about each address of a source whose answer on record is `links_age` days old.
    """
    if fix:
        mend(root, files)
    publication = load(root)
    answers = ask_web(publication, links_age) if links else None
    findings = select(check(publication, answers), root, files)
    if format == "text" and sys.stdout.isatty():
        # Imported here: rich takes as long to import as the rules to run, and an editor or a script has no use for it.
        from scripts.excerpts import print_excerpts

        print_excerpts(findings, root)
    else:
        sys.stdout.write(RENDERINGS[format](findings))
    if format == "text":
        sys.stdout.flush()
        print(summary(findings), file=sys.stderr)
    return exit_code(findings, strict=strict)


def ask_web(publication: Publication, days: int) -> Mapping[str, Answer]:
    """What the web says, or said less than `days` days ago, about the addresses of the sources."""
    # Imported here: a check without --links does not need the web.
    from scripts.links.check import check_links

    return check_links(publication, days)


def mend(root: Path, files: Sequence[Path]) -> None:
    """Mend what needs no judgement in the publication (or in some of its files) and print a line for each change."""
    # Imported here: a check without --fix does not need it.
    from scripts.fixing.fix import fix as fix_findings

    publication = load(root)
    with alone(publication.root):
        wanted = {text.file for text in publication.texts if _is_wanted(text.file, root, files)}
        for change in fix_findings(publication, check(publication), wanted):
            print(change, file=sys.stderr)


def select(findings: Sequence[Finding], root: Path, files: Sequence[Path]) -> list[Finding]:
    """The findings of `files` (paths as typed, relative to the working folder or to `root`); all without files."""
    return [finding for finding in findings if _is_wanted(finding.position.file, root, files)]


def _is_wanted(file: str, root: Path, files: Sequence[Path]) -> bool:
    wanted = {path.resolve() for path in files} | {(root / path).resolve() for path in files}
    return not files or (root / file).resolve() in wanted
