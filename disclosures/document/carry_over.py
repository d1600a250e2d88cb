"""从上年结转: last year's plan copied into this year's. Pure; what is stale in it is for `stale_numbers`."""

from collections.abc import Callable, Sequence
from dataclasses import replace

from disclosures.document.declarations import FieldKind, Trait, fields_of, names_of
from disclosures.document.identity import counterparts, signs_of, without_keys
from disclosures.document.model import Document, IndicatorRow, Part, ProjectSheet
from indicators.taxonomy import SCHEMES, Scheme, category_of, levels_in, subcategory_of


def carry_over(previous: Document, current: Document, scheme: Scheme) -> Document:
    """This year's plan with everything it leaves blank taken from last year's; what it says already stays.

    Parts are mapped as `identity` says, place left out; what this year lacks is added at the end, without keys.
    Objectives and indicators of a project are taken where it has none; of rows that both years have, blank
    cells are filled. Amounts come with their unit, where none of the three stands there. A project withheld last
    year stays withheld. Levels are named as in `scheme`; one that has no place there stays as printed, and rule E13
    speaks of it. Explanations are not copied: they tell of their own year.
    """
    last = _as_of_this_year(previous, current.money_unit, scheme)
    current = replace(current, projects=_still_withheld(current.projects, last.projects))
    return replace(
        current,
        **{name: getattr(current, name) or getattr(last, name) for name in names_of(type(current), Trait.CARRIED_OVER)},
        duties=_joined(last.duties, current.duties, _fill),
        projects=_renumbered(_joined(last.projects, current.projects, _fill_project), len(current.projects)),
    )


def unplaced_levels(document: Document, scheme: Scheme) -> list[str]:
    """Levels of a document that a scheme does not print, as “产出指标—成本指标”, each once, in their order."""
    known = {(printed, child) for printed, children in SCHEMES[scheme].values() for child in children.values()}
    levels = ((row.category, row.subcategory) for project in document.projects for row in project.indicators)
    return list(dict.fromkeys("—".join(level) for level in levels if level not in known))


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
    subcategory = subcategory_of(row.subcategory, category)
    levels = levels_in(scheme, category, subcategory) if category and subcategory else None
    return replace(row, category=levels[0], subcategory=levels[1]) if levels else row


def _joined(last: Sequence[Part], current: Sequence[Part], fill: Callable[[Part, Part], Part]) -> tuple[Part, ...]:
    """The parts of this year, filled from their counterparts, then those that only last year has. Place does not make
    a counterpart: what stands at the same place may be another matter."""
    matches = counterparts(last, current, by_place=False)
    taken = {id(match) for match in matches if match}
    filled = [fill(mine, theirs) if theirs else mine for mine, theirs in zip(current, matches, strict=True)]
    return (*filled, *(theirs for theirs in last if id(theirs) not in taken))


def _fill(mine: Part, theirs: Part) -> Part:
    """A part of this year, its blank fields those of last year."""
    fields = (field for field in fields_of(type(mine), Trait.CARRIED_OVER) if field.kind not in _TOGETHER)
    return replace(mine, **{field.name: getattr(mine, field.name) or getattr(theirs, field.name) for field in fields})


#: Fields that are taken whole or not at all: the amounts with their unit, the four percentages.
_TOGETHER = (FieldKind.AMOUNT, FieldKind.PERCENTAGES)


def _fill_project(mine: ProjectSheet, theirs: ProjectSheet) -> ProjectSheet:
    filled = _fill(mine, theirs)
    amounts = names_of(type(mine), FieldKind.AMOUNT, Trait.CARRIED_OVER)
    if all(getattr(mine, name) is None for name in amounts):
        filled = replace(filled, **{name: getattr(theirs, name) for name in (*amounts, "money_unit")})
    if all(point.cumulative_percent is None for point in mine.spending_plan or ()):
        filled = replace(filled, spending_plan=theirs.spending_plan or mine.spending_plan)
    if not mine.indicators:
        return replace(filled, indicators=theirs.indicators)
    matches = counterparts(theirs.indicators, mine.indicators, by_place=False)
    rows = zip(mine.indicators, matches, strict=True)
    return replace(filled, indicators=tuple(_fill(row, last) if last else row for row, last in rows))


def _still_withheld(projects: Sequence[ProjectSheet], last: Sequence[ProjectSheet]) -> tuple[ProjectSheet, ...]:
    """The projects, each as withheld as the one of last year that it may be, by any sign at all."""
    reasons = {sign: one.withheld for one in reversed(last) if one.withheld for sign in signs_of(one)}
    return tuple(
        replace(one, withheld=one.withheld or next((reasons[sign] for sign in signs_of(one) if sign in reasons), None))
        for one in projects
    )


def _renumbered(projects: tuple[ProjectSheet, ...], own: int) -> tuple[ProjectSheet, ...]:
    """The first `own` as they are; those added after them with the next number where theirs is taken."""
    taken = {project.number for project in projects[:own] if project.number is not None}
    result = list(projects[:own])
    for project in projects[own:]:
        number = project.number
        if number is not None:
            number = max(taken) + 1 if number in taken else number
            taken.add(number)
        result.append(replace(project, number=number))
    return tuple(result)
