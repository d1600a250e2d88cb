"""导入: what was read is shown before anything is stored; accepted or given up; foreign and hostile files refused."""

import json
import zipfile
from dataclasses import replace
from datetime import timedelta
from decimal import Decimal
from io import BytesIO

import pytest
from django.test import Client
from django.utils import timezone
from openpyxl import load_workbook

from disclosures.desk.exchange import upload
from disclosures.document.as_json import from_json
from disclosures.document.model import DepartmentRef, DutySection
from disclosures.exports.as_docx import docx_file
from disclosures.exports.as_word_text import word_text
from disclosures.exports.as_xlsx import xlsx
from disclosures.importers.refusal import UNFORESEEN
from disclosures.intake import uploads
from disclosures.models import Disclosure, PlanChange, SourceFile, Submission, SubmissionEvent
from disclosures.plans.loader import is_touched
from disclosures.publication.publishing import publish
from disclosures.tests import cast
from disclosures.tests.builders import CHANGLI, approved, document, indicator, loaded, project
from disclosures.tests.desk.plans import a_file, empty_plan, now, sha256, words
from indicators.models import FiscalYear

pytestmark = pytest.mark.django_db

ROWS = (
    indicator("购书册数", "≥500册"),
    indicator("读者满意度", "≥90%", category="满意度指标", subcategory="服务对象满意度指标"),
)
PLAN = document(
    project(1, indicators=ROWS, money_unit="元"),
    project(2, "流动图书车", indicators=ROWS[:1], money_unit="元"),
    duties=(DutySection("公共阅读", text="人人有书读。"),),
    explanations=(),
    overall_objective="让全区居民看得上书。",
    safeguards="按月检查。",
)


@pytest.fixture
def submission() -> Submission:
    cast.culture()
    return empty_plan(2021)


@pytest.fixture
def li() -> Client:
    client = Client()
    client.force_login(cast.li())
    return client


def address(submission: Submission) -> str:
    return f"/admin/plans/{submission.pk}/upload/"


def hand_in(client: Client, submission: Submission, content: bytes, name: str = "计划.xlsx"):
    values = {"step": "read", "file": a_file(name, content)}
    return client.post(address(submission), values, follow=True)


def decide(client: Client, submission: Submission, step: str, content: bytes, shown: str | None = None):
    page = client.get(address(submission))
    values = {"step": step, "file": sha256(content)}
    values["shown"] = page.context["shown"] if shown is None else shown
    return client.post(address(submission), values, follow=True)


def in_excel(change, made=PLAN) -> bytes:
    book = load_workbook(BytesIO(xlsx(made)))
    change(book)
    buffer = BytesIO()
    book.save(buffer)
    return buffer.getvalue()


@pytest.mark.parametrize(
    ("name", "content", "layout"),
    [
        ("计划.xlsx", xlsx(PLAN), "本系统的Excel模板"),
        ("计划.docx", docx_file(PLAN), "Word版式"),
        ("计划.txt", word_text(PLAN).encode("gb18030"), "Word版式"),
    ],
)
def test_a_file_is_shown_first_and_stored_when_accepted(li, submission, name, content, layout):
    page = words(hand_in(li, submission, content, name))
    assert f"版式{layout}单位345001山海关区文化馆年度2021年" in page
    assert "职责1项项目2个指标3行预算合计240,000.00元" in page
    assert "还没有保存。" in page
    assert "项目“流动图书车”新增" in page
    assert now(submission).projects == ()
    answer = decide(li, submission, "accept", content)
    assert answer.redirect_chain == [(f"/admin/plans/{submission.pk}/", 302)]
    assert f"已导入“{name}”。" in words(answer)
    assert now(submission) == PLAN
    assert SourceFile.objects.get().sha256 == Submission.objects.get().source_file.sha256 == sha256(content)


def test_giving_up_forgets_the_file(li, submission):
    content = xlsx(PLAN)
    hand_in(li, submission, content)
    answer = decide(li, submission, "discard", content)
    assert "已放弃导入，计划没有改动。" in words(answer)
    assert now(submission).projects == ()
    assert "读取文件" in words(li.get(address(submission)))
    late = li.post(address(submission), {"step": "accept", "file": sha256(content), "shown": ""}, follow=True)
    assert "没有找到要导入的文件，请重新选择。" in words(late)
    assert now(submission).projects == ()


