"""Notes of all kinds: where their marker stands, where their words stand, and how they are counted."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

from scripts.publication.ast import stringify
from scripts.publication.load import load
from scripts.publication.model import Chapter, Note

Read = Callable[[str], Chapter]


def markers(chapter: Chapter) -> list[str]:
    return [chapter.source[note.start : note.end] for note in chapter.notes]


def words(note: Note) -> str:
    return " ".join(stringify(note.blocks).split())


def definition(chapter: Chapter, note: Note) -> str:
    assert note.definition
    return chapter.source[slice(*note.definition)]


def test_the_three_kinds(read: Read) -> None:
    chapter = read("# Een\n\nA[@a] b[^b] c^[Los, *met* [haken] en [@c].]\n\n[^b]: Woorden met [@b].\n")
    assert markers(chapter) == ["[@a]", "[^b]", "^[Los, *met* [haken] en [@c].]"]
    assert [note.is_commentary for note in chapter.notes] == [False, True, True]
    assert [note.label for note in chapter.notes] == [None, "b", None]
    assert [words(note) for note in chapter.notes[1:]] == ["Woorden met [@b].", "Los, met [haken] en [@c]."]
    assert [[citation.key for citation in note.citations] for note in chapter.notes] == [["a"], ["b"], ["c"]]
    assert [str(note.position) for note in chapter.notes] == [f"docs/een.md:3:{c}" for c in (2, 8, 14)]


@pytest.mark.parametrize(
    "place",
    [
        "{}",
        "Tekst{} en verder.",
        "Tekst {}, los.",
        "**Vet{}** en *schuin*{} en _ook_{} en ***{}***",
        "-   punt{}\n-   punt\n\n    alinea{}",
        "1.  punt{}\n    1.  dieper{}",
        "> citaat{}\n> verder{}",
        "> -   punt in citaat{}",
        "| A{} | B |\n|---|---|\n| c{} | d{} |\n| e | `x`{} |",
        "| A |\n|---|\n| b |\n\n: Bijschrift{}",
        "![Bijschrift{} van *beeld*{}](beeld.svg)",
        '![Bijschrift{}](beeld.svg){{#fig-x alt="Beeld"}}\n\nTekst{}',
        "## Kop{} met noot {{#kop}}\n\nTekst{}",
        "Kop{}\n-----\n\nTekst{}",
        "begrip{}\n:   uitleg{}\n\n    meer{}\n\nTekst{}",
        "::: {{.kader}}\nTekst{}\n:::\n\nTekst{}",
        '<div class="kader">\n\nTekst{}\n\n</div>\n\nTekst{}',
        "[tekst{}](https://example.org) en{}",
        "[tekst{}]{{.klas}} en{}",
        "H~2~O{} &amp; caf&eacute;{} &nbsp;x{} –{}",
        "`[^n]` en \\[^n] en <!-- [^n] --> en{}",
        "Wow!{} Echt?{} ‘Ja’{} (nee{})",
        "regel\\\nverder{}  \nnog een{}",
        "```\n[^n] ^[x] [@a]\n```\n\nTekst{}",
        "    [^n] ^[x] [@a]\n\nTekst{}",
        "<!--\n[^n]: niet dit\n-->\n\nTekst{}",
        "Zie [een], [twee][een] en [drie](x.md){}.\n\n[een]: https://example.org\n\nTekst{}",
    ],
)
@pytest.mark.parametrize("marker", ["[@a]", "[^n]", "^[Los.]"])
def test_places_of_markers(read: Read, place: str, marker: str) -> None:
    body = place.format(*["⟦⟧"] * 9)
    starts = []
    while (at := body.find("⟦⟧")) >= 0:
        body = body[:at] + marker + body[at + 2 :]
        starts.append(at)
    chapter = read(f"# Een\n\n{body}\n\n[^n]: De noot. [@n]\n")
    assert markers(chapter) == [marker] * len(starts)
    assert [note.start - len("# Een\n\n") for note in chapter.notes] == starts
    assert [note.number for note in chapter.notes] == list(range(1, len(starts) + 1))


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        ("[^n]: Kort.", "Kort."),
        ("[^n]: Twee\nregels.", "Twee regels."),
        ("[^n]: Twee\n    regels.", "Twee regels."),
        ("[^n]: Een.\n\n    Twee.\n\n    -   punt", "Een. Twee. punt"),
        ("[^n]:\n    Ingesprongen.", "Ingesprongen."),
        ("[^n]: Een.\n\n\n    Twee.", "Een. Twee."),
        ("   [^n]: Drie spaties.", "Drie spaties."),
        ("[^n]: Een.\n\n\tTab.", "Een. Tab."),
    ],
)
@pytest.mark.parametrize("behind", ["", "\n\nNa de noot.", "\n[^m]: Andere noot.", "\n\n# Kop"])
def test_definition(read: Read, text: str, shown: str, behind: str) -> None:
    chapter = read(f"# Een\n\nX[^n] y[^m].\n\n{text}{behind}\n\n[^m]: Laatste.\n")
    note = chapter.notes[0]
    assert words(note) == shown
    assert definition(chapter, note) == text


def test_definitions_in_the_middle_and_used_twice(read: Read) -> None:
    chapter = read("# Een\n\nX[^a].\n\n[^a]: Met [@k, p. 2].\n\n## Kop\n\nY[^a] z[@k].\n")
    assert [note.number for note in chapter.notes] == [1, 2, 3]
    assert [note.citations[0].position.line for note in chapter.notes] == [5, 5, 9]
    assert [note.position.line for note in chapter.notes] == [3, 9, 9]


def test_definition_within_a_quotation(read: Read) -> None:
    chapter = read("# Een\n\n> Citaat.[^a]\n>\n> [^a]: Met [@k].\n")
    (note,) = chapter.notes
    assert definition(chapter, note) == "[^a]: Met [@k]."
    assert note.citations[0].position == chapter.position_at(chapter.source.index("@k"))


def test_what_has_no_definition_is_text(read: Read) -> None:
    chapter = read("# Een\n\nAlinea[^weg]\n[^a]: midden in een alinea. [^a]\n")
    assert chapter.notes == ()
    assert "[^weg]" in chapter.passages[1].text


def test_note_within_a_note_is_put_between_parentheses(read: Read) -> None:
    chapter = read("# Een\n\nX[^a].\n\n[^a]: Buiten^[binnen, zie [@k]] verder [@m].\n")
    (note,) = chapter.notes
    assert words(note) == "Buiten (binnen, zie [@k]) verder [@m]."
    assert [citation.key for citation in note.citations] == ["k", "m"]


def test_words_of_a_note_are_passages_of_the_note(read: Read) -> None:
    chapter = read("# Een\n\nX[^a].\n\n[^a]: Eerste [@k] alinea.\n\n    Tweede alinea.\n")
    (note,) = chapter.notes
    assert [passage.text for passage in note.passages] == ["Eerste  alinea.", "Tweede alinea."]
    assert note.passages[0].notes == ((len("Eerste "), 0),)
    for passage in note.passages:
        for word in passage.words:
            assert word.start is not None
            assert chapter.source.startswith(word.text, word.start)
    assert [passage.text for passage in chapter.passages] == ["Een", "X."]


def test_blocks_have_an_empty_span_for_each_note(read: Read) -> None:
    chapter = read("# Een\n\nX[@a] y[^n].\n\n[^n]: N.\n")
    spans = [node for node in chapter.blocks[1]["c"] if node["t"] == "Span"]
    assert spans == [{"t": "Span", "c": [[f"noot-{n}", ["noot"], []], []]} for n in (1, 2)]
    assert '"Note"' not in str(chapter.blocks)


def test_numbers_go_on_over_chapters_and_labels_do_not_leak(write_publication: Callable[..., Path]) -> None:
    publication = load(
        write_publication(
            {
                "een.md": "# Een\n\nA[^n] b[@a].\n\n[^n]: Noot van een.\n",
                "twee.md": "# Twee\n\nC[^n] d[^m].\n\n[^n]: Noot van twee.\n",
                "drie.md": "# Drie\n\nE[^m] f[@a].\n\n[^m]: Noot van drie.\n",
            }
        )
    )
    assert [note.number for note in publication.notes] == [1, 2, 3, 4, 5]
    labelled = [(note.position.file, words(note)) for note in publication.notes if note.label]
    assert labelled == [
        ("docs/een.md", "Noot van een."),
        ("docs/twee.md", "Noot van twee."),
        ("docs/drie.md", "Noot van drie."),
    ]
    assert publication.cited_in == {"a": (2, 5)}
    assert publication.note_anchors[5] == "drie/#fn:noot-5"


def test_unused_and_repeated_definitions_are_warnings_with_their_line(write_publication: Callable[..., Path]) -> None:
    source = "---\nprint: true\n---\n\n# Een\n\nX[^a].\n\n[^a]: Een.\n\n[^a]: Twee.\n\n[^b]: Los.\n"
    publication = load(write_publication({"een.md": source}))
    assert {(position.line, message.split(" at ")[0]) for position, message in publication.warnings} >= {
        (11, "Duplicate note reference 'a'")
    }
    assert any("'b'" in message and "not used" in message for _, message in publication.warnings)
