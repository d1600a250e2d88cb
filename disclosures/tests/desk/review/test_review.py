"""The reviewer's page: the whole form, what changed, what is wrong, and each step with its refusals."""

import re
from collections import Counter
from dataclasses import replace
from datetime import date, timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils.timezone import localdate

from disclosures.document.model import Withheld
from disclosures.models import Disclosure, Opinion, ReviewNote, SecrecyReview, Submission, SubmissionEvent
from disclosures.plans import edits
from disclosures.plans.from_rows import assemble
from disclosures.tests import cast, stages
from disclosures.tests.builders import published as imported
from disclosures.tests.checks.builders import SOUND_ROWS, a_project
from disclosures.tests.desk.reviewing import at, enter, look, read, said, send_step, shown, tight
from disclosures.tests.stages import fresh, some, sound_document
from disclosures.workflow.steps import MOVED_ON

pytestmark = pytest.mark.django_db

GRADES = {"completeness": "A", "relevance": "B", "appropriateness": "C", "feasibility": "D"}


#: The second project of a plan, whose unit is called otherwise in its table.
OTHER_UNIT = {"name": "邻里食堂", "code": "13030321ABCDEFGH00002", "unit_name": "文化馆"}


def page_of(client, submission, query: str = ""):
    return look(client, f"{at('review', submission.pk)}{query}")


def sheet(**changes):
    return a_project(unit_code="345001", unit_name="山海关区文化馆", **changes)


def change(submission, **fields) -> None:
    """李 changes the one project of the plan."""
    edits.save(
        submission,
        lambda before: edits.with_project(before, replace(before.projects[0], **fields)),
        some("li"),
    )


# --- the whole form --------------------------------------------------------------------------------------------------


def test_the_form_is_shown_whole_in_the_shape_of_the_paper(client):
    submission = stages.submitted()
    enter(client, "wang")
    page = page_of(client, submission)
    assert page.headings[0] == (1, "山海关区文化馆 2021年绩效计划")
    head, rows = ([[cell.removesuffix("＋意见").strip() for cell in row] for row in table] for table in page.tables[:2])
    assert head == [
        ["项目编码", "13030321ABCDEFGH01234", "项目名称", "社区图书角"],
        ["预算规模及资金用途", "预算数", "30,000.00", "其中：财政资金", "30,000.00", "其他资金", ""],
        ["购买图书和书架"],
        ["资金支出计划（%）", "3月底", "6月底", "10月底", "12月底"],
        ["0.00", "30.00", "80.00", "100.00"],
        ["绩效目标", "让三个社区有可借阅的图书角"],
    ]
    assert rows == [
        ["一级指标", "二级指标", "三级指标", "绩效指标描述", "指标值", "指标值确定依据"],
        ["产出指标", "数量指标", "图书采购册数", "按入库单统计", "≥800册", "上年实际数"],
        ["质量指标", "图书合格率", "合格册数除以入库册数", "≥98%", "上年实际数"],
        ["时效指标", "上架时间", "以上架登记为准", "9月底前", "上年实际数"],
        ["成本指标", "图书采购成本", "以合同和发票为准", "≤3万元", "上年实际数"],
        ["效益指标", "社会效益指标", "新增借阅居民", "按新办借阅证统计", "≥500人", "上年实际数"],
        ["满意度指标", "服务对象满意度指标", "借阅居民满意度", "发放问卷调查", "≥90%", "上年实际数"],
    ]
    assert "让居民在家门口借到书。" in page.text
    assert "每月盘点一次。" in page.text


def test_nothing_on_it_can_be_edited(client):
    enter(client, "wang")
    html = page_of(client, stages.submitted()).html
    fields = set(re.findall(r'<(?:input|textarea|select)[^>]* name="([^"]+)"', html))
    own = {"csrfmiddlewaretoken", "against", "revision", "status", "content_sha256", "words", "due_on", "recommended"}
    assert fields - own - set(GRADES) == set()


