"""Two texts in pieces."""

import time

from hypothesis import given
from hypothesis import strategies as st

from disclosures.document.text_pieces import pieces


def test_a_changed_number_is_marked_whole():
    old, new = pieces("≥300人", "≥350人")
    assert old == [("≥", False), ("300", True), ("人", False)]
    assert new == [("≥", False), ("350", True), ("人", False)]


def test_a_clause_that_was_added_is_marked_and_its_neighbours_are_not():
    old, new = pieces("加强领导，按月检查。", "加强领导，落实责任，按月检查。")
    assert old == [("加强领导，按月检查。", False)]
    assert new == [("加强领导，", False), ("落实责任，", True), ("按月检查。", False)]


def test_a_text_that_was_empty_is_new_from_end_to_end():
    assert pieces("", "新的目标") == ([], [("新的目标", True)])
    assert pieces("旧的目标", "") == ([("旧的目标", True)], [])


def test_two_equal_texts_have_one_piece():
    assert pieces("一样。", "一样。") == ([("一样。", False)], [("一样。", False)])


def test_texts_made_to_be_slow_are_quick():
    start = time.perf_counter()
    pieces("一，二，" * 5000, "二，三，一，" * 3000)
    pieces("一二" * 10000, "二三一" * 7000)
    assert time.perf_counter() - start < 1


@given(st.text("一二，。\n12", max_size=40), st.text("一二，。\n12", max_size=40))
def test_the_pieces_are_the_texts(before, after):
    old, new = pieces(before, after)
    assert ("".join(text for text, _ in old), "".join(text for text, _ in new)) == (before, after)
    shared = ["".join(piece.text for piece in side if not piece.differs) for side in (old, new)]
    assert shared[0] == shared[1]
