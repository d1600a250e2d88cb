"""What other texts give away of a withheld project: its name where that is withheld too, its code, its amount."""

from dataclasses import replace
from decimal import Decimal

import pytest

from disclosures.checks.rule import Context
from disclosures.checks.traces import amounts_give_nothing_away, withheld_projects_are_not_named
from disclosures.document.model import (
    Document,
    DutySection,
    Explanation,
    ObjectivePair,
    ProjectSheet,
    Withheld,
)
from disclosures.tests.builders import statement
from disclosures.tests.checks.builders import a_document, a_project, a_row, spots

WHY = Withheld("涉及安全防范")
NAME, CODE = "卫星地面站加固", "13030321ZZZZZZZZ00777"
NAMELESS = ProjectSheet(2, f"{NAME}\n涉密", CODE, "元", total=Decimal(80000), fiscal_funds=Decimal(60000), withheld=WHY)
SHOWN = a_project(number=1)  # 30,000 yuan
ROWS = a_project().indicators


def plan(*projects: ProjectSheet, **fields) -> Document:
    return a_document(*(projects or (SHOWN, NAMELESS)), **fields)


#: Where a text may stand → a plan that says it there, and where it is found.
PLACES = {
    "the overall objective": (lambda text: plan(overall_objective=text), (None, None, "overall_objective")),
    "a duty": (lambda text: plan(duties=(DutySection(duty_goal=text),)), (None, None, "duties[0].duty_goal")),
    "rating bands": (
        lambda text: plan(duties=(DutySection(rating_bands=text),)),
        (None, None, "duties[0].rating_bands"),
    ),
    "a pair": (
        lambda text: plan(duties=(DutySection(pairs=(ObjectivePair("目标", ("册数", text)),)),)),
        (None, None, "duties[0].pairs[0].indicators[1]"),
    ),
    "the safeguards": (lambda text: plan(safeguards=text), (None, None, "safeguards")),
    "an explanation": (lambda text: plan(explanations=(Explanation("说明", text),)), (None, None, "notes[0].text")),
    "another purpose": (lambda text: plan(replace(SHOWN, purpose=text), NAMELESS), (1, None, "purpose")),
    "another objective": (
        lambda text: plan(replace(SHOWN, objectives=("一", text)), NAMELESS),
        (1, None, "objectives[1]"),
    ),
    "another name": (lambda text: plan(replace(SHOWN, name=text), NAMELESS), (1, None, "name")),
    "a row": (
        lambda text: plan(replace(SHOWN, indicators=(*ROWS, a_row("数量", "面积", "1处", text))), NAMELESS),
        (1, 7, "description"),
    ),
    "a statement": (
        lambda text: plan(statements=(statement(("1", "", "合计", "", "", ""), ("2", "208", text, "", "", "")),)),
        (None, None, "statements[0].rows[1][2]"),
    ),
    "the reason": (lambda text: plan(SHOWN, replace(NAMELESS, withheld=Withheld(text))), (2, None, "withheld.reason")),
}


@pytest.mark.parametrize(("made", "place"), PLACES.values(), ids=PLACES)
@pytest.mark.parametrize(
    "text", [f"确保{NAME}按期完工", "确保卫 星 地面站·加固完工", f"编码{CODE}的项目", "见１３０３０３２１zzzzzzzz00777"]
)
def test_a_name_or_a_code_that_is_withheld_bars_publication_wherever_it_stands(made, place, text):
    is_longer_name = place[2] == "name" and "加固" in text
    assert spots(withheld_projects_are_not_named, made(text)) == [(*place, "W" if is_longer_name else "E")]


@pytest.mark.parametrize(("made", "place"), PLACES.values(), ids=PLACES)
@pytest.mark.parametrize("text", ["共安排80,000元", "安排 ８ 万元", "安排八万元", "投入80000.00"])
def test_an_amount_of_a_withheld_project_asks_wherever_it_stands(made, place, text):
    assert spots(amounts_give_nothing_away, made(text)) == [(*place, "W")]


