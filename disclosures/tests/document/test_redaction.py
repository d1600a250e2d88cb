"""What the public may see. Pure: no database."""

from dataclasses import fields, replace
from decimal import Decimal
from unittest import mock

import pytest

from disclosures.document import redaction
from disclosures.document.as_json import body_text, to_json
from disclosures.document.declarations import Trait, names_of
from disclosures.document.model import (
    Document,
    DutySection,
    Explanation,
    IndicatorRow,
    ObjectivePair,
    ProjectSheet,
    Withheld,
)
from disclosures.document.redaction import (
    classified_sections,
    is_classified,
    redact,
    shown_projects,
    shown_total,
    shows_withheld,
    unmarked_projects,
)
from disclosures.tests import statements
from disclosures.tests.builders import document, indicator, plan, project, statement, withheld_project

#: A project whose every value can be recognised wherever it turns up.
SECRET = ProjectSheet(
    number=2,
    name="名称可见",
    code="密码编码",
    money_unit="万元",
    unit_code="密990099",
    unit_name="密单位",
    total=Decimal("77.01"),
    fiscal_funds=Decimal("77.02"),
    other_funds=Decimal("77.03"),
    purpose="密用途",
    withheld=Withheld("涉及国家秘密"),
    spending_plan=plan("11.11", "22.22", "33.33", "44.44"),
    objectives=("密目标",),
    indicators=(indicator("密指标", "≥7788件", description="密描述", basis="密依据", key="2.1", line=66),),
    line=65,
    key="2",
)
TRACES = (
    "密码编码",
    "密990099",
    "密单位",
    "77.0",
    "770100.",
    "770200.",
    "770300.",
    "密用途",
    "11.11",
    "22.22",
    "33.33",
    "44.44",
)
TRACES += ("密目标", "密指标", "7788件", "密描述", "密依据", "2.1")


def test_a_withheld_project_keeps_its_number_name_key_and_reason_only():
    assert redact(document(project(1), SECRET)).projects[1] == ProjectSheet(
        number=2, name="名称可见", withheld=Withheld("涉及国家秘密")
    )
    assert redact(document(SECRET)).projects[0].key == "2"


def test_no_value_of_a_withheld_project_is_left_in_the_text():
    text = body_text(to_json(redact(document(project(1), SECRET))))
    assert [trace for trace in TRACES if trace in text] == []


def test_a_name_that_is_withheld_too_goes():
    assert redact(document(replace(SECRET, name="（涉密）"))).projects[0].name == ""


def test_the_rest_stays_as_it_was():
    made = document(project(1), project(2, "夜校"))
    assert redact(made) == made


def test_the_particulars_of_the_reading_go():
    made = redact(document(project(1, line=20, indicators=(indicator(line=21),))))
    assert (made.layout, made.source, made.problems) == ("", None, ())
    assert (made.fiscal_year_evidence, made.fiscal_year_source) == ("", None)
    lines = [one.line for one in (*made.duties, *made.explanations, *made.projects, made.projects[0].indicators[0])]
    assert lines == [None] * 5


def test_redacting_twice_is_redacting_once():
    once = redact(document(project(1), SECRET))
    assert redact(once) == once


def test_sums_run_over_shown_projects_in_yuan():
    made = document(project(1), SECRET, project(3, money_unit="万元", total=Decimal("1.5")), project(4, total=None))
    assert shown_total(made) == Decimal("135000.00")
    assert shown_total(document(project(1, total=None), SECRET)) is None
    assert [one.number for one in shown_projects(made)] == [1, 3, 4]


def cells_of(part: type) -> list[str]:
    """The columns of the form that hold words; the unit of money is one of two words, a key none of the form."""
    return [field.name for field in fields(part) if field.type is str and field.name not in ("key", "money_unit")]


SHEET_CELLS, ROW_CELLS = cells_of(ProjectSheet), cells_of(IndicatorRow)


def test_the_form_has_these_cells():
    assert SHEET_CELLS == ["name", "code", "unit_code", "unit_name", "purpose"]
    assert ROW_CELLS == ["category", "subcategory", "name", "description", "target", "basis"]


@pytest.mark.parametrize("words", ["涉密", "（涉密）", "【涉密】", " 涉 密。", "库房维护\n涉密", "因涉密不予公开"])
@pytest.mark.parametrize("cell", SHEET_CELLS)
def test_a_cell_that_says_it_is_classified_in_a_project_not_marked_is_found(cell, words):
    suspicious = replace(project(2, "夜校"), **{cell: words})
    marked = replace(suspicious, withheld=Withheld("涉密"))
    assert unmarked_projects(document(project(1), suspicious)) == [suspicious]
    assert unmarked_projects(document(project(1), marked)) == []


