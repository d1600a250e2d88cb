"""Tables of the Word layout as rows of the PDF layout: a line for each row, its cells parted by tabs.

One reader then reads the budget statements of both layouts.
"""

from disclosures.importers.budget import metered
from disclosures.importers.cleaning import clean
from disclosures.importers.project_sheet import money_unit_of
from disclosures.importers.statement_heads import is_column_numbers
from disclosures.importers.word_cells import is_cell

_LINE_BREAK = "\x0b"


def rows_of_cells(lines: list[str]) -> list[str]:
    """The lines, with the cells of each row put together on the line of its first; its other lines are blank.

    A row goes on to the next blank line. A row on top of a table that prints the unit of money is no row but words,
    and so is a single cell.
    """
    rows: list[str] = []
    cells: list[str] = []
    for line in metered([*lines, ""]):
        if is_cell(line):
            cells.append(line)
        elif cells and line.strip():
            cells.append(_LINE_BREAK + line)
        else:
            rows += _row(cells)
            rows.append(line)
            cells = []
    return rows[:-1]


def prints_column_numbers(line: str) -> bool:
    """Whether a line is the cell that opens the row of column numbers of a budget statement (栏次)."""
    return is_cell(line) and is_column_numbers([clean(line)])


def _row(lines: list[str]) -> list[str]:
    """As many lines: the row that lines of cells make up, and blank ones."""
    if not lines:
        return []
    cells = "".join(lines).split("\t")[1:]
    is_words = len(cells) == 1 or any(map(money_unit_of, cells))
    return [("  " if is_words else "\t").join(cells), *[""] * (len(lines) - 1)]
