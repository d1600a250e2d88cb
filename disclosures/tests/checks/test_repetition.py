from dataclasses import replace

from disclosures.checks import repetition
from disclosures.checks.objectives import objectives_belong_to_their_project
from disclosures.checks.rule import Context
from disclosures.tests.checks.builders import SOUND_ROWS, a_document, a_project, a_row, row_spots, spots


def test_the_second_of_two_names_is_found():
    rows = (
        a_row("数量", "展览费用", "≤3万元"),
        a_row("质量", "展品完好率", "≥98%"),
        a_row("成本", "展览 费用", "≤3万元"),
    )
    findings = repetition.names_differ_within_a_project.findings(a_document(a_project(*rows)))
    assert [(f.row, f.message) for f in findings] == [
        (3, "第 1 个项目第 3 行指标“展览 费用”与第 1 行同名，请改名或者删去一行。")
    ]


def test_a_name_may_return_in_another_project_and_withheld_names_repeat():
    secret = a_row("质量", "涉密", "≥8 涉密")
    document = a_document(a_project(a_row("数量", "展览场次", "≥3场")), a_project(a_row("数量", "展览场次", "≥3场")))
    assert spots(repetition.names_differ_within_a_project, document) == []
    assert row_spots(repetition.names_differ_within_a_project, secret, secret) == []


def test_a_description_or_basis_that_says_nothing_new():
    rows = (
        a_row("质量", "设备完好率", "≥98%", "设备完好率。", "上年实际"),
        a_row("质量", "设备完好率高", "≥98%", "按季度盘点", "按季度盘点"),
        a_row("质量", "设备可用率", "≥98%", "可用设备占比", "合同约定"),
        a_row("质量", "设备使用率", "≥98%", "", ""),
    )
    assert row_spots(repetition.descriptions_say_more_than_names, *rows) == [1]
    assert row_spots(repetition.a_basis_is_not_the_description, *rows) == [2]


def _like(project, *changed):
    """A project with the given rows in the place of its first ones."""
    return replace(project, indicators=(*changed, *project.indicators[len(changed) :]))


def test_four_fifths_alike_is_found_on_both_sides():
    ten = tuple(a_row("质量", f"事项{n}合格率", f"≥9{n}%") for n in range(9))
    one = a_project(*ten)
    other = _like(one, a_row("数量", "讲座场次", "≥4场"))
    document = a_document(one, a_project(), other)
    assert spots(repetition.indicators_belong_to_their_project, document) == [
        (1, None, "indicators", "W"),
        (3, None, "indicators", "W"),
    ]


def test_three_quarters_alike_is_let_pass():
    rows = tuple(a_row("质量", f"事项{n}合格率", f"≥9{n}%") for n in range(7))
    one = a_project(*rows)
    other = _like(one, a_row("数量", "讲座场次", "≥4场"))
    assert spots(repetition.indicators_belong_to_their_project, a_document(one, other)) == []


def test_last_years_indicators_unchanged_are_hinted_at():
    document = a_document()
    same = Context(previous=a_document(fiscal_year=2020))
    changed = Context(previous=a_document(_like(a_project(), a_row("数量", "图书采购册数", "≥900册"))))
    rule = repetition.indicators_belong_to_their_project
    assert spots(rule, document, context=same) == [(1, None, "indicators", "I")]
    assert spots(rule, document, context=changed) == []


def test_a_long_description_in_two_projects_is_found_in_both():
    text = "按照工作计划及时完成各项任务"
    one = a_project(a_row("时效", "及时率", "≥98%", text), a_row("质量", "合格率", "≥98%", text))
    other = a_project(
        a_row("时效", "按期率", "≥97%", text + "。"), a_row("成本", "费用", "≤3万元", "在财政批复的预算金额内执行")
    )
    third = a_project(a_row("成本", "成本", "≤2万元", "在财政批复的预算金额内执行"))
    assert spots(repetition.descriptions_are_written_for_their_project, a_document(one, other, third)) == [
        (1, 1, "description", "I"),
        (1, 2, "description", "I"),
        (2, 1, "description", "I"),
    ]


def test_short_descriptions_and_those_of_one_project_are_let_pass():
    short = a_project(a_row("质量", "合格率", "≥98%", "按检查记录统计"))
    long = a_row("质量", "合格率", "≥98%", "按照工作计划及时完成各项任务")
    document = a_document(short, short, a_project(long, replace(long, name="达标率")))
    assert spots(repetition.descriptions_are_written_for_their_project, document) == []


def test_of_many_other_projects_five_are_named_and_all_are_counted():
    def first_of(rule, count: int, place: int) -> str:
        alike = a_project(a_row("质量", "合格率", "≥98%", "按照工作计划及时完成各项任务"), objectives=("保障工作",))
        return [f.message for f in rule.findings(a_document(*[alike] * count)) if f.project == place][0]

    few, many = "与第 1、2、4、5、6 个项目", "与第 1、2、4、5、6 等 6 个项目"
    for rule in (
        repetition.indicators_belong_to_their_project,
        repetition.descriptions_are_written_for_their_project,
        objectives_belong_to_their_project,
    ):
        assert few in first_of(rule, 6, 3) and many in first_of(rule, 7, 3)
        assert "与第 1、2、3、4、5 等 6 个项目" in first_of(rule, 7, 7)


def test_a_project_may_be_like_two_that_are_not_like_each_other():
    def project(*values: int):
        return a_project(*(a_row("数量", f"次数{value}", "≥4次") for value in values))

    one, between, other = project(*range(9)), project(*range(10)), project(*range(1, 11))
    findings = repetition.indicators_belong_to_their_project.findings(a_document(one, between, other, one))
    assert [f.message.split("八成")[0] for f in findings] == [
        "第 1 个项目的指标与第 2、4 个项目",
        "第 2 个项目的指标与第 1、3、4 个项目",
        "第 3 个项目的指标与第 2 个项目",
        "第 4 个项目的指标与第 1、2 个项目",
    ]


def test_a_basis_that_is_the_same_phrase_everywhere():
    def document(*bases):
        return a_document(a_project(*(a_row("质量", f"合格率{n}", "≥98%", basis=b) for n, b in enumerate(bases))))

    vague = ("年度工作计划", "工作需要", "实际工作需要", "财政统一安排。")
    assert spots(repetition.bases_are_named, document(*vague, "合同约定")) == [(None, None, "projects", "W")]
    assert spots(repetition.bases_are_named, document(*vague, "合同约定", "行业标准")) == []
    assert spots(repetition.bases_are_named, document(*["年度工作计划第三条"] * 5)) == []


def test_a_sound_project_repeats_nothing():
    assert spots(repetition.names_differ_within_a_project, a_document(a_project(*SOUND_ROWS))) == []
