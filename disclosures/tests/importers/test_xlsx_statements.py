"""The statements as sheets of our .xlsx template: in the official layout out, and in again without loss."""

from dataclasses import replace
from io import BytesIO

import pytest
from hypothesis import given
from hypothesis import strategies as st
from openpyxl import load_workbook
from openpyxl.utils import get_column_letter

from disclosures.document.blank_statements import blank_statement, empty_statement
from disclosures.document.model import BudgetStatement, Document
from disclosures.document.statement_kinds import KIND_NAMES, KINDS, kind_of
from disclosures.document.statement_shapes import ColumnKind
from disclosures.document.xlsx_statements import STATEMENT_SHEETS
from disclosures.exports.as_xlsx import xlsx
from disclosures.importers.refusal import Refused
from disclosures.importers.xlsx_template import read_xlsx
from disclosures.tests.builders import document, statement
from disclosures.tests.strategies import optional, phrases

TITLES = [kind.title for kind in KINDS]
FUND = kind_of("general_public").title


def a_plan(*statements: BudgetStatement) -> Document:
    return document(statements=statements)


def edited(made: Document, change) -> bytes:
    book = load_workbook(BytesIO(xlsx(made)))
    change(book)
    buffer = BytesIO()
    book.save(buffer)
    return buffer.getvalue()


def figures() -> st.SearchStrategy[str]:
    """Amounts as they are printed in 万元: plain, with separators, with more or fewer decimals."""
    number = st.decimals(-(10**9), 10**9, places=2)
    return st.one_of(
        number.map(lambda value: f"{value:.2f}"),
        number.map(lambda value: f"{value:,.2f}"),
        st.decimals(0, 10**9, places=6).map(lambda value: f"{value:f}"),
        st.integers(0, 10**15 - 1).map(str),
        st.sampled_from(["０.５", "1,5 ".strip()[:1], "-0.00", "007.10", "3.4万元"]),
    )


@st.composite
def statements(draw, name: str) -> BudgetStatement:
    """Any statement of a kind, in 万元, no row blank."""
    kind = kind_of(name)
    words = {ColumnKind.AMOUNT: optional(figures()), ColumnKind.COUNT: optional(st.integers(0, 10**6).map(str))}
    made = []
    for number in range(1, draw(st.integers(0, 5)) + 1):
        cells = [draw(words.get(column.kind, optional(phrases()))) for column in kind.columns]
        cells[0] = str(number) if kind.has_ordinal else cells[0] or "某处"
        made.append(tuple(cells))
    section = draw(st.one_of(st.none(), st.integers(1, 9)))
    return BudgetStatement(
        name,
        draw(st.sampled_from([kind.title, kind.title.replace("单位", "部门")])),
        "" if name == "organisation" else "万元",
        tuple(made),
        tuple(draw(st.lists(phrases(), max_size=2))),
        draw(st.sampled_from(["", "2021-12-31"])),
        section,
        section and draw(st.integers(0, 9)),
    )


@given(data=st.data(), names=st.lists(st.sampled_from(KIND_NAMES), unique=True))
def test_any_set_of_statements_comes_back_as_it_was_exported(data, names):
    made = a_plan(*(data.draw(statements(name)) for name in names))
    read = read_xlsx(xlsx(made, "不带空白报表"))
    assert read == made
    assert read.problems == ()


def test_a_file_for_readers_has_the_plans_own_statements_only():
    book = load_workbook(BytesIO(xlsx(a_plan(statement()), "来源：某处")))
    assert [title for title in book.sheetnames if title in TITLES] == [FUND]


def test_every_kind_has_its_sheet_behind_those_of_the_plan():
    book = load_workbook(BytesIO(xlsx(a_plan(statement()))))
    assert book.sheetnames == [
        "整体",
        "分项绩效目标",
        "目标与指标",
        "项目",
        "指标",
        "情况说明",
        FUND,
        *(title for title in TITLES if title != FUND),
        "填写说明",
    ]
    sheet = book[FUND]
    assert [sheet.cell(row, 1).value for row in range(1, 9)] == [
        "填报情况：已填",
        FUND,
        "单位：345001 山海关区文化馆",
        "预算年度：2021",
        "金额单位：万元",
        "序号",
        None,
        "栏次",
    ]
    assert sorted(str(span) for span in sheet.merged_cells.ranges if span.min_row in (6, 7)) == [
        "A6:A7",
        "B6:C6",
        "D6:D7",
        "E6:E7",
        "F6:F7",
    ]
    assert [(cell.value, cell.number_format) for cell in sheet[9]][3:] == [(3.4, "0.00"), (None, "0.00"), (3.4, "0.00")]


