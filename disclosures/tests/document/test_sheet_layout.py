"""The official table: every field has its place, and every row is as wide as the table."""

from disclosures.document.declarations import names_of
from disclosures.document.model import ProjectSheet
from disclosures.document.sheet_layout import NARROW_COLUMNS, SHEET_CELLS, SHEET_LAYOUT, with_values

#: The number stands in front of the name, the units above the table, the reason where the table would be.
ELSEWHERE = ("number", "money_unit", "unit_code", "unit_name", "withheld", "indicators")


def test_every_field_of_a_project_stands_in_the_table_once_or_elsewhere():
    assert sorted([*ELSEWHERE, *(cell.field.name for cell in SHEET_CELLS)]) == sorted(names_of(ProjectSheet))


def test_every_row_fills_the_table():
    rows = [(group.heading, row) for group in SHEET_LAYOUT if not group.plan for row in group.rows]
    widths = [bool(heading) + sum(cell.label_across + cell.across for cell in row) for heading, row in rows]
    assert widths == [1 + NARROW_COLUMNS] * len(rows)


def test_each_cell_takes_the_value_of_its_field():
    drawn = with_values(lambda name: f"the {name}")
    assert [cell.value for group in drawn for row in group.rows for cell in row] == [
        f"the {cell.field.name}" for cell in SHEET_CELLS
    ]
    assert [cell.value for cell in SHEET_CELLS] == [None] * len(SHEET_CELLS)


def test_only_what_is_asked_for_is_missed():
    assert {cell.field.name: cell.missing for cell in SHEET_CELLS} == {
        "code": "未填",
        "name": "未填",
        "total": "未填",
        "fiscal_funds": "未填",
        "other_funds": "",
        "purpose": "未填资金用途",
        "spending_plan": "未填",
        "objectives": "未填",
    }
