"""What the public's lists and sums say of a redacted Document: the same for publication and for verification."""

from collections.abc import Iterator
from decimal import Decimal

from disclosures.document.budget_figures import FIGURES, budget_figures
from disclosures.document.declarations import Trait, names_of
from disclosures.document.model import BudgetStatement, Document, IndicatorRow, ProjectSheet
from disclosures.document.redaction import shown_projects, shown_total
from disclosures.document.statement_kinds import kind_of
from disclosures.document.statement_layout import label_column
from disclosures.document.statement_rows import amount_columns, cell, rows_by_line, yuan_in
from disclosures.document.statement_shapes import StatementKind
from indicators.money import YUAN, to_yuan
from indicators.target_values import parse_target
from indicators.taxonomy import category_of, subcategory_of


def figures(document: Document) -> dict:
    """Counts and the sum in yuan, over shown projects only."""
    shown = shown_projects(document)
    return {
        "project_count": len(shown),
        "withheld_count": len(document.projects) - len(shown),
        "indicator_count": sum(len(project.indicators) for project in shown),
        "total": shown_total(document),
    }


def project_rows(document: Document) -> Iterator[dict]:
    """The columns of DisclosedProject, project by project."""
    for position, project in enumerate(document.projects, 1):
        yield _place(document) | {
            "key": project.key,
            "position": position,
            "number": project.number,
            "name": project.name,
            "code": project.code,
            "total": to_yuan(project.total, project.money_unit or document.money_unit),
            "indicator_count": len(project.indicators),
            "withheld": project.withheld is not None,
            "withheld_reason": project.withheld.reason if project.withheld else "",
        }


def indicator_rows(document: Document, project: ProjectSheet) -> Iterator[dict]:
    """The columns of DisclosedIndicator for one project, row by row."""
    place = _place(document)
    for position, row in enumerate(project.indicators, 1):
        yield place | {"position": position} | _indicator(row)


def budget_row(document: Document) -> dict | None:
    """The columns of DisclosedBudget; None where no statement prints a figure."""
    found = budget_figures(document)
    if not found:
        return None
    amounts = {name: found[name].amount if name in found else None for name in FIGURES}
    return amounts | {f"{name}_source": found[name].source if name in found else "" for name in FIGURES}


def statement_rows(document: Document) -> Iterator[dict]:
    """The columns of DisclosedStatement, statement by statement."""
    for position, statement in enumerate(document.statements, 1):
        yield _place(document) | {
            "kind": statement.kind,
            "position": position,
            "title": statement.title,
            "row_count": len(statement.rows),
            "complete": _is_complete(document, statement),
        }


def statement_lines(document: Document, statement: BudgetStatement) -> Iterator[dict]:
    """The columns of DisclosedStatementLine for one statement, row by row."""
    kind, place = kind_of(statement.kind), _place(document)
    columns = [(column, label_column(kind, column)) for column in amount_columns(kind)]
    items = {item: column for column, item in reversed(columns)}
    subjects = {item: _subjects(kind, statement, item) for item in items}
    for row in range(len(statement.rows)):
        for column, item in columns:
            amount, name = _amount(document, statement, row, column), statement.rows[row][kind.place(item)]
            leading = column == items[item]
            if name and (leading or amount is not None):
                yield place | {
                    "position": row + 1,
                    "item": item,
                    "subject": subjects[item].get(row, ""),
                    "name": name,
                    "column": column,
                    "leading": leading,
                    "amount": amount,
                }


def _subjects(kind: StatementKind, statement: BudgetStatement, item: str) -> dict[int, str]:
    """What identifies the rows of an item in statements of all units: a code, or the number of the form's line."""
    if kind.tree:
        return {row: cells[kind.place("code")] for row, cells in enumerate(statement.rows)}
    return {row: str(line) for line, row in rows_by_line(statement, item).items()}


def _is_complete(document: Document, statement: BudgetStatement) -> bool:
    """Whether every cell of an amount is blank or an amount."""
    return all(
        not cell(statement, row, column).strip() or _amount(document, statement, row, column) is not None
        for row in range(len(statement.rows))
        for column in amount_columns(kind_of(statement.kind))
    )


def _amount(document: Document, statement: BudgetStatement, row: int, column: str) -> Decimal | None:
    """An amount in yuan; None for a blank cell, and for one that holds no amount."""
    try:
        return yuan_in(statement, row, column, statement.money_unit or document.money_unit or YUAN)
    except ValueError:
        return None


def _place(document: Document) -> dict:
    return {
        "region_code": document.region.code if document.region else "",
        "department_code": document.department.code,
        "fiscal_year": document.fiscal_year,
    }


def _indicator(row: IndicatorRow) -> dict:
    category, value = category_of(row.category), parse_target(row.target)
    return {
        "key": row.key,
        **{name: getattr(row, name) for name in names_of(type(row), Trait.COMPARED)},
        "category_key": category or "",
        "subcategory_key": subcategory_of(row.subcategory, category) or "",
        "sign": value.sign,
        "number": value.number,
        "unit": value.unit,
        "kind": value.kind,
    }
