"""The theme cut down to what the pages use: lighter, and looking the same."""

from __future__ import annotations

import gzip
import re
from pathlib import Path

import pytest
from playwright.sync_api import Browser, expect

from scripts.publication.model import Chapter
from scripts.site.assets import STYLE
from scripts.site.svg import check
from scripts.site.theme_style import used
from tests.site.conftest import Built, build, served


@pytest.mark.parametrize(
    ("css", "kept"),
    [
        (".a{x:y}.b{x:y}", ".a{x:y}"),
        (".a .b,.a p,#b>.a:hover{x:y}", ".a p{x:y}"),
        (":not(.b) .a,.a:is(.b,.a){x:y}", ":not(.b) .a,.a:is(.b,.a){x:y}"),
        ('[href$=".b"]{x:y}', '[href$=".b"]{x:y}'),
        ("@media print{.b{x:y}.a{x:y}}@media screen{.b{x:y}}", "@media print{.a{x:y}}"),
        ("@media print{@supports (x:y){.b{x:y}}p{x:y}}", "@media print{p{x:y}}"),
        ("@keyframes b{0%{x:y}to{x:z}}", "@keyframes b{0%{x:y}to{x:z}}"),
        ('@charset "UTF-8";p{x:url("a{b};c.svg")}', '@charset "UTF-8";p{x:url("a{b};c.svg")}'),
        (':root{--used:1;--not:url("a;b");x:y}p{x:var(--used)}', ":root{--used:1;x:y}p{x:var(--used)}"),
        (":root{--one:var(--two);--two:1}p{x:var(--one)}", ":root{--one:var(--two);--two:1}p{x:var(--one)}"),
        ("/* .a{ */.b{x:y}", ""),
        ("", ""),
    ],
)
def test_only_rules_for_what_is_there_are_kept(css: str, kept: str) -> None:
    assert used(css, {"a"}) == kept


def test_variables_that_another_style_sheet_uses_are_kept() -> None:
    assert used(":root{--one:1;--two:2}", set(), "p{x:var(--two)}") == ":root{--two:2}"


def test_a_site_has_no_file_of_the_theme_that_no_page_asks_for(book_site: Built) -> None:
    assets = book_site.site / "assets"
    left = sorted(path.relative_to(assets).as_posix() for path in assets.rglob("*") if path.is_file())
    assert [name for name in left if not name.startswith("stylesheets/icon-")] == ["images/favicon.png", left[-1]]
    assert left[-1].startswith("stylesheets/main.")


def test_pictures_of_the_style_sheet_are_files_since_the_policy_forbids_others(book_site: Built) -> None:
    [sheet] = (book_site.site / "assets" / "stylesheets").glob("main.*.css")
    pictures = re.findall(r"url\((.*?)\)", sheet.read_text(encoding="utf-8"))
    assert pictures
    for picture in pictures:
        check((sheet.parent / picture.strip('"')).read_bytes())
    assert "data:" not in (book_site.site / STYLE).read_text(encoding="utf-8")


def test_every_chapter_is_light(book_site: Built) -> None:
    """All that a browser fetches for a chapter, as a server sends it (fonts are compressed by themselves)."""
    chapters = [chapter for chapter in book_site.publication.chapters if chapter.notes]
    weights = {chapter.path: weight(book_site, chapter) for chapter in chapters}
    assert len(weights) > 3
    assert {path: total for path, total in weights.items() if total > 100_000} == {}


def weight(built: Built, chapter: Chapter) -> int:
    page = built.page(chapter)
    asked = [link["href"] for link in page.select("link[rel=stylesheet], link[rel=preload]")]
    asked += [script["src"] for script in page.select("script[src]")]
    folder = (built.site / chapter.url).resolve()
    files = [(folder / path).read_bytes() for path in ("index.html", *asked)]
    return sum(len(file) if file.startswith(b"wOF2") else len(gzip.compress(file)) for file in files)


def test_files_of_the_publication_stay_even_where_the_theme_has_its_own(tiny: Path, tmp_path: Path) -> None:
    own = tiny / "docs" / "assets" / "stylesheets" / "eigen.css"
    own.parent.mkdir(parents=True)
    own.write_text(".nergens { color: red }\n", encoding="utf-8")
    built = build(tiny, tmp_path / "site")
    assert (built.site / "assets" / "stylesheets" / "eigen.css").read_text(encoding="utf-8") == own.read_text("utf-8")


ASKED = """name: material
  features: [navigation.tabs, content.code.copy, toc.follow]
  palette:
    - {scheme: default, toggle: {icon: material/weather-night, name: To dark}}
    - {scheme: slate, toggle: {icon: material/weather-sunny, name: To light}}"""


@pytest.mark.browser
def test_what_a_project_asks_of_the_theme_works_with_the_themes_script(
    browser: Browser, tiny: Path, tmp_path: Path
) -> None:
    config = tiny / "mkdocs.yml"
    config.write_text(config.read_text(encoding="utf-8").replace("name: material", ASKED), encoding="utf-8")
    with (tiny / "docs" / "one.md").open("a", encoding="utf-8") as chapter:
        chapter.write("\n```\ncode\n```\n")
    built = build(tiny, tmp_path / "site")
    errors: list[str] = []
    with served(built.site) as address, browser.new_context(color_scheme="dark") as context:
        page = context.new_page()
        page.on("pageerror", lambda error: errors.append(str(error)))
        page.goto(f"{address}one/")
        # The palette is the project's, so the system's wish for dark does not come into it.
        assert page.evaluate("getComputedStyle(document.documentElement).colorScheme") == "light"
        page.locator(".md-code__button, .md-clipboard").first.wait_for(state="attached")
        assert page.locator(".md-tabs__link").count() > 1
        body = page.locator("body")
        expect(body).to_have_attribute("data-md-color-scheme", "default")
        page.get_by_title("To dark").click()
        expect(body).to_have_attribute("data-md-color-scheme", "slate")
        page.goto(f"{address}two/")
        expect(body).to_have_attribute("data-md-color-scheme", "slate")
    assert errors == []
