"""The findings of a page stand above it in the preview, once, and go when they are mended."""

from __future__ import annotations

from pathlib import Path

from scripts.site.preview import show_notices

PAGE = "<!doctype html><html><head><title>x</title></head><body class='a'><p>tekst</p></body></html>"


def site(tmp_path: Path) -> Path:
    for folder in (tmp_path, tmp_path / "een"):
        folder.mkdir(exist_ok=True)
        (folder / "index.html").write_text(PAGE, encoding="utf-8")
    return tmp_path


def shown(page: Path) -> str:
    return page.read_text(encoding="utf-8")


def test_notice_stands_on_its_own_page_only_and_is_text(tmp_path: Path) -> None:
    root = site(tmp_path)
    show_notices(root, {"een/": ["docs/een.md:3:1: C101 ‘<b>’ staat er niet"]})
    assert "‘&lt;b&gt;’ staat er niet</aside><p>tekst" in shown(root / "een" / "index.html")
    assert shown(root / "index.html") == PAGE


def test_notice_is_replaced_and_goes(tmp_path: Path) -> None:
    page = site(tmp_path) / "een" / "index.html"
    show_notices(tmp_path, {"een/": ["eerst"]})
    show_notices(tmp_path, {"een/": ["daarna"]})
    assert "eerst" not in shown(page)
    assert shown(page).count("<aside") == 1
    show_notices(tmp_path, {})
    assert shown(page) == PAGE


def test_without_any_page_the_home_page_tells(tmp_path: Path) -> None:
    show_notices(tmp_path, {"": ["mkdocs.yml:3:1: geen geldige YAML"]})
    assert "geen geldige YAML" in shown(tmp_path / "index.html")
