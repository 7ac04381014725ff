"""The small publication with all its editions, made once; and the real report's, as the command line left them."""

from __future__ import annotations

import shutil
from collections.abc import Callable, Mapping
from pathlib import Path
from typing import Any

import pytest

from scripts.editions.document import compose
from scripts.editions.export import export
from scripts.publication.citeproc import References, format_references
from scripts.publication.load import load
from scripts.publication.model import Publication

TINY = Path(__file__).parent.parent / "publications" / "tiny"
FORMATS = ("docx", "epub", "pdf")


@pytest.fixture(scope="session")
def tiny() -> Publication:
    return load(TINY)


@pytest.fixture(scope="session")
def tiny_references(tiny: Publication) -> References:
    return format_references(tiny)


@pytest.fixture(scope="session")
def tiny_document(tiny: Publication, tiny_references: References) -> dict[str, Any]:
    return compose(tiny, tiny_references)


@pytest.fixture(scope="session")
def tiny_editions(
    tiny: Publication, tiny_references: References, tmp_path_factory: pytest.TempPathFactory
) -> Mapping[str, Path]:
    return export(tiny, tiny_references, FORMATS, tmp_path_factory.mktemp("tiny"))


@pytest.fixture(scope="session")
def book(built_book: Path) -> Publication:
    return load(built_book)


@pytest.fixture(scope="session")
def book_editions(built_book: Path, book: Publication) -> Mapping[str, Path]:
    return {name: built_book / "build" / f"{book.metadata.slug}.{name}" for name in FORMATS}


@pytest.fixture
def changed(tmp_path: Path) -> Callable[..., Publication]:
    """The small publication with other text in some files: changed({"docs/one.md": (old, new)})."""

    def change(replacements: Mapping[str, tuple[str, str]]) -> Publication:
        root = tmp_path / "changed"
        shutil.copytree(TINY, root)
        for name, (old, new) in replacements.items():
            text = (root / name).read_text(encoding="utf-8")
            assert old in text
            (root / name).write_text(text.replace(old, new), encoding="utf-8")
        return load(root)

    return change
