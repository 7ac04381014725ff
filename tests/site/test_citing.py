"""How readers and their programs cite the publication: the head of each page, the page about citing, the downloads."""

from __future__ import annotations

import json
import re
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
import rispy
from bs4 import BeautifulSoup
from pybtex.database import parse_string

from scripts.publication.citing import apa, bibtex, in_text, ris
from scripts.publication.load import load
from scripts.publication.model import Metadata
from tests.conftest import copy_sources, rapport
from tests.site.conftest import Built, build, read_page

# -- what Zotero makes of a page ---------------------------------------------------------------------------------------

# As in its translator 'Embedded Metadata' (https://github.com/zotero/translators), which a page without a translator of
# its own gets: the fields by tag, the item type, and how it takes names apart.
FIELDS = {
    "citation_title": "title",
    "citation_publication_date": "date",
    "citation_technical_report_institution": "institution",
    "citation_publisher": "publisher",
    "citation_abstract": "abstractNote",
    "citation_public_url": "url",
    "citation_language": "language",
}
TYPES = {"citation_journal_title": "journalArticle", "citation_technical_report_institution": "report"}


def zotero(page: BeautifulSoup, url: str = "") -> dict[str, object]:
    """The item that Zotero makes of a page."""
    tags = [(tag["name"], tag["content"]) for tag in page.head.find_all("meta", attrs={"name": True})]
    item: dict[str, object] = {"url": url}
    item |= {FIELDS[name]: " ".join(value.split()) for name, value in tags if name in FIELDS}
    item["itemType"] = next((TYPES[name] for name, value in tags if name in TYPES and value), "journalArticle")
    item["creators"] = [name for tag, value in tags if tag == "citation_author" for name in names(value)]
    item["pdf"] = [value for name, value in tags if name == "citation_pdf_url"]
    return item


def names(value: str) -> Iterator[tuple[str, str]]:
    """(given names, family name) of each person in one tag; two words on both sides of a comma make it two people."""
    parts = re.split(r"\s*,\s*", value)
    several = len(parts) > 1 and " " in parts[0] and " " in parts[1]
    for author in parts if several else [value]:
        family, comma, given = author.partition(",")
        words = author.split(" ")
        yield (" ".join(given.split()), family) if comma else (" ".join(words[:-1]), words[-1])


def test_zotero_takes_every_page_for_the_report(book_site: Built) -> None:
    for chapter in book_site.publication.chapters:
        assert zotero(book_site.page(chapter), "x") == {
            "itemType": "report",
            "title": "Samenwerken is vermenigvuldigen: Een literatuurstudie naar de samenwerking tussen het primair "
            "onderwijs en de kinderopvang, jeugdhulp en het voortgezet onderwijs",
            "creators": [("Devorah", "van den Berg"), ("Robin", "Wisse"), ("Nynke", "van Miltenburg")],
            "date": "2023/03",
            "institution": "Arbeidsmarktplatform PO",
            "publisher": "Arbeidsmarktplatform PO",
            "language": "nl-NL",
            "abstractNote": book_site.publication.metadata.description,
            "url": "x",
            "pdf": [],
        }, chapter.path


def test_a_site_with_an_address_names_it_and_its_pdf(tiny_site: Built) -> None:
    item = zotero(tiny_site.page(tiny_site.publication.chapters[1]))
    assert item["title"] == 'Small <script>alert("title")</script> Study: A publication to try things on'
    assert item["creators"] == [("Ada", "Lovelace"), ("Karel", "van Dijk")]
    assert item["url"] == "https://example.org/small/"
    assert item["pdf"] == ["https://example.org/small/downloads/small-study.pdf"]


def test_a_name_with_a_particle_and_two_given_names_stays_one_person(tiny: Path, tmp_path: Path) -> None:
    config = tiny / "mkdocs.yml"
    text = config.read_text(encoding="utf-8")
    config.write_text(text.replace("Karel van Dijk", "Karel Jan van der Dijk, Example Press"), encoding="utf-8")
    built = build(tiny, tmp_path / "site")
    creators = zotero(built.page(built.publication.chapters[1]))["creators"]
    assert creators == [("Ada", "Lovelace"), ("Karel Jan", "van der Dijk"), ("Example", "Press")]
    authors = linked_data(built.page(built.publication.chapters[0]))["author"]
    assert [author["@type"] for author in authors] == ["Person", "Person", "Organization"]