def test_only_what_changes_is_shown_as_changed_and_keys_stay(li):
    submission = loaded(PLAN).submission

    def change(book):
        book["项目"]["I2"] = 150000
        book["指标"]["G2"] = "≥600册"
        book["项目"]["D3"] = "流动图书大篷车"

    content = in_excel(change, now(submission))
    page = hand_in(li, submission, content)
    table = words(page).partition("与现有内容的差别")[2].partition("读出的项目")[0]
    assert table == (
        "3处部分栏目原新"
        "项目“图书馆购书”预算数120,000.00150,000.00"
        "指标“购书册数”指标值≥500册≥600册"
        "项目“流动图书大篷车”项目名称流动图书车流动图书大篷车"
    )
    assert "流动图书<ins>大篷</ins>车" in page.content.decode()
    decide(li, submission, "accept", content)
    after = now(submission)
    assert [(one.key, one.name, one.total) for one in after.projects] == [
        ("1", "图书馆购书", Decimal(150000)),
        ("2", "流动图书大篷车", Decimal(120000)),
    ]
    assert [row.key for row in after.projects[0].indicators] == ["1.1", "1.2"]
    assert list(PlanChange.objects.values_list("actor__username", "key", "field", "after")) == [
        ("li", "1", "total", "150,000.00"),
        ("li", "1.1", "target", "≥600册"),
        ("li", "2", "name", "流动图书大篷车"),
    ]


def test_the_state_before_is_kept_as_an_event_and_the_plan_counts_as_touched(li):
    submission = loaded(PLAN).submission
    content = in_excel(lambda book: book["项目"].__setitem__("L2", "新的用途"))
    hand_in(li, submission, content, "新的.xlsx")
    decide(li, submission, "accept", content)
    before, after = SubmissionEvent.objects.filter(actor__username="li")
    assert (before.words, after.words) == ("导入“新的.xlsx”之前的内容", "导入“新的.xlsx”")
    assert from_json(json.loads(before.document)) == PLAN
    assert from_json(json.loads(after.document)) == now(submission)
    assert {before.action, after.action} == {SubmissionEvent.Action.IMPORT}
    assert is_touched(Submission.objects.get(pk=submission.pk))


def test_the_same_file_again_has_nothing_to_accept(li):
    submission = loaded(PLAN).submission
    content = xlsx(now(submission))
    page = words(hand_in(li, submission, content))
    assert "文件与现有内容完全相同，不需要导入。" in page
    assert "接受并保存" not in page
    decide(li, submission, "accept", content)
    assert SubmissionEvent.objects.filter(actor__isnull=False).count() == 0


def test_what_somebody_wrote_meanwhile_is_not_overwritten_unseen(li, submission):
    content = xlsx(PLAN)
    hand_in(li, submission, content)
    shown = li.get(address(submission)).context["shown"]
    other = Client()
    other.force_login(cast.chen())
    second = xlsx(replace(PLAN, safeguards="陈立写的。"))
    hand_in(other, submission, second)
    decide(other, submission, "accept", second)
    answer = decide(li, submission, "accept", content, shown)
    assert "计划在此期间有人改动，还没有导入。请看过现在的差别再决定。" in words(answer)
    assert "陈立写的。" in words(answer)
    assert now(submission).safeguards == "陈立写的。"
    decide(li, submission, "accept", content)
    assert now(submission) == PLAN


def test_what_has_no_place_is_shown_with_its_line_before_anything_is_stored(li, submission):
    text = word_text(PLAN).replace("第一部分", "内部资料，注意保管\n第一部分", 1)
    page = words(hand_in(li, submission, text.encode(), "计划.txt"))
    assert "没有读进来的文字1处" in page
    assert "第2行：" in page
    assert "内部资料，注意保管" in page


def test_findings_of_the_file_are_shown(li, submission):
    blank = replace(PLAN, projects=(project(1, indicators=(replace(ROWS[0], target="是/否"),)),))
    page = words(hand_in(li, submission, xlsx(blank)))
    assert "错误A06第1个项目没有效益指标，请至少补一个。" in page
    assert "错误D02" in page


@pytest.mark.parametrize(
    ("made", "sentence"),
    [
        (
            replace(PLAN, department=DepartmentRef("345002", "山海关区体育馆")),
            "文件的单位是“345002山海关区体育馆”，本计划的单位是“345001山海关区文化馆”，不能导入。",
        ),
        (replace(PLAN, region=CHANGLI), "这是昌黎县的文件，本计划属于山海关区，不能导入。"),
        (replace(PLAN, fiscal_year=2020), "这是2020年度的文件，本计划是2021年度的，不能导入。"),
    ],
)
def test_a_file_of_another_department_region_or_year_is_refused(li, submission, made, sentence):
    page = words(hand_in(li, submission, xlsx(made)))
    assert sentence + "文件没有导入，计划没有改动。" in page
    assert SourceFile.objects.count() == 0


