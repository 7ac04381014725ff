"""A print format is a data file: what an author adds, and what is wrong in one."""

from __future__ import annotations

import zipfile
from collections.abc import Callable
from pathlib import Path

import pytest
from lxml import etree

from tests.conftest import rapport

ODT = "extension: odt\nwriter: odt\nfilters: [no-page-marks.lua]\nprepare: [raster-pictures]\n"
HTML = "extension: html\nwriter: html5\nsuffix: -lezen\non_request: true\noptions: {toc: true, embed-resources: true}\n"
CHAPTERS = {
    "een.md": "# Eerste hoofdstuk\n\nEen zin.[@jansen2020]\n",
    "twee.md": "# Tweede\n\nSlot.[^a]\n\n[^a]: Woorden.\n",
}
Write = Callable[..., Path]


def write_formats(root: Path, **formats: str) -> None:
    for name, text in formats.items():
        path = root / "formats" / f"{name}.yml"
        path.parent.mkdir(exist_ok=True)
        path.write_text(text, encoding="utf-8")


def test_a_data_file_in_the_project_is_a_format(write_publication: Write) -> None:
    root = write_publication(CHAPTERS)
    write_formats(root, odt=ODT, lezen=HTML)
    done = rapport("export", "odt", "lezen", "--quiet", cwd=root)
    assert (done.returncode, done.stdout, done.stderr) == (0, "", "")
    with zipfile.ZipFile(root / "build" / "proef.odt") as odt:
        assert odt.read("mimetype") == b"application/vnd.oasis.opendocument.text"
        content = etree.fromstring(odt.read("content.xml"))
    text = "urn:oasis:names:tc:opendocument:xmlns:text:1.0"
    assert ["".join(h.itertext()) for h in content.iter(f"{{{text}}}h")] == ["1 Eerste hoofdstuk", "2 Tweede"]
    notes = ["".join(note.itertext()) for note in content.iter(f"{{{text}}}note-body")]
    assert notes == ["Jansen, A. (2020). Een voorbeeld. Utrecht: Uitgever.", "Woorden."]
    page = (root / "build" / "proef-lezen.html").read_text(encoding="utf-8")
    assert "Eerste hoofdstuk" in page
    assert page.count('role="doc-noteref"') == 2


def test_the_same_format_twice_gives_the_same_bytes(write_publication: Write) -> None:
    root = write_publication(CHAPTERS)
    write_formats(root, odt=ODT)
    results = []
    for _ in range(2):
        assert rapport("export", "odt", cwd=root).returncode == 0
        results.append((root / "build" / "proef.odt").read_bytes())
    assert results[0] == results[1]


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ("writer: odt\n", "formats/eigen.yml:1:1: ‘extension’ ontbreekt"),
        (
            "extension: odt\nwriter: odt\nfilter: [x.lua]\n",
            "formats/eigen.yml:3:9: onbekende sleutel ‘filter’",
        ),
        ("extension: odt\nwriter: odt\nfilters: [weg.lua]\n", "formats/eigen.yml:3:11: ‘weg.lua’ bestaat niet"),
        ("extension: odt\nwriter: odt\nfinish: [weg]\n", "formats/eigen.yml:3:10: onbekende stap ‘weg’; kies uit"),
        ("like: weg\n", "formats/eigen.yml:1:7: er is geen ander formaat ‘weg’ om op te lijken"),
        ("like: eigen\n", "formats/eigen.yml:1:7: er is geen ander formaat ‘eigen’"),
        ("- een lijst\n", "formats/eigen.yml:1:1: hier horen instellingen te staan"),
        ("extension: [\n", "formats/eigen.yml:2:1: geen geldige YAML"),
        ("extension: odt\nwriter: bestaatniet\n", "rapport: pandoc stopte met een fout"),
    ],
)
def test_what_is_wrong_in_a_data_file_is_told_with_its_line(write_publication: Write, text: str, message: str) -> None:
    root = write_publication(CHAPTERS)
    write_formats(root, eigen=text)
    done = rapport("export", "eigen", "--quiet", cwd=root)
    assert done.returncode == 2
    assert done.stderr.startswith(message), done.stderr


def test_formats_on_request_are_not_part_of_a_build(write_publication: Write) -> None:
    root = write_publication(CHAPTERS)
    write_formats(root, lezen=HTML)
    assert rapport("export", "--quiet", cwd=root).returncode == 0
    made = {path.name for path in (root / "build").iterdir()}
    assert made == {"proef.pdf", "proef.docx", "proef.epub"}
