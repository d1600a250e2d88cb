"""The page of a project, as a browser without script sends it."""

from dataclasses import replace
from decimal import Decimal

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from disclosures.models import PlanChange
from disclosures.plans.edits import project_of, save, without_project
from disclosures.plans.from_rows import assemble
from disclosures.tests.builders import document, indicator, plan, project
from disclosures.tests.desk.pages import look, send
from disclosures.tests.stages import draft, fresh, some, submitted

pytestmark = pytest.mark.django_db

NOT_SAVED = "还没有保存：有 {} 处内容无法保存，请按栏目旁的提示改正。"


@pytest.fixture
def submission():
    return draft(document(project(1), project(2, "夜校")))


@pytest.fixture
def li(client):
    person = some("li")
    client.force_login(person)
    return person


def address(submission, key="1") -> str:
    return f"/admin/plans/{submission.pk}/projects/{key}/"


def stored(submission, key="1"):
    return project_of(assemble(submission), key)


def send_to(client, submission, key="1", **changes):
    """The page opened, changed and sent."""
    where = address(submission, key)
    return send(client, where, look(client, where).values, **changes)


def test_a_page_saved_untouched_changes_nothing_to_the_letter(client, li):
    odd = (
        indicator("出勤率", "= 100%", description=" 前后有空格 ", basis="第一行\n第二行"),
        indicator("完成时限", "12月底前\n完成", category="效果指标", subcategory="可持续影响指标"),
        indicator("人数", "３,０００人"),
        indicator("评级", "≧90%为优", basis=""),
    )
    made = document(
        project(1, purpose="\n用于购书\n", objectives=(" 一、购书 ", "二、开放"), indicators=odd, spending_plan=None)
    )
    submission = draft(made)
    before = assemble(submission)
    page = send_to(client, submission)
    assert page.messages == ["已保存。"]
    assert assemble(submission) == before
    assert list(PlanChange.objects.all()) == []


def test_everything_typed_is_stored(client, li, submission):
    page = send_to(
        client,
        submission,
        code="130303230000000000123",
        name="图书馆购书和免费开放",
        total="１３０，０００.５",
        fiscal_funds="130000.5",
        other_funds="",
        purpose="购书",
        percent_3="10%",
        percent_6="",
        percent_10="66.67",
        objectives="第一条\r\n\r\n 第二条 ",
        openness="withheld",
        withheld_reason="涉密",
    )
    assert page.messages == ["已保存。"]
    sheet = stored(submission)
    assert (sheet.code, sheet.name, sheet.purpose) == ("130303230000000000123", "图书馆购书和免费开放", "购书")
    assert (sheet.total, sheet.fiscal_funds, sheet.other_funds) == (Decimal("130000.5"), Decimal("130000.5"), None)
    assert sheet.spending_plan == plan("10", None, "66.67", "100")
    assert sheet.objectives == ("第一条", "第二条")
    assert sheet.withheld.reason == "涉密"


def test_what_cannot_be_stored_stands_beside_its_field_and_nothing_typed_is_lost(client, li, submission):
    before = assemble(submission)
    page = send_to(
        client,
        submission,
        name="改了名称",
        total="三万",
        percent_6="120",
        percent_10="很多",
        openness="withheld",
        rows__0__name="改了指标",
    )
    assert page.messages == [NOT_SAVED.format(4)]
    assert [page.values[name] for name in ("name", "total", "percent_6", "percent_10", "rows-0-name")] == [
        "改了名称",
        "三万",
        "120",
        "很多",
        "改了指标",
    ]
    for words in (
        "金额“三万”不是以元为单位的数字，请填写数字，如 120,000.00。",
        "“120”超过 100%，累计支出不能多于全年的 100%。",
        "“很多”不是数字，请填写 0 到 100 的累计百分比，如 25。",
        "请写明不公开的原因。",
    ):
        assert words in page.text
    assert assemble(submission) == before
    again = send(
        client, address(submission), page.values, total="30000", percent_6="50", percent_10="80", openness="open"
    )
    assert again.messages == ["已保存。"]
    assert (stored(submission).name, stored(submission).indicators[0].name) == ("改了名称", "改了指标")


def test_a_code_of_another_project_is_refused_by_its_name(client, li, submission):
    page = send_to(client, submission, code="130303210000000000002")
    assert page.messages == [NOT_SAVED.format(1)]
    assert "编码“130303210000000000002”已是项目“夜校”的编码，一个编码只能属于一个项目。" in page.text


