"""The table of printable characters is what Typst can do today with the fonts of the house."""

from __future__ import annotations

import importlib.util
from pathlib import Path

import pytest

from scripts.design.printable import unprintable

ROOT = Path(__file__).parent.parent


@pytest.fixture(scope="module")
def tool():
    spec = importlib.util.spec_from_file_location("tool", ROOT / "tools" / "printable_characters.py")
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


def test_the_ends_of_each_range_can_be_printed_and_their_neighbours_cannot(tool) -> None:
    table = (ROOT / "scripts" / "design" / "printable.txt").read_text(encoding="utf-8").split()
    ends = [tuple(int(end, 16) for end in line.split("-")) for line in table]
    edges = sorted({code for first, last in ends for code in (first - 1, first, last, last + 1)})
    named = [code for code in edges if tool.is_visible(code)]
    shown = {code for first, last in ends for code in named if first <= code <= last}
    assert len(shown) > 300
    assert set(tool.displayed(named)) == shown


def test_what_has_no_shape_is_not_missed() -> None:
    assert unprintable(set("gewone woorden — “é” e\u0301 \u00a0\u00ad\u200b\t\n")) == set()
    assert unprintable(set("字 en 😀")) == {"字", "😀"}
