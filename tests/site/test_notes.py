"""Notes as their reader meets them: a preview at the marker, a dialog under a thumb, the margin of a wide window."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import pairwise

import pytest
from playwright.sync_api import Browser, Page, expect

from tests.site.conftest import SIZES, Built, spotless

pytestmark = pytest.mark.browser
MARKER = "[id='fnref:noot-13'] a"


@pytest.fixture
def opening(book_site: Built) -> str:
    """The first words of note 13."""
    return book_site.references.notes[13].plain[:40]


@pytest.fixture
def phone(browser: Browser, address: str) -> Iterator[Page]:
    with spotless(browser, address, viewport=SIZES["phone"], has_touch=True, is_mobile=True) as page:
        yield page


def test_a_note_shows_on_hover_and_stays_while_it_is_pointed_at(page: Page, address: str, opening: str) -> None:
    page.goto(f"{address}02-samenwerken/")
    preview = page.locator(".kader")
    page.locator(MARKER).hover()
    expect(preview).to_contain_text(opening)
    preview.hover()
    expect(preview).to_be_visible()
    page.mouse.move(0, 0)
    expect(preview).to_be_hidden()


def test_a_note_shows_on_keyboard_focus_and_goes_with_escape(page: Page, address: str, opening: str) -> None:
    page.goto(f"{address}02-samenwerken/")
    preview = page.locator(".kader")
    page.locator(MARKER).focus()
    page.keyboard.press("Shift+Tab")
    page.keyboard.press("Tab")
    expect(page.locator(MARKER)).to_be_focused()
    expect(preview).to_contain_text(opening)
    page.keyboard.press("Escape")
    expect(preview).to_be_hidden()
    expect(page.locator(MARKER)).to_be_focused()
    page.keyboard.press("Enter")
    expect(page.locator("[id='fn:noot-13']")).to_be_in_viewport()


def test_a_tap_opens_a_dialog_that_leads_to_the_note_and_back(phone: Page, address: str, opening: str) -> None:
    phone.goto(f"{address}02-samenwerken/")
    marker = phone.locator(MARKER)
    marker.tap()
    dialog = phone.get_by_role("dialog", name="Noot 13")
    expect(dialog).to_contain_text(opening)
    expect(dialog).to_be_focused()
    phone.keyboard.press("Escape")
    expect(dialog).to_be_hidden()
    expect(marker).to_be_focused()
    marker.tap()
    dialog.get_by_role("button", name="Sluiten").tap()
    expect(marker).to_be_focused()
    marker.tap()
    dialog.get_by_role("link", name="Naar noot 13").tap()
    expect(dialog).to_be_hidden()
    expect(phone.locator("[id='fn:noot-13']")).to_be_in_viewport()
    assert phone.url.endswith("#fn:noot-13")


def test_margin_notes_stand_beside_their_markers_without_overlap(browser: Browser, address: str, opening: str) -> None:
    with spotless(browser, address, viewport={"width": 1500, "height": 900}) as page:
        page.goto(f"{address}03-kinderopvang/")
        boxes = page.evaluate(
            """() => [...document.querySelectorAll('.kantnoot')].map((note) => {
                const number = note.firstChild.textContent;
                const marker = document.getElementById(`fnref:noot-${number}`).getBoundingClientRect();
                const {top, bottom, left} = note.getBoundingClientRect();
                return {number, top, bottom, left, marker: marker.top};
            })"""
        )
        text_edge = page.evaluate("document.querySelector('article p').getBoundingClientRect().right")
        markers = page.locator(".md-content sup a.footnote-ref").count()
        assert len(boxes) == markers > 20
        assert all(box["left"] > text_edge for box in boxes)
        assert all(box["top"] > box["marker"] - 20 for box in boxes)
        assert all(one["bottom"] < other["top"] for one, other in pairwise(boxes))
        # Copies, so neither read out nor in the way of the Tab key.
        assert page.locator(".kantnoten").get_attribute("aria-hidden") == "true"
        assert page.locator(".kantnoten a:not([tabindex='-1'])").count() == 0
        page.set_viewport_size(SIZES["desktop"])
        expect(page.locator(".kantnoten")).to_be_hidden()


def test_without_a_script_markers_lead_to_the_notes_and_back(browser: Browser, address: str, opening: str) -> None:
    with spotless(browser, address, viewport=SIZES["phone"], java_script_enabled=False) as page:
        page.goto(f"{address}02-samenwerken/")
        page.locator(MARKER).click()
        note = page.locator("[id='fn:noot-13']")
        expect(note).to_be_in_viewport()
        expect(note).to_contain_text(opening)
        note.get_by_role("link", name="Terug naar de tekst bij noot 13").click()
        expect(page.locator(MARKER)).to_be_in_viewport()
