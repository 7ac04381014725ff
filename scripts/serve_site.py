"""The verb `serve`: the web edition on this computer, made anew at each change, with the findings on the pages."""

from __future__ import annotations

import sys
import tempfile
from pathlib import Path

from scripts.checking import check
from scripts.explain_rules import rule_texts
from scripts.findings import Finding, as_text, exit_code
from scripts.publication.citeproc import format_references
from scripts.publication.errors import PublicationError
from scripts.publication.load import load
from scripts.site.adapter import serve
from scripts.site.build import build_site
from scripts.site.preview import show_notices


def serve_site(root: Path, *, port: int) -> int:
    """Serve the web edition until Ctrl-C; with errors in it, the last good pages stay up and show the findings."""
    root = root.resolve()
    publication = load(root)
    with tempfile.TemporaryDirectory(prefix="rapport-") as folder:
        site = Path(folder) / "site"
        site.mkdir()
        beside_docs = (root / text.file for text in publication.texts if not text.file.startswith("docs/"))
        watched = [root / "docs", *beside_docs]
        print(f"Webuitgave op http://127.0.0.1:{port}/ (stoppen: Ctrl-C)", file=sys.stderr)
        serve(lambda: _refresh(root, site), site, watched, port)
    return 0


def _refresh(root: Path, site: Path) -> None:
    """Make the site anew if that can be done, and show on its pages what is wrong."""
    try:
        publication = load(root)
        findings = check(publication)
        if not exit_code(findings):
            build_site(publication, format_references(publication), site, rules=rule_texts)
    except PublicationError as error:
        print(error, file=sys.stderr)
        show_notices(site, {"": [str(error)]})
        return
    sys.stdout.write(as_text(findings))
    sys.stdout.flush()
    pages = {chapter.path: chapter.url for chapter in publication.chapters}
    show_notices(site, _by_page(findings, pages))


def _by_page(findings: list[Finding], pages: dict[str, str]) -> dict[str, list[str]]:
    """The findings' lines by the address of the page they belong to; those of no page go to the home page."""
    lines: dict[str, list[str]] = {}
    for finding in findings:
        lines.setdefault(pages.get(finding.position.file, ""), []).append(as_text([finding]).strip())
    return lines
