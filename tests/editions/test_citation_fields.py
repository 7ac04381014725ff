"""Citations in the Word edition are fields of Zotero's plug-in: all of them, with all that the plug-in needs."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from pathlib import Path

import pytest
from lxml import etree

from scripts.editions.export import export
from scripts.publication.citeproc import References, format_references
from scripts.publication.locators import csl_locator
from scripts.publication.model import Publication
from tests.editions.word import Field, W, fields, footnotes, part

VT = "{http://schemas.openxmlformats.org/officeDocument/2006/docPropsVTypes}"


def citations(path: Path) -> list[list[Field]]:
    """The fields of each note, in the order of the notes."""
    return [fields(note) for note in footnotes(path)]


@pytest.mark.parametrize("name", ["tiny", "book"])
def test_every_cluster_of_every_note_is_a_field_that_shows_the_reference(
    name: str, request: pytest.FixtureRequest
) -> None:
    publication: Publication = request.getfixturevalue(name)
    path: Path = request.getfixturevalue(f"{name}_editions")["docx"]
    plain = {number: note.plain for number, note in format_references(publication).notes.items()}
    for note, shown in zip(publication.notes, citations(path), strict=True):
        found = [[item["id"] for item in field.citation["citationItems"]] for field in shown]
        assert found == [[citation.key for citation in cluster.citations] for cluster in note.clusters], note.position
        for field in shown:
            assert field.instruction.startswith(" ADDIN ZOTERO_ITEM CSL_CITATION {")
            assert field.result.strip(), note.position
            assert field.result in plain[note.number]
            assert field.citation["properties"]["plainCitation"] == field.result
            assert field.citation["properties"]["noteIndex"] == note.number
        if not note.is_commentary:
            assert re.fullmatch(rf"{re.escape(shown[0].result)}\.?", plain[note.number])


def test_a_field_carries_its_works_and_what_the_author_added(tiny_editions: Mapping[str, Path]) -> None:
    (field,) = citations(tiny_editions["docx"])[1]
    first, second = field.citation["citationItems"]
    assert {name: first.get(name) for name in ("prefix", "label", "locator", "suffix")} == {
        "prefix": "see",
        "label": "page",
        "locator": "12",
        "suffix": None,
    }
    assert first["itemData"] == {
        "id": "berg2020",
        "citation-key": "berg2020",
        "type": "book",
        "title": "A book of things & their names",
        "author": [{"dropping-particle": "van den", "family": "Berg", "given": "Anna"}],
        "issued": {"date-parts": [[2020]]},
        "publisher": "Nobody",
        "publisher-place": "Leiden",
        "language": "en-US",
    }
    assert second["itemData"]["author"] == [{"literal": "Institute of Things"}]
    assert re.fullmatch(r"http://zotero\.org/users/local/[2-9A-NP-Z]{8}/items/[2-9A-NP-Z]{8}", first["uris"][0])
    assert first["uris"] != second["uris"]
    assert field.citation["properties"]["formattedCitation"].startswith(
        "See Berg, Anna van den (2020). \\i{}A book of things & their names\\i0{}. Leiden: Nobody, p. 12; Institute"
    )


def test_a_citation_keeps_its_id_when_other_notes_come_before_it(
    tiny_editions: Mapping[str, Path], changed: Callable[..., Publication], tmp_path: Path
) -> None:
    def ids(path: Path) -> list[str]:
        return [field.citation["citationID"] for note in citations(path) for field in note]

    before = ids(tiny_editions["docx"])
    publication = changed({"docs/one.md": ("A claim with a plain note.", "New.[-@dijk2019] A claim.")})
    after = ids(export(publication, format_references(publication), ["docx"], tmp_path)["docx"])
    assert after[1:] == before
    assert len(set(after)) == len(after)


def test_the_author_can_be_left_out(changed: Callable[..., Publication], tmp_path: Path) -> None:
    publication = changed({"docs/one.md": ("plain note.[@berg2020]", "plain note.[-@berg2020, chap. 3, on names]")})
    path = export(publication, format_references(publication), ["docx"], tmp_path)["docx"]
    (item,) = citations(path)[0][0].citation["citationItems"]
    assert item["suppress-author"] is True
    assert (item["label"], item["locator"], item["suffix"]) == ("chapter", "3", ", on names")


def test_the_reference_list_is_one_field(tiny_editions: Mapping[str, Path], tiny_references: References) -> None:
    document = part(tiny_editions["docx"], "word/document.xml")
    (field,) = [field for field in fields(document) if "ZOTERO_BIBL" in field.instruction]
    assert field.instruction.endswith(" CSL_BIBLIOGRAPHY ")
    assert all(work.plain in field.result for work in tiny_references.works.values())


def test_the_document_knows_its_style_and_language(tiny_editions: Mapping[str, Path]) -> None:
    properties = part(tiny_editions["docx"], "docProps/custom.xml")
    pieces = {each.get("name"): each.findtext(f"{VT}lpwstr", "") for each in properties}
    assert list(pieces) == ["ZOTERO_PREF_1", "ZOTERO_PREF_2"]
    assert max(map(len, pieces.values())) <= 255
    data = etree.fromstring("".join(pieces.values()))
    style = data.find("style")
    assert style is not None
    assert (style.get("id"), style.get("locale")) == ("noten-volledig", "en-US")
    assert {each.get("name"): each.get("value") for each in data.iter("pref")}["noteType"] == "1"


def test_no_field_nests_a_citation(book_editions: Mapping[str, Path]) -> None:
    for note in footnotes(book_editions["docx"]):
        depths = [each.get(f"{W}fldCharType") for each in note.iter(f"{W}fldChar")]
        assert depths == ["begin", "separate", "end"] * (len(depths) // 3)


@pytest.mark.parametrize(
    ("locator", "parts"),
    [
        ("p. 12", ("page", "12")),
        ("pp. 3–9", ("page", "3–9")),
        ("hfst. 3", ("chapter", "3")),
        ("§§ 2.1", ("section", "2.1")),
        ("art. 7", ("article-locator", "7")),
        ("12-14", ("page", "12-14")),
        ("", ("", "")),
    ],
)
def test_a_locator_gets_the_label_that_csl_has_for_it(locator: str, parts: tuple[str, str]) -> None:
    assert csl_locator(locator) == parts
