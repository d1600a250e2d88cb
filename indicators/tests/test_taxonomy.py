"""The vocabulary of levels. Pure: no database."""

import pytest

from indicators.taxonomy import (
    SCHEMES,
    Category,
    Scheme,
    Subcategory,
    category_of,
    levels_in,
    scheme_for_year,
    subcategory_of,
)


@pytest.mark.parametrize("scheme", Scheme)
def test_every_printed_name_of_a_scheme_is_understood_as_what_it_is(scheme):
    for category, (name, children) in SCHEMES[scheme].items():
        assert category_of(name) == category
        assert {subcategory_of(printed, category) for printed in children.values()} == set(children)


def test_the_vocabulary_has_no_word_that_no_scheme_uses():
    used = [(category, set(children)) for scheme in SCHEMES.values() for category, (_, children) in scheme.items()]
    assert {category for category, _ in used} == set(Category)
    assert set().union(*(children for _, children in used)) == set(Subcategory)


@pytest.mark.parametrize(
    ("printed", "category"),
    [
        ("效果指标", Category.OUTCOME),
        ("效益", Category.OUTCOME),
        (" 产 出\n指标", Category.OUTPUT),
        ("满意度", Category.SATISFACTION),
        ("投入指标", None),
        ("", None),
    ],
)
def test_a_first_level_is_known_by_its_aliases(printed, category):
    assert category_of(printed) == category


@pytest.mark.parametrize(
    ("printed", "category", "subcategory"),
    [
        ("成本指标", Category.OUTPUT, Subcategory.COST),
        ("经济成本指标", Category.COST, Subcategory.ECONOMIC_COST),
        ("可持续影响", Category.OUTCOME, Subcategory.SUSTAINABILITY),
        ("满意度指标", Category.SATISFACTION, Subcategory.SERVICE_RECIPIENT),
        ("数量指标", Category.OUTCOME, None),
        ("满意度指标", Category.OUTPUT, None),
    ],
)
def test_a_second_level_belongs_to_its_first(printed, category, subcategory):
    assert subcategory_of(printed, category) == subcategory


@pytest.mark.parametrize(
    ("year", "scheme"),
    [
        (2019, Scheme.TO_2020),
        (2020, Scheme.TO_2020),
        (2021, Scheme.FROM_2021),
        (2022, Scheme.COST_FIRST),
        (2030, Scheme.COST_FIRST),
    ],
)
def test_a_year_has_the_scheme_of_its_time(year, scheme):
    assert scheme_for_year(year) == scheme


@pytest.mark.parametrize(
    ("scheme", "category", "subcategory", "printed"),
    [
        (Scheme.TO_2020, Category.OUTCOME, Subcategory.SOCIAL, ("效果指标", "社会效益指标")),
        (Scheme.FROM_2021, Category.OUTCOME, Subcategory.SOCIAL, ("效益指标", "社会效益指标")),
        (Scheme.COST_FIRST, Category.OUTPUT, Subcategory.COST, ("成本指标", "经济成本指标")),
        (Scheme.FROM_2021, Category.COST, Subcategory.ECONOMIC_COST, ("产出指标", "成本指标")),
        (Scheme.COST_FIRST, Category.COST, Subcategory.SOCIAL_COST, ("成本指标", "社会成本指标")),
        (Scheme.COST_FIRST, Category.OUTCOME, Subcategory.SUSTAINABILITY, None),
        (Scheme.FROM_2021, Category.COST, Subcategory.SOCIAL_COST, None),
    ],
)
def test_a_scheme_prints_a_level_in_its_own_words_or_has_no_place_for_it(scheme, category, subcategory, printed):
    assert levels_in(scheme, category, subcategory) == printed
