"""Last year's numbers in this year's texts. Pure."""

from decimal import Decimal

from disclosures.document.model import DutySection, ObjectivePair
from disclosures.document.stale_numbers import StaleNumber, stale_numbers
from disclosures.tests.builders import document, indicator, project


def year(number: int, *projects, **fields):
    return document(*projects, fiscal_year=number, **({"overall_objective": "", "duties": ()} | fields))


def stale(text: str, last_text: str | None = None) -> list[str]:
    """What is said of a purpose; unless told otherwise last year's said the same."""
    last = year(2022, project(1, purpose=text if last_text is None else last_text))
    now = year(2023, project(1, purpose=text, total=Decimal(150000)))
    return [one.message for one in stale_numbers(now, last)]


def test_last_years_year_is_pointed_out():
    assert stale("2022年底前完成购书") == ["“2022年”是上年文本留下的，请核对是否应改为2023年。"]
    assert stale("２０２２ 年购书", "在2022年购书") == ["“2022年”是上年文本留下的，请核对是否应改为2023年。"]


def test_a_year_that_was_not_there_last_year_or_belongs_to_a_title_is_let_alone():
    assert stale("比2022年增加一成", "购书") == []
    assert stale("依据《2022年购书办法》和冀财〔2022年〕7号") == []
    assert stale("编号12022年") == []
    assert stale("2023年购书", "2022年购书") == []


def test_last_years_amount_is_pointed_out_once_the_budget_has_changed():
    assert stale("购书 120,000.00 元") == ["“120,000.00元”是上年的预算数，今年是 150000.00 元，请核对。"]
    assert stale("购书12万元", "购书120000元") == ["“12万元”是上年的预算数，今年是 150000.00 元，请核对。"]
    assert stale("购书13万元") == []
    assert stale("购书12万元", "购书") == []


def test_an_amount_that_did_not_change_or_is_not_given_yet_is_let_alone():
    last = year(2022, project(1, purpose="购书120000元，其中财政100000元"))
    for now in (
        year(2023, project(1, purpose="购书120000元，其中财政100000元")),
        year(
            2023,
            project(1, purpose="购书120000元，其中财政100000元", total=None, fiscal_funds=None, other_funds=None),
        ),
    ):
        assert stale_numbers(now, last) == []


def test_each_number_has_its_address():
    def plan_of(number, **more):
        return year(
            number,
            project(1, "2022年购书", objectives=("买书", "2022年验收"), purpose="", **more),
            project(2, "展览", indicators=(indicator("场次"), indicator("及时率", description="2022年内办完"))),
            overall_objective="2022年开馆",
            safeguards="",
            duties=(
                DutySection("阅读", text="2022年推广"),
                DutySection("演出", pairs=(ObjectivePair("2022年演出", ("2022年场次",)),)),
            ),
        )

    said = "是上年文本留下的，请核对是否应改为2023年。"
    found = stale_numbers(plan_of(2023), plan_of(2022))
    assert found[0] == StaleNumber(None, None, "overall_objective", "2022年", f"“2022年”{said}")
    assert [(one.project, one.row, one.field) for one in found] == [
        (None, None, "overall_objective"),
        (None, None, "duties[0].text"),
        (None, None, "duties[1].pairs[0].objective"),
        (None, None, "duties[1].pairs[0].indicators[0]"),
        (1, None, "name"),
        (1, None, "objectives[1]"),
        (2, 2, "description"),
    ]


def test_the_sum_of_last_years_projects_is_pointed_out_in_the_whole():
    last = year(2022, project(1), overall_objective="投入12万元开馆")
    now = year(2023, project(1, total=Decimal(150000)), overall_objective="投入12万元开馆")
    assert [one.message for one in stale_numbers(now, last)] == [
        "“12万元”是上年的项目预算合计，今年是 150000.00 元，请核对。"
    ]


def test_a_part_that_last_year_did_not_have_is_let_alone():
    last = year(2022, project(1, "展览", code=""), duties=(DutySection("阅读", text="2022年推广"),))
    now = year(2023, project(2, "2022年购书", code=""), duties=(DutySection("推广", text="2022年推广"),))
    assert stale_numbers(now, last) == []
