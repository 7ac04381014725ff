"""Defects and harmless edits for the real report: what is changed, and what the rules have to say about it.

In the new text of a defect the code that is expected stands between ⟦ ⟧ at exactly its place, as in the fixtures of the
rules. To add one, add a line to DEFECTS or HARMLESS; the old text has to occur in the file, the first place is taken.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

SUMMARY = "docs/00-managementsamenvatting.md"
INTRODUCTION = "docs/01-inleiding.md"
COLLABORATION = "docs/02-samenwerken.md"
CHILDCARE = "docs/03-kinderopvang.md"
YOUTH_CARE = "docs/04-jeugdhulp.md"
SOURCES = "docs/bronnen.md"
BIBLIOGRAPHY = "references.bib"
CONFIG = "mkdocs.yml"


@dataclass(frozen=True)
class Edit:
    """The first `old` in a file becomes `new`; without `old`, `new` comes behind the file's last character."""

    file: str
    old: str
    new: str

    def apply(self, text: str) -> str:
        if not self.old:
            return text + self.new
        assert self.old in text, f"{self.file} has no {self.old!r} any more"
        return text.replace(self.old, self.new, 1)


@dataclass(frozen=True)
class Defect:
    """An edit that the rules must find, and nothing else; `elsewhere` are findings as `file:line:column code`."""

    name: str
    edits: tuple[Edit, ...]
    elsewhere: tuple[str, ...] = ()


@dataclass(frozen=True)
class Harmless:
    """A change of a whole file that is no defect."""

    name: str
    file: str
    change: Callable[[str], str]


def defect(name: str, file: str, old: str, new: str, *elsewhere: str) -> Defect:
    return Defect(name, (Edit(file, old, new),), elsewhere)


def harmless(name: str, file: str, old: str, new: str) -> Harmless:
    return Harmless(name, file, Edit(file, old, new).apply)


# Places in the report where a defect is put; each is the first of its kind in its file.
CITED = ".[@leseman2021]\n"
GROUP = "[@kruiter2019; @veen2018]"
OTHER_GROUP = "[@kruiter2019; @taskforce2017]"
SENTENCE = "Meerdere professionals werken samen aan de ontwikkeling van kinderen.\n"
NOTE = (
    "[^maatschappelijke-kinderopvang]: Er is echter ook maatschappelijke kinderopvang, [@maatschappelijkekinderopvang]."
)
HEADING = "## Ontwikkelingen en vormen van samenwerking\n"
SOURCES_TEXT = """\
# Bronnen {.unnumbered}

Deze lijst bevat alle werken die in de noten worden aangehaald.

::: {#refs}
:::
"""
LIST = "-   **Kindgericht:**"

CITATIONS = [
    defect("key with two digits swapped", CHILDCARE, GROUP, "[⟦C101⟧@kruiter2091; @veen2018]"),
    defect("key that is nowhere", CHILDCARE, CITED, ".[@leseman2021; ⟦C101⟧@onbekend1999]\n"),
    defect(
        "unknown key in a note", CHILDCARE, "[^bekostiging]: [@taskforce2017]", "[^bekostiging]: [⟦C101⟧@taskforc2017]"
    ),
    defect("page number glued to the key", CHILDCARE, CITED, ".[⟦C101⟧@leseman2021:12]\n"),
    defect("citation without brackets", CHILDCARE, CITED, " ⟦C102⟧@leseman2021.\n"),
    defect("citation between parentheses", CHILDCARE, CITED, " (⟦C102⟧@leseman2021).\n"),
    defect("citation without brackets behind the full stop", CHILDCARE, CITED, ".⟦C102⟧@leseman2021\n"),
    defect("key with a capital", CHILDCARE, CITED, ".[⟦C103⟧@Leseman2021]\n"),
    defect("two clusters side by side", CHILDCARE, GROUP, "⟦C104⟧[@kruiter2019][@veen2018]"),
    defect("cluster without its closing bracket", CHILDCARE, CITED, ".⟦C105⟧[@leseman2021\n"),
    defect("cluster without its opening bracket", CHILDCARE, " opgezet" + CITED, " opgezet ⟦C105⟧@leseman2021]\n"),
    defect("space behind the @", CHILDCARE, CITED, ".[⟦C106⟧@ leseman2021]\n"),
    defect("comma between two works", CHILDCARE, OTHER_GROUP, "[@kruiter2019, ⟦C107⟧@taskforce2017]"),
    defect("second key without @", CHILDCARE, OTHER_GROUP, "⟦C107⟧[@kruiter2019; taskforce2017]"),
    defect("key without @", CHILDCARE, CITED, ".⟦C107⟧[leseman2021]\n"),
    defect("citation in the text of a link", CHILDCARE, CITED, " [hier⟦C108⟧[@leseman2021]](https://example.org).\n"),
    Defect(
        "citation in an alternative text",
        (
            Edit(COLLABORATION, "![Schematische", "⟦C108⟧![Schematische"),
            Edit(COLLABORATION, '#fig-voorwaarden-van-werk alt="', '#fig-voorwaarden-van-werk alt="[@parre1996] '),
        ),
    ),
    defect("page number in words", CHILDCARE, CITED, ".[⟦C109⟧@leseman2021, p. twaalf]\n"),
    defect("pages from high to low", CHILDCARE, CITED, ".[⟦C109⟧@leseman2021, p. 14-12]\n"),
    defect("one work twice in a cluster", CHILDCARE, GROUP, "[@kruiter2019; @veen2018; ⟦C110⟧@kruiter2019]"),
]

