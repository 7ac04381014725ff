"""For everyone: with the keyboard only, without a script, with little motion, on paper, from a folder on a disk."""

from __future__ import annotations

import re
from collections.abc import Iterator

import pytest
from playwright.sync_api import Browser, Page, expect

from tests.site.conftest import SIZES, Built, spotless

pytestmark = pytest.mark.browser
CHAPTER = "03-kinderopvang/"
SHIFTS = """
window.shifts = 0;
new PerformanceObserver((list) => {
  for (const entry of list.getEntries()) if (!entry.hadRecentInput) window.shifts += entry.value;
}).observe({type: 'layout-shift', buffered: true});
"""
# Links within a sentence may be smaller (WCAG 2.2, 2.5.8, 'inline'), as may what only screen readers meet.
SMALL_TARGETS = """() => [...document.querySelectorAll('a[href], button, input, select, summary, [tabindex="0"]')]
  .filter((element) => {
    const {width, height} = element.getBoundingClientRect();
    const style = getComputedStyle(element);
    const inline = style.display === 'inline' && element.closest('p, li, dd, td, th, figcaption, h1, h2, h3, h4, sup');
    return width && style.visibility === 'visible' && !inline && (width < 24 || height < 24)
      && !element.matches('.md-skip');
  }).map((element) => element.outerHTML.slice(0, 120))"""


@pytest.fixture
def phone(browser: Browser, address: str) -> Iterator[Page]:
    with spotless(browser, address, viewport=SIZES["phone"]) as page:
        yield page


def test_the_first_tab_skips_to_the_text(page: Page, address: str) -> None:
    page.goto(address + CHAPTER)
    page.keyboard.press("Tab")
    skip = page.get_by_role("link", name="Ga naar inhoud")
    expect(skip).to_be_focused()
    expect(skip).to_be_in_viewport()
    page.keyboard.press("Enter")
    page.keyboard.press("Tab")
    assert page.evaluate("document.querySelector('article').contains(document.activeElement)")


def test_focus_is_visible_wherever_the_tab_key_comes(page: Page, address: str) -> None:
    page.emulate_media(reduced_motion="reduce")
    page.goto(address + CHAPTER)
    for _ in range(40):
        page.keyboard.press("Tab")
        focus = page.evaluate(
            """() => {
                const element = document.activeElement;
                const {outlineStyle, outlineWidth, boxShadow} = getComputedStyle(element);
                const {top, bottom} = element.getBoundingClientRect();
                const header = element.closest('header, .md-skip') ? 0 : document.querySelector('header').offsetHeight;
                const seen = bottom > header && top < innerHeight;
                const marked = (outlineStyle !== 'none' && parseFloat(outlineWidth) >= 2) || boxShadow !== 'none';
                return {seen, marked, html: element.outerHTML.slice(0, 100)};
            }"""
        )
        assert focus["seen"], focus["html"]
        assert focus["marked"], focus["html"]


def test_the_menu_of_a_phone_opens_walks_and_closes_with_the_keyboard(phone: Page, address: str) -> None:
    phone.goto(address + CHAPTER)
    menu = phone.get_by_role("navigation", name="Navigatie")
    control = phone.get_by_role("button", name="Navigatie")
    expect(menu).to_be_hidden()
    expect(control).to_have_attribute("aria-expanded", "false")
    control.focus()
    phone.keyboard.press("Enter")
    expect(menu).to_be_visible()
    expect(control).to_have_attribute("aria-expanded", "true")
    current = menu.locator("[aria-current=page]")
    expect(current).to_be_focused()
    phone.keyboard.press("Escape")
    expect(menu).to_be_hidden()
    expect(control).to_be_focused()
    phone.keyboard.press(" ")
    expect(current).to_be_focused()
    phone.keyboard.press("Shift+Tab")
    phone.keyboard.press("Enter")
    expect(phone.get_by_role("heading", level=1)).to_contain_text("2 Samenwerken")


def test_a_link_in_the_menu_to_this_page_closes_it(phone: Page, address: str) -> None:
    phone.goto(address + CHAPTER)
    phone.get_by_role("button", name="Navigatie").click()
    menu = phone.get_by_role("navigation", name="Navigatie")
    menu.get_by_role("link", name="3.3 Bevorderende en belemmerende factoren").click()
    expect(menu).to_be_hidden()
    expect(phone.get_by_role("heading", name="3.3 Bevorderende")).to_be_in_viewport()


def test_the_choice_of_light_or_dark_is_kept_and_can_be_undone(page: Page, address: str) -> None:
    root = page.locator("html")
    light, dark = re.compile("^light$"), re.compile("^dark$")
    page.emulate_media(color_scheme="light")
    page.goto(address)
    expect(root).to_have_css("color-scheme", light)
    page.get_by_role("button", name="Naar donkere weergave").click()
    expect(root).to_have_css("color-scheme", dark)
    page.goto(address + CHAPTER)
    expect(root).to_have_css("color-scheme", dark)
    page.get_by_role("button", name="Naar lichte weergave").click()
    expect(root).to_have_css("color-scheme", light)
    # The choice is now the system's again, so it follows the system.
    page.emulate_media(color_scheme="dark")
    expect(root).to_have_css("color-scheme", dark)
    assert page.evaluate("localStorage.getItem('weergave')") is None


