"""A small report and its revisions."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path, PurePosixPath

import pytest

from scripts.publication.citeproc import format_references
from scripts.publication.errors import PublicationError
from scripts.publication.load import load
from scripts.publication.model import Publication
from scripts.publication.provenance import Normalisation, align, normalisations, page_markers

RULE = " " * 43
CONFIG = """\
site_name: Wheels
extra: {lang: en, provenance: {text: source/report.txt}}
nav: [one.md, two.md, log.md]
"""
REPORT = f"""\
1. Wheels
Round things turn well.1 They have turned for ages (Figure 1.1).
Figure 1.1: A wheel
{RULE}
1 A. Smith (2019).
 1. They roll.
2. They stop.2
Then came the second thought about turning
{RULE}
2 Ibid.
 things, which is long.
2 Axles
An axle holds two wheels together.
"""
ONE = """\
# Wheels

Round things turn well.[@smith2019]
They have turned for ages ([](#fig-wheel)).

![A wheel](wheel.svg){#fig-wheel alt="A wheel."}

1.  They roll.
2.  They stop.[@smith2019]

Then came the second thought about turning things, which is long.
"""
TWO = "# Axles\n\nAn axle holds two wheels together.\n"
LOG = "---\nprint: false\n---\n\n# Log {.unnumbered}\n\nAn axle holds two wheels together.\n"
BIBLIOGRAPHY = "@book{smith2019,\n  author = {Smith, A.},\n  date = {2019},\n}\n"

Make = Callable[..., Publication]


@pytest.fixture
def make(tmp_path: Path) -> Make:
    """Write the small publication, with other contents for the files that are named, and load it."""

    def made(files: dict[str, str] | None = None) -> Publication:
        contents = {
            "mkdocs.yml": CONFIG,
            "references.bib": BIBLIOGRAPHY,
            "source/report.txt": REPORT,
            "docs/one.md": ONE,
            "docs/two.md": TWO,
            "docs/log.md": LOG,
        }
        for name, text in {**contents, **(files or {})}.items():
            (tmp_path / name).parent.mkdir(exist_ok=True)
            (tmp_path / name).write_text(text, encoding="utf-8")
        return load(tmp_path)

    return made


def marked(publication: Publication) -> dict[int, str]:
    """For each marked page the three words in front of which its marker stands."""
    sources = {chapter.file: chapter.source for chapter in publication.chapters}
    return {
        page: " ".join(sources[file][offset:].split()[:3])
        for file, found in page_markers(publication).items()
        for offset, page in found
    }


def test_the_whole_report_is_found_with_made_numbers_and_cross_references(make: Make) -> None:
    assert align(make()).differences == ()


def test_passages_have_the_pages_they_run_over(make: Make) -> None:
    pages = align(make()).passages
    assert pages[PurePosixPath("one.md")] == ((1,), (1,), (1,), (2,), (2,), (2, 3))
    assert pages[PurePosixPath("two.md")] == ((3,), (3,))
    assert pages[PurePosixPath("log.md")] == ((), ())


def test_page_markers_stand_in_front_of_typed_words(make: Make) -> None:
    assert marked(make()) == {1: "Wheels Round things", 2: "They roll. 2.", 3: "things, which is"}


def test_a_page_that_begins_with_a_caption_is_marked_behind_it(make: Make) -> None:
    report = REPORT.replace(
        f"Figure 1.1: A wheel\n{RULE}\n1 A. Smith (2019).\n 1.", f"{RULE}\n1 A.\n Figure 1.1: A wheel\n1."
    )
    assert marked(make({"source/report.txt": report}))[2] == "They roll. 2."


def test_notes_keep_their_printed_selves_when_one_is_inserted(make: Make) -> None:
    provenance = align(make({"docs/one.md": ONE.replace("for ages", "for ages[@smith2019]")}))
    assert {number: note.number for number, note in provenance.notes.items()} == {1: 1, 3: 2}


def test_pages_follow_from_what_is_left(make: Make) -> None:
    revised = (
        ONE.replace("Then came the second thought about turning things", "Something else") + "\nAll new words here.\n"
    )
    publication = make({"docs/one.md": revised})
    provenance = align(publication)
    assert provenance.passages[PurePosixPath("one.md")][-2:] == ((3,), ())
    assert marked(publication)[3] == "which is long."
    changes = [(" ".join(w.text for w in d.printed), " ".join(w.text for w in d.now)) for d in provenance.differences]
    assert changes == [
        ("Then came the second thought about turning things,", "Something else,"),
        ("", "All new words here."),
    ]


def test_normalisations_show_printed_and_present_form(make: Make) -> None:
    publication = make()
    assert normalisations(publication, format_references(publication)) == (
        Normalisation(1, "A. Smith (2019).", "Smith, A. (2019)."),
        Normalisation(2, "Ibid.", "Smith, A. (2019)."),
    )


def test_a_publication_without_a_printed_report_has_no_pages(make: Make) -> None:
    publication = make({"mkdocs.yml": CONFIG.replace(", provenance: {text: source/report.txt}", "")})
    assert page_markers(publication) == {}
    assert normalisations(publication, format_references(publication)) == ()
    assert align(publication).differences == ()


def test_furniture_next_to_the_report_is_left_out(make: Make) -> None:
    furniture = "- pages: [1]\n  text: Wheels & Co\n  reason: Running header.\n"
    provenance = align(make({"source/report.txt": f"Wheels & Co\n\n{REPORT}", "source/report.yml": furniture}))
    assert provenance.differences == ()


@pytest.mark.parametrize(
    ("files", "message"),
    [
        ({"mkdocs.yml": CONFIG.replace("report.txt", "lost.txt")}, "source/lost.txt:1:1: dit bestand bestaat niet"),
        ({"mkdocs.yml": CONFIG.replace("{text: source/report.txt}", "yes")}, "‘extra: provenance’ hoort"),
        (
            {"mkdocs.yml": CONFIG.replace("report.txt", "report.txt, first_page: one")},
            "first_page’ hoort een getal te zijn",
        ),
        ({"source/report.yml": "- pages: [1\n"}, "source/report.yml:1:1: geen geldige YAML"),
        ({"source/report.yml": "- text: Wheels\n"}, "source/report.yml:1:1: hier hoort een lijst te staan"),
        ({"source/report.yml": "- {pages: [1], text: Cogs}\n"}, "‘Cogs’ staat niet op de genoemde bladzijde"),
    ],
)
def test_what_an_author_can_get_wrong_is_said_with_its_place(make: Make, files: dict[str, str], message: str) -> None:
    with pytest.raises(PublicationError) as caught:
        align(make(files))
    assert message in str(caught.value)
