"""What differs between two documents, told field by field."""

from dataclasses import replace
from decimal import Decimal

from disclosures.document.comparison import ChangeKind, Difference, compare
from disclosures.document.model import DepartmentRef, Document, DutySection, IndicatorRow, ProjectSheet
from disclosures.tests.builders import document, statement

ROAD = ProjectSheet(
    number=1,
    name="道路养护",
    total=Decimal("1000"),
    objectives=("养护道路。",),
    indicators=(
        IndicatorRow("产出指标", "数量指标", "养护里程", "", "≥20公里", "", key="i1"),
        IndicatorRow("产出指标", "质量指标", "合格率", "", "≥95%", "", key="i2"),
    ),
    key="1",
)
LAMP = ProjectSheet(number=2, name="路灯维护", total=Decimal("500"), key="2")
PLAN = Document(
    None, DepartmentRef("301001", "城管局"), 2022, "元", "整洁。", (DutySection("市容", key="d1"),), "", (ROAD, LAMP)
)


def test_a_document_does_not_differ_from_itself():
    assert compare(PLAN, PLAN) == []


def test_it_names_the_changed_field_with_both_values():
    new = replace(PLAN, overall_objective="整洁有序。", projects=(replace(ROAD, total=Decimal("1200.5")), LAMP))
    assert compare(PLAN, new) == [
        Difference("whole", ChangeKind.ALTERED, "", "整体", "overall_objective", "整洁。", "整洁有序。"),
        Difference("project", ChangeKind.ALTERED, "1", "道路养护", "total", "1,000.00", "1,200.50"),
    ]


def test_an_indicator_is_followed_by_its_key_when_it_is_renamed():
    renamed = replace(ROAD.indicators[0], name="道路养护里程", target="≥25公里")
    new = replace(PLAN, projects=(replace(ROAD, indicators=(renamed, ROAD.indicators[1])), LAMP))
    assert compare(PLAN, new) == [
        Difference("indicator", ChangeKind.ALTERED, "i1", "道路养护里程", "name", "养护里程", "道路养护里程", "1"),
        Difference("indicator", ChangeKind.ALTERED, "i1", "道路养护里程", "target", "≥20公里", "≥25公里", "1"),
    ]


def test_it_tells_what_was_added_removed_and_moved():
    bench = ProjectSheet(number=3, name="座椅更新", key="3")
    assert compare(PLAN, replace(PLAN, projects=(LAMP, bench))) == [
        Difference("project", ChangeKind.ADDED, "3", "座椅更新", "", "", "座椅更新"),
        Difference("project", ChangeKind.REMOVED, "1", "道路养护", "", "道路养护", ""),
    ]
    assert compare(PLAN, replace(PLAN, projects=(LAMP, ROAD))) == [
        Difference("project", ChangeKind.MOVED, "", "次序", "position", "道路养护、路灯维护", "路灯维护、道路养护"),
    ]


def test_without_keys_parts_are_matched_by_name():
    bare = replace(LAMP, key="", name="路灯 维护", total=None)
    assert compare(PLAN, replace(PLAN, projects=(ROAD, bare))) == [
        Difference("project", ChangeKind.ALTERED, "", "路灯 维护", "name", "路灯维护", "路灯 维护"),
        Difference("project", ChangeKind.ALTERED, "", "路灯 维护", "total", "500.00", ""),
    ]


def test_of_a_statement_the_rows_that_differ_are_told():
    old = statement()
    new = replace(old, rows=(*old.rows[:3], ("4", "2080711", "就业见习补贴", "3.60", "", "3.60")), notes=("注：甲",))
    before = document(statements=(old, statement(kind="state_capital", title="国有资本经营")))
    after = document(statements=(new, statement(kind="government_fund", title="政府基金")))
    key, title = "s-general_public", old.title
    was, now = "4 2080711 就业见习补贴 3.40 3.40", "4 2080711 就业见习补贴 3.60 3.60"
    assert compare(before, after) == [
        Difference("statement", ChangeKind.ALTERED, key, title, "rows", was, now),
        Difference("statement", ChangeKind.ALTERED, key, title, "notes", "", "注：甲"),
        Difference("statement", ChangeKind.ADDED, "s-government_fund", "政府基金", "", "", "政府基金"),
        Difference("statement", ChangeKind.REMOVED, "s-state_capital", "国有资本经营", "", "国有资本经营", ""),
    ]
