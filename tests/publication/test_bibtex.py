"""The .bib reader: it reads what pandoc reads, what pandoc refuses is a problem at its place, nothing makes it fail."""

from __future__ import annotations

import json
import subprocess
from pathlib import Path

import pytest
from hypothesis import given, settings

from scripts.publication import pandoc
from scripts.publication.bibliography import as_bibtex, parse_bibliography
from scripts.publication.model import Bibliography, Metadata, Publication
from scripts.publication.text_files import decode
from scripts.rules import bibliography as readable
from scripts.rules import entry_fields, entry_names, entry_relations, entry_values, text_files
from scripts.rules.engine import rules_of, run_rules
from tests.fixing.bibliographies import bib_like, bibliographies

FILE = "references.bib"
RULES = rules_of(readable, entry_fields, entry_names, entry_relations, entry_values)
FILE_RULES = rules_of(text_files)
ABOUT = Metadata("P", "", (), "", "", "", "", "nl", "p", "", Path("x.csl"), None, 1)


def read(text: str) -> Bibliography:
    return parse_bibliography(Path("/p") / FILE, FILE, text)


def keys_of_pandoc(text: str) -> set[str] | None:
    """The keys that pandoc reads; None if it refuses the file."""
    command = [pandoc.executable(), "--from", "biblatex", "--to", "csljson"]
    done = subprocess.run(command, input=text.encode(), capture_output=True, check=False, timeout=60)
    return {item["id"] for item in json.loads(done.stdout)} if done.returncode == 0 else None


def agrees_with_pandoc(text: str) -> bool:
    bibliography = read(text)
    refused = any(problem.kind != "string" for problem in bibliography.problems)
    if any(problem.kind == "cycle" for problem in bibliography.problems):
        return True
    types = {entry.type for entry in bibliography.entries} - {"xdata"}
    return keys_of_pandoc(text) == (None if refused else {e.key for e in bibliography.entries if e.type in types})


@pytest.mark.parametrize(
    "text",
    [
        "@book{a:1.b/c+d_e-f, title = {x}}",
        "@Book {a, title = {een {\\} haak}}}",
        '@book{a, title = "een {"} haak" # " en " # 2 # jan}',
        "@book{a, title = {x}, year = 2020,}",
        "@book{a,}",
        "@book{a, % opmerking\n title = {x} % {\n}",
        "% @book{a, title = {x}}\n@book{b, title = {x}}",
        "@comment{@book{a, title = {x}}}@preamble{{}}@string{x = {y}}@book{b, title = x}",
        "@book{a, note=}",
        "@book{é, title = {x}, 3d = {y}}",
        "@book(a, title = {x})",
        "@book_section{a, title = {x}}",
        "@book{a#b, title = {x}}",
        "@book{a, x.y = {1}}",
        "@book{a}",
        "@book{}",
        "@book{a, title = {x},, year = 2020}",
        "@book{a, title = {x} year = 2020}",
        "@book{a, title = {x}",
        "@ book{a, title = {x}}",
        "@string(x = {y})",
        "@string{x = {y},}",
        '@preamble("x")',
        "@comment los",
        "info@example.org",
        "@book{a, title = {x} #, year = 2020}",
        "@book{a, title}",
    ],
)
def test_what_pandoc_reads_and_refuses(text: str) -> None:
    assert agrees_with_pandoc(text)


@settings(max_examples=25, deadline=None)
@given(bibliographies())
def test_pandoc_reads_what_has_no_problem(text: str) -> None:
    assert agrees_with_pandoc(text)


@pytest.mark.parametrize("count", [1, 5])
def test_a_broken_entry_costs_no_other(count: int) -> None:
    whole = "@book{goed%d,\n  title = {x},\n}\n\n"
    text = "".join(whole % number + "@book{stuk,\n  title = {niet af,\n}\n\n" for number in range(count))
    bibliography = read(text)
    assert [entry.key for entry in bibliography.entries] == [f"goed{number}" for number in range(count)]
    assert [problem.position.line for problem in bibliography.problems] == [5 + 8 * number for number in range(count)]
    assert "‘stuk’ is niet afgesloten" in bibliography.problems[0].message


def test_values_have_their_strings_filled_in_and_stand_on_one_line() -> None:
    (entry,) = read('@string{n = {Naam}}\n@book{a, title = "Een\n  twee" # { } # N # 3, Month = mar}').entries
    assert dict(entry.fields) == {"title": "Een twee Naam3", "month": "mar"}
    assert str(entry.positions["month"]) == "references.bib:3:24"


@given(text=bibliographies())
def test_an_entry_by_itself_says_the_same(text: str) -> None:
    for entry in read(text).entries:
        [again] = read(as_bibtex(entry)).entries
        assert (again.key, again.type, again.fields) == (entry.key, entry.type, entry.fields)


def test_an_entry_by_itself_is_laid_out_as_in_the_file(project_root: Path) -> None:
    text = (project_root / "references.bib").read_text(encoding="utf-8")
    assert all(as_bibtex(entry) in text for entry in read(text).entries)


@pytest.mark.parametrize("length", [50_000, 500_000])
def test_long_values_are_read_and_checked_in_no_time(length: int) -> None:
    parts = ("a" * length, "1" * length, "a. " * (length // 3), "{" * (length // 2) + "}" * (length // 2), "- 1" * 9000)
    names = ("author", "title", "isbn", "issn", "pages", "doi", "url", "date", "year", "note")
    entries = [f"@misc{{k{n}{m}, {name} = {{{part}}}}}" for n, part in enumerate(parts) for m, name in enumerate(names)]
    assert findings("\n".join(entries[:: 1 if length == 50_000 else 10])) is not None


@settings(max_examples=400, deadline=None)
@given(bib_like)
def test_no_text_makes_a_rule_fail(text: str) -> None:
    lines = text.replace("\r\n", "\n").replace("\r", "\n").split("\n")
    for place in findings(text):
        assert 1 <= place.line <= len(lines)
        assert 1 <= place.column <= len(lines[place.line - 1]) + 1


def findings(text: str):
    read_file = decode(text.encode("utf-8", "surrogatepass"), FILE)
    publication = Publication(Path("/p"), ABOUT, (), read(read_file.text), texts=(read_file,))
    found = [*run_rules(RULES, publication.bibliography), *run_rules(FILE_RULES, publication)]
    return [finding.position for finding in found]


@pytest.mark.parametrize(
    ("raw", "text", "encoding"),
    [
        ("Café".encode(), "Café", "UTF-8"),
        (b"\xef\xbb\xbfCaf\xc3\xa9\r\n", "Café\n", "UTF-8"),
        (b"Caf\xe9 \x80", "Café €", "Windows-1252"),
        (b"Caf\xc3\xa9 na\xefef \x81", "Café naïef \x81", "Windows-1252"),
        ("Café\r\n".encode("utf-16"), "Café\n", "UTF-16"),
        (b"\xff\xfeA", "\ufffd", "UTF-16"),
        (b"", "", "UTF-8"),
    ],
)
def test_files_in_other_encodings(raw: bytes, text: str, encoding: str) -> None:
    found = decode(raw, FILE)
    assert (found.text, found.encoding) == (text, encoding)
    assert (found.strange is None) == (encoding == "UTF-8")
