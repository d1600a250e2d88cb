"""A text and a question as the search sees them."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from disclosures.document.search_text import (
    as_text,
    as_tokens,
    excerpt,
    folded,
    has_word,
    in_order,
    marked,
    phrase,
    searched_words,
    whole_token,
    words_of,
)

NASTY = st.text(st.sampled_from("车辆 维修aA１ａ%_'\"\\😀𠮷　\t\n\x1f\x00\ue041İß*-()^:"), max_size=30)


def in_tokens(text: str, word: str) -> bool:
    """Whether the tokens of a word stand side by side in those of a text."""
    return f" {phrase(word)} " in f" {as_tokens(as_text([text]))} "


@given(NASTY)
def test_folding_keeps_every_letter_in_its_place(text):
    assert len(folded(text)) == len(text)
    assert folded(folded(text)) == folded(text)


@given(NASTY, NASTY)
def test_a_word_stands_in_the_tokens_where_it_stands_in_the_text(text, question):
    for word in searched_words(question):
        assert in_tokens(text, word) is has_word(text, word)


@given(NASTY)
def test_every_piece_of_a_text_is_found_in_it(text):
    for word in folded(text).split():
        for start in range(len(word)):
            assert in_tokens(text, word[start : start + 3])


@given(NASTY, NASTY)
def test_marking_leaves_the_text_as_it_is(text, question):
    pieces = marked(text, searched_words(question))
    assert "".join(piece for piece, _ in pieces) == text
    assert any(hit for _, hit in pieces) is any(has_word(text, word) for word in searched_words(question))


def test_a_word_does_not_reach_over_two_texts():
    tokens = as_tokens(as_text(["公务车", "辆维修"]))
    assert f" {phrase('务车')} " in f" {tokens} "
    assert f" {phrase('车辆')} " not in f" {tokens} " and f" {phrase('公务车辆')} " not in f" {tokens} "


def test_tokens_hold_nothing_that_a_tokenizer_splits_at():
    assert not any(letter.isascii() and letter != " " for letter in as_tokens(as_text(["A-1%车_'\"x"]), whole=True))


def test_a_question_that_is_the_whole_of_a_name():
    assert whole_token(searched_words("公务 用车")) in as_tokens(as_text(["公务用车"]), whole=True).split()
    assert whole_token(searched_words("用车")) not in as_tokens(as_text(["公务用车"]), whole=True).split()


@pytest.mark.parametrize(
    ("question", "words"),
    [
        ("", []),
        (" 　\t", []),
        ("\ue001\x1f", []),
        ("车辆 车辆 ＶＩＰ vip", ["车辆", "vip"]),
        ("车\x1f辆", ["车", "辆"]),
        ("长" * 51, ["长" * 50]),
        ("一 二 三 四 五 六 七 八 九", list("一二三四五六七八")),
    ],
)
def test_the_words_of_a_question(question, words):
    assert searched_words(question) == words


def test_words_are_told_as_they_were_typed():
    assert words_of("ＶＩＰ 车辆 ＶＩＰ") == ["ＶＩＰ", "车辆"]


def test_hits_are_marked_in_either_width():
    assert marked("ＶＩＰ服务（vip）", ["vip"]) == [("ＶＩＰ", True), ("服务（", False), ("vip", True), ("）", False)]


def test_an_excerpt_is_cut_around_the_first_hit():
    assert excerpt("一二三四五六七八九", ["五"], 2) == "…三四五六七…"
    assert excerpt("一二三", ["二"], 2) == "一二三"


@pytest.mark.parametrize(
    ("name", "letters", "fits"),
    [
        ("山海关区教育和体育局", "教育局", True),
        ("山海关区教育和体育局", "体教局", False),
        ("山海关区教育研究中心", "教育局", False),
        ("山海关区财政局", "局", False),
    ],
)
def test_a_short_name_has_the_letters_of_the_name_in_order(name, letters, fits):
    assert in_order(name, letters) is fits
