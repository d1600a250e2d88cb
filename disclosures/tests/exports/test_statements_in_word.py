"""The statements and the explanation with its tables come back from the .docx and from its text."""

from dataclasses import replace
from io import BytesIO

import docx
import pytest
from docx.enum.section import WD_ORIENT
from docx.oxml.ns import qn
from hypothesis import event, given, settings
from hypothesis import strategies as st

from disclosures.document.model import BudgetStatement, Document, Explanation
from disclosures.document.statement_kinds import EXPLANATION_TABLES, KIND_NAMES, KINDS
from disclosures.document.statement_shapes import ColumnKind, MoneyPlace, StatementKind
from disclosures.exports.as_docx import docx_file
from disclosures.exports.as_word_text import word_text
from disclosures.importers import parse, parse_file
from disclosures.importers.refusal import Refused
from disclosures.tests import statements
from disclosures.tests.consistent_statements import consistent
from disclosures.tests.exports.test_as_docx import DOCUMENT

EXPLANATIONS = (
    Explanation("国有资产信息", "资产总额 12.00 万元（详见下表）。\n没有购置计划。"),
    Explanation("其他需要说明的事项", "我单位无其他需要说明的事项。"),
)
WHOLE = replace(DOCUMENT, statements=statements.statements(), explanations=EXPLANATIONS)


def read_back(document: Document) -> list[Document]:
    return [parse(word_text(document)), parse_file("甲.docx", docx_file(document))]


def test_all_statements_come_back_from_text_and_docx():
    for read in read_back(WHOLE):
        assert read.statements == WHOLE.statements
        assert read == WHOLE
        assert read.problems == ()


SAMPLES = {
    ColumnKind.TEXT: "台式电脑",
    ColumnKind.AMOUNT: "3.40",
    ColumnKind.COUNT: "2",
    ColumnKind.ITEM: "合计",
    ColumnKind.SUBJECT_NAME: "就业补助",
    ColumnKind.SUBJECT_CODE: "20807",
}


def of_kind(kind: StatementKind) -> BudgetStatement:
    """A statement of a kind with two rows, or with all the lines of its form."""
    labels = dict(kind.lines)
    count = max((len(lines) for lines in labels.values()), default=2)
    rows = tuple(row_of(kind, number, labels) for number in range(1, count + 1))
    unit = "" if kind.money == MoneyPlace.NOWHERE else "万元"
    return BudgetStatement(kind.kind, kind.title, unit, rows, as_of="2020-12-31" if kind.has_as_of else "")


def row_of(kind: StatementKind, number: int, labels: dict[str, tuple[str, ...]]) -> tuple[str, ...]:
    """One row: amounts only where each half of it has a label, 合计 without a code in front."""
    cells = {column.name: SAMPLES.get(column.kind, str(number)) for column in kind.columns}
    cells |= {item: lines[number - 1] for item, lines in labels.items()}
    if not all(cells[item] for item in labels):
        cells |= {column.name: "" for column in kind.columns if column.kind == ColumnKind.AMOUNT}
    if kind.has_total_row and number == 1:
        cells |= {"code": "", "name": "合计"}
    return tuple(cells[column.name] for column in kind.columns)


@pytest.mark.parametrize("kind", KINDS, ids=KIND_NAMES)
@pytest.mark.parametrize("filled", [True, False])
def test_each_kind_comes_back_filled_and_empty(kind, filled):
    made = of_kind(kind) if filled else replace(of_kind(kind), rows=(), notes=(kind.empty_note,))
    document = replace(DOCUMENT, statements=(made,))
    for read in read_back(document):
        assert read == document
        assert read.problems == ()


@settings(max_examples=5, deadline=None)
@given(consistent())
def test_statements_that_agree_come_back_cell_for_cell(made):
    document = replace(DOCUMENT, statements=made)
    for read in read_back(document):
        assert read.statements == made
        assert (read, read.problems) == (document, ())


#: What clerks write into cells of words, with what might be taken for something else.
WORDS = st.lists(
    st.sampled_from(
        [
            "办公",
            "设备",
            "Windows 10",
            "A4 纸",
            "土地 房屋",
            "（台）",
            "(护)",
            "-",
            "1、",
            "2023年",
            "12",
            "其中：",
            "合计",
            "<b>",
            "**",
            "- ",
            "#",
        ]
    ),
    min_size=1,
    max_size=4,
).map(lambda pieces: " ".join("".join(pieces).split()))
FIGURES = st.sampled_from(["", "0.00", "3.40", "1,234.50", "12", "-0.01"])


@st.composite
def clerks_tables(draw) -> BudgetStatement:
    """Purchases, assets or units as a clerk types them into the grid."""
    kind = draw(st.sampled_from(EXPLANATION_TABLES))
    cells = {
        ColumnKind.TEXT: st.one_of(st.just(""), WORDS),
        ColumnKind.ITEM: WORDS,
        ColumnKind.AMOUNT: FIGURES,
        ColumnKind.COUNT: st.sampled_from(["", "0", "12", "1,200"]),
    }
    row = st.tuples(*(cells[column.kind] for column in kind.columns)).filter(any)
    rows = tuple(draw(st.lists(row, min_size=1, max_size=4)))
    return replace(of_kind(kind), rows=rows)


@settings(max_examples=60, deadline=None)
@given(clerks_tables())
def test_what_clerks_type_into_tables_comes_back_or_is_refused(made):
    document = replace(DOCUMENT, statements=(made,), explanations=())
    try:
        assert parse(word_text(document)).statements == (made,)
    except Refused as refused:
        event(refused.message[-20:])


def test_tables_stand_in_the_docx_as_on_paper():
    word = docx.Document(BytesIO(docx_file(WHOLE)))
    assert [section.orientation for section in word.sections] == [
        WD_ORIENT.PORTRAIT,
        WD_ORIENT.LANDSCAPE,
        WD_ORIENT.PORTRAIT,
    ]
    heads = [
        [cell.text for cell in row.cells]
        for table in word.tables[-6:]
        for row in table.rows
        if row._tr.find(qn("w:trPr")).find(qn("w:tblHeader")) is not None
    ]
    assert heads[:3] == [
        ["序号", "收入", "收入", "支出", "支出"],
        ["序号", "项目", "预算数", "项目", "预算数"],
        ["栏次", "1", "2", "3", "4"],
    ]


def test_a_document_without_statements_ends_with_its_projects():
    assert "部分\n部门预算公开表" not in word_text(DOCUMENT)
    assert "部门预算公开表" in word_text(WHOLE)


def test_a_row_a_cell_short_is_refused_with_its_line():
    text = word_text(WHOLE)
    line = text.split("\n").index("\t群众文化") - 1
    broken = text.replace("\t群众文化\n", "", 1)
    with pytest.raises(Refused, match=f"第 {line} 行：这一行有 "):
        parse(broken)
