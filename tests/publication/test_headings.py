"""Numbers and ids of headings and figures."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

from scripts.publication.load import load
from scripts.publication.model import Chapter, Publication

Read = Callable[[str], Chapter]
Write = Callable[..., Path]


def numbers(chapter: Chapter) -> list[str | None]:
    return [heading.number for heading in chapter.headings]


def ids(publication: Publication) -> list[str]:
    return [id for chapter in publication.chapters for id in _ids(chapter)]


def _ids(chapter: Chapter) -> list[str]:
    return [*(heading.id for heading in chapter.headings), *(figure.id for figure in chapter.figures)]


def test_numbers_of_headings(read: Read) -> None:
    chapter = read(
        "# Een\n\n## A\n\n### B\n\n### Los {.unnumbered}\n\n### C\n\n"
        "## Ook los {-}\n\n### Daaronder\n\n## D\n\n#### Diep\n"
    )
    assert numbers(chapter) == ["1", "1.1", "1.1.1", None, "1.1.2", None, None, "1.2", "1.2.0.1"]
    headers = [block for block in chapter.blocks if block["t"] == "Header"]
    assert [dict(header["c"][1][2]).get("number") for header in headers] == numbers(chapter)


def test_sections_of_an_unnumbered_chapter_count_from_one(write_publication: Write) -> None:
    publication = load(
        write_publication(
            {
                "vooraf.md": "# Vooraf {.unnumbered}\n\n## A\n\n### Los {.unnumbered}\n\n## B\n\n### C\n",
                "een.md": "# Een\n\n## A\n",
                "tussen.md": "# Tussen {.unnumbered}\n\n## A\n",
                "twee.md": "# Twee\n\n## A\n",
            }
        )
    )
    assert [numbers(chapter) for chapter in publication.chapters] == [
        [None, "1", None, "2", "2.1"],
        ["1", "1.1"],
        [None, "1"],
        ["2", "2.1"],
    ]
    assert [chapter.number for chapter in publication.chapters] == [None, "1", None, "2"]


def test_the_home_page_is_no_chapter(write_publication: Write) -> None:
    publication = load(write_publication({"index.md": "# Titel\n\n## Colofon\n", "deel/index.md": "# Deel\n"}))
    assert [numbers(chapter) for chapter in publication.chapters] == [[None, None], ["1"]]
    assert [chapter.is_title_page for chapter in publication.chapters] == [True, False]


def test_text_and_position_of_headings(read: Read) -> None:
    chapter = read(
        "# Eén *twee* `drie`[@a] &amp; meer #\n\nAlinea\n\nKop met\n-------\n\n##\n\n"
        "## **Vet**\n\n> ### In citaat\n\n## &eacute;\n"
    )
    assert [(heading.text, heading.position.line) for heading in chapter.headings] == [
        ("Eén twee drie & meer", 1),
        ("Kop met", 5),
        ("", 8),
        ("Vet", 10),
        ("In citaat", 12),
        ("é", 14),
    ]
    assert {heading.position.column for heading in chapter.headings} == {1}
    assert chapter.title == "Eén twee drie & meer"


def test_attributes_and_closing_hashes_are_no_words(read: Read) -> None:
    chapter = read('# Een {#titel .a b="een twee"}\n\n## Twee ## {#tweede}\n\n## Tweede\n')
    assert [(heading.text, heading.id) for heading in chapter.headings] == [
        ("Een", "titel"),
        ("Twee", "tweede"),
        ("Tweede", "een-tweede"),
    ]
    assert [heading.position.line for heading in chapter.headings] == [1, 3, 5]


def test_ids_are_unique_over_the_publication(write_publication: Write) -> None:
    effects = (
        "## Effecten\n\n### Arbeidsinhoud\n\n## Nog iets\n\n### Arbeidsinhoud\n\n### Arbeidsinhoud\n\n## Effecten\n"
    )
    publication = load(
        write_publication(
            {
                "03-kinderopvang.md": f"# Kinderopvang\n\n{effects}",
                "04-jeugdhulp.md": f"# Jeugdhulp\n\n{effects}\n\n## Vrij {{#jeugdhulp-vrij}}\n\n## Vrij\n",
                "deel/jeugdhulp.md": f"# Jeugdhulp\n\n{effects}",
                "noot.md": "# Noot\n\n## 1\n\n## !\n\n##\n",
                "1.md": "# ?\n\n## A\n",
            }
        )
    )
    found = ids(publication)
    assert len(found) == len(set(found))
    assert not {"noot-1", "", "-"} & set(found)
    assert found[:7] == [
        "kinderopvang",
        "kinderopvang-effecten",
        "kinderopvang-arbeidsinhoud",
        "kinderopvang-nog-iets",
        "kinderopvang-nog-iets-arbeidsinhoud",
        "kinderopvang-nog-iets-arbeidsinhoud-2",
        "kinderopvang-effecten-2",
    ]


def test_a_typed_id_is_never_given_to_another(write_publication: Write) -> None:
    publication = load(
        write_publication({"een.md": "# Een\n\n## Twee\n", "twee.md": "# Twee {#een}\n\n## Drie {#een-twee}\n"})
    )
    assert ids(publication) == ["een-2", "een-twee-2", "een", "een-twee"]


def test_many_files_with_one_name(write_publication: Write) -> None:
    publication = load(write_publication({f"{n}/deel.md": "# Deel\n\n## A\n" for n in range(12)}))
    assert len(set(ids(publication))) == 24


def test_figures(write_publication: Write) -> None:
    figure = '![Het *model*[@a] van A](b/model.svg "titel"){alt="Twee vlakken" note="Nagetekend."}\n'
    publication = load(
        write_publication(
            {
                "vooraf.md": f"# Vooraf {{-}}\n\n{figure}",
                "een.md": f"# Een\n\nTekst met ![klein](k.png) beeld.\n\n{figure}\n## Sub\n\n"
                "![Ander](a.png){#fig-a}\n",
                "los.md": f"# Los {{-}}\n\n{figure}",
            }
        )
    )
    figures = [figure for chapter in publication.chapters for figure in chapter.figures]
    assert [(figure.number, figure.id) for figure in figures] == [
        ("1", "vooraf-figuur-1"),
        ("1.1", "een-figuur-1"),
        ("1.2", "fig-a"),
        ("2", "los-figuur-2"),
    ]
    first, *_ = figures
    assert (first.caption, first.alt, first.note, first.source) == (
        "Het model van A",
        "Twee vlakken",
        "Nagetekend.",
        "b/model.svg",
    )
    assert [str(figure.position) for figure in figures] == [
        "docs/vooraf.md:3:1",
        "docs/een.md:5:1",
        "docs/een.md:9:1",
        "docs/los.md:3:1",
    ]
    image = publication.chapters[1].images[0]
    assert (image.source, image.alt, str(image.position)) == ("k.png", "klein", "docs/een.md:3:11")
    node = publication.chapters[0].blocks[1]
    assert node["c"][0] == ["vooraf-figuur-1", [], [["number", "1"]]]
    assert "Cite" not in str(node)


def test_alternative_text_without_alt_is_the_caption(read: Read) -> None:
    (figure,) = read("# Een\n\n![Bijschrift](a.svg)\n").figures
    assert (figure.alt, figure.caption, figure.note) == ("Bijschrift", "Bijschrift", "")


@pytest.mark.parametrize("source", ["", "\n\n", "Alleen tekst.\n", "<!-- niets -->\n", "---\nprint: false\n---\n"])
def test_a_chapter_without_heading(read: Read, source: str) -> None:
    chapter = read(source)
    assert (chapter.headings, chapter.number, chapter.title) == ((), None, "een")
