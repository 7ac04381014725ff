"""Searching elsewhere than on a server, in Dutch, with a script and a connection."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page, expect

from tests.site.conftest import SIZES, Built, build, spotless
from tests.site.searching import Search, marks

pytestmark = pytest.mark.browser


@pytest.fixture
def disk(browser: Browser) -> Iterator[Page]:
    """A page for files that are opened without a server: no faults of its scripts, and nothing but files asked for."""
    faults: list[str] = []
    asked: list[str] = []
    with browser.new_context(viewport=SIZES["desktop"]) as context:
        page = context.new_page()
        page.on("pageerror", lambda fault: faults.append(str(fault)))
        page.on("request", lambda request: asked.append(request.url))
        yield page
    assert faults == []
    assert [url for url in asked if not url.startswith(("file:///", "data:"))] == []


def test_it_works_from_a_disk(disk: Page, book_site: Built) -> None:
    disk.goto((book_site.site / "02-samenwerken" / "index.html").as_uri())
    search = Search(disk)
    assert search.ask("jeugdhulp professionals")[0].startswith("jeugdhulp-onderzoek")
    search.results.first.click()
    expect(disk.locator("h1")).to_contain_text("Samenwerking met jeugdhulp")
    assert disk.url.startswith((book_site.site / "04-jeugdhulp" / "index.html").as_uri())
    assert "jeugdhulpprofessionals" in marks(disk)


def test_a_site_on_a_disk_can_be_walked_through(disk: Page, book_site: Built) -> None:
    disk.goto((book_site.site / "index.html").as_uri())
    disk.locator("article").get_by_role("link", name="Samenwerking met jeugdhulp").first.click()
    expect(disk.locator("h1")).to_contain_text("Samenwerking met jeugdhulp")


def test_it_works_from_the_page_for_wrong_addresses(page: Page, address: str) -> None:
    page.goto(f"{address}404.html")
    search = Search(page)
    search.ask("inclusiepedagogen")
    search.results.first.click()
    expect(page).to_have_url(re.compile("/04-jeugdhulp/#jeugdhulp-nieuwe-functie"))


def test_without_a_connection_it_says_so_and_can_be_tried_again(browser: Browser, address: str) -> None:
    with browser.new_context() as context:
        page = context.new_page()
        page.goto(address)
        page.route("**/script/zoek*", lambda route: route.abort())
        page.get_by_role("button", name="Zoeken", exact=True).click()
        expect(page.get_by_role("alert")).to_have_text("Zoeken lukt nu niet; probeer het zo nog eens.")
        page.unroute("**/script/zoek*")
        assert "jeugdhulp-werkdruk" in Search(page).ask("werkdruk")
        expect(page.get_by_role("alert")).to_have_count(0)


def test_without_script_there_is_no_dead_control(browser: Browser, address: str) -> None:
    with browser.new_context(java_script_enabled=False) as context:
        page = context.new_page()
        page.goto(address)
        expect(page.locator("article")).to_be_visible()
        expect(page.locator("[data-search]")).to_be_hidden()


def test_it_works_under_a_strict_policy_and_asks_nothing_before_it_opens(browser: Browser, address: str) -> None:
    asked: list[str] = []
    with spotless(browser, address) as page:
        page.on("request", lambda request: asked.append(request.url.removeprefix(address)))
        page.goto(address)
        assert not [path for path in asked if "zoek" in path]
        search = Search(page)
        assert "jeugdhulp-werkdruk" in search.ask("werkdruk")
    assert [path for path in asked if "zoek" in path] == ["script/zoeken.js", "script/zoekgegevens.js"]


def test_another_language_has_its_own_words_and_rules(disk: Page, tiny_site: Built) -> None:
    disk.goto((tiny_site.site / "index.html").as_uri())
    search = Search(disk, "Search")
    assert "one-why-it-matters" in search.ask("mattered")
    expect(search.status).to_have_text("1 result")
    assert search.ask("van den berg 2020")[0] == "bron-berg2020"
    assert search.ask("counted")[0].startswith(("bron-dijk2019", "two"))


def test_hostile_titles_are_text(disk: Page, tiny_site: Built) -> None:
    disk.goto((tiny_site.site / "index.html").as_uri())
    search = Search(disk, "Search")
    search.ask("script things")
    expect(search.dialog.get_by_role("heading", name="2 Second <script>things</script> & more")).to_be_visible()
    assert search.dialog.locator("script").count() == 0


def test_a_language_without_rules_is_searched_by_its_words(tiny: Path, tmp_path: Path, disk: Page) -> None:
    config = tiny / "mkdocs.yml"
    config.write_text(config.read_text(encoding="utf-8").replace("extra:", "extra:\n  lang: fi", 1), encoding="utf-8")
    site = build(tiny, tmp_path / "site")
    disk.goto((site.site / "index.html").as_uri())
    search = Search(disk, "Search")
    assert "one-why-it-matters" in search.ask("matters")
    assert search.ask("mattering") == []