# -- JSON-LD -----------------------------------------------------------------------------------------------------------


def linked_data(page: BeautifulSoup) -> dict[str, object]:
    (script,) = page.head.find_all("script", type="application/ld+json")
    data: dict[str, object] = json.loads(script.get_text())
    assert data["@context"] == "https://schema.org"
    return data


def test_the_home_page_is_the_report_and_a_chapter_is_part_of_it(tiny_site: Built) -> None:
    home, one, *_ = tiny_site.publication.chapters
    report, chapter = linked_data(tiny_site.page(home)), linked_data(tiny_site.page(one))
    assert report["@type"] == "Report"
    assert report["datePublished"] == "2024-05"
    assert report["author"][1] == {
        "@type": "Person",
        "name": "Karel van Dijk",
        "givenName": "Karel",
        "familyName": "van Dijk",
    }
    assert [part["url"] for part in report["hasPart"]] == [
        f"https://example.org/small/{name}/" for name in ("one", "two", "sources")
    ]
    assert (chapter["@type"], chapter["name"], chapter["position"]) == ("Chapter", "First things", 1)
    assert chapter["isPartOf"]["@id"] == report["@id"] == "https://example.org/small/"
    assert [file["encodingFormat"] for file in report["encoding"]] == ["application/pdf", "application/epub+zip"]


def test_a_home_page_that_nobody_wrote_is_the_report_too(
    write_publication: Callable[..., Path], tmp_path: Path
) -> None:
    root = write_publication({"een.md": "# Een\n\nTekst.\n"})
    build(root, tmp_path / "site")
    report = linked_data(read_page(tmp_path / "site" / "index.html"))
    assert report["hasPart"] == [{"@type": "Chapter", "name": "Een", "position": 1}]


# -- references --------------------------------------------------------------------------------------------------------


def metadata(tmp_path: Path, extra: str) -> Metadata:
    config = f"site_name: Wat telt?\nnav: [index.md]\nextra:\n{extra}"
    (tmp_path / "docs").mkdir(exist_ok=True)
    (tmp_path / "docs" / "index.md").write_text("# Wat telt?\n", encoding="utf-8")
    (tmp_path / "references.bib").write_text("", encoding="utf-8")
    (tmp_path / "mkdocs.yml").write_text(config, encoding="utf-8")
    return load(tmp_path).metadata


@pytest.mark.parametrize(
    ("extra", "reference", "short"),
    [
        (
            "  {authors: [Devorah van den Berg, Robin Wisse, Nynke van Miltenburg], date: 2023-03, publisher: Drukker}",
            "Van den Berg, D., Wisse, R., & Van Miltenburg, N. (2023). Wat telt? Drukker.",
            "Van den Berg et al., 2023",
        ),
        (
            "  {lang: en, authors: [Jan-Willem de Wit, M.E.R. O’Neill], date: 2020, publisher: Uitgever bv.}",
            "de Wit, J.-W., & O’Neill, M. E. R. (2020). Wat telt? Uitgever bv.",
            "de Wit & O’Neill, 2020",
        ),
        (
            "  {authors: [Ministerie van OCW], publisher: Ministerie van OCW}",
            "Ministerie van OCW. (z.d.). Wat telt?",
            "Ministerie van OCW, z.d.",
        ),
        ("  {subtitle: Een proef, date: 2021}", "Wat telt? Een proef (2021).", "Wat telt?, 2021"),
        ("  {authors: [Ada], lang: en}", "Ada. (n.d.). Wat telt?", "Ada, n.d."),
    ],
)
def test_apa(tmp_path: Path, extra: str, reference: str, short: str) -> None:
    meta = metadata(tmp_path, extra)
    assert apa(meta).text == reference
    assert in_text(meta) == short


