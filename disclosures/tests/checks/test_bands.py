from dataclasses import replace
from decimal import Decimal

from disclosures.checks import Settings
from disclosures.checks.bands import (
    Band,
    bands_meet_without_overlap,
    boundaries_belong_to_one_band,
    parse_bands,
    the_pass_mark_is_the_nations,
)
from disclosures.checks.rule import Context
from disclosures.tests.checks.builders import a_document, a_project, a_row, spots

RULES = (bands_meet_without_overlap, boundaries_belong_to_one_band, the_pass_mark_is_the_nations)


def _duty(bands: str):
    return a_document(duties=(replace(a_document().duties[0], rating_bands=bands),))


def _found(bands: str) -> list[int]:
    return [len(spots(rule, _duty(bands))) for rule in RULES]


def test_bands_are_read_in_every_way_they_are_printed():
    number = Decimal
    expected = (
        Band("优", number(90), None),
        Band("良", number(80), number(90)),
        Band("中", number(60), number(80)),
        Band("差", None, number(60)),
    )
    assert parse_bands("≧90%为优；80%-90%为良；60%-80%为中；60%以下为差。") == expected
    assert parse_bands("≥90%为优秀\n90%-80%为良好\n80%-60%为中等\n<60%为差") == expected
    assert parse_bands("＞90%为优；80%-90%为良；60%-80%为中；≤60%为差") == expected
    assert parse_bands("达到90%以上的为优；达到80%至90%的为良；60—80%的为中；完成数的60%以下的为差") == expected
    assert parse_bands("90分（含）以上为优，80-90分为良，60-80分为中，60分以下为差") == expected


def test_three_grades_are_bands_and_fewer_are_none():
    three = "90%以上为优；80%-90%为良；60%-80%为中"
    assert [band.grade for band in parse_bands(three)] == ["优", "良", "中"]
    for fewer in ("90%以上为优；60%-80%为中", "90%以上为优", "90%以上为优；90%以上为优；80%以上为良", "全部完成", ""):
        assert parse_bands(fewer) == ()


def test_two_grades_are_judged_by_no_rule():
    two = "90%以上为优；50%-80%为中"
    assert _found(two) == [0, 0, 0]
    assert _found(f"{two}；70%以下为差") == [2, 0, 1]


def test_steps_downwards_are_in_order():
    assert _found("90%以上的为优；80%以上的为良；60%以上的为中；60%以下的为差。") == [0, 0, 0]


def test_overlap_and_gap_are_errors():
    assert _found("≥90%为优；80%-89%为良；60%-79%为中；70%以下为差") == [3, 0, 0]
    assert spots(bands_meet_without_overlap, _duty("90%以上为优；80%以上为良；60%以上为中；70%以下为差")) == [
        (None, None, "duties[0].rating_bands", "E")
    ]


def test_a_shared_boundary_is_a_hint():
    assert _found("≥90%为优；80%-90%为良；60%-80%为中；60%以下为差") == [0, 1, 0]


def test_another_pass_mark_is_a_hint_unless_it_is_the_regions():
    bands = "90%以上的为优；80%以上的为良；70%以上的为中；70%以下的为差"
    assert _found(bands) == [0, 0, 1]
    own = Context(Settings(pass_mark=Decimal(70)))
    assert spots(the_pass_mark_is_the_nations, _duty(bands), context=own) == []


def test_bands_in_a_value_are_found_at_the_row():
    row = a_row("质量", "合格率", "≥90%为优；80%-90%为良；60%-80%为中；60%以下为差")
    assert spots(boundaries_belong_to_one_band, a_document(a_project(row))) == [(1, 1, "target", "I")]
    [finding] = boundaries_belong_to_one_band.findings(a_document(a_project(row), duties=()))
    assert finding.message == "第 1 个项目第 1 行指标“合格率”里 90%、80% 同时属于两个等级，请写明边界归哪一级。"
    assert finding.evidence == row.target


def test_a_finding_names_the_duty_and_both_ends():
    bands = " 90%以上为优；80%以上为良；60%以上为中；70%以下为差 "
    [finding] = bands_meet_without_overlap.findings(_duty(bands))
    assert finding.message == "第 1 项职责的绩效标准里“中”和“差”的区间重叠（60% 到 70%），请改正。"
    assert finding.evidence == bands.strip()


def test_a_document_without_bands_has_nothing_to_judge():
    assert not bands_meet_without_overlap.applies(a_document(duties=()))
    assert bands_meet_without_overlap.applies(a_document())
