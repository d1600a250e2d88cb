"""Damage of every kind to a file of the Word layout: what is still read is exactly what stands there.

The oracle reads a table strictly by position; the importer may refuse more, but never read anything else.
"""

import json
import re
from dataclasses import replace
from decimal import Decimal
from itertools import combinations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from disclosures.document.as_json import to_json
from disclosures.document.model import Checkpoint, Document, IndicatorRow, ProjectSheet
from disclosures.importers import parse
from disclosures.importers.refusal import Refused
from disclosures.tests.importers.test_unseen_files import (
    DOCUMENT,
    FIRST,
    FIRST_SHEET,
    HEAD,
    PDF,
    SECOND,
    SECOND_SHEET,
    WHOLE,
)
from indicators.taxonomy import category_of, subcategory_of

LINES = WHOLE.split("\n")[:-1]
HEAD_LINES = len(HEAD.split("\n")) - 1
FIRST_LINES = HEAD_LINES + len(FIRST.split("\n")) - 1
TABLES = range(HEAD_LINES, len(LINES))
CONTINUED = LINES.index("2.保持温度")
UNIT = "\t345001中共秦皇岛市海港区档案馆本级"


def outcome(text: str) -> Document | None:
    """The Document, or None where the file is refused; any other exception fails the test."""
    try:
        return parse(text)
    except Refused as refused:
        assert re.search("[\u4e00-\u9fff]", refused.message)
        assert refused.line is None or 1 <= refused.line <= text.count("\n") + 1
        return None


def joined(lines: list[str]) -> str:
    return "\n".join(lines) + "\n"


def with_goals(*goals: str) -> Document:
    return replace(DOCUMENT, projects=(replace(FIRST_SHEET, objectives=goals), SECOND_SHEET))


def with_project_at(number: int, **fields) -> Document:
    """The document where the project around a line prints no unit, no unit of money, or no 其他资金."""
    first, second = DOCUMENT.projects
    if number < FIRST_LINES:
        return replace(DOCUMENT, projects=(replace(first, **fields), second))
    return replace(DOCUMENT, projects=(first, replace(second, **fields)))


def test_the_sample_is_whole():
    assert outcome(WHOLE) == DOCUMENT
    assert LINES[CONTINUED] == "2.保持温度"


@pytest.mark.parametrize("number", TABLES)
def test_a_line_of_a_table_lost(number):
    read = outcome(joined(LINES[:number] + LINES[number + 1 :]))
    if number == CONTINUED:
        assert read == with_goals("更换密集架")
    elif not LINES[number]:
        assert read == DOCUMENT
    elif LINES[number].endswith("绩效目标表"):
        assert read is None
    elif LINES[number] == UNIT:
        assert read == with_project_at(number, unit_code="", unit_name="")
    elif LINES[number] == "\t单位：元":
        assert read == with_project_at(number, money_unit="")
    elif LINES[number - 1] == "\t其他资金":
        assert read == with_project_at(number, other_funds=None)
        assert [problem.message for problem in read.problems] == ["没有印出其他资金的栏目或单元格，按空白读取"]
    else:
        assert read in (None, DOCUMENT)


@pytest.mark.parametrize("number", [number for number in TABLES if LINES[number].startswith("\t")])
def test_a_tab_lost(number):
    read = outcome(joined([*LINES[:number], LINES[number][1:], *LINES[number + 1 :]]))
    if LINES[number] == UNIT:
        assert read == with_project_at(number, unit_code="", unit_name="")
        assert [problem.line for problem in read.problems] == [number + 1]
    else:
        assert read in (None, DOCUMENT)


@pytest.mark.parametrize("number", [number for number in TABLES if not LINES[number].startswith("\t")])
def test_a_tab_too_many(number):
    read = outcome(joined([*LINES[:number], f"\t{LINES[number]}", *LINES[number + 1 :]]))
    assert read in (None, DOCUMENT)


@pytest.mark.parametrize("number", TABLES)
def test_a_line_of_a_table_twice(number):
    read = outcome(joined([*LINES[: number + 1], *LINES[number:]]))
    if number == CONTINUED:
        assert read in (None, with_goals("更换密集架", "保持温度", "2.保持温度"))
    elif not LINES[number]:
        assert read == DOCUMENT
    else:
        assert read in (None, DOCUMENT)


@pytest.mark.parametrize("number", TABLES)
def test_two_lines_of_a_table_changed_over(number):
    lines = list(LINES)
    lines[number], lines[number - 1] = lines[number - 1], lines[number]
    read = outcome(joined(lines))
    if read is not None and read != DOCUMENT:
        assert {LINES[number][:1], LINES[number - 1][:1]} == {"\t"}, "only two whole cells can change places unseen"
        assert accounted(joined(lines), read) == []


