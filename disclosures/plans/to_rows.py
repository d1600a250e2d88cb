"""The rows of a plan written from a Document, in bulk: a number of statements that no project can raise."""

import gc
from collections.abc import Iterable, Iterator, Sequence
from contextlib import contextmanager

from django.db.models import QuerySet

from disclosures.document.as_json import content_sha256
from disclosures.document.model import Document, DutySection, IndicatorRow, ProjectSheet
from disclosures.models import ExplanationSection, Submission
from disclosures.plans.columns import column_values
from disclosures.plans.statement_rows import delete_statements, insert_statements, update_statements
from indicators.models import AnnualPlan, Duty, DutyPair, Indicator, Project, SpendingPlan
from indicators.target_values import TargetValue, parse_target

#: Rows per INSERT (Django lowers it where the database takes fewer variables).
BATCH = 1000


def replace_rows(submission: Submission, document: Document) -> None:
    """Write everything of the document, its keys given, instead of what the locked plan held; the revision rises by
    one."""
    plan = submission.plan
    _write_plan(plan, document)
    _delete_duties(plan)
    _delete_projects(plan.projects.all())
    submission.explanations.all().delete()
    delete_statements(plan.statements.all())
    with _collector_paused():
        _insert_duties(plan, document.duties)
        _insert_projects(plan, list(enumerate(document.projects, 1)))
        _insert_explanations(submission, document)
        insert_statements(plan, list(enumerate(document.statements, 1)))


def update_rows(submission: Submission, before: Document, after: Document) -> None:
    """Write what differs between `before`, which the locked plan holds, and `after`; the revision rises by one.

    The row of a project stays as long as its key, and the rows below it as long as they say the same.
    """
    plan = submission.plan
    _write_plan(plan, after)
    if _with_keys(before.duties) != _with_keys(after.duties):
        _delete_duties(plan)
        _insert_duties(plan, after.duties)
    if before.explanations != after.explanations:
        submission.explanations.all().delete()
        _insert_explanations(submission, after)
    update_statements(plan, before, after)
    old = {sheet.key: (position, sheet) for position, sheet in enumerate(before.projects, 1)}
    new = {sheet.key: (position, sheet) for position, sheet in enumerate(after.projects, 1)}
    _delete_projects(plan.projects.filter(key__in=old.keys() - new.keys()))
    _update_projects(plan, before.money_unit, {key: (old[key], new[key]) for key in new if key in old})
    _insert_projects(plan, [new[key] for key in new if key not in old])


def _with_keys(parts: Iterable) -> list[tuple]:
    """What parts say, their keys and lines included."""
    return [(part, part.key, part.line) for part in parts]


def _write_plan(plan: AnnualPlan, document: Document) -> None:
    plan.department_name = document.department.name
    for name, value in column_values(document, AnnualPlan, document.money_unit).items():
        setattr(plan, name, value)
    plan.revision += 1
    plan.content_sha256 = content_sha256(document)
    plan.save()


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


def _delete_duties(plan: AnnualPlan) -> None:
    DutyPair.objects.filter(duty__plan=plan).delete()
    Duty.objects.filter(plan=plan).delete()


def _delete_projects(projects: QuerySet[Project]) -> None:
    """Leaves first, so that each table goes in one statement."""
    _delete_below(projects)
    projects.delete()


def _delete_below(projects: QuerySet[Project]) -> None:
    Indicator.objects.filter(project__in=projects).delete()
    SpendingPlan.objects.filter(project__in=projects).delete()


def _insert_explanations(submission: Submission, document: Document) -> None:
    ExplanationSection.objects.bulk_create(
        ExplanationSection(
            submission=submission,
            position=position,
            line=section.line,
            **column_values(section, ExplanationSection, ""),
        )
        for position, section in enumerate(document.explanations, 1)
    )


def _insert_duties(plan: AnnualPlan, sections: Sequence[DutySection]) -> None:
    duties = Duty.objects.bulk_create([_duty(plan, position, duty) for position, duty in enumerate(sections, 1)], BATCH)
    DutyPair.objects.bulk_create(
        [
            DutyPair(duty=row, position=position, objective=pair.objective, indicators=list(pair.indicators))
            for row, duty in zip(duties, sections, strict=True)
            for position, pair in enumerate(duty.pairs, 1)
        ],
        BATCH,
    )


def _insert_projects(plan: AnnualPlan, placed: Sequence[tuple[int, ProjectSheet]]) -> None:
    """Insert projects with everything below them, each with its position."""
    rows = Project.objects.bulk_create([_project(plan, position, sheet) for position, sheet in placed], BATCH)
    _insert_below([(row, sheet) for row, (_, sheet) in zip(rows, placed, strict=True)])


def _insert_below(pairs: Sequence[tuple[Project, ProjectSheet]]) -> None:
    SpendingPlan.objects.bulk_create(
        [
            SpendingPlan(project_id=row.pk, month=point.month, cumulative_percent=point.cumulative_percent)
            for row, sheet in pairs
            for point in sheet.spending_plan or ()
        ],
        BATCH,
    )
    values: dict[str, TargetValue] = {}
    Indicator.objects.bulk_create(
        [
            _indicator(row, position, indicator, values)
            for row, sheet in pairs
            for position, indicator in enumerate(sheet.indicators, 1)
        ],
        BATCH,
    )


_Placed = tuple[int, ProjectSheet]


def _update_projects(plan: AnnualPlan, old_unit: str, both: dict[str, tuple[_Placed, _Placed]]) -> None:
    """Bring projects that stay up to date: their own columns in their rows, what is below them anew where it
    differs. `both`: by key, the position and the sheet of before and of now."""
    stale: dict[str, dict] = {}
    differing, below = set(), set()
    for key, ((old_position, was), (position, now)) in both.items():
        if was is now and old_position == position and old_unit == plan.money_unit:
            continue
        values = column_values(now, Project, now.money_unit or plan.money_unit)
        values |= {"position": position, "line": now.line}
        kept = column_values(was, Project, was.money_unit or old_unit) | {"position": old_position, "line": was.line}
        if values != kept:
            stale[key] = values
            differing |= {name for name, value in values.items() if value != kept[name]}
        if was.spending_plan != now.spending_plan or _with_keys(was.indicators) != _with_keys(now.indicators):
            below.add(key)
    rows = {row.key: row for row in plan.projects.filter(key__in=stale.keys() | below)}
    for key, values in stale.items():
        vars(rows[key]).update(values)
    if "code" in differing:  # codes may have changed hands
        plan.projects.filter(key__in=stale).update(code=None)
    if stale:
        Project.objects.bulk_update([rows[key] for key in stale], sorted(differing), BATCH)
    _delete_below(plan.projects.filter(key__in=below))
    _insert_below([(rows[key], both[key][1][1]) for key in both if key in below])


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