def test_rows_are_added_changed_moved_and_removed(client, li, submission):
    page = send_to(
        client,
        submission,
        rows__0__remove="on",
        rows__1__sign="≥",
        rows__1__number="95",
        rows__2__name="新购图书册数",
        rows__2__sign="≥",
        rows__2__number="5000",
        rows__2__unit="册",
        rows__2__order="0.5",
        rows__2__category="产出指标",
        rows__2__subcategory="数量指标",
        rows__3__name="上架及时率",
        rows__3__order="0.6",
    )
    assert page.messages == ["已保存。"]
    assert [
        (row.key, row.category, row.subcategory, row.name, row.target) for row in stored(submission).indicators
    ] == [
        ("1.3", "产出指标", "数量指标", "新购图书册数", "≥5000册"),
        ("1.4", "产出指标", "数量指标", "上架及时率", ""),
        ("1.2", "满意度指标", "服务对象满意度指标", "读者满意度", "≥95%"),
    ]


def test_where_the_page_comes_back_its_rows_stand_as_they_were_moved(client, li, submission):
    page = send_to(client, submission, total="三万", rows__0__order="2", rows__1__order="1", rows__2__name="第三行")
    assert [name for name in page.values if name.endswith("-name")][:3] == ["rows-1-name", "rows-0-name", "rows-2-name"]


def test_a_page_sent_twice_is_stored_once(client, li, submission):
    values = look(client, address(submission)).values | {"rows-2-name": "新的一行"}
    for _ in range(2):
        assert send(client, address(submission), values).messages[0] == "已保存。"
    assert [row.name for row in stored(submission).indicators] == ["培训人数", "读者满意度", "新的一行"]
    where = f"/admin/plans/{submission.pk}/projects/new/"
    values = look(client, where).values | {"name": "数字阅读", "code": "130303210000000000009"}
    for _ in range(2):
        page = send(client, where, values)
        assert (page.messages, page.answer.request["PATH_INFO"]) == (["已保存。"], address(submission, "3"))
    assert [one.name for one in assemble(submission).projects] == ["图书馆购书", "夜校", "数字阅读"]


@pytest.mark.parametrize(
    ("sign", "number", "unit", "target"),
    [
        ("≥", "95", "%", "≥95%"),
        ("", "3", "期", "3期"),
        ("定性", "效果明显", "", "效果明显"),
        ("≤", "", "元", "≤元"),
        ("", "", "", ""),
    ],
)
def test_a_target_is_entered_in_three_cells_and_comes_back_in_them(client, li, submission, sign, number, unit, target):
    page = send_to(client, submission, rows__0__sign=sign, rows__0__number=number, rows__0__unit=unit)
    assert stored(submission).indicators[0].target == target
    assert [page.values[f"rows-0-{name}"] for name in ("sign", "number", "unit")] == [sign, number, unit]


def test_levels_must_be_those_of_the_year_unless_they_are_printed(client, li):
    old = indicator("影响", "≥1", category="效果指标", subcategory="社会效益指标")
    submission = draft(document(project(1, indicators=(old, indicator()))))
    page = send_to(client, submission, rows__0__name="影响人数", rows__1__category="满意度指标")
    assert page.messages == [NOT_SAVED.format(1)]
    assert "“数量指标”不属于“满意度指标”，请重新选择。" in page.text
    page = send(client, address(submission), page.values, rows__1__subcategory="服务对象满意度指标")
    assert page.messages == ["已保存。"]
    assert [(row.category, row.subcategory, row.name) for row in stored(submission).indicators] == [
        ("效果指标", "社会效益指标", "影响人数"),
        ("满意度指标", "服务对象满意度指标", "培训人数"),
    ]


def test_levels_of_another_year_stay_as_printed_and_are_marked(client, li):
    submission = draft(document(project(1, indicators=(indicator(),))))
    fields = {"name": "减排量", "category": "成本指标", "subcategory": "社会成本指标"}
    page = send_to(client, submission, **{f"rows__1__{name}": text for name, text in fields.items()})
    assert page.messages == ["已保存。"]
    row = stored(submission).indicators[1]
    assert (row.category, row.subcategory, row.name) == ("成本指标", "社会成本指标", "减排量")
    assert "社会成本指标" in page.text
    assert page.values["rows-1-subcategory"] == "社会成本指标"


