"""The publication itself, and copies of it in which something is wrong, so that each check is seen to notice."""

from __future__ import annotations

import shutil
from collections.abc import Callable
from pathlib import Path

import pytest

from scripts.publication.citeproc import References, format_references
from scripts.publication.load import load
from scripts.publication.model import Publication
from scripts.publication.provenance import Provenance, align

Revise = Callable[..., Publication]


@pytest.fixture(scope="session")
def publication(project_root: Path) -> Publication:
    return load(project_root)


@pytest.fixture(scope="session")
def provenance(publication: Publication) -> Provenance:
    return align(publication)


@pytest.fixture(scope="session")
def references(publication: Publication) -> References:
    return format_references(publication)


@pytest.fixture
def revise(project_root: Path, tmp_path: Path) -> Revise:
    """Load a copy of the publication in which, in one file, each (old, new) was replaced once."""

    def revised(file: str, *changes: tuple[str, str]) -> Publication:
        for name in ("mkdocs.yml", "references.bib", "begrippen.yml"):
            shutil.copy(project_root / name, tmp_path)
        for name in ("docs", "source"):
            shutil.copytree(project_root / name, tmp_path / name)
        text = (tmp_path / file).read_text(encoding="utf-8")
        for old, new in changes:
            assert text.count(old) == 1, f"{file} should have {old!r} once"
            text = text.replace(old, new)
        (tmp_path / file).write_text(text, encoding="utf-8")
        return load(tmp_path)

    return revised
