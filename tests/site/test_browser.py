"""The site in a browser: no faults that axe finds, notes on hover and on focus, nothing asked of other hosts."""

from __future__ import annotations

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Browser, Page, expect

from tests.site.conftest import SIZES, Built

pytestmark = pytest.mark.browser


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("size", SIZES)
def test_no_page_has_faults_that_axe_finds(browser: Browser, address: str, scheme: str, size: str) -> None:
    faults = {}
    with browser.new_context(viewport=SIZES[size], color_scheme=scheme) as context:
        page = context.new_page()
        for path in ("", "02-samenwerken/", "bronnen/", "errata/", "404.html"):
            page.goto(address + path)
            found = Axe().run(page).response["violations"]
            faults |= {(path, fault["id"]): [node["html"] for node in fault["nodes"]][:3] for fault in found}
    assert faults == {}


@pytest.mark.parametrize("size", SIZES)
def test_no_page_is_wider_than_the_window(browser: Browser, address: str, size: str) -> None:
    with browser.new_context(viewport=SIZES[size]) as context:
        page = context.new_page()
        for path in ("", "02-samenwerken/", "03-kinderopvang/", "bronnen/", "errata/"):
            page.goto(address + path)
            widths = page.evaluate("[document.documentElement.scrollWidth, document.documentElement.clientWidth]")
            assert widths[0] <= widths[1], path


def test_a_note_shows_on_hover_and_on_focus(page: Page, address: str, book_site: Built) -> None:
    page.goto(f"{address}02-samenwerken/")
    text = book_site.references.notes[13].plain[:40]
    tooltip = page.locator(".md-tooltip2", has_text=text)
    marker = page.locator("[id='fnref:noot-13'] a")
    marker.scroll_into_view_if_needed()
    marker.hover()
    expect(tooltip).to_be_visible()
    page.mouse.move(0, 0)
    expect(tooltip).to_be_hidden()
    marker.focus()
    expect(tooltip).to_be_visible()


def test_a_printed_page_can_be_linked_to(page: Page, address: str, book_site: Built) -> None:
    chapter = next(c for c in book_site.publication.chapters if book_site.page(c).find(id="p22"))
    page.goto(f"{address}{chapter.url}#p22")
    expect(page.locator("#p22")).to_be_in_viewport()


def test_search_speaks_dutch_and_finds_a_note(page: Page, address: str) -> None:
    page.goto(address)
    page.get_by_placeholder("Zoeken").click()
    page.get_by_placeholder("Zoeken").press_sequentially("Hootegem")
    expect(page.locator(".md-search-result__list")).to_contain_text("Hootegem")


def test_nothing_is_asked_of_another_host(browser: Browser, address: str) -> None:
    asked: list[str] = []
    with browser.new_context(viewport=SIZES["desktop"]) as context:
        context.on("request", lambda request: asked.append(request.url))
        page = context.new_page()
        for path in ("", "02-samenwerken/", "bronnen/"):
            page.goto(address + path, wait_until="networkidle")
        page.get_by_placeholder("Zoeken").click()
        expect(page.locator(".md-search__output")).to_be_visible()
    assert [url for url in asked if not url.startswith((address, "data:", "blob:"))] == []
    assert asked
