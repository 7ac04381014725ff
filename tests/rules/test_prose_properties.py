"""No text and no bibliography makes the rules about prose and about one work in two ways fail or point elsewhere."""

from __future__ import annotations

from pathlib import Path, PurePosixPath

from hypothesis import example, given
from hypothesis import strategies as st

from scripts.findings import Finding
from scripts.publication.model import (
    Bibliography,
    Chapter,
    Citation,
    CitationCluster,
    Entry,
    Metadata,
    Note,
    Part,
    Position,
    Publication,
)
from scripts.publication.passages import PassageBuilder
from scripts.rules import prose, prose_digits, prose_short_forms, same_names, same_works
from scripts.rules.engine import rules_of, run_rules

RULES = rules_of(prose, prose_digits, prose_short_forms)
ENTRY_RULES = rules_of(same_names, same_works)
PLACE = Position("docs/01.md", 1)
METADATA = Metadata("", "", (), "", "", "", "", "nl", "", "", Path("noten.csl"), None, 1)
PIECES = st.sampled_from(
    [
        *("Van", "van", "der", "Berg", "Jansen", "J.", "M.E.R.", "CPB", "(CPB)", "Sardes", "/Oberon", "Verheijen-Bos"),
        *(
            "en",
            "&",
            ",",
            ";",
            ".",
            ":",
            "(",
            ")",
            "[",
            "]",
            "“",
            "”",
            "‘",
            "’",
            "'",
            '"',
            "’t",
            "'s",
            "–",
            "-",
            "\u2063",
        ),
        *("collega’s", "et al.", "e.a.", "uit", "in", "2019", "(2019)", "2019a", "201938", "20193", "onderzoek38"),
        *("onderzoek", "Volgens", "stelde", "zie", "Ångström", "x@y.nl", "https://a.nl"),
    ]
)
TEXTS = st.lists(PIECES | st.text(max_size=6), max_size=25).map(" ".join) | st.text(max_size=60)
NAMES = st.lists(
    st.sampled_from(
        ["Jansen, J.", "van der Berg, M.", "{CPB}", "Bos", "others", "Jansen, K.", ",", "{", "and", "Bos, J., Jr."]
    )
    | st.text(max_size=8),
    max_size=4,
).map(" and ".join)
FIELDS = st.fixed_dictionaries(
    {},
    optional={
        "author": NAMES,
        "editor": NAMES,
        "title": st.sampled_from(["Een titel van een werk", "Een titel van een werk: twee", "{Een} \\'e"])
        | st.text(max_size=12),
        "date": st.sampled_from(["2019", "2018/2020", "20l9", "", "z.d."]) | st.text(max_size=6),
        "institution": st.sampled_from(["CPB", "Centraal Planbureau (CPB)", "Sardes/Oberon", "/", "{"])
        | st.text(max_size=8),
        "location": st.sampled_from(["Utrecht", "Den haag", "Den Haag"]) | st.text(max_size=5),
        "series": st.sampled_from(["Reeks", "whitepaper"]),
        "number": st.sampled_from(["1", "2"]) | st.text(max_size=3),
        "doi": st.sampled_from(["10.1/a", "https://doi.org/10.1/A"]) | st.text(max_size=5),
        "url": st.sampled_from(["https://a.nl/een-titel-van-een-werk.pdf", "http://[", "//"]) | st.text(max_size=10),
    },
)
ENTRIES = st.lists(FIELDS, max_size=5)


def publication(text: str, note_text: str, cuts: list[int], entries: list[dict[str, str]]) -> Publication:
    """A publication of one paragraph with a citation at each cut, and one footnote that cites."""
    builder, start, notes = PassageBuilder("paragraph"), 0, []
    source = text + "\n" + note_text
    for number, cut in enumerate(sorted({min(cut, len(text)) for cut in cuts}), 1):
        builder.add(text[start:cut], start)
        builder.note(number, cut)
        citation = Citation(f"k{number % 3}", "", "", "", PLACE)
        notes.append(Note(number, Position("docs/01.md", 1, cut + 1), cut, cut, (cluster(citation, cut),), ()))
        start = cut
    builder.add(text[start:], start)
    inside = PassageBuilder("paragraph")
    inside.add(note_text, len(text) + 1)
    inside.note(0, len(source))
    last = Note(
        number=len(notes) + 1,
        position=PLACE,
        start=len(text),
        end=len(text),
        clusters=(cluster(Citation("k0", "", "", "", PLACE), len(source)),),
        blocks=(),
        label="noot",
        passages=(inside.build(PLACE),),
    )
    chapter = Chapter(PurePosixPath("01.md"), source, (), (), (*notes, last), (), (), (builder.build(PLACE),))
    works = tuple(
        Entry(
            f"k{index}",
            "report",
            fields,
            {name: Position("a.bib", index + 1, 3) for name in fields},
            Position("a.bib", index + 1),
        )
        for index, fields in enumerate(entries)
    )
    return Publication(Path(), METADATA, (Part(None, (chapter,)),), Bibliography(Path("a.bib"), works))


def cluster(citation: Citation, place: int) -> CitationCluster:
    return CitationCluster((citation,), PLACE, place, place)


@given(TEXTS, TEXTS, st.lists(st.integers(0, 200), max_size=4), ENTRIES)
@example("Volgens Jansen (2018) is", "", [15], [{"author": "Jansen, J.", "date": "2019"}])
@example("Volgens Jansen uit 201938", "Jansen, 2018; Bos, 2019)", [], [])
def test_every_finding_has_a_place_in_the_text(
    text: str, note_text: str, cuts: list[int], entries: list[dict[str, str]]
) -> None:
    read = publication(text, note_text, cuts, entries)
    lines = read.chapters[0].source.split("\n")
    for finding in [*run_rules(RULES, read), *run_rules(ENTRY_RULES, read.bibliography)]:
        position = finding.position
        assert finding.message
        assert position.file in {"docs/01.md", "a.bib"}
        assert position.file == "a.bib" or 1 <= position.column <= len(lines[position.line - 1]) + 1


@given(ENTRIES)
def test_findings_about_works_do_not_depend_on_the_run(entries: list[dict[str, str]]) -> None:
    def found() -> list[Finding]:
        read = publication("", "", [], entries)
        return [*run_rules(RULES, read), *run_rules(ENTRY_RULES, read.bibliography)]

    assert found() == found()