def test_a_year_known_from_codes_only_gives_way_to_the_plans_and_says_so(li):
    cast.culture()
    submission = empty_plan(2022)
    text = word_text(PLAN).replace("2021年部门预算绩效文本\n", "").encode()
    page = words(hand_in(li, submission, text, "计划.txt"))
    assert "年度2022年（导入时指定）" in page


def test_a_file_that_calls_the_department_otherwise_is_pointed_out(li, submission):
    made = replace(PLAN, department=DepartmentRef("345001", "开发区文化站"))
    page = words(hand_in(li, submission, xlsx(made)))
    assert "文件中的单位名称是“开发区文化站”，系统中是“山海关区文化馆”，请核对是不是同一个单位。" in page


def macro_workbook() -> bytes:
    buffer = BytesIO(xlsx(PLAN))
    with zipfile.ZipFile(buffer, "a") as book:
        book.writestr("xl/vbaProject.bin", b"x")
    return buffer.getvalue()


def bomb() -> bytes:
    buffer = BytesIO(docx_file(PLAN))
    with zipfile.ZipFile(buffer, "a", zipfile.ZIP_DEFLATED) as package:
        package.writestr("word/media/image1.bmp", bytes(101 * 1024 * 1024))
    return buffer.getvalue()


def with_entities() -> bytes:
    result = BytesIO()
    with zipfile.ZipFile(BytesIO(xlsx(PLAN))) as old, zipfile.ZipFile(result, "w") as new:
        for name in old.namelist():
            new.writestr(name, b'<!DOCTYPE a [<!ENTITY b "c">]><a>&b;</a>' if "sheet1" in name else old.read(name))
    return result.getvalue()


HOSTILE = {
    "zip bomb": ("计划.docx", bomb, "文件解压后超过100MB，不予读取。"),
    "XML entities": ("计划.xlsx", with_entities, "文件中含有XML实体或DTD声明，不予读取。"),
    "formula": (
        "计划.xlsx",
        lambda: in_excel(lambda book: book["项目"].__setitem__("I2", "=SUM(1,2)")),
        "“项目”表第2行“预算数”：单元格里是公式，请粘贴为数值后再导入。",
    ),
    "100 MB": ("计划.xlsx", lambda: bytes(100 * 1024 * 1024), "文件超过20MB，不予读取。"),
    "wrong extension": ("计划.txt", lambda: xlsx(PLAN), "这是压缩包或Office文件，请按其本来的扩展名（如.docx）导入。"),
    "workbook named docx": ("计划.docx", lambda: xlsx(PLAN), "这不是Word文档（.docx）。"),
    "macros": ("计划.xlsx", macro_workbook, "文件中含有宏，请另存为不含宏的文件再导入。"),
    "macro extension": (
        "计划.xlsm",
        macro_workbook,
        "不认得扩展名“.xlsm”，可以导入的是.txt、.md、.docx、.xlsx文件。",
    ),
    "old Word": (
        "计划.doc",
        lambda: bytes.fromhex("d0cf11e0a1b11ae1") + bytes(600),
        "不认得扩展名“.doc”，可以导入的是.txt、.md、.docx、.xlsx文件。",
    ),
    "old Excel": (
        "计划.xlsx",
        lambda: bytes.fromhex("d0cf11e0a1b11ae1") + bytes(600),
        "这是旧版.doc或.xls文件，请另存为.docx或.xlsx再导入。",
    ),
    "empty": ("计划.txt", lambda: b"", "所提交的是空文件。"),
    "no layout": ("计划.txt", "会议记录".encode, "不是认得的版式：文中找不到绩效目标表。"),
    "two of one code": (
        "计划.txt",
        lambda: word_text(PLAN).replace(PLAN.projects[1].code, PLAN.projects[0].code).encode(),
        "一个编码只能属于一个项目。",
    ),
}


