"""A field that is declared is found in every layer: shown by one that only a toy class has."""

from dataclasses import dataclass, replace
from types import SimpleNamespace

from disclosures.checks.wording import words_are_spelt_right
from disclosures.desk.entry.completeness import completeness_of
from disclosures.document.as_json import content_sha256, part_from_json, part_to_json, to_json
from disclosures.document.carry_over import carry_over
from disclosures.document.comparison import ChangeKind, Difference, compare
from disclosures.document.declarations import FieldKind, Trait, declared, field_of, fields_of, names_of
from disclosures.document.labels import LABELS
from disclosures.document.merging import Clash, merge_sheets
from disclosures.document.model import (
    BudgetStatement,
    Document,
    DutySection,
    Explanation,
    IndicatorRow,
    ProjectSheet,
    Withheld,
)
from disclosures.document.redaction import redact, unmarked_projects
from disclosures.document.stale_numbers import StaleNumber, stale_numbers
from disclosures.document.xlsx_columns import Column, columns_of
from disclosures.exports.as_xlsx import column_texts
from disclosures.plans.columns import column_values, field_values
from disclosures.tests.builders import document, project
from indicators.taxonomy import Scheme


@dataclass(frozen=True)
class ToySheet(ProjectSheet):
    """A project table that has one field more than ours, with every trait."""

    remark: str = declared("备注", FieldKind.TEXT, *Trait, default="")


class ToyRow:
    """A table with that column."""

    _meta = SimpleNamespace(get_field=lambda name: SimpleNamespace(null=name == "code"))

    def __init__(self, **columns):
        vars(self).update(columns)


SHEET = ToySheet(**{name: getattr(project(), name) for name in names_of(ProjectSheet)}, key="1", remark="2021年的陈本")


def with_remark(remark: str) -> Document:
    return document(replace(SHEET, remark=remark))


def test_it_is_printed_as_json_and_read_again():
    values = part_to_json(SHEET)
    assert values["remark"] == "2021年的陈本"
    assert part_from_json(ToySheet, values) == SHEET
    assert to_json(document(SHEET))["projects"][0]["remark"] == "2021年的陈本"
    assert content_sha256(with_remark("甲")) != content_sha256(with_remark("乙"))


def test_what_was_printed_before_it_came_is_read_all_the_same():
    values = part_to_json(SHEET)
    del values["remark"]
    assert part_from_json(ToySheet, values) == replace(SHEET, remark="")


def test_it_is_a_column_of_the_table_and_comes_back():
    kept = column_values(SHEET, ToyRow, "元")
    assert kept["remark"] == "2021年的陈本"
    assert field_values(ToySheet, ToyRow(**kept), "元")["remark"] == "2021年的陈本"


def test_a_change_of_it_is_told():
    assert compare(with_remark("甲"), with_remark("乙")) == [
        Difference("project", ChangeKind.ALTERED, "1", "图书馆购书", "remark", "甲", "乙")
    ]


def test_two_people_who_change_it_clash():
    mine, theirs = replace(SHEET, remark="甲"), replace(SHEET, remark="乙")
    assert merge_sheets(SHEET, SHEET, theirs) == (theirs, [])
    assert merge_sheets(SHEET, mine, theirs) == (mine, [Clash("", "remark", "乙")])


def test_classified_words_in_it_bar_publication_and_are_not_published():
    assert [sheet.remark for sheet in unmarked_projects(with_remark("涉密"))] == ["涉密"]
    withheld = redact(document(replace(SHEET, withheld=Withheld("涉及敏感信息")))).projects[0]
    assert "2021年的陈本" not in repr(withheld)


def test_it_is_carried_over_and_last_years_numbers_in_it_are_found():
    last = replace(with_remark("2021年的陈本"), fiscal_year=2021)
    current = replace(with_remark(""), fiscal_year=2022)
    made = carry_over(last, current, Scheme.COST_FIRST)
    assert made.projects[0].remark == "2021年的陈本"
    found = [one for one in stale_numbers(made, last) if one.field == "remark"]
    assert found == [StaleNumber(1, None, "remark", "2021年", "“2021年”是上年文本留下的，请核对是否应改为2022年。")]


def test_it_is_asked_for():
    missing = completeness_of(7, with_remark("")).missing[-1]
    assert [(cell.label, cell.link) for cell in missing.cells if not cell.filled] == [
        ("备注", "/admin/plans/7/projects/1/#id_remark")
    ]


def test_rules_read_it():
    [finding] = [one for one in words_are_spelt_right.findings(document(SHEET)) if one.field == "remark"]
    assert finding.message == "第 1 个项目的备注里的“2021年的陈本”疑有错字：“陈本”应为“成本”。"


def test_it_is_a_mandatory_column_of_the_template():
    assert columns_of(ToySheet)[-2:] == (
        Column("备注", "remark", True, 36),
        Column("不公开原因", "withheld_reason", False, 20),
    )
    assert column_texts(SHEET)["remark"] == "2021年的陈本"


def test_every_field_of_ours_says_what_it_is():
    """Only the reading, the keeping and references to region and department are undeclared."""
    undeclared = {
        Document: {"region", "department", "fiscal_year", "layout", "source", "problems"}
        | {"fiscal_year_evidence", "fiscal_year_source"},
        DutySection: {"line", "key"},
        ProjectSheet: {"line", "key"},
        IndicatorRow: {"line", "key"},
        BudgetStatement: {"line"},
        Explanation: {"line"},
    }
    for part, names in undeclared.items():
        assert set(part.__dataclass_fields__) - {field.name for field in fields_of(part)} == names
    assert field_of(Document, "explanations").json == "notes"
    assert LABELS["indicator"]["basis"] == field_of(IndicatorRow, "basis").label == "指标值确定依据"
