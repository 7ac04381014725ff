"""The built site of the small, English publication as its readers meet it."""

from __future__ import annotations

import ast
import gzip
import json
import os
import re
import subprocess
import sys
from pathlib import Path

import pytest
from bs4 import BeautifulSoup, Tag
from mkdocs_bibtex.plugin import BibTexPlugin

from scripts.publication.errors import PublicationError
from tests.conftest import PROJECT
from tests.site.conftest import TINY, Built, build, read_page


def test_only_the_adapter_knows_the_generator() -> None:
    def imported(path: Path) -> set[str]:
        tree = ast.parse(path.read_text(encoding="utf-8"))
        imports = (node for node in ast.walk(tree) if isinstance(node, (ast.Import, ast.ImportFrom)))
        names = [[n.module or ""] if isinstance(n, ast.ImportFrom) else [a.name for a in n.names] for n in imports]
        return {name.split(".")[0] for group in names for name in group}

    knowing = [
        path.name
        for path in (PROJECT / "scripts").rglob("*.py")
        if imported(path) & {"mkdocs", "mkdocs_bibtex", "material"}
    ]
    assert knowing == ["adapter.py"]


def test_the_plugin_writes_the_notes(tiny_site: Built, monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    seen: list[str] = []
    original = BibTexPlugin.on_page_markdown

    def spy(self: BibTexPlugin, markdown: str, **event: object) -> str:
        result = str(original(self, markdown, **event))
        seen.append(result)
        return result

    monkeypatch.setattr(BibTexPlugin, "on_page_markdown", spy)
    build(TINY, tmp_path / "site")
    assert sum(text.count("\n[^noot-") for text in seen) == len(tiny_site.publication.notes)


def test_notes_keep_their_number_on_every_page(tiny_site: Built) -> None:
    numbers = []
    for chapter in tiny_site.publication.chapters:
        page = tiny_site.page(chapter)
        shown = [marker.get_text() for marker in page.select("sup a.footnote-ref")]
        assert shown == [item["value"] for item in page.select(".footnote li[value]")]
        numbers += shown
    assert numbers == [str(note.number) for note in tiny_site.publication.notes]


def test_addresses_of_the_register_lead_to_the_notes(tiny_site: Built) -> None:
    for number, address in tiny_site.publication.note_anchors.items():
        path, id = address.split("#")
        note = read_page(tiny_site.site / path / "index.html").find(id=id)
        assert note is not None
        assert note["value"] == str(number)


def test_a_note_of_two_paragraphs_keeps_both(tiny_site: Built) -> None:
    [note] = [note for note in tiny_site.publication.notes if note.label == "long"]
    chapter = next(chapter for chapter in tiny_site.publication.chapters if note in chapter.notes)
    assert len(tiny_site.page(chapter).find(id=f"fn:{note.id}").find_all("p", recursive=False)) == 2


def test_words_of_the_site_are_in_the_language_of_the_publication(tiny_site: Built) -> None:
    page = tiny_site.page(tiny_site.publication.chapters[1])
    assert page.html["lang"] == "en"
    assert page.find(id="noten").get_text().startswith("Notes")
    assert page.select_one(".footnote-backref")["title"] == "Back to the text at note 1"
    assert page.select_one("a.footnote-ref")["aria-label"] == "Note 1"
    scheme = page.select_one("button.weergave")
    assert (scheme["data-dark"], scheme["data-light"]) == ("Switch to dark mode", "Switch to light mode")
    assert "Noot" not in page.get_text()


def test_headings_navigation_and_contents_show_the_same_numbers(tiny_site: Built) -> None:
    page = tiny_site.page(tiny_site.publication.chapters[1])
    headings = [heading.find(string=True) for heading in page.select("article :is(h1, h2)")]
    assert headings == ["1 First things", "1.1 Why it matters", "Aside", "Notes"]
    side = [" ".join(link.get_text().split()) for link in page.select(".md-nav--secondary a")]
    assert side[:2] == ["1.1 Why it matters", "Aside"]
    assert "1 First things" in [" ".join(link.get_text().split()) for link in page.select(".md-nav--primary a")]
    home = tiny_site.page(tiny_site.publication.chapters[0])
    contents = [link.get_text() for link in home.select("article ul a")]
    assert contents[:2] == ["1 First things", "1.1 Why it matters"]


def test_figure_has_its_number_text_and_small_print(tiny_site: Built) -> None:
    figure = tiny_site.page(tiny_site.publication.chapters[1]).select_one("figure#fig-wheel")
    assert figure.img is None
    assert figure.svg["aria-label"] == "A circle divided into four equal parts"
    assert figure.svg["role"] == "img"
    caption = figure.figcaption.get_text(" ", strip=True)
    assert caption == "Figure 1.1: A wheel with four spokes Redrawn for this edition."


def test_caption_of_a_table_belongs_to_the_table(tiny_site: Built) -> None:
    table = tiny_site.page(tiny_site.publication.chapters[2]).table
    assert table.caption.get_text() == "Counted in two years."
    assert [cell.get_text() for cell in table.select("td")] == ["2019", "4", "2020", "15"]


def test_every_work_lists_the_notes_that_cite_it(tiny_site: Built) -> None:
    sources = next(chapter for chapter in tiny_site.publication.chapters if chapter.file.name == "sources.md")
    page = tiny_site.page(sources)
    for key, numbers in tiny_site.publication.cited_in.items():
        entry = page.find(id=f"bron-{key}")
        assert tiny_site.references.works[key].plain in " ".join(entry.get_text().split())
        assert [link.get_text() for link in entry.select(".geciteerd a")] == [str(number) for number in numbers]


def test_home_page_offers_the_other_editions(tiny_site: Built) -> None:
    links = [link["href"] for link in tiny_site.page(tiny_site.publication.chapters[0]).select("a[download]")]
    slug = tiny_site.publication.metadata.slug
    assert links == [
        *(f"downloads/{slug}.{suffix}" for suffix in ("pdf", "docx", "epub")),
        "downloads/references.bib",
        "downloads/references.ris",
    ]


def run_by_a_browser(page: BeautifulSoup) -> list[Tag]:
    """The scripts of a page, without the blocks of data: those are whole JSON, so nothing in them ends them early."""
    scripts = page.find_all("script")
    data = [script for script in scripts if "json" in script.get("type", "")]
    assert all(json.loads(script.get_text()) for script in data)
    return [script for script in scripts if script not in data]


def test_a_hostile_title_stays_text(tiny_site: Built) -> None:
    title = tiny_site.publication.metadata.title
    for chapter in tiny_site.publication.chapters:
        page = tiny_site.page(chapter)
        assert title in page.title.get_text()
        assert page.select_one(".md-header__topic").get_text(strip=True) == title
        assert not [script for script in run_by_a_browser(page) if "alert(" in script.get_text()]
        assert all("things" not in script.get_text() for script in run_by_a_browser(page))


@pytest.mark.parametrize("field", ["site_description", "site_author", "copyright", "extra"])
def test_hostile_metadata_stay_text(tiny: Path, tmp_path: Path, field: str) -> None:
    evil = """'"></title></script><script>alert(1)</script>'"""
    config = tiny / "mkdocs.yml"
    text = config.read_text(encoding="utf-8")
    if field == "extra":
        text = text.replace("subtitle: A publication to try things on", f"subtitle: {evil}")
    else:
        text = "\n".join(line for line in text.split("\n") if not line.startswith(field)) + f"\n{field}: {evil}\n"
    config.write_text(text, encoding="utf-8")
    built = build(tiny, tmp_path / "site")
    for chapter in built.publication.chapters:
        scripts = run_by_a_browser(built.page(chapter))
        assert all("alert(1)" not in script.get_text() for script in scripts)


def test_a_wrong_address_is_answered_in_words(tiny_site: Built) -> None:
    page = read_page(tiny_site.site / "404.html")
    assert page.h1.get_text() == "This page does not exist (any more)."
    assert page.select_one("article a")["href"] == "/small/."


def test_no_page_asks_another_host_for_anything(tiny_site: Built) -> None:
    for path in tiny_site.site.rglob("*.html"):
        page = read_page(path)
        loaded = [tag.get("src") for tag in page.select("[src]")] + [tag["href"] for tag in page.select("link[href]")]
        outside = [url for url in loaded if "//" in url and "canonical" not in str(page.select(f'link[href="{url}"]'))]
        assert outside == []


def test_same_bytes_in_another_folder_time_zone_and_locale(tiny_site: Built, tiny: Path, tmp_path: Path) -> None:
    program = (
        "import sys; from pathlib import Path; from scripts.publication.load import load;"
        "from scripts.publication.citeproc import format_references; from scripts.site.build import build_site;"
        "p = load(Path(sys.argv[1])); r = format_references(p);"
        "build_site(p, r, Path(sys.argv[2]), editions=['pdf', 'docx', 'epub'])"
    )
    surroundings = os.environ | {
        "PYTHONPATH": str(PROJECT), "TZ": "Pacific/Kiritimati", "LC_ALL": "C", "PYTHONHASHSEED": "3",
    }  # fmt: skip
    other = tmp_path / "elders" / "site"
    done = subprocess.run(
        [sys.executable, "-c", program, str(tiny), str(other)], env=surroundings, capture_output=True, check=True
    )
    assert (done.stdout, done.stderr) == (b"", b"")
    first, second = (
        {path.relative_to(site): path.read_bytes() for path in site.rglob("*") if path.is_file()}
        for site in (tiny_site.site, other)
    )
    assert first.keys() == second.keys()
    assert [name for name in first if first[name] != second[name]] == []


def test_sitemap_names_every_page_and_no_day(tiny_site: Built) -> None:
    sitemap = (tiny_site.site / "sitemap.xml").read_text(encoding="utf-8")
    urls = re.findall(r"<loc>(.*?)</loc>", sitemap)
    base = tiny_site.publication.metadata.site_url
    assert sorted(urls) == sorted(base + chapter.url for chapter in tiny_site.publication.chapters)
    assert "lastmod" not in sitemap
    assert gzip.decompress((tiny_site.site / "sitemap.xml.gz").read_bytes()).decode() == sitemap


@pytest.mark.parametrize(
    ("typed", "place"),
    [
        ("[tekst](nergens.md)", "docs/one.md:3:"),
        ("[tekst](two.md#nergens)", "docs/one.md:3:"),
        ("[tekst](#nergens)", "docs/one.md:3:"),
        ("![tekst](figures/none.png) in een zin", "docs/one.md:3:"),
    ],
)
def test_a_link_that_leads_nowhere_is_an_error_with_its_place(
    tiny: Path, tmp_path: Path, typed: str, place: str
) -> None:
    chapter = tiny / "docs" / "one.md"
    text = chapter.read_text(encoding="utf-8").replace("A claim", f"{typed} A claim")
    chapter.write_text(text, encoding="utf-8")
    with pytest.raises(PublicationError, match="leidt nergens heen") as caught:
        build(tiny, tmp_path / "site")
    assert str(caught.value).startswith(place)


def test_broken_settings_are_an_error_in_words(tiny: Path, tmp_path: Path) -> None:
    with (tiny / "mkdocs.yml").open("a", encoding="utf-8") as config:
        config.write("markdown_extensions: [bestaat_niet]\n")
    with pytest.raises(PublicationError, match="markdown_extensions"):
        build(tiny, tmp_path / "site")


def test_settings_of_a_project_are_added_to_ours(tiny: Path, tmp_path: Path) -> None:
    config = tiny / "mkdocs.yml"
    text = config.read_text(encoding="utf-8").replace("name: material", "name: material\n  features: [navigation.tabs]")
    config.write_text(f"{text}\nextra_css: [eigen.css]\nmarkdown_extensions: [admonition]\n", encoding="utf-8")
    (tiny / "docs" / "eigen.css").write_text("p {}", encoding="utf-8")
    with (tiny / "docs" / "one.md").open("a", encoding="utf-8") as chapter:
        chapter.write('\n!!! note "Let op"\n    Kader.\n')
    built = build(tiny, tmp_path / "site")
    page = built.page(built.publication.chapters[1])
    assert [link["href"] for link in page.select("link[href$='.css']")][-2:] == [
        "../stijl/publicatie.css",
        "../eigen.css",
    ]
    assert page.select_one(".admonition")
    assert page.select_one(".md-tabs")
    assert page.select_one("sup a.footnote-ref")


def test_the_pages_about_sources_and_headings_speak_the_language_of_the_publication(tiny: Path, tmp_path: Path) -> None:
    divs = ("vergelijking", "bronnen-per-jaar", "bronnen-per-hoofdstuk", "jaren-per-hoofdstuk", "bronnen-samen")
    more = "".join(f"\n::: {{#{name}}}\n:::\n" for name in divs)
    (tiny / "docs" / "more.md").write_text(
        f"---\nprint: false\n---\n\n# More {{.unnumbered}}\n{more}", encoding="utf-8"
    )
    two = tiny / "docs" / "two.md"
    two.write_text(two.read_text(encoding="utf-8") + "\n## Why it matters\n\nBecause.[@institute]\n", encoding="utf-8")
    config = tiny / "mkdocs.yml"
    config.write_text(
        config.read_text(encoding="utf-8").replace("  - log.md", "  - more.md\n  - log.md"), encoding="utf-8"
    )
    built = build(tiny, tmp_path / "site")
    page, chapter = (next(c for c in built.publication.chapters if c.file.stem == stem) for stem in ("more", "two"))
    text = " ".join(built.page(page).article.get_text(" ").split())
    assert "Sections with the same heading, by chapter" in text
    assert "Number of sources: 3. The oldest with a year is from 2019, the newest from 2020" in text
    assert "most frequent: 2019 and 2020 (1×). Without a year: 1." in text
    assert "Most often (1×): Van den Berg 2020 and Institute of Things." in text
    assert all(built.page(page).find(id=name) for name in divs)
    assert built.page(chapter).select_one(".elders").get_text() == "Same topic: First things (1.1)"
