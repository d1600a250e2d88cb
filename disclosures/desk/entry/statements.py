"""The budget statements and tables of a plan at a glance: which are filled, declared empty, or still to be filled."""

from dataclasses import dataclass

from django.http import HttpRequest, HttpResponse

from disclosures.desk.entry.context import Entry, entry_of
from disclosures.desk.page import page
from disclosures.desk.places import statement_address
from disclosures.document.model import BudgetStatement, Document
from disclosures.document.statement_kinds import BUDGET_STATEMENTS, EXPLANATION_TABLES, KINDS, kind_of
from disclosures.document.statement_rows import amount_columns, cell, statement_of, total_row
from disclosures.document.statement_shapes import StatementKind


@dataclass(frozen=True)
class StatementLine:
    """One statement in the list: its title, its page, its state in words, and its total as printed with its unit."""

    kind: StatementKind
    title: str
    link: str
    state: str
    total: str
    errors: int


def statements(request: HttpRequest, pk: int) -> HttpResponse:
    """The list of the statements of a plan."""
    entry = entry_of(request.user, pk)
    context = {
        "title": "预算报表",
        "entry": entry,
        "groups": [
            ("预算公开表", lines(entry, BUDGET_STATEMENTS)),
            ("情况说明所附的表", lines(entry, EXPLANATION_TABLES)),
        ],
    }
    return page(request, "desk/entry/statements.html", context)


def lines(entry: Entry, kinds: tuple[StatementKind, ...]) -> list[StatementLine]:
    """Some kinds as lines of the list, in their order."""
    remarks = [remark.statement for remark in entry.remarks_of(None) if remark.kind == "E"]
    return [_line(entry, kind, remarks.count(kind.kind)) for kind in kinds]


def words_of(document: Document) -> str:
    """How many of the statements a plan has, in words."""
    empty = sum(not one.rows for one in document.statements)
    if not document.statements:
        return f"{len(KINDS)} 张表都还没有填写"
    filled = len(document.statements) - empty
    return f"{len(KINDS)} 张表中已填 {filled} 张{f'，声明空表 {empty} 张' if empty else ''}"


def state_of(statement: BudgetStatement | None) -> str:
    """The state of a statement of a plan in words; None is one that the plan has not."""
    if statement is None:
        return "未填"
    return f"{len(statement.rows)} 行" if statement.rows else "空表"


def total_of(statement: BudgetStatement) -> str:
    """The total that a statement prints, "" where it prints none: 合计, else the last line that is a sum."""
    kind = kind_of(statement.kind)
    columns = amount_columns(kind)
    row = total_row(statement)
    if row is None and statement.rows and kind.line_sums:
        last = kind.line_sums[0]
        row = 0 if last.total == 1 else len(statement.rows) - 1
    return "" if row is None else cell(statement, row, columns[0])


def _line(entry: Entry, kind: StatementKind, errors: int) -> StatementLine:
    found = statement_of(entry.document, kind)
    total = total_of(found) if found else ""
    unit = (found.money_unit or entry.document.money_unit) if found else ""
    return StatementLine(
        kind,
        found.title if found else kind.title,
        statement_address(entry.submission.pk, kind.kind),
        state_of(found),
        f"{total} {unit}" if total else "",
        errors,
    )
