"""Marked documents: without what has come they are the old text, without what is gone the new one."""

from __future__ import annotations

from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from scripts.publication import ast
from scripts.publication.model import Node
from scripts.redline.blocks import Merge


def para(text: str, *notes: str) -> Node:
    """A paragraph; each '^' in the text stands for the next note."""
    inlines: list[Node] = []
    waiting = iter(notes)
    for index, piece in enumerate(text.split("^")):
        if index:
            inlines.append({"t": "Note", "c": [ast.para(ast.text(next(waiting)))]})
        inlines += ast.text(piece)
    return ast.para(inlines)


def without(kind: str, value: Any) -> Any:
    return ast.transform(value, lambda node: [] if node["t"] == "Span" and kind in node["c"][0][1] else None)


def text(value: Any) -> str:
    return " ".join(ast.stringify(value, notes=True).split())


def shown(blocks: list[Node]) -> str:
    """The text with [-gone-] and [+come+]."""

    def bracket(node: Node) -> list[Node] | None:
        signs = {"deletion": "-", "insertion": "+"}
        sign = next((signs[c] for c in node["c"][0][1] if c in signs), "") if node["t"] == "Span" else ""
        if not sign:
            return None
        return [{"t": "Str", "c": f"[{sign}"}, *node["c"][1], {"t": "Str", "c": f"{sign}]"}]

    return text(ast.transform(blocks, bracket))


@pytest.mark.parametrize(
    ("old", "new", "expected"),
    [
        ([para("Een twee drie.")], [para("Een twee drie.")], "Een twee drie."),
        ([para("Een twee drie.")], [para("Een vier drie.")], "Een [-twee-][+vier+] drie."),
        ([para("In 1995 werd het zo.")], [para("In 1996 werd het zo.")], "In [-1995-][+1996+] werd het zo."),
        ([para("Zo is het.")], [para("Zo is het,")], "Zo is het[-.-][+,+]"),
        (
            [para("Heel andere woorden dan eerst.")],
            [para("Volstrekt nieuw: xyz qwerty uiop.")],
            "[-Heel andere woorden dan eerst.-] [+Volstrekt nieuw: xyz qwerty uiop.+]",
        ),
        ([para("A b c."), para("D e f.")], [para("D e f.")], "[-A b c.-] D e f."),
        (
            [para("Zin met noot.^ En door.", "Bron 1.")],
            [para("Zin met noot.^ En door.", "Bron 2.")],
            "Zin met noot.Bron [-1-][+2+]. En door.",
        ),
        (
            [para("Zin met noot.^ En door.", "Bron.")],
            [para("Zin met noot. En door.")],
            "Zin met noot.[-Bron. -] En door.",
        ),
    ],
)
def test_changes_are_marked_by_the_word(old: list[Node], new: list[Node], expected: str) -> None:
    assert shown(Merge({}).blocks(old, new)).replace(" -]", "-]") == expected.replace(" -]", "-]")


def test_a_list_is_compared_item_by_item() -> None:
    def items(*texts: str) -> list[Node]:
        return [{"t": "BulletList", "c": [[{"t": "Plain", "c": ast.text(one)}] for one in texts]}]

    merged = Merge({}).blocks(
        items("eerste punt", "tweede punt hier"), items("eerste punt", "nieuw ding", "tweede punt daar")
    )
    assert [shown(item) for item in merged[0]["c"]] == ["eerste punt", "[+nieuw ding+]", "tweede punt [-hier-][+daar+]"]


def test_markup_around_words_stays_and_deleted_anchors_give_up_their_ids() -> None:
    strong = {"t": "Strong", "c": ast.text("vet woord")}
    old = [
        ast.para([strong, {"t": "Space"}, ast.span(ast.text("weg"), id="a"), {"t": "Space"}, *ast.text("blijft staan")])
    ]
    new = [ast.para([{"t": "Strong", "c": ast.text("vet ding")}, {"t": "Space"}, *ast.text("blijft staan")])]
    merged = Merge({"author": "A", "date": "D"}).blocks(old, new)
    nodes = list(ast.walk(merged))
    assert [text(node["c"][1]) for node in nodes if node["t"] == "Span" and "insertion" in node["c"][0][1]] == ["ding"]
    assert all(node["c"][0][0] == "" for node in nodes if node["t"] == "Span")
    assert [["author", "A"], ["date", "D"]] in [node["c"][0][2] for node in nodes if node["t"] == "Span"]
    assert {"Strong"} <= {node["t"] for node in nodes}


def test_counted_numbers_are_no_changes() -> None:
    def heading(number: str) -> Node:
        inlines = [ast.span(ast.text(number), classes=["heading-number"]), {"t": "Space"}, *ast.text("Kop")]
        return {"t": "Header", "c": [2, ast.attributes("kop"), inlines]}

    assert Merge({}).blocks([heading("2.1")], [heading("2.2")]) == [heading("2.2")]


WORDS = st.lists(st.sampled_from(["een", "twee", "drie", "vier.", "vijf,", "zes", "“zeven”"]), min_size=1, max_size=8)


def paragraph(words: list[str], note: str) -> Node:
    return para(" ".join([*words[:2], "^", *words[2:]]), note) if note else para(" ".join(words))


def some(things: st.SearchStrategy[Node]) -> st.SearchStrategy[list[Node]]:
    return st.lists(things, min_size=1, max_size=4)


PARAGRAPHS = st.builds(paragraph, WORDS, st.sampled_from(["", "Bron een.", "Bron twee."]))
LISTS = some(PARAGRAPHS).map(lambda items: {"t": "BulletList", "c": [[item] for item in items]})
QUOTES = some(PARAGRAPHS).map(lambda blocks: {"t": "BlockQuote", "c": blocks})
DOCUMENTS = st.lists(st.one_of(PARAGRAPHS, LISTS, QUOTES), max_size=8)


@given(DOCUMENTS, DOCUMENTS)
def test_accepting_gives_the_new_text_and_rejecting_the_old(old: list[Node], new: list[Node]) -> None:
    merged = Merge({}).blocks(old, new)
    assert text(without("deletion", merged)) == text(new)
    assert text(without("insertion", merged)) == text(old)


@given(DOCUMENTS)
def test_a_text_does_not_differ_from_itself(blocks: list[Node]) -> None:
    assert Merge({}).blocks(blocks, blocks) == blocks
