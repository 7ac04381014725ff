"""What an author can get wrong before anything can be checked: one line in Dutch, with the place."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from pathlib import Path

import pytest

from scripts.publication import pandoc
from scripts.publication.citeproc import format_references
from scripts.publication.errors import PublicationError
from scripts.publication.load import load
from scripts.publication.model import Metadata

Write = Callable[..., Path]

GOOD = {
    "mkdocs.yml": "site_name: Proef\nnav:\n  - een.md\n",
    "docs/een.md": "# Een\n",
    "references.bib": "",
}


def error(root: Path, changes: Mapping[str, str | None]) -> str:
    """The message for a good publication with some files changed (None: left out)."""
    for name, content in {**GOOD, **changes}.items():
        if content is not None:
            path = root / name
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_text(content, encoding="utf-8", newline="")
    with pytest.raises(PublicationError) as caught:
        load(root)
    message = str(caught.value)
    assert "\n" not in message
    assert str(root) not in message
    return message


def config(text: str) -> dict[str, str]:
    return {"mkdocs.yml": text}


def extra(text: str) -> dict[str, str]:
    return config(f"site_name: Proef\nnav: [een.md]\nextra:\n{text}\n")


@pytest.mark.parametrize(
    ("changes", "message"),
    [
        ({"mkdocs.yml": None}, "mkdocs.yml:1:1: dit bestand bestaat niet"),
        (config(""), "mkdocs.yml:1:1: hier horen instellingen te staan"),
        (config("- een\n- twee\n"), "mkdocs.yml:1:1: hier horen instellingen te staan"),
        (config("site_name: Een\nnav: [een.md\nextra: x\n"), "mkdocs.yml:3:6: geen geldige YAML"),
        (config("site_name: Een: twee\n"), "mkdocs.yml:1:15: geen geldige YAML"),
        (config("site_name: *weg\n"), "mkdocs.yml:1:12: geen geldige YAML"),
        (config("\tsite_name: Een\n"), "mkdocs.yml:1:1: geen geldige YAML"),
        (config("a: \x01\n"), "mkdocs.yml:1:1: geen geldige YAML"),
        (config("a: " + "[" * 3000), "mkdocs.yml:1:1: geen geldige YAML: te diep genest"),
        (config("site_name: Een\nnav: [een.md]\nnav: [twee.md]\n"), "mkdocs.yml:3:1: ‘nav’ staat al op regel 2"),
        (extra("  lang: nl\n  lang: en"), "mkdocs.yml:5:3: ‘lang’ staat al op regel 4"),
        (config("nav: [een.md]\n"), "mkdocs.yml:1:1: ‘site_name’ (de titel) ontbreekt"),
        (config("site_name: [Een]\nnav: [een.md]\n"), "mkdocs.yml:1:12: ‘site_name’ hoort één waarde te hebben"),
        (config("site_name: Een\n"), "mkdocs.yml:1:1: ‘nav’ noemt geen hoofdstukken"),
        (config("site_name: Een\nnav:\n"), "mkdocs.yml:2:5: ‘nav’ noemt geen hoofdstukken"),
        (config("site_name: Een\nnav:\n  - Elders: https://example.org/a.md\n"), "mkdocs.yml:3:3: ‘nav’ noemt geen"),
        (config("site_name: Een\nnav: &nav [*nav]\n"), "mkdocs.yml:2:6: instellingen zijn hier te diep genest"),
        (
            config("site_name: E\nnav:\n  - Deel:\n      - T: weg.md\n"),
            "mkdocs.yml:4:12: ‘weg.md’ staat in de nav, maar",
        ),
        (config("site_name: Een\nnav: [een.md, map.md]\n") | {"docs/map.md/x.md": ""}, "mkdocs.yml:2:15: ‘map.md’"),
        (
            config("site_name: Een\nnav:\n  - ../buiten.md\n") | {"buiten.md": "# X"},
            "mkdocs.yml:3:5: ‘../buiten.md’ ligt",
        ),
        (
            config("site_name: Een\nnav: [a/../../b.md]\n") | {"b.md": "# X"},
            "mkdocs.yml:2:7: ‘../b.md’ ligt buiten docs/",
        ),
        (config("site_name: Een\nnav: [/etc/hosts.md]\n"), "mkdocs.yml:2:7: ‘/etc/hosts.md’ ligt buiten docs/"),
        (
            config("site_name: Een\nnav: [een.md, ./een.md]\n"),
            "mkdocs.yml:2:15: ‘een.md’ staat al in de nav, op regel 2",
        ),
        (
            config("site_name: Een\nnav: [een.md]\nextra: nee\n"),
            "mkdocs.yml:3:8: ‘extra’ hoort uit ‘naam: waarde’-regels",
        ),
        (extra("  authors: [[a]]"), "mkdocs.yml:4:13: ‘extra: authors’ hoort één waarde te hebben"),
        (extra("  authors:\n    - naam: Ada"), "mkdocs.yml:5:5: elke auteur hoort een naam te hebben"),
        (extra("  lang: Nederlands!"), "mkdocs.yml:4:9: ‘Nederlands!’ is geen taalcode"),
        (extra("  csl: weg.csl"), "mkdocs.yml:4:8: ‘extra: csl’ noemt een bestand dat niet bestaat: weg.csl"),
        (extra("  csl: ../weg.csl"), "mkdocs.yml:4:8: ‘../weg.csl’ ligt buiten de projectmap"),
        (extra("  bibliography: weg.bib"), "mkdocs.yml:4:17: ‘extra: bibliography’ noemt een bestand dat niet bestaat"),
        (
            extra("  provenance:\n    first_page: een"),
            "mkdocs.yml:5:17: ‘extra: provenance: first_page’ hoort een getal",
        ),
        ({"references.bib": None}, "er staat geen .bib-bestand naast mkdocs.yml (verwacht: references.bib)"),
        ({"references.bib": None, "references.bib/a": ""}, "er staat geen .bib-bestand naast mkdocs.yml"),
        ({"references.bib": None, "a.bib": "", "b.bib": ""}, "mkdocs.yml:1:1: meer dan één .bib (a.bib, b.bib)"),
        ({"docs/een.md": "---\na: [\n---\n# Een\n"}, "docs/een.md:3:1: het YAML-blok bovenaan is niet te lezen"),
        ({"docs/een.md": "---\ndate: 2023-02-30\n---\n"}, "docs/een.md:1:1: het YAML-blok bovenaan is niet te lezen"),
        ({"docs/een.md": "> " * 120 + "diep\n"}, "docs/een.md:1:1: lijsten of citaten zijn hier te diep genest"),
        ({"docs/een.md": "> " * 700 + "diep\n"}, "docs/een.md:1:1: lijsten of citaten zijn hier te diep genest"),
        (
            config("site_name: Een\nnav: [een.md, twee.md]\n") | {"docs/twee.md": "> " * 700 + "diep\n"},
            "docs/twee.md:1:1: lijsten of citaten zijn hier te diep genest",
        ),
    ],
)
def test_message_and_place(tmp_path: Path, changes: Mapping[str, str | None], message: str) -> None:
    assert message in error(tmp_path, changes)


def metadata(root: Path, text: str) -> Metadata:
    for name, content in (GOOD | config(f"site_name: 1984\nnav: [een.md]\n{text}\n")).items():
        (root / name).parent.mkdir(exist_ok=True)
        (root / name).write_text(content, encoding="utf-8")
    return load(root).metadata


@pytest.mark.parametrize(
    ("text", "field", "value"),
    [
        ("", "title", "1984"),
        ("extra: {title: No}", "title", "No"),
        ("extra: {date: 2023-03-01}", "date", "2023-03-01"),
        ("extra: {date: 2023-03}", "date", "2023-03"),
        ("extra: {date: 2023}", "date", "2023"),
        ("extra: {date: 2023-02-30}", "date", "2023-02-30"),
        ("extra: {date: maart 2023}", "date", "maart 2023"),
        ("extra: {authors: Ada}", "authors", ("Ada",)),
        ("extra: {authors: [Ada, Ben]}", "authors", ("Ada", "Ben")),
        ("extra: {authors: [{name: Ada, role: x}, Ben]}", "authors", ("Ada", "Ben")),
        ("site_author: Ada", "authors", ("Ada",)),
        ("extra:", "authors", ()),
        ("theme: material", "lang", "nl"),
        ("theme: {language: en}", "lang", "en"),
        ("extra: {lang: nl_NL}", "lang", "nl-NL"),
        ("extra: {slug: Mijn Boek!}", "slug", "mijn-boek"),
        ("copyright: © Ada", "rights", "© Ada"),
        ("extra: {first_page: 3}", "first_page", 1),
        ("extra: {provenance: {text: bron.txt, first_page: 3}}", "first_page", 3),
        ("repo: !ENV [A, b]\nextra: {subtitle: !ENV A}", "subtitle", "A"),
        ("markdown_extensions:\n  - x: {y: !!python/name:os.system }", "title", "1984"),
    ],
)
def test_metadata_as_typed(tmp_path: Path, text: str, field: str, value: object) -> None:
    assert getattr(metadata(tmp_path, text), field) == value


@pytest.mark.parametrize(
    "text",
    [
        "plugins:\n  - search\n  - bibtex:\n      bib_file: a.bib\n",
        "plugins:\n  search: {}\n  bibtex:\n    bib_file: a.bib\n",
        "extra: {bibliography: a.bib}\nplugins: [bibtex]\n",
    ],
)
def test_which_bibliography(write_publication: Write, text: str) -> None:
    root = write_publication({"een.md": "# Een\n"}, config=text)
    (root / "a.bib").write_text("@book{a, title={A}}", encoding="utf-8")
    assert [entry.key for entry in load(root).bibliography.entries] == ["a"]


def test_a_file_in_another_encoding_is_read_and_reported_elsewhere(write_publication: Write) -> None:
    root = write_publication({"een.md": "# Een\n"})
    (root / "docs" / "een.md").write_bytes("# Café\n\nX[@a].\n".encode("latin-1"))
    assert load(root).chapters[0].title == "Café"


def test_characters_that_no_text_has_are_read(write_publication: Write) -> None:
    chapter = load(write_publication({"een.md": "# E\x00n\x07\n\nx\x00y[@a]\x0b.\n"})).chapters[0]
    assert chapter.notes[0].start == chapter.source.index("[@a]")


CITING = {"een.md": "# Een\n\nX[@a].\n"}


@pytest.mark.parametrize(
    ("bibliography", "line"),
    [
        ("@book{a,\n crossref = {a}}\n", 2),
        ("@book{z, crossref = {a}}\n@book{a, crossref={b}}\n@book{b,\ncrossref={a}}\n", 2),
        ("@book{a, xdata = {x,y}}\n@xdata{x, title={X}}\n@xdata{y, xdata={z}}\n@xdata{z, xdata = { y }}\n", 3),
    ],
)
def test_circular_inheritance_never_reaches_pandoc(write_publication: Write, bibliography: str, line: int) -> None:
    publication = load(write_publication(CITING, bibliography))
    problems = publication.bibliography.problems
    assert problems
    assert all(re.search(r"neemt via ‘(crossref|xdata)’ gegevens over van zichzelf", p.message) for p in problems)
    with pytest.raises(PublicationError) as caught:
        format_references(publication)
    assert caught.value.position
    assert caught.value.position.line == line


@pytest.mark.parametrize(
    "bibliography",
    [
        "@book{a, crossref={b}, title={A}}\n@book{b, crossref={c}}\n@book{c, publisher={C}}\n@book{d, crossref={c}}\n",
        "@book{a, title={A}, xdata={b,c}}\n@xdata{b, xdata={c}}\n@xdata{c, publisher={C}}\n",
        "@book{a, title={A}, crossref={weg}}\n",
        "@book{a, title={A}, crossref={}}\n",
    ],
)
def test_inheritance_without_a_circle(write_publication: Write, bibliography: str) -> None:
    publication = load(write_publication(CITING, bibliography))
    assert publication.bibliography.problems == ()
    assert "A" in format_references(publication).notes[1].plain


@pytest.mark.parametrize(
    "broken",
    [
        "@book{a,\n title = {Open,\n}\n",
        "@book{a,\n title = {A}\n date = {2020},\n}\n",
        "@book(a,\n title = {A},\n)\n",
        "@book_section{a,\n title = {A},\n}\n",
        "@book{,\n title = {A},\n}\n",
        '@book{a,\n title = "A {" b",\n}\n',
        "@book{a b,\n title = {A},\n}\n",
    ],
)
def test_a_broken_entry_is_one_problem_and_stops_only_the_formatting(write_publication: Write, broken: str) -> None:
    good = "@book{goed,\n title = {Goed},\n}\n"
    publication = load(write_publication(CITING, f"{good}\n{broken}\n{good.replace('goed', 'ook')}"))
    assert len(publication.bibliography.problems) == 1
    assert 5 <= publication.bibliography.problems[0].position.line <= 8
    assert {"goed", "ook"} <= {entry.key for entry in publication.bibliography.entries}
    with pytest.raises(PublicationError):
        format_references(publication)


def test_a_long_chain_of_inheritance_is_no_problem(write_publication: Write) -> None:
    chain = "".join(f"@book{{a{n}, crossref={{a{n + 1}}}}}\n" for n in range(3000))
    assert load(write_publication(CITING, chain)).bibliography.problems == ()


def test_a_broken_style_is_said(write_publication: Write) -> None:
    root = write_publication(CITING, "@book{a, title={A}}", "extra: {csl: stijl.csl}\n")
    (root / "stijl.csl").write_text("<style", encoding="utf-8")
    with pytest.raises(PublicationError, match="pandoc stopte met een fout"):
        format_references(load(root))


def test_pandoc_is_the_one_of_this_installation(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    decoy = tmp_path / "pandoc"
    decoy.write_text("#!/bin/sh\necho pandoc 99\n", encoding="utf-8")
    decoy.chmod(0o755)
    monkeypatch.setenv("PATH", f"{tmp_path}:/usr/bin:/bin")
    pandoc.executable.cache_clear()
    pandoc.version.cache_clear()
    assert pandoc.version().split(".")[0] == "3"


def test_pandoc_that_takes_too_long_is_stopped(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(pandoc, "TIMEOUT_SECONDS", 0.01)
    with pytest.raises(PublicationError, match="nog niet klaar"):
        pandoc.run(["--from", "markdown", "--to", "html"], stdin="x " * 200_000)
