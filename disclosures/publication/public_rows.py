"""What the public's lists and sums say of a redacted Document: the same for publication and for verification."""

from collections.abc import Iterator

from disclosures.document.declarations import Trait, names_of
from disclosures.document.model import Document, IndicatorRow, ProjectSheet
from disclosures.document.redaction import shown_projects, shown_total
from indicators.money import to_yuan
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
