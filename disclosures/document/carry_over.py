"""从上年结转: last year's plan copied into this year's. Pure; what is stale in it is for `stale_numbers`."""

from collections.abc import Callable, Sequence
from dataclasses import replace

from disclosures.document.keys import by_code, by_level_and_name, by_name, by_title, counterparts
from disclosures.document.model import Document, DutySection, IndicatorRow, ProjectSheet
from indicators.taxonomy import SCHEMES, Scheme, category_of, levels_in, subcategory_of

_DUTY_FIELDS = ("responsibilities", "duty_goal", "objective", "indicators", "rating_bands", "text", "pairs")
_PROJECT_FIELDS = ("number", "code", "unit_code", "unit_name", "purpose", "withheld", "objectives")
_AMOUNTS = ("total", "fiscal_funds", "other_funds")
_ROW_FIELDS = ("description", "target", "basis")


def carry_over(previous: Document, current: Document, scheme: Scheme) -> Document:
    """This year's plan with everything it leaves blank taken from last year's; what it says already stays.

    Duties are mapped by title, projects by code, then by name; what this year lacks is added at the end, without
    keys. Objectives and indicators of a project are taken where it has none; of rows that both years have, blank
    cells are filled. Amounts come with their unit, where none of the three stands there. A project withheld last
    year stays withheld. Levels are named as in `scheme`; one that has no place there stays as printed, and rule E13
    speaks of it. Notes are not copied: they tell of their own year.
    """
    last = _as_of_this_year(previous, current.money_unit, scheme)
    return replace(
        current,
        overall_objective=current.overall_objective or last.overall_objective,
        safeguards=current.safeguards or last.safeguards,
        duties=_joined(last.duties, current.duties, (by_title, _as_a_whole), _filled_duty),
        projects=_renumbered(
            _joined(last.projects, current.projects, (by_code, by_name), _filled_project), len(current.projects)
        ),
    )


def unplaced_levels(document: Document, scheme: Scheme) -> list[str]:
    """Levels of a document that a scheme does not print, as “产出指标—成本指标”, each once, in their order."""
    known = {(printed, child) for printed, children in SCHEMES[scheme].values() for child in children.values()}
    levels = ((row.category, row.subcategory) for project in document.projects for row in project.indicators)
    return list(dict.fromkeys("—".join(level) for level in levels if level not in known))


def without_keys(document: Document) -> Document:
    """The document without keys and lines: what a plan of another year must be before the two are compared, because
    a key is unique in its own plan only."""
    return replace(
        document,
        duties=tuple(replace(duty, key="", line=None) for duty in document.duties),
        projects=tuple(
            replace(
                project,
                key="",
                line=None,
                indicators=tuple(replace(row, key="", line=None) for row in project.indicators),
            )
            for project in document.projects
        ),
    )


def _as_of_this_year(previous: Document, unit: str, scheme: Scheme) -> Document:
    """Last year's parts as this year writes them: levels in its scheme, amounts with their unit."""
    bare = without_keys(previous)
    own_unit = "" if previous.money_unit == unit else previous.money_unit
    return replace(
        bare,
        projects=tuple(
            replace(
                project,
                money_unit=project.money_unit or own_unit,
                indicators=tuple(_in_scheme(row, scheme) for row in project.indicators),
            )
            for project in bare.projects
        ),
    )


def _in_scheme(row: IndicatorRow, scheme: Scheme) -> IndicatorRow:
    category = category_of(row.category)
    subcategory = subcategory_of(row.subcategory, category) if category else None
    levels = levels_in(scheme, category, subcategory) if subcategory else None
    return replace(row, category=levels[0], subcategory=levels[1]) if levels else row


def _joined(last: Sequence, current: Sequence, signatures: Sequence[Callable], fill: Callable) -> tuple:
    """The parts of this year, filled from their counterparts, then those that only last year has."""
    matches = counterparts(last, current, signatures)
    taken = {id(match) for match in matches if match}
    filled = [fill(mine, theirs) if theirs else mine for mine, theirs in zip(current, matches, strict=True)]
    return (*filled, *(theirs for theirs in last if id(theirs) not in taken))


def _as_a_whole(duty: DutySection, place: int) -> DutySection:
    return duty


def _filled(mine, theirs, fields: Sequence[str]):
    return replace(mine, **{field: getattr(mine, field) or getattr(theirs, field) for field in fields})


def _filled_duty(mine: DutySection, theirs: DutySection) -> DutySection:
    return _filled(mine, theirs, _DUTY_FIELDS)


def _filled_project(mine: ProjectSheet, theirs: ProjectSheet) -> ProjectSheet:
    filled = _filled(mine, theirs, _PROJECT_FIELDS)
    if all(getattr(mine, field) is None for field in _AMOUNTS):
        filled = replace(filled, **{field: getattr(theirs, field) for field in (*_AMOUNTS, "money_unit")})
    if all(point.cumulative_percent is None for point in mine.spending_plan or ()):
        filled = replace(filled, spending_plan=theirs.spending_plan or mine.spending_plan)
    if not mine.indicators:
        return replace(filled, indicators=theirs.indicators)
    matches = counterparts(theirs.indicators, mine.indicators, (by_level_and_name,))
    rows = zip(mine.indicators, matches, strict=True)
    return replace(filled, indicators=tuple(_filled(row, last, _ROW_FIELDS) if last else row for row, last in rows))


def _renumbered(projects: tuple[ProjectSheet, ...], own: int) -> tuple[ProjectSheet, ...]:
    """The first `own` as they are; those added after them with the next number where theirs is taken."""
    taken = {project.number for project in projects[:own]}
    result = list(projects[:own])
    for project in projects[own:]:
        number = project.number
        if number is not None and number in taken:
            number = max(taken - {None}) + 1
        taken.add(number)
        result.append(replace(project, number=number))
    return tuple(result)
