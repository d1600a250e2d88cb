from disclosures.checks.value_mix import half_the_values_are_numbers, values_are_thought_of_one_by_one
from disclosures.tests.checks.builders import a_document, a_project, a_row, spots

HIT = [(1, None, "indicators", "W")]


def _values(*values: str):
    return a_document(a_project(*(a_row("质量", f"合格率{n}", value) for n, value in enumerate(values))))


def test_less_than_half_numbers_is_found_and_half_is_enough():
    assert spots(half_the_values_are_numbers, _values("≥9个", "是/否", "明显")) == HIT
    assert spots(half_the_values_are_numbers, _values("≥9个", "是/否")) == []
    assert spots(half_the_values_are_numbers, _values("9月底前", "是/否")) == []


def test_withheld_rows_are_not_counted():
    assert spots(half_the_values_are_numbers, _values("≥8 涉密", "≥8 涉密", "≥9个")) == []
    assert spots(values_are_thought_of_one_by_one, _values("≥8 涉密", "≥8 涉密")) == []


def test_one_value_for_all_is_found_however_it_is_written():
    assert spots(values_are_thought_of_one_by_one, _values("≥85%", "≧ 85％", "≥85%")) == HIT
    assert spots(values_are_thought_of_one_by_one, _values("≥85%", "≥86%", "≥85%")) == []
    assert spots(values_are_thought_of_one_by_one, _values("≥85%")) == []
