"""What every verb that makes something starts with: a publication without errors."""

from __future__ import annotations

import sys
from collections.abc import Sequence
from importlib import import_module
from pathlib import Path
from threading import Thread

from scripts.checking import errors
from scripts.findings import as_text
from scripts.progress import Steps
from scripts.publication.citeproc import References, format_references
from scripts.publication.load import load
from scripts.publication.model import Publication

STEPS = 3


def checked(root: Path, steps: Steps, *, meanwhile: Sequence[str] = ()) -> tuple[Publication, References] | None:
    """Load, check and format the publication; None if the rules found errors, which are then printed.

    The modules named in `meanwhile` are imported while pandoc works: MkDocs alone takes a third of a second.
    """
    Thread(target=lambda: [import_module(name) for name in meanwhile], daemon=True).start()
    with steps.step("hoofdstukken en bibliografie lezen"):
        publication = load(root)
    with steps.step("bronverwijzingen controleren"):
        found = errors(publication)
    if found:
        sys.stdout.write(as_text(found))
        print("Niet gemaakt; wat er al stond is ongewijzigd.", file=sys.stderr)
        return None
    with steps.step("noten en literatuurlijst opmaken"):
        return publication, format_references(publication)