def test_findings_stand_at_their_places_and_in_a_list_that_leads_there(client):
    submission = stages.submitted_with_reasons(stages.draft(sound_document(sheet(indicators=SOUND_ROWS[:-1]))))
    enter(client, "wang")
    page = page_of(client, submission)
    assert page.links["第 1 个项目没有满意度指标，请补上或者说明理由。"] == "#at-1-indicators"
    assert "理由：已核实。" in page.text
    assert "▲ " not in page.text  # a mark of the style, not of the text
    assert "警告 A10 没有满意度指标，请补上或者说明理由。" in page.text


def test_a_finding_above_the_table_is_shown_there(client):
    plan = sound_document(sheet(), a_project(unit_code="345001", number=2, **OTHER_UNIT))
    submission = stages.submitted_with_reasons(stages.draft(plan))
    enter(client, "wang")
    page = page_of(client, submission)
    assert page.status == 200
    assert "单位名称与同一代码345001的" in tight(page)


def test_people_of_other_regions_and_other_trades_do_not_find_it(client):
    submission = stages.submitted()
    for username in ("li", "chen", "zhao", "zhou"):
        enter(client, username)
        assert client.get(at("review", submission.pk)).status_code == 404


# --- what changed ----------------------------------------------------------------------------------------------------


def resubmitted():
    """Returned, then one value raised, one row gone, one duty mended, and sent in again."""
    submission = stages.returned()
    project = edits.project_of(assemble(submission), "1")
    rows = (replace(project.indicators[0], target="≥900册"), *project.indicators[1:])
    change(submission, indicators=rows, purpose="购买图书、书架和桌椅")
    return stages.submitted(submission)


def test_it_opens_on_what_changed_since_the_last_return(client):
    submission = resubmitted()
    enter(client, "wang")
    page = page_of(client, submission)
    day = f"{localdate():%m月%d日}"
    assert page.headings[1] == (2, f"与上次退回时（{day}，王强）相比")
    assert page.links["项目“社区图书角”的资金用途由“购买图书和书架”改为“购买图书、书架和桌椅”"] == "#at-1-purpose"
    assert page.links["指标“图书采购册数”的指标值由“≥800册”改为“≥900册”"] == "#at-1.1-target"
    assert "原购买图书和书架新购买图书、书架和桌椅" in tight(page)
    assert '<del>≥<span class="differs">800</span>册</del>' in page.html
    assert '<ins>≥<span class="differs">900</span>册</ins>' in page.html


def test_unchanged_parts_are_folded_and_changed_ones_open(client):
    second = sheet(number=2, name="夜间开放", code="13030321ABCDEFGH05678", purpose="夜间照明")
    submission = stages.submitted_with_reasons(stages.draft(sound_document(sheet(), second)))
    submission = stages.returned(submission)
    change(submission, purpose="购买图书、书架和桌椅")
    submission = stages.submitted(submission)
    enter(client, "wang")
    html = page_of(client, submission).html
    opened = dict(re.findall(r'<details class="part \w*"\s+id="(at-[^"]+)"\s+(open)?>', html))
    assert opened == {"at-d1": "", "at-1": "open", "at-2": ""}
    html = page_of(client, submission, "?against=none").html
    opened = dict(re.findall(r'<details class="part \w*"\s+id="(at-[^"]+)"\s+(open)?>', html))
    assert opened == {"at-d1": "open", "at-1": "open", "at-2": "open"}


def test_after_a_return_it_may_be_set_beside_the_public_version_or_last_year(client):
    stages.published_before(2020)
    submission = stages.revised()
    change(submission, purpose="购买图书、书架和桌椅")
    submission = stages.submitted(submission)
    enter(client, "wang")
    answer = client.get(at("review", submission.pk))
    assert [base.name for base in answer.context["older_texts"]] == ["version", "year"]
    assert answer.context["older"].name == "version"
    assert [words for words, _ in answer.context["changes"]] == [
        "项目“社区图书角”的资金用途由“购买图书和书架”改为“购买图书、书架和桌椅”"
    ]
    beside_last_year = client.get(f"{at('review', submission.pk)}?against=year").context
    assert [words for words, _ in beside_last_year["changes"]] == [
        "项目“社区图书角”的资金用途由“购买旧书”改为“购买图书、书架和桌椅”"
    ]


