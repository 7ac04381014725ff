"""Each of the 120 notes cites the works of the printed note, all of them and in their order, and adds nothing.

The printed form of a work differs from note to note in the report, so what is compared is what identifies it: the
surname of the first author (or the institution) and the year, or the address. Where a printed note has less than that,
the words that stand for the work were found by reading and are listed here.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Callable, Iterator, Mapping

import pytest

from scripts.publication import ast
from scripts.publication.citeproc import References, format_references
from scripts.publication.model import Citation, Entry, Note, Publication
from scripts.publication.provenance import Provenance, align, normalisations

Revise = Callable[..., Publication]

# Notes that begin with 'Ibid': the work of the note before, once more.
IBID = {21, 24, 64, 85, 87, 104, 105, 107, 110}
# Notes with a shorter form: the key that is meant and the printed words that stand for it, in order.
SHORT = {
    # The explanatory memorandum without year or address; note 61 has both.
    4: [("memorievantoelichting2011", "Memorie van toelichting passend onderwijs")],
    62: [("memorievantoelichting2011", "Memorie van toelichting passend onderwijs")],
    # The second white paper on the IKC, by Kruiter and Studulski, published by Sardes: note 2 describes it.
    52: [("kruiter2019", "Sardes whitepaper")],
    58: [("kruiter2019", "Sardes whitepaper"), ("taskforce2017", "taskforce")],
    # The Taskforce samenwerking onderwijs en kinderopvang of 2017: note 35 describes it.
    53: [("taskforce2017", "Taskforce (2017)")],
    55: [("taskforce2017", "Taskforce")],
    57: [("taskforce2017", "Taskforce")],
    # A slip for CPB, which the sentence names.
    59: [("cpb2017", "CBP (2017)")],
    # Working notes: two of the five citations have no year.
    73: [
        ("aarsen2018", "Van Aarsen, et al. 2018"),
        ("aarsen2018", "van Aarsen Monitor–samenwerkingsverbanden, p. 8"),
        ("kuipers2015", "Kuipers, E, Loon–Dikkers, L. & Ledoux, G. (2015)"),
        ("eimers2016", "Eimers, T., Ledoux, G. & Smeets, E. (2016)"),
        ("aarsen2018", "van Aarsen Monitor–samenwerkingsverbanden, p. 8"),
    ],
}
# Words that printed references have and these notes do not (all of them: Ibid is replaced, names are joined by '&' and
# written in full, 'zie' stands in front of an address, 'nr.' in front of a number in a series; CBP is a slip for CPB).
DROPPED = {"ibid", "et", "al", "en", "zie", "nr", "cbp"}
# Words that references have and no printed note about the work has: 'z.d.', '(red.)', 'CPB'.
STYLE = {"z", "d", "red", "cpb"}


def words(text: str) -> list[str]:
    return re.findall(r"[^\W_]+", text.casefold())


def joined(text: str) -> str:
    """Without the spaces that line breaks left in addresses."""
    return re.sub(r"- (?=\d\.html)", "-", text)


# -- what a printed note should have -------------------------------------------------------------------------------


def first_author(entry: Entry) -> str | None:
    """The surname without particle, or the institution."""
    first = re.split(r"\s+and\s+", entry.fields.get("author", ""))[0]
    if not first:
        return None
    if first.startswith("{"):
        return first.strip("{}")
    family = first.partition(",")[0]
    return re.sub(r"^([a-zà-ÿ]+\s+)+(?=[A-ZÀ-Ý])", "", family)


def evidence(citation: Citation, entry: Entry) -> list[str]:
    """What must stand in a printed note that cites the work, in this order."""
    author, year, url = first_author(entry), entry.fields.get("date"), entry.fields.get("url")
    if author is None and url:
        return [url]
    return [part for part in (author, year) if part]


def wrong_works(publication: Publication, provenance: Provenance) -> list[str]:
    """Citations whose work the printed note does not show at that place in the order."""
    entries, notes = publication.bibliography.by_key, {note.number: note for note in publication.notes}
    return [
        f"{note.number}: {complaint}"
        for note in publication.notes
        for complaint in _wrong(note, notes.get(note.number - 1), entries, joined(provenance.notes[note.number].text))
    ]


def _wrong(note: Note, before: Note | None, entries: Mapping[str, Entry], printed: str) -> Iterator[str]:
    if note.number in SHORT and [citation.key for citation in note.citations] != [key for key, _ in SHORT[note.number]]:
        yield f"not the works {SHORT[note.number]}"
        return
    at = 0
    for index, citation in enumerate(note.citations):
        wanted = evidence(citation, entries[citation.key])
        if note.number in SHORT:
            wanted = [SHORT[note.number][index][1]]
        elif note.number in IBID and index == 0:
            wanted = ["Ibid"]
            if before is None or [cited.key for cited in before.citations] != [citation.key]:
                yield f"{citation.key} is not the work of the note before"
        for part in wanted:
            found = printed.find(part, at)
            if found < 0:
                yield f"{citation.key}: {part!r} is not there"
            at = max(at, found + len(part))


def uncited(publication: Publication, provenance: Provenance, references: References) -> list[str]:
    """Years and addresses of a printed note that the note of this edition has less often."""
    found = []
    for note in publication.notes:
        printed, now = joined(provenance.notes[note.number].text), references.notes[note.number].plain
        for kind, pattern in (("address", r"https?://[^\s;]+"), ("year", r"(?<![\d/-])(?:19|20)\d\d(?![\d/-])")):
            wanted, have = (Counter(address.rstrip(".,") for address in re.findall(pattern, t)) for t in (printed, now))
            found += [f"{note.number}: {kind} {value}" for value in wanted - have]
    return found


def wrong_surroundings(publication: Publication, provenance: Provenance) -> list[str]:
    """Prefixes, locators and suffixes that the printed note does not have."""
    return [
        f"{note.number}: {text}"
        for note in publication.notes
        for citation in note.citations
        for text in (citation.prefix, citation.locator, citation.suffix)
        if text and text not in provenance.notes[note.number].text
    ]


def changed_commentary(publication: Publication, provenance: Provenance) -> list[int]:
    """Notes with words of their own in which these are not the printed words."""
    return [
        note.number
        for note in publication.notes
        if note.is_commentary and _own_words(note) != _printed_own_words(note, provenance.notes[note.number].text)
    ]


def _own_words(note: Note) -> str:
    without = ast.transform(note.blocks, lambda node: {"t": "Space"} if node["t"] == "Cite" else None)
    return " ".join(ast.stringify(without).split())


def _printed_own_words(note: Note, printed: str) -> str:
    addresses = re.findall(r"https?://\S+(?<![.,])", printed) if note.citations else []
    for reading in [short for _, short in SHORT.get(note.number, [])] or addresses:
        printed = printed.replace(reading, " ", 1)
    return " ".join(printed.split())


def lost_words(publication: Publication, provenance: Provenance, references: References) -> list[str]:
    """Words of a printed note that the note of this edition does not have."""
    return [
        f"{note.number}: {word}"
        for note in publication.notes
        for word in words(joined(provenance.notes[note.number].text))
        if word not in {*words(references.notes[note.number].plain), *DROPPED}
    ]


def invented_words(publication: Publication, provenance: Provenance, references: References) -> list[str]:
    """Words of a reference that none of the printed notes about the work has."""
    return [
        f"{key}: {word}"
        for key, work in references.works.items()
        for printed in [" ".join(joined(provenance.notes[number].text) for number in publication.cited_in[key])]
        for word in words(work.plain)
        if word not in {*words(printed), *STYLE}
    ]


# -- the publication -----------------------------------------------------------------------------------------------


def test_each_citation_is_a_work_of_the_printed_note(publication: Publication, provenance: Provenance) -> None:
    assert wrong_works(publication, provenance) == []


def test_each_printed_year_and_address_is_cited(
    publication: Publication, provenance: Provenance, references: References
) -> None:
    assert uncited(publication, provenance, references) == []


def test_words_around_citations_are_printed_ones(publication: Publication, provenance: Provenance) -> None:
    assert wrong_surroundings(publication, provenance) == []
    assert {n.number for n in publication.notes for c in n.citations if c.prefix} == {15, 54, 71}


def test_commentary_is_verbatim(publication: Publication, provenance: Provenance) -> None:
    assert [note.number for note in publication.notes if note.is_commentary] == [4, 7, 50, 55, 56, 62, 73]
    assert changed_commentary(publication, provenance) == []


def test_no_word_of_a_printed_note_is_lost(
    publication: Publication, provenance: Provenance, references: References
) -> None:
    assert lost_words(publication, provenance, references) == []


def test_no_reference_has_a_word_that_the_report_does_not_have(
    publication: Publication, provenance: Provenance, references: References
) -> None:
    assert invented_words(publication, provenance, references) == []


def test_every_entry_is_cited(publication: Publication) -> None:
    assert sorted(publication.bibliography.by_key) == sorted(publication.cited_in)


def test_the_listed_short_forms_are_printed(provenance: Provenance) -> None:
    assert {number for number, note in provenance.notes.items() if note.text.startswith("Ibid")} == IBID
    assert all(short in provenance.notes[number].text for number, forms in SHORT.items() for _, short in forms)


def test_normalisations_list_the_notes_that_print_differently(publication: Publication, references: References) -> None:
    listed = {item.number: item for item in normalisations(publication, references)}
    assert list(listed) == sorted(listed)
    assert (listed[24].printed, listed[24].now[:12]) == ("Ibid.", "Gerdes, J. (")
    assert listed[51].printed.startswith("Verheijen-Tiemstra, M.R.E., A.A. Ros en M.J.M. Vermeulen. 2020.")
    assert not {2, 7, 11, 12, 48} & listed.keys()


# -- the checks notice ---------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("file", "old", "new", "complaint"),
    [
        ("docs/02-samenwerken.md", "Smet en collega’s[@smet2019]", "Smet en collega’s[@smeets2018]", "20: smeets2018"),
        ("docs/02-samenwerken.md", "[@jonkman2021] voerde", "[@jonkman2022] voerde", "16: jonkman2022: '2022'"),
        ("docs/02-samenwerken.md", "[@smet2019; @kaats2011;", "[@gerdes2021; @kaats2011;", "21: gerdes2021 is not"),
        ("docs/02-samenwerken.md", "[@nro2020; @gerdes2021]", "[@gerdes2021; @nro2020]", "18: nro2020: 'NRO'"),
        ("docs/03-kinderopvang.md", "toe.[@kruiter2019]", "toe.[@kruiter2017]", "52: not the works"),
        ("docs/04-jeugdhulp.md", "[@ncojeindrapport]", "[@kennisrotonde397]", "68: kennisrotonde397"),
        ("references.bib", "date = {1996}", "date = {1997}", "14: parre1996: '1997'"),
    ],
)
def test_a_wrong_work_is_noticed(revise: Revise, file: str, old: str, new: str, complaint: str) -> None:
    publication = revise(file, (old, new))
    assert any(found.startswith(complaint) for found in wrong_works(publication, align(publication)))


def test_a_missing_work_is_noticed(revise: Revise) -> None:
    publication = revise("docs/02-samenwerken.md", ("[@nro2020; @gerdes2021]", "[@gerdes2021]"))
    references = format_references(publication)
    provenance = align(publication)
    assert uncited(publication, provenance, references) == ["18: year 2020"]
    assert lost_words(publication, provenance, references) == ["18: nro", "18: 2020"]


def test_a_missing_address_is_noticed(revise: Revise) -> None:
    publication = revise("docs/05-voortgezet-onderwijs.md", ("[@onderwijskennisovergang; @rens2018]", "[@rens2018]"))
    assert uncited(publication, align(publication), format_references(publication))[0].startswith("115: address https")


def test_words_around_a_citation_that_are_not_printed_are_noticed(revise: Revise) -> None:
    publication = revise("docs/02-samenwerken.md", ("[Zie ook: @hootegem2019]", "[Vergelijk: @hootegem2019, p. 3]"))
    assert wrong_surroundings(publication, align(publication)) == ["15: Vergelijk:", "15: p. 3"]


def test_changed_commentary_is_noticed(revise: Revise) -> None:
    publication = revise(
        "docs/03-kinderopvang.md", ("de gemeente bekostigen de huisvesting", "de gemeente bekostigt de huisvesting")
    )
    assert changed_commentary(publication, align(publication)) == [55]


def test_invented_metadata_is_noticed(revise: Revise) -> None:
    publication = revise("references.bib", ("title = {Handboek kindcentra}", "title = {Handboek voor kindcentra}"))
    assert invented_words(publication, align(publication), format_references(publication)) == ["kruiter2017: voor"]