NOTES = [
    defect("marker of a note that is not there", CHILDCARE, SENTENCE, SENTENCE[:-1] + "⟦N101⟧[^weg]\n"),
    defect("label with a space", CHILDCARE, SENTENCE, SENTENCE[:-1] + "⟦N101⟧[^niet goed]\n"),
    defect("note that nothing calls", CHILDCARE, "", "\n⟦N102⟧[^los]: Een losse noot.\n"),
    defect("label twice in one chapter", CHILDCARE, "", "\n⟦N103⟧[^bekostiging]: Nog een tekst.\n"),
    Defect(
        "note without words",
        (
            Edit(CHILDCARE, SENTENCE, SENTENCE[:-1] + "⟦N104⟧[^leeg]\n"),
            Edit(CHILDCARE, "", "\n[^leeg]: <!-- nog schrijven -->\n"),
        ),
    ),
    Defect(
        "note with an address only",
        (
            Edit(CHILDCARE, SENTENCE, SENTENCE[:-1] + "[^adres]\n"),
            Edit(CHILDCARE, "", "\n[^adres]: ⟦N106⟧https://example.org/rapport\n"),
        ),
    ),
    defect(
        "typed Ibid.",
        CHILDCARE,
        NOTE,
        "[^maatschappelijke-kinderopvang]: ⟦N105⟧Ibid., [@maatschappelijkekinderopvang].",
    ),
    defect("typed op. cit.", CHILDCARE, CITED, ".[⟦N105⟧@leseman2021, op. cit.]\n"),
    defect("typed a.w. between parentheses", CHILDCARE, CITED, " (⟦N105⟧a.w., p. 3).[@leseman2021]\n"),
    defect("superscript typed as a note", CHILDCARE, SENTENCE, SENTENCE[:-1] + "⟦N107⟧¹²\n"),
    defect("number in brackets typed as a note", CHILDCARE, SENTENCE, SENTENCE[:-1] + "⟦N107⟧[12]\n"),
]

