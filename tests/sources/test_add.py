"""`rapport source add` as its user meets it: what it prints, what it changes, what it refuses."""

from __future__ import annotations

import io
import json
import sys
import threading
from collections.abc import Iterator
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path

import pytest

from scripts.__main__ import main
from scripts.add_source import add_source
from scripts.publication.errors import PublicationError
from scripts.publication.load import load
from scripts.sources.lookup import Registries
from tests.conftest import PROJECT, rapport

FORMS = Path(__file__).with_name("forms")
BIBLIOGRAPHY = """\
@book{aa2001,
  author = {Aa, P.},
  title = {Een},
  date = {2001},
  langid = {dutch},
}

% Hoort bij het volgende werk.
@book{dee2004,
  author = {Dee, P.},
  title = {Vier},
  date = {2004},
  doi = {10.1000/vier},
  langid = {dutch},
}
"""


@pytest.fixture
def study(tmp_path: Path) -> Path:
    folder = tmp_path / "een studie"
    (folder / "docs").mkdir(parents=True)
    (folder / "mkdocs.yml").write_text("site_name: P\nnav: [a.md]\nextra: {lang: nl}\n", encoding="utf-8")
    (folder / "docs" / "a.md").write_text("# A\n\nTekst.[@aa2001; @dee2004]\n", encoding="utf-8")
    (folder / "references.bib").write_text(BIBLIOGRAPHY, encoding="utf-8", newline="\n")
    return folder


def bibliography(study: Path) -> str:
    return (study / "references.bib").read_bytes().decode()


def pasted(monkeypatch: pytest.MonkeyPatch, text: str) -> None:
    monkeypatch.setattr(sys, "stdin", io.TextIOWrapper(io.BytesIO(text.encode())))


def test_a_source_comes_at_its_place_in_the_order_and_is_shown(study: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["source", "add", "-C", str(study), str(FORMS / "article.ris")]) == 0
    entry = (FORMS / "article.bib").read_text(encoding="utf-8").replace("{article,", "{berg2021,")
    assert bibliography(study) == BIBLIOGRAPHY.replace("% Hoort", f"{entry}\n% Hoort")
    shown = capsys.readouterr()
    assert shown.out.strip() == entry.strip()
    assert shown.err.startswith("references.bib:8: ‘berg2021’; verwijs ernaar met [@berg2021]\n")
    assert "niet overgenomen: abstract, keywords" in shown.err


def test_adding_leaves_nothing_for_fix_to_lay_out(study: Path) -> None:
    for name in ("article.ris", "latex.bibtex", "chapter.json", "book.xml", "reference.txt"):
        assert main(["source", "add", "-C", str(study), str(FORMS / name)]) == 0
    before = bibliography(study)
    assert main(["check", "-C", str(study), "--fix"]) == 0
    assert bibliography(study) == before
    keys = [entry.key for entry in load(study).bibliography.entries]
    assert keys == sorted(keys)
    assert len(keys) == 7


def test_what_is_pasted_is_read(
    study: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    pasted(monkeypatch, "Zee, Q. van (2019). Een boek. Utrecht: Oberon.\n")
    assert main(["source", "add", "-C", str(study)]) == 0
    assert bibliography(study).startswith(BIBLIOGRAPHY)
    assert "@report{zee2019,\n  author = {van Zee, Q.}," in bibliography(study)
    assert "langid = {dutch}" in bibliography(study)
    assert "langid is aangenomen" in capsys.readouterr().err


@pytest.mark.parametrize(
    ("text", "named"),
    [
        ("@misc{nieuw, doi = {https://doi.org/10.1000/VIER}, title = {Anders}}", "dee2004"),
        ("TY  - BOOK\nAU  - Aa, P.\nTI  - Een\nPY  - 2001\nER  - \n", "aa2001"),
        ("Dee, P. (2004). Vier. Utrecht: Oberon.", "dee2004"),
    ],
)
def test_a_source_that_is_there_is_refused_by_name(
    study: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str], text: str, named: str
) -> None:
    pasted(monkeypatch, text)
    assert main(["source", "add", "-C", str(study), "-"]) == 1
    assert bibliography(study) == BIBLIOGRAPHY
    error = capsys.readouterr().err
    assert "Niet toegevoegd" in error
    assert f"‘{named}’" in error