@pytest.mark.parametrize("cell", ROW_CELLS)
def test_a_cell_of_an_indicator_that_says_so_is_found(cell):
    rows = (indicator("培训期数"), replace(indicator(), **{cell: "涉密"}))
    suspicious = project(2, "夜校", indicators=rows)
    assert unmarked_projects(document(project(1), suspicious)) == [suspicious]


def test_an_objective_or_a_target_that_says_so_among_others_is_found():
    suspicious = [
        project(1, objectives=("完成购书", "涉密。")),
        project(2, indicators=(indicator(target="≥10 涉密"),)),
    ]
    assert unmarked_projects(document(*suspicious)) == suspicious


@pytest.mark.parametrize("words", ["涉密耗材购置", "区保密局", "保密宣传教育", "办公楼"])
@pytest.mark.parametrize("cell", ["name", "unit_name", "purpose"])
def test_a_cell_that_merely_speaks_of_it_is_no_mark(cell, words):
    assert unmarked_projects(document(replace(project(), **{cell: words}))) == []


def test_an_older_text_shows_what_a_newer_one_withholds_by_key_code_or_name():
    older = document(project(1, key="1"), project(2, "夜校", key="2"), project(3, "巡展", code="", key="3"))
    assert shows_withheld(older, document(project(1, key="1"), withheld_project(2, "夜校", key="2")))
    assert shows_withheld(older, document(withheld_project(7, "甲", code="", key="2")))
    assert shows_withheld(older, document(withheld_project(7, "甲", code=project(2).code, key="p7")))
    assert shows_withheld(older, document(withheld_project(7, "夜 校", code="", key="p7")))
    assert shows_withheld(older, document(withheld_project(7, "2022年巡展", key="p7")))


def test_an_older_text_that_withholds_it_too_or_never_had_it_shows_nothing():
    newer = document(project(1, key="1"), withheld_project(2, "夜校", key="2"))
    assert not shows_withheld(document(project(1, key="1"), withheld_project(2, "夜校", key="2")), newer)
    assert not shows_withheld(document(project(1, key="1")), newer)
    assert not shows_withheld(newer, document(project(1, key="1"), project(2, "夜校", key="2")))
    assert not shows_withheld(document(project(1, key="1"), project(2, "夜校", key="2")), document(project(1, key="1")))


def older(*projects):
    return redact(document(*projects))


WHY = Withheld("涉及国家秘密")
SHOWN, KEPT = project(1, "夜校", key="1", total=Decimal(70000)), project(2, "展览", key="2", total=Decimal(50000))
#: What the older text shows, what the newer one says (not redacted), whether the older one must be closed.
VERSIONS = {
    "withheld by its key": ((SHOWN, KEPT), (replace(SHOWN, name="某项目", code="", withheld=WHY), KEPT), True),
    "entered anew under its name": ((SHOWN, KEPT), (replace(SHOWN, key="p3", code="X", withheld=WHY), KEPT), True),
    "renamed with a blank code": (
        (SHOWN, KEPT),
        (replace(SHOWN, key="p3", name="新名", code="", withheld=WHY), KEPT),
        True,
    ),
    "涉密 in name and code": ((SHOWN, KEPT), (project(1, "涉密", code="涉密", withheld=WHY), KEPT), True),
    "one that was never shown": ((KEPT,), (KEPT, project(3, "档案", key="p3", withheld=WHY)), False),
    "withheld then and now": ((replace(SHOWN, withheld=WHY), KEPT), (replace(SHOWN, withheld=WHY), KEPT), False),
    "nothing withheld, one left out": ((SHOWN, KEPT), (KEPT,), False),
    "another left out at the same time": ((SHOWN, KEPT), (KEPT, project(3, "档案", key="p3", withheld=WHY)), True),
    "split: the rest of it has less money": (
        (SHOWN, KEPT),
        (replace(SHOWN, total=Decimal(20000)), KEPT, project(3, "库房改造", key="p3", withheld=WHY)),
        True,
    ),
    "split: the rest of it names no money": (
        (SHOWN, KEPT),
        (replace(SHOWN, total=None), KEPT, project(3, "库房改造", key="p3", withheld=WHY)),
        True,
    ),
    "split: the rest of it has less money in another unit": (
        (replace(SHOWN, total=Decimal(7), money_unit="万元"), KEPT),
        (replace(SHOWN, total=Decimal(20000), money_unit="元"), KEPT, project(3, "库房改造", key="p3", withheld=WHY)),
        True,
    ),
    "one withheld with its name is gone": (
        (replace(SHOWN, name="涉密", withheld=WHY), KEPT),
        (KEPT, project(3, "库房改造", key="p3", withheld=WHY)),
        False,
    ),
    "its code went to another": (
        (SHOWN, KEPT),
        (replace(SHOWN, name="巡展"), KEPT, project(3, "库房改造", code="", key="p3", withheld=WHY)),
        True,
    ),
    "more money beside a new secret": (
        (SHOWN, KEPT),
        (replace(SHOWN, total=Decimal(90000)), KEPT, project(3, "库房改造", key="p3", withheld=WHY)),
        False,
    ),
    "a name that is withheld now": (
        (replace(SHOWN, name="卫星地面站", withheld=WHY), KEPT),
        (project(1, "涉密", code="", withheld=WHY), KEPT),
        True,
    ),
    "a name that is withheld now, by its key": (
        (replace(SHOWN, withheld=WHY), KEPT),
        (replace(SHOWN, name="涉密", withheld=WHY), KEPT),
        True,
    ),
    "one with a better sign hides nothing": (
        (SHOWN, KEPT),
        (replace(SHOWN, name="新名", code="Y"), KEPT, project(9, "夜校", key="p9", code="Z", withheld=WHY)),
        True,
    ),
}


