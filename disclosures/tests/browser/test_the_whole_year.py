"""The whole year in a browser: a plan arrives, comes back with notes, is mended, published, revised and withdrawn."""

from datetime import timedelta
from types import SimpleNamespace

import pytest
from django.utils.timezone import localdate
from playwright.sync_api import Page, expect

from disclosures.tests import cast, stages
from disclosures.tests.checks.builders import SOUND_ROWS, a_project
from disclosures.tests.stages import fresh, some, sound_document
from indicators.models import FiscalYear

pytestmark = pytest.mark.django_db(transaction=True)

YEAR = "/130303/345001/2021/"
CAST = ("li", "chen", "wang", "liu", "citizen")


@pytest.fixture
def submission(transactional_db):
    """文化馆's plan of 2021 without a 满意度指标, with a reason; last year's is public; two others were approved."""
    for username in CAST[:-1]:
        some(username)
    stages.published_before(2020)
    sheet = a_project(*SOUND_ROWS[:-1], unit_code="345001", unit_name="山海关区文化馆")
    made = stages.draft(sound_document(sheet))
    stages.give_reasons(made)
    FiscalYear.objects.filter(year=2021).update(approved_on=localdate() - timedelta(days=5))
    for number in (1, 2):
        stages.approved(stages.submitted(stages.another_draft(number)))
    return made


@pytest.fixture
def windows(browser, live_server):
    """A browser window for each person, and one for a citizen who never logs in; none may complain of anything."""
    complaints, windows, contexts = [], {}, []
    for username in CAST:
        context = browser.new_context(viewport={"width": 1366, "height": 900}, base_url=live_server.url)
        page = context.new_page()
        page.on("console", lambda message: "Content Security" in message.text and complaints.append(message.text))
        page.on("pageerror", lambda error: complaints.append(str(error)))
        if username != "citizen":
            page.goto("/admin/login/")
            page.get_by_label("用户名").fill(username)
            page.get_by_label("密码").fill(cast.PASSWORD)
            page.get_by_role("button", name="登录").click()
        windows[username] = page
        contexts.append(context)
    yield SimpleNamespace(**windows)
    for context in contexts:
        context.close()
    assert complaints == []


def told(page: Page, words: str) -> None:
    expect(page.locator(".messagelist")).to_contain_text(words)


def send_in(page: Page, submission) -> None:
    """陈立 sends the plan in."""
    page.goto(f"/admin/plans/{submission.pk}/")
    page.get_by_role("link", name="送审", exact=True).click()
    page.get_by_role("button", name="送审", exact=True).click()
    expect(page.locator(".standing")).to_contain_text("待审核")


def take(page: Page, submission, label: str, **typed) -> None:
    """A step of the bureau on the reviewer's page."""
    page.goto(f"/admin/review/{submission.pk}/")
    form = page.get_by_role("form", name=label, exact=True)
    for name, words in typed.items():
        form.locator(f"[name={name}]").fill(words)
    form.get_by_role("button", name=label, exact=True).click()
    told(page, f"已办理“{label}”")


def pin(page: Page, cell: str, words: str) -> None:
    """A note at a cell: the way to it shows under the pointer."""
    place = page.locator(f'[id="{cell}"]')
    place.hover()
    place.get_by_role("link", name="写意见").click()
    page.get_by_label("的意见").fill(words)
    page.get_by_role("button", name="保存意见").click()
    expect(page.locator(f'[id="{cell}"] .review-note')).to_contain_text(words)


def edit(page: Page, submission, label: str, words: str) -> None:
    """李敏 changes a field of the project."""
    page.goto(f"/admin/plans/{submission.pk}/projects/1/")
    page.get_by_label(label, exact=True).fill(words)
    page.get_by_role("button", name="保存", exact=True).click()
    told(page, "已保存")


def test_a_year_from_the_first_submission_to_the_withdrawal(submission, windows):
    arrives_and_comes_back(submission, windows)
    is_mended_and_approved(submission, windows)
    is_published_in_a_batch(windows)
    is_revised_and_published_again(submission, windows)
    is_withdrawn(submission, windows)
    steps = "submit return submit approve publish revise submit approve publish withdraw"
    assert [event.action for event in submission.events.exclude(action="import")] == steps.split()
    assert fresh(submission).status == "draft"


def arrives_and_comes_back(submission, windows) -> None:
    """陈 sends it in; 王 finds it, sees findings and what differs from last year, pins two notes and returns it."""
    send_in(windows.chen, submission)
    page = windows.wang
    page.goto("/admin/review/")
    row = page.get_by_role("row", name="山海关区文化馆")
    expect(row).to_contain_text("警告 1")
    row.get_by_role("link", name="山海关区文化馆").click()
    expect(page.get_by_role("link", name="第 1 个项目没有满意度指标，请补上或者说明理由。")).to_be_visible()
    expect(page.locator("#findings")).to_contain_text("理由：已核实。")
    page.get_by_role("link", name="上年（2020年）").click()
    changed = page.locator('[id="at-1-purpose"]')
    expect(changed.locator("del")).to_have_text("购买旧书")
    expect(changed.locator("ins")).to_have_text("购买图书和书架")
    page.get_by_role("link", name="不对照").click()
    pin(page, "at-1-purpose", "请写明书架数量。")
    pin(page, "at-1.1-target", "比上年少，请说明。")
    due = (localdate() + timedelta(days=3)).isoformat()
    take(page, submission, "退回", words="请按表中两处意见修改。", due_on=due)
    expect(page.get_by_role("form")).to_have_count(0)


