"""A clerk enters the budget statements in a real browser: with keys alone, and with blocks from Excel."""

import pytest
from playwright.sync_api import Page, expect

from disclosures.document.model import BudgetStatement
from disclosures.document.statement_kinds import BUDGET_STATEMENTS, KINDS, kind_of
from disclosures.document.statement_offers import offers
from disclosures.document.statement_rows import statement_of
from disclosures.document.statement_sums import with_sums
from disclosures.models import Submission
from disclosures.plans.from_rows import assemble
from disclosures.tests.browser.test_clerks_day import enter, paste
from disclosures.tests.builders import document, statement
from disclosures.tests.stages import draft, some

pytestmark = pytest.mark.django_db(transaction=True)

#: The functional subjects as Excel puts them on the clip-board, with the head of the form and a column too many.
BY_FUNCTION = "\r\n".join(
    [
        "序号\t功能分类科目\t\t合计\t基本支出\t项目支出",
        "\t科目编码\t科目名称\t\t\t",
        "栏次\t1\t2\t3\t4\t5",
        "1\t\t合计\t1,238.50\t1,200.00\t38.50",
        "2\t201\t一般公共服务支出\t1,200.00\t1,200.00\t",
        "3\t20131\t党委办公厅（室）及相关机构事务\t1,200.00\t1,200.00\t\t审核人：王",
        "4\t2013101\t行政运行\t1,200.00\t1,200.00\t",
        "5\t221\t住房保障支出\t38.50\t\t38.50",
        "6\t22102\t住房改革支出\t38.50\t\t38.50",
        "7\t2210201\t住房公积金\t３８.50\t\t38.5",
    ]
)
BY_FUNCTION_ROWS = (
    ("1", "", "合计", "1,238.50", "1,200.00", "38.50"),
    ("2", "201", "一般公共服务支出", "1,200.00", "1,200.00", ""),
    ("3", "20131", "党委办公厅（室）及相关机构事务", "1,200.00", "1,200.00", ""),
    ("4", "2013101", "行政运行", "1,200.00", "1,200.00", ""),
    ("5", "221", "住房保障支出", "38.50", "", "38.50"),
    ("6", "22102", "住房改革支出", "38.50", "", "38.50"),
    ("7", "2210201", "住房公积金", "38.50", "", "38.50"),
)


@pytest.fixture
def submission(transactional_db):
    some("li")
    return draft(document(money_unit="万元"))


@pytest.fixture
def li(submission, live_server, page):
    """李敏, and where the statements of her plan are."""
    enter(page, live_server.url, "li")
    page.statements = f"{live_server.url}/admin/plans/{submission.pk}/statements/"
    return page


def stored(submission: Submission, kind: str) -> BudgetStatement | None:
    return statement_of(assemble(submission), kind_of(kind))


def open_statement(page: Page, kind: str) -> None:
    page.goto(f"{page.statements}{kind}/")
    expect(page.locator("html.scripted")).to_be_attached()


def save(page: Page) -> None:
    page.keyboard.press("Control+s")
    expect(page.get_by_text("已保存。", exact=True)).to_be_visible()


def fill_sums(page: Page) -> None:
    page.get_by_role("button", name="按明细填合计").press("Enter")
    expect(page.get_by_text("已填入，尚未保存，请核对后保存。")).to_be_visible()
    expect(page.locator("html.scripted")).to_be_attached()


def cell(page: Page, row: int, column: str):
    """The field of a row as it stands on the page, from 0."""
    return page.locator("[data-row]").nth(row).locator(f"[data-cell={column}]")


def sum_of(page: Page, row: int, column: str):
    return page.locator("[data-row]").nth(row).locator(f"[data-column={column}] [data-sum-of]")


def type_down(page: Page, *texts: str) -> None:
    """Type a column downwards."""
    for text in texts:
        page.keyboard.type(text)
        page.keyboard.press("Enter")


