import pytest

from disclosures.checks.years import years_agree
from disclosures.document.model import DutySection
from disclosures.tests.checks.builders import a_document, a_project, spots


def test_a_year_that_is_neither_this_nor_last_is_found():
    document = a_document(safeguards="2018年争取建成。", overall_objective="2021年比2020年好。")
    assert spots(years_agree, document) == [(None, None, "safeguards", "W")]


@pytest.mark.parametrize(
    "text",
    [
        "按照《2016年改革方案》执行",
        "财预〔2017〕8号",
        "自2015年以来",
        "2018年以来",
        "到2025年建成",
        "2021年至2025年",
        "2021-2025年规划",
        "于2012年成立",
        "编号2018001年鉴",
    ],
)
def test_years_that_say_something_else_are_let_pass(text):
    assert spots(years_agree, a_document(safeguards=text)) == []


def test_one_event_in_two_years_is_found_at_the_other_year():
    duty = DutySection(title="车辆", text="图书流动车2020年保险的续保。")
    document = a_document(a_project(purpose="图书流动车2021年的保险续保"), duties=(duty,))
    assert spots(years_agree, document) == [(None, None, "duties[0].text", "W")]


def test_two_events_in_two_years_are_let_pass():
    duty = DutySection(title="车辆", text="图书流动车2020年保险的缴纳。")
    document = a_document(a_project(purpose="图书流动车2021年的保险续保"), duties=(duty,))
    assert spots(years_agree, document) == []


def test_without_a_fiscal_year_there_is_nothing_to_compare():
    assert not years_agree.applies(a_document(fiscal_year=None))
