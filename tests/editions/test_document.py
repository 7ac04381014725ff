from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest

from scripts.editions.document import compose
from scripts.publication import ast
from scripts.publication.citeproc import References, format_references
from scripts.publication.errors import PublicationError
from scripts.publication.model import Node, Publication
from scripts.publication.provenance import page_markers


def nodes(document: dict[str, Any], kind: str) -> list[Node]:
    return [node for node in ast.walk(document["blocks"]) if node["t"] == kind]


def with_id(document: dict[str, Any], kind: str, id: str) -> Node:
    return next(node for node in nodes(document, kind) if node["c"][0][0] == id)


def test_every_note_stands_at_its_place_with_the_printed_text(
    tiny: Publication, tiny_references: References, tiny_document: dict[str, Any]
) -> None:
    spans = [node for node in nodes(tiny_document, "Span") if "noot" in node["c"][0][1]]
    assert [span["c"][0][0] for span in spans] == [note.id for note in tiny.notes]
    printed = [" ".join(ast.stringify(span["c"][1][0]["c"]).split()) for span in spans]
    assert printed == [tiny_references.notes[note.number].plain for note in tiny.notes]


def test_nothing_of_citeproc_or_of_raw_markup_is_left(changed: Callable[..., Publication]) -> None:
    publication = changed({"docs/two.md": ("Text with", "<b onclick='x()'>Text</b> with\n\n<script>x()</script>\n\n")})
    document = compose(publication, format_references(publication))
    kinds = {node["t"] for node in ast.walk(document["blocks"])}
    assert kinds.isdisjoint({"Cite", "RawInline", "RawBlock"})
    classes = {name for node in nodes(document, "Span") for name in node["c"][0][1]}
    assert classes == {"noot", "heading-number", "figure-label", "table-label", "cluster"}


def test_headings_show_the_numbers_of_the_model(tiny: Publication, tiny_document: dict[str, Any]) -> None:
    shown = [ast.stringify(header["c"][2]) for header in nodes(tiny_document, "Header")]
    printed = [heading for chapter in tiny.chapters[1:4] for heading in chapter.headings]
    assert shown == ["Colophon", *(f"{h.number} {h.text}" if h.number else h.text for h in printed)]


def test_the_home_page_becomes_a_colophon_without_the_title(tiny_document: dict[str, Any]) -> None:
    colophon = with_id(tiny_document, "Div", "colophon")
    assert ast.stringify(colophon["c"][1]).startswith("Colophon Written by Ada Lovelace")


def test_other_headings_of_the_home_page_stay_below_the_colophon(changed: Callable[..., Publication]) -> None:
    publication = changed({"docs/index.md": ("Example Press", "# Thanks\n\n## Colophon\n\nExample Press")})
    colophon = with_id(compose(publication, format_references(publication)), "Div", "colophon")
    headings = [(node["c"][0], ast.stringify(node["c"][2])) for node in ast.walk(colophon) if node["t"] == "Header"]
    assert headings == [(1, "Colophon"), (2, "Thanks")]


def test_a_figure_has_its_number_its_small_print_and_its_alt_text(tiny_document: dict[str, Any]) -> None:
    (figure,) = nodes(tiny_document, "Figure")
    caption, note = figure["c"][1][1]
    assert ast.stringify(caption) == "Figure 1.1 A wheel with four spokes"
    assert ast.stringify(note) == "Redrawn for this edition."
    (image,) = nodes({"blocks": figure}, "Image")
    assert ast.stringify(image["c"][1]) == "A circle divided into four equal parts"
    assert image["c"][2][0] == "figures/wheel.svg"
    assert image["c"][0][2] == []


def test_tables_with_a_caption_are_counted_by_chapter(changed: Callable[..., Publication]) -> None:
    table = "| a |\n|---|\n| b |\n\n"
    publication = changed(
        {"docs/two.md": ("Back to", f"{table}: More {{#tab-more}}\n\n{table}See [](#tab-more).\n\nBack to")}
    )
    document = compose(publication, format_references(publication))
    captions = [ast.stringify(node["c"][1][1]) for node in nodes(document, "Table")]
    assert captions == ["Table 2.1 Counted in two years.", "Table 2.2 More", ""]
    assert "Table 2.2" in [ast.stringify(node["c"][1]) for node in nodes(document, "Link")]


