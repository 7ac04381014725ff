from __future__ import annotations

import pytest

from scripts.publication.printed import Furniture, PrintedReport, read_printed

RULE = " " * 43

# Three pages: the first ends in notes, the second in the address of a link, the third has its number printed.
REPORT = f"""A Study of Wheels

Wheels are old.1 They turn in a well-

known way,2 as Smith in 20193 says: “a wheel” 4. In 10 to 14 days

{RULE}
1 Smith (2019). On wheels and well-
known ways. Leeds: Wheel Press.
2 See the other 3 studies of
3 wheels.
3 Smith (2019).
4 Ibid.
 they stop.5

{RULE}
5 https://example.org/wheels

https://example.org/wheels
https://example.org/axles



{" "}

3
{" "}

Running Header
{" "}

1. Further wheels

A wheel of 10-6 spokes.6

{RULE}
6 Jones (2020).
{" "}"""


@pytest.fixture(scope="module")
def report() -> PrintedReport:
    return read_printed(REPORT, [Furniture(3, "Running Header")])


def text_of(report: PrintedReport, page: int) -> str:
    return " ".join(word.text for word in report.words if word.page == page)


def test_pages_hold_their_words_without_note_numbers(report: PrintedReport) -> None:
    expected = "A Study of Wheels Wheels are old. They turn in a well-known way, as Smith in 2019 says: “a wheel”."
    assert text_of(report, 1) == f"{expected} In 10 to 14 days"
    assert text_of(report, 2) == "they stop."
    assert text_of(report, 3) == "1. Further wheels A wheel of 10-6 spokes."


def test_notes_are_joined_over_their_lines(report: PrintedReport) -> None:
    assert [(note.number, note.page) for note in report.notes] == [(1, 1), (2, 1), (3, 1), (4, 1), (5, 2), (6, 3)]
    assert report.notes[0].text == "Smith (2019). On wheels and well-known ways. Leeds: Wheel Press."
    assert report.notes[1].text == "See the other 3 studies of"


def test_each_marker_knows_its_word_and_what_is_behind_it(report: PrintedReport) -> None:
    places = [(m.number, report.words[m.word].text, m.behind) for m in report.markers]
    assert places == [
        (1, "old.", 0),
        (2, "way,", 0),
        (3, "2019", 0),
        (4, "wheel”.", 1),
        (5, "stop.", 0),
        (6, "spokes.", 0),
    ]


def test_a_hyphen_at_the_end_of_a_line_leaves_both_readings(report: PrintedReport) -> None:
    assert [(word.text, word.unbroken) for word in report.words if word.unbroken] == [("well-known", "wellknown")]


def test_what_is_no_text_is_kept_as_furniture(report: PrintedReport) -> None:
    assert [(item.page, item.text) for item in report.furniture] == [
        (2, "https://example.org/wheels"),
        (2, "https://example.org/axles"),
        (3, "3"),
        (3, "Running Header"),
    ]


def test_furniture_is_left_out_in_reading_order() -> None:
    report = read_printed("Title\n\nSlogan\n\nTitle\n\nText", [Furniture(1, "Slogan"), Furniture(1, "Title")])
    assert text_of(report, 1) == "Title Text"


def test_furniture_that_is_not_there_is_an_error() -> None:
    with pytest.raises(ValueError, match="Running Header"):
        read_printed("Text", [Furniture(1, "Running Header")])


def test_the_first_page_may_have_another_number() -> None:
    assert read_printed("Text", first_page=7).words[0].page == 7


def test_a_note_without_a_marker_has_none() -> None:
    report = read_printed(f"Text.1 More text.\n{RULE}\n1 One.\n2 Two.\n")
    assert [marker.number for marker in report.markers] == [1]
    assert [note.number for note in report.notes] == [1, 2]
