"""The way out: the staged pages in plain Markdown build under Zensical with the same text."""

from __future__ import annotations

import os
import re
import subprocess
import sys
from importlib.util import find_spec
from pathlib import Path

import pytest
import yaml
from bs4 import BeautifulSoup

from scripts.explain_rules import rule_texts
from scripts.publication.identify import identify
from scripts.publication.provenance import align, normalisations, page_markers
from scripts.site.context import Extras
from scripts.site.settings import site_settings
from scripts.site.staging import stage, write
from tests.conftest import PROJECT
from tests.site.conftest import EDITIONS, Built, read_page


@pytest.fixture(params=["tiny_site", "book_site"])
def built(request: pytest.FixtureRequest) -> Built:
    return request.getfixturevalue(request.param)


def article_text(page: BeautifulSoup) -> str:
    # MkDocs gets the figures as part of the page; elsewhere they stay pictures.
    for link in page.select(".headerlink, figure svg"):
        link.decompose()
    return re.sub(r"\s+", " ", page.article.get_text(" ")).replace("\ufe0e", "").strip()


def test_zensical_builds_the_same_articles(built: Built, tmp_path: Path) -> None:
    if find_spec("zensical") is None:
        pytest.skip("zensical is hier niet geïnstalleerd")
    publication, references = built.publication, built.references
    extras = Extras(
        normalisations=normalisations(publication, references),
        page_marks=page_markers(publication),
        editions=EDITIONS,
        provenance=align(publication),
        identified=identify(publication),
        rules=rule_texts,
    )
    write(publication, stage(publication, references, extras), tmp_path / "docs", plain=True)
    ours = site_settings(publication, {})
    settings = {
        "site_name": str(ours["site_name"]),
        "docs_dir": "docs",
        "site_dir": "site",
        "theme": {"language": publication.metadata.lang.split("-")[0]},
        "markdown_extensions": [{name: options} for name, options in ours["markdown_extensions"].items()],
    }
    (tmp_path / "mkdocs.yml").write_text(yaml.safe_dump(settings, allow_unicode=True), encoding="utf-8")
    command = [sys.executable, "-m", "zensical", "build", "-f", "mkdocs.yml"]
    surroundings = os.environ | {"PYTHONPATH": str(PROJECT)}
    done = subprocess.run(command, cwd=tmp_path, capture_output=True, encoding="utf-8", env=surroundings, check=False)
    assert done.returncode == 0, done.stdout + done.stderr
    for chapter in publication.chapters:
        page = read_page(tmp_path / "site" / chapter.url / "index.html")
        ids = [tag["id"] for tag in page.select("article [id^='a-']")]
        assert ids == [tag["id"] for tag in built.page(chapter).select("article [id^='a-']")]
        theirs = article_text(page)
        assert theirs
        assert theirs == article_text(built.page(chapter)), chapter.path
