"""Linking to a passage and quoting it, in a browser: by pointer, touch and keyboard, with and without a clipboard."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Literal

import pytest
from playwright.sync_api import Browser, Locator, Page, expect

from scripts.publication.citing import apa
from tests.conftest import rapport
from tests.site.conftest import SIZES, Built, faults, served, spotless

pytestmark = pytest.mark.browser
CLIPBOARD = ["clipboard-read", "clipboard-write"]
# A browser gives no clipboard to pages on http; the test itself still has to see what is in it.
WITHOUT_CLIPBOARD = """
    window.readClipboard = navigator.clipboard.readText.bind(navigator.clipboard);
    Object.defineProperty(navigator, "clipboard", { value: undefined });
"""
SELECT = """([id, first, last]) => {
    const texts = document.createTreeWalker(document.getElementById(id), NodeFilter.SHOW_TEXT);
    const range = document.createRange();
    while (texts.nextNode()) {
        const { currentNode: node } = texts, [from, to] = [node.data.indexOf(first), node.data.indexOf(last)];
        if (from >= 0) range.setStart(node, from);
        if (to >= 0) range.setEnd(node, to + last.length);
    }
    getSelection().removeAllRanges();
    getSelection().addRange(range);
}"""


@pytest.fixture
def chapter(browser: Browser, address: str) -> Iterator[Page]:
    """The first chapter of the report, on a desktop, with a clipboard."""
    with spotless(browser, address, viewport=SIZES["desktop"], permissions=CLIPBOARD) as page:
        page.goto(f"{address}01-inleiding/")
        yield page


def passage(page: Page, start: str) -> Locator:
    return page.locator("[id^='a-']").filter(has_text=start).first


def mark(page: Page) -> Locator:
    return page.get_by_role("button", name="Koppeling of citaat")


def clipboard(page: Page, kind: str = "text/plain") -> str:
    read = """async (kind) => {
        const [item] = await navigator.clipboard.read();
        return (await item.getType(kind)).text();
    }"""
    text: str = page.evaluate(read, kind)
    return text


def copy_quotation(page: Page, done: str = "Het citaat is gekopieerd.") -> None:
    mark(page).click()
    page.get_by_role("button", name="Kopieer als citaat").click()
    expect(page.locator(".md-content__inner > [role=status]")).to_have_text(done)


def test_the_mark_behind_a_passage_copies_its_link(chapter: Page, address: str) -> None:
    question = passage(chapter, "Welke bevorderende en belemmerende")
    question.hover()
    box, target = mark(chapter).bounding_box(), question.bounding_box()
    assert box
    assert target
    assert target["y"] - 2 <= box["y"] <= target["y"] + target["height"]
    mark(chapter).click()
    chapter.get_by_role("button", name="Kopieer koppeling").click()
    expect(chapter.locator(".md-content__inner > [role=status]")).to_have_text("De koppeling is gekopieerd.")
    link = clipboard(chapter)
    assert link == f"{address}01-inleiding/#{question.get_attribute('id')}"
    chapter.goto("about:blank")
    chapter.goto(link)
    expect(passage(chapter, "Welke bevorderende en belemmerende")).to_be_in_viewport()


def test_a_quotation_has_its_reference_its_page_and_its_link(chapter: Page, address: str, book_site: Built) -> None:
    about = passage(chapter, "We hebben verschillende activiteiten")
    about.hover()
    copy_quotation(chapter)
    quoted, _, reference = clipboard(chapter).partition("\n\n")
    assert quoted.startswith("“We hebben verschillende activiteiten ondernomen om meer zicht te krijgen")
    assert quoted.endswith(" geven richtingen voor vervolgonderzoek” (Van den Berg et al., 2023, p. 11).")
    link = f"{address}01-inleiding/#{about.get_attribute('id')}"
    assert reference == f"{apa(book_site.publication.metadata).text} {link}"
    html = clipboard(chapter, "text/html")
    assert "<em>Samenwerken is vermenigvuldigen: Een literatuurstudie" in html
    assert f'href="{link}"' in html


def test_digits_of_notes_are_not_quoted_and_quotation_marks_nest(chapter: Page) -> None:
    long = passage(chapter, "Daarnaast werken het basisonderwijs")
    long.hover()
    copy_quotation(chapter)
    quoted = clipboard(chapter).partition("\n\n")[0]
    assert "doorgaande leer- en ontwikkellijn voor kinderen. De meest vergaande" in quoted
    assert "van 10 tot 14 jaar. Om de aansluiting" in quoted
    assert "De Onderwijsraad stelde" in quoted
    # On two pages of the printed report.
    assert quoted.endswith("(Van den Berg et al., 2023, pp. 10–11).")
    assert quoted.count("“") == quoted.count("”") == 1


@pytest.mark.parametrize(
    ("first", "last", "quoted", "pages"),
    [
        ("De meest vergaande", "samenwerking is", "De meest vergaande vorm van samenwerking is", "p. 10"),
        ("In 2021 bestonden", "28 initiatieven", "In 2021 bestonden 28 initiatieven", "p. 11"),
        ("startte ", "in 2017 de pilot", "startte in 2017 de pilot", "pp. 10–11"),
    ],
)  # fmt: skip
def test_what_is_selected_is_the_quotation(chapter: Page, first: str, last: str, quoted: str, pages: str) -> None:
    long = passage(chapter, "Daarnaast werken het basisonderwijs")
    long.hover()
    chapter.evaluate(SELECT, [long.get_attribute("id"), first, last])
    copy_quotation(chapter)
    assert clipboard(chapter).partition("\n\n")[0] == f"“{quoted}” (Van den Berg et al., 2023, {pages})."


def test_a_note_is_quoted_with_its_number(chapter: Page) -> None:
    chapter.goto(chapter.url)
    note = chapter.locator("[id='fn:noot-7'] p")
    note.hover()
    copy_quotation(chapter)
    quoted = clipboard(chapter).partition("\n\n")[0]
    assert quoted.startswith("“In het Nationaal Programma Onderwijs krijgen scholen")
    assert quoted.endswith("COVID-19-pandemie” (Van den Berg et al., 2023, p. 10, noot 7).")


def test_all_of_it_by_keyboard_with_one_tab_stop(chapter: Page) -> None:
    assert chapter.locator(".alinea-hulp button").count() == 3
    heading = chapter.locator("h1 .headerlink")
    heading.focus()
    chapter.keyboard.press("Shift+Tab")
    expect(mark(chapter)).to_be_focused()
    first = mark(chapter).get_attribute("aria-label")
    assert first
    assert first.startswith("Koppeling of citaat: Alinea 1 van ")
    chapter.keyboard.press("ArrowDown")
    chapter.keyboard.press("ArrowDown")
    chapter.keyboard.press("ArrowUp")
    expect(chapter.locator(".md-content__inner > [role=status]")).to_contain_text("Alinea 2 van")
    expect(passage(chapter, "Met de invoering van de Wet")).to_be_in_viewport()
    chapter.keyboard.press("Enter")
    expect(chapter.get_by_role("button", name="Kopieer koppeling")).to_be_focused()
    chapter.keyboard.press("Escape")
    expect(mark(chapter)).to_be_focused()
    expect(chapter.get_by_role("button", name="Kopieer koppeling")).to_be_hidden()
    chapter.keyboard.press("Enter")
    chapter.keyboard.press("ArrowDown")
    chapter.keyboard.press("Enter")
    expect(mark(chapter)).to_be_focused()
    assert clipboard(chapter).startswith("“Met de invoering van de Wet passend onderwijs in 2014")


def test_the_menu_opens_in_sight(chapter: Page) -> None:
    chapter.set_viewport_size({"width": 1280, "height": 420})
    mark(chapter).focus()
    for _ in range(5):
        chapter.keyboard.press("ArrowDown")
    chapter.keyboard.press("Enter")
    expect(chapter.locator(".alinea-menu")).to_be_in_viewport(ratio=1)


def test_a_tap_shows_the_mark_and_a_second_one_hides_it(browser: Browser, address: str) -> None:
    with spotless(browser, address, viewport=SIZES["phone"], has_touch=True, permissions=CLIPBOARD) as page:
        page.goto(f"{address}01-inleiding/")
        question = passage(page, "Welke bevorderende en belemmerende")
        question.tap()
        expect(mark(page)).to_have_css("opacity", "1")
        mark(page).tap()
        menu = page.locator(".alinea-menu").bounding_box()
        assert menu
        assert menu["x"] >= 0
        assert menu["x"] + menu["width"] <= SIZES["phone"]["width"]
        page.get_by_role("button", name="Kopieer koppeling").tap()
        expect(page.locator(".alinea-melding")).to_be_visible()
        assert clipboard(page).endswith(f"#{question.get_attribute('id')}")
        passage(page, "Welke effecten").tap()
        passage(page, "Welke effecten").tap()
        expect(page.locator(".alinea-hulp")).to_have_css("opacity", "0")


def test_without_a_clipboard_the_older_way_copies_too(browser: Browser, address: str) -> None:
    with spotless(browser, address, viewport=SIZES["desktop"], permissions=CLIPBOARD) as page:
        page.add_init_script(WITHOUT_CLIPBOARD)
        page.goto(f"{address}01-inleiding/")
        passage(page, "Welke bevorderende en belemmerende").hover()
        copy_quotation(page)
        assert page.evaluate("readClipboard()").startswith("“Welke bevorderende en belemmerende factoren")


def test_where_nothing_can_be_copied_the_text_is_there_to_select(browser: Browser, address: str) -> None:
    with spotless(browser, address, viewport=SIZES["desktop"]) as page:
        page.add_init_script(WITHOUT_CLIPBOARD + "document.execCommand = () => false;")
        page.goto(f"{address}01-inleiding/")
        passage(page, "Welke bevorderende en belemmerende").hover()
        copy_quotation(page, "Kopiëren lukt hier niet. Selecteer en kopieer dit zelf:")
        shown = page.get_by_role("textbox", name="Kopiëren lukt hier niet")
        expect(shown).to_be_focused()
        assert shown.input_value().startswith("“Welke bevorderende en belemmerende factoren")


def test_it_works_from_a_folder(browser: Browser, book_site: Built) -> None:
    # Not spotless: for fonts that a page asks for in advance a browser wants a server.
    with browser.new_context(viewport=SIZES["desktop"], permissions=CLIPBOARD) as context:
        page = context.new_page()
        page.goto((book_site.site / "01-inleiding" / "index.html").as_uri())
        passage(page, "Welke bevorderende en belemmerende").hover()
        copy_quotation(page)
        assert "01-inleiding/index.html#a-" in clipboard(page)


def test_without_a_printed_edition_a_quotation_names_the_section(browser: Browser, tiny_site: Built) -> None:
    with (
        served(tiny_site.site) as address,
        spotless(browser, address, viewport=SIZES["desktop"], permissions=CLIPBOARD) as page,
    ):
        page.goto(f"{address}one/")
        page.get_by_text("The drawing in").hover()
        page.get_by_role("button", name="Link or quotation").click()
        page.get_by_role("button", name="Copy as quotation").click()
        expect(page.locator(".alinea-melding")).to_be_visible()
        assert "(Lovelace & van Dijk, 2024, Section 1.1)." in clipboard(page)
        # The address that readers know, wherever the page was opened.
        assert "https://example.org/small/one/#a-" in clipboard(page)


def test_a_reference_is_copied_from_the_page_about_citing(browser: Browser, address: str, book_site: Built) -> None:
    with spotless(browser, address, viewport=SIZES["desktop"], permissions=CLIPBOARD) as page:
        page.goto(f"{address}citeren/")
        page.get_by_role("button", name="Kopieer als APA").click()
        expect(page.locator("#verwijzing [role=status]")).to_have_text("Gekopieerd: APA")
        assert clipboard(page) == apa(book_site.publication.metadata).text
        assert "<em>Samenwerken" in clipboard(page, "text/html")


LONG = "Samenwerken vraagt om een gedeelde visie en om vertrouwen tussen alle partners."


CHANGES = "# Wijzigingen {.unnumbered}\n\n::: {#verschillen}\n:::\n"
GOES = "Weg hiermee, zo snel als dat kan."
PRINTED = f"1. Een\n{GOES}\n{LONG}\n2. Twee\n3. Drie\nWat hier staat, dat blijft.\n"
CONFIG = "extra:\n  provenance: {text: druk.txt}\n"
BEFORE = {
    "een.md": f"# Een\n\n{GOES}\n\n{LONG}\n",
    "twee.md": "# Twee\n",
    "drie.md": "# Drie\n\nWat hier staat, dat blijft.\n",
}
AFTER = {
    "een.md": "# Een\n\nNieuw is dit wel.\n",
    "twee.md": f"# Twee\n\n{LONG}\n",
    "vier.md": "# Drie\n\nWat hier staat, blijft zo.\n",
    "w.md": CHANGES,
}


@pytest.fixture
def revised(write_publication: Callable[..., Path]) -> Iterator[tuple[str, str, str]]:
    """A site after a revision: its address, the id of a paragraph that moved and of one that is gone."""
    root = write_publication(BEFORE, config=CONFIG)
    (root / "druk.txt").write_text(PRINTED, encoding="utf-8")
    assert rapport("site", "--quiet", cwd=root).returncode == 0
    lines = (root / "alineas.jsonl").read_text(encoding="utf-8").splitlines()
    ids = {word: json.loads(line)["id"] for line in lines for word in ("Samen", "Weg") if word in line}
    (root / "docs" / "drie.md").unlink()
    write_publication(AFTER, config=CONFIG)
    assert rapport("site", "--quiet", cwd=root).returncode == 0
    with served(root / "build" / "site") as address:
        yield address, f"a-{ids['Samen']}", f"a-{ids['Weg']}"


def test_an_old_link_arrives_with_and_without_a_script(browser: Browser, revised: tuple[str, str, str]) -> None:
    address, moved, gone = revised
    with spotless(browser, address) as page:
        page.goto(f"{address}een/#{moved}")
        page.wait_for_url(f"{address}twee/#{moved}")
        expect(page.get_by_text(LONG)).to_be_in_viewport()
        page.goto(f"{address}een/#{gone}")
        expect(page.get_by_text("Deze alinea is vervallen. Zij luidde: “Weg hiermee")).to_be_in_viewport()
        page.goto(f"{address}een/")
        expect(page.get_by_text("Deze alinea is vervallen")).to_be_hidden()
    with spotless(browser, address, java_script_enabled=False) as page:
        page.goto(f"{address}een/#{moved}")
        expect(page.get_by_text("Deze alinea staat nu in Twee.")).to_be_visible()
        expect(page.get_by_text("Deze alinea is vervallen")).to_be_hidden()
        page.get_by_role("region").get_by_role("link", name="Twee").click()
        expect(page.get_by_text(LONG)).to_be_visible()


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_explanations_changes_and_the_menu_have_no_faults(
    browser: Browser, address: str, revised: tuple[str, str, str], scheme: Literal["light", "dark"]
) -> None:
    after, _, gone = revised
    found = {}
    with spotless(browser, "http:", viewport=SIZES["phone"], bypass_csp=True, reduced_motion="reduce") as page:
        page.emulate_media(color_scheme=scheme)
        for path in (f"een/#{gone}", "drie/", "w/"):
            page.goto(after + path)
            found[path] = faults(page)
        assert page.locator("ins").all_text_contents()
        assert page.locator("del").all_text_contents()
        page.goto(f"{address}01-inleiding/")
        mark(page).focus()
        page.keyboard.press("Enter")
        expect(page.get_by_role("button", name="Kopieer als citaat")).to_be_visible()
        found["menu"] = faults(page)
    assert {where: what for where, what in found.items() if what} == {}