def test_of_a_first_submission_nothing_is_compared_unasked(client):
    stages.published_before(2020)
    submission = stages.submitted()
    enter(client, "wang")
    assert client.get(at("review", submission.pk)).context["older"] is None


def test_a_return_of_an_earlier_round_is_no_base(client):
    submission = stages.published(stages.approved(stages.submitted(stages.returned())))
    submission = stages.submitted(stages.revised(submission))
    enter(client, "wang")
    assert [base.name for base in client.get(at("review", submission.pk)).context["older_texts"]] == ["version"]


# --- steps -----------------------------------------------------------------------------------------------------------


def test_a_return_takes_words_and_a_day_and_comes_back_with_the_message(client):
    submission = stages.submitted()
    enter(client, "wang")
    answer = client.post(
        at("review-step", submission.pk, "return"),
        shown(submission) | {"words": "请补充依据。", "due_on": "2099-05-01"},
        follow=True,
    )
    assert said(answer) == ["山海关区文化馆 2021年：已办理“退回”，现在“已退回”。"]
    assert (fresh(submission).status, fresh(submission).due_on) == ("returned", date(2099, 5, 1))
    assert submission.events.last().words == "请补充依据。"


@pytest.mark.parametrize(
    ("typed", "sentence"),
    [
        ({"words": "", "due_on": "2099-05-01"}, "退回须写明意见或原因。"),
        ({"words": "请改。", "due_on": ""}, "请定一个完成期限。"),
        ({"words": "请改。", "due_on": "五月一日"}, "完成期限须是日期，如 2023-03-15。"),
        ({"words": "请改。", "due_on": "2001-01-01"}, "完成期限不能早于今天。"),
    ],
)
def test_what_lacks_comes_back_with_a_sentence_and_with_what_was_typed(client, typed, sentence):
    submission = stages.submitted()
    enter(client, "wang")
    answer = send_step(client, submission, "return", **typed)
    page = read(answer)
    assert (answer.status_code, fresh(submission).status) == (409, "submitted")
    assert sentence in page.text
    assert f">\n{typed['words']}</textarea>" in page.html


def test_the_loser_of_a_race_is_told_and_keeps_the_words(client):
    submission = stages.submitted()
    before = shown(submission)
    stages.approved(submission)
    enter(client, "wang")
    answer = client.post(
        at("review-step", submission.pk, "return"), before | {"words": "请补充依据。", "due_on": "2099-05-01"}
    )
    page = read(answer)
    assert (answer.status_code, fresh(submission).status) == (409, "approved")
    assert MOVED_ON in page.text
    assert "请补充依据。</textarea>" in page.html
    again = {name: re.search(rf'name="{name}" value="([^"]*)"', page.html)[1] for name in before}
    assert again == {name: str(value) for name, value in shown(submission).items()}


def test_a_second_click_is_told_that_it_is_done(client):
    submission = stages.submitted()
    before = shown(submission)
    enter(client, "liu")
    client.post(at("review-step", submission.pk, "approve"), before)
    answer = client.post(at("review-step", submission.pk, "approve"), before)
    assert answer.status_code == 409
    assert "这一步已经办过了：山海关区文化馆 2021年“审核通过”（刘芳，" in read(answer).text
    assert SubmissionEvent.objects.filter(action="approve").count() == 1


@pytest.mark.parametrize(
    ("state", "username", "labels"),
    [
        (stages.submitted, "wang", ["退回"]),
        (stages.submitted, "liu", ["审核通过", "退回"]),
        (stages.approved, "wang", ["退回"]),
        (stages.approved, "liu", ["公开", "退回"]),
        (stages.published, "wang", []),
        (stages.published, "liu", ["调整", "撤回公开"]),
        (stages.returned, "liu", []),
        (stages.revised, "liu", ["撤回公开", "放弃调整"]),
    ],
)
def test_only_the_steps_of_this_person_now_are_offered(client, state, username, labels):
    submission = state()
    enter(client, username)
    assert [form.transition.label for form in client.get(at("review", submission.pk)).context["steps"]] == labels


