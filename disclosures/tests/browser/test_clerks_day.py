"""A clerk's day at the desk, in a real browser."""

from dataclasses import replace
from datetime import date
from io import BytesIO
from pathlib import Path

import docx
import pytest
from django.contrib.sessions.models import Session
from playwright.sync_api import Page, expect

from disclosures.document.model import Document
from disclosures.exports.as_docx import docx_file
from disclosures.importers import read_path
from disclosures.models import Submission
from disclosures.plans.from_rows import assemble
from disclosures.plans.indicator_library import load as load_library
from disclosures.tests import cast
from disclosures.tests.builders import document, indicator, loaded, project
from disclosures.tests.checks.builders import SOUND_ROWS, a_project
from disclosures.tests.stages import draft, some, sound_document
from disclosures.workflow.opening_years import open_year
from indicators.models import FiscalYear

pytestmark = pytest.mark.django_db(transaction=True)

#: Ten rows as Excel puts them on the clipboard: level cells merged, one cell of two lines, one with quotes.
BLOCK = "\r\n".join(
    [
        "产出指标\t数量指标\t新购图书册数\t全年入库图书\t≥5000册\t采购计划",
        "\t\t举办讲座场次\t公益讲座\t≥24场\t年度工作安排",
        '\t质量指标\t新书合格率\t"合格册数\n除以入库册数"\t≥55%\t采购合同',
        "\t时效指标\t新书上架时间\t以登记为准\t9月底前\t采购合同",
        "成本指标\t经济成本\t新书采购成本\t合同金额\t≤10万元\t批复预算",
        "效果指标\t社会效益指标\t新增读者\t新办借阅证\t＞500人\t上年实际",
        '\t\t"书香"家庭\t评选户数\t=20户\t评选办法',
        "效益\t生态效益\t旧书回收册数\t回收登记\t≥300册\t上年实际",
        "\t社会效益指标\t借阅增长率\t比上年\t≥5%\t上年实际",
        "满意度指标\t服务对象满意度指标\t读者满意度\t问卷\t≥90%\t上年调查",
    ]
)
PASTED = [
    ("产出指标", "数量指标", "新购图书册数", "全年入库图书", "≥5000册", "采购计划"),
    ("产出指标", "数量指标", "举办讲座场次", "公益讲座", "≥24场", "年度工作安排"),
    ("产出指标", "质量指标", "新书合格率", "合格册数\n除以入库册数", "≥55%", "采购合同"),
    ("产出指标", "时效指标", "新书上架时间", "以登记为准", "9月底前", "采购合同"),
    ("成本指标", "经济成本指标", "新书采购成本", "合同金额", "≤10万元", "批复预算"),
    ("效益指标", "社会效益指标", "新增读者", "新办借阅证", ">500人", "上年实际"),
    ("效益指标", "社会效益指标", '"书香"家庭', "评选户数", "=20户", "评选办法"),
    ("效益指标", "生态效益指标", "旧书回收册数", "回收登记", "≥300册", "上年实际"),
    ("效益指标", "社会效益指标", "借阅增长率", "比上年", "≥5%", "上年实际"),
    ("满意度指标", "服务对象满意度指标", "读者满意度", "问卷", "≥90%", "上年调查"),
]


def with_a_stray_line(made: Document, path: Path) -> Path:
    """A .docx of a plan with one line that belongs nowhere."""
    file = docx.Document(BytesIO(docx_file(made)))
    file.paragraphs[0].insert_paragraph_before("内部资料 注意保存")
    file.save(path)
    return path


def enter(page: Page, site: str, username: str, address: str = "/admin/") -> None:
    """Log in and go there."""
    page.goto(f"{site}/admin/login/?next={address}")
    page.get_by_label("用户名").fill(username)
    page.get_by_label("密码").fill(cast.PASSWORD)
    page.get_by_role("button", name="登录").click()
    page.wait_for_load_state()


