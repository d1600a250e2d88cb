"""A unit that nothing is known of but its people and an opened year enters all in the browser, and it is published."""

from datetime import date
from types import SimpleNamespace

import pytest
from playwright.sync_api import Page, expect

from disclosures.document.statement_kinds import BUDGET_STATEMENTS, kind_of
from disclosures.models import Submission
from disclosures.tests import cast
from disclosures.tests.browser.test_clerks_day import enter, paste
from disclosures.tests.browser.test_statements import (
    BY_FUNCTION,
    BY_FUNCTION_ROWS,
    cell,
    fill_sums,
    open_statement,
    save,
)
from disclosures.tests.browser.test_the_whole_year import send_in, take
from disclosures.tests.stages import some
from disclosures.workflow.opening_years import open_year
from indicators.models import FiscalYear

pytestmark = pytest.mark.django_db(transaction=True)

YEAR = "/130303/345001/2021/"
FUNCTIONS = BY_FUNCTION.replace("\t审核人：王", "")
REVENUE = "\n".join(
    f"{number}\t{code}\t{name}\t{amount}\t{amount}\t{amount}" for number, code, name, amount, *_ in BY_FUNCTION_ROWS
)
BASIC = "30101\t基本工资\t\t1,000.00\t\n30201\t办公费\t\t\t200"
THREE_PUBLIC = "\n".join(["合计\t8.24\t8.24", "三、公务接待费\t8.24\t8.24"])
INDICATORS = "\n".join(
    [
        "产出指标\t数量指标\t图书采购册数\t按入库单统计\t≥800册\t上年实际数",
        "\t质量指标\t图书合格率\t合格册数除以入库册数\t≥98%\t上年实际数",
        "\t时效指标\t上架时间\t以上架登记为准\t9月底前\t上年实际数",
        "\t成本指标\t图书采购成本\t以合同和发票为准\t≤38.5万元\t上年实际数",
        "效益指标\t社会效益指标\t新增借阅居民\t按新办借阅证统计\t≥500人\t上年实际数",
        "满意度指标\t服务对象满意度指标\t借阅居民满意度\t发放问卷调查\t≥90%\t上年实际数",
    ]
)
BLOCKS = {
    "expenditure": FUNCTIONS,
    "general_public": FUNCTIONS,
    "revenue": REVENUE,
    "basic": BASIC,
    "three_public": THREE_PUBLIC,
}
DUTY = {
    "职责名称": "图书借阅",
    "主要职责": "收藏并借阅图书。",
    "职责目标": "开馆三百天。",
    "绩效目标": "借阅量稳步上升。",
    "绩效指标": "借阅册数；开馆天数。",
    "绩效标准": "90%以上的为优；80%以上的为良；60%以上的为中；60%以下的为差。",
}
EXPLANATIONS = {
    "部门预算安排的总体情况": "2021年预算收入1238.50万元，支出1238.50万元，其中基本支出1200.00万元。",
    "名词解释": "1、基本支出：指保障机构正常运转的支出。\n2、项目支出：指完成特定任务的支出。",
}
PROJECT = {
    "项目名称": "社区图书角",
    "项目编码": "13030321ABCDEFGH01234",
    "预算数": "38.5",
    "其中：财政资金": "38.5",
    "其他资金": "0",
    "资金用途": "购买图书和书架",
    "3月底": "0",
    "6月底": "30",
    "10月底": "80",
    "12月底": "100",
    "绩效目标": "让三个社区有可借阅的图书角",
}
#: What the rows with an amount print, row by row, table by table; the signs of sums left out.
FILLED_ROWS = """() => [...document.querySelectorAll(".statement")].map((table) =>
  [...table.querySelectorAll("tbody tr")]
    .map((row) => [...row.cells].map((cell) => (cell.querySelector(".sum")?.remove(), cell.innerText.trim())))
    .filter((row) => row.some((text) => /[0-9]\\.[0-9]/.test(text)))
    .map((row) => row.map((text) => text || "·").join(" ")))"""
FUNCTION_ROWS = [" ".join(cell or "·" for cell in row) for row in BY_FUNCTION_ROWS]
READ = [
    [
        "1 一、一般公共预算拨款收入 1,238.50 一、一般公共服务支出 1,200.00",
        "20 · · 二十、住房保障支出 38.50",
        "31 本年收入合计 1,238.50 本年支出合计 1,238.50",
        "33 收入总计 1,238.50 支出总计 1,238.50",
    ],
    [
        "1 · 合计 1,238.50 1,238.50 1,238.50 · · · · · · ·",
        "2 201 一般公共服务支出 1,200.00 1,200.00 1,200.00 · · · · · · ·",
        "3 20131 党委办公厅（室）及相关机构事务 1,200.00 1,200.00 1,200.00 · · · · · · ·",
        "4 2013101 行政运行 1,200.00 1,200.00 1,200.00 · · · · · · ·",
        "5 221 住房保障支出 38.50 38.50 38.50 · · · · · · ·",
        "6 22102 住房改革支出 38.50 38.50 38.50 · · · · · · ·",
        "7 2210201 住房公积金 38.50 38.50 38.50 · · · · · · ·",
    ],
    [f"{row} · · ·" for row in FUNCTION_ROWS],
    [
        "1 一、一般公共预算拨款 1,238.50 一、一般公共服务支出 1,200.00 1,200.00 · ·",
        "20 · · 二十、住房保障支出 38.50 38.50 · ·",
        "31 本年收入合计 1,238.50 本年支出合计 1,238.50 1,238.50 · ·",
        "36 收入总计 1,238.50 支出总计 1,238.50 1,238.50 · ·",
    ],
    FUNCTION_ROWS,
    [
        "1 · 合计 1,200.00 1,000.00 200.00",
        "2 301 工资福利支出 1,000.00 1,000.00 ·",
        "3 30101 基本工资 1,000.00 1,000.00 ·",
        "4 302 商品和服务支出 200.00 · 200.00",
        "5 30201 办公费 200.00 · 200.00",
    ],
    [],
    [],
    ["1 合计 8.24 8.24 · ·", "2 “三公”经费小计 8.24 8.24 · ·", "9 三、公务接待费 8.24 8.24 · ·"],
]


