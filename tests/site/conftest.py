"""Sites built once a session: of the small publication and of the project's own report."""

from __future__ import annotations

import os
import shutil
import threading
from collections.abc import Iterator
from dataclasses import dataclass
from functools import partial
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path

import pytest
from bs4 import BeautifulSoup
from playwright.sync_api import Browser, Page, sync_playwright

from scripts.publication.citeproc import References, format_references
from scripts.publication.load import load
from scripts.publication.model import Chapter, Publication
from scripts.site.build import build_site
from tests.conftest import PROJECT, copy_sources

TINY = PROJECT / "tests" / "publications" / "tiny"

# As root, without a network and without a graphics card, as on a build machine.
ARGUMENTS = (
    "--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run", "--disable-background-networking",
    "--disable-component-update", "--disable-sync",
)  # fmt: skip
SIZES = {"desktop": {"width": 1280, "height": 900}, "phone": {"width": 390, "height": 844}}
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


class _Quiet(SimpleHTTPRequestHandler):
    def log_message(self, format: str, *args: object) -> None:
        pass


@pytest.fixture(scope="session")
def browser() -> Iterator[Browser]:
    chromium = shutil.which("chromium")
    if chromium is None:
        if os.environ.get("REQUIRE_BROWSER") == "1":
            pytest.fail("chromium is niet geïnstalleerd, terwijl REQUIRE_BROWSER=1")
        pytest.skip("chromium is niet geïnstalleerd")
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=chromium, args=list(ARGUMENTS))
        yield browser
        browser.close()


@pytest.fixture(scope="session")
def address(book_site: Built) -> Iterator[str]:
    handler = partial(_Quiet, directory=str(book_site.site))
    with ThreadingHTTPServer(("127.0.0.1", 0), handler) as server:
        thread = threading.Thread(target=server.serve_forever)
        thread.start()
        yield f"http://127.0.0.1:{server.server_port}/"
        server.shutdown()
        thread.join()


@pytest.fixture
def page(browser: Browser) -> Iterator[Page]:
    with browser.new_context(viewport=SIZES["desktop"]) as context:
        yield context.new_page()
