"""指标库: what is offered, how often it is used, what approved plans add; nobody learns what others draft."""

import csv
from dataclasses import replace
from io import StringIO

import pytest
from django.core.management import CommandError, call_command

from disclosures.checks import Severity, run
from disclosures.document.model import Withheld
from disclosures.management.commands.load_library import OURS
from disclosures.models import Submission
from disclosures.plans.indicator_library import HEADINGS, LibraryRefused, add, candidates, load, offers
from disclosures.tests.builders import CHANGLI, document, indicator, loaded, project
from indicators.models import Region, StandardIndicator
from indicators.target_values import compose_target
from indicators.taxonomy import Scheme

pytestmark = pytest.mark.django_db

LIST = """\
一级指标,二级指标,三级指标,绩效指标描述,计算符号,计量单位
产出指标,数量指标,培训人数,参加培训的人数,≥,人
产出指标,成本指标,人均成本,,≤,元/人
效益指标,可持续影响指标,使用年限,"设备正常使用的年限，按登记",≥,年
"""


def shanhaiguan() -> Region:
    return Region.objects.get(code="130303")


def plan_with(*rows, status: str = "approved", department: str = "345001", **fields) -> Submission:
    """A plan in the database with these indicators, in a state of the workflow."""
    made = document(project(1, indicators=rows, **fields.pop("of_project", {})), **fields)
    made = replace(made, department=replace(made.department, code=department))
    submission = loaded(made).submission
    Submission.objects.filter(pk=submission.pk).update(status=status)
    return submission


def offered(**more) -> list[tuple]:
    found = offers(shanhaiguan(), more.pop("scheme", Scheme.FROM_2021), **more)
    return [(one.category, one.subcategory, one.standard.name, one.used) for one in found]


def test_a_list_is_taken_in_once():
    assert load(LIST) == 3
    StandardIndicator.objects.filter(name="培训人数").update(description="改过的说明", active=False)
    assert load(LIST.replace("培训人数", "培训 人数")) == 0
    assert StandardIndicator.objects.get(name="培训人数").description == "改过的说明"
    assert load("\ufeff" + LIST + "产出指标,数量指标,培训期数,,≥,期\n\n") == 1


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ("", "第 1 行应为：一级指标,二级指标,三级指标,绩效指标描述,计算符号,计量单位"),
        ("名称\n", "第 1 行应为：一级指标,二级指标,三级指标,绩效指标描述,计算符号,计量单位"),
        (LIST + "产出指标,数量指标\n", "第 5 行有 2 栏，应为 6 栏"),
        (
            LIST + "产出指标,满意度指标,培训,,≥,人\n",
            "第 5 行的层级“产出指标—满意度指标”不是任何年度指标体系中的名称",
        ),
        (LIST + "产出指标,数量指标,,,≥,人\n", "第 5 行的三级指标没有填写，或者名称、单位太长"),
        (
            LIST + "产出指标,数量指标,培训期数,,不小于,期\n",
            "第 5 行的计算符号“不小于”应为 ≥、>、=、<、≤ 之一，或者留空",
        ),
    ],
)
def test_a_faulty_list_is_refused_whole_with_its_line(text, message):
    with pytest.raises(LibraryRefused) as refusal:
        load(text)
    assert str(refusal.value) == message
    assert StandardIndicator.objects.count() == 0


def test_levels_are_offered_in_the_words_of_the_year_and_only_those_it_has():
    load(LIST)
    assert offered(scheme=Scheme.TO_2020) == [
        ("产出指标", "数量指标", "培训人数", 0),
        ("产出指标", "成本指标", "人均成本", 0),
        ("效果指标", "可持续影响指标", "使用年限", 0),
    ]
    assert offered(scheme=Scheme.COST_FIRST) == [
        ("成本指标", "经济成本指标", "人均成本", 0),
        ("产出指标", "数量指标", "培训人数", 0),
    ]


def test_the_library_is_searched_by_words_and_by_level():
    load(LIST)
    assert [one[2] for one in offered(query="人")] == ["培训人数", "人均成本"]
    assert [one[2] for one in offered(query="登记 年限")] == ["使用年限"]
    assert [one[2] for one in offered(query="人", subcategory="成本指标")] == ["人均成本"]
    StandardIndicator.objects.filter(name="人均成本").update(active=False)
    assert [one[2] for one in offered(query="人")] == ["培训人数"]


