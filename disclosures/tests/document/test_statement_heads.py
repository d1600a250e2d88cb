"""The printed head of a statement as merged cells."""

import pytest

from disclosures.document.statement_heads import HeadCell, column_numbers, merged_head
from disclosures.document.statement_kinds import BALANCE, KIND_NAMES, KINDS, ORGANISATION, PROCUREMENT, REVENUE


def test_the_head_merges_groups_across_and_single_columns_downwards():
    upper, lower = merged_head(REVENUE, 2021, "万元")
    assert [(cell.text, cell.column, cell.across, cell.down) for cell in upper] == [
        ("序号", 0, 1, 2),
        ("功能分类科目", 1, 2, 1),
        ("合计", 3, 1, 2),
        ("本年收入", 4, 8, 1),
        ("上年结转", 12, 1, 2),
    ]
    assert [(cell.text, cell.column) for cell in lower][:4] == [
        ("科目编码", 1),
        ("科目名称", 2),
        ("小计", 4),
        ("财政拨款收入", 5),
    ]


def test_a_column_that_is_a_sum_says_what_it_adds():
    upper, lower = merged_head(REVENUE)
    assert [cell.made_of for cell in upper] == ["", "", "等于小计＋上年结转", "", ""]
    assert (
        lower[2].made_of
        == "等于财政拨款收入＋财政专户收入＋事业收入＋经营收入＋上级补助收入＋附属单位上缴收入＋其他收入"
    )


@pytest.mark.parametrize("kind", KINDS, ids=KIND_NAMES)
def test_the_head_of_every_kind_covers_every_place_once(kind):
    head = merged_head(kind, 2021, "万元")
    covered = [
        (row + down, cell.column + across)
        for row, cells in enumerate(head)
        for cell in cells
        for down in range(cell.down)
        for across in range(cell.across)
    ]
    assert sorted(covered) == [(row, column) for row in range(len(head)) for column in range(len(kind.columns))]


def test_a_head_of_one_row_has_a_cell_for_each_column():
    assert merged_head(ORGANISATION) == (
        (HeadCell("单位名称", 0), HeadCell("单位性质", 1), HeadCell("单位规格", 2), HeadCell("经费保障形式", 3)),
    )


def test_a_head_prints_its_year():
    assert merged_head(PROCUREMENT, 2021, "元")[0][-1] == HeadCell("2021年预留中小微企业份额", 14, down=2)


def test_columns_are_numbered_behind_the_first():
    assert column_numbers(BALANCE) == ("栏次", "1", "2", "3", "4")
    assert column_numbers(ORGANISATION) == ()
