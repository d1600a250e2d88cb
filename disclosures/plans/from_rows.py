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
    YearSource,
)
from disclosures.models import ExplanationSection, Submission
from disclosures.plans.columns import columns, field_values
from disclosures.plans.statement_rows import statements_of
from indicators.models import AnnualPlan, Duty, DutyPair, Indicator, Project, SpendingPlan


def assemble(submission: Submission) -> Document:
    """The Document that the rows of a submission's plan say now; amounts in the units they were printed in."""
    plan = AnnualPlan.objects.select_related("department", "fiscal_year__region").get(pk=submission.plan_id)
    region = plan.fiscal_year.region
    return Document(
        region=RegionRef(region.code, region.name),
        department=DepartmentRef(plan.department.code, plan.department_name or plan.department.name),
        fiscal_year=plan.fiscal_year.year,
        **field_values(Document, plan, plan.money_unit),
        duties=_duties(plan),
        projects=_projects(plan),
        statements=statements_of(plan),
        explanations=_explanations(submission),
        fiscal_year_evidence=submission.fiscal_year_evidence,
        fiscal_year_source=YearSource(submission.fiscal_year_source) if submission.fiscal_year_source else None,
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
            **field_values(DutySection, duty, plan.money_unit),
            pairs=tuple(ObjectivePair(objective, tuple(texts)) for objective, texts in pairs_of[duty.pk]),
            line=duty.line,
            key=duty.key,
        )
        for duty in Duty.objects.filter(plan=plan).order_by("position")
    )


def _projects(plan: AnnualPlan) -> tuple[ProjectSheet, ...]:
    points = SpendingPlan.objects.filter(project__plan=plan).order_by("month")
    points_of = _grouped(points.values_list("project_id", "month", "cumulative_percent"))
    texts = [column.name for column in columns(IndicatorRow, Indicator)]
    rows = Indicator.objects.filter(project__plan=plan).order_by("position")
    rows_of = _grouped(rows.values_list("project_id", "line", "key", *texts))
    return tuple(
        ProjectSheet(
            **field_values(ProjectSheet, project, project.money_unit or plan.money_unit),
            spending_plan=tuple(Checkpoint(*point) for point in points_of[project.pk]) or None,
            indicators=tuple(IndicatorRow(*texts, line=line, key=key) for line, key, *texts in rows_of[project.pk]),
            line=project.line,
            key=project.key,
        )
        for project in Project.objects.filter(plan=plan).order_by("position")
    )


def _explanations(submission: Submission) -> tuple[Explanation, ...]:
    sections = ExplanationSection.objects.filter(submission=submission).order_by("position")
    return tuple(Explanation(**field_values(Explanation, section, ""), line=section.line) for section in sections)


def _grouped(rows: Iterable[tuple]) -> dict[int, list[list]]:
    """What stands behind the first column of rows, in order, by that column."""
    groups: dict[int, list[list]] = defaultdict(list)
    for owner, *rest in rows:
        groups[owner].append(rest)
    return groups
