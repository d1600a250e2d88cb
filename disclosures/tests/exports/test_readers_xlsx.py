"""The workbook for readers: typed, explained, without what clerks fill in; and nothing of what is withheld."""

from decimal import Decimal
from io import BytesIO

from openpyxl import load_workbook

from disclosures.document.redaction import redact
from disclosures.exports.readers_xlsx import readers_xlsx
from disclosures.tests.builders import document, indicator, project, withheld_project
from disclosures.tests.document.test_redaction import SECRET, TRACES
from disclosures.tests.statements import EXPLANATIONS, statements

SHOP = project(1, "=购书", total=Decimal("12.5"), money_unit="万元", indicators=(indicator("甲", "=100%"),))


def book(*projects, **fields):
    return load_workbook(BytesIO(readers_xlsx(redact(document(*projects, **fields)), "第1版  http://x/")))


def test_its_sheets_are_named_for_readers_and_hide_nothing():
    made = book(SHOP, statements=statements(), explanations=EXPLANATIONS)
    assert made.sheetnames[:4] == ["说明", "项目", "指标", "正文"]
    assert made.sheetnames[4:] == [one.title for one in statements()]
    assert [sheet.title for sheet in made if any(one.hidden for one in sheet.column_dimensions.values())] == []


def test_projects_have_amounts_in_yuan_as_numbers_and_texts_that_are_no_formulas():
    heads, row = book(SHOP)["项目"].iter_rows()
    assert dict(zip((cell.value for cell in heads), (cell.value for cell in row), strict=True)) == {
        "序号": 1,
        "项目名称": "=购书",
        "项目编码": "130303210000000000001",
        "单位代码": "345001",
        "单位名称": "山海关区文化馆",
        "预算数（元）": 125000,
        "财政资金（元）": 1000000000,
        "其他资金（元）": 200000000,
        "资金用途": "用于=购书",
        "绩效目标": "完成=购书\n读者满意",
        "3月底累计支出（%）": 25,
        "6月底累计支出（%）": 50,
        "10月底累计支出（%）": 80,
        "12月底累计支出（%）": 100,
        "不公开原因": None,
    }
    assert [cell.data_type for cell in row][:3] == ["n", "s", "s"]


def test_targets_are_printed_and_taken_apart():
    row = list(book(SHOP)["指标"].values)[1]
    assert row == (1, "=购书", "产出指标", "数量指标", "甲", "甲的完成情况", "=100%", "年度工作计划", "=", 100, "%")


def test_statements_have_numbers_where_the_form_has_amounts():
    sheet = book(SHOP, statements=statements())["单位预算支出总表"]
    total = next(row for row in sheet.iter_rows() if row[2].value == "合计")
    assert [(cell.value, cell.number_format) for cell in total[3:5]] == [(10.4, "#,##0.00"), (7, "#,##0.00")]


def test_it_says_which_version_it_is_and_how_many_projects_are_withheld():
    said = {row[0]: row[1] for row in book(SHOP, withheld_project(2))["说明"].values}
    assert (said["版本"], said["项目"]) == ("第1版  http://x/", "2 个，其中不公开 1 个")


def test_a_withheld_project_has_its_number_its_name_and_the_reason():
    made = book(SHOP, SECRET)
    shown = [SECRET.number, SECRET.name, SECRET.withheld.reason]
    assert [value for value in list(made["项目"].values)[2] if value] == shown
    everything = str([list(sheet.values) for sheet in made])
    assert [trace for trace in TRACES if trace in everything] == []
