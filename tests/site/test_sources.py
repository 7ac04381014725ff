"""The list of sources: what a work lacks, where it is cited, forms to copy; with and without a script."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from pathlib import Path

import pytest
from bs4 import BeautifulSoup, Tag
from playwright.sync_api import Browser, Page, expect

from scripts.publication.citeproc import format_references
from scripts.publication.entry_types import model
from scripts.publication.load import load
from scripts.publication.wording import wording
from scripts.site.addresses import Addresses
from scripts.site.staging import stage
from scripts.site.works import Work, cited_works
from tests.site.conftest import SIZES, Built, faults, spotless

BIBLIOGRAPHY = """\
@report{vol,
  author = {de Wit, C. and {Instituut voor Alles}},
  title = {Een <b>vol</b> rapport},
  location = {Utrecht},
  institution = {Uitgever},
  date = {2020},
}
@misc{leeg, author = {Bakker and others}, date = {2007}, keywords = {onvolledig}}
@article{kaal, author = {Vos, M.}, title = {Zonder tijdschrift}}
@online{adres, url = {https://example.org/?a=1&b="2"}, keywords = {onvolledig}}
"""
TEXT = """\
# Een

## Eerste kop

Zin vooraf. Midden in[@vol] deze zin, zie [](#fig-x).
Zin erna.[@vol; @leeg] 37 scholen volgen. Dan [](#fig-x) en meer.[@kaal]

## Tweede kop {-}

-   Een punt met *nadruk* en een noot.[^eigen]

[^eigen]: Zie [@adres] en [@vol].

![Bijschrift](x.svg){#fig-x alt="x"}
"""
Write = Callable[..., Path]


@pytest.fixture
def root(write_publication: Write) -> Path:
    return write_publication({"een.md": TEXT, "bronnen.md": "# Bronnen {-}\n\n::: {#refs}\n:::\n"}, BIBLIOGRAPHY)


@pytest.fixture
def works(root: Path) -> Mapping[str, Work]:
    publication = load(root)
    return cited_works(publication, Addresses(publication))


@pytest.fixture
def listed(root: Path) -> BeautifulSoup:
    publication = load(root)
    pages = stage(publication, format_references(publication))
    return BeautifulSoup(next(page.text for page in pages if page.file.name == "bronnen.md"), "html.parser")


def source(page: BeautifulSoup, key: str) -> Tag:
    found = page.find(id=f"bron-{key}")
    assert isinstance(found, Tag)
    return found


# -- data --------------------------------------------------------------------------------------------------------------


def test_a_place_is_the_sentence_around_the_marker(works: Mapping[str, Work]) -> None:
    shown = [(place.before, place.after) for place in works["vol"].places]
    assert shown[0] == ("Midden in", " deze zin, zie Figuur 1.1.")
    assert shown[1] == ("Zin erna.", ""), "a number behind the marker begins a new sentence"
    assert shown[2] == ("Een punt met nadruk en een noot.", "")
    assert [place.heading.text for place in works["vol"].places if place.heading] == [
        "Eerste kop", "Eerste kop", "Tweede kop",
    ]  # fmt: skip
    [place] = works["kaal"].places
    assert (place.before, place.after) == ("Dan Figuur 1.1 en meer.", "")


def test_what_a_description_lacks(works: Mapping[str, Work]) -> None:
    assert (works["vol"].is_incomplete, works["vol"].gaps) == (False, ())
    assert works["leeg"].is_incomplete
    assert works["leeg"].gaps == ("title", "others", "given")
    assert works["kaal"].is_incomplete, "a required field is missing, marked or not"
    assert works["kaal"].gaps == ("journaltitle", "date", "volume", "pages")


@pytest.mark.parametrize("lang", ["nl", "en"])
def test_every_need_of_every_kind_of_source_has_a_word(lang: str) -> None:
    needs = {
        need.partition("|")[0] for levels in model()["types"].values() for level in levels.values() for need in level
    }
    assert {need for need in needs if f"gap_{need}" not in wording(lang)} == set()


# -- the page ----------------------------------------------------------------------------------------------------------


def test_gaps_are_named_in_words(listed: BeautifulSoup) -> None:
    assert source(listed, "vol").select_one(".onvolledig") is None
    gaps = source(listed, "leeg").select_one(".onvolledig")
    assert gaps is not None
    assert gaps.get_text() == "Onvolledig beschreven; ontbreekt: titel, een deel van de auteurs, voorletters"


def test_each_sentence_leads_to_the_note_and_to_its_place(listed: BeautifulSoup) -> None:
    item = source(listed, "vol").select(".vindplaatsen li")[0]
    assert [link["href"] for link in item.select("a")] == ["../een/#fn:noot-1", "../een/#fnref:noot-1"]
    assert item.get_text().strip() == "Midden in1 deze zin, zie Figuur 1.1.1 Een, 1.1 Eerste kop"


def test_a_source_can_be_taken_along_in_three_forms(listed: BeautifulSoup) -> None:
    forms = {form["data-form"]: form.get_text().strip("\n") for form in source(listed, "vol").select(".vorm")}
    assert forms["APA"] == "de Wit, C., & Instituut voor Alles. (2020). Een <b>vol</b> rapport. Uitgever."
    assert forms["BibTeX"].startswith("@report{vol,\n  author = {de Wit, C. and {Instituut voor Alles}},\n")
    assert "title = {Een <b>vol</b> rapport}" in forms["BibTeX"]
    assert forms["RIS"].startswith("TY  - RPRT\nID  - vol\n")
    assert forms["RIS"].endswith("\nER  - ")
    assert 'url = {https://example.org/?a=1&b="2"}' in source(listed, "adres").get_text()


def test_the_form_offers_only_what_there_is(listed: BeautifulSoup) -> None:
    form = listed.select_one("form.bronfilter")
    assert form is not None
    assert form.has_attr("hidden"), "without a script it does nothing"
    kinds = [option["value"] for option in form.select("[name=kind] option")]
    assert kinds == ["", "article", "report", "online", "other"]
    assert [option.get_text() for option in form.select("[name=chapter] option")] == ["Alles", "1 Een"]
    years = form.select("input[type=number]")
    assert [(year["min"], year["max"]) for year in years] == [("2007", "2020")] * 2


def test_without_sources_there_is_no_form(write_publication: Write) -> None:
    root = write_publication({"bronnen.md": "# Bronnen\n\n::: {#refs}\n:::\n"})
    publication = load(root)
    pages = stage(publication, format_references(publication))
    assert not any("form" in page.text for page in pages)


# -- in a browser ------------------------------------------------------------------------------------------------------


@pytest.fixture
def sources(page: Page, address: str) -> Page:
    page.goto(f"{address}bronnen/")
    return page


def shown(page: Page) -> list[str]:
    return [str(item.get_attribute("id")) for item in page.locator(".bron:visible").all()]


@pytest.mark.browser
def test_choices_narrow_the_list_and_stand_in_the_address(sources: Page, book_site: Built) -> None:
    works = cited_works(book_site.publication, Addresses(book_site.publication))
    count = sources.locator(".bronfilter output")
    expect(count).to_have_text("75 van de 75 bronnen")
    sources.get_by_label("Soort").select_option(label="Artikel")
    articles = [f"bron-{key}" for key in book_site.references.works if works[key].kind == "article"]
    assert shown(sources) == articles
    expect(count).to_have_text(f"{len(articles)} van de 75 bronnen")
    sources.get_by_label("Zoek op").fill("SORENSEN")
    assert shown(sources) == ["bron-sorensen2018"]
    assert sources.url.endswith("/bronnen/?text=SORENSEN&kind=article")
    sources.get_by_role("button", name="Wis de keuzes").click()
    expect(count).to_have_text("75 van de 75 bronnen")
    assert sources.url.endswith("/bronnen/")


@pytest.mark.browser
def test_a_shared_address_shows_the_same_choice(page: Page, address: str, book_site: Built) -> None:
    works = cited_works(book_site.publication, Addresses(book_site.publication))
    page.goto(f"{address}bronnen/?from=2019&to=2020&chapter=04-jeugdhulp&state=complete&sort=old&kind=nergens")
    expected = [
        work
        for work in (works[key] for key in book_site.references.works)
        if work.entry.year in {2019, 2020}
        and not work.is_incomplete
        and "04-jeugdhulp.md" in {chapter.file.name for chapter in work.chapters}
    ]
    expected.sort(key=lambda work: work.entry.year or 0)
    assert len(expected) > 1
    assert shown(page) == [f"bron-{work.entry.key}" for work in expected]
    expect(page.get_by_label("Soort")).to_have_value("")


@pytest.mark.browser
def test_orders(sources: Page, book_site: Built) -> None:
    works = cited_works(book_site.publication, Addresses(book_site.publication))
    by_author = [f"bron-{key}" for key in book_site.references.works]
    assert shown(sources) == by_author
    sources.get_by_label("Volgorde").select_option("cited")
    counts = [len(works[id.removeprefix("bron-")].places) for id in shown(sources)]
    assert counts == sorted(counts, reverse=True)
    sources.get_by_label("Volgorde").select_option("new")
    years = [works[id.removeprefix("bron-")].entry.year or 0 for id in shown(sources)]
    assert years == sorted(years, reverse=True)
    assert years[-1] == 0, "works without a year come last"
    sources.get_by_label("Volgorde").select_option("")
    assert shown(sources) == by_author


@pytest.mark.browser
def test_a_link_to_a_source_shows_it_whatever_was_chosen(page: Page, address: str) -> None:
    page.goto(f"{address}bronnen/?kind=book#bron-bakker2007")
    expect(page.locator("#bron-bakker2007")).to_be_in_viewport()


@pytest.mark.browser
def test_the_keyboard_is_enough(sources: Page) -> None:
    sources.get_by_label("Zoek op").focus()
    sources.keyboard.type("kennisrotonde 2018")
    sources.keyboard.press("Enter")
    assert shown(sources) == ["bron-kennisrotonde2018"]
    for _ in range(20):
        sources.keyboard.press("Tab")
        if sources.evaluate("document.activeElement.matches('.citeren > summary')"):
            break
    sources.keyboard.press("Enter")
    expect(sources.get_by_role("button", name="Kopieer als BibTeX")).to_be_visible()


@pytest.mark.browser
def test_a_source_is_copied_as_it_stands_in_the_file(browser: Browser, address: str, project_root: Path) -> None:
    with browser.new_context(permissions=["clipboard-read", "clipboard-write"]) as context:
        page = context.new_page()
        page.goto(f"{address}bronnen/?text=toekomst van het ikc")
        page.locator("#bron-kruiter2019 .citeren > summary").click()
        page.locator("#bron-kruiter2019").get_by_role("button", name="Kopieer als BibTeX").click()
        expect(page.locator(".bronfilter-melding")).to_have_text("Gekopieerd: BibTeX")
        copied = page.evaluate("navigator.clipboard.readText()")
    assert copied.startswith("@report{kruiter2019,\n")
    assert copied in (project_root / "references.bib").read_text(encoding="utf-8")


@pytest.mark.browser
@pytest.mark.parametrize("size", SIZES)
def test_without_a_script_everything_is_there(browser: Browser, address: str, size: str) -> None:
    with browser.new_context(java_script_enabled=False, viewport=SIZES[size]) as context:
        page = context.new_page()
        page.goto(f"{address}bronnen/?kind=book")
        expect(page.locator(".bron:visible")).to_have_count(75)
        expect(page.locator(".bronfilter")).to_be_hidden()
        page.locator("#bron-kruiter2019 .vindplaatsen > summary").click()
        expect(page.locator("#bron-kruiter2019 .vindplaatsen")).to_contain_text("Volgens Sardes2 waren er in 2019")


@pytest.mark.browser
@pytest.mark.parametrize("path", ["bronnen/?kind=article", "bewijs/"])
@pytest.mark.parametrize("size", SIZES)
def test_what_is_unfolded_has_no_faults_either(browser: Browser, address: str, size: str, path: str) -> None:
    with spotless(browser, address, viewport=SIZES[size], bypass_csp=True, reduced_motion="reduce") as page:
        page.goto(address + path)
        page.evaluate("document.querySelectorAll('article details').forEach(details => details.open = true)")
        assert faults(page, "article") == {}
        page.emulate_media(color_scheme="dark")
        assert faults(page, "article", runOnly=["color-contrast", "link-in-text-block"]) == {}
        assert page.evaluate("document.documentElement.scrollWidth") <= SIZES[size]["width"]


@pytest.mark.browser
def test_the_form_works_from_a_disk(browser: Browser, book_site: Built) -> None:
    with browser.new_context() as context:
        page = context.new_page()
        page.goto(f"{(book_site.site / 'bronnen' / 'index.html').as_uri()}?kind=article")
        expect(page.locator(".bronfilter output")).to_have_text("6 van de 75 bronnen")
        page.get_by_label("Soort").select_option(label="Boek")
        expect(page.locator(".bronfilter output")).to_have_text("2 van de 75 bronnen")
        assert page.url.endswith("/bronnen/index.html?kind=book")
