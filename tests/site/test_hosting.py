"""The files for web servers, and how long a chapter takes to read."""

from __future__ import annotations

from pathlib import Path

import pytest

from scripts.site.hosting import HEADERS, POLICY, write_host_files
from scripts.site.reading_time import reading_minutes
from tests.site.conftest import Built


def test_both_files_have_all_headers(tiny_site: Built) -> None:
    netlify = (tiny_site.site / "_headers").read_text(encoding="utf-8").splitlines()
    apache = (tiny_site.site / ".htaccess").read_text(encoding="utf-8")
    assert netlify[0] == "/*"
    assert netlify[1:] == [f"  {name}: {value}" for name, value in HEADERS.items()]
    assert all(f'Header always set {name} "{value}"' in apache for name, value in HEADERS.items())
    assert "default-src 'self';" in HEADERS["Content-Security-Policy"]


@pytest.mark.parametrize(
    ("address", "page"),
    [("", "/404.html"), ("https://voorbeeld.nl", "/404.html"), ("https://voorbeeld.nl/a/b/", "/a/b/404.html")],
)
def test_a_wrong_address_leads_to_our_own_page(tmp_path: Path, address: str, page: str) -> None:
    write_host_files(tmp_path, address)
    assert (tmp_path / ".htaccess").read_text(encoding="utf-8").endswith(f"\nErrorDocument 404 {page}\n")


def test_a_publication_may_bring_its_own_headers(tmp_path: Path) -> None:
    (tmp_path / "_headers").write_text("/*\n  X-Eigen: ja\n", encoding="utf-8")
    write_host_files(tmp_path, "")
    assert (tmp_path / "_headers").read_text(encoding="utf-8") == "/*\n  X-Eigen: ja\n"
    assert (tmp_path / ".htaccess").is_file()


def test_only_chapters_to_read_say_how_long_they_take(book_site: Built) -> None:
    for chapter in book_site.publication.chapters:
        shown = book_site.page(chapter).select_one("article > h1 + .leestijd")
        minutes = reading_minutes(chapter)
        assert (shown is not None) == (minutes is not None) == (chapter.number is not None or chapter.notes != ())
        if shown:
            words = sum(len(passage.text.split()) for passage in chapter.passages)
            assert shown.get_text() == f"Leestijd: ongeveer {minutes} min."
            assert words / 240 < minutes < words / 200 + 1


def test_the_home_page_leads_to_where_reading_begins(book_site: Built) -> None:
    home, first = book_site.publication.chapters[:2]
    [link] = book_site.page(home).select(".begin a")
    assert link["href"] == first.url
    assert first.title in link.get_text()


def test_the_readme_gives_other_servers_the_same_policy(project_root: Path) -> None:
    assert (project_root / "README.md").read_text(encoding="utf-8").count(f'"{POLICY}"') == 2
