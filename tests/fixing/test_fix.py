"""`rapport check --fix` as its user meets it: what it mends, what not, and that the references stay what they were."""

from __future__ import annotations

import os
from collections.abc import Callable
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings

from scripts.__main__ import main
from scripts.fixing.fix import fix
from scripts.publication.citeproc import References, format_references
from scripts.publication.errors import PublicationError
from scripts.publication.load import load
from scripts.rules import check
from tests.fixing.bibliographies import bibliographies

Write = Callable[..., Path]
CHAPTER = "# Een\n\nTekst van Sørensen.[@Een2020; zie @{TWEE2020}, p. 3]\n\n`[@EEN2020]` is code.\n"
BIBLIOGRAPHY = """\
@Article{een2020, title={Café \\& co}, author="Sørensen, M.",
  journaltitle = {Tijdschrift}, volume = 3, pages={4-9}, date={2020}}
@Article{een2020, title={Café \\& co}, author="Sørensen, M.",
  journaltitle = {Tijdschrift}, volume = 3, pages={4-9}, date={2020}}
% De tweede bron.
@report(twee2020, author={{Bureau Wind}}, title={Over wind}, institution={Uitgever}, location={Utrecht},
  doi={https://doi.org/10.1000/abc}, date={2019})
"""
FIXED_CHAPTER = CHAPTER.replace("@Een2020", "@een2020").replace("@{TWEE2020}", "@{twee2020}")
FIXED_BIBLIOGRAPHY = """\
@article{een2020,
  author = {Sørensen, M.},
  title = {Café \\& co},
  journaltitle = {Tijdschrift},
  volume = {3},
  pages = {4--9},
  date = {2020},
}

% De tweede bron.
@report{twee2020,
  author = {{Bureau Wind}},
  title = {Over wind},
  location = {Utrecht},
  institution = {Uitgever},
  date = {2019},
  doi = {10.1000/abc},
}
"""


def texts(root: Path) -> dict[str, bytes]:
    return {
        path.relative_to(root).as_posix(): path.read_bytes() for path in sorted(root.rglob("*.*")) if path.is_file()
    }


def shown(references: References) -> tuple[dict[int, str], dict[str, str]]:
    notes = {number: formatted.html for number, formatted in references.notes.items()}
    return notes, {key: formatted.html for key, formatted in references.works.items()}


def test_everything_that_needs_no_judgement_is_mended(
    write_publication: Write, capsys: pytest.CaptureFixture[str]
) -> None:
    root = write_publication({"een.md": CHAPTER}, BIBLIOGRAPHY)
    (root / "docs/een.md").write_bytes(CHAPTER.replace("\n", "\r\n").encode("cp1252"))
    (root / "references.bib").write_bytes(b"\xef\xbb\xbf" + BIBLIOGRAPHY.encode())
    assert main(["check", "--fix", "-C", str(root)]) == 0
    assert (root / "docs/een.md").read_bytes() == FIXED_CHAPTER.encode()
    assert (root / "references.bib").read_bytes() == FIXED_BIBLIOGRAPHY.encode()
    told = capsys.readouterr().err
    for line in (
        "docs/een.md:1:1: bewaard als UTF-8 (was Windows-1252)",
        "docs/een.md:1:1: regeleinden omgezet naar LF",
        "docs/een.md:3:21: ‘@Een2020’ is nu ‘@een2020’",
        "references.bib:1:1: BOM weggehaald",
        "references.bib:3:1: dubbele titelbeschrijving ‘een2020’ verwijderd",
        "references.bib:1:1: ‘een2020’: pages ‘4-9’ is nu ‘4--9’",
        "references.bib:6:1: ‘twee2020’: doi ‘https://doi.org/10.1000/abc’ is nu ‘10.1000/abc’",
    ):
        assert f"{line}\n" in told


def test_a_second_time_changes_nothing(write_publication: Write, capsys: pytest.CaptureFixture[str]) -> None:
    root = write_publication({"een.md": CHAPTER}, BIBLIOGRAPHY)
    main(["check", "--fix", "-C", str(root)])
    once = texts(root)
    capsys.readouterr()
    main(["check", "--fix", "-C", str(root)])
    assert texts(root) == once
    assert "is nu" not in capsys.readouterr().err


def test_references_stay_what_they_were(write_publication: Write) -> None:
    source = BIBLIOGRAPHY.replace("@report(", "@report{").replace("date={2019})", "date={2019}}")
    source = source.replace("https://doi.org/", "")
    root = write_publication({"een.md": FIXED_CHAPTER}, source)
    before = format_references(load(root))
    assert main(["check", "--fix", "-C", str(root)]) == 0
    assert (root / "references.bib").read_text(encoding="utf-8") == FIXED_BIBLIOGRAPHY
    assert shown(format_references(load(root))) == shown(before)


