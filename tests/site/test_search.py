"""Searching in a browser as a reader does it: what is found, filters, keyboard, marks, from a server and a disk."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Any

import pytest
import yaml
from playwright.sync_api import Browser, Locator, Page, expect

from scripts.site.terms import term_id
from tests.site.conftest import SIZES, Built, build, faults, spotless

pytestmark = pytest.mark.browser
QUERIES = Path(__file__).with_name("search")


class Search:
    """The search dialog of a page, opened with its button."""

    def __init__(self, page: Page, name: str = "Zoeken") -> None:
        self.page = page
        page.get_by_role("button", name=name, exact=True).click()
        self.dialog = page.get_by_role("dialog", name=name)
        self.box = self.dialog.get_by_role("searchbox")
        expect(self.box).to_be_focused()

    def ask(self, question: str) -> list[str]:
        """The places that are shown for a question: the last parts of their addresses, from top to bottom."""
        self.box.fill(question)
        expect(self.dialog).to_have_attribute("data-question", question)
        return self.places()

    def places(self) -> list[str]:
        found = self.results.evaluate_all("links => links.map(link => decodeURIComponent(link.hash.slice(1)))")
        assert isinstance(found, list)
        return found

    @property
    def results(self) -> Locator:
        return self.dialog.get_by_role("link")

    @property
    def status(self) -> Locator:
        return self.dialog.get_by_role("status")


@pytest.fixture
def search(page: Page, address: str) -> Search:
    page.goto(address)
    return Search(page)


def marks(page: Page, name: str = "zoektreffer") -> list[str]:
    """The texts that are marked on the page."""
    found = page.evaluate("name => Array.from(CSS.highlights.get(name) ?? [], String)", name)
    assert isinstance(found, list)
    return found


# -- what is found -----------------------------------------------------------------------------------------------------


def queries(name: str) -> Iterator[tuple[str, set[str]]]:
    for query in yaml.safe_load((QUERIES / name).read_text(encoding="utf-8")):
        yield query["query"], set(query["expected"])


@pytest.mark.parametrize(("name", "in_five", "first"), [("queries.yml", 0.95, 0.85), ("held-out.yml", 0.9, 0.8)])
def test_readers_find_what_they_look_for(search: Search, name: str, in_five: float, first: float) -> None:
    answers = {query: (search.ask(query), expected) for query, expected in queries(name)}
    missed = {query: found[:5] for query, (found, expected) in answers.items() if not expected & set(found[:5])}
    hits = [query for query, (found, expected) in answers.items() if found and found[0] in expected]
    assert 1 - len(missed) / len(answers) >= in_five, missed
    assert len(hits) / len(answers) >= first, set(answers) - set(hits)


@pytest.mark.parametrize(
    "forms",
    [
        ("samenwerkingsverband", "samenwerkingsverbanden"),
        ("IKC's", "IKC’s", "ikcs"),
        ("IB'ers", "ib’ers", "ibers"),
        ("Sørensen", "sorensen", "SØRENSEN"),
        ("coördinator", "coordinator", "coo\u0308rdinator"),
    ],
)
def test_ways_of_writing_a_word_find_the_same(search: Search, forms: Sequence[str]) -> None:
    first, *others = (set(search.ask(form)) for form in forms)
    assert first
    assert all(other == first for other in others)


def test_an_abbreviation_and_its_meaning_find_each_other(search: Search) -> None:
    # Of these sections the first has only the abbreviation, the second only the words.
    assert "voortgezet-onderwijs-arbeidsinhoud" in search.ask("intern begeleider")
    assert "jeugdhulp-vormen-van-samenwerking" in search.ask("IB'ers")


def test_each_section_note_source_and_term_is_found_at_an_address_that_exists(book_site: Built) -> None:
    data = search_data(book_site)
    publication, references = book_site.publication, book_site.references
    pages = [book_site.page(chapter) for chapter in publication.chapters]
    records = [(kind, anchor) for kind, chapter, anchor, *_ in data["records"]]
    assert all(pages[chapter].find(id=anchor) for _, chapter, anchor, *_ in data["records"])
    headings = [("text", heading.id) for chapter in publication.chapters for heading in chapter.headings]
    notes = [("note", f"fn:{note.id}") for note in publication.notes]
    sources = [("source", f"bron-{key}") for key in references.works]
    terms = [("term", term_id(term)) for term in publication.glossary]
    assert terms
    assert sorted(records) == sorted([*headings, *notes, *sources, *terms])


def test_records_are_called_as_their_pages_call_them(tiny_site: Built) -> None:
    data = search_data(tiny_site)
    titles = {
        data["chapters"][chapter]["url"] + "#" + anchor: title for _, chapter, anchor, title, *_ in data["records"]
    }
    assert titles["one/#one-why-it-matters"] == "1.1 Why it matters"
    assert titles["one/#fn:noot-1"] == "Note 1"
    assert titles["sources/#bron-berg2020"] == "A book of things & their names"
    assert data["chapters"][2] == {"title": "2 Second <script>things</script> & more", "url": "two/"}


def test_nothing_of_the_search_that_it_replaces_is_left(tiny_site: Built) -> None:
    files = {path.relative_to(tiny_site.site).as_posix() for path in tiny_site.site.rglob("*")}
    left = {name for name in files if "lunr" in name or "worker" in name or "search_index" in name}
    assert left == set()
    assert {"script/zoeken.js", "script/zoekgegevens.js"} <= files


def search_data(site: Built) -> dict[str, Any]:
    text = (site.site / "script" / "zoekgegevens.js").read_text(encoding="utf-8")
    data = json.loads(text.partition("=")[2].rstrip(";\n"))
    assert isinstance(data, dict)
    return data


def test_a_slip_of_the_finger_is_understood_and_said(search: Search) -> None:
    assert "jeugdhulp-werkdruk" in search.ask("wekrdruk")
    expect(search.status).to_contain_text("‘wekrdruk’; dit is wat er over ‘werkdruk’ staat")


def test_a_word_that_is_nowhere_is_named(search: Search) -> None:
    assert "jeugdhulp-werkdruk" in search.ask("leraren tekort")
    expect(search.status).to_contain_text("‘tekort’ komt niet voor.")


@pytest.mark.parametrize(
    ("question", "place"),
    [
        ("3.2.1", "kinderopvang-arbeidsinhoud"),
        ("hoofdstuk 3", "kinderopvang"),
        ("noot 21", "fn:noot-21"),
        ("figuur 2.1", "samenwerken-effecten"),
        ("680.000", "kinderopvang-ontwikkelingen-en-vormen-van-samenwerking"),
    ],
)
def test_numbers_lead_to_what_they_number(search: Search, question: str, place: str) -> None:
    assert search.ask(question)[0] == place


def test_nothing_found_says_so_and_helps(search: Search) -> None:
    assert search.ask("xylofoonconcert") == []
    expect(search.status).to_have_text(
        "Niets gevonden voor ‘xylofoonconcert’. Probeer een ander woord of minder woorden."
    )
    expect(search.dialog.get_by_role("combobox")).to_be_hidden()


def test_any_question_is_answered(browser: Browser, address: str) -> None:
    with spotless(browser, address) as page:
        page.goto(address)
        search = Search(page)
        for question in ("", "   ", "de", "’", "<b>", "(((", "\\", "a" * 5000, "🙂", "__proto__", "constructor"):
            search.ask(question)
            assert "jeugdhulp-werkdruk" in search.ask("werkdruk")


# -- the dialog --------------------------------------------------------------------------------------------------------


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


# -- elsewhere than on a server, in Dutch, with a script ---------------------------------------------------------------


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


def test_a_title_in_another_language_says_so(search: Search) -> None:
    search.ask("widmark")
    title = search.results.first.get_by_text("Barriers to collaboration")
    expect(title).to_have_attribute("lang", "en-US")


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
