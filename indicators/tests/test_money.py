"""Amounts: read exactly or not at all. Pure: no database."""

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from indicators.money import TEN_THOUSAND, YUAN, amount_text, amounts_in, from_yuan, parse_amount, sum_of, to_yuan


@pytest.mark.parametrize(
    ("text", "unit", "amount"),
    [
        ("32000", YUAN, "32000"),
        ("32,000.00", YUAN, "32000.00"),
        (" 32 000 元 ", YUAN, "32000"),
        ("３２０００．５", YUAN, "32000.5"),
        ("847.45", TEN_THOUSAND, "847.45"),
        ("0.000001万元", TEN_THOUSAND, "0.000001"),
        ("-5", YUAN, "-5"),
        ("0", YUAN, "0"),
        ("叁拾万元整", YUAN, "300000"),
        ("叁拾万元整", TEN_THOUSAND, "30"),
        ("人民币壹仟贰佰叁拾肆万伍仟陆佰柒拾捌元玖角壹分", YUAN, "12345678.91"),
        ("伍佰圆伍角正", YUAN, "500.5"),
        ("叁亿零伍万元整", YUAN, "300050000"),
        ("三万二千元", YUAN, "32000"),
        ("十万元", TEN_THOUSAND, "10"),
    ],
)
def test_an_amount_is_read_exactly(text, unit, amount):
    assert parse_amount(text, unit) == Decimal(amount)


def test_a_blank_is_no_amount_and_not_zero():
    assert [parse_amount(text, YUAN) for text in ("", " ", "　\n")] == [None] * 3


@pytest.mark.parametrize(
    ("text", "unit", "sentence"),
    [
        ("三万", YUAN, "金额“三万”不是以元为单位的数字"),
        ("万元", YUAN, "金额“万元”不是以元为单位的数字"),
        ("元整", YUAN, "金额“元整”不是以元为单位的数字"),
        ("三三万元", YUAN, "金额“三三万元”不是以元为单位的数字"),
        ("三万元以内", YUAN, "金额“三万元以内”不是以元为单位的数字"),
        ("叁万2千元", YUAN, "金额“叁万2千元”不是以元为单位的数字"),
        ("3.2万元", YUAN, "金额“3.2万元”不是以元为单位的数字"),
        ("320元", TEN_THOUSAND, "金额“320元”不是以万元为单位的数字"),
        ("1,23", YUAN, "金额“1,23”不是以元为单位的数字"),
        ("1.2.3", YUAN, "金额“1.2.3”不是以元为单位的数字"),
        ("1e5", YUAN, "金额“1e5”不是以元为单位的数字"),
        ("0.001", YUAN, "金额“0.001”的小数位多于2位"),
        ("0.0000001", TEN_THOUSAND, "金额“0.0000001”的小数位多于6位"),
    ],
)
def test_what_is_no_amount_is_refused(text, unit, sentence):
    with pytest.raises(ValueError, match="金额") as refused:
        parse_amount(text, unit)
    assert str(refused.value) == sentence


@given(st.decimals(0, 10**9, places=6))
def test_ten_thousands_of_yuan_come_back_exactly(amount):
    assert from_yuan(to_yuan(amount, TEN_THOUSAND), TEN_THOUSAND) == amount


@given(st.decimals(0, 10**13, places=2))
def test_yuan_stay_as_they_are(amount):
    assert from_yuan(to_yuan(amount, YUAN), YUAN) == amount
    assert (to_yuan(None, YUAN), from_yuan(None, TEN_THOUSAND)) == (None, None)


def test_amounts_that_are_missing_are_left_out_of_the_sum_and_are_not_zero():
    assert sum_of([Decimal("0.10"), None, Decimal("0.20")]) == Decimal("0.30")
    assert [sum_of([]), sum_of([None, None]), sum_of([Decimal(0), None])] == [None, None, 0]


@pytest.mark.parametrize(
    ("amount", "text"),
    [("933000", "933000.00"), ("0.5", "0.50"), ("847.450000", "847.45"), ("0.000001", "0.000001"), ("1E+3", "1000.00")],
)
def test_an_amount_is_written_with_two_to_six_decimals(amount, text):
    assert amount_text(Decimal(amount)) == text


def test_no_amount_is_written_as_none():
    assert amount_text(None) is None


@pytest.mark.parametrize(
    ("text", "amounts"),
    [
        ("安排35.5万元", [("355000.00", "35.5万元")]),
        ("共1,200,000元，其中3万", [("1200000.00", "1,200,000元"), ("30000.00", "3万")]),
        ("三百五十五万元", [("3550000.00", "三百五十五万元")]),
        ("叁佰伍拾万零伍元整", [("3500005.00", "叁佰伍拾万零伍元")]),
        ("一亿二千万元，3千万元", [("120000000.00", "一亿二千万元"), ("30000000.00", "3千万元")]),
        ("约50余万元，1.2亿元", [("500000.00", "50余万元"), ("120000000.00", "1.2亿元")]),
        ("约35.5万用于改造", [("355000.00", "35.5万")]),
        ("690元/人，3万人次，2021年，金额单位：万元", []),
        ("一亿亿亿亿亿亿亿亿元", []),
    ],
)
def test_amounts_in_a_text_are_found_in_digits_and_in_words(text, amounts):
    assert [(str(amount), printed) for amount, printed in amounts_in(text)] == amounts


@given(st.text("零一二三九十百千万亿元佰12.,/余", max_size=60))
def test_no_text_is_too_odd_to_be_asked_for_amounts(text):
    assert all(printed in text and amount >= 0 for amount, printed in amounts_in(text))
