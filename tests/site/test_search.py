"""What a reader finds: measured in a browser on queries as readers type them, and looked at in the records."""

from __future__ import annotations

import json
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Any

import pytest
import yaml
from playwright.sync_api import Browser, expect

from scripts.site.terms import term_id
from tests.site.conftest import Built, spotless
from tests.site.searching import Search

pytestmark = pytest.mark.browser
QUERIES = Path(__file__).with_name("search")


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


def test_a_title_in_another_language_says_so(search: Search) -> None:
    search.ask("widmark")
    title = search.results.first.get_by_text("Barriers to collaboration")
    expect(title).to_have_attribute("lang", "en-US")


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