STRUCTURE = [
    defect(
        "reference to a figure that is not there",
        SUMMARY,
        "([](#fig-kwaliteit-van-werk))",
        "(⟦S101⟧[](#fig-kwaliteit))",
    ),
    defect("link to a chapter that is not there", CHILDCARE, SENTENCE, "Zie ⟦S101⟧[dat](09-weg.md).\n" + SENTENCE),
    defect("id used twice", CHILDCARE, HEADING, "⟦S102⟧" + HEADING[:-1] + " {#fig-kwaliteit-van-werk}\n"),
    Defect(
        "picture that is not there",
        (
            Edit(COLLABORATION, "![Schematische", "⟦S103⟧![Schematische"),
            Edit(COLLABORATION, "figuren/voorwaarden-van-werk.svg", "figuren/voorwarden-van-werk.svg"),
        ),
    ),
    defect(
        "picture in a sentence without alternative text",
        CHILDCARE,
        SENTENCE,
        "Zo: ⟦S104⟧![](figuren/kwaliteit-van-werk.svg).\n",
    ),
    defect("level of heading left out", CHILDCARE, HEADING, "⟦S105⟧#" + HEADING),
    defect("second title", CHILDCARE, "## Samenvatting", "⟦S105⟧# Samenvatting"),
    defect("heading without words", CHILDCARE, HEADING, "⟦S106⟧##\n\n" + HEADING),
    defect("heading mark without a space", CHILDCARE, "## Samenvatting", "⟦S107⟧##Samenvatting"),
    defect("list without an empty line before it", CHILDCARE, f"\n\n{LIST}", "\n⟦S108⟧- **Kindgericht:**"),
    defect("bullet pasted from a word processor", CHILDCARE, SENTENCE, "⟦S108⟧• " + SENTENCE),
    defect("point of a point indented too little", CHILDCARE, "-   **Professioneel:**", "  - **⟦S109⟧Professioneel:**"),
    defect("straight apostrophe", CHILDCARE, "tot ongeveer", "tot zo⟦S110⟧'n"),
    defect(
        "table directly below a sentence", CHILDCARE, SENTENCE, SENTENCE + "| a | b |\n⟦S111⟧|---|---|\n| c | d |\n"
    ),
    defect(
        "chapter taken out of the nav",
        CONFIG,
        "      - errata.md\n",
        "",
        "docs/errata.md:1:1 S201",
        "docs/wijzigingen.md:10:73 S101",
    ),
    defect("chapter without text", SOURCES, SOURCES_TEXT, "⟦S202⟧# Bronnen {.unnumbered}\n"),
    defect("UTF-8 read as Windows-1252", CHILDCARE, "één doorlopend", "⟦S203⟧Ã©Ã©n doorlopend"),
    defect("letter that was lost", CHILDCARE, "één doorlopend", "⟦S203⟧\ufffdén doorlopend"),
    defect("NUL byte", CHILDCARE, SENTENCE, SENTENCE[:-2] + "⟦S203⟧\x00.\n"),
    defect("mark of a merge", CHILDCARE, SENTENCE, "⟦S204⟧<<<<<<< HEAD\n" + SENTENCE),
    defect(
        "end of a merge in the bibliography",
        BIBLIOGRAPHY,
        "@report{amsing2009,",
        "⟦S204⟧>>>>>>> tak\n\n@report{amsing2009,",
    ),
    defect("exception without a reason", CHILDCARE, SENTENCE, SENTENCE[:-1] + " ⟦S301⟧<!-- rapport: C101 -->\n"),
    defect(
        "exception to a rule that is not there",
        CHILDCARE,
        SENTENCE,
        SENTENCE[:-1] + " ⟦S302⟧<!-- rapport: C999 omdat het mag -->\n",
    ),
    defect(
        "exception that is not needed",
        CHILDCARE,
        SENTENCE,
        SENTENCE[:-1] + " ⟦S303⟧<!-- rapport: C101 omdat het mag -->\n",
    ),
]

PROSE = [
    defect("another author than the note cites", CHILDCARE, "Van der Grinten en coll", "⟦C201⟧Pietersen en coll"),
    defect("another year than the note cites", CHILDCARE, "collega’s uit 2019[@", "collega’s uit ⟦C202⟧2016[@"),
    defect("note number glued to a year", CHILDCARE, "collega’s uit 2019[@grinten2019]", "collega’s uit ⟦C203⟧201938"),
    defect("short form of nothing", CHILDCARE, SENTENCE, SENTENCE[:-2] + " (⟦C204⟧Pietersen & De Bruin, 2018).\n"),
    defect("short form typed in a note", CHILDCARE, NOTE, NOTE + " Zie ⟦C206⟧Kruiter (2016)."),
    defect("letters of a name swapped", YOUTH_CARE, "Haasen en coll", "⟦C207⟧Hassen en coll"),
]

ENTRY = """\
@report{amsing2009,
  author = {Amsing, M. and Bosch, M. and de Wit, C.},
  title = {De overgang naar het voortgezet onderwijs},
  location = {’s-Hertogenbosch},
  institution = {KPC Groep},
  date = {2009},
  langid = {dutch},
}
"""
UNCITED = """\
⟦B153⟧@report{zandbergen2011,
  author = {Zandbergen, Q.},
  title = {Wielen en bruggen},
  location = {Utrecht},
  institution = {KPC Groep},
  date = {2011},
  langid = {dutch},
}
"""
TITLE = "  title = {De overgang naar het voortgezet onderwijs},\n"
AUTHOR = "author = {Amsing, M. and Bosch, M. and de Wit, C.}"


