"""Rows → Document: the way back of the loader, in a number of queries that no plan can raise.

Law: a Document that was loaded comes out equal, with its keys and the particulars of its reading.
"""

from collections import defaultdict
from collections.abc import Iterable

from disclosures.document.model import (
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
from disclosures.models import ExplanationSection, Submission
from indicators.models import AnnualPlan, Duty, DutyPair, Indicator, Project, SpendingPlan
from indicators.money import from_yuan


def assemble(submission: Submission) -> Document:
    """The Document that the rows of a submission's plan say now; amounts in the units they were printed in."""
    plan = AnnualPlan.objects.select_related("department", "fiscal_year__region").get(pk=submission.plan_id)
    region = plan.fiscal_year.region
    return Document(
        region=RegionRef(region.code, region.name),
        department=DepartmentRef(plan.department.code, plan.department_name or plan.department.name),
        fiscal_year=plan.fiscal_year.year,
        money_unit=plan.money_unit,
        overall_objective=plan.overall_objective,
        duties=_duties(plan),
        safeguards=plan.safeguards,
        projects=_projects(plan),
        explanations=_explanations(submission),
        fiscal_year_evidence=submission.fiscal_year_evidence,
        **_reading(submission),
    )


def _reading(submission: Submission) -> dict:
    source = submission.source_file
    if source is None:
        return {}
    return {
        "layout": source.layout,
        "source": Source(source.name, source.sha256),
        "problems": tuple(Problem(problem["line"], problem["message"]) for problem in source.problems),
    }


def _duties(plan: AnnualPlan) -> tuple[DutySection, ...]:
    pairs = DutyPair.objects.filter(duty__plan=plan).order_by("position")
    pairs_of = _grouped(pairs.values_list("duty_id", "objective", "indicators"))
    return tuple(
        DutySection(
            title=duty.title,
            responsibilities=duty.responsibilities,
            duty_goal=duty.duty_goal,
            objective=duty.objective,
            indicators=duty.indicators,
            rating_bands=duty.rating_bands,
            text=duty.text,
            pairs=tuple(ObjectivePair(objective, tuple(texts)) for objective, texts in pairs_of[duty.pk]),
            line=duty.line,
            key=duty.key,
        )
        for duty in Duty.objects.filter(plan=plan).order_by("position")
    )


def _projects(plan: AnnualPlan) -> tuple[ProjectSheet, ...]:
    points = SpendingPlan.objects.filter(project__plan=plan).order_by("month")
    points_of = _grouped(points.values_list("project_id", "month", "cumulative_percent"))
    rows = Indicator.objects.filter(project__plan=plan).order_by("position")
    rows_of = _grouped(
        rows.values_list(
            "project_id", "category", "subcategory", "name", "description", "target", "basis", "line", "key"
        )
    )
    return tuple(
        _project(project, plan.money_unit, points_of[project.pk], rows_of[project.pk])
        for project in Project.objects.filter(plan=plan).order_by("position")
    )


def _project(project: Project, plan_unit: str, points: list, rows: list) -> ProjectSheet:
    unit = project.money_unit or plan_unit
    return ProjectSheet(
        number=project.number,
        name=project.name,
        code=project.code or "",
        money_unit=project.money_unit,
        unit_code=project.unit_code,
        unit_name=project.unit_name,
        total=from_yuan(project.total, unit),
        fiscal_funds=from_yuan(project.fiscal_funds, unit),
        other_funds=from_yuan(project.other_funds, unit),
        purpose=project.purpose,
        withheld=Withheld(project.withheld_reason) if project.withheld_reason else None,
        spending_plan=tuple(Checkpoint(*point) for point in points) or None,
        objectives=tuple(project.objectives.split("\n")) if project.objectives else (),
        indicators=tuple(IndicatorRow(*texts, line=line, key=key) for *texts, line, key in rows),
        line=project.line,
        key=project.key,
    )


def _explanations(submission: Submission) -> tuple[Explanation, ...]:
    sections = ExplanationSection.objects.filter(submission=submission).order_by("position")
    return tuple(Explanation(section.heading, section.text, line=section.line) for section in sections)


def _grouped(rows: Iterable[tuple]) -> dict[int, list[tuple]]:
    """Rows by their first column, in order."""
    groups = defaultdict(list)
    for owner, *rest in rows:
        groups[owner].append(rest)
    return groups
