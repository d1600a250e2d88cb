"""What the public may see. Pure: no database."""

from dataclasses import replace
from decimal import Decimal

from disclosures.document.as_json import body_text, to_json
from disclosures.document.model import ProjectSheet, Withheld
from disclosures.document.redaction import redact, shown_projects, shown_total, unmarked_projects
from disclosures.tests.builders import document, indicator, plan, project, withheld_project

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
    assert (made.layout, made.source, made.fiscal_year_evidence, made.problems) == ("", None, "", ())
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


def test_a_cell_that_says_it_is_classified_in_a_project_not_marked_is_found():
    suspicious = [
        project(1, "（涉密）"),
        project(2, purpose="涉密"),
        project(3, objectives=("涉密。",)),
        project(4, indicators=(indicator(target="≥10 涉密"),)),
        project(5, indicators=(indicator(basis="【涉密】"),)),
        project(6, indicators=(indicator("涉密"),)),
    ]
    innocent = [project(7, "涉密耗材购置"), withheld_project(8, purpose="涉密")]
    assert unmarked_projects(document(*suspicious, *innocent)) == suspicious