def test_cross_references_are_filled(tiny_document: dict[str, Any]) -> None:
    links = {node["c"][2][0]: ast.stringify(node["c"][1]) for node in nodes(tiny_document, "Link")}
    assert links["#fig-wheel"] == "Figure 1.1"
    assert links["#two-table"] == "2.1"
    assert links["#one-why-it-matters"] == "1.1"
    assert links["#two"] == "the other chapter"


def test_every_link_within_the_book_has_a_place_to_go_to(tiny_document: dict[str, Any]) -> None:
    at = {"Header": 1, "Figure": 0, "Div": 0, "Span": 0}
    ids = {node["c"][at[node["t"]]][0] for node in ast.walk(tiny_document["blocks"]) if node["t"] in at}
    targets = {node["c"][2][0] for node in nodes(tiny_document, "Link")}
    assert {target[1:] for target in targets if target.startswith("#")} <= ids


def test_the_reference_list_says_in_which_notes_a_work_is_cited(tiny_document: dict[str, Any]) -> None:
    entries = with_id(tiny_document, "Div", "refs")["c"][1]
    assert [entry["c"][0][0] for entry in entries] == ["bron-berg2020", "bron-dijk2019", "bron-institute"]
    assert ast.stringify(entries[0]["c"][1][1]) == "Cited in notes 1, 2, 3, 6"
    assert [node["c"][2][0] for node in nodes({"blocks": entries[2]}, "Link")] == ["#noot-2", "#noot-5"]


def test_what_belongs_to_the_web_edition_only_is_not_printed(changed: Callable[..., Publication]) -> None:
    generated = "All works that the notes name.\n\n::: {#normalisaties}\nMade for the site\n:::\n"
    publication = changed({"docs/sources.md": ("All works that the notes name.\n", generated)})
    text = ast.stringify(compose(publication, format_references(publication))["blocks"])
    assert "All works that the notes name." in text
    assert "Made for the site" not in text
    assert "web edition only" not in text


def test_the_metadata_speaks_the_language_of_the_publication(tiny_document: dict[str, Any]) -> None:
    meta = tiny_document["meta"]
    assert meta["title"]["c"] == 'Small <script>alert("title")</script> Study'
    assert meta["date"]["c"] == "May 2024"
    assert meta["lang"]["c"] == "en-US"
    assert [author["c"] for author in meta["author"]["c"]] == ["Ada Lovelace", "Karel van Dijk"]
    assert meta["toc-title"]["c"] == "Contents"


@pytest.mark.parametrize("path", ["figures/gone.svg", "../mkdocs.yml", "https://example.org/wheel.svg"])
def test_a_picture_that_is_not_in_docs_is_named_with_its_line(changed: Callable[..., Publication], path: str) -> None:
    publication = changed({"docs/one.md": ("figures/wheel.svg", path)})
    with pytest.raises(PublicationError) as caught:
        compose(publication, format_references(publication))
    assert caught.value.message == f"afbeelding ‘{path}’ staat niet in docs/"
    assert caught.value.position is not None
    assert (caught.value.position.file, caught.value.position.line) == ("docs/one.md", 12)


def test_the_pages_of_an_earlier_report_are_marked_where_they_began(book: Publication) -> None:
    document = compose(book, format_references(book))
    starts = {page: (file, offset) for file, found in page_markers(book).items() for offset, page in found}
    sources = {chapter.file: chapter.source for chapter in book.chapters}
    following: dict[int, str] = {}
    page = 0
    for node in ast.walk(document["blocks"]):
        if node["t"] == "Span" and "page-mark" in node["c"][0][1]:
            page = int(dict(node["c"][0][2])["page"])
            assert node["c"][0][0] == f"p{page}"
            following[page] = ""
        elif node["t"] == "Str" and page:
            following[page] = following[page] or node["c"]
    assert list(following) == sorted(starts)
    for page, (file, offset) in starts.items():
        assert sources[file].startswith(following[page], offset) or page == 1, page


def test_notes_on_an_unprinted_page_may_not_leave_a_gap(changed: Callable[..., Publication]) -> None:
    publication = changed({"docs/one.md": ("# First", "---\nprint: false\n---\n\n# First")})
    with pytest.raises(PublicationError, match="wordt niet gedrukt maar heeft noten") as caught:
        compose(publication, format_references(publication))
    assert str(caught.value.position).startswith("docs/one.md:7:")


def test_notes_on_an_unprinted_page_at_the_end_are_left_out(changed: Callable[..., Publication]) -> None:
    publication = changed({"docs/log.md": ("web edition only.", "web edition only.[@berg2020]")})
    document = compose(publication, format_references(publication))
    assert len(nodes(document, "Note")) == len(publication.notes) - 1