def test_no_work_of_the_report_can_be_added_twice(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    described = [e for e in load(PROJECT).bibliography.entries if e.fields.keys() >= {"author", "title", "date"}][:8]
    for entry in described:
        fields = "".join(f"{name} = {{{value}}}, " for name, value in entry.fields.items())
        pasted(monkeypatch, f"@{entry.type}{{andersom, {fields}}}")
        assert main(["source", "add", "-C", str(PROJECT), "--dry-run"]) == 1
        assert f"‘{entry.key}’" in capsys.readouterr().err


def test_a_key_in_use_is_refused_and_a_free_one_kept(study: Path, capsys: pytest.CaptureFixture[str]) -> None:
    arguments = ["source", "add", "-C", str(study), str(FORMS / "book.xml"), "--key"]
    assert main([*arguments, "AA2001"]) == 1
    assert main([*arguments, "mijn{sleutel"]) == 2
    assert bibliography(study) == BIBLIOGRAPHY
    assert main([*arguments, "mijnsleutel"]) == 0
    assert "@book{mijnsleutel," in bibliography(study)


def test_what_a_source_misses_is_told_and_marked(
    study: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    pasted(monkeypatch, "@article{x, author = {Gee, A.}, title = {Zeven}, date = {2007}, langid = {dutch}}")
    assert main(["source", "add", "-C", str(study)]) == 0
    assert "mist het veld ‘journaltitle’" in capsys.readouterr().err
    assert "  keywords = {onvolledig},\n}" in bibliography(study)


def test_a_dry_run_changes_nothing(study: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["source", "add", "-C", str(study), "--dry-run", str(FORMS / "book.xml")]) == 0
    assert bibliography(study) == BIBLIOGRAPHY
    assert "@book{kruiter2017," in capsys.readouterr().out


def test_the_bytes_of_the_file_keep_their_kind(study: Path) -> None:
    path = study / "references.bib"
    path.write_bytes(b"\xef\xbb\xbf" + BIBLIOGRAPHY.replace("\n", "\r\n").encode())
    assert main(["source", "add", "-C", str(study), str(FORMS / "book.xml")]) == 0
    raw = path.read_bytes()
    assert raw.startswith(b"\xef\xbb\xbf@book{aa2001,\r\n")
    assert b"\n" not in raw.replace(b"\r\n", b"")
    assert b"kruiter2017" in raw


def test_a_bibliography_that_is_not_utf_8_is_left_alone(study: Path, capsys: pytest.CaptureFixture[str]) -> None:
    path = study / "references.bib"
    path.write_bytes(BIBLIOGRAPHY.replace("Vier", "Ca\xf1\xf3n").encode("latin-1"))
    before = path.read_bytes()
    assert main(["source", "add", "-C", str(study), str(FORMS / "book.xml")]) == 2
    assert path.read_bytes() == before
    assert "references.bib:11:14: " in capsys.readouterr().err


@pytest.mark.parametrize(
    ("arguments", "message"),
    [
        (["bestaat-niet.ris"], "bestaat-niet.ris:1:1: dit bestand bestaat niet"),
        (["--doi", "geen"], "rapport: ‘geen’ is geen DOI"),
        (["--isbn", "12"], "rapport: ‘12’ is geen ISBN"),
        (["--doi", "10.1000/1", "--isbn", "1"], "rapport source add: "),
    ],
)
def test_wrong_use(study: Path, capsys: pytest.CaptureFixture[str], arguments: list[str], message: str) -> None:
    assert main(["source", "add", "-C", str(study), *arguments]) == 2
    error = capsys.readouterr().err
    assert error.startswith(message)
    assert error.count("\n") == 1


def test_two_at_once_both_arrive(study: Path) -> None:
    threads = [
        threading.Thread(target=rapport, args=("source", "add", FORMS / name), kwargs={"cwd": study})
        for name in ("article.ris", "book.xml")
    ]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert {"berg2021", "kruiter2017"} <= {entry.key for entry in load(study).bibliography.entries}


# -- registries: recorded replies, from a server on this machine -------------------------------------------------------

REPLIES = {
    "/10.1000/xyz_123": (
        200,
        {
            "type": "journal-article",
            "title": "Sharing work &amp; care".replace("&amp;", "&"),
            "container-title": "Journal of Care",
            "author": [{"given": "Pieter", "family": "Van der Berg", "sequence": "first", "affiliation": []}],
            "issued": {"date-parts": [[2021, 5]]},
            "DOI": "10.1000/xyz_123",
            "URL": "http://dx.doi.org/10.1000/xyz_123",
            "volume": "12",
            "page": "123-145",
            "language": "en",
            "reference": [{"key": "ref1"}],
        },
    ),
    "/books?bibkeys=ISBN:9789052600000&format=json&jscmd=data": (
        200,
        {
            "ISBN:9789052600000": {
                "title": "Samen",
                "subtitle": "een handboek",
                "authors": [{"name": "Marieke van der Grinten"}],
                "publishers": [{"name": "Aksant"}],
                "publish_places": [{"name": "Amsterdam"}],
                "publish_date": "Mar 2019",
            }
        },
    ),
    "/books?bibkeys=ISBN:9789052600018&format=json&jscmd=data": (200, {}),
    "/10.1000/kapot": (200, "<html>"),
    "/10.1000/later": (500, ""),
}


class _Registry(BaseHTTPRequestHandler):
    def do_GET(self) -> None:
        status, reply = REPLIES.get(self.path, (404, ""))
        body = reply.encode() if isinstance(reply, str) else json.dumps(reply).encode()
        self.send_response(status)
        self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        self.wfile.write(body)

    def log_message(self, *_: object) -> None:
        """Tests are silent."""


@pytest.fixture
def registries() -> Iterator[Registries]:
    with ThreadingHTTPServer(("127.0.0.1", 0), _Registry) as server:
        threading.Thread(target=server.serve_forever, daemon=True).start()
        here = f"http://127.0.0.1:{server.server_port}"
        yield Registries(doi=f"{here}/", books=f"{here}/books")
        server.shutdown()


def test_a_doi_is_asked_for(study: Path, registries: Registries) -> None:
    assert add_source(study, None, doi="https://doi.org/10.1000/xyz_123", registries=registries) == 0
    (entry,) = (entry for entry in load(study).bibliography.entries if entry.key == "berg2021")
    assert entry.fields["author"] == "van der Berg, Pieter"
    assert entry.fields["doi"] == "10.1000/xyz_123"
    assert "url" not in entry.fields


def test_an_isbn_is_asked_for(study: Path, registries: Registries) -> None:
    assert add_source(study, None, isbn="978-90-5260-000-0", registries=registries) == 0
    (entry,) = (entry for entry in load(study).bibliography.entries if entry.key == "grinten2019")
    assert entry.fields["author"] == "van der Grinten, Marieke"
    assert entry.fields["title"] == "Samen: een handboek"
    assert (entry.fields["location"], entry.fields["publisher"]) == ("Amsterdam", "Aksant")


@pytest.mark.parametrize(
    ("doi", "isbn", "message"),
    [
        ("10.1000/onbekend", "", "is niet bekend"),
        ("10.1000/kapot", "", "het antwoord is niet te lezen"),
        ("10.1000/later", "", "antwoord 500"),
        ("", "9789052600018", "bij Open Library niet bekend"),
    ],
)
def test_a_registry_that_does_not_know(study: Path, registries: Registries, doi: str, isbn: str, message: str) -> None:
    with pytest.raises(PublicationError, match=message):
        add_source(study, None, doi=doi, isbn=isbn, registries=registries)
    assert bibliography(study) == BIBLIOGRAPHY
