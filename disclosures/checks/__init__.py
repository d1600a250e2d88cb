"""The rules of review: pure functions over a Document. `run` gives their findings, `examine` every rule's answer."""

from enum import StrEnum
from typing import NamedTuple

from disclosures.checks import (
    agreement,
    amounts,
    bands,
    codes,
    directions,
    duties,
    empty_statements,
    explained_sums,
    headers,
    level_contents,
    levels,
    manual,
    objectives,
    repetition,
    secrecy,
    spending_plans,
    statement_sums,
    targets,
    traces,
    unit_prices,
    value_mix,
    wording,
    year_on_year,
    years,
)
from disclosures.checks.finding import Finding, Severity
from disclosures.checks.rule import Context, Rule, Settings
from disclosures.document.model import Document

#: Raised whenever a rule is added or answers differently (tests/checks/test_rule_set.py watches); kept with every
#: finding of an event, and part of the key under which findings are remembered.
RULE_SET = "9"

#: Every rule, in the order of its code.
ALL: tuple[Rule, ...] = (
    headers.project_heads_are_complete,
    spending_plans.spending_plans_are_filled,
    spending_plans.spending_plans_rise_to_the_whole,
    spending_plans.spending_plans_differ,
    objectives.objectives_are_stated_once,
    levels.projects_have_outputs_and_outcomes,
    levels.projects_have_a_quantity,
    levels.projects_have_quality_and_timeliness,
    levels.projects_have_a_cost,
    levels.projects_have_a_satisfaction,
    levels.projects_have_three_outputs,
    duties.duties_have_their_elements,
    headers.fiscal_year_is_printed,
    amounts.funds_add_up,
    amounts.amounts_have_one_unit,
    amounts.costs_stay_within_the_budget,
    unit_prices.prices_explain_the_budget,
    amounts.projects_are_the_expenditure_on_projects,
    secrecy.withheld_cells_stand_in_withheld_projects,
    traces.amounts_give_nothing_away,
    secrecy.sensitive_names_are_reviewed,
    secrecy.words_of_secrecy_are_looked_at,
    traces.withheld_projects_are_not_named,
    targets.targets_are_understood,
    targets.yes_or_no_is_decided,
    targets.rating_bands_are_not_targets,
    targets.scoring_is_not_a_target,
    targets.percentages_stay_within_the_whole,
    directions.signs_point_the_right_way,
    directions.percentages_ask_for_enough,
    targets.units_are_units,
    targets.signs_are_plain,
    targets.numbers_have_a_sign,
    targets.words_come_in_grades,
    value_mix.half_the_values_are_numbers,
    value_mix.values_are_thought_of_one_by_one,
    targets.numbers_have_a_unit,
    directions.rates_have_enough_objects,
    level_contents.quantities_are_not_rates,
    level_contents.quantities_are_not_money,
    level_contents.quantities_are_numbers,
    level_contents.costs_are_money,
    level_contents.costs_have_a_ceiling,
    level_contents.timeliness_speaks_of_time,
    level_contents.satisfaction_is_called_so,
    level_contents.ecology_is_not_cost,
    level_contents.outcomes_are_not_outputs,
    level_contents.rates_are_percentages,
    level_contents.descriptions_measure_what_is_promised,
    levels.levels_have_their_full_names,
    levels.levels_belong_to_the_years_scheme,
    repetition.names_differ_within_a_project,
    amounts.quantity_is_not_the_budget_again,
    repetition.descriptions_say_more_than_names,
    repetition.a_basis_is_not_the_description,
    repetition.indicators_belong_to_their_project,
    objectives.objectives_belong_to_their_project,
    objectives.purpose_is_not_the_objective,
    repetition.descriptions_are_written_for_their_project,
    duties.sections_do_not_repeat_each_other,
    repetition.bases_are_named,
    wording.words_are_spelt_right,
    wording.nothing_stands_twice,
    wording.commas_are_chinese,
    wording.document_numbers_have_their_brackets,
    wording.no_template_is_left,
    years.years_agree,
    codes.unit_names_agree,
    bands.bands_meet_without_overlap,
    bands.boundaries_belong_to_one_band,
    bands.the_pass_mark_is_the_nations,
    objectives.promised_numbers_have_an_indicator,
    agreement.numbers_agree_between_duties_and_projects,
    objectives.objectives_are_sentences,
    explained_sums.three_expenses_add_up,
    explained_sums.three_expenses_are_said_as_in_the_table,
    year_on_year.changes_are_differences,
    explained_sums.running_costs_add_up,
    year_on_year.a_change_is_told_once,
    statement_sums.statements_add_up,
    explained_sums.assets_are_said_as_in_the_table,
    empty_statements.what_is_bought_is_planned,
    empty_statements.what_is_empty_is_said_to_be,
    explained_sums.figures_are_said_as_in_the_tables,
    statement_sums.items_of_both_classifications_agree,
    codes.project_codes_are_sound,
    codes.unit_codes_have_six_digits,
)


class Outcome(StrEnum):
    """A rule's answer about a document."""

    PASSED = "passed"
    FOUND = "found"
    NOT_APPLICABLE = "not_applicable"
    SWITCHED_OFF = "switched_off"


class Answer(NamedTuple):
    """One rule's answer, with what it found."""

    rule: Rule
    outcome: Outcome
    findings: list[Finding]


def examine(
    document: Document, previous: Document | None = None, settings: Settings | None = None, source_text: str = ""
) -> list[Answer]:
    """Ask every rule about a document, in the order of ALL.

    `previous` is the same department's document of last year, `settings` what the region decides, `source_text` the
    text of the file the document was read from; rules that need one of them find less without it.
    """
    context = Context(settings or Settings(), previous, source_text)
    return [_answer(rule, document, context) for rule in ALL]


def _answer(rule: Rule, document: Document, context: Context) -> Answer:
    if context.settings.severities.get(rule.code, rule.severity) is None:
        return Answer(rule, Outcome.SWITCHED_OFF, [])
    if not rule.applies(document):
        return Answer(rule, Outcome.NOT_APPLICABLE, [])
    findings = rule.findings(document, context)
    return Answer(rule, Outcome.FOUND if findings else Outcome.PASSED, findings)


def run(
    document: Document, previous: Document | None = None, settings: Settings | None = None, source_text: str = ""
) -> list[Finding]:
    """Every finding about a document, by rule; the arguments are those of `examine`."""
    return [finding for answer in examine(document, previous, settings, source_text) for finding in answer.findings]


def rules_markdown() -> str:
    """The text of docs/checks.md."""
    return manual.rules_markdown(ALL, RULE_SET)


__all__ = [
    "ALL",
    "RULE_SET",
    "Answer",
    "Finding",
    "Outcome",
    "Rule",
    "Settings",
    "Severity",
    "examine",
    "rules_markdown",
    "run",
]
