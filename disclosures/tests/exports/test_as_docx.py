"""The .docx is the paper form: it opens in Word, its merged cells are merged, and our importer reads it back equal."""

from dataclasses import replace
from decimal import Decimal
from io import BytesIO

import docx
import pytest
from docx.oxml.ns import qn
from hypothesis import given, settings

from disclosures.document.model import (
    PLAN_MONTHS,
    Checkpoint,
    DepartmentRef,
    Document,
    DutySection,
    IndicatorRow,
    ProjectSheet,
    RegionRef,
    Withheld,
)
from disclosures.exports.as_docx import docx_file
from disclosures.exports.as_word_text import word_text
from disclosures.importers import SUFFIXES, parse, parse_file, read_path
from disclosures.importers.docx_text import read_docx
from disclosures.importers.refusal import Refused
from disclosures.tests.folders import SAMPLES
from disclosures.tests.strategies import documents

SAMPLES = sorted(path for path in SAMPLES.iterdir() if path.suffix in SUFFIXES)
UNIT = "海港区档案服务中心本级"
PROJECT = ProjectSheet(
    number=1,
    name="库房维护费",
    code="13030221ABCDEFGHIJKLM",
    money_unit="元",
    unit_code="345001",
    unit_name=UNIT,
    total=Decimal("32000"),
    fiscal_funds=Decimal("30000"),
    other_funds=Decimal("2000"),
    purpose="更换库房密集架。",
    spending_plan=tuple(Checkpoint(month, Decimal(25 * n)) for n, month in enumerate(PLAN_MONTHS, 1)),
    objectives=("更换密集架。", "保持温度。"),
    indicators=(
        IndicatorRow("产出指标", "数量指标", "更换数量", "更换的架数", "≥8架", "合同"),
        IndicatorRow("产出指标", "数量指标", "巡查次数", "每月巡查", "12次", "合同"),
        IndicatorRow("产出指标", "质量指标", "合格率", "验收合格", "100%", "合同"),
        IndicatorRow("满意度指标", "服务对象满意度指标", "查档人满意度", "调查", "≥95%", "问卷"),
    ),
)
DOCUMENT = Document(
    region=RegionRef("130302", "海港区"),
    department=DepartmentRef("345001", UNIT),
    fiscal_year=2021,
    money_unit="元",
    overall_objective="管好档案。\n方便群众查档。",
    duties=(DutySection(title="档案保管", responsibilities="保管档案。", objective="不丢不坏。"),),
    safeguards="专人负责。",
    projects=(PROJECT,),
)


def word(document: Document):
    return docx.Document(BytesIO(docx_file(document)))


