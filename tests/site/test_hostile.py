"""Hostile values in titles, entries, front matter and text stay text: nothing runs, nothing breaks out of its place."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest
from playwright.sync_api import Browser

from tests.site.conftest import Built, build, served

EVIL = """'"></title></script><img src=x onerror=alert(1)><script>alert(1)</script>"""
ESCAPED = EVIL.replace("<", "\\<")
BIBLIOGRAPHY = f"""\
@book{{evil2020,
  author = {{Kwaad, {EVIL}}},
  title = {{{EVIL}}},
  location = {{{EVIL}}},
  publisher = {{{EVIL}}},
  date = {{2020}},
  url = {{javascript:alert(1)}},
  note = {{{EVIL}}},
  langid = {{english" onmouseover="alert(1)}},
}}
"""
CONFIG = f"""\
site_description: >-
  {EVIL}
copyright: >-
  {EVIL}
extra:
  title: >-
    {EVIL}
  subtitle: >-
    {EVIL}
  publisher: >-
    {EVIL}
  authors:
    - >-
      {EVIL}
"""
CHAPTER = f"""\
---
title: >-
  {EVIL}
description: >-
  {EVIL}
author: >-
  {EVIL}
---

# Kop {ESCAPED}

Tekst.[{ESCAPED} @evil2020, p. 1]

::: {{#refs}}
:::
"""


@pytest.fixture
def hostile(write_publication: Callable[..., Path], tmp_path: Path) -> Built:
    root = write_publication({"index.md": "# Thuis\n", "een.md": CHAPTER}, bibliography=BIBLIOGRAPHY, config=CONFIG)
    return build(root, tmp_path / "site")


def test_no_page_gets_an_element_that_nobody_meant(hostile: Built) -> None:
    for chapter in hostile.publication.chapters:
        page = hostile.page(chapter)
        assert not page.find_all("img")
        assert not [script for script in page.find_all("script", type=None) if "alert" in script.get_text()]
        assert not [tag for tag in page.find_all(True) if any(name.startswith("on") for name in tag.attrs)]
        assert not [tag for tag in page.find_all(href=True) if tag["href"].strip().casefold().startswith("javascript:")]
        assert "onerror=alert(1)" in page.get_text()


@pytest.mark.browser
def test_nothing_of_it_runs(browser: Browser, hostile: Built) -> None:
    ran: list[str] = []
    with served(hostile.site) as address, browser.new_context(bypass_csp=True) as context:
        page = context.new_page()
        page.on("dialog", lambda dialog: (ran.append(dialog.message), dialog.dismiss()))
        for path in ("", "een/"):
            page.goto(address + path, wait_until="load")
            page.locator("h1").wait_for()
            for link in page.locator("a.footnote-ref").all():
                link.hover()
                page.locator(".kader").wait_for()
    assert ran == []
