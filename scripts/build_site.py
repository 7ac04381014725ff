"""The verb `site`: the web edition only."""

from __future__ import annotations

from pathlib import Path

from scripts import checked
from scripts.build_publication import OUTPUT
from scripts.downloads import edition_files, write_downloads
from scripts.explain_rules import rule_texts
from scripts.lasting_ids import update_register
from scripts.progress import progress
from scripts.replace import alone, replacing


def build_site(root: Path, *, quiet: bool = False) -> int:
    """Make `build/site` anew, leaving the rest of build/ as it is, and return the exit code."""
    with progress(checked.STEPS + 1, quiet=quiet) as steps:
        ready = checked.checked(root, steps, meanwhile=["scripts.site.build"])
        if ready is None:
            return 1
        from scripts.site.build import build_site as make_site

        publication, references = ready
        target = publication.root / OUTPUT / "site"
        target.parent.mkdir(exist_ok=True)
        with alone(publication.root), replacing(target) as output, steps.step("webuitgave"):
            made = [path.suffix[1:] for path in edition_files(publication, target.parent)]
            make_site(publication, references, output, editions=made, rules=rule_texts)
            write_downloads(publication, target.parent, output / "downloads")
            update_register(publication)
    return 0
