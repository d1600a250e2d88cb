import pytest

from disclosures.checks import targets
from disclosures.tests.checks.builders import a_document, a_project, a_row, row_spots, spots


def _fires(rule, *values: str, level="质量", name="验收合格率", **changes) -> list[str]:
    """Those of the values at which a rule fires."""
    rows = [a_row(level, name, value, **changes) for value in values]
    return [values[number - 1] for number in row_spots(rule, *rows)]


BANDS = "≥90%为优；80%-90%为良；60%-80%为中；60%以下为差"
SCORING = "按期完成得满分，逾期酌情减分"


@pytest.mark.parametrize(
    ("rule", "found", "silent"),
    [
        (
            targets.targets_are_understood,
            ["≥85大于等于85%", "约30", ""],
            ["≥85%", "涉密", "9月底前", "2021年9月", "完好"],
        ),
        (targets.yes_or_no_is_decided, ["是/否", "是或否"], ["是", "否", "≥1次"]),
        (targets.rating_bands_are_not_targets, [BANDS], ["优", "≥90%"]),
        (targets.scoring_is_not_a_target, [SCORING, "未达标减分"], ["满分率≥90%", "≥90分"]),
        (targets.units_are_units, ["95百分比", "≥2 次数", "≥2期数"], ["95%", "≥2次", "≥20人次", "≥2万元"]),
        (targets.signs_are_plain, ["≧90%", "≥90％", "＝100%", "≥９0%", ">=90%"], ["≥90%", "= 100%", BANDS, "≤1,000元"]),
        (targets.numbers_have_a_sign, ["100%", "8辆"], ["=100%", "≥8辆", "效果明显", "是"]),
        (targets.words_come_in_grades, ["效果明显", "按时完成"], ["9月底前", "优、良、中三档", "是", "涉密", "≥90%"]),
        (targets.numbers_have_a_unit, ["≥30", "5"], ["≥30人", "≥30%", "30元/人"]),
    ],
)
def test_it_finds_one_kind_of_value_and_leaves_its_neighbours(rule, found, silent):
    assert _fires(rule, *found, *silent) == found


def test_percentages_over_a_hundred():
    rows = [a_row("质量", "合格率", value) for value in ("101%", "≥100%", ">100%", "100%", "=100%", "≥99%", "105个")]
    document = a_document(a_project(*rows, a_row("经济效益", "营业额增长率", "≥120%")))
    assert spots(targets.percentages_stay_within_the_whole, document) == [
        (1, 1, "target", "E"),
        (1, 2, "target", "W"),
        (1, 3, "target", "E"),
    ]


def test_bands_are_only_hinted_at_in_old_documents():
    project = a_project(a_row("质量", "验收合格率", BANDS))
    assert spots(targets.rating_bands_are_not_targets, a_document(project)) == [(1, 1, "target", "E")]
    assert spots(targets.rating_bands_are_not_targets, a_document(project, fiscal_year=2020)) == [(1, 1, "target", "I")]


def test_a_number_before_withheld_is_an_error_and_the_bare_word_is_not():
    rows = (a_row("质量", "涉密", "≤8 涉密"), a_row("质量", "涉密", "涉密"), a_row("质量", "人数", "≥3 次数"))
    assert spots(targets.units_are_units, a_document(a_project(*rows))) == [
        (1, 1, "target", "E"),
        (1, 3, "target", "W"),
    ]


def test_a_description_that_grades_is_enough_for_words():
    described = a_row("社会效益", "居民反映", "较好", "分好、较好、一般三档，按问卷得分")
    plain = a_row("社会效益", "居民反映", "较好", "居民的反映较好")
    assert row_spots(targets.words_come_in_grades, described, plain) == [2]