SECOND = ProjectSheet(3, "机房改造", money_unit="万元", total=Decimal(5), withheld=WHY)
OTHER = a_project(number=4, name="流动书车", total=Decimal(7000), fiscal_funds=Decimal(7000))
ALL_FOUR = (SHOWN, NAMELESS, SECOND, OTHER)


@pytest.mark.parametrize(
    ("text", "asks"),
    [
        ("80000元：一个不公开项目", True),
        ("5万元：另一个，单位不同", True),
        ("6万元：财政资金", True),
        ("13万元：两个不公开项目的合计", True),
        ("16.7万元：全部项目的合计", True),
        ("11.7万元：公开项目的合计加上一个", True),
        ("11万元：一个公开的加上一个不公开的", True),
        ("3.7万元：公开项目的合计", False),
        ("3万元：一个公开项目", False),
        ("8万元/人：单价", False),
        ("8万人次", False),
        ("共有80间", False),
        ("没有数字", False),
        ("每册8元，共8处", False),
        ("分别为30000，80000，共安排", True),
        ("分别为30000,80000", True),
        ("共80000用于改造", True),
        ("1,080,000元", False),
    ],
)
def test_an_amount_or_a_sum_that_gives_one_away_asks(text, asks):
    document = plan(*ALL_FOUR, overall_objective=text.partition("：")[0])
    assert bool(spots(amounts_give_nothing_away, document)) is asks


def test_a_short_number_is_money_where_its_row_speaks_of_it():
    rows = (a_row("成本", "总成本（万元）", "≤8"), a_row("数量", "改造数量", "≥8处"))
    document = plan(replace(SHOWN, indicators=rows), NAMELESS)
    assert spots(amounts_give_nothing_away, document) == [(1, 1, "target", "W")]


def test_a_sum_in_a_statement_that_holds_what_is_withheld_bars_publication():
    table = statement(("1", "", "合计", "", "", "11.00"), ("2", "208", "图书", "", "", "3.00"))
    assert spots(amounts_give_nothing_away, plan(statements=(table,))) == [
        (None, None, "statements[0].rows[0][5]", "E"),
    ]


TELLING = statement(("1", "", "合计", "", "8.00", ""), ("2", "208", "图书", "", "16.00", ""), notes=("注：见8万元",))


def test_a_finding_in_a_statement_names_statement_row_column_and_the_projects_that_it_tells_of():
    both = (SHOWN, NAMELESS, replace(NAMELESS, number=3, total=Decimal(80000), fiscal_funds=None))
    found = amounts_give_nothing_away.findings(plan(*both, statements=(TELLING,)))
    advice = "个项目的金额，请改写；与不公开项目无关的，请说明理由。"
    assert [one.message for one in found] == [
        f"《{TELLING.title}》第 1 行“合计”的“基本支出”写着“8.00”，由此可以得出不公开的第 2、3 {advice}",
        f"《{TELLING.title}》第 2 行“图书”的“基本支出”写着“16.00”，由此可以得出不公开的第 2、3 {advice}",
        f"《{TELLING.title}》的第 1 条注写着“8万元”，由此可以得出不公开的第 2、3 {advice}",
    ]


def test_a_row_that_is_called_by_a_withheld_name_is_told_by_its_number():
    table = statement(("1", "", "合计", "", "", ""), ("2", "208", NAME, CODE, "", ""), title="支出表")
    found = withheld_projects_are_not_named.findings(plan(statements=(table,)))
    assert [one.message for one in found] == [
        "《支出表》第 2 行的“科目名称”写着不公开项目的名称，请改写。",
        "《支出表》第 2 行的“合计”写着不公开项目的编码，请改写。",
    ]


def test_one_amount_in_two_columns_of_a_row_is_told_once():
    table = statement(("1", "", "合计", "11.00", "", "11.00"), ("2", "208", "图书", "11.00", "8.00", "3.00"))
    assert spots(amounts_give_nothing_away, plan(statements=(table,))) == [
        (None, None, "statements[0].rows[0][5]", "E"),
        (None, None, "statements[0].rows[1][3]", "E"),
        (None, None, "statements[0].rows[1][4]", "W"),
    ]