def test_codes_name_themselves_and_sums_are_told_while_one_types(submission, li):
    open_statement(li, "general_public")
    cell(li, 0, "code").focus()
    li.keyboard.press("Enter")
    li.keyboard.type("2080711")
    expect(cell(li, 1, "name")).to_have_value("就业见习补贴")
    li.keyboard.press("Tab")
    li.keyboard.press("Tab")
    li.keyboard.press("ArrowRight")
    li.keyboard.press("ArrowRight")
    li.keyboard.type("１２３４．５")
    expect(sum_of(li, 1, "total")).to_have_text("明细合计 1,234.50")
    li.keyboard.press("ArrowUp")
    expect(cell(li, 1, "projects")).to_have_value("1,234.50")
    expect(cell(li, 0, "projects")).to_be_focused()
    li.keyboard.type("三")
    li.keyboard.press("Tab")
    expect(cell(li, 0, "projects")).to_have_class("has-error")
    expect(sum_of(li, 0, "projects")).to_have_text("不是数字")
    cell(li, 0, "projects").fill("")
    fill_sums(li)
    assert stored(submission, "general_public") is None
    save(li)
    amounts = ("1,234.50", "", "1,234.50")
    assert stored(submission, "general_public").rows == (
        ("1", "", "合计", *amounts),
        ("2", "208", "社会保障和就业支出", *amounts),
        ("3", "20807", "就业补助", *amounts),
        ("4", "2080711", "就业见习补贴", *amounts),
    )


def test_a_pasted_table_loses_no_filled_cell_and_can_be_taken_back(submission, li):
    open_statement(li, "general_public")
    cell(li, 0, "code").focus()
    paste(li, BY_FUNCTION)
    expect(li.locator("[data-strip]")).to_have_text(
        "有 1 个单元格没有放入：“审核人：王”（超出表格右边）。请核对后手工填写。"
    )
    expect(cell(li, 6, "total")).to_have_value("38.50")
    expect(sum_of(li, 0, "total")).to_have_text("✓")
    li.get_by_role("button", name="撤销").click()
    expect(li.locator("[data-row]")).to_have_count(1)
    cell(li, 0, "code").focus()
    paste(li, BY_FUNCTION)
    save(li)
    assert stored(submission, "general_public").rows == BY_FUNCTION_ROWS


def test_merged_cells_of_a_web_table_stand_where_they_begin(submission, li):
    open_statement(li, "procurement")
    cell(li, 0, "project").focus()
    html = (
        "<table><tr><td rowspan=2>购书</td><td>预算</td><td>图书</td></tr>"
        "<tr><td colspan=2>期刊</td></tr><tr><td></td><td>甲</td><td>乙</td></tr></table>"
    )
    paste(li, "购书", html)
    texts = li.locator("[data-row]").evaluate_all(
        "all => all.map((row) => [...row.querySelectorAll('[data-cell]')].slice(0, 3).map((one) => one.value))"
    )
    assert texts == [["购书", "预算", "图书"], ["", "期刊", ""], ["", "甲", "乙"]]


def test_a_block_finds_the_lines_of_the_form_by_their_words(submission, li):
    open_statement(li, "appropriations")
    cell(li, 0, "revenue").focus()
    paste(
        li,
        "\n".join(
            [
                "1\t一、一般公共预算拨款\t3.40\t八、社会保障和就业支出\t3.40\t3.40\t\t",
                "33\t一、一般公共预算拨款\t1.00\t没有的支出\t2.00\t\t\t",
            ]
        ),
    )
    assert [cell(li, row, "revenue").input_value() for row in (0, 32)] == ["3.40", "1.00"]
    assert cell(li, 7, "total").input_value() == "3.40"
    expect(li.locator("[data-strip]")).to_have_text(
        "有 2 个单元格没有放入：“没有的支出”（表中没有这一行）、“2.00”。请核对后手工填写。"
    )