def test_who_submitted_is_offered_nothing_and_told_why(client):
    submission = stages.submitted()
    cast.assign(some("chen"), "director", cast.shanhaiguan())
    enter(client, "chen")
    page = page_of(client, submission)
    assert "这份绩效计划由您送审，不能由您审核。" in page.text
    assert "＋意见" not in page.text
    assert send_step(client, submission, "approve").status_code == 409
    assert fresh(submission).status == "submitted"


def test_a_published_plan_is_revised_published_again_and_withdrawn_from_here(client):
    submission = stages.approved()
    enter(client, "liu")
    send_step(client, submission, "publish")
    send_step(client, submission, "revise", words="预算调整。", due_on="2099-05-01")
    stages.approved(stages.submitted(fresh(submission)))
    send_step(client, submission, "publish")
    send_step(client, submission, "withdraw", words="附件有误。", due_on="2099-05-15")
    assert (fresh(submission).status, fresh(submission).due_on) == ("draft", date(2099, 5, 15))
    assert list(Disclosure.objects.order_by("version").values_list("version", "current", "withdrawn_reason")) == [
        (1, False, "附件有误。"),
        (2, False, "附件有误。"),
    ]
    assert [event.action for event in submission.events.all()][-6:] == [
        "publish",
        "revise",
        "submit",
        "approve",
        "publish",
        "withdraw",
    ]


@pytest.mark.parametrize("action", ["submit", "recall", "import", "nonsense"])
def test_no_other_step_is_taken_from_here(client, action):
    submission = stages.submitted()
    enter(client, "liu")
    assert client.post(at("review-step", submission.pk, action), shown(submission)).status_code == 404


# --- opinions --------------------------------------------------------------------------------------------------------


def test_a_reviewer_gives_an_opinion_in_four_aspects(client):
    submission = stages.submitted()
    enter(client, "wang")
    typed = GRADES | {"recommended": "on", "words": "可行。", "revision": fresh(submission).plan.revision}
    client.post(at("opinion", submission.pk), typed)
    client.post(at("opinion", submission.pk), typed | {"feasibility": "B"})
    opinion = Opinion.objects.get()
    assert (opinion.reviewer, opinion.recommended, opinion.words) == (some("wang"), True, "可行。")
    assert [getattr(opinion, name) for name in GRADES] == ["A", "B", "C", "B"]
    row = page_of(client, submission).tables[2][1]
    assert row[1:] == ["优", "良", "中", "良", "建议通过", "可行。"]


def test_an_aspect_left_out_is_asked_for(client):
    submission = stages.submitted()
    enter(client, "wang")
    answer = client.post(at("opinion", submission.pk), {"completeness": "A", "words": "很好", "revision": 1})
    assert answer.status_code == 409
    assert [f"请评价{label}。" in read(answer).text for label in ("完整性", "相关性", "适当性", "可行性")] == [
        False,
        True,
        True,
        True,
    ]
    assert "很好</textarea>" in read(answer).html


def test_an_opinion_on_a_text_that_changed_is_refused_and_kept_on_the_page(client):
    submission = stages.submitted()
    typed = GRADES | {"words": "可行。", "revision": fresh(submission).plan.revision}
    submission = stages.step(submission, "recall", some("chen"))
    change(submission, purpose="购买图书、书架和桌椅")
    stages.submitted(submission)
    enter(client, "wang")
    answer = client.post(at("opinion", submission.pk), typed)
    assert (answer.status_code, Opinion.objects.count()) == (409, 0)
    assert MOVED_ON in read(answer).text
    assert "可行。</textarea>" in read(answer).html


def test_an_opinion_on_an_earlier_text_is_marked(client):
    submission = stages.submitted()
    Opinion.objects.create(submission=submission, reviewer=some("wang"), revision=0, **GRADES)
    enter(client, "liu")
    assert "评价以后内容有修改" in page_of(client, submission).text


# --- 保密审查 --------------------------------------------------------------------------------------------------------


def withheld():
    return stages.submitted(stages.draft(sound_document(sheet(withheld=Withheld("涉及安全防范")))))