@pytest.mark.parametrize("kind", HOSTILE)
def test_hostile_and_faulty_files_are_refused_with_a_sentence(li, submission, kind):
    name, content, sentence = HOSTILE[kind]
    answer = hand_in(li, submission, content(), name)
    assert answer.status_code == 200
    assert sentence in words(answer)
    assert SourceFile.objects.count() == 0
    assert now(submission).projects == ()


def test_a_place_is_told_in_lines_where_a_file_has_lines(li, submission):
    text = word_text(PLAN).replace(PLAN.projects[1].code, PLAN.projects[0].code)
    line = next(n for n, one in enumerate(text.splitlines(), 1) if "流动图书车" in one and n > 60)
    page = words(hand_in(li, submission, text.encode(), "计划.txt"))
    assert "行：项目编码“1303032100000000000" in page
    assert str(line) in page


def test_without_a_file_the_page_asks_for_one(li, submission):
    page = words(li.post(address(submission), {"step": "read"}))
    assert "请先选择文件。" in page


@pytest.mark.parametrize("status", ["submitted", "approved", "published"])
def test_out_of_turn_nothing_is_taken(li, status):
    submission = loaded(PLAN).submission
    Submission.objects.update(status=status)
    answer = hand_in(li, submission, xlsx(replace(PLAN, safeguards="改")))
    assert "现在不能修改。" in words(answer)
    assert now(submission) == PLAN


def test_a_plan_submitted_between_the_two_steps_stays_as_it_is(li, submission):
    content = xlsx(PLAN)
    hand_in(li, submission, content)
    values = {"step": "accept", "file": sha256(content), "shown": li.get(address(submission)).context["shown"]}
    Submission.objects.update(status="submitted")
    assert "现在不能修改。" in words(li.post(address(submission), values, follow=True))
    assert now(submission).projects == ()


def test_an_import_does_not_open_the_window_again(li, submission):
    content = xlsx(PLAN)
    hand_in(li, submission, content)
    decide(li, submission, "accept", content)
    FiscalYear.objects.update(entry_closes_on=timezone.localdate() - timedelta(days=1))
    answer = hand_in(li, submission, xlsx(replace(PLAN, safeguards="改")))
    assert "截止填报，请与财政局联系。" in words(answer)


def test_another_department_the_bureau_and_administrators_cannot_import(submission):
    for person in (cast.zhao(), cast.wang(), cast.liu(), cast.zhou()):
        client = Client()
        client.force_login(person)
        content = xlsx(PLAN)
        assert client.get(address(submission)).status_code == 404
        assert hand_in(client, submission, content).status_code == 404
    assert SourceFile.objects.count() == 0


def test_a_file_handed_in_by_one_person_is_not_there_for_another(li, submission):
    content = xlsx(PLAN)
    hand_in(li, submission, content)
    chen = Client()
    chen.force_login(cast.chen())
    assert "读取文件" in words(chen.get(address(submission)))
    answer = chen.post(address(submission), {"step": "accept", "file": sha256(content), "shown": ""}, follow=True)
    assert "没有找到要导入的文件，请重新选择。" in words(answer)


def test_a_working_file_is_never_offered_to_the_public(li):
    submission = loaded(PLAN).submission
    changed = replace(PLAN, safeguards="改")
    for made in (changed, PLAN):
        content = xlsx(made)
        hand_in(li, submission, content)
        decide(li, submission, "accept", content)
    assert now(submission) == PLAN
    disclosure = publish(approved(Submission.objects.get(pk=submission.pk)))
    assert not hasattr(Disclosure.objects.get(pk=disclosure.pk), "file")


def test_a_rule_that_fails_on_a_file_refuses_it_and_forgets_it(li, submission, monkeypatch):
    content = xlsx(PLAN)
    hand_in(li, submission, content)
    with monkeypatch.context() as patch:
        patch.setattr(upload, "findings_in", lambda *_: 1 // 0)
        refused = li.get(address(submission), follow=True)
    assert refused.status_code == 200
    assert f"{UNFORESEEN}。文件没有导入，计划没有改动。" in words(refused)
    assert li.session["uploads"] == {}


def test_a_file_that_fails_in_an_unforeseen_way_is_refused_on_the_page(li, submission, monkeypatch):
    monkeypatch.setattr(uploads, "settle", lambda *_: 1 // 0)
    page = li.post(address(submission), {"step": "read", "file": a_file("计划.xlsx", xlsx(PLAN))})
    assert page.status_code == 200
    assert f"{UNFORESEEN}。文件没有导入，计划没有改动。" in words(page)
    assert SourceFile.objects.count() == 0