def test_uses_are_counted_by_level_and_name_whatever_the_blanks_and_the_scheme():
    load(LIST)
    cost = indicator("人均成本", category="成本指标", subcategory="经济成本指标")
    plan_with(indicator("培训\n人数"), indicator("培训人数", subcategory="质量指标"), cost)
    plan_with(indicator("培训人数"), status="published", department="345002")
    assert offered() == [
        ("产出指标", "数量指标", "培训人数", 2),
        ("产出指标", "成本指标", "人均成本", 1),
        ("效益指标", "可持续影响指标", "使用年限", 0),
    ]


@pytest.mark.parametrize("status", ["draft", "submitted", "returned"])
def test_nobody_learns_from_the_counts_what_others_draft(status):
    load(LIST)
    plan_with(indicator("培训人数"), indicator("内部指标"), status=status)
    assert offered()[0] == ("产出指标", "数量指标", "培训人数", 0)
    assert candidates(Region.objects.all()) == []


def test_nobody_learns_of_other_regions_or_of_withheld_projects():
    load(LIST)
    plan_with(indicator("培训人数"), indicator("外区指标"), region=CHANGLI)
    plan_with(
        indicator("培训人数"), indicator("秘密指标"), department="345002", of_project={"withheld": Withheld("涉密")}
    )
    assert offered()[0] == ("产出指标", "数量指标", "培训人数", 0)
    assert candidates(Region.objects.filter(code="130303")) == []
    assert [one.name for one in candidates(Region.objects.filter(code="130322"))] == ["外区指标"]


def test_approved_plans_offer_what_the_library_lacks_with_the_unit_most_used():
    load(LIST)
    plan_with(
        indicator("购书 册数", "≥500册"),
        indicator("购书册数", "≥300册"),
        indicator("培训人数", "≥3人"),
        indicator("涉密", "≥3人"),
        indicator("长" * 201),
    )
    plan_with(indicator("购书册数", "≥9本"), indicator("办证人数", "50人"), department="345002")
    found = candidates(Region.objects.filter(code="130303"))
    assert [(one.subcategory, one.name, one.sign, one.unit, one.used) for one in found] == [
        ("quantity", "购书册数", "≥", "册", 3),
        ("quantity", "办证人数", "", "人", 1),
    ]
    assert add([*found, found[0], replace(found[0], name="购书　册数")]) == 2
    assert add(found) == 0
    added = StandardIndicator.objects.get(name="购书册数")
    assert (added.category, added.subcategory, added.sign, added.unit) == ("output", "quantity", "≥", "册")
    assert candidates(Region.objects.filter(code="130303")) == []


def test_the_number_of_queries_does_not_grow(django_assert_num_queries):
    load(LIST)
    for number in range(6):
        plan_with(indicator("培训人数"), indicator(f"指标{number}"), department=f"34500{number}")
    region = shanhaiguan()
    with django_assert_num_queries(2):
        offers(region, Scheme.FROM_2021)
    with django_assert_num_queries(2):
        candidates(Region.objects.filter(code="130303"))


def test_the_list_that_comes_with_the_program_is_taken_in_once(capsys):
    call_command("load_library")
    call_command("load_library")
    assert capsys.readouterr().out == "指标库新增 162 条指标。\n指标库新增 0 条指标。\n"
    assert StandardIndicator.objects.count() == 162


def test_a_list_of_ones_own_is_taken_in_or_refused_with_its_line(tmp_path, capsys):
    own = tmp_path / "own.csv"
    own.write_text(LIST, encoding="gb18030")
    call_command("load_library", str(own))
    assert capsys.readouterr().out == "指标库新增 3 条指标。\n"
    for content, message in (
        (b"a,b\n", "own.csv：第 1 行应为：一级指标,二级指标,三级指标,绩效指标描述,计算符号,计量单位"),
        (b"", "own.csv：文件是空的"),
    ):
        own.write_bytes(content)
        with pytest.raises(CommandError) as error:
            call_command("load_library", str(own))
        assert str(error.value) == message


def test_what_we_offer_is_what_the_rules_ask_for():
    rows = list(csv.reader(StringIO(OURS.read_text())))
    assert tuple(rows[0]) == HEADINGS
    made = tuple(
        indicator(
            name,
            compose_target(sign, {"%": "95", "": ""}.get(unit, "12"), unit) or "12月底前",
            category=category,
            subcategory=subcategory,
            description=description,
        )
        for category, subcategory, name, description, sign, unit in rows[1:]
    )
    of_rows = [
        (one.rule, made[one.row - 1].name)
        for one in run(document(project(1, indicators=made), fiscal_year=2023))
        if one.row and one.rule[0] in "DEG" and one.severity in (Severity.ERROR, Severity.WARNING)
    ]
    assert of_rows == []