def test_what_another_statement_says_is_taken_by_one_press(submission, live_server, li):
    some("li")
    made = draft(document(money_unit="万元", statements=(statement(),)))
    li.goto(f"{live_server.url}/admin/plans/{made.pk}/statements/appropriations/")
    li.get_by_role("button", name="采用：第 8 行支出一般公共预算财政拨款 3.40").or_(
        li.get_by_role("button", name="采用：第 8 行一般公共预算财政拨款 3.40")
    ).press("Enter")
    expect(cell(li, 7, "general_public")).to_have_value("3.40")
    expect(sum_of(li, 30, "general_public")).to_have_text("明细合计 3.40")
    save(li)
    assert stored(made, "appropriations").rows[7][5] == "3.40"


def test_a_clerk_enters_all_nine(submission, li):
    """Three with a pasted block, one with keys and sums, two by what the others say, two declared empty."""
    for kind in ("expenditure", "general_public"):
        open_statement(li, kind)
        cell(li, 0, "code").focus()
        paste(li, BY_FUNCTION.replace("\t审核人：王", ""))
        save(li)
    open_statement(li, "revenue")
    cell(li, 0, "code").focus()
    li.keyboard.press("Enter")
    type_down(li, "2013101", "2210201")
    cell(li, 1, "appropriations").focus()
    type_down(li, "1200", "38.5")
    li.keyboard.press("Control+Delete")
    fill_sums(li)
    save(li)
    open_statement(li, "basic")
    cell(li, 0, "code").focus()
    paste(li, "30101\t基本工资\t\t1,000.00\t\n30201\t办公费\t\t\t200")
    fill_sums(li)
    save(li)
    for kind in ("government_fund", "state_capital"):
        open_statement(li, kind)
        li.get_by_role("button", name="声明为空表").press("Enter")
        expect(li.get_by_text("已声明为空表。")).to_be_visible()
        expect(li.get_by_text(kind_of(kind).empty_note)).to_be_visible()
    open_statement(li, "three_public")
    cell(li, 7, "general_public").focus()
    li.keyboard.type("8.24")
    fill_sums(li)
    save(li)
    for kind in ("appropriations", "balance"):
        open_statement(li, kind)
        cell(li, 0, "revenue").focus()
        li.keyboard.type("1238.5")
        li.get_by_role("button", name="全部采用").press("Enter")
        expect(li.get_by_role("button", name="全部采用")).to_be_hidden()
        fill_sums(li)
        save(li)
    made = assemble(submission)
    assert [one.kind for one in made.statements] == [kind.kind for kind in BUDGET_STATEMENTS]
    assert [offers(made, one) for one in made.statements] == [[]] * 9
    assert [with_sums(one) for one in made.statements] == list(made.statements)
    li.goto(li.statements)
    states = li.locator("table.statements").first.locator("tbody tr").all_inner_texts()
    assert [" ".join(line.split()[1:-1]) for line in states] == [
        "33 行 1,238.50 万元",
        "7 行 1,238.50 万元",
        "7 行 1,238.50 万元 错误",  # B05: the projects of this plan cost something else
        "36 行 1,238.50 万元",
        "7 行 1,238.50 万元",
        "5 行 1,200.00 万元",
        "空表",
        "空表",
        "9 行 8.24 万元",
    ]


@pytest.mark.parametrize(("width", "scheme"), [(390, "light"), (768, "light"), (1366, "light"), (1366, "dark")])
def test_no_statement_scrolls_the_page_sideways(submission, live_server, browser, width, scheme):
    with browser.new_context(viewport={"width": width, "height": 900}, color_scheme=scheme) as context:
        page = context.new_page()
        enter(page, live_server.url, "li")
        statements = f"/admin/plans/{submission.pk}/statements/"
        for address in (statements, *(f"{statements}{kind.kind}/" for kind in KINDS)):
            page.goto(live_server.url + address)
            assert (address, page.evaluate("document.documentElement.scrollWidth")) == (address, width)