@pytest.fixture
def submission(transactional_db):
    """The empty plan of 文化馆 in a year that was just opened."""
    for username in ("li", "chen", "liu"):
        some(username)
    year = FiscalYear.objects.create(
        region=cast.shanhaiguan(), year=2021, scheme="from_2021", entry_opens_on=date(2000, 1, 1)
    )
    open_year(year)
    return Submission.objects.get(plan__department__code="345001")


@pytest.fixture
def windows(submission, browser, live_server):
    """A browser window for each person, and one for a citizen."""
    found, contexts = {}, []
    for username in ("li", "chen", "liu", "citizen"):
        context = browser.new_context(viewport={"width": 1366, "height": 900}, base_url=live_server.url)
        contexts.append(context)
        found[username] = page = context.new_page()
        page.statements = f"{live_server.url}/admin/plans/{submission.pk}/statements/"
        if username != "citizen":
            enter(page, live_server.url, username)
    yield SimpleNamespace(**found)
    for context in contexts:
        context.close()


def test_what_a_clerk_enters_is_what_the_public_reads(submission, windows):
    writes_the_narrative(windows.li, submission)
    enters_a_project(windows.li, submission)
    enters_nine_statements(windows.li)
    send_in(windows.chen, submission)
    take(windows.liu, submission, "审核通过")
    take(windows.liu, submission, "公开")
    is_read_by_a_citizen(windows.citizen)


def writes_the_narrative(page: Page, submission) -> None:
    """The overall objective, a duty, safeguards, two explanations."""
    page.goto(f"/admin/plans/{submission.pk}/")
    page.get_by_role("link", name="总体目标与职责").click()
    page.get_by_label("金额单位").select_option("万元")
    page.get_by_label("总体绩效目标").fill("让居民在家门口借到书。")
    page.get_by_role("button", name="加一项职责").click()
    duty = page.get_by_role("group", name="职责").last
    for label, words in DUTY.items():
        duty.get_by_label(label, exact=True).fill(words)
    page.get_by_label("工作保障措施").fill("每月盘点一次。")
    for heading, words in EXPLANATIONS.items():
        page.get_by_role("button", name="加一节").click()
        note = page.get_by_role("group", name="情况说明").last
        note.get_by_label("标题").fill(heading)
        note.get_by_label("内容").fill(words)
    page.get_by_role("button", name="保存", exact=True).click()
    expect(page.get_by_text("已保存。")).to_be_visible()


def enters_a_project(page: Page, submission) -> None:
    """Its sheet field by field, its indicators with one block."""
    page.get_by_role("link", name="返回计划").click()
    page.get_by_role("link", name="新增项目").click()
    for label, words in PROJECT.items():
        page.get_by_label(label, exact=True).fill(words)
    page.get_by_label("一级指标").first.focus()
    paste(page, INDICATORS)
    page.get_by_role("button", name="保存", exact=True).click()
    expect(page.get_by_text("已保存。")).to_be_visible()


def enters_nine_statements(page: Page) -> None:
    """Six with a pasted block, one by what the others say, two declared empty."""
    for kind, block in BLOCKS.items():
        open_statement(page, kind)
        page.locator("[data-row] [data-cell]").first.focus()
        paste(page, block)
        if kind in ("basic", "three_public"):
            fill_sums(page)
        save(page)
    for kind in ("government_fund", "state_capital"):
        open_statement(page, kind)
        page.get_by_role("button", name="声明为空表").click()
        expect(page.get_by_text("已声明为空表。")).to_be_visible()
    for kind in ("appropriations", "balance"):
        open_statement(page, kind)
        cell(page, 0, "revenue").fill("1238.5")
        page.get_by_role("button", name="全部采用").click()
        fill_sums(page)
        save(page)
    page.goto(page.statements.removesuffix("statements/"))
    expect(page.get_by_text("100%，各项均已填写")).to_be_visible()
    expect(page.get_by_text("没有检查出问题。")).to_be_visible()


def is_read_by_a_citizen(page: Page) -> None:
    """The nine statements with exactly those figures, and what is made of them."""
    page.goto(f"{YEAR}statements/")
    assert page.get_by_role("heading", level=2).all_inner_texts()[1:] == [kind.title for kind in BUDGET_STATEMENTS]
    assert page.evaluate(FILLED_ROWS) == READ
    for kind in ("government_fund", "state_capital"):
        expect(page.get_by_text(kind_of(kind).empty_note)).to_be_visible()
    page.goto(YEAR)
    figures = page.locator(".facts").inner_text().replace("\n", " ")
    assert figures.startswith("项目预算数合计 385,000.00 元 收入总计 12,385,000.00 元 单位预算收入总表 第1行")
    expect(page.locator("#note-1 + .prose")).to_have_text(EXPLANATIONS["部门预算安排的总体情况"])
    page.goto("/130303/2021/sums/")
    expect(page.get_by_role("row", name="2210201 住房公积金")).to_contain_text("385,000.00")
    page.goto("/subjects/?q=住房公积金&kind=expenditure")
    page.get_by_role("link", name="住房公积金", exact=True).click()
    assert page.url.endswith(f"{YEAR}statements/#s-expenditure-7")
    page.goto("/glossary/")
    expect(page.get_by_text("指完成特定任务的支出。")).to_be_visible()