def paste(page: Page, text: str, html: str = "") -> None:
    """What Ctrl+V does with a block on the clipboard, in the cell that has the focus."""
    page.evaluate(
        """([text, html]) => {
            const clipboardData = new DataTransfer();
            clipboardData.setData("text/plain", text);
            if (html) clipboardData.setData("text/html", html);
            const event = new ClipboardEvent("paste", { clipboardData, bubbles: true, cancelable: true });
            document.activeElement.dispatchEvent(event);
        }""",
        [text, html],
    )


def rows(submission: Submission, place: int = 0) -> list[tuple]:
    sheet = assemble(submission).projects[place]
    return [
        (row.category, row.subcategory, row.name, row.description, row.target, row.basis) for row in sheet.indicators
    ]


def names(page: Page) -> list[str]:
    return page.locator("[data-field=name]").evaluate_all("all => all.map((one) => one.value)")


@pytest.fixture
def submission(transactional_db):
    """Two projects of three rows each, in a year that is open."""
    some("li")
    sheets = [
        project(n, name, indicators=(indicator(f"{name}人数"), indicator(f"{name}期数"), indicator(f"{name}册数")))
        for n, name in ((1, "购书"), (2, "夜校"))
    ]
    return draft(document(*sheets))


@pytest.fixture
def sheet(submission, live_server, page):
    """李敏 at the page of the first project."""
    enter(page, live_server.url, "li", f"/admin/plans/{submission.pk}/projects/1/")
    expect(page.locator("html.scripted")).to_be_attached()
    return page


def test_rows_are_added_moved_and_removed_with_the_keyboard(submission, sheet):
    first = sheet.get_by_label("三级指标").first
    first.focus()
    sheet.keyboard.press("Enter")
    expect(sheet.get_by_label("三级指标").nth(1)).to_be_focused()
    sheet.keyboard.type("新的一行")
    sheet.keyboard.press("Alt+ArrowDown")
    assert names(sheet) == ["购书人数", "购书期数", "新的一行", "购书册数"]
    expect(sheet.get_by_label("三级指标").nth(2)).to_be_focused()
    sheet.get_by_label("三级指标").first.focus()
    sheet.keyboard.press("Control+Delete")
    assert names(sheet) == ["购书期数", "新的一行", "购书册数"]
    expect(sheet.get_by_text("已删除第 1 行“购书人数”。")).to_be_visible()
    sheet.get_by_role("button", name="撤销").click()
    assert names(sheet) == ["购书人数", "购书期数", "新的一行", "购书册数"]
    sheet.keyboard.press("Control+s")
    expect(sheet.get_by_text("已保存。")).to_be_visible()
    assert [row[2] for row in rows(submission)] == ["购书人数", "购书期数", "新的一行", "购书册数"]


def test_enter_that_ends_a_chinese_word_adds_no_row(sheet):
    sheet.get_by_label("三级指标").first.focus()
    sheet.evaluate(
        """document.activeElement.dispatchEvent(
            new KeyboardEvent("keydown", { key: "Enter", isComposing: true, bubbles: true, cancelable: true }))"""
    )
    assert len(names(sheet)) == 3


def test_levels_follow_each_other(sheet):
    first, second = sheet.get_by_label("一级指标").first, sheet.get_by_label("二级指标").first
    first.select_option("满意度指标")
    expect(second).to_have_value("服务对象满意度指标")
    open_groups = "all => all.filter((one) => !one.hidden).map((one) => one.label)"
    assert second.locator("optgroup").evaluate_all(open_groups) == ["满意度指标"]


def test_a_target_is_shown_merged_as_it_will_be_printed(sheet):
    row = sheet.locator("[data-row]").first
    row.get_by_label("符号").select_option("≤")
    row.get_by_label("指标值", exact=True).fill("250")
    expect(row.locator("[data-printed]")).to_have_text("≤250人")
    row.get_by_label("符号").select_option("定性")
    expect(row.get_by_label("单位")).to_be_hidden()
    expect(row.get_by_label("指标值", exact=True)).to_have_value("250人")