def test_a_file_cut_off_inside_a_table_is_refused_or_ends_with_a_whole_row():
    """Where it ends with the head of a project alone, it is told that no indicators are there."""
    ends = {}
    for sheet, start, done in ((FIRST_SHEET, HEAD_LINES, ()), (SECOND_SHEET, FIRST_LINES, (FIRST_SHEET,))):
        first = LINES.index("\t指标值确定依据", start) + 2
        for rows in range(1, len(sheet.indicators) + 1):
            end = first + 7 * rows - 1
            cut = (*done, replace(sheet, indicators=sheet.indicators[:rows]))
            ends |= dict.fromkeys(range(end, end + 4 if rows == len(sheet.indicators) else end + 2), cut)
        ends[LINES.index("\t一级指标", start)] = (*done, replace(sheet, indicators=()))
    for number in TABLES:
        allowed = [None]
        if number in ends:
            allowed.append(replace(DOCUMENT, projects=ends[number]))
        read = outcome(joined(LINES[:number]))
        assert read in allowed, number
        assert read is None or bool(read.projects[-1].indicators) != bool(read.problems), number


def test_a_file_cut_off_before_its_tables_is_refused():
    for number in range(HEAD_LINES + 1):
        assert outcome(joined(LINES[:number])) is None, number


def test_a_file_cut_off_inside_a_line_is_never_read_otherwise():
    whole_rows = [outcome(joined(LINES[:number])) for number in TABLES]
    whole_rows = [read for read in whole_rows if read]
    for end in range(len(HEAD), len(WHOLE)):
        read = outcome(WHOLE[:end])
        if read is not None and read not in whole_rows and read != DOCUMENT:
            last = read.projects[-1].indicators[-1]
            assert any(
                last == replace(row, basis=row.basis[: len(last.basis)])
                for sheet in (FIRST_SHEET, SECOND_SHEET)
                for row in sheet.indicators
            ), "only the text of the very last cell can be shorter"


# --- two cells change places ------------------------------------------------------------------------------------------

CELLS = [
    (number, LINES[number][1:]) for number in range(HEAD_LINES, FIRST_LINES) if LINES[number].startswith("\t")
]  # fmt: skip
LAYOUT = [text for _, text in CELLS]


def strictly(cells: list[str]) -> ProjectSheet | None:
    """The first project from its cells by position alone; None where one is not what its place asks for."""
    labels = {1, 2, 4, 6, 7, 9, 11, 13, *range(15, 21), 25, *range(27, 33)}
    if any(cells[index] != LAYOUT[index] for index in labels) or cells[5] != "库房维护费":
        return None
    unit = re.fullmatch(r"(?s)(?:(\d{6})(?=\D))?(.+)", cells[0])
    amounts = [_number(cells[index], r"\d+(\.\d\d?)?") for index in (8, 10, 12)]
    shares = [_number(cells[index].removesuffix("%"), r"\d+(\.\d\d?)?") for index in (21, 22, 23, 24)]
    if False in amounts or False in shares:
        return None
    rows, category, subcategory = [], "", ""
    for start in range(33, 51, 6):
        category, subcategory = cells[start] or category, cells[start + 1] or subcategory
        known = category_of(category)
        if known is None or subcategory_of(subcategory, known) is None:
            return None
        rows.append(IndicatorRow(category, subcategory, *cells[start + 2 : start + 6]))
    return replace(
        FIRST_SHEET,
        code="".join(cells[3].split()),
        unit_code=unit[1] or "",
        unit_name=unit[2],
        total=amounts[0],
        fiscal_funds=amounts[1],
        other_funds=amounts[2],
        purpose=cells[14],
        spending_plan=tuple(Checkpoint(month, share) for month, share in zip((3, 6, 10, 12), shares, strict=True)),
        objectives=tuple(re.sub(r"^\d\.", "", goal) for goal in cells[26].split("\n") if goal),
        indicators=tuple(rows),
    )


def _number(text: str, pattern: str):
    if not text:
        return None
    return Decimal(text) if re.fullmatch(pattern, text) else False


def with_cells(cells: list[str]) -> str:
    lines = list(LINES)
    for (number, _), text in zip(CELLS, cells, strict=True):
        lines[number] = f"\t{text}"
    del lines[CONTINUED]
    return joined(lines)


def test_the_oracle_reads_the_sample():
    cells = list(LAYOUT)
    cells[26] = "1.更换密集架\n2.保持温度"
    assert len(cells) == 51
    assert strictly(cells) == FIRST_SHEET
    assert outcome(with_cells(cells)) == DOCUMENT


def test_any_two_cells_change_places():
    whole = list(LAYOUT)
    whole[26] = "1.更换密集架\n2.保持温度"
    wrong = []
    for one, other in combinations(range(len(whole)), 2):
        cells = list(whole)
        cells[one], cells[other] = cells[other], cells[one]
        read = outcome(with_cells(cells))
        if read is not None and read.projects[0] != strictly(cells) and not read.problems:
            wrong.append((whole[one], whole[other], read.projects[0]))
    assert wrong == []


# --- nothing is silently dropped --------------------------------------------------------------------------------------

