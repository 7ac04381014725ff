"""Sites built once a session: of the small publication and of the project's own report."""

from __future__ import annotations

import shutil
from dataclasses import dataclass
from pathlib import Path

import pytest
from bs4 import BeautifulSoup

from scripts.publication.citeproc import References, format_references
from scripts.publication.load import load
from scripts.publication.model import Chapter, Publication
from scripts.site.build import build_site
from tests.conftest import PROJECT, copy_sources

TINY = PROJECT / "tests" / "publications" / "tiny"

# The print editions that the built sites offer for downloading.
EDITIONS = ("pdf", "docx", "epub")


@dataclass(frozen=True)
class Built:
    """A publication and its site; both read-only."""

    publication: Publication
    references: References
    site: Path

    def page(self, chapter: Chapter) -> BeautifulSoup:
        return read_page(self.site / chapter.url / "index.html")


def read_page(path: Path) -> BeautifulSoup:
    return BeautifulSoup(path.read_text(encoding="utf-8"), "html.parser")


def build(root: Path, site: Path) -> Built:
    publication = load(root)
    references = format_references(publication)
    build_site(publication, references, site, editions=EDITIONS)
    return Built(publication, references, site)


@pytest.fixture
def tiny(tmp_path: Path) -> Path:
    """A copy of the small publication that a test may change."""
    return Path(shutil.copytree(TINY, tmp_path / "tiny"))


@pytest.fixture(scope="session")
def tiny_site(tmp_path_factory: pytest.TempPathFactory) -> Built:
    return build(TINY, tmp_path_factory.mktemp("tiny") / "site")


@pytest.fixture(scope="session")
def book_site(tmp_path_factory: pytest.TempPathFactory) -> Built:
    folder = tmp_path_factory.mktemp("boek")
    return build(copy_sources(folder / "bron"), folder / "site")