def test_ten_rows_from_excel_fill_the_table_and_can_be_taken_back(live_server, page, transactional_db):
    some("li")
    year = FiscalYear.objects.create(
        region=cast.shanhaiguan(), year=2023, scheme="cost_first", entry_opens_on=date(2000, 1, 1)
    )
    open_year(year)
    submission = Submission.objects.get(plan__department__code="345001")
    enter(page, live_server.url, "li", f"/admin/plans/{submission.pk}/projects/new/")
    page.get_by_label("项目名称").fill("图书馆购书")
    page.get_by_label("一级指标").first.focus()
    paste(page, BLOCK)
    assert len(names(page)) == 10
    page.get_by_role("button", name="撤销").click()
    assert names(page) == [""]
    page.get_by_label("一级指标").first.focus()
    paste(page, BLOCK)
    page.get_by_role("button", name="保存", exact=True).click()
    expect(page.get_by_text("已保存。")).to_be_visible()
    assert rows(submission) == PASTED


FOREIGN = """产出指标\t数量指标\t图书册数\t购书的册数\t≥1册\t计划
效益指标\t可持续影响指标\t使用年限\t图书的使用年限\t3年以上\t经验
\t\t借阅增长\t比上年增长\t98%以上\t经验
"""


def test_levels_of_another_year_stay_as_pasted_and_are_marked(live_server, page, transactional_db):
    some("li")
    year = FiscalYear.objects.create(
        region=cast.shanhaiguan(), year=2023, scheme="cost_first", entry_opens_on=date(2000, 1, 1)
    )
    open_year(year)
    submission = Submission.objects.get(plan__department__code="345001")
    enter(page, live_server.url, "li", f"/admin/plans/{submission.pk}/projects/new/")
    page.get_by_label("项目名称").fill("图书馆购书")
    page.get_by_label("一级指标").first.focus()
    paste(page, FOREIGN)
    words = "“效益指标 可持续影响指标”不是本年度的指标层级，已照原样保留并标出，请核对。"
    expect(page.get_by_text(words)).to_be_visible()
    expect(page.locator("[data-row].foreign")).to_have_count(2)
    page.get_by_role("button", name="保存", exact=True).click()
    expect(page.get_by_text("已保存。")).to_be_visible()
    assert [row[:2] + row[4:5] for row in rows(submission)] == [
        ("产出指标", "数量指标", "≥1册"),
        ("效益指标", "可持续影响指标", "3年以上"),
        ("效益指标", "可持续影响指标", "98%以上"),
    ]


@pytest.mark.parametrize(
    ("column", "block", "made"),
    [
        ("三级指标", "甲\t说明\t≥1人\t依据", ("甲", "说明", "≥1人", "依据")),
        ("三级指标", "甲\t说明\t≥\t1\t人\t依据", ("甲", "说明", "≥1人", "依据")),
        ("绩效指标描述", "说明\t定性\t明显好转\t", ("购书人数", "说明", "明显好转", "年度工作计划")),
        ("符号", "≤ 3 万元\t合同", ("购书人数", "购书人数的完成情况", "≤3万元", "合同")),
        ("指标值确定依据", "甲\n乙", ("购书人数", "购书人数的完成情况", "≥300人", "甲")),
    ],
)
def test_a_block_is_understood_from_any_cell(submission, sheet, column, block, made):
    sheet.get_by_label(column, exact=True).first.focus()
    paste(sheet, block, "<table><tr><td></td></tr></table>")
    sheet.get_by_role("button", name="保存", exact=True).click()
    expect(sheet.get_by_text("已保存。")).to_be_visible()
    assert rows(submission)[0][2:] == made


def test_words_copied_from_a_letter_stay_in_their_cell(sheet):
    sheet.get_by_label("绩效指标描述").first.focus()
    paste(sheet, "第一行\n第二行")
    assert len(names(sheet)) == 3


