"""The same project and the same indicator through several years, and where that is not sure."""

import pytest

from disclosures.document.lineage import asked_for, likeness, lineages
from disclosures.document.model import IndicatorRow, ProjectSheet
from disclosures.tests.builders import indicator, project


def columns(*years):
    """Columns for lineages: the source of a part is its year, from 2020 on."""
    return [[(2020 + at, part) for part in parts] for at, parts in enumerate(years)]


def told(*years) -> list[tuple[list, list]]:
    """Each lineage as the years of its steps and of its doubts."""
    found = lineages(columns(*years))
    return [([source for source, _ in one.steps], [source for source, _ in one.doubts]) for one in found]


def test_a_code_goes_before_a_name():
    first, renamed = project(1, "图书馆购书", code="A1"), project(7, "图书更新", code="A1")
    assert told([first], [renamed]) == [([2020, 2021], [])]


def test_a_new_code_each_year_is_bridged_by_the_name_without_its_year():
    years = [[project(1, f"{year}年开放补助", code=f"C{year}")] for year in (2020, 2021, 2022)]
    assert told(*years) == [([2020, 2021, 2022], [])]


def test_a_year_without_the_project_does_not_end_it():
    assert told([project(1, "夜校")], [project(1, "书展", code="X")], [project(3, "夜校")]) == [
        ([2020, 2022], []),
        ([2021], []),
    ]


@pytest.mark.parametrize("turned", [1, -1])
def test_two_of_one_name_are_not_joined_in_either_order(turned):
    twins = [project(1, "办公经费", code=""), project(2, "办公经费", code="")]
    assert told(twins[::turned], [project(5, "办公经费", code="")]) == [
        ([2020], [2021]),
        ([2020], [2021]),
        ([2021], [2020, 2020]),
    ]


def test_one_that_becomes_two_of_one_name_is_not_joined_with_either():
    twins = [project(1, "办公经费", code=""), project(2, "办公经费", code="")]
    assert told([project(9, "办公经费", code="")], twins) == [
        ([2020], [2021, 2021]),
        ([2021], [2020]),
        ([2021], [2020]),
    ]


def test_two_of_one_name_are_told_apart_by_their_codes():
    twins = [project(1, "办公经费", code="A"), project(2, "办公经费", code="B")]
    assert told(twins, twins[::-1]) == [([2020, 2021], []), ([2020, 2021], [])]


def test_an_indicator_is_its_second_level_and_name():
    number, quality = indicator("培训人数"), indicator("培训人数", subcategory="质量指标")
    again = indicator("2021年培训人数", subcategory="数量")
    assert told([number, quality], [again]) == [([2020, 2021], []), ([2020], [])]


@pytest.mark.parametrize(
    ("asked", "years"),
    [("A1", [[2020, 2021]]), ("图书 馆购书", [[2020, 2021]]), ("图书更新", [[2020, 2021]]), ("办", [])],
)
def test_a_project_is_asked_for_by_any_code_or_name_it_had(asked, years):
    found = lineages(columns([project(1, "图书馆购书", code="A1")], [project(2, "2021年图书更新", code="A1")]))
    meant = asked_for(found, ProjectSheet(None, asked, asked))
    assert [[source for source, _ in one.steps] for one in meant] == years


def test_a_name_that_several_had_asks_for_all_of_them():
    found = lineages(columns([project(1, "办公经费", code="A"), project(2, "办公经费", code="B")]))
    assert asked_for(found, ProjectSheet(None, "办公经费", "办公经费")) == found
    assert asked_for(found, ProjectSheet(None, "B", "B")) == found[1:]


def test_likeness_is_that_of_level_and_name_without_year_and_blanks():
    same = {
        likeness(indicator(name, subcategory=level))
        for name in ("培训人数", "2021年培训 人数")
        for level in ("数量", "数量指标")
    }
    assert same == {likeness(indicator("培训人数"))}
    assert likeness(indicator("培训人数", subcategory="质量指标")) not in same
    assert likeness(IndicatorRow("产出指标", "数量指标", "", "", "≥1", "")) is None
    assert likeness(indicator("2021年")) == likeness(indicator("２０２１年")) != likeness(indicator("2022年"))
    assert all(-(2**63) <= one < 2**63 for one in same)
