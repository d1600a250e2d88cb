"""What the public's lists and sums say of a redacted Document: the same for publication and for verification."""

from collections import Counter
from collections.abc import Iterator
from decimal import Decimal

from disclosures.document.as_json import body_text, part_to_json
from disclosures.document.budget_figures import FIGURES, budget_figures
from disclosures.document.declarations import Field, FieldKind, Trait, fields_of, names_of
from disclosures.document.glossary import terms
from disclosures.document.lineage import likeness
from disclosures.document.model import AnyPart, BudgetStatement, Document, IndicatorRow, ProjectSheet
from disclosures.document.redaction import shown_projects, shown_total
from disclosures.document.search_text import LONGEST_WORD
from disclosures.document.statement_layout import is_placed
from disclosures.document.statement_lines import is_complete, statement_lines
from disclosures.models.disclosed_extract import DisclosedIndicatorCount, DisclosedProjectCount
from disclosures.models.disclosed_search import FIELDS
from disclosures.models.disclosure import NAME_START
from indicators.amount_bands import band_of
from indicators.money import sum_of, to_yuan
from indicators.target_values import Kind, parse_target
from indicators.taxonomy import category_of, subcategory_of

#: A passage of more letters is kept in pieces, each with so many of the letters before it.
LONGEST_PASSAGE, OVERLAP = 50_000, 2 * LONGEST_WORD


def figures(document: Document) -> dict:
    """Counts and the sum in yuan, over shown projects only."""
    shown = shown_projects(document)
    return {
        "project_count": len(shown),
        "withheld_count": len(document.projects) - len(shown),
        "indicator_count": sum(len(project.indicators) for project in shown),
        "total": shown_total(document),
    }


def is_quantified(row: IndicatorRow) -> bool:
    """Return whether the target of an indicator is a number that can be measured."""
    return parse_target(row.target).kind == Kind.NUMBER


def project_rows(document: Document) -> Iterator[dict]:
    """The columns of DisclosedProject, project by project."""
    for position, project in enumerate(document.projects, 1):
        yield _place(document) | {
            "key": project.key,
            "position": position,
            "number": project.number,
            "name": project.name,
            "name_start": project.name[:NAME_START],
            "code": project.code,
            "total": to_yuan(project.total, project.money_unit or document.money_unit),
            "indicator_count": len(project.indicators),
            "quantified_count": sum(is_quantified(row) for row in project.indicators),
            "withheld": project.withheld is not None,
            "withheld_reason": project.withheld.reason if project.withheld else "",
        }


def sheet_rows(document: Document) -> Iterator[dict]:
    """The columns of DisclosedSheet, project by project."""
    for project in document.projects:
        unit = project.money_unit or document.money_unit
        yield {"money_unit": unit, "text": body_text(part_to_json(project, reading=False))}


def indicator_rows(document: Document, project: ProjectSheet) -> Iterator[dict]:
    """The columns of DisclosedIndicator for one project, row by row."""
    place = _place(document)
    for position, row in enumerate(project.indicators, 1):
        yield place | {"position": position} | _indicator(row)


def indicator_count_rows(document: Document) -> list[dict]:
    """The columns of DisclosedIndicatorCount for the unit's year, in the order of its sorts."""
    rows = (row for project in document.projects for row in indicator_rows(document, project))
    counted = Counter(tuple(row[name] for name in DisclosedIndicatorCount.SORTS) for row in rows)
    return [
        _place(document) | dict(zip(DisclosedIndicatorCount.SORTS, sort, strict=True), rows=count)
        for sort, count in sorted(counted.items())
    ]


def project_count_rows(document: Document) -> list[dict]:
    """The columns of DisclosedProjectCount for the unit's year, in the order of its bands."""
    bands: dict[str, list[Decimal | None]] = {}
    for row in project_rows(document):
        band = DisclosedProjectCount.WITHHELD if row["withheld"] else band_of(row["total"])
        bands.setdefault(band, []).append(row["total"])
    return [
        _place(document)
        | {
            "band": band,
            "rows": len(totals),
            "total": sum_of(totals),
            "largest": max((total for total in totals if total is not None), default=None),
        }
        for band, totals in sorted(bands.items())
    ]


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
            "complete": is_complete(document, statement),
            "placed": is_placed(document, statement),
        }


def line_rows(document: Document, statement: BudgetStatement) -> Iterator[dict]:
    """The columns of DisclosedStatementLine for one statement, row by row."""
    place = _place(document)
    return (place | line._asdict() for line in statement_lines(document, statement))


def term_rows(document: Document) -> Iterator[dict]:
    """The columns of DisclosedTerm, term by term."""
    return ({"position": position, **term._asdict()} for position, term in enumerate(terms(document), 1))


def passage_rows(document: Document) -> Iterator[dict]:
    """The columns of DisclosedPassage, passage by passage; `project` is the place of a project, None for the unit's."""
    passages: list[tuple[int | None, str, str, str]] = [(None, *passage) for passage in _unit_passages(document)]
    for place, (project, row) in enumerate(zip(document.projects, project_rows(document), strict=True)):
        beyond = [field for field in fields_of(ProjectSheet, Trait.SEARCHED) if field.name not in row]
        passages += [(place, field.label, _column(field), "\n".join(_texts(project, field))) for field in beyond]
    position = 0
    for owner, label, column, text in passages:
        for start in range(0, len(text), LONGEST_PASSAGE - OVERLAP):
            position += 1
            piece = text[start : start + LONGEST_PASSAGE]
            yield {"project": owner, "position": position, "label": label[:60], "column": column, "text": piece}


def _unit_passages(document: Document) -> Iterator[tuple[str, str, str]]:
    """Label, column and text of what is searched outside projects and statements: a duty and an explanation whole."""
    for field in fields_of(Document, Trait.SEARCHED):
        yield field.label, _column(field), "\n".join(_texts(document, field))
    parts: list[AnyPart] = [*document.duties, *document.explanations]
    for part in parts:
        texts = [text for field in fields_of(type(part), Trait.SEARCHED) for text in _texts(part, field)]
        yield texts[0] if texts else "", "other", "\n".join(texts)


def _column(field: Field) -> str:
    """The column of an entry in which a field is searched."""
    return field.name if field.name in FIELDS else "other"


def _texts(part: AnyPart, field: Field) -> list[str]:
    """What a searched field says, blanks left out."""
    value = getattr(part, field.name)
    if field.kind == FieldKind.PAIRS:
        value = [text for pair in value for text in (pair.objective, *pair.indicators)]
    return [text for text in ([value] if isinstance(value, str) else value) if text]


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
        "name_start": row.name[:NAME_START],
        "category_key": category or "",
        "subcategory_key": subcategory_of(row.subcategory, category) or "",
        "sign": value.sign,
        "number": value.number,
        "unit": value.unit,
        "kind": value.kind,
        "likeness": likeness(row),
    }
