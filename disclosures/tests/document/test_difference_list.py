"""Differences as lines for the eye. Pure."""

from dataclasses import replace

from disclosures.document.comparison import compare
from disclosures.document.difference_list import MOST, DifferenceLine, listing
from disclosures.document.text_pieces import Piece
from disclosures.tests.builders import document, indicator, project


def lines(before, after) -> list[DifferenceLine]:
    return listing(compare(before, after)).lines


def test_a_changed_text_is_shown_in_pieces():
    before = document(project(1, purpose="用于图书馆购书"))
    after = document(project(1, purpose="用于文化馆购书"))
    assert lines(before, after) == [
        DifferenceLine(
            "项目",
            "图书馆购书",
            "资金用途",
            "altered",
            [Piece("用于", False), Piece("图书", True), Piece("馆购书", False)],
            [Piece("用于", False), Piece("文化", True), Piece("馆购书", False)],
        )
    ]


def test_a_text_on_one_side_only_is_shown_as_it_is():
    made = document(safeguards="按月检查。")
    line = DifferenceLine("整体", "整体", "工作保障措施", "altered", [Piece("", False)], [Piece("按月检查。", False)])
    assert lines(replace(made, safeguards=""), made) == [line]


def test_a_part_that_is_new_or_gone_or_elsewhere_is_named():
    two = (indicator("购书册数"), indicator("办证人数"))
    before = document(project(1, indicators=two), project(2, "展览"))
    after = document(project(1, indicators=two[::-1]), project(3, "演出"))
    assert [(one.part, one.name, one.label, bool(one.before or one.after)) for one in lines(before, after)] == [
        ("指标", "次序", "调整次序", True),
        ("项目", "演出", "新增", False),
        ("项目", "展览", "删除", False),
    ]


def test_a_very_long_list_is_cut_and_says_by_how_much():
    rows = tuple(indicator(f"指标{number}") for number in range(MOST + 5))
    found = listing(compare(document(project(1, indicators=())), document(project(1, indicators=rows))))
    assert (len(found.lines), found.more, bool(found)) == (MOST, 5, True)
    assert not listing([])