def test_words_that_are_no_level_come_back_as_they_were_sent(client, li):
    submission = draft(document(project(1, indicators=(indicator(),))))
    fields = {"name": "减排量", "category": "喜爱指标", "subcategory": "喜爱度指标"}
    page = send_to(client, submission, **{f"rows__1__{name}": text for name, text in fields.items()})
    assert page.messages == [NOT_SAVED.format(1)]
    assert "“喜爱指标”不是一级指标，请重新选择。" in page.text
    assert [page.values[f"rows-1-{name}"] for name in ("category", "subcategory")] == ["喜爱指标", "喜爱度指标"]


def test_the_first_row_needs_its_levels(client, li):
    submission = draft(document(project(1, indicators=())))
    page = send_to(client, submission, rows__0__name="图书册数")
    assert (page.messages, "请选择一级指标。" in page.text) == ([NOT_SAVED.format(1)], True)


def test_two_people_on_one_page_lose_nothing(client, li, submission):
    chen = some("chen")
    mine = look(client, address(submission))
    client.force_login(chen)
    send_to(client, submission, purpose="陈立改的用途", percent_3="30")
    client.force_login(li)
    page = send(client, address(submission), mine.values, name="李敏改的名称", percent_6="60")
    assert page.messages == [
        "已保存。",
        "陈立在此期间也修改了这个项目，已一并保留："
        "项目“图书馆购书”的资金用途由“用于图书馆购书”改为“陈立改的用途”；"
        "项目“图书馆购书”的资金支出计划由“3月底 25.00%，6月底 50.00%，10月底 80.00%，12月底 100.00%”"
        "改为“3月底 30.00%，6月底 50.00%，10月底 80.00%，12月底 100.00%”。",
    ]
    sheet = stored(submission)
    assert (sheet.name, sheet.purpose, sheet.spending_plan) == (
        "李敏改的名称",
        "陈立改的用途",
        plan("30", "60", "80", "100"),
    )


def test_where_both_changed_one_field_both_words_are_shown_and_the_next_saving_stands(client, li, submission):
    mine = look(client, address(submission))
    client.force_login(some("chen"))
    send_to(client, submission, purpose="陈立改的用途", rows__0__number="400", name="陈立改的名称")
    client.force_login(li)
    page = send(
        client,
        address(submission),
        mine.values,
        purpose="李敏改的用途",
        rows__0__number="350",
        rows__2__name="李敏的新指标",
    )
    assert page.messages == ["还没有保存：陈立在此期间改了您也改过的 2 处。双方的内容都在下面，请核对后再保存一次。"]
    assert "陈立已改为“陈立改的用途”。" in page.text
    assert "陈立已改为“≥400人”。" in page.text
    for beside in ('id="id_purpose_remarks"', 'id="id_rows-0-number_remarks"'):
        assert beside in page.answer.content.decode()
    assert [page.values[name] for name in ("name", "purpose", "rows-0-number")] == [
        "陈立改的名称",
        "李敏改的用途",
        "350",
    ]
    assert stored(submission).purpose == "陈立改的用途"
    again = send(client, address(submission), page.values)
    assert again.messages == ["已保存。"]
    sheet = stored(submission)
    assert (sheet.name, sheet.purpose, sheet.indicators[0].target) == ("陈立改的名称", "李敏改的用途", "≥350人")


def test_a_project_removed_meanwhile_can_be_saved_as_a_new_one(client, li, submission):
    mine = look(client, address(submission))
    save(submission, lambda made: without_project(made, "1"), some("chen"))
    page = send(client, address(submission), mine.values, purpose="没有白写")
    assert page.messages == ["这个项目刚刚被别人删除了。您填写的内容还在下面；再保存一次，就作为新的项目保存。"]
    page = send(client, address(submission), page.values)
    assert page.messages == ["已保存。"]
    assert [(one.key, one.number, one.purpose) for one in assemble(submission).projects] == [
        ("2", 1, "用于夜校"),
        ("p3", 2, "没有白写"),
    ]


def test_a_plan_submitted_meanwhile_is_not_changed_and_the_words_stay_on_the_page(client, li):
    submission = draft()
    mine = look(client, address(submission))
    submitted(submission)
    page = send(client, address(submission), mine.values, purpose="晚了一步")
    assert page.messages == ["还没有保存：本单位2021年绩效计划“待审核”，现在不能修改。您填写的内容还在下面。"]
    assert page.values["purpose"] == "晚了一步"


def test_findings_stand_beside_their_field_and_on_top_with_a_link(client, li):
    submission = draft(document(project(1, code="", indicators=(indicator(target="是/否"),))))
    html = client.get(address(submission)).content.decode()
    assert '<a href="#id_code">第 1 个项目还没有填写项目编码，请补全。</a>' in html
    assert 'id="id_code_remarks"' in html
    assert 'aria-describedby="id_code_help id_code_remarks"' in html
    assert 'aria-describedby="id_rows-0-number_remarks"' in html
    assert '<a href="#id_rows-0-number">' in html