def test_every_page_of_a_sheet_is_printed_with_the_head_as_the_official_tables():
    book = load_workbook(BytesIO(xlsx(a_plan(statement()))))
    for title in TITLES:
        sheet, kind = book[title], STATEMENT_SHEETS[title]
        heads = [sheet[f"A{row}"].value for row in range(1, sheet.max_row + 1)]
        first = heads.index(kind.columns[0].group or kind.columns[0].label) + 1
        last = first + len(kind.head()) + kind.numbers_columns - 1
        assert sheet.print_title_rows == f"${first}:${last}"
        assert sheet.print_area == f"'{title}'!$A$2:${get_column_letter(len(kind.columns))}${sheet.max_row}"
        assert sheet["A2"].value == title
        setup = sheet.page_setup
        assert (setup.paperSize, setup.orientation, setup.fitToWidth, setup.fitToHeight) == (9, "landscape", 1, 0)
        assert sheet.sheet_properties.pageSetUpPr.fitToPage


def test_a_template_of_before_with_its_title_on_top_is_read():
    def change(book):
        sheet = book[FUND]
        sheet["A1"], sheet["A2"] = "某表", sheet["A1"].value

    assert read_xlsx(edited(a_plan(statement()), change)).statements == (replace(statement(), title="某表"),)


def test_a_blank_form_that_was_filled_in_is_read_and_the_others_are_left_out():
    def change(book):
        book["单位预算收支总表"]["C9"] = 3.4
        sheet = book["单位预算财政拨款“三公”经费支出表"]
        sheet["A1"] = "填报情况：空表"
        sheet.delete_rows(9, 9)

    read = read_xlsx(edited(a_plan(), change)).statements
    assert [(one.kind, len(one.rows)) for one in read] == [("balance", 33), ("three_public", 0)]
    assert read[0].rows[0][:3] == ("1", "一、一般公共预算拨款收入", "3.40")


def test_rows_added_in_excel_are_numbered():
    def change(book):
        book[FUND].append([None, "210", "卫生健康支出", 12, None, "1,000.5"])

    rows = read_xlsx(edited(a_plan(statement()), change)).statements[0].rows
    assert rows[-1] == ("5", "210", "卫生健康支出", "12.00", "", "1,000.5")


@pytest.mark.parametrize(
    ("change", "message"),
    [
        (lambda sheet: sheet.__setitem__("D9", "三万"), f"“{FUND}”表第 9 行“合计”：金额“三万”不是以万元为单位的数字"),
        (
            lambda sheet: sheet.__setitem__("D9", "=1+1"),
            f"“{FUND}”表第 9 行“合计”：单元格里是公式，请粘贴为数值后再导入",
        ),
        (
            lambda sheet: sheet.__setitem__("E6", "项目"),
            f"“{FUND}”表第 6 行：第 5 列的表头应为“基本支出”，请使用本系统导出的模板",
        ),
        (lambda sheet: sheet.__setitem__("A6", "号"), f"“{FUND}”表里没有表头，请使用本系统导出的模板"),
        (
            lambda sheet: sheet.__setitem__("A1", "填报情况：空表"),
            f"“{FUND}”表第 9 行：填报情况是空表，却有内容；有数的请改为已填",
        ),
        (
            lambda sheet: sheet.__setitem__("A1", "填报情况：好"),
            f"“{FUND}”表第 1 行：“填报情况：”应为未填、空表、已填之一",
        ),
        (lambda sheet: sheet.__setitem__("A4", "填报情况：空表"), f"“{FUND}”表第 4 行：“填报情况：”出现了两次"),
        (lambda sheet: sheet.__setitem__("A5", "金额单位：角"), f"“{FUND}”表第 1 行：金额单位应为元或万元"),
    ],
)
def test_what_cannot_be_read_exactly_is_refused_with_its_place(change, message):
    with pytest.raises(Refused) as refusal:
        read_xlsx(edited(a_plan(statement()), lambda book: change(book[FUND])))
    assert refusal.value.message == message


def test_a_statement_declared_empty_stays_so():
    made = a_plan(*(empty_statement(kind, "万元") for kind in KINDS))
    assert read_xlsx(xlsx(made)) == made
    filled = a_plan(*(blank_statement(kind, "元") for kind in KINDS if kind.lines))
    assert read_xlsx(xlsx(filled)) == filled


def test_an_older_template_without_the_sheets_is_read():
    made = replace(a_plan(), statements=())
    assert read_xlsx(edited(made, lambda book: [book.remove(book[title]) for title in TITLES])) == made