@settings(max_examples=12, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(bibliographies())
def test_references_of_any_bibliography_stay_what_they_were(write_publication: Write, bibliography: str) -> None:
    keys = [f"key{number}" for number in range(5) if f"key{number}," in bibliography]
    chapter = "# Een\n\n" + "".join(f"Tekst.[@{key}]\n" for key in keys)
    root = write_publication({"een.md": chapter}, bibliography.replace("(key", "{key").replace(")", "}"))
    publication = load(root)
    before = format_references(publication)
    fix(publication, [])
    once = texts(root)
    after = load(root)
    assert shown(format_references(after)) == shown(before)
    fix(after, check(after))
    final = load(root)
    assert fix(final, check(final)) == []
    assert set(once) == set(texts(root))


def test_what_an_exception_is_made_to_stays(write_publication: Write) -> None:
    source = FIXED_BIBLIOGRAPHY.replace("4--9", "4-9").replace(
        "@article", "% rapport: B124 omdat het artikelnummer een streepje heeft\n@article"
    )
    root = write_publication({"een.md": FIXED_CHAPTER}, source)
    assert main(["check", "--fix", "-C", str(root)]) == 0
    assert (root / "references.bib").read_text(encoding="utf-8") == source


def test_only_the_files_that_are_named_are_mended(write_publication: Write) -> None:
    root = write_publication({"een.md": CHAPTER}, BIBLIOGRAPHY)
    main(["check", "--fix", "-C", str(root), "docs/een.md"])
    assert (root / "docs/een.md").read_text(encoding="utf-8") == FIXED_CHAPTER
    assert (root / "references.bib").read_text(encoding="utf-8") == BIBLIOGRAPHY


def test_a_key_that_two_entries_have_in_another_case_is_not_chosen(write_publication: Write) -> None:
    source = (
        FIXED_BIBLIOGRAPHY + "\n" + FIXED_BIBLIOGRAPHY.replace("een2020", "Een2020").replace("twee2020", "drie2020")
    )
    root = write_publication({"een.md": "# Een\n\nTekst.[@EEN2020]\n"}, source)
    main(["check", "--fix", "-C", str(root)])
    assert "[@EEN2020]" in (root / "docs/een.md").read_text(encoding="utf-8")


def test_nothing_is_written_when_a_file_changed_meanwhile(write_publication: Write) -> None:
    root = write_publication({"een.md": CHAPTER}, BIBLIOGRAPHY)
    publication = load(root)
    findings = check(publication)
    (root / "docs/een.md").write_text(CHAPTER + "Nog een zin.\n", encoding="utf-8")
    before = texts(root)
    with pytest.raises(PublicationError, match="is intussen gewijzigd"):
        fix(publication, findings)
    assert texts(root) == before


def test_permissions_stay_and_no_temporary_file_is_left(write_publication: Write) -> None:
    root = write_publication({"een.md": CHAPTER}, BIBLIOGRAPHY)
    (root / "references.bib").chmod(0o640)
    main(["check", "--fix", "-C", str(root)])
    assert (root / "references.bib").stat().st_mode & 0o777 == 0o640
    assert sorted(path.name for path in root.iterdir() if path.name != ".cache") == [
        "docs",
        "mkdocs.yml",
        "references.bib",
    ]
    assert [path.name for path in (root / "docs").iterdir()] == ["een.md"]


def test_a_failed_write_leaves_the_file_as_it_was(write_publication: Write, monkeypatch: pytest.MonkeyPatch) -> None:
    root = write_publication({"een.md": FIXED_CHAPTER}, BIBLIOGRAPHY)
    before = texts(root)

    def full(*_: object) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(os, "replace", full)
    monkeypatch.setattr(Path, "replace", full)
    assert main(["check", "--fix", "-C", str(root)]) == 2
    assert {name: text for name, text in texts(root).items() if not name.startswith(".cache")} == before


def test_json_output_stays_json(write_publication: Write, capsys: pytest.CaptureFixture[str]) -> None:
    root = write_publication({"een.md": CHAPTER}, BIBLIOGRAPHY)
    assert main(["check", "--fix", "--format", "json", "-C", str(root)]) == 0
    assert capsys.readouterr().out.startswith("{")


def test_bytes_that_are_no_utf_8_keep_the_letters_that_are(write_publication: Write) -> None:
    root = write_publication({"een.md": FIXED_CHAPTER}, FIXED_BIBLIOGRAPHY)
    mixed = FIXED_CHAPTER.encode() + "Café.\n".encode("cp1252")
    (root / "docs/een.md").write_bytes(mixed)
    main(["check", "--fix", "-C", str(root)])
    assert (root / "docs/een.md").read_text(encoding="utf-8") == FIXED_CHAPTER + "Café.\n"