def test_a_new_project_begins_with_its_unit_and_ends_the_plan(client, li, submission):
    where = f"/admin/plans/{submission.pk}/projects/new/"
    page = look(client, where)
    assert (page.values["unit_code"], page.values["unit_name"]) == ("345001", "山海关区文化馆")
    page = send(client, where, page.values, name="数字阅读", then="new")
    assert page.answer.request["PATH_INFO"] == where
    made = assemble(submission).projects[-1]
    assert (made.key, made.number, made.name, made.spending_plan) == ("3", 3, "数字阅读", plan(None, None, None, None))


def test_projects_are_moved_and_removed_after_asking_back(client, li, submission):
    client.post(address(submission, "2") + "move/", {"to": "up"})
    assert [one.key for one in assemble(submission).projects] == ["2", "1"]
    asked = look(client, address(submission, "2") + "remove/")
    assert "将从山海关区文化馆 2021年绩效计划中删除项目“夜校”" in asked.text
    assert len(assemble(submission).projects) == 2
    assert send(client, address(submission, "2") + "remove/", asked.values).messages == ["已删除项目“夜校”。"]
    assert [(one.key, one.number) for one in assemble(submission).projects] == [("1", 1)]


def test_a_project_that_somebody_changed_meanwhile_is_not_removed(client, li, submission):
    asked = look(client, address(submission) + "remove/")
    send_to(client, submission, purpose="刚刚写好")
    assert send(client, address(submission) + "remove/", asked.values).messages == [
        "这个项目在您打开页面以后又有修改，没有删除。请看过现在的内容再办理。"
    ]
    assert stored(submission).purpose == "刚刚写好"


def test_marks_of_last_year_go_when_the_page_is_looked_at(client, li, submission):
    row = submission.plan
    row.carried_over = ["1", "1.1", "2"]
    row.save()
    assert "本页从上年结转的内容已全部核对" in client.get(address(submission)).content.decode()
    send_to(client, submission, reviewed="on")
    assert fresh(submission).plan.carried_over == ["2"]


def test_a_damaged_copy_of_the_page_is_refused(client, li, submission):
    values = look(client, address(submission)).values
    for shown in (
        "",
        "[]",
        "{",
        '{"revision":1,"part":{}}',
        '{"revision":1e999,"part":{}}',
        "[" * 50_000 + "]" * 50_000,
        '{"revision":1,"part":' + '{"part":' * 50_000 + "1" + "}" * 50_001,
        values["shown"].replace('"projects":[', '"projects":[],"x":['),
    ):
        assert client.post(address(submission), values | {"shown": shown}).status_code == 400


def test_other_peoples_plans_do_not_exist(client, submission):
    for person in ("zhao", "wang", "zhou"):
        client.force_login(some(person))
        for where in (
            address(submission),
            f"/admin/plans/{submission.pk}/projects/new/",
            address(submission) + "remove/",
        ):
            assert client.get(where).status_code == 404
            assert client.post(where).status_code == 404


def test_after_the_session_has_ended_the_way_leads_by_the_log_in_back_to_the_page(client, submission):
    answer = client.post(address(submission), {"name": "写了很久"})
    assert (answer.status_code, answer.url) == (302, f"/admin/login/?next={address(submission)}")


@pytest.mark.parametrize("count", [60, 500])
def test_a_long_table_opens_and_saves(client, li, count):
    rows = tuple(indicator(f"指标{n}", f"≥{n}人") for n in range(count))
    submission = draft(document(project(1, indicators=rows)))
    page = send_to(client, submission, **{f"rows__{count - 1}__number": "600"})
    assert page.messages == ["已保存。"]
    assert stored(submission).indicators == (*rows[:-1], replace(rows[-1], target="≥600人"))


@pytest.mark.parametrize("kind", ["get", "post"])
def test_the_number_of_queries_does_not_grow_with_the_plan(client, li, kind):
    counts = []
    for few in (2, 40):
        sheets = (project(n, f"项目{n}", indicators=(indicator(),)) for n in range(1, few + 1))
        made = document(*sheets, fiscal_year=2020 + few)
        submission = draft(made)
        values = look(client, address(submission)).values | {"name": "改名"}
        with CaptureQueriesContext(connection) as queries:
            client.get(address(submission)) if kind == "get" else client.post(address(submission), values)
        counts.append(len(queries))
    assert counts[0] == counts[1]
