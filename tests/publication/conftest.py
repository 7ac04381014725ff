"""Reading single chapters, which most tests of the model are about."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

from scripts.publication.load import load
from scripts.publication.model import Chapter

ReadChapter = Callable[[str], Chapter]


@pytest.fixture
def read(write_publication: Callable[..., Path]) -> ReadChapter:
    """`read(source)`: the only chapter of a publication, from the file docs/een.md."""

    def read_chapter(source: str) -> Chapter:
        return load(write_publication({"een.md": source})).chapters[0]

    return read_chapter