def test_the_total_is_checked_while_one_types(sheet):
    sheet.get_by_label("预算数", exact=True).fill("130000")
    expect(sheet.locator("[data-sum]")).to_have_text("比财政资金与其他资金之和多 10,000.00")
    sheet.get_by_label("其他资金").fill("30000")
    sheet.get_by_label("其他资金").blur()
    expect(sheet.locator("[data-sum]")).to_have_text("等于财政资金与其他资金之和")
    expect(sheet.get_by_label("其他资金")).to_have_value("30,000.00")


def test_the_session_ends_in_the_middle_and_the_text_comes_back(submission, sheet, live_server):
    sheet.get_by_label("资金用途").fill("写了很久的一段话")
    sheet.get_by_label("三级指标").first.focus()
    sheet.keyboard.press("Enter")
    sheet.keyboard.type("写了一半的指标")
    Session.objects.all().delete()
    sheet.get_by_role("button", name="保存", exact=True).click()
    expect(sheet.get_by_role("button", name="登录")).to_be_visible()
    sheet.get_by_label("用户名").fill("li")
    sheet.get_by_label("密码").fill(cast.PASSWORD)
    sheet.get_by_role("button", name="登录").click()
    expect(sheet.get_by_label("资金用途")).to_have_value("用于购书")
    sheet.get_by_role("button", name="恢复填写的内容").click()
    expect(sheet.get_by_label("资金用途")).to_have_value("写了很久的一段话")
    assert names(sheet) == ["购书人数", "写了一半的指标", "购书期数", "购书册数"]
    sheet.get_by_role("button", name="保存", exact=True).click()
    expect(sheet.get_by_text("已保存。")).to_be_visible()
    assert assemble(submission).projects[0].purpose == "写了很久的一段话"
    assert [row[2] for row in rows(submission)] == ["购书人数", "写了一半的指标", "购书期数", "购书册数"]
    kept = sheet.evaluate(
        "[Object.keys(sessionStorage), Object.keys(localStorage).filter((key) => key.includes('desk'))]"
    )
    assert kept == [[], []]


def test_nothing_typed_is_left_behind_for_the_next_person(sheet):
    sheet.get_by_label("资金用途").fill("写了一半")
    sheet.wait_for_timeout(300)
    assert len(sheet.evaluate("Object.keys(sessionStorage)")) == 1
    sheet.get_by_role("button", name="退出").click()
    expect(sheet.get_by_text("您已退出")).to_be_visible()
    assert sheet.evaluate("Object.keys(sessionStorage)") == []


def test_two_people_save_one_page_and_neither_loses_a_word(submission, sheet, live_server, browser):
    some("chen")
    sheet.get_by_label("资金用途").fill("李敏的用途")
    sheet.get_by_label("项目名称").fill("李敏的名称")
    sheet.get_by_label("三级指标").first.focus()
    sheet.keyboard.press("Enter")
    sheet.keyboard.type("李敏的新指标")
    with browser.new_context() as context:
        other = context.new_page()
        enter(other, live_server.url, "chen", f"/admin/plans/{submission.pk}/projects/1/")
        other.get_by_label("资金用途").fill("陈立的用途")
        other.get_by_label("绩效指标描述").first.fill("陈立的描述")
        other.get_by_role("button", name="保存", exact=True).click()
        expect(other.get_by_text("已保存。")).to_be_visible()
    sheet.get_by_role("button", name="保存", exact=True).click()
    expect(sheet.get_by_text("陈立在此期间改了您也改过的 1 处")).to_be_visible()
    expect(sheet.get_by_label("资金用途")).to_have_value("李敏的用途")
    expect(sheet.get_by_label("绩效指标描述").first).to_have_value("陈立的描述")
    sheet.get_by_role("button", name="改用对方的").click()
    expect(sheet.get_by_label("资金用途")).to_have_value("陈立的用途")
    sheet.get_by_role("button", name="保存", exact=True).click()
    expect(sheet.get_by_text("已保存。")).to_be_visible()
    made = assemble(submission).projects[0]
    assert (made.name, made.purpose, made.indicators[0].description) == ("李敏的名称", "陈立的用途", "陈立的描述")
    assert [row.name for row in made.indicators] == ["购书人数", "李敏的新指标", "购书期数", "购书册数"]