def test_a_reviewer_confirms_that_a_project_is_withheld(client):
    submission = withheld()
    enter(client, "wang")
    assert "还有1个项目待保密审查，公开以前须完成。" in tight(page_of(client, submission))
    typed = {"may_be_published": "no", "words": "属于内部事项。", "revision": fresh(submission).plan.revision}
    assert client.post(at("secrecy", submission.pk, "1"), typed).status_code == 302
    review = SecrecyReview.objects.get()
    assert (review.key, review.may_be_published, review.words, review.reviewer) == (
        "1",
        False,
        "属于内部事项。",
        some("wang"),
    )
    assert "待保密审查" not in tight(page_of(client, submission))
    enter(client, "liu")
    send_step(client, submission, "approve")
    send_step(client, submission, "publish")
    assert fresh(submission).status == "published"


def test_without_it_publication_is_refused_with_the_reason(client):
    submission = stages.approved(withheld())
    enter(client, "liu")
    answer = send_step(client, submission, "publish")
    assert "公开前须完成保密审查：项目“社区图书角”还没有保密审查。" in read(answer).text
    assert fresh(submission).status == "approved"


def test_a_review_says_what_and_why(client):
    submission = withheld()
    enter(client, "wang")
    answer = client.post(at("secrecy", submission.pk, "1"), {"words": "", "revision": 1})
    assert (answer.status_code, SecrecyReview.objects.count()) == (409, 0)
    assert "请选择审查结论。" in read(answer).text
    assert "请写明审查意见。" in read(answer).text


def test_projects_that_need_no_review_take_none(client):
    submission = stages.submitted()
    enter(client, "wang")
    typed = {"may_be_published": "yes", "words": "可以。", "revision": 1}
    assert client.post(at("secrecy", submission.pk, "1"), typed).status_code == 404


# --- queries ---------------------------------------------------------------------------------------------------------


def test_a_large_plan_takes_as_many_queries_as_a_small_one(client):
    small = stages.submitted()
    sheets = [sheet(number=n, name=f"项目{n}", code=f"13030321ABCDEFGH{n:05}") for n in range(1, 21)]
    large = stages.draft(sound_document(*sheets, fiscal_year=2023))
    Submission.objects.filter(pk=large.pk).update(status="submitted")
    for key in ("1", "1.1", "2", "20"):
        ReviewNote.objects.create(submission=large, key=key, words="请补充。", author=some("wang"))
    enter(client, "wang")
    for plan in (small, large):
        page_of(client, plan)
    with CaptureQueriesContext(connection) as few:
        page_of(client, small)
    with CaptureQueriesContext(connection) as many:
        assert "请补充。" in page_of(client, large).text
    assert len(many) == len(few) <= 40


@pytest.mark.parametrize(
    ("state", "action", "days"),
    [(stages.submitted, "return", 7), (stages.published, "revise", 15), (stages.published, "withdraw", 15)],
)
def test_a_due_date_is_proposed_in_the_future(client, state, action, days):
    submission = state()
    enter(client, "liu")
    steps = client.get(at("review", submission.pk)).context["steps"]
    [form] = [form for form in steps if form.transition.action == action]
    proposed = (localdate() + timedelta(days)).isoformat()
    assert f'type="date" name="due_on" value="{proposed}"' in str(form["due_on"])


def test_a_year_with_new_codes_and_new_years_in_its_names_is_the_year_before_changed(client):
    """15 projects whose codes are new: 11 names equal to the letter, four that differ in the year inside them."""

    def projects(year: int) -> list:
        names = [f"文化站{number}免费开放" for number in range(11)]
        names += [
            f"{year}年非遗保护",
            f"{year}年度公共图书采购",
            f"戏曲进校园（{year}年）",
            f"{year}-{year + 1}学年美育",
        ]
        return [
            sheet(number=number, name=name, code=f"130303{year - 2000}ABCDEFGH{number:05}")
            for number, name in enumerate(names, 1)
        ]

    imported(sound_document(*projects(2020), fiscal_year=2020))
    submission = stages.draft(sound_document(*projects(2021)))
    stages.submitted_with_reasons(submission)
    enter(client, "wang")
    changes = client.get(f"{at('review', submission.pk)}?against=year").context["changes"]
    assert Counter(words.split("”的")[1][:4] for words, _ in changes) == {"项目编码": 15, "项目名称": 4}
