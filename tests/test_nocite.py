"""`nocite`: works in the list of sources that no note cites, in every edition and for the rules."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest
from bs4 import BeautifulSoup

from scripts import rules
from scripts.editions.document import compose
from scripts.publication.ast import stringify, walk
from scripts.publication.citeproc import format_references
from scripts.publication.load import load
from scripts.site.staging import stage

Write = Callable[..., Path]
ENTRY = "@book{{{0}, author = {{{1}, X.}}, title = {{Over {0}}}, date = {{2020}}}}\n"
LIBRARY = "".join(ENTRY.format(key, name) for key, name in (("a1", "Appel"), ("b1", "Boom"), ("c1", "Citroen")))


@pytest.mark.parametrize(
    ("config", "front", "listed"),
    [
        ("", "", ["a1"]),
        ("extra: {nocite: '@b1'}\n", "", ["a1", "b1"]),
        ("extra: {nocite: ['@b1']}\n", "---\nnocite: '@{c1}'\n---\n", ["a1", "b1", "c1"]),
        ("", "---\nnocite: |\n  @*\n---\n", ["a1", "b1", "c1"]),
    ],
)
def test_works_named_with_nocite_are_listed_without_a_note(
    write_publication: Write, config: str, front: str, listed: list[str]
) -> None:
    chapter = f"{front}# Een\n\nTekst.[@a1]\n\n::: {{#refs}}\n:::\n"
    publication = load(write_publication({"een.md": chapter}, LIBRARY, config))
    references = format_references(publication)
    assert list(references.works) == sorted(publication.listed) == listed
    assert list(references.notes) == [1]
    uncited = [finding for finding in rules.check(publication) if finding.code == "B153"]
    assert len(uncited) == 3 - len(listed)

    printed = [node for node in walk(compose(publication, references)["blocks"]) if node["t"] == "Div"]
    entries = {node["c"][0][0]: stringify(node) for node in printed if "csl-entry" in node["c"][0][1]}
    assert list(entries) == [f"bron-{key}" for key in listed]
    assert [key for key, text in entries.items() if "Geciteerd" in text] == ["bron-a1"]

    (page,) = [page for page in stage(publication, references) if page.file.name == "een.md"]
    items = BeautifulSoup(page.text, "html.parser").select("li.bron")
    assert [item["id"] for item in items] == [f"bron-{key}" for key in listed]
    assert [item["id"] for item in items if item.select(".geciteerd")] == ["bron-a1"]
