from dataclasses import replace

import pytest

from disclosures.checks import Settings
from disclosures.checks.levels import (
    levels_belong_to_the_years_scheme,
    levels_have_their_full_names,
    projects_have_a_cost,
    projects_have_a_quantity,
    projects_have_a_satisfaction,
    projects_have_outputs_and_outcomes,
    projects_have_quality_and_timeliness,
    projects_have_three_outputs,
)
from disclosures.checks.rule import Context
from disclosures.document.model import IndicatorRow
from disclosures.tests.checks.builders import SOUND_ROWS, a_document, a_project, a_row, spots
from indicators.taxonomy import Scheme

QUANTITY, QUALITY, TIMELINESS, COST, SOCIAL, SATISFACTION = SOUND_ROWS
HIT = (1, None, "indicators")


def _without(*dropped: IndicatorRow, **changes):
    return a_document(a_project(*(row for row in SOUND_ROWS if row not in dropped), **changes))


@pytest.mark.parametrize(
    ("rule", "dropped", "severities"),
    [
        (projects_have_outputs_and_outcomes, (SOCIAL,), ["E"]),
        (projects_have_outputs_and_outcomes, (QUANTITY, QUALITY, TIMELINESS, COST), ["E"]),
        (projects_have_a_quantity, (QUANTITY,), ["E"]),
        (projects_have_quality_and_timeliness, (QUALITY,), ["W"]),
        (projects_have_quality_and_timeliness, (QUALITY, TIMELINESS), ["W", "W"]),
        (projects_have_a_cost, (COST,), ["W"]),
        (projects_have_a_satisfaction, (SATISFACTION,), ["W"]),
        (projects_have_three_outputs, (QUANTITY, QUALITY), ["I"]),
    ],
)
def test_a_level_that_lacks_is_found_and_one_that_stands_is_not(rule, dropped, severities):
    assert spots(rule, _without(*dropped)) == [(*HIT, severity) for severity in severities]
    assert spots(rule, a_document()) == []


def test_who_buys_or_builds_must_name_a_cost():
    assert spots(projects_have_a_cost, _without(COST, name="阅览室修缮")) == [(*HIT, "E")]


def test_a_cost_as_first_level_counts():
    first_level = IndicatorRow("成本指标", "经济成本指标", "采购成本", "按合同", "≤3万元", "市场询价")
    project = a_project(*(row for row in SOUND_ROWS if row is not COST), first_level)
    assert spots(projects_have_a_cost, a_document(project)) == []


def test_a_region_exempts_projects_from_satisfaction():
    exempt = Context(Settings(satisfaction_exempt=("图书",)))
    assert spots(projects_have_a_satisfaction, _without(SATISFACTION), context=exempt) == []
    assert spots(projects_have_a_satisfaction, _without(SATISFACTION, name="值班补助"), context=exempt) == [(*HIT, "W")]


def test_a_project_without_rows_lacks_everything():
    document = a_document(a_project(indicators=()))
    assert spots(projects_have_outputs_and_outcomes, document) == [(*HIT, "E")] * 2
    assert spots(projects_have_a_quantity, document) == [(*HIT, "E")]


def test_levels_of_withheld_rows_count():
    withheld = tuple(replace(row, name="涉密", description="涉密", target="涉密") for row in SOUND_ROWS)
    assert spots(projects_have_a_quantity, a_document(a_project(*withheld))) == []


def test_other_names_of_levels_are_hinted_at():
    rows = (
        replace(SOCIAL, category="效果指标"),
        replace(QUANTITY, subcategory="数量"),
        replace(QUALITY, subcategory="美观指标"),
        TIMELINESS,
    )
    assert spots(levels_have_their_full_names, a_document(a_project(*rows))) == [
        (1, 1, "category", "I"),
        (1, 2, "subcategory", "I"),
        (1, 3, "subcategory", "W"),
    ]


def test_the_levels_of_the_year():
    sustainable = a_row("可持续影响", "图书角持续开放", "≥3年")
    project = a_project(*SOUND_ROWS, sustainable)
    assert spots(levels_belong_to_the_years_scheme, a_document(project, fiscal_year=2022)) == [
        (1, 4, "subcategory", "I"),
        (1, 7, "subcategory", "I"),
    ]
    assert spots(levels_belong_to_the_years_scheme, a_document(project)) == []
    old = Context(Settings(scheme=Scheme.FROM_2021))
    assert spots(levels_belong_to_the_years_scheme, a_document(project, fiscal_year=2022), context=old) == []