@pytest.mark.parametrize(("before", "after", "closed"), VERSIONS.values(), ids=VERSIONS)
def test_an_older_text_is_closed_where_it_may_show_what_is_withheld(before, after, closed):
    assert shows_withheld(older(*before), document(*after)) is closed


def test_each_project_is_looked_at_once_however_many_are_withheld():
    older = document(*(project(number, f"第{number}街养护") for number in range(1, 7)))
    newer = document(*(withheld_project(number, f"第{number}楼加固") for number in range(11, 17)))
    with mock.patch.object(redaction, "signs_of", wraps=redaction.signs_of) as looked:
        assert shows_withheld(older, newer) is True
    assert looked.call_count == 12


def test_a_mark_outside_the_projects_is_found_with_its_place():
    made = document(
        duties=(DutySection("阅读", pairs=(ObjectivePair("秘密★5年", ("册数",)),)), DutySection("演出")),
        overall_objective="书香满城。\n不予公开",
        explanations=(Explanation("名词解释", "内部资料"), Explanation("其他", "保密教育")),
    )
    assert classified_sections(made) == ["总体绩效目标", "第 1 项职责的目标与指标", "情况说明“名词解释”的内容"]


@pytest.mark.parametrize("field", names_of(ProjectSheet, Trait.MAY_BE_CLASSIFIED))
def test_a_mark_in_any_cell_of_a_project_is_found(field):
    value = ("涉密",) if field == "objectives" else "涉密"
    assert is_classified(replace(project(1), **{field: value}))


def test_classified_words_in_a_statement_bar_publication_and_its_line_is_not_published():
    bought = statement(kind="procurement", title="单位政府采购预算", rows=(("机要设备", "", "涉密", *[""] * 12),))
    made = document(statements=(statement(), bought))
    assert classified_sections(made) == ["单位政府采购预算的表内各行"]
    assert [one.line for one in redact(made).statements] == [None, None]


def told(total: str, *projects, words: str = "") -> Document:
    """A text with a sum over all its projects in its statement, or only in its explanation."""
    sums = () if words else (statements.expenditure(total=total),)
    return document(KEPT, *projects, statements=sums, explanations=(Explanation("总体情况", words),) if words else ())


SECRET_ONE = project(3, "库房", key="p3", total=None, withheld=WHY)


@pytest.mark.parametrize(
    ("older_text", "newer_text", "closes"),
    [
        (told("10.40"), told("17.40", SECRET_ONE), True),
        (told("17.40", SECRET_ONE), told("10.40"), True),
        (told("10.40"), told("10.40", SECRET_ONE), False),
        (told("10.40"), told("17.40"), False),
        (told("17.40", SECRET_ONE), told("18.40", SECRET_ONE), False),
        (told("", words="共支出10.40万元。"), told("", SECRET_ONE, words="共支出１７.40万元。"), True),
        (told("", words="共支出10.40万元。"), told("", SECRET_ONE, words="今年共支出10.40万元。"), False),
        (told("", words="没有数。"), told("17.40", SECRET_ONE), False),
    ],
)
def test_sums_before_and_after_a_withheld_project_came_or_went_give_it_away(older_text, newer_text, closes):
    assert shows_withheld(redact(older_text), newer_text) is closes
