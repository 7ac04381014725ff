"""The verb `export`: print editions only."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from scripts import checked
from scripts.build_publication import OUTPUT
from scripts.progress import progress
from scripts.replace import alone, together


def export_editions(root: Path, formats: Sequence[str], *, design: Path | None = None, quiet: bool = False) -> int:
    """Make the editions named (all without names), put each in the place of the old one, and return the exit code.

    `design` is a file with another house style.
    """
    from scripts.design import house_style
    from scripts.design.metrics import check_families
    from scripts.editions.export import check_names, format_names
    from scripts.editions.finished import finish

    check_names(formats, root.resolve())
    style = house_style(root / design if design else None)
    if design:
        check_families(style)
    with progress(checked.STEPS + 1, quiet=quiet) as steps:
        ready = checked.checked(root, steps)
        if ready is None:
            return 1
        publication, references = ready
        target = publication.root / OUTPUT
        with alone(publication.root), together(target) as folder, steps.step("gedrukte uitgaven"):
            finish(publication, references, formats or format_names(publication.root), folder, style)
    return 0
