"""The drawings of a publication in the house style of an edition."""

from __future__ import annotations

from collections.abc import Mapping

from scripts.design import design
from scripts.design.drawings import in_style
from scripts.editions.edition import Edition


def restyled(edition: Edition) -> Mapping[str, str]:
    """Each SVG drawing that looks otherwise in the style of this edition: its path below docs/ and its markup."""
    if all(edition.design.get(name) == value for name, value in design().items()):
        return {}
    found: dict[str, str] = {}
    for path in sorted(edition.publication.files):
        if path.suffix.lower() == ".svg":
            drawing = (edition.publication.root / "docs" / path).read_text(encoding="utf-8", errors="replace")
            if (changed := in_style(drawing, edition.design)) != drawing:
                found[path.as_posix()] = changed
    return found
