"""Where a sentence ends, for rules and for readers."""

from __future__ import annotations

from itertools import pairwise

import pytest

from scripts.publication.sentences import sentence_around, sentence_ends


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Een zin. En nog een.", ["Een zin.", "En nog een."]),
        ("Volgens J. de Vries e.a. is dat zo. Klopt.", ["Volgens J. de Vries e.a. is dat zo.", "Klopt."]),
        ("Zie bijv. Jansen. Echt? ‘Ja!’ Dus.", ["Zie bijv. Jansen.", "Echt?", "‘Ja!’", "Dus."]),
        ("Versie 2.1 kost 3.50 euro. 37 scholen.", ["Versie 2.1 kost 3.50 euro. 37 scholen."]),
        ("Zonder punt", ["Zonder punt"]),
    ],
)
def test_a_sentence_ends_at_a_full_stop_in_front_of_a_new_one(text: str, expected: list[str]) -> None:
    bounds = [0, *sentence_ends(text), len(text)]
    pieces = (text[a:b].strip() for a, b in pairwise(bounds))
    assert [piece for piece in pieces if piece] == expected


@pytest.mark.parametrize(
    ("offset", "expected"),
    [
        (0, "Een zin."),
        (5, "Een zin."),
        (8, "Een zin."),
        (9, "Midden in de tweede."),
        (29, "Midden in de tweede."),
        (30, "Einde"),
        (35, "Einde"),
    ],
)
def test_a_marker_behind_a_full_stop_belongs_to_the_sentence_in_front_of_it(offset: int, expected: str) -> None:
    text = "Een zin. Midden in de tweede. Einde"
    start, end = sentence_around(text, offset)
    assert text[start:end] == expected