def test_without_a_script_text_notes_sources_and_navigation_work(
    browser: Browser, address: str, book_site: Built
) -> None:
    options = {"viewport": SIZES["phone"], "java_script_enabled": False, "color_scheme": "dark"}
    with spotless(browser, address, **options) as page:
        page.goto(address)
        page.get_by_role("link", name="Begin met lezen").click()
        expect(page.get_by_role("heading", level=1)).to_contain_text("Managementsamenvatting")
        page.get_by_role("link", name="Volgende").click()
        expect(page.get_by_role("heading", level=1)).to_contain_text("1 Inleiding")
        # No button that does nothing.
        expect(page.get_by_role("button")).to_have_count(0)
        page.get_by_role("link", name="Navigatie").click()
        page.get_by_role("navigation", name="Navigatie").get_by_role("link", name="Bronnen").click()
        source = page.locator(".bron").first
        expect(source).to_be_visible()
        source.locator("a[href*='noot-']").first.click()
        expect(page.locator(".footnote li:target")).to_be_in_viewport()
        # Dark, since the system asks for it.
        assert page.evaluate("getComputedStyle(document.documentElement).colorScheme") == "dark"


@pytest.mark.parametrize("size", SIZES)
def test_everything_to_operate_is_large_enough_for_a_finger(browser: Browser, address: str, size: str) -> None:
    with spotless(browser, address, viewport=SIZES[size]) as page:
        for path in ("", CHAPTER, "bronnen/", "begrippen/"):
            page.goto(address + path)
            assert page.evaluate(SMALL_TARGETS) == [], path


def test_who_wants_no_motion_gets_none(browser: Browser, address: str) -> None:
    with spotless(browser, address, viewport=SIZES["desktop"], reduced_motion="reduce") as page:
        page.goto(address + CHAPTER)
        moving = page.evaluate(
            """() => [...document.querySelectorAll('*')].filter((element) => {
                const {transitionDuration, animationDuration, scrollBehavior} = getComputedStyle(element);
                const longest = [...transitionDuration.split(','), ...animationDuration.split(',')].map(parseFloat);
                return Math.max(...longest) > 0.01 || scrollBehavior === 'smooth';
            }).map((element) => element.outerHTML.slice(0, 80))"""
        )
        assert moving == []


@pytest.mark.parametrize("width", [390, 1280, 1500])
@pytest.mark.parametrize("path", [CHAPTER, "bronnen/"])
def test_nothing_jumps_while_a_page_is_loaded_and_read(browser: Browser, address: str, path: str, width: int) -> None:
    with spotless(browser, address, viewport={"width": width, "height": 900}) as page:
        page.add_init_script(SHIFTS)
        page.goto(address + path, wait_until="networkidle")
        page.evaluate("document.fonts.ready")
        page.locator(".md-footer").scroll_into_view_if_needed()
        assert page.evaluate("document.fonts.check('16px \"Rapport Serif\"')")
        assert page.evaluate("window.shifts") == 0


def test_on_paper_there_is_text_and_nothing_to_operate(browser: Browser, address: str) -> None:
    with spotless(browser, address, viewport={"width": 1500, "height": 900}, color_scheme="dark") as page:
        page.goto(address + CHAPTER)
        page.emulate_media(media="print")
        for hidden in (".md-header", ".md-sidebar--primary", ".md-sidebar--secondary", ".kantnoten", ".headerlink"):
            expect(page.locator(hidden).first).to_be_hidden()
        expect(page.locator("[id='fn:noot-40']")).to_be_visible()
        ink = page.evaluate("getComputedStyle(document.querySelector('article h2 + p')).color")
        assert max(map(int, ink.removeprefix("rgb(").removesuffix(")").split(","))) < 60
        paragraph, page_ = page.evaluate(
            "[document.querySelector('article h2 + p'), document.body].map((element) => element.offsetWidth)"
        )
        assert paragraph > page_ * 0.9


def test_the_site_works_from_a_folder_on_a_disk(browser: Browser, book_site: Built) -> None:
    errors: list[str] = []
    with browser.new_context(viewport=SIZES["desktop"]) as context:
        page = context.new_page()
        page.on("pageerror", lambda error: errors.append(str(error)))
        page.goto((book_site.site / CHAPTER / "index.html").as_uri())
        page.locator("sup a.footnote-ref").first.hover()
        expect(page.locator(".kader")).to_be_visible()
        page.get_by_role("button", name="Naar donkere weergave").click()
        assert page.evaluate("document.fonts.check('16px \"Rapport Serif\"')")
        assert page.evaluate("getComputedStyle(document.documentElement).colorScheme") == "dark"
    assert errors == []


def test_parts_in_another_language_say_so(page: Page, address: str, book_site: Built) -> None:
    page.goto(f"{address}bronnen/")
    assert page.evaluate("document.documentElement.lang") == "nl"
    english = [entry for entry in book_site.publication.bibliography.entries if entry.fields.get("langid") == "english"]
    cited = [entry.key for entry in english if entry.key in book_site.references.works]
    assert cited
    for key in cited:
        assert page.locator(f"#bron-{key} [lang^=en]").count(), key
