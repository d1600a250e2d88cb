"""The rows of a plan written whole from a Document, in bulk: a number of statements that no project can raise."""

import gc
from collections.abc import Iterator
from contextlib import contextmanager

from disclosures.document.as_json import content_sha256
from disclosures.document.model import Document, DutySection, IndicatorRow, ProjectSheet
from disclosures.models import ExplanationSection, Submission
from disclosures.plans.columns import column_values
from indicators.models import AnnualPlan, Duty, DutyPair, Indicator, Project, SpendingPlan
from indicators.target_values import TargetValue, parse_target

#: Rows per INSERT (Django lowers it where the database takes fewer variables).
BATCH = 1000


def replace_rows(submission: Submission, document: Document) -> None:
    """Everything of the document, its keys given, instead of what the locked plan held; the revision rises by one."""
    plan = submission.plan
    _delete_rows(submission)
    plan.department_name = document.department.name
    for name, value in column_values(document, AnnualPlan, document.money_unit).items():
        setattr(plan, name, value)
    plan.revision += 1
    plan.content_sha256 = content_sha256(document)
    plan.save()
    with _collector_paused():
        _insert_duties(plan, document)
        _insert_projects(plan, document)
    ExplanationSection.objects.bulk_create(
        ExplanationSection(
            submission=submission, position=position, heading=section.heading, text=section.text, line=section.line
        )
        for position, section in enumerate(document.explanations, 1)
    )


@contextmanager
def _collector_paused() -> Iterator[None]:
    """Python's collector looks through all objects again and again while many are made, and finds none to collect:
    a third of the time of a large load."""
    enabled = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if enabled:
            gc.enable()


def _delete_rows(submission: Submission) -> None:
    """Leaves first, so that each table goes in one statement."""
    plan = submission.plan
    Indicator.objects.filter(project__plan=plan).delete()
    SpendingPlan.objects.filter(project__plan=plan).delete()
    Project.objects.filter(plan=plan).delete()
    DutyPair.objects.filter(duty__plan=plan).delete()
    Duty.objects.filter(plan=plan).delete()
    submission.explanations.all().delete()


def _insert_duties(plan: AnnualPlan, document: Document) -> None:
    duties = Duty.objects.bulk_create(
        [_duty(plan, position, duty) for position, duty in enumerate(document.duties, 1)], BATCH
    )
    DutyPair.objects.bulk_create(
        [
            DutyPair(duty=row, position=position, objective=pair.objective, indicators=list(pair.indicators))
            for row, duty in zip(duties, document.duties, strict=True)
            for position, pair in enumerate(duty.pairs, 1)
        ],
        BATCH,
    )


def _insert_projects(plan: AnnualPlan, document: Document) -> None:
    projects = Project.objects.bulk_create(
        [_project(plan, position, project) for position, project in enumerate(document.projects, 1)], BATCH
    )
    pairs = list(zip(projects, document.projects, strict=True))
    SpendingPlan.objects.bulk_create(
        [
            SpendingPlan(project_id=row.pk, month=point.month, cumulative_percent=point.cumulative_percent)
            for row, project in pairs
            for point in project.spending_plan or ()
        ],
        BATCH,
    )
    values: dict[str, TargetValue] = {}
    Indicator.objects.bulk_create(
        [
            _indicator(row, position, indicator, values)
            for row, project in pairs
            for position, indicator in enumerate(project.indicators, 1)
        ],
        BATCH,
    )


def _duty(plan: AnnualPlan, position: int, duty: DutySection) -> Duty:
    return Duty(
        plan=plan, key=duty.key, position=position, line=duty.line, **column_values(duty, Duty, plan.money_unit)
    )


def _project(plan: AnnualPlan, position: int, sheet: ProjectSheet) -> Project:
    unit = sheet.money_unit or plan.money_unit
    return Project(plan=plan, key=sheet.key, position=position, line=sheet.line, **column_values(sheet, Project, unit))


def _indicator(project: Project, position: int, row: IndicatorRow, values: dict[str, TargetValue]) -> Indicator:
    """`values` remembers what a target says, as most targets stand in many rows."""
    if row.target not in values:
        values[row.target] = parse_target(row.target)
    value = values[row.target]
    return Indicator(
        project_id=project.pk,
        key=row.key,
        position=position,
        line=row.line,
        sign=value.sign,
        number=value.number,
        unit=value.unit,
        kind=value.kind,
        **column_values(row, Indicator, ""),
    )
