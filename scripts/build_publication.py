"""The verb `build`: check, then the web edition and all print editions, then the manifest; all or nothing."""

from __future__ import annotations

import sys
from collections.abc import Mapping
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

from scripts import checked
from scripts.downloads import write_downloads
from scripts.explain_rules import rule_texts
from scripts.kept_build import build_state, is_kept, keep_build
from scripts.lasting_ids import update_register
from scripts.manifest import manifest_json
from scripts.progress import Steps, progress
from scripts.publication.citeproc import References
from scripts.publication.model import Publication
from scripts.publication.register import register_json
from scripts.replace import alone, replacing

OUTPUT = "build"
_TOOLS = ("scripts.site.build", "scripts.editions.finished")


def build_publication(root: Path, *, quiet: bool = False) -> int:
    """Make everything that `build/` holds and return the exit code; an error finding leaves build/ as it was."""
    root = root.resolve()
    state = build_state(root)
    if is_kept(root, root / OUTPUT, state):
        if not quiet:
            print(f"{OUTPUT}/ is al bijgewerkt.", file=sys.stderr)
        return 0
    with progress(checked.STEPS + 3, quiet=quiet) as steps:
        ready = checked.checked(root, steps, meanwhile=_TOOLS)
        if ready is None:
            return 1
        publication, references = ready
        with alone(publication.root), replacing(publication.root / OUTPUT) as output:
            _make(publication, references, output, steps)
        keep_build(root, root / OUTPUT, state)
    return 0


def _make(publication: Publication, references: References, output: Path, steps: Steps) -> None:
    from scripts.editions.export import extensions, format_names
    from scripts.site.build import build_site

    with ThreadPoolExecutor(max_workers=1) as pool:
        editions = pool.submit(_export, publication, references, output, steps)
        with steps.step("webuitgave"):
            names = format_names(publication.root)
            made = extensions(names, publication.root)
            build_site(publication, references, output / "site", editions=made, rules=rule_texts)
        facts = editions.result()
    with steps.step("register en downloads"):
        _write(output / "notes.json", register_json(publication, references))
        write_downloads(publication, output, output / "site" / "downloads")
        update_register(publication)
        _write(output / "manifest.json", manifest_json(publication, output, facts))


def _export(
    publication: Publication, references: References, output: Path, steps: Steps
) -> Mapping[str, dict[str, int]]:
    """Write the print editions, and reopen each to see whether all is in it."""
    from scripts.editions.export import format_names
    from scripts.editions.finished import finish

    with steps.step("PDF, DOCX en EPUB"):
        return finish(publication, references, format_names(publication.root), output)


def _write(path: Path, text: str) -> None:
    path.write_text(text, encoding="utf-8", newline="\n")
