"""Notes and references as they are printed: one golden file, and what must hold whatever the style looks like."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path

import pytest

from scripts.publication import pandoc
from scripts.publication.ast import stringify, walk
from scripts.publication.citeproc import References, format_references
from scripts.publication.load import load

GOLDEN = Path(__file__).parent / "golden"
Write = Callable[..., Path]

NOTES = """\
# Een

Alleen een verwijzing.[@artikel]
Met vindplaats.[@artikel, p. 12]
Met bladzijden.[@boek, pp. 12-14]
Met voortekst.[Zie ook: @boek]
Met voortekst en vindplaats.[vgl. @boek, hoofdstuk 3, met tabel]
Twee werken.[@artikel; @boek]
Zelfde werk weer.[@artikel]
Weer hetzelfde, direct erna.[@artikel]
Adres voorop.[@alleenurl]
Eigen woorden.[^woorden]
Twee zinnen.[^zinnen]
Losse noot.^[Alleen woorden, zonder bron.]

[^woorden]: Volgens de auteurs (zie @boek) klopt dat, aldus [@artikel, p. 3], en meer niet.

[^zinnen]: Zie [@boek]. Dat is alles.

    Een tweede alinea met *nadruk* en [@artikel] Dan een zin.
"""


def publication_root(write: Write, lang: str) -> Path:
    bibliography = (GOLDEN / "types.bib").read_text(encoding="utf-8")
    keys = [line.split("{")[1].rstrip(",") for line in bibliography.splitlines() if line.startswith("@")]
    return write(
        {"een.md": NOTES, "alle.md": "# Alle\n\n" + "\n".join(f"Zin.[@{key}]" for key in keys) + "\n"},
        bibliography,
        f"extra: {{lang: {lang}}}\n",
    )


def listed(references: References) -> str:
    notes = [f"{number}. {note.plain}" for number, note in references.notes.items()]
    works = [f"{key}: {work.html}" for key, work in references.works.items()]
    apa = [f"{key}: {work.html}" for key, work in references.apa.items()]
    return "\n".join(["# Noten", *notes, "", "# Literatuur", *works, "", "# APA", *apa, ""])


@pytest.mark.parametrize("lang", ["nl-NL", "en-GB"])
def test_notes_and_references(write_publication: Write, golden: Callable[[Path, str], None], lang: str) -> None:
    golden(GOLDEN / f"types.{lang}.txt", listed(format_references(load(publication_root(write_publication, lang)))))


@pytest.fixture
def formatted(write_publication: Write) -> Callable[[str, str], References]:
    """`formatted(bibliography, text)`: the notes of one chapter."""

    def make(bibliography: str, text: str = "X.[@a]\n") -> References:
        return format_references(load(write_publication({"een.md": f"# Een\n\n{text}"}, bibliography)))

    return make


def plain(references: References) -> str:
    return references.notes[1].plain


@pytest.mark.parametrize(
    ("names", "shown"),
    [
        ("van Oenen", "Van Oenen"),
        ("van Oenen, Saskia", "Oenen, Saskia van"),
        ("de la Cruz, J. and van der Vegt, A.L.", "Cruz, J. de la & Vegt, A.L. van der"),
        ("Jonkman, H. and others", "Jonkman, H. et al."),
        ("Jonkman, H. and Vos, A. and others", "Jonkman, H., Vos, A. et al."),
        ("van Aarsen and others", "Van Aarsen et al."),
        ("Others, Jane", "Others, Jane"),
        ("Jansen, A. and Others, J.", "Jansen, A. & Others, J."),
        ("{Inspectie van het Onderwijs}", "Inspectie van het Onderwijs"),
        ("{Ministerie van Onderwijs, Cultuur en Wetenschap}", "Ministerie van Onderwijs, Cultuur en Wetenschap"),
        ("{Bureau A & B} and {M\\&O}", "Bureau A & B & M&O"),
    ],
)
def test_names(formatted: Callable[..., References], names: str, shown: str) -> None:
    references = formatted(f"@book{{a, author = {{{names}}}, title = {{Titel}}, date = {{2020}}}}\n")
    assert plain(references) == f"{shown} (2020). Titel."


@pytest.mark.parametrize(
    ("title", "shown"),
    [
        ("M\\&O", "M&O"),
        ("M&O: groei van 50\\% in 2020", "M&O: groei van 50% in 2020"),
        ("Friends \\& others in school", "Friends & others in school"),
        ("Wie, wat en waar?", "Wie, wat en waar?"),
        ("De {IKC}’s van {Nederland}", "De IKC’s van Nederland"),
        ("``Samen'' werken", "‘Samen’ werken"),
        ("Beter \\emph{samen}", "Beter samen"),
        ("Café \\'e\\'en", "Café één"),
        ("1\\textsuperscript{e} druk", "1e druk"),
    ],
)
def test_titles(formatted: Callable[..., References], title: str, shown: str) -> None:
    references = formatted(f"@book{{a, author = {{Jansen, A.}}, title = {{{title}}}, langid = {{dutch}}}}\n")
    end = "" if shown.endswith("?") else "."
    assert plain(references) == f"Jansen, A. (z.d.). {shown}{end}"


@pytest.mark.parametrize("pages", ["12-34", "12--34", "12–34", "{12--34}"])
def test_pages_get_an_en_dash(formatted: Callable[..., References], pages: str) -> None:
    entry = f"@article{{a, title={{T}}, journaltitle={{J}}, date={{2020}}, pages={{{pages}}}}}\n"
    assert "12–34" in plain(formatted(entry))


@pytest.mark.parametrize(
    ("typed", "shown"),
    [
        ("X^[Zie @a voor meer.]", "Zie Jansen, A. (2020). Titel voor meer."),
        ("X^[Zie @a [p. 3] voor meer.]", "Zie Jansen, A. (2020). Titel, p. 3 voor meer."),
        ("X^[Jansen [-@a] schrijft.]", "Jansen (2020). Titel schrijft."),
        ("Volgens @a is het zo.", "Jansen, A. (2020). Titel."),
    ],
)
def test_key_without_brackets(formatted: Callable[..., References], typed: str, shown: str) -> None:
    bibliography = "@book{a, author = {Jansen, A.}, title = {Titel}, date = {2020}, langid = {dutch}}\n"
    assert plain(formatted(bibliography, f"{typed}\n")) == shown


def test_markup_in_fields_is_escaped(formatted: Callable[..., References]) -> None:
    hostile = "<script>alert(1)</script> <b onclick=x>"
    references = formatted(
        f"@book{{a, author = {{{{{hostile}}}}}, title = {{T {hostile}}}, publisher = {{{hostile}}}}}\n",
        f"X.[{hostile.replace('<', '&lt;')} @a]\n",
    )
    for shown in (references.notes[1], references.works["a"]):
        assert "<script" not in shown.html
        assert "<b " not in shown.html
        assert "&lt;script&gt;" in shown.html
        assert hostile in shown.plain


def test_a_note_may_hold_what_separates_notes(formatted: Callable[..., References]) -> None:
    references = formatted(
        "@book{a, title={A}}\n", "X[^n] y[@a].\n\n[^n]: Een\n\n    <!--noot-9-->\n\n    <!-- x -->\n\n    twee.\n"
    )
    assert "twee." in references.notes[1].html
    assert references.notes[2].plain == "A."


def test_all_forms_say_the_same(write_publication: Write) -> None:
    references = format_references(load(publication_root(write_publication, "nl")))
    for shown in (*references.notes.values(), *references.works.values()):
        document = {"pandoc-api-version": [1, 23, 1], "meta": {}, "blocks": list(shown.blocks)}
        html = pandoc.run(["--from", "json", "--to", "html", "--wrap", "none"], stdin=json.dumps(document)).strip()
        assert html == shown.html
        assert " ".join(stringify(shown.blocks).split()) == shown.plain
        assert not any(node["t"] == "Note" for node in walk(shown.blocks))
        assert shown.plain


def test_every_note_gives_the_work_in_full(write_publication: Write) -> None:
    references = format_references(load(publication_root(write_publication, "nl")))
    assert len({references.notes[number].html for number in (1, 7, 8)}) == 1
    assert references.notes[1].plain == references.works["artikel"].plain
    assert "ibid" not in listed(references).lower()


def test_only_cited_works_are_listed_in_the_order_of_the_style(formatted: Callable[..., References]) -> None:
    entries = "".join(f"@book{{{key}, author={{{name}, A.}}, title={{T}}}}\n" for key, name in ("zB", "aC", "bA", "cD"))
    bibliography = entries.replace("zB, A.", "B, A.").replace("aC, A.", "C, A.")
    references = formatted(bibliography, "X[@zB; @aC; @bA].\n")
    assert list(references.works) == sorted(references.works, key=lambda key: references.works[key].plain)
    assert "cD" not in references.works


def test_without_any_note(formatted: Callable[..., References]) -> None:
    references = formatted("@book{a, title={A}}\n", "Tekst.\n")
    assert (references.notes, references.works) == ({}, {})
