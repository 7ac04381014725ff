"""The house style on the site: colours that can be read, light and dark; fonts that are there and are what they say."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from fontTools.ttLib import TTFont

from scripts.design import FONTS, contrast, design
from scripts.site.assets import SCRIPT, STYLE, write_assets

TEXT = ("ink", "quiet", "accent", "link", "mark")


@pytest.fixture(scope="module")
def assets(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("assets")
    write_assets(folder)
    return folder


@pytest.mark.parametrize("scheme", ["", "dark_"])
@pytest.mark.parametrize("behind", ["paper", "panel"])
def test_text_can_be_read_on_paper_and_on_panels(scheme: str, behind: str) -> None:
    colours, background = design(), design()[scheme + behind]
    assert {
        name: contrast(colours[scheme + name], background)
        for name in TEXT
        if contrast(colours[scheme + name], background) < 4.5
    } == {}
    assert contrast(colours[scheme + "edge"], background) >= 3
    assert contrast(colours[scheme + "ink"], colours[scheme + "highlight"]) >= 4.5


def test_every_colour_of_the_site_has_a_dark_side(assets: Path) -> None:
    style = (assets / STYLE).read_text(encoding="utf-8")
    for name, value in design().items():
        if value.startswith("#"):
            assert f"--publicatie-{name.removeprefix('dark_')}: {value};" in style
            assert name.startswith("dark_") or f"dark_{name}" in design()


def test_style_sheet_asks_only_for_fonts_that_are_there(assets: Path) -> None:
    asked = re.findall(r'url\("(.*?)"\)', (assets / STYLE).read_text(encoding="utf-8"))
    assert sorted(asked) == sorted(f"fonts/{path.name}" for path in (FONTS / "web").iterdir())
    assert all((assets / STYLE).parent.joinpath(path).is_file() for path in asked)
    assert (assets / SCRIPT).is_file()


def test_fonts_have_the_characters_that_the_style_sheet_promises(assets: Path) -> None:
    style = (assets / STYLE).read_text(encoding="utf-8")
    faces = re.findall(r'src: url\("(.*?)"\).*?unicode-range: (.*?);', style, re.DOTALL)
    assert len(faces) == len(list((FONTS / "web").iterdir()))
    for file, ranges in faces:
        there = set(TTFont((assets / STYLE).parent / file).getBestCmap())
        promised = {code for first, last in map(bounds, ranges.split(",")) for code in range(first, last + 1)}
        assert there <= promised, file


def bounds(range_: str) -> tuple[int, int]:
    first, _, last = range_.strip().removeprefix("U+").partition("-")
    return int(first, 16), int(last or first, 16)


def test_style_sheet_and_script_leave_out_what_only_their_makers_read(assets: Path) -> None:
    for name in (STYLE, SCRIPT):
        text = (assets / name).read_text(encoding="utf-8")
        assert not re.search(r"^\s*(/\*|//)|^[ \t]|\n\n|[ \t]$", text, re.MULTILINE)
        assert text.count("{") == text.count("}") > 100
