"""Every page in a browser: nothing that axe finds, no wider than the window, nothing asked of other hosts."""

from __future__ import annotations

import pytest
from playwright.sync_api import Browser, Page, expect

from tests.site.conftest import SIZES, Built, faults, spotless

pytestmark = pytest.mark.browser


def paths(built: Built) -> list[str]:
    """A page of each type: the longest chapter, every page with generated parts, and the one for wrong addresses."""
    longest = max(built.publication.chapters, key=lambda chapter: len(chapter.source) * chapter.printed)
    chapters = built.publication.chapters
    generated = [c for c in chapters if not c.printed or c.is_title_page or "::: {#" in c.source]
    return [*(chapter.url for chapter in (longest, *generated)), "404.html"]


@pytest.mark.parametrize("size", SIZES)
def test_no_page_has_faults_that_axe_finds(browser: Browser, address: str, book_site: Built, size: str) -> None:
    found = {}
    # Without motion, or axe sees colours on their way from one scheme to the other.
    with spotless(browser, address, viewport=SIZES[size], bypass_csp=True, reduced_motion="reduce") as page:
        for path in paths(book_site):
            page.goto(address + path)
            page.emulate_media(color_scheme="light")
            found |= {(path, "light"): faults(page)}
            # Of the rules only those about colours depend on the scheme.
            page.emulate_media(color_scheme="dark")
            found |= {(path, "dark"): faults(page, runOnly=["color-contrast", "link-in-text-block"])}
    assert {where: what for where, what in found.items() if what} == {}


# 320 is what is left of a window of 1280 that is zoomed in to 400 %.
@pytest.mark.parametrize("width", [320, 390, 1280, 1600])
def test_no_page_is_wider_than_the_window(browser: Browser, address: str, book_site: Built, width: int) -> None:
    with spotless(browser, address, viewport={"width": width, "height": 800}) as page:
        for path in paths(book_site):
            page.goto(address + path)
            widths = page.evaluate("[document.documentElement.scrollWidth, document.documentElement.clientWidth]")
            assert widths[0] <= widths[1], path


def test_a_printed_page_can_be_linked_to(page: Page, address: str, book_site: Built) -> None:
    chapter = next(c for c in book_site.publication.chapters if book_site.page(c).find(id="p22"))
    page.goto(f"{address}{chapter.url}#p22")
    expect(page.locator("#p22")).to_be_in_viewport()
