"""The glossary file, and the places in the text where its terms stand."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

from scripts.publication.errors import PublicationError
from scripts.publication.glossary import term_uses
from scripts.publication.load import load

CONFIG = "extra: {glossary: begrippen.yml}\n"
GLOSSARY = """\
IKC:
  meaning: integraal kindcentrum
IB’er:
  meaning: intern begeleider
  added: true
vo:
  meaning: voortgezet onderwijs
NP Onderwijs:
  meaning: Nationaal Programma Onderwijs
  quote: Het Nationaal Programma Onderwijs (NP Onderwijs) loopt.
"""


@pytest.fixture
def uses(write_publication: Callable[..., Path]) -> Callable[[str], list[str]]:
    """What of a chapter's text is taken for a term."""

    def found(text: str) -> list[str]:
        root = write_publication({"een.md": f"# Een IKC\n\n{text}\n"}, config=CONFIG)
        (root / "begrippen.yml").write_text(GLOSSARY, encoding="utf-8")
        publication = load(root)
        [chapter] = publication.chapters
        return [chapter.source[use.start : use.end] for use in term_uses(chapter, publication.glossary)]

    return found


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Een IKC, twee IKC’s en (IKC's).", ["IKC", "IKC’s", "IKC's"]),
        ("De IB’er en de IB’ers.", ["IB’er", "IB’ers"]),
        ("Een vo-school, **vo** en *IKC’s*: vo.", ["vo", "vo", "IKC’s", "vo"]),
        ("Het NP Onderwijs[^a] begon.\n\n[^a]: Het NP Onderwijs en het IKC.", ["NP Onderwijs"]),
        ("-   **Een IKC:** het IKC", ["IKC", "IKC"]),
        ("> Een IKC.", ["IKC"]),
        # Another word, or no running text.
        ("Voortgang, VO, IKCS, po/vo, vóór en `IKC`, co-vo.", ["vo"]),
        ("## Het IKC\n\n[een IKC](https://voorbeeld.nl/IKC) en <https://voorbeeld.nl/vo>", []),
        ("Zie[@jansen2020, IKC].", []),
        ("| IKC |\n|-----|\n| vo  |\n\n: Een IKC", []),
        ('![Een IKC](x.svg){#fig-x alt="Een IKC"}', []),
    ],
)
def test_terms_are_found_in_running_text_only(uses: Callable[[str], list[str]], text: str, expected: list[str]) -> None:
    assert uses(text) == expected


def test_a_term_knows_what_the_file_says_of_it(write_publication: Callable[..., Path]) -> None:
    root = write_publication({"een.md": "# Een\n"}, config=CONFIG)
    (root / "begrippen.yml").write_text(GLOSSARY, encoding="utf-8")
    terms = {term.name: term for term in load(root).glossary}
    assert list(terms) == ["IKC", "IB’er", "vo", "NP Onderwijs"]
    assert (terms["IB’er"].meaning, terms["IB’er"].added) == ("intern begeleider", True)
    assert terms["NP Onderwijs"].quote.startswith("Het Nationaal")
    assert str(terms["vo"].position) == "begrippen.yml:7:3"


def test_without_a_glossary_there_are_no_terms(write_publication: Callable[..., Path]) -> None:
    assert load(write_publication({"een.md": "# Een\n"})).glossary == ()


@pytest.mark.parametrize(
    ("glossary", "message"),
    [
        ("IKC: kindcentrum", "begrippen.yml:1:6: ‘IKC’ hoort uit ‘naam: waarde’-regels te bestaan"),
        ("IKC:\n  quote: x", "begrippen.yml:2:3: ‘IKC’ mist ‘meaning’"),
        ("IKC:\n  meaning: x\n  uitleg: y", "begrippen.yml:2:3: ‘IKC’ heeft ‘uitleg’"),
        ("IKC:\n  meaning: x\n  added: ja", "begrippen.yml:3:10: ‘added’ bij ‘IKC’ hoort true of false te zijn"),
        ("IKC:\n  meaning: x\nIKC:\n  meaning: y", "begrippen.yml:3:1: ‘IKC’ staat al op regel 1"),
        ("- IKC", "begrippen.yml:1:1: hier horen instellingen te staan"),
    ],
)
def test_each_mistake_is_named_with_its_place(
    write_publication: Callable[..., Path], glossary: str, message: str
) -> None:
    root = write_publication({"een.md": "# Een\n"}, config=CONFIG)
    (root / "begrippen.yml").write_text(glossary, encoding="utf-8")
    with pytest.raises(PublicationError) as caught:
        load(root)
    assert str(caught.value).startswith(message)


def test_a_glossary_that_is_not_there_is_an_error(write_publication: Callable[..., Path]) -> None:
    with pytest.raises(PublicationError, match="‘extra: glossary’ noemt een bestand dat niet bestaat"):
        load(write_publication({"een.md": "# Een\n"}, config=CONFIG))