@settings(max_examples=settings.default.max_examples // 2)
@given(documents(most_projects=2))
def test_any_document_comes_back_from_its_docx(document):
    read = parse_file("甲.docx", docx_file(document))
    assert read == document
    assert read.problems == ()


def test_the_docx_says_the_same_lines_as_the_text():
    lines = read_docx(docx_file(DOCUMENT))[0].split("\n")
    assert [line for line in lines if line] == [line for line in word_text(DOCUMENT).split("\n") if line]


def test_the_form_has_the_merged_cells_of_the_paper():
    sheet, indicators = word(DOCUMENT).tables
    assert [[cell.text for cell in row.cells] for row in indicators.rows][1:] == [
        ["产出指标", "数量指标", "更换数量", "更换的架数", "≥8架", "合同"],
        ["产出指标", "数量指标", "巡查次数", "每月巡查", "12次", "合同"],
        ["产出指标", "质量指标", "合格率", "验收合格", "100%", "合同"],
        ["满意度指标", "服务对象满意度指标", "查档人满意度", "调查", "≥95%", "问卷"],
    ]
    assert indicators.cell(1, 0)._tc is indicators.cell(3, 0)._tc
    assert sheet.cell(2, 0)._tc is sheet.cell(3, 0)._tc
    assert sheet.cell(3, 1)._tc is sheet.cell(3, 12)._tc
    assert sheet.cell(3, 1).text == "更换库房密集架。"
    assert sheet.cell(6, 1).text == "1.更换密集架。\n2.保持温度。"
    assert [len(row.cells) for row in sheet.rows] == [13] * 7


def test_the_head_of_the_indicators_is_repeated_on_every_page_and_no_row_is_cut():
    _, indicators = word(DOCUMENT).tables
    assert [row._tr.trPr.find(qn("w:tblHeader")) is not None for row in indicators.rows] == [True] + [False] * 4
    assert all(row._tr.trPr.find(qn("w:cantSplit")) is not None for row in indicators.rows)


def test_headings_fonts_and_page_are_those_of_an_official_paper():
    paper = word(DOCUMENT)
    assert [(it.style.name, it.text) for it in paper.paragraphs if it.style.name.startswith(("Title", "Heading"))] == [
        ("Title", "2021年部门预算绩效文本"),
        ("Heading 1", "一、总体绩效目标"),
        ("Heading 1", "二、分项绩效目标"),
        ("Heading 2", "一、档案保管"),
        ("Heading 1", "三、工作保障措施"),
        ("Heading 3", "1.库房维护费绩效目标表"),
    ]
    assert paper.styles["Normal"].element.rPr.rFonts.get(qn("w:eastAsia")) == "仿宋"
    assert paper.styles["表格文字"].element.rPr.rFonts.get(qn("w:eastAsia")) == "宋体"
    assert (round(paper.sections[0].page_width.cm, 1), round(paper.sections[0].page_height.cm, 1)) == (21.0, 29.7)
    assert paper.core_properties.title == f"{UNIT}绩效文本"


def test_a_withheld_project_prints_its_reason_and_nothing_else():
    withheld = ProjectSheet(number=2, name="某项目", withheld=Withheld("原件标注涉密"))
    document = Document(None, DOCUMENT.department, 2021, "元", projects=(withheld,))
    assert word_text(document).split("\n")[-4:] == ["2.某项目", "本项目不公开：原件标注涉密", "", ""]
    assert word(document).tables == []


def test_characters_that_xml_cannot_hold_are_left_out():
    document = Document(None, DepartmentRef("345001", UNIT), None, "元", "一\u0007二\ud800三。")
    assert read_docx(docx_file(document))[0].split("\n")[3] == "一二三。"


def test_a_place_in_a_docx_is_told_by_table_and_row():
    with pytest.raises(Refused) as refused:
        parse_file("甲.docx", docx_file(replace(DOCUMENT, projects=(replace(PROJECT, unit_name="甲\n单位：元"),))))
    assert refused.value.message == "第 1 张表第 1 行：单位名称和金额单位应各占一个单元格"
    duty = DutySection(title="档案", text="管档案。\n四、利用")
    problems = parse_file("甲.docx", docx_file(replace(DOCUMENT, duties=(duty,)))).problems
    assert [(it.line, it.message) for it in problems] == [
        (None, "第 10 段：职责的序号不连续：此处应为第 2 项，却是第 4 项")
    ]


def prints_itself(document: Document) -> None:
    assert parse(word_text(document)) == document
    assert parse_file("甲.docx", docx_file(document)) == document


@pytest.mark.parametrize("path", SAMPLES, ids=lambda path: path.name)
def test_every_sample_of_the_layout_prints_itself(path):
    document = read_path(path)
    if document.layout == "word":
        prints_itself(document)


@pytest.mark.parametrize("number", ["000", "001", "002", "004"])
def test_the_real_documents_print_themselves(documents, number):
    prints_itself(read_path(next(documents.glob(f"{number}_*"))))


def test_the_first_rows_of_a_table_stay_on_the_page_of_the_next():
    """The line with the unit alone at the foot of a page heads nothing."""
    sheet, indicators = docx.Document(BytesIO(docx_file(DOCUMENT))).tables
    kept = [[row._tr.find(f".//{qn('w:keepNext')}") is not None for row in table.rows] for table in (sheet, indicators)]
    assert kept == [[True, True, True, False, False, False, False], [True, True, True, False, False]]
    short = replace(PROJECT, indicators=PROJECT.indicators[:1], spending_plan=None)
    one = docx.Document(BytesIO(docx_file(replace(DOCUMENT, projects=(short,))))).tables[1]
    assert [row._tr.find(f".//{qn('w:keepNext')}") is not None for row in one.rows] == [True, False]
