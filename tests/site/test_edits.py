from __future__ import annotations

from scripts.site.edits import Edit, apply


def test_edits_do_not_move_each_other() -> None:
    assert apply("een twee drie", [Edit(9, 13, "3"), Edit(0, 3, "nummer 1"), Edit(8, 8, ",")]) == "nummer 1 twee, 3"


def test_edit_inside_a_replaced_stretch_goes_with_it() -> None:
    assert apply("een twee drie", [Edit(4, 8, "-"), Edit(5, 6, "x"), Edit(4, 13, "rest")]) == "een rest"


def test_insertions_at_one_place_keep_their_order_and_stand_in_front_of_what_is_replaced_there() -> None:
    assert apply("ab", [Edit(1, 2, "B"), Edit(1, 1, "1"), Edit(1, 1, "2")]) == "a12B"


def test_text_without_edits_stays_as_it_is() -> None:
    assert apply("a\r\nb ", []) == "a\r\nb "