def is_mended_and_approved(submission, windows) -> None:
    """李 is told, answers at the same places and mends; 王 sees what changed and recommends; 刘 approves."""
    page = windows.li
    page.goto("/admin/inbox/")
    expect(page.get_by_role("list").filter(has_text="请按表中两处意见修改。")).to_be_visible()
    page.get_by_role("button", name="打开山海关区文化馆的绩效计划").first.click()
    answer(page, "请写明书架数量。", "已写明十个。")
    answer(page, "比上年少，请说明。", "书价上涨。")
    edit(page, submission, "资金用途", "购买图书和十个书架")
    send_in(windows.chen, submission)
    page = windows.wang
    page.goto(f"/admin/review/{submission.pk}/")
    expect(page.locator("#changes")).to_contain_text("资金用途由“购买图书和书架”改为“购买图书和十个书架”")
    expect(page.locator('[id="at-1-purpose"] .review-note')).to_contain_text("已写明十个。")
    expect(page.locator('[id="at-1-purpose"] ins .differs')).to_have_text("十个")
    for aspect in ("完整性", "相关性", "适当性", "可行性"):
        page.get_by_role("group", name=aspect).get_by_label("良").check()
    page.get_by_label("建议通过").check()
    page.get_by_role("button", name="保存评价").click()
    told(page, "评价已保存")
    take(windows.liu, submission, "审核通过")


def answer(page: Page, note: str, words: str) -> None:
    """A note answered and ticked off from the plan's page."""
    line = page.get_by_role("listitem").filter(has_text=note).first
    line.get_by_role("link", name="答复").click()
    page.get_by_label("答复").fill(words)
    page.get_by_label("已按意见处理").check()
    page.get_by_role("button", name="保存答复").click()
    told(page, "答复已保存")


def is_published_in_a_batch(windows) -> None:
    """刘 publishes the three that were approved; the citizen reads the plan and nothing of the work before it."""
    windows.citizen.goto(YEAR)
    expect(windows.citizen.get_by_role("heading", level=1)).not_to_contain_text("文化馆")
    page = windows.liu
    page.goto("/admin/review/?queue=approved")
    page.get_by_role("link", name="批量公开").click()
    page.get_by_role("button", name="开始公开所选的").click()
    expect(page.get_by_role("status")).to_contain_text("已全部处理，共 3 件：公开 3 件，留下 0 件。")
    page = windows.citizen
    page.goto(YEAR)
    expect(page.get_by_role("heading", level=1)).to_contain_text("山海关区文化馆")
    page.get_by_role("link", name="社区图书角").first.click()
    expect(page.locator("main")).to_contain_text("购买图书和十个书架")
    expect(page.locator("body")).not_to_contain_text("书价上涨")


def is_revised_and_published_again(submission, windows) -> None:
    """While it is revised the public reads version 1; then both versions and what is different."""
    due = (localdate() + timedelta(days=10)).isoformat()
    take(windows.liu, submission, "调整", words="年中追加书架。", due_on=due)
    edit(windows.li, submission, "资金用途", "购买图书和十五个书架")
    windows.citizen.goto(f"{YEAR}1/")
    expect(windows.citizen.locator("main")).to_contain_text("购买图书和十个书架")
    send_in(windows.chen, submission)
    windows.wang.goto(f"/admin/review/{submission.pk}/")
    expect(windows.wang.locator("#changes")).to_contain_text("改为“购买图书和十五个书架”")
    take(windows.liu, submission, "审核通过")
    take(windows.liu, submission, "公开")
    page = windows.citizen
    page.goto(YEAR)
    expect(page.locator("main")).to_contain_text("第2版（现行）")
    page.get_by_role("link", name="与本版的不同").click()
    line = page.get_by_role("row", name="资金用途")
    expect(line.locator("del")).to_have_text("购买图书和十个书架")
    expect(line.locator("ins")).to_have_text("购买图书和十五个书架")
    page.goto(f"{YEAR}v1/1/")
    expect(page.locator("main")).to_contain_text("购买图书和十个书架")


def is_withdrawn(submission, windows) -> None:
    """刘 withdraws the year; the public reads why at every address of it."""
    take(windows.liu, submission, "撤回公开", words="附件有误，更正后重新公开。")
    for ending in ("", "v1/", "v2/", "1/", "v2/changes/"):
        windows.citizen.goto(f"{YEAR}{ending}")
        expect(windows.citizen.locator("main")).to_contain_text("撤回原因：附件有误，更正后重新公开。")
    windows.wang.goto(f"/admin/review/{submission.pk}/trail/")
    expect(windows.wang.get_by_role("table").first).to_contain_text("附件有误，更正后重新公开。")
