"""What is read as a citation, with which words around it, and where it stands."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from scripts.publication.locators import split_locator
from scripts.publication.model import Chapter, Citation

Read = Callable[[str], Chapter]


def only_citation(chapter: Chapter) -> Citation:
    (note,) = chapter.notes
    (citation,) = note.citations
    return citation


@pytest.mark.parametrize(
    ("typed", "prefix", "locator", "suffix"),
    [
        ("[@a2020]", "", "", ""),
        ("[zie @a2020]", "zie", "", ""),
        ("[Zie ook: @a2020]", "Zie ook:", "", ""),
        ("[@a2020, p. 8]", "", "p. 8", ""),
        ("[@a2020, pp. 8-12, 14]", "", "pp. 8-12, 14", ""),
        ("[@a2020, hoofdstuk 3, met tabel]", "", "hoofdstuk 3", ", met tabel"),
        ("[@a2020, art. 4.2]", "", "art. 4.2", ""),
        ("[@a2020, 33-35]", "", "33-35", ""),
        ("[vgl. *Samen* in @a2020, par. 2.1 en verder]", "vgl. Samen in", "par. 2.1", "en verder"),
        ("[@a2020, geciteerd in het jaarverslag]", "", "", ", geciteerd in het jaarverslag"),
        ("[zie [de bijlage] van @a2020]", "zie [de bijlage] van", "", ""),
    ],
)
def test_words_around_the_key(read: Read, typed: str, prefix: str, locator: str, suffix: str) -> None:
    chapter = read(f"# Een\n\nEen zin{typed} en meer.\n")
    citation = only_citation(chapter)
    assert (citation.key, citation.prefix, citation.locator, citation.suffix) == ("a2020", prefix, locator, suffix)
    (note,) = chapter.notes
    assert chapter.source[note.start : note.end] == typed
    assert (citation.position.line, citation.position.column) == (3, 8 + typed.index("@"))


@pytest.mark.parametrize(
    ("suffix", "locator", "rest"),
    [
        (", p. 12", "p. 12", ""),
        (" blz. 3–4 en de bijlage", "blz. 3–4", "en de bijlage"),
        (", § 2", "§ 2", ""),
        (", 12th edition", "", ", 12th edition"),
        (", passim", "", ", passim"),
        ("", "", ""),
    ],
)
def test_locator_is_told_from_other_words(suffix: str, locator: str, rest: str) -> None:
    assert split_locator(suffix) == (locator, rest)


@pytest.mark.parametrize("key", ["a", "kruiter2019", "Aa_b", "a:b", "a.b/c+d", "doe-smith2020a", "2020x", "één2020"])
def test_keys_of_every_shape(read: Read, key: str) -> None:
    citation = only_citation(read(f"# Een\n\nX [@{key}].\n"))
    assert (citation.key, citation.position.column) == (key, 4)


@pytest.mark.parametrize("key", ["https://example.org/a?b=c", "a", "x{y}z", "key."])
def test_key_in_braces(read: Read, key: str) -> None:
    chapter = read(f"# Een\n\nX [zie @{{{key}}}, p. 2].\n")
    citation = only_citation(chapter)
    assert (citation.key, citation.locator, citation.position.column) == (key, "p. 2", 8)


def test_cluster_of_several_works(read: Read) -> None:
    chapter = read("# Een\n\nVoor [zie @a, p. 1; ook @b;\n-@c] na.\n")
    (note,) = chapter.notes
    assert [citation.key for citation in note.citations] == ["a", "b", "c"]
    assert [str(citation.position) for citation in note.citations] == [
        "docs/een.md:3:11",
        "docs/een.md:3:25",
        "docs/een.md:4:2",
    ]
    assert chapter.source[note.start : note.end] == "[zie @a, p. 1; ook @b;\n-@c]"
    assert not note.is_commentary


@pytest.mark.parametrize(
    ("typed", "span", "narrative"),
    [
        ("Volgens @a is", "@a", True),
        ("Volgens @{a} is", "@{a}", True),
        ("Volgens @a [p. 3] is", "@a [p. 3]", True),
        ("Volgens @a [p. 3; @b] is", "@a [p. 3; @b]", True),
        ("Volgens -@a is", "-@a", False),
        ("Volgens (@a) is", "@a", True),
        ("Volgens [-@a] is", "[-@a]", False),
    ],
)
def test_key_in_the_running_text(read: Read, typed: str, span: str, narrative: bool) -> None:
    chapter = read(f"# Een\n\n{typed} zo.\n")
    (note,) = chapter.notes
    assert chapter.source[note.start : note.end] == span
    assert note.citations[0].narrative is narrative


@pytest.mark.parametrize(
    "typed",
    [
        "info@example.org",
        "een.twee@sub.example.org en é@x",
        "<mailto:info@example.org>",
        "`@a` en ``[@a]``",
        "\\@a",
        "https://example.org/@naam en www.example.org/@naam",
        "<https://example.org/@naam>",
        "<!-- [@a] -->",
        "[tekst](https://example.org/@naam)",
        "```\n[@a]\n```",
        "~~~ {.md}\n[@a]\n~~~",
        "    [@a] in ingesprongen code",
        "@ los en @, ook",
    ],
)
def test_what_is_no_citation(read: Read, typed: str) -> None:
    assert read(f"# Een\n\n{typed}\n").notes == ()


def test_citation_behind_code_and_mail_with_the_same_words(read: Read) -> None:
    source = "# Een\n\n`[@a]` a@b.nl <!-- [@a] --> \\[@a\\] [@a]\n"
    notes = read(source).notes
    assert [note.start for note in notes][-1] == source.rindex("[@a]")


def test_citation_in_the_text_of_a_link(read: Read) -> None:
    chapter = read("# Een\n\nZie [het stuk van @a](https://example.org) hier.\n")
    (note,) = chapter.notes
    (link,) = chapter.links
    assert chapter.source[note.start : note.end] == "@a"
    assert chapter.source[link.start : link.end] == "[het stuk van @a](https://example.org)"


def test_the_same_work_many_times_on_one_line(read: Read) -> None:
    source = "# Een\n\nX[@a] x[@a] x[@a; @a] `[@a]` x[@a]\n"
    places = [citation.position.column - 1 for note in read(source).notes for citation in note.citations]
    line = source.split("\n")[2]
    at = [index for index, character in enumerate(line) if character == "@"]
    assert places == at[:4] + at[5:]


def test_adjacent_clusters_without_space(read: Read) -> None:
    chapter = read("# Een\n\nX[@a][@b] en (@c)@d.\n")
    assert [citation.key for note in chapter.notes for citation in note.citations] == ["a", "b", "c", "d"]
    assert [citation.position.column for note in chapter.notes for citation in note.citations] == [3, 7, 15, 18]


def test_positions_behind_characters_that_look_like_marks(read: Read) -> None:
    # The parse marks places with such characters; an author may use them too.
    source = (
        "# Een\n\n\U00012000\U00013000 葛\U000e0100 \ue000 [@\U00012000x] x[^n]\n\n[^n]: \U000e0100\U000e0101 [@b]\n"
    )
    chapter = read(source)
    assert [citation.key for note in chapter.notes for citation in note.citations] == ["\U00012000x", "b"]
    assert [note.start for note in chapter.notes] == [source.index("[@\U00012000"), source.index("[^n]")]
    assert chapter.passages[1].text.startswith("\U00012000\U00013000 葛\U000e0100 \ue000")