def entry(name: str, old: str, new: str, *elsewhere: str) -> Defect:
    """A defect in the entry above."""
    assert old in ENTRY
    return defect(name, BIBLIOGRAPHY, ENTRY, ENTRY.replace(old, new, 1), *elsewhere)


def another(name: str, new: str, *elsewhere: str) -> Defect:
    """An entry behind the one above."""
    return defect(name, BIBLIOGRAPHY, ENTRY, f"{ENTRY}\n{new}", *elsewhere)


def field(name: str, typed: str) -> Defect:
    """A field too many in the entry above."""
    return entry(name, "  langid", f"  {typed},\n  langid")


def author(name: str, typed: str) -> Defect:
    """Other authors for the entry above."""
    return entry(name, AUTHOR, typed)


ENTRIES = [
    entry("brace that is not closed", "@report{amsing2009,\n  author = {", "⟦B101⟧@report{amsing2009,\n  author = {{"),
    another("key twice", ENTRY.replace("@", "⟦B102⟧@").replace("De overgang", "Nog een overgang")),
    another("entry twice", ENTRY.replace("@", "⟦B103⟧@")),
    entry("entry type that is not there", "@report", "⟦B106⟧@raport"),
    field("abbreviation that is not defined", "number = ⟦B107⟧serie"),
    defect("title left out", BIBLIOGRAPHY, ENTRY, "⟦B111⟧" + ENTRY.replace(TITLE, "")),
    entry("name of a field misspelt", "  location", "  ⟦B113⟧locaton"),
    field("field that nothing knows", "⟦B114⟧kleur = {rood}"),
    field("empty field", "⟦B115⟧note = {}"),
    field("field twice", "⟦B116⟧title = {De overgang}"),
    entry("letter in a year", "  date = {2009}", "  ⟦B121⟧date = {20o9}"),
    entry("year after the publication", "  date = {2009}", "  ⟦B122⟧date = {2090}"),
    field("pages from high to low", "⟦B123⟧pages = {24--12}"),
    field("pages with a hyphen", "⟦B124⟧pages = {12-24}"),
    field("ISBN with a wrong digit", "⟦B125⟧isbn = {978-90-5833-123-4}"),
    field("ISSN with a wrong digit", "⟦B126⟧issn = {1234-5678}"),
    field("DOI with its address", "⟦B127⟧doi = {https://doi.org/10.1234/abc}"),
    field("DOI that is none", "⟦B128⟧doi = {abc}"),
    field("address with a full stop behind it", "⟦B129⟧url = {https://example.org/a.}"),
    field("bare percent sign", "⟦B131⟧note = {50% van de scholen}"),
    entry("letter as LaTeX", TITLE, TITLE.replace("  title = {De", '  ⟦B132⟧title = {D{\\"e}')),
    author("authors with commas between them", "⟦B141⟧author = {Amsing, M., Bosch, M., de Wit, C.}"),
    author("typed et al.", "⟦B142⟧author = {Amsing, M. and et al.}"),
    author("particle behind the initials", "⟦B144⟧author = {Amsing, M. and Bosch, M. and Wit, C. de}"),
    field("crossref to nothing", "⟦B151⟧crossref = {weg2001}"),
    another("entry that is not cited", UNCITED),
]

_WIDE = (
    "| " + " | ".join(["Samenwerkingsverband"] * 15) + " |\n|" + "---|" * 15 + "\n| " + " | ".join(["ja"] * 15) + " |\n"
)
PRINTING = [
    defect("character that no font has", CHILDCARE, SENTENCE, SENTENCE[:-1] + " Dank ⟦E101⟧😀.\n"),
    defect("table wider than a page", CHILDCARE, SENTENCE, SENTENCE + "\n" + _WIDE.replace("Samen", "⟦E102⟧Samen", 1)),
    Defect(
        "figure wider than the text",
        (
            Edit(COLLABORATION, "![Schematische", "⟦E103⟧![Schematische"),
            Edit(COLLABORATION, '#fig-voorwaarden-van-werk alt="', '#fig-voorwaarden-van-werk width=20cm alt="'),
        ),
    ),
]

