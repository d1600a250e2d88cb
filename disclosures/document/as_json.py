"""Document ↔ JSON (schema 1, described in docs/document-schema.md).

Absent text is "", absent number null, absent list []; amounts and percentages are strings.
"""

import hashlib
import json
from decimal import Decimal

from disclosures.document.model import (
    BudgetTable,
    Checkpoint,
    DepartmentRef,
    Document,
    DutySection,
    Explanation,
    IndicatorRow,
    ObjectivePair,
    Problem,
    ProjectSheet,
    RegionRef,
    Source,
    Withheld,
)
from indicators.money import amount_text

SCHEMA = 1
#: Keys that belong to the reading of a file: never part of a published body.
READING_KEYS = ("layout", "source", "fiscal_year_evidence", "problems")


def to_json(document: Document, reading: bool = True) -> dict:
    """The document as plain JSON values. `reading=False` leaves out the particulars of the reading (source,
    layout, evidence, problems and every line), as the published body does."""
    values = {
        "schema": SCHEMA,
        "region": {"code": document.region.code, "name": document.region.name} if document.region else None,
        "department": {"code": document.department.code, "name": document.department.name},
        "fiscal_year": document.fiscal_year,
        "money_unit": document.money_unit,
        "overall_objective": document.overall_objective,
        "duties": [_duty_to_json(duty, reading) for duty in document.duties],
        "safeguards": document.safeguards,
        "projects": [_project_to_json(project, reading) for project in document.projects],
        "statements": [
            {
                "title": table.title,
                "money_unit": table.money_unit,
                "columns": list(table.columns),
                "rows": [list(row) for row in table.rows],
            }
            for table in document.statements
        ],
        "notes": [
            {"heading": note.heading, "text": note.text} | _line(note, reading) for note in document.explanations
        ],
    }
    if reading:
        source = document.source
        values |= {
            "layout": document.layout,
            "source": {"name": source.name, "sha256": source.sha256} if source else None,
            "fiscal_year_evidence": document.fiscal_year_evidence,
            "problems": [{"line": problem.line, "message": problem.message} for problem in document.problems],
        }
    return values


def from_json(values: dict) -> Document:
    """The Document that `to_json` printed; missing particulars of the reading are left empty."""
    region, source = values["region"], values.get("source")
    return Document(
        region=RegionRef(region["code"], region["name"]) if region else None,
        department=DepartmentRef(values["department"]["code"], values["department"]["name"]),
        fiscal_year=values["fiscal_year"],
        money_unit=values["money_unit"],
        overall_objective=values["overall_objective"],
        duties=tuple(_duty_from_json(duty) for duty in values["duties"]),
        safeguards=values["safeguards"],
        projects=tuple(_project_from_json(project) for project in values["projects"]),
        statements=tuple(
            BudgetTable(
                table["title"], table["money_unit"], tuple(table["columns"]), tuple(tuple(row) for row in table["rows"])
            )
            for table in values["statements"]
        ),
        explanations=tuple(
            Explanation(note["heading"], note["text"], line=note.get("line")) for note in values["notes"]
        ),
        layout=values.get("layout", ""),
        source=Source(source["name"], source["sha256"]) if source else None,
        fiscal_year_evidence=values.get("fiscal_year_evidence", ""),
        problems=tuple(Problem(problem["line"], problem["message"]) for problem in values.get("problems", ())),
    )


def body_text(values: dict) -> str:
    """JSON values as the one text that is hashed and kept: sorted keys, no blanks, Chinese as it is."""
    return json.dumps(values, ensure_ascii=False, sort_keys=True, separators=(",", ":"))


def sha256(text: str) -> str:
    """The SHA-256 of a text's UTF-8 bytes, in hexadecimal."""
    return hashlib.sha256(text.encode()).hexdigest()


def content_sha256(document: Document) -> str:
    """The hash of what is promised (keys included), whatever file it was read from."""
    return sha256(body_text(to_json(document, reading=False)))


def _line(part, reading: bool) -> dict:
    return {"line": part.line} if reading else {}


def _key(part) -> dict:
    return {"key": part.key} if part.key else {}


def _duty_to_json(duty: DutySection, reading: bool) -> dict:
    return {
        "title": duty.title,
        "responsibilities": duty.responsibilities,
        "duty_goal": duty.duty_goal,
        "objective": duty.objective,
        "indicators": duty.indicators,
        "rating_bands": duty.rating_bands,
        "text": duty.text,
        "pairs": [{"objective": pair.objective, "indicators": list(pair.indicators)} for pair in duty.pairs],
        **_key(duty),
        **_line(duty, reading),
    }


def _duty_from_json(duty: dict) -> DutySection:
    texts = ("title", "responsibilities", "duty_goal", "objective", "indicators", "rating_bands", "text")
    return DutySection(
        **{name: duty[name] for name in texts},
        pairs=tuple(ObjectivePair(pair["objective"], tuple(pair["indicators"])) for pair in duty["pairs"]),
        line=duty.get("line"),
        key=duty.get("key", ""),
    )


def _project_to_json(project: ProjectSheet, reading: bool) -> dict:
    plan = project.spending_plan
    return {
        "number": project.number,
        "name": project.name,
        "code": project.code,
        "money_unit": project.money_unit or None,
        "unit_code": project.unit_code,
        "unit_name": project.unit_name,
        "total": amount_text(project.total),
        "fiscal_funds": amount_text(project.fiscal_funds),
        "other_funds": amount_text(project.other_funds),
        "purpose": project.purpose,
        "withheld": {"reason": project.withheld.reason} if project.withheld else None,
        "spending_plan": None
        if plan is None
        else [{"month": point.month, "cumulative_percent": _percent_text(point)} for point in plan],
        "objectives": list(project.objectives),
        "indicators": [
            {
                "category": row.category,
                "subcategory": row.subcategory,
                "name": row.name,
                "description": row.description,
                "target": row.target,
                "basis": row.basis,
                **_key(row),
                **_line(row, reading),
            }
            for row in project.indicators
        ],
        **_key(project),
        **_line(project, reading),
    }


def _project_from_json(project: dict) -> ProjectSheet:
    texts = ("name", "code", "unit_code", "unit_name", "purpose")
    row_texts = ("category", "subcategory", "name", "description", "target", "basis")
    plan, withheld = project["spending_plan"], project["withheld"]
    return ProjectSheet(
        number=project["number"],
        **{name: project[name] for name in texts},
        money_unit=project["money_unit"] or "",
        **{name: _decimal(project[name]) for name in ("total", "fiscal_funds", "other_funds")},
        withheld=Withheld(withheld["reason"]) if withheld else None,
        spending_plan=None
        if plan is None
        else tuple(Checkpoint(point["month"], _decimal(point["cumulative_percent"])) for point in plan),
        objectives=tuple(project["objectives"]),
        indicators=tuple(
            IndicatorRow(*(row[name] for name in row_texts), line=row.get("line"), key=row.get("key", ""))
            for row in project["indicators"]
        ),
        line=project.get("line"),
        key=project.get("key", ""),
    )


def _percent_text(point: Checkpoint) -> str | None:
    percent = point.cumulative_percent
    return None if percent is None else f"{percent:.2f}"


def _decimal(text: str | None) -> Decimal | None:
    return None if text is None else Decimal(text)