def test_duties_and_pairs_are_added_moved_and_removed(submission, live_server, page):
    enter(page, live_server.url, "li", f"/admin/plans/{submission.pk}/narrative/")
    page.get_by_role("button", name="加一项职责").click()
    page.get_by_label("职责名称").last.fill("古籍保护")
    page.keyboard.press("Alt+ArrowUp")
    page.get_by_role("button", name="加一组").first.click()
    page.keyboard.type("送书下乡")
    page.keyboard.press("Tab")
    page.keyboard.type("场次")
    page.keyboard.press("Enter")
    page.keyboard.type("册数")
    page.get_by_role("button", name="保存", exact=True).click()
    expect(page.get_by_text("已保存。")).to_be_visible()
    duties = assemble(submission).duties
    assert [duty.title for duty in duties] == ["公共阅读", "古籍保护", "群众演出"]
    assert [(pair.objective, pair.indicators) for pair in duties[0].pairs] == [("送书下乡", ("场次", "册数"))]


@pytest.mark.parametrize("width", [1366, 390])
def test_no_page_scrolls_sideways(submission, live_server, browser, width):
    plan = f"/admin/plans/{submission.pk}/"
    with browser.new_context(viewport={"width": width, "height": 800}) as context:
        page = context.new_page()
        enter(page, live_server.url, "li")
        for address in ("/admin/", plan, f"{plan}narrative/", f"{plan}projects/1/", f"{plan}projects/new/"):
            page.goto(live_server.url + address)
            assert (address, page.evaluate("document.documentElement.scrollWidth")) == (address, width)


def test_from_an_error_to_its_field_from_a_warning_to_its_reason_and_to_the_bureau(live_server, page, transactional_db):
    some("chen")
    sheet = a_project(*SOUND_ROWS[:-1], code="", unit_code="345001", unit_name="山海关区文化馆")
    submission = draft(sound_document(sheet))
    enter(page, live_server.url, "chen")
    page.get_by_role("link", name="继续填报").click()
    expect(page.get_by_text("还有 1 处错误未改正，不能送审。")).to_be_visible()
    page.get_by_role("link", name="第 1 个项目还没有填写项目编码，请补全。").click()
    expect(page.get_by_label("项目编码")).to_be_focused()
    page.keyboard.type("13030321ABCDEFGH01234")
    page.get_by_role("button", name="保存", exact=True).click()
    page.get_by_role("link", name="返回计划").click()
    expect(page.get_by_text("还有 1 条规则查出的问题没有说明理由，不能送审。")).to_be_visible()
    page.get_by_label("警告 A10").fill("图书角面向机关内部，没有服务对象。")
    page.get_by_role("button", name="保存理由").click()
    page.get_by_role("link", name="送审", exact=True).click()
    expect(page.get_by_text("A10：图书角面向机关内部，没有服务对象。")).to_be_visible()
    page.get_by_role("button", name="送审").click()
    expect(page.get_by_text("已送审，请等候财政局审核。")).to_be_visible()
    submission.refresh_from_db()
    assert (submission.status, submission.submitted_by.username) == ("submitted", "chen")


LIBRARY = """\
一级指标,二级指标,三级指标,绩效指标描述,计算符号,计量单位
产出指标,数量指标,流动服务次数,图书车进社区的次数,≥,次
产出指标,质量指标,借阅系统可用率,可用时间占开馆时间的比例,≥,%
"""


