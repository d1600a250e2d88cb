"""Numbered objectives in one cell, taken apart."""

import pytest

from disclosures.importers.objectives import split_objectives


@pytest.mark.parametrize(
    ("text", "objectives"),
    [
        ("", ()),
        ("保障供水", ("保障供水",)),
        ("1.保障供水。\n2.汛前清淤。", ("保障供水。", "汛前清淤。")),
        ("1、保障供水。2、汛前清淤。", ("保障供水。", "汛前清淤。")),
        ("１．保障供水。 ２．汛前清淤。", ("保障供水。", "汛前清淤。")),
        ("（1）保障供水；（2）汛前清淤", ("保障供水；", "汛前清淤")),
        ("1.不少于 1 次。 2. 3.5公里河道", ("不少于 1 次。", "3.5公里河道")),
        ("1.涉密 2.涉密", ("涉密", "涉密")),
        ("1.5万亩造林", ("1.5万亩造林",)),
        ("1.2021年完成清淤。\n2.2021年完成供水。\n3.验收", ("2021年完成清淤。", "2021年完成供水。", "验收")),
        ("1.6个社区达标。\n2.便民服务。", ("6个社区达标。", "便民服务。")),
        ("1、按要求完成\n按要求完成", ("按要求完成", "按要求完成")),
        ("新建2.5公里管道，3.清淤", ("新建2.5公里管道，3.清淤",)),
    ],
)
def test_it_splits_at_line_breaks_and_numbers_in_sequence(text, objectives):
    assert split_objectives(text) == objectives


def test_a_long_row_of_decimals_takes_no_time():
    text = "1.1 2.1 3.1 4.1 5.1 " * 2000
    assert "".join(split_objectives(text)).count("1.1") == 1999
