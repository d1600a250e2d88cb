"""What a clerk types into the form comes back from the .docx that is made of it, and from its text."""

from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from disclosures.document.model import Document, IndicatorRow
from disclosures.document.objectives import split_objectives
from disclosures.exports.as_docx import docx_file
from disclosures.exports.as_word_text import word_text
from disclosures.importers import parse, parse_file
from disclosures.importers.outline import is_page_number, is_part
from disclosures.importers.project_sheet import known_label
from disclosures.tests.builders import document, project
from disclosures.tests.strategies import documents

#: Pieces of which clerks' texts are made, with all that once was mistaken for something else.
PIECES = (
    *(
        "完成",
        "培训",
        "全年",
        "群众",
        "设备",
        "检查",
        "项目",
        "满意",
        "及时",
        "绩效目标",
        "指标值",
        "单位：元",
        "其他资金",
    ),
    *("1.", "2.", "3、", "（1）", "（2）", "①", "一、", "3.5公里", "2021年", "20", "12", "98%以上", "≥95%", "6月底前"),
    *(
        "<b>甲</b>",
        "<项目>",
        "A&amp;B",
        "&lt;",
        "**",
        "#",
        "[1]",
        "“",
        "”",
        "：",
        "，",
        "。",
        "；",
        "、",
        " ",
        "-",
        "Word",
    ),
)
LINES = st.lists(st.sampled_from(PIECES), min_size=1, max_size=6).map(lambda pieces: "".join(pieces).strip())


def can_be_told(line: str) -> bool:
    """Whether a line is no label of the table, no title of a part and, numbered or not, no page number: these are
    refused, or begin something else."""
    page = is_page_number(line) or is_page_number(f"1.{line}")
    return bool(line) and known_label(line) is None and not is_part(line) and not page


FILLED = LINES.filter(can_be_told)
GOALS = st.lists(FILLED, max_size=4).map("\n".join)
TEXTS = st.lists(FILLED, max_size=3).map("\n".join)


@st.composite
def entered(draw) -> Document:
    """A document as the form makes it of what a clerk types into its longest fields."""
    whole = draw(documents(most_projects=1))
    (sheet,) = whole.projects
    texts = {"name": FILLED, "description": TEXTS, "target": TEXTS, "basis": TEXTS}
    rows = tuple(
        IndicatorRow(row.category, row.subcategory, **{name: draw(text) for name, text in texts.items()})
        for row in sheet.indicators[:2]
    )
    changed = {"purpose": draw(TEXTS), "objectives": split_objectives(draw(GOALS)), "indicators": rows}
    return replace(whole, projects=(replace(sheet, **changed),))


@given(entered())
def test_what_is_typed_comes_back_from_its_files(made):
    assert parse_file("甲.docx", docx_file(made)) == made
    assert parse(word_text(made)) == made


@pytest.mark.parametrize(
    "typed", ["1.建设\n2.修路。3.清淤", "建设\n修路。3.清淤", "2.建设\n3.修路", "3.5公里河道\n（1）修路"]
)
def test_objectives_with_numbers_of_their_own_come_back(typed):
    objectives = split_objectives(typed)
    made = document(project(1, objectives=objectives))
    assert parse(word_text(made)).projects[0].objectives == objectives