def test_the_day_from_last_years_plan_to_the_bureau(live_server, page, browser, transactional_db, tmp_path):
    """Carry over, change, paste, pick, read a file, take files home, mend an error, explain, submit."""
    some("li")
    own = {"unit_code": "345001", "unit_name": "山海关区文化馆"}
    last = sound_document(a_project(code="13030322ABCDEFGH01234", **own), fiscal_year=2022)
    loaded(last)
    load_library(LIBRARY)
    year = FiscalYear.objects.create(
        region=cast.shanhaiguan(), year=2023, scheme="cost_first", entry_opens_on=date(2000, 1, 1)
    )
    open_year(year)
    submission = Submission.objects.get(plan__fiscal_year=year, plan__department__code="345001")

    enter(page, live_server.url, "li")
    expect(page.get_by_text("0%，还缺 4 项")).to_be_visible()
    page.get_by_role("link", name="继续填报").click()
    page.get_by_role("link", name="从上年结转").click()
    page.get_by_role("button", name="从上年结转").click()
    page.get_by_role("link", name="社区图书角", exact=True).click()

    page.get_by_label("资金用途").fill("购买图书、书架和阅览桌椅")
    page.get_by_role("button", name="加一行").click()
    page.get_by_label("一级指标").last.focus()
    paste(page, BLOCK)
    page.get_by_role("link", name="从指标库选").click()
    page.get_by_label("流动服务次数").check()
    page.get_by_label("借阅系统可用率").check()
    page.get_by_role("button", name="加入勾选的指标").click()
    page.keyboard.type("40")
    page.get_by_label("指标值", exact=True).last.fill("99")
    page.get_by_role("button", name="保存", exact=True).click()
    expect(page.get_by_text("已保存。")).to_be_visible()
    assert rows(submission)[-12:] == [
        *PASTED,
        ("产出指标", "数量指标", "流动服务次数", "图书车进社区的次数", "≥40次", ""),
        ("产出指标", "质量指标", "借阅系统可用率", "可用时间占开馆时间的比例", "≥99%", ""),
    ]

    page.get_by_role("link", name="返回计划").click()
    page.get_by_role("link", name="导入").click()
    page.get_by_label("文件").set_input_files(
        with_a_stray_line(replace(last, fiscal_year=2023), tmp_path / "今年.docx")
    )
    page.get_by_role("button", name="读取文件").click()
    expect(page.get_by_text("没有读进来的文字 1 处")).to_be_visible()
    page.get_by_role("button", name="放弃").click()

    page.goto(f"{live_server.url}/admin/plans/{submission.pk}/export/")
    for kind in ("Excel 模板（.xlsx）", "Word 文档（.docx）"):
        with page.expect_download() as download:
            page.get_by_role("link", name=kind).click()
        file = tmp_path / download.value.suggested_filename
        download.value.save_as(file)
        assert read_path(file) == assemble(submission)

    page.goto(f"{live_server.url}/admin/plans/{submission.pk}/")
    page.get_by_role(
        "link", name="第 1 个项目第 11 行指标“新书采购成本”的上限“≤10万元”超过了预算数 30000.00 元"
    ).click()
    expect(page.get_by_label("指标值", exact=True).nth(10)).to_be_focused()
    page.keyboard.press("Control+a")
    page.keyboard.type("2")
    page.get_by_role("button", name="保存", exact=True).click()
    page.get_by_role("link", name="返回计划").click()
    for reason in page.locator(".reasons textarea").all():
        reason.fill("已核实，确属实际情况。")
    page.get_by_role("button", name="保存理由").click()
    page.get_by_role("button", name="退出").click()

    some("chen")
    enter(page, live_server.url, "chen", f"/admin/plans/{submission.pk}/")
    page.get_by_role("link", name="送审", exact=True).click()
    page.get_by_role("button", name="送审").click()
    expect(page.get_by_text("已送审，请等候财政局审核。")).to_be_visible()
    submission.refresh_from_db()
    assert (submission.status, submission.submitted_by.username) == ("submitted", "chen")
