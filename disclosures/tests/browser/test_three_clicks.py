"""Common questions are answered within three clicks from the front page, by links alone and without a script."""

from dataclasses import replace
from datetime import date
from decimal import Decimal

import pytest
from playwright.sync_api import expect

from disclosures.document.model import DepartmentRef
from disclosures.tests.builders import document, indicator, project, published
from disclosures.tests.rosters import roster, unit

pytestmark = pytest.mark.django_db(transaction=True)

SPORTS = DepartmentRef("345002", "山海关区体育馆")


@pytest.fixture
def front(live_server, browser):
    """The front page of a district with two units, one of them with two years and two versions; no script runs."""
    trained = {2020: "≥300人", 2021: "≥350人"}
    for year, target in trained.items():
        sheet = project(1, "夜校", total=Decimal(f"{year + 40}000"), indicators=(indicator("培训人数", target),))
        published(document(sheet, fiscal_year=year))
    published(document(replace(sheet, total=Decimal("2020500")), project(2, "书展", total=None)))
    published(document(project(1, "健身步道", total=Decimal("9900000")), department=SPORTS))
    roster(
        2021,
        unit(),
        unit("345002", SPORTS.name),
        unit("345003", "山海关区美术馆"),
        publication_deadline=date(2021, 3, 1),
    )
    with browser.new_context(java_script_enabled=False) as context:
        page = context.new_page()
        page.goto(live_server.url)
        yield page


def follow(page, *links: str) -> None:
    """Click links by their words, the first of each, three at most."""
    assert len(links) <= 3
    for words in links:
        page.get_by_role("link", name=words, exact=True).first.click()


def test_which_is_the_largest_project_of_the_district(front):
    follow(front, "2021年")
    expect(front.get_by_role("region", name="预算数最大的项目表").get_by_role("row").nth(1)).to_contain_text("健身步道")
    follow(front, "健身步道")
    expect(front.get_by_role("heading", level=1)).to_have_text("健身步道绩效目标表")


def test_how_did_a_target_change(front):
    follow(front, "2021年", "夜校", "历年：预算数、指标值和文字的变化")
    row = front.get_by_role("region", name="各年度指标值").get_by_role("row").nth(1)
    assert row.get_by_role("cell").all_inner_texts() == ["≥300人", "≥350人"]


def test_what_does_the_first_level_mean(front):
    follow(front, "名词解释")
    expect(front.get_by_text("从哪个方面衡量", exact=False)).to_be_visible()


def test_who_has_not_published(front):
    follow(front, "2021年")
    missing = front.locator(".states > div").filter(has_text="未公开")
    expect(missing).to_have_text("未公开 山海关区美术馆（已过公开期限）")


def test_what_changed_in_a_text(front):
    follow(front, "山海关区文化馆 2021年")
    expect(front.locator(".version-summary")).to_contain_text("预算数合计减少 40,500.00 元")
    follow(front, "逐处查看")
    expect(front.get_by_role("heading", level=1)).to_have_text("第1版与第2版的不同")


def test_how_do_others_set_the_same(front):
    follow(front, "2021年", "夜校", "历年：预算数、指标值和文字的变化")
    front.get_by_role("link", name="培训人数", exact=True).click()
    front.get_by_role("link", name="山海关区2021年其他单位怎样定这个指标").click()
    expect(front.get_by_role("region", name="各单位的指标值").get_by_role("row")).to_have_count(4)


def test_is_the_text_what_it_was(front):
    follow(front, "公开链")
    expect(front.get_by_role("row")).to_have_count(5)
