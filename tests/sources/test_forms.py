"""Every form that a source may come in, and the entry that it becomes: `forms/<name>.*` and `forms/<name>.bib`."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from scripts.publication.citeproc import format_references
from scripts.publication.load import load
from scripts.sources.draft import Draft
from scripts.sources.formats import read_drafts
from scripts.sources.insert import entry_text
from scripts.sources.keys import propose_key
from scripts.sources.unreadable import UnreadableSourceError
from tests.conftest import PROJECT

FORMS = Path(__file__).with_name("forms")
SOURCES = sorted(path for path in FORMS.iterdir() if path.suffix != ".bib")


@pytest.mark.parametrize("path", SOURCES, ids=lambda path: path.name)
def test_a_source_becomes_an_entry_in_the_house_layout(path: Path) -> None:
    (draft,) = read_drafts(path.read_text(encoding="utf-8"))
    assert entry_text(draft, path.stem) == path.with_suffix(".bib").read_text(encoding="utf-8").rstrip()


@pytest.mark.parametrize("path", SOURCES, ids=lambda path: path.name)
def test_what_is_made_reads_as_itself(path: Path) -> None:
    entry = path.with_suffix(".bib").read_text(encoding="utf-8").rstrip()
    (draft,) = read_drafts(entry)
    assert entry_text(draft, path.stem) == entry
    assert draft.remarks == ()


def test_what_an_entry_has_no_place_for_is_told() -> None:
    (draft,) = read_drafts((FORMS / "article.ris").read_text(encoding="utf-8"))
    assert draft.remarks == ("niet overgenomen: abstract, keywords",)
    (draft,) = read_drafts((FORMS / "latex.bibtex").read_text(encoding="utf-8"))
    assert draft.remarks == ("niet overgenomen: abstract, bdsk-url-1",)


@pytest.mark.parametrize(
    ("authors", "expected"),
    [
        ("Amsing, M., Bosch, M. & Wit, C. de", "Amsing, M. and Bosch, M. and de Wit, C."),
        ("Bakker en Van Oenen", "Bakker and van Oenen"),
        ("Wagenaar, Yvon, & Grinten, Michiel van der", "Wagenaar, Yvon and van der Grinten, Michiel"),
        ("Jonkman, H. et al.", "Jonkman, H. and others"),
        ("NRO", "{NRO}"),
        ("Inspectie van het Onderwijs", "{Inspectie van het Onderwijs}"),
        (
            "Ministerie van Onderwijs, Cultuur en Wetenschap",
            "{Ministerie van Onderwijs, Cultuur en Wetenschap}",
        ),
    ],
)
def test_authors_of_a_typed_reference(authors: str, expected: str) -> None:
    (draft,) = read_drafts(f"{authors} (2019). Een titel. Utrecht: Oberon.")
    assert draft.fields["author"] == expected
    assert (draft.type, draft.fields["location"], draft.fields["institution"]) == ("report", "Utrecht", "Oberon")
    assert "kijk elk veld na" in draft.remarks[0]


@pytest.mark.parametrize(
    ("fields", "taken", "key"),
    [
        ({"author": "van der Grinten, M.", "date": "2019"}, [], "grinten2019"),
        ({"author": "van der Grinten, M.", "date": "2019"}, ["Grinten2019"], "grinten2019b"),
        ({"author": "Sørensen, A. and Bee, C.", "date": "2018-03"}, [], "sorensen2018"),
        ({"author": "{Inspectie van het Onderwijs}", "date": "2015"}, [], "inspectie2015"),
        ({"author": "{Arbeidsmarktplatform PO}", "date": "2022"}, [], "arbeidsmarktplatformpo2022"),
        ({"author": "Jansen, P.", "title": "De kleine toekomst van morgen"}, [], "jansenkleinetoekomst"),
        ({"url": "https://a.nl/b"}, [], "httpsanlb"),
        ({}, ["bron"], "bronb"),
        ({"author": "{" + "x" * 60 + "}", "date": "2015"}, [], "x" * 32 + "2015"),
    ],
)
def test_key_of_a_new_source(fields: dict[str, str], taken: list[str], key: str) -> None:
    assert propose_key(Draft("report", fields), taken) == key


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ("", "niets om te lezen"),
        ("zomaar een zin", "geen bron te herkennen"),
        ("10.1000/182", "--doi 10.1000/182"),
        ("978-90-5260-000-0", "--isbn"),
        ("{niet json", "geen geldige JSON"),
        ('["a"]', "geen CSL JSON"),
        ("[]", "er staat geen bron in"),
        ("<xml><records><record>", "EndNote"),
        ("@book{a,\n  title = {open\n", "regel 1"),
        ("[" * 100_000, "geen geldige JSON"),
    ],
)
def test_what_cannot_be_read_is_said_in_words(text: str, message: str) -> None:
    with pytest.raises(UnreadableSourceError, match=message):
        read_drafts(text)


@given(
    st.one_of(
        st.text(),
        st.builds("TY  - JOUR\nAU  - {}\nTI  - {}\nPY  - {}\nER  - \n".format, st.text(), st.text(), st.text()),
        st.builds('[{{"type": "{}", "title": "{}"}}]'.format, st.text(), st.text()),
        st.builds("@book{{a, author = {{{}}}, title = {{{}}}}}".format, st.text(), st.text()),
        st.builds("{} ({}). {}. {}: {}.".format, st.text(), st.integers(1, 3000), st.text(), st.text(), st.text()),
    )
)
def test_any_text_is_a_source_or_is_refused_in_words(text: str) -> None:
    try:
        drafts = read_drafts(text)
    except UnreadableSourceError:
        return
    for draft in drafts:
        assert read_drafts(entry_text(draft, propose_key(draft, ())))[0].type == draft.type


def test_every_printed_reference_of_the_report_finds_its_own_key_again() -> None:
    publication = load(PROJECT)
    read = {}
    for key, work in format_references(publication).works.items():
        if publication.bibliography.by_key[key].fields.keys() >= {"author", "date"}:
            (read[key],) = read_drafts(work.plain)
    assert len(read) > 55
    assert [key for key, draft in read.items() if propose_key(draft, ()) != key] == []