def test_of_many_authors_the_last_one_is_named(tmp_path: Path) -> None:
    many = ", ".join(f"A. Naam{number}" for number in range(1, 23))
    reference = apa(metadata(tmp_path, f"  {{authors: [{many}], date: 2020}}")).text
    assert "Naam19, A., … Naam22, A. (2020)" in reference
    assert "Naam20" not in reference


def test_programs_read_what_is_offered_to_them(tmp_path: Path) -> None:
    meta = metadata(
        tmp_path,
        "  {authors: [Anna van der Aa, Raad voor de Kunst], subtitle: '50 % {van} M&O_1 #2 \\ $x', date: 2023-03,"
        " publisher: Raad voor de Kunst}",
    )
    (entry,) = parse_string(bibtex(meta), "bibtex").entries.values()
    assert entry.key == "aa2023"
    assert [str(person) for person in entry.persons["author"]] == ["van der Aa, Anna", "{Raad voor de Kunst}"]
    assert entry.fields["institution"] == "Raad voor de Kunst"
    (record,) = rispy.loads(ris(meta))
    assert record["authors"] == ["van der Aa, Anna", "Raad voor de Kunst"]
    assert record["type_of_reference"] == "RPRT"
    assert record["year"] == "2023"


# -- the page, and that about changes ----------------------------------------------------------------------------------


def test_the_page_shows_each_form_and_offers_the_files(built_book: Path) -> None:
    site = built_book / "build" / "site"
    page = read_page(site / "citeren" / "index.html")
    forms = {tag["data-form"]: tag.select_one(".verwijzing-tekst") for tag in page.select(".verwijzing")}
    meta = load(built_book).metadata
    assert forms["APA"].get_text() == apa(meta).text
    assert forms["APA"].em.get_text() == f"{meta.title}: {meta.subtitle}"
    assert forms["BibTeX"].get_text() == bibtex(meta)
    assert forms["RIS"].get_text() == ris(meta)
    offered = [site / "citeren" / link["href"] for link in page.select("article a[download]")]
    assert {path.suffix for path in offered} == {".pdf", ".docx", ".epub", ".bib", ".ris"}
    assert all(path.resolve().is_file() for path in offered)
    assert (site / "downloads" / f"{meta.slug}.bib").read_text(encoding="utf-8") == bibtex(meta)


def test_changes_show_on_their_page_with_a_link_to_the_passage(tmp_path: Path) -> None:
    root = copy_sources(tmp_path / "rapport")
    chapter = root / "docs" / "01-inleiding.md"
    text = chapter.read_text(encoding="utf-8")
    assert "werken steeds vaker samen" in text
    chapter.write_text(text.replace("werken steeds vaker samen", "werken \\<vaker\\> samen"), encoding="utf-8")
    done = rapport("site", "--quiet", cwd=root)
    assert done.returncode == 0, done.stdout + done.stderr
    site = root / "build" / "site"
    page = read_page(site / "wijzigingen" / "index.html")
    (change,) = page.select(".wijziging")
    link = change.a["href"]
    assert "op bladzijde 10" in change.get_text()
    assert (
        read_page(site / "01-inleiding/index.html").find(id=link.partition("#")[2]).get_text().startswith("Onderwijs")
    )
    for hidden in change.select(".voorlezen"):
        hidden.decompose()
    assert [(mark.name, mark.get_text()) for mark in change.select("ins, del")] == [
        ("del", "steeds vaker"),
        ("ins", "<vaker>"),
    ]


def test_without_changes_or_a_printed_edition_the_page_says_so(book_site: Built, tiny: Path, tmp_path: Path) -> None:
    changes = next(c for c in book_site.publication.chapters if book_site.page(c).select_one(".geen-wijzigingen"))
    assert "woord voor woord gelijk" in book_site.page(changes).select_one(".geen-wijzigingen").get_text()
    (tiny / "docs" / "log.md").write_text(
        "# Log {.unnumbered}\n\n## Later\n\n::: {#verschillen}\n:::\n", encoding="utf-8"
    )
    built = build(tiny, tmp_path / "site")
    assert "no earlier, printed edition" in built.page(built.publication.chapters[-1]).article.get_text()