FURNITURE = re.compile(
    r"第[一二]部分|部门整体绩效目标|预算项目绩效目标|[一二三]、(?:总体|分项)绩效目标|三、工作保障措施|单位：元|\d+月底"
    r"|项目编码|项目名称|预算规模及资金用途|预算数|其中：财政资金|其他资金|资金支出计划（%）|绩效目标|[一二三]级指标"
    r"|绩效指标描述|指标值|指标值确定依据|\d{1,2}|第 \d 页|"
)


def accounted(text: str, document: Document) -> list[str]:
    """The lines of the text of which nothing is found in the document or its problems."""
    values = json.dumps(to_json(document), ensure_ascii=False)
    told = {problem.line for problem in document.problems}
    missing = []
    for number, line in enumerate(text.split("\n"), 1):
        words = re.sub(r"^(?:\d\.|[一二三]、|(?:主要职责|职责目标|绩效目标|绩效指标|绩效标准)： ?)", "", line.strip())
        words = re.sub(r"^345001|绩效目标表$|\.00%?$|%$", "", words)
        furniture = FURNITURE.fullmatch(line.strip()) or FURNITURE.fullmatch(words)
        if number not in told and not furniture and words not in values:
            missing.append(line)
    return missing


def test_everything_in_the_sample_is_accounted_for():
    assert accounted(WHOLE, parse(WHOLE)) == []


@pytest.mark.parametrize("number", range(HEAD_LINES))
def test_damage_before_the_tables_drops_nothing(number):
    for lines in (
        LINES[:number] + LINES[number + 1 :],
        LINES[: number + 1] + LINES[number:],
        [*LINES[:number], "一行没有来由的字", *LINES[number:]],
    ):
        read = outcome(joined(lines))
        if read is not None:
            assert read.projects == DOCUMENT.projects
            assert accounted(joined(lines), read) == []


@given(st.data())
def test_damage_in_several_places_never_drops_anything_and_never_crashes(data):
    lines = list(LINES)
    for _ in range(data.draw(st.integers(1, 4))):
        number = data.draw(st.integers(0, len(lines) - 1))
        match data.draw(st.sampled_from(("lose", "twice", "untab", "tab", "strange", "swap", "cut"))):
            case "lose":
                del lines[number]
            case "twice":
                lines.insert(number, lines[number])
            case "untab":
                lines[number] = lines[number].lstrip("\t")
            case "tab":
                lines[number] = f"\t{lines[number]}"
            case "strange":
                lines.insert(
                    number, data.draw(st.sampled_from(("奇怪的一行", "12", "\t", "第 3 页", "绩效目标", "\ufffe")))
                )
            case "swap":
                other = data.draw(st.integers(0, len(lines) - 1))
                lines[number], lines[other] = lines[other], lines[number]
            case "cut":
                del lines[max(number, 1) :]
        lines = lines or [""]
    read = outcome(joined(lines))
    if read is not None:
        assert accounted(joined(lines), read) == []


@given(st.text("\t\n一、第部分绩效目标表1.2单位：元项编码≥%\\[#<b> ", max_size=300))
def test_nonsense_is_refused_or_told_but_never_crashes(text):
    outcome(text)


@given(st.integers(0, len(PDF)), st.integers(0, 40))
def test_a_hole_in_a_file_of_the_pdf_layout_never_crashes(start, length):
    outcome(PDF[:start] + PDF[start + length :])


PDF_LINES = PDF.split("\n")
PDF_TABLES = range(PDF_LINES.index("## 1、库房维护费绩效目标表"), PDF_LINES.index("## 三、名词解释"))


@pytest.mark.parametrize("number", PDF_TABLES)
def test_a_line_of_a_table_of_the_pdf_layout_lost_or_twice(number):
    whole = parse(PDF)
    lost = outcome("\n".join(PDF_LINES[:number] + PDF_LINES[number + 1 :]))
    twice = outcome("\n".join(PDF_LINES[: number + 1] + PDF_LINES[number:]))
    if not PDF_LINES[number]:
        assert (lost, twice) == (whole, whole)
        return
    if "<b>绩效目标</b>" in PDF_LINES[number]:
        assert [project.objectives for project in lost.projects].count(()) == 1
        assert twice is None
        return
    rows = [row for project in whole.projects for row in project.indicators]
    for read, difference in ((lost, -1), (twice, 1)):
        if read is not None and read != whole:
            assert "\t" in PDF_LINES[number] and len(read.projects) == len(whole.projects)
            found = [row for project in read.projects for row in project.indicators]
            assert len(found) == len(rows) + difference and set(found) <= set(rows)


@pytest.mark.parametrize("number", PDF_TABLES)
def test_a_tab_lost_in_a_table_of_the_pdf_layout(number):
    whole = parse(PDF)
    for place in [match.start() for match in re.finditer("\t", PDF_LINES[number])]:
        line = PDF_LINES[number][:place] + PDF_LINES[number][place + 1 :]
        assert outcome("\n".join([*PDF_LINES[:number], line, *PDF_LINES[number + 1 :]])) in (None, whole), line


def test_the_second_project_stands_where_the_first_ends():
    assert LINES[FIRST_LINES] == SECOND.split("\n")[0]