DEFECTS = [*CITATIONS, *PROSE, *NOTES, *STRUCTURE, *ENTRIES, *PRINTING]


def _around(old: str, new: str) -> Callable[[str], str]:
    return lambda text: text.replace(old, new)


HARMLESS = [
    harmless(
        "citation in a code span", CHILDCARE, SENTENCE, SENTENCE + "Typ `[@sleutel]` of `@sleutel` of `[^label]`.\n"
    ),
    harmless(
        "citation in a code block",
        CHILDCARE,
        HEADING,
        HEADING + "\n```\n[@sleutel]\n[^label]\n- a\n#b\n<<<<<<< HEAD\n```\n",
    ),
    harmless("citation in an indented code block", CHILDCARE, HEADING, HEADING + "\n    [@sleutel] en [@ b] en @c\n"),
    harmless("citation in a comment", CHILDCARE, SENTENCE, SENTENCE + "<!-- [@sleutel] @nog [^weg] -->\n"),
    harmless(
        "e-mail address", CHILDCARE, SENTENCE, SENTENCE[:-1] + " Mail naam@kruiter2091.nl of <info@example.org>.\n"
    ),
    harmless(
        "@ in an address",
        CHILDCARE,
        SENTENCE,
        SENTENCE[:-1] + " Zie https://example.org/@naam/x en www.example.org/@y.\n",
    ),
    harmless(
        "other quotes in an address", CHILDCARE, SENTENCE, SENTENCE + "Zie <https://example.org/it's?q=%22x%22>.\n"
    ),
    harmless("escaped @ and brackets", CHILDCARE, SENTENCE, SENTENCE[:-1] + r" Een \@naam, \[12\] en \#5." + "\n"),
    harmless("page as locator", CHILDCARE, CITED, ".[@leseman2021, p. 12]\n"),
    harmless("words around a citation", CHILDCARE, CITED, ".[zie vooral @leseman2021, p. 12-14, en de bijlage]\n"),
    harmless("citation without the author", CHILDCARE, CITED, ".[-@leseman2021]\n"),
    harmless("key in braces", CHILDCARE, CITED, ".[@{leseman2021}]\n"),
    harmless("note in the line", CHILDCARE, SENTENCE, SENTENCE[:-1] + "^[Een noot in de regel, zie [@leseman2021].]\n"),
    harmless("note of two paragraphs", CHILDCARE, NOTE, NOTE + "\n\n    Een tweede alinea.\n"),
    harmless("hyphens and en dashes", CHILDCARE, SENTENCE, SENTENCE[:-1] + " In 2018 – of 2019 - was 10-14 nieuw.\n"),
    harmless("units of measure", CHILDCARE, SENTENCE, SENTENCE[:-1] + " Een lokaal van 50 m² en 10³ stoelen.\n"),
    harmless("list in a list", CHILDCARE, "-   **Professioneel:**", "    -   dieper\n-   **Professioneel:**"),
    harmless("text in brackets", CHILDCARE, SENTENCE, SENTENCE[:-1] + " Zij “[werken] samen [...]”.\n"),
    harmless("link to a heading", CHILDCARE, HEADING, HEADING[:-1] + " {#hier}\n\nZie [dit deel](#hier).\n"),
    Harmless("paragraph rewrapped", CHILDCARE, _around("professionals werken", "professionals\nwerken")),
    Harmless("sentences joined into one line", CHILDCARE, _around(".\nEr bestaat", ". Er bestaat")),
    Harmless("more empty lines", CHILDCARE, _around("\n\n", "\n\n\n")),
    Harmless("trailing spaces", CHILDCARE, _around(".\n", ". \n")),
    Harmless("no line end at the end", CHILDCARE, lambda text: text.rstrip("\n")),
    Harmless("tabs for the continuation of points", CHILDCARE, _around("\n    ", "\n\t")),
    Harmless(
        "entry at the end of the bibliography", BIBLIOGRAPHY, lambda text: text.replace(f"{ENTRY}\n", "") + f"\n{ENTRY}"
    ),
    Harmless("bibliography with tabs", BIBLIOGRAPHY, _around("\n  ", "\n\t")),
    Harmless("comment in the bibliography", BIBLIOGRAPHY, lambda text: "% Een opmerking.\n\n" + text),
    Harmless("comments in the configuration", CONFIG, _around("\n  - ", "  # opmerking\n  - ")),
]
