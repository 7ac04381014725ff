"""The search dialog in use: filters, keyboard, marks on the page, small windows."""

from __future__ import annotations

import pytest
from playwright.sync_api import Browser, Page, expect

from tests.site.conftest import SIZES, faults, spotless
from tests.site.searching import Search, marks

pytestmark = pytest.mark.browser


def test_filters_by_kind_and_chapter_count_and_narrow(search: Search) -> None:
    search.ask("jeugdhulp")
    everything = search.dialog.get_by_role("button", name="Alles")
    notes = search.dialog.get_by_role("button", name="Noten")
    count = int(notes.inner_text().split()[-1])
    total = int(everything.inner_text().split()[-1])
    assert 0 < count < total
    notes.click()
    expect(notes).to_have_attribute("aria-pressed", "true")
    expect(search.status).to_have_text(f"{count} resultaten")
    assert all(place.startswith("fn:noot-") for place in search.places())
    everything.click()
    search.dialog.get_by_role("combobox", name="Hoofdstuk").select_option(
        label_of(search, "4 Samenwerking met jeugdhulp")
    )
    places = search.places()
    assert places
    assert all("/04-jeugdhulp/" in link.get_attribute("href") for link in search.results.all())
    expect(search.status).to_have_text(f"{len(places)} resultaten")
    expect(search.dialog.get_by_role("button", name="Bronnen")).to_be_hidden()
    search.ask("kinderopvang")
    expect(everything).to_have_attribute("aria-pressed", "true")


def label_of(search: Search, chapter: str) -> str:
    """The chapter as the list of chapters names it, with its count."""
    labels = search.dialog.get_by_role("combobox").locator("option").all_inner_texts()
    return next(label for label in labels if label.startswith(chapter))


def test_more_of_one_chapter_is_a_click_away(search: Search) -> None:
    before = len(search.ask("samenwerking"))
    more = search.dialog.get_by_role("button", name="tonen").first
    hidden = int(more.inner_text().split()[1])
    more.click()
    expect(search.results.first).to_be_focused()
    expect(search.status).to_have_text(f"{hidden + 3} resultaten")
    assert len(search.places()) == hidden + 3 != before


def test_keyboard_opens_walks_follows_and_closes(page: Page, address: str) -> None:
    page.goto(address)
    dialog = page.get_by_role("dialog", name="Zoeken")
    for keys in ("/", "s", "Control+k"):
        page.keyboard.press(keys)
        expect(dialog.get_by_role("searchbox")).to_be_focused()
        page.keyboard.press("Escape")
        expect(dialog).to_be_hidden()
    page.keyboard.press("/")
    page.keyboard.type("werkdruk s/")
    expect(dialog.get_by_role("searchbox")).to_have_value("werkdruk s/")
    dialog.get_by_role("searchbox").fill("werkdruk")
    links = dialog.get_by_role("link")
    page.keyboard.press("ArrowDown")
    expect(links.nth(0)).to_be_focused()
    page.keyboard.press("ArrowDown")
    expect(links.nth(1)).to_be_focused()
    page.keyboard.press("ArrowUp")
    page.keyboard.press("ArrowUp")
    expect(dialog.get_by_role("searchbox")).to_be_focused()
    page.keyboard.press("Enter")
    expect(page).to_have_url(f"{address}04-jeugdhulp/#jeugdhulp-werkdruk")
    page.keyboard.press("/")
    expect(dialog.get_by_role("searchbox")).to_have_value("werkdruk")


def test_keys_without_control_can_be_switched_off(page: Page, address: str) -> None:
    page.goto(address)
    search = Search(page)
    search.dialog.get_by_role("checkbox").uncheck()
    page.keyboard.press("Escape")
    page.reload()
    page.keyboard.press("s")
    page.keyboard.press("Control+k")
    expect(search.box).to_have_value("")
    expect(search.dialog.get_by_role("checkbox")).not_to_be_checked()


def test_what_was_found_is_marked_on_the_page_until_taken_away(search: Search, page: Page) -> None:
    search.ask("werkdruk verhogend")
    search.results.first.click()
    bar = page.get_by_role("region", name="Treffers op deze pagina")
    expect(bar).to_contain_text("werkdruk verhogend")
    found = marks(page)
    assert {"werkdruk", "Werkdruk", "werkdrukverhogend", "werkdrukverhogende"} <= set(found)
    page.get_by_role("button", name="Volgende treffer").click()
    expect(bar.get_by_role("status")).to_contain_text(f"/ {len(found)}")
    assert len(marks(page, "zoektreffer-nu")) == 1
    text = page.locator("article").inner_text()
    page.get_by_role("button", name="Markering weghalen").click()
    expect(bar).to_be_hidden()
    assert marks(page) == marks(page, "zoektreffer-nu") == []
    assert page.locator("article").inner_text() == text
    page.reload()
    expect(page.locator("article")).to_be_visible()
    assert marks(page) == []


def test_a_result_on_the_same_page_is_marked_too(page: Page, address: str) -> None:
    page.goto(f"{address}04-jeugdhulp/")
    search = Search(page)
    assert search.ask("inclusiepedagogen")[0].startswith("jeugdhulp-nieuwe-functie")
    search.results.first.click()
    expect(search.dialog).to_be_hidden()
    assert {"inclusiepedagoog", "inclusiepedagogen"} <= set(marks(page))


@pytest.mark.parametrize("size", SIZES)
def test_the_open_dialog_has_no_faults_that_axe_finds(browser: Browser, address: str, size: str) -> None:
    found = {}
    options = {"viewport": SIZES[size], "bypass_csp": True, "reduced_motion": "reduce"}
    with spotless(browser, address, **options) as page:
        page.goto(f"{address}02-samenwerken/")
        search = Search(page)

        def look(where: str, part: str) -> None:
            page.emulate_media(color_scheme="light")
            found[where, "light"] = faults(page, part)
            page.emulate_media(color_scheme="dark")
            found[where, "dark"] = faults(page, part, runOnly=["color-contrast", "link-in-text-block"])
            widths = page.evaluate("[document.documentElement.scrollWidth, document.documentElement.clientWidth]")
            assert widths[0] <= widths[1], where

        look("no question", "dialog")
        search.ask("samenwerking jeugdhulp")
        look("results", "dialog")
        search.results.first.click()
        expect(page.get_by_role("region", name="Treffers op deze pagina")).to_be_visible()
        look("marks", ".zoekbalk")
    assert {where: what for where, what in found.items() if what} == {}


def test_a_window_zoomed_in_to_400_percent_shows_results(page: Page, address: str) -> None:
    page.set_viewport_size({"width": 320, "height": 256})
    page.goto(address)
    search = Search(page)
    search.ask("samenwerking jeugdhulp")
    for place in range(3):
        page.keyboard.press("ArrowDown")
        expect(search.results.nth(place)).to_be_focused()
        expect(search.results.nth(place).locator(".zoektitel")).to_be_in_viewport(ratio=1)
    widths = search.dialog.evaluate("dialog => [dialog.scrollWidth, dialog.clientWidth]")
    assert widths[0] <= widths[1]
