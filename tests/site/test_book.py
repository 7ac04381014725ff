"""The project's own report on the site: nothing lost, nothing invented."""

from __future__ import annotations

import re

from bs4 import BeautifulSoup, Tag

from scripts.publication.model import Chapter, Passage
from scripts.site.pages import CONTENTS
from tests.site.conftest import Built

BLOCKS = ["p", "li", "h1", "h2", "h3", "h4", "h5", "h6", "td", "th", "figcaption", "caption", "blockquote", "br"]
# What the site adds to a page besides the words of its author.
ADDED = ", ".join(
    [
        ".headerlink, .footnote, #noten, .bijschrift, .downloads, .ondertitel, .auteurs, .datum, #inhoud, #inhoud + ul",
        # Code is no running text.
        ".begin, .leestijd, .highlight, pre",
        # What stands in a drawing was not words when it was a picture.
        ".elders, figure > svg",
        *(f"#{name} > *" for name in CONTENTS),
    ]
)


def one_line(text: str) -> str:
    return " ".join(text.split())


def note_text(item: Tag) -> str:
    for added in item.select(".naar-bron, .footnote-backref"):
        added.decompose()
    return one_line(" ".join(paragraph.get_text() for paragraph in item.find_all("p")))


def test_every_note_is_there_once_in_order_with_the_text_of_the_register(book_site: Built) -> None:
    shown = {}
    for chapter in book_site.publication.chapters:
        for item in book_site.page(chapter).select(".footnote > ol > li"):
            shown[int(item["value"])] = note_text(item)
    assert list(shown) == list(range(1, 121))
    assert shown == {number: one_line(note.plain) for number, note in book_site.references.notes.items()}


def typed_passage(chapter: Chapter, passage: Passage) -> str:
    """A passage with a mark where each note stands."""
    text = passage.text
    for offset, number in reversed(passage.notes):
        text = f"{text[:offset]}⟦{number}⟧{text[offset:]}"
    return text


def shown_text(page: BeautifulSoup, chapter: Chapter) -> str:
    """The running text of a page: what is made (numbers, texts of cross references) is left out."""
    article = page.article
    for added in article.select(ADDED):
        added.decompose()
    for marker in article.select("sup:has(> a.footnote-ref)"):
        marker.replace_with(f"⟦{marker.get_text()}⟧")
    filled = {link.target.rpartition("#")[2] for link in chapter.links if not link.text}
    for link in article.select("a[href*='#']"):
        if link["href"].rpartition("#")[2] in filled:
            link.decompose()
    numbers = {heading.id: heading.number for heading in chapter.headings if heading.number}
    for heading in article.find_all(id=list(numbers)):
        text = next(string for string in heading.find_all(string=True) if string.strip())
        text.replace_with(text.removeprefix(f"{numbers[heading['id']]} "))
    for caption in article.select("figcaption"):
        caption.string = re.sub(r"^\w+ [\d.]+: ", "", caption.get_text())
    for block in article.find_all(BLOCKS):
        block.insert_before(" ")
        block.append(" ")
    return one_line(article.get_text())


def test_running_text_and_places_of_notes_are_those_of_the_chapters(book_site: Built) -> None:
    for chapter in book_site.publication.chapters:
        typed = one_line(" ".join(typed_passage(chapter, passage) for passage in chapter.passages))
        assert shown_text(book_site.page(chapter), chapter) == typed, chapter.path


def test_running_text_of_another_publication_too(tiny_site: Built) -> None:
    for chapter in tiny_site.publication.chapters:
        typed = one_line(" ".join(typed_passage(chapter, passage) for passage in chapter.passages))
        assert shown_text(tiny_site.page(chapter), chapter) == typed, chapter.path


def test_shown_numbers_are_those_of_the_printed_report(book_site: Built) -> None:
    chapter = next(chapter for chapter in book_site.publication.chapters if chapter.number == "3")
    shown = [heading.get_text() for heading in book_site.page(chapter).select("article :is(h1, h2, h3, h4)")]
    numbered = [text.split()[0] for text in shown if text[0].isdigit()]
    assert numbered == ["3", "3.1", "3.2", "3.2.1", "3.2.2", "3.2.3", "3.2.4", "3.2.5", "3.3", "3.4"]


def test_every_page_of_the_report_after_the_contents_has_its_mark(book_site: Built) -> None:
    marks = [
        int(mark["data-pagina"])
        for chapter in book_site.publication.chapters
        for mark in book_site.page(chapter).select("article .pagina[id]")
    ]
    assert marks == sorted(set(marks))
    assert {22, 30, 38} <= set(marks)


def test_every_source_is_listed_and_every_note_leads_to_its_sources(book_site: Built) -> None:
    sources = next(chapter for chapter in book_site.publication.chapters if chapter.file.name == "bronnen.md")
    page = book_site.page(sources)
    ids = [item["id"].removeprefix("bron-") for item in page.select(".bron")]
    assert ids == list(book_site.references.works)
    incomplete = {item.find_parent(class_="bron")["id"].removeprefix("bron-") for item in page.select(".onvolledig")}
    entries = book_site.publication.bibliography.by_key
    assert incomplete == {key for key in ids if "onvolledig" in entries[key].fields.get("keywords", "")}
    for chapter in book_site.publication.chapters:
        page = book_site.page(chapter)
        for note in chapter.notes:
            links = page.find(id=f"fn:{note.id}").select(".naar-bron a")
            keys = [link["href"].rpartition("#bron-")[2] for link in links]
            assert keys == list(dict.fromkeys(citation.key for citation in note.citations))
