"""The verb `export`: print editions only."""

from __future__ import annotations

import tempfile
from collections.abc import Sequence
from pathlib import Path

from scripts import checked
from scripts.build_publication import OUTPUT
from scripts.progress import progress
from scripts.replace import alone


def export_editions(root: Path, formats: Sequence[str], *, quiet: bool = False) -> int:
    """Make the editions named (all without names), put each in the place of the old one, and return the exit code."""
    from scripts.editions.export import check_names, export, format_names

    check_names(formats)
    with progress(checked.STEPS + 1, quiet=quiet) as steps:
        ready = checked.checked(root, steps)
        if ready is None:
            return 1
        publication, references = ready
        target = publication.root / OUTPUT
        target.mkdir(exist_ok=True)
        with (
            alone(publication.root),
            tempfile.TemporaryDirectory(prefix=".export-", dir=target) as aside,
            steps.step("gedrukte uitgaven"),
        ):
            for path in export(publication, references, formats or format_names(), Path(aside)).values():
                path.replace(target / path.name)
    return 0
