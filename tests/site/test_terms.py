"""Abbreviations explained where they stand, and on a page of their own."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page, expect

from tests.site.conftest import SIZES, Built, build, spotless

GLOSSARY = """\
SPQR:
  meaning: a "short" <b>name</b> & more
  quote: A claim that SPQR _makes_ &amp; [more].
"""


@pytest.fixture
def with_terms(tiny: Path, tmp_path: Path) -> Built:
    (tiny / "terms.yml").write_text(GLOSSARY, encoding="utf-8")
    (tiny / "docs" / "terms.md").write_text("---\nprint: false\n---\n\n# Terms\n\n::: {#begrippen}\n:::\n", "utf-8")
    config = tiny / "mkdocs.yml"
    text = config.read_text(encoding="utf-8").replace("extra:\n", "extra:\n  glossary: terms.yml\n", 1)
    config.write_text(text.replace("  - log.md", "  - log.md\n  - terms.md"), encoding="utf-8")
    two = tiny / "docs" / "two.md"
    added = (
        "\n## SPQR here\n\nThe SPQR and SPQR’s.\n\n### Deeper\n\nSPQR\n\n## There\n\nSPQR, `SPQR`, [SPQR](one.md).\n"
    )
    two.write_text(two.read_text(encoding="utf-8") + added, encoding="utf-8")
    return build(tiny, tmp_path / "site")


def test_first_use_in_a_section_leads_to_the_explanation(with_terms: Built) -> None:
    chapter = next(chapter for chapter in with_terms.publication.chapters if chapter.file.name == "two.md")
    links = with_terms.page(chapter).select("a.begrip")
    assert [link.get_text() for link in links] == ["SPQR", "SPQR"]
    assert {link["href"] for link in links} == {"../terms/#begrip-spqr"}
    assert {link["title"] for link in links} == {'a "short" <b>name</b> & more'}
    assert [link.find_previous(re.compile("h[1-6]")).find(string=True)[-5:] for link in links] == [" here", "There"]


def test_the_page_of_terms_has_meaning_quotation_and_places_as_text(with_terms: Built) -> None:
    chapter = with_terms.publication.chapters[-1]
    page = with_terms.page(chapter)
    meaning = page.select_one("#begrippen dd")
    assert 'a "short" <b>name</b> & more' in meaning.get_text()
    assert meaning.b is None
    assert meaning.blockquote.get_text(strip=True) == "A claim that SPQR _makes_ &amp; [more]."
    assert [link["href"].partition("#")[0] for link in meaning.select("a")] == ["../two/", "../two/", "../two/"]


def test_without_a_page_of_terms_the_text_stays_as_it_is(tiny: Path, tmp_path: Path) -> None:
    (tiny / "terms.yml").write_text(GLOSSARY.replace("SPQR", "claim"), encoding="utf-8")
    config = tiny / "mkdocs.yml"
    text = config.read_text(encoding="utf-8").replace("extra:\n", "extra:\n  glossary: terms.yml\n", 1)
    config.write_text(text, encoding="utf-8")
    built = build(tiny, tmp_path / "site")
    assert not any(built.page(chapter).select("a.begrip") for chapter in built.publication.chapters)


@pytest.mark.browser
def test_a_term_is_explained_on_hover_on_focus_and_to_a_screen_reader(page: Page, address: str) -> None:
    page.goto(f"{address}01-inleiding/")
    term = page.locator("a.begrip", has_text="IKC")
    preview = page.locator(".kader")
    term.hover()
    expect(preview).to_contain_text("integraal kindcentrum")
    page.keyboard.press("Escape")
    expect(preview).to_be_hidden()
    expect(term).to_have_accessible_description("integraal kindcentrum")
    term.focus()
    page.keyboard.press("Shift+Tab")
    page.keyboard.press("Tab")
    expect(preview).to_contain_text("integraal kindcentrum")
    page.keyboard.press("Enter")
    expect(page.locator("#begrip-ikc")).to_be_in_viewport()


@pytest.mark.browser
def test_a_tap_on_a_term_explains_it(browser: Browser, address: str) -> None:
    with spotless(browser, address, viewport=SIZES["phone"], has_touch=True, is_mobile=True) as page:
        page.goto(f"{address}01-inleiding/")
        page.locator("a.begrip", has_text="IKC").tap()
        dialog = page.get_by_role("dialog", name="IKC")
        expect(dialog).to_contain_text("integraal kindcentrum")
        dialog.get_by_role("link", name="Naar de begrippen").tap()
        expect(page.locator("#begrip-ikc")).to_be_in_viewport()
