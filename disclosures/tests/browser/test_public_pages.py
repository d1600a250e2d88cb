"""The public pages in a real browser: the way from home to an older version, phone, keyboard, print."""

from dataclasses import replace

import pytest
from playwright.sync_api import expect

from disclosures.tests.builders import document, plan, project, published, withheld_project

pytestmark = pytest.mark.django_db(transaction=True)

LONG = "基层公共文化服务体系建设与乡镇综合文化站设施设备更新改造及数字化服务能力提升项目"
YEAR = "/130303/345001/2021/"
ADDRESSES = [
    "/",
    "/about/",
    "/api/v1/",
    "/projects/",
    "/projects/?q=没有",
    "/search/?q=图书",
    "/search/?q=没有",
    "/indicators/",
    "/130303/",
    "/130303/345001/",
    YEAR,
    YEAR + "1/",
    YEAR + "2/",
    YEAR + "3/",
    YEAR + "v1/",
    YEAR + "9/",
    "/nowhere/",
]


@pytest.fixture
def site(live_server):
    """A published department with two years, two versions, a withheld project and a very long name."""
    first = document(
        project(1, "公务车辆保险费"), withheld_project(2), project(3, LONG, spending_plan=plan("25", None, "80", "100"))
    )
    published(document(project(1), fiscal_year=2020))
    published(first)
    published(replace(first, projects=(*first.projects, project(4, "夜校"))))
    return live_server.url


@pytest.fixture
def phone(browser):
    """A page 390 px wide."""
    with browser.new_context(viewport={"width": 390, "height": 844}) as context:
        yield context.new_page()


def test_from_home_by_a_search_to_a_project_its_disclosure_and_the_older_version(site, page):
    page.goto(site)
    page.get_by_label("查找单位、项目和指标").fill("车辆")
    page.get_by_role("button", name="搜索").click()
    expect(page.get_by_role("status")).to_contain_text("1 个项目")
    page.get_by_role("link", name="公务车辆保险费").click()
    expect(page).to_have_title("公务车辆保险费 - 山海关区文化馆 2021年 - 绩效公开")
    expect(page.get_by_role("rowheader", name="项目编码")).to_be_visible()
    page.get_by_role("link", name="本单位全部项目").click()
    expect(page).to_have_title("山海关区文化馆 2021年 - 绩效公开")
    page.get_by_role("link", name="第1版", exact=True).click()
    expect(page.get_by_role("note")).to_contain_text("这是第1版，已被")
    expect(page.get_by_role("link", name="夜校")).to_have_count(0)
    page.get_by_role("link", name="查看现行版本").click()
    expect(page.get_by_role("link", name="夜校")).to_be_visible()


def test_filters_are_chosen_sorted_and_taken_away(site, page):
    page.goto(f"{site}/projects/")
    page.get_by_role("region", name="年度").get_by_role("link", name="2020年").click()
    expect(page.get_by_role("status")).to_contain_text("共 1 个项目")
    page.get_by_role("list", name="已选条件").get_by_role("link").click()
    expect(page.get_by_role("status")).to_contain_text("共 4 个项目，另有 1 个不公开")
    page.get_by_role("link", name="预算数（元）").click()
    expect(page.get_by_role("columnheader", name="预算数（元）")).to_have_attribute("aria-sort", "descending")


def test_a_unit_is_offered_while_it_is_typed_and_leads_to_its_list(site, page):
    page.goto(f"{site}/projects/")
    page.get_by_label("单位", exact=True).focus()
    expect(page.locator("#units option")).to_have_count(1)
    page.get_by_label("单位", exact=True).fill("文化馆")
    page.keyboard.press("Enter")
    expect(page.get_by_role("list", name="已选条件").get_by_role("link")).to_contain_text("345001 山海关区文化馆")


def test_no_page_scrolls_sideways_on_a_phone(site, phone):
    too_wide = []
    for address in ADDRESSES:
        phone.goto(site + address)
        width = phone.evaluate("document.documentElement.scrollWidth")
        if width > 390:
            too_wide.append((address, width))
    assert too_wide == []


def test_an_indicator_is_a_card_on_a_phone(site, phone):
    phone.goto(f"{site}{YEAR}1/")
    expect(phone.locator(".card-level").first).to_be_visible()
    expect(phone.locator(".indicators thead")).to_be_hidden()


def test_the_contents_are_folded_on_a_phone_and_open_beside_the_text(site, page, phone):
    phone.goto(site + YEAR)
    expect(phone.locator(".contents nav")).to_be_hidden()
    phone.get_by_text("目录", exact=True).click()
    expect(phone.locator(".contents nav")).to_be_visible()
    page.set_viewport_size({"width": 1366, "height": 768})
    page.goto(site + YEAR)
    expect(page.locator(".contents nav")).to_be_visible()


def test_no_page_breaks_the_policy_or_complains(site, browser):
    """The page fixture looks at violations; here every address, light and dark, and every console error."""
    complaints = []
    for scheme in ("light", "dark"):
        with browser.new_context(color_scheme=scheme) as context:
            page = context.new_page()
            page.on("console", lambda message: complaints.append(message.text))
            page.on("pageerror", lambda error: complaints.append(str(error)))
            for address in ADDRESSES:
                page.goto(site + address)
    assert [text for text in complaints if "404" not in text and "410" not in text] == []


def test_the_first_tab_offers_to_skip_to_the_text(site, page):
    page.goto(site + YEAR)
    page.keyboard.press("Tab")
    expect(page.get_by_role("link", name="跳到正文")).to_be_focused()
    expect(page.get_by_role("link", name="跳到正文")).to_be_in_viewport()
    page.keyboard.press("Enter")
    expect(page.locator("#content")).to_be_focused()


def test_the_page_is_read_without_a_script(site, browser):
    with browser.new_context(java_script_enabled=False) as context:
        page = context.new_page()
        page.goto(site + YEAR)
        expect(page.get_by_role("heading", name="预算项目绩效目标")).to_be_visible()
        expect(page.locator(".print-button")).to_be_hidden()


def test_print_drops_the_navigation_and_says_the_address(site, page):
    page.goto(site + YEAR)
    expect(page.get_by_text("本页网址")).to_be_hidden()
    page.emulate_media(media="print")
    expect(page.get_by_text("本页网址")).to_have_text(f"本页网址：{site}{YEAR}")
    expect(page.locator(".breadcrumbs")).to_be_hidden()
    expect(page.locator(".contents")).to_be_hidden()
