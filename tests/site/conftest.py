"""Sites built once a session, of the small publication and the project's own report, and a browser to read them in."""

from __future__ import annotations

import os
import shutil
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from functools import partial
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path

import pytest
from axe_playwright_python.sync_playwright import Axe
from bs4 import BeautifulSoup
from playwright.sync_api import Browser, ConsoleMessage, Page, Request, sync_playwright

from scripts.explain_rules import rule_texts
from scripts.publication.citeproc import References, format_references
from scripts.publication.load import load
from scripts.publication.model import Chapter, Publication
from scripts.site.build import build_site
from scripts.site.hosting import POLICY
from tests.conftest import PROJECT, copy_sources
from tests.site.searching import Search

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
    build_site(publication, references, site, editions=EDITIONS, rules=rule_texts)
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


# -- in a browser ------------------------------------------------------------------------------------------------------

# As root, without a network and without a graphics card, as on a build machine.
ARGUMENTS = (
    "--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run", "--disable-background-networking",
    "--disable-component-update", "--disable-sync",
)  # fmt: skip
SIZES = {"desktop": {"width": 1280, "height": 900}, "phone": {"width": 390, "height": 844}}


class _Strict(SimpleHTTPRequestHandler):
    """A quiet server that asks the browser to hold the site to its promise."""

    def log_message(self, format: str, *args: object) -> None:
        pass

    def end_headers(self) -> None:
        self.send_header("Content-Security-Policy", POLICY)
        super().end_headers()


@contextmanager
def served(site: Path) -> Iterator[str]:
    """The address of the folder `site` on a server that sends the content security policy."""
    with ThreadingHTTPServer(("127.0.0.1", 0), partial(_Strict, directory=str(site))) as server:
        thread = threading.Thread(target=server.serve_forever)
        thread.start()
        yield f"http://127.0.0.1:{server.server_port}/"
        server.shutdown()
        thread.join()


@contextmanager
def spotless(browser: Browser, address: str, **options: object) -> Iterator[Page]:
    """A page that may not complain, in its console or by an uncaught error, nor ask another host for anything."""
    complaints: list[str] = []

    def heard(message: ConsoleMessage) -> None:
        if message.type in {"error", "warning"}:
            complaints.append(f"{message.type}: {message.text}")

    def asked(request: Request) -> None:
        if not request.url.startswith((address, "data:", "blob:")):
            complaints.append(f"asked: {request.url}")

    with browser.new_context(**options) as context:
        page = context.new_page()
        page.on("console", heard)
        page.on("pageerror", lambda error: complaints.append(f"error: {error}"))
        page.on("request", asked)
        yield page
        cookies = context.cookies()
    assert complaints == []
    assert cookies == []


def faults(page: Page, within: str = "html", **options: object) -> dict[str, list[str]]:
    """What axe finds wrong, by the rule: the first elements it is about. Asks for `bypass_csp`."""
    # Axe takes most of its time for telling where all that is in order stands.
    brief = {"resultTypes": ["violations"], "selectors": False}
    found = Axe().run(page, context=within, options=brief | options).response["violations"]
    return {fault["id"]: [node["html"] for node in fault["nodes"]][:3] for fault in found}


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
    with served(book_site.site) as address:
        yield address


@pytest.fixture
def page(browser: Browser, address: str) -> Iterator[Page]:
    """A page in a desktop window that may not complain."""
    with spotless(browser, address, viewport=SIZES["desktop"]) as page:
        yield page


@pytest.fixture
def search(page: Page, address: str) -> Search:
    """The search dialog, open on the home page."""
    page.goto(address)
    return Search(page)