def test_numbers_of_rows_and_codes_of_subjects_are_no_amounts():
    table = statement(("8", "", "合计", "", "", "1.00"), ("11", "80000", "图书", "", "", "1.00"))
    assert spots(amounts_give_nothing_away, plan(statements=(table,))) == []


def test_a_name_that_may_be_read_is_no_secret_and_its_code_is_one():
    open_name = replace(NAMELESS, name=NAME)
    document = plan(SHOWN, open_name, safeguards=f"确保{NAME}完工", overall_objective=f"实施{CODE}")
    assert spots(withheld_projects_are_not_named, document) == [(None, None, "overall_objective", "E")]


def test_a_name_within_a_longer_one_that_may_be_read_asks_once():
    longer = replace(SHOWN, name=f"{NAME}监理")
    document = plan(longer, NAMELESS, safeguards=f"做好{NAME}监理")
    assert spots(withheld_projects_are_not_named, document) == [(1, None, "name", "W")]
    both = replace(document, safeguards=f"做好{NAME}监理和{NAME}")
    assert spots(withheld_projects_are_not_named, both) == [
        (None, None, "safeguards", "E"),
        (1, None, "name", "W"),
    ]


def test_a_code_within_a_longer_one_is_no_code():
    document = plan(replace(SHOWN, code=f"{CODE}8"), NAMELESS, safeguards=f"{CODE}8")
    assert spots(withheld_projects_are_not_named, document) == []


def test_short_names_and_codes_ask():
    short = replace(NAMELESS, name="涉密\n夜校", code="A-07")
    document = plan(SHOWN, short, safeguards="办好夜校", overall_objective="实施Ａ07")
    assert spots(withheld_projects_are_not_named, document) == [
        (None, None, "overall_objective", "W"),
        (None, None, "safeguards", "W"),
    ]


def test_the_name_of_last_year_is_looked_for_too():
    nameless = replace(NAMELESS, name="涉密")
    last = a_document(a_project(name=f"2020年{NAME}", code=CODE), fiscal_year=2020)
    document = plan(SHOWN, nameless, safeguards=f"确保{NAME}完工")
    assert spots(withheld_projects_are_not_named, document) == []
    assert spots(withheld_projects_are_not_named, document, context=Context(previous=last)) == [
        (None, None, "safeguards", "E")
    ]


@pytest.mark.parametrize(
    "bare",
    [
        ProjectSheet(2, "", withheld=WHY),
        ProjectSheet(2, "涉密", "涉密", withheld=WHY),
        ProjectSheet(None, "", total=Decimal(0), withheld=WHY),
        ProjectSheet(2, "，。", "-", withheld=WHY),
    ],
)
def test_a_withheld_project_of_which_nothing_is_known_gives_nothing_away(bare):
    document = plan(SHOWN, bare, safeguards="涉及 2 个项目，0 元，-，，。")
    assert spots(withheld_projects_are_not_named, document) == []
    assert spots(amounts_give_nothing_away, document) == []


def test_no_finding_repeats_a_name_or_a_code():
    document = plan(safeguards=f"{NAME}，{CODE}，80000元", overall_objective=CODE)
    found = [
        *withheld_projects_are_not_named.findings(document),
        *amounts_give_nothing_away.findings(document),
    ]
    assert [(one.rule, one.message, one.evidence) for one in found] == [
        ("C05", "总体绩效目标写着不公开项目的编码，请改写。", ""),
        ("C05", "工作保障措施写着不公开项目的名称，请改写。", ""),
        (
            "C02",
            "工作保障措施写着“80000元”，由此可以得出不公开的第 2 个项目的金额，"
            "请改写；与不公开项目无关的，请说明理由。",
            "80000元",
        ),
    ]
