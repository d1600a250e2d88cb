"""The pages of the budget statements, as a browser without script sends them."""

from dataclasses import replace

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from disclosures.desk.places import address as where_is
from disclosures.desk.places import name_at
from disclosures.document.statement_kinds import BUDGET_STATEMENTS, KIND_NAMES, kind_of
from disclosures.document.statement_rows import statement_of
from disclosures.models import PlanChange
from disclosures.plans.edits import save
from disclosures.plans.from_rows import assemble
from disclosures.tests.builders import document, statement
from disclosures.tests.desk.pages import look, send
from disclosures.tests.stages import draft, some, sound_document, submitted

pytestmark = pytest.mark.django_db

NOT_SAVED = "还没有保存：有 {} 处内容无法保存，请按栏目旁的提示改正。"
QUERIES = 23
FUND = kind_of("general_public")


@pytest.fixture
def submission():
    return draft(document(statements=(statement(),)))


@pytest.fixture
def li(client):
    person = some("li")
    client.force_login(person)
    return person


def address(submission, kind="general_public") -> str:
    return f"/admin/plans/{submission.pk}/statements/{kind}/"


def stored(submission, kind="general_public"):
    return statement_of(assemble(submission), kind_of(kind))


def send_to(client, submission, kind="general_public", **changes):
    where = address(submission, kind)
    return send(client, where, look(client, where).values, **changes)


def test_the_list_tells_the_state_of_all_twelve(client, li, submission):
    send_to_empty = f"{address(submission, 'government_fund')}empty/"
    client.post(send_to_empty, {"to": "empty"})
    page = look(client, f"/admin/plans/{submission.pk}/statements/")
    lines = [line for _, of_group in page.answer.context["groups"] for line in of_group]
    assert [line.kind.kind for line in lines] == list(KIND_NAMES)
    assert [(line.state, line.total) for line in lines] == [
        *[("未填", "")] * 4,
        ("4 行", "3.40 万元"),
        ("未填", ""),
        ("空表", ""),
        *[("未填", "")] * 5,
    ]
    assert "12 张表中已填 1 张，声明空表 1 张" in look(client, f"/admin/plans/{submission.pk}/").text


@pytest.mark.parametrize("kind", KIND_NAMES)
def test_every_kind_has_its_page(client, li, submission, kind):
    page = look(client, address(submission, kind))
    assert page.status == 200
    assert send(client, address(submission, kind), page.values).messages in (
        ["已保存。"],
        ["已保存：表中没有数，这张表现在是未填。"],
    )


def test_a_page_saved_untouched_changes_nothing_to_the_letter(client, li):
    odd = (("1", "", "合计", "3.4", "", "３.40"), ("2", "208", " 社会保障 ", "3.40", "", "3.40"))
    submission = draft(document(statements=(statement(*odd, notes=("注：甲", "注：乙")),)))
    before = assemble(submission)
    assert send_to(client, submission).messages == ["已保存。"]
    assert assemble(submission) == before
    assert list(PlanChange.objects.all()) == []


TYPED = {
    "rows__0__total": "３，４００.5",
    "rows__0__basic": "1 400.5",
    "rows__0__projects": "2,000",
    "rows__0__order": "1",
    "rows__1__code": "２０８",
    "rows__1__total": "3400.5",
    "rows__2__code": "20807",
    "rows__2__name": "就业补助",
    "rows__2__projects": "3400.5",
}


def test_everything_typed_is_read_and_names_follow_the_codes(client, li):
    submission = draft(document(money_unit="万元"))
    assert send_to(client, submission, **TYPED).messages == ["已保存。"]
    made = stored(submission)
    assert (made.title, made.money_unit, made.notes) == (FUND.title, "万元", ())
    assert made.rows == (
        ("1", "", "合计", "3,400.50", "1,400.50", "2,000.00"),
        ("2", "208", "社会保障和就业支出", "3,400.50", "", ""),
        ("3", "20807", "就业补助", "", "", "3,400.50"),
    )


def test_what_cannot_be_stored_stands_beside_its_cell_and_comes_back_as_typed(client, li, submission):
    before = assemble(submission)
    page = send_to(
        client,
        submission,
        rows__1__basic="三万",
        rows__2__code="2",
        rows__3__total="1,23",
        rows__4__name="没有编码",
        rows__5__code="299",
        rows__6__code="208",
    )
    assert page.messages == [NOT_SAVED.format(6)]
    for words in (
        "金额“三万”不是以万元为单位的数字，请填写数字，如 1,234.50。",
        "“2”不是科目编码，应为 3、5、7 位数字。",
        "金额“1,23”不是以万元为单位的数字，请填写数字，如 1,234.50。",
        "请填写科目编码；不填编码的只有“合计”一行。",
        "科目目录里没有 299，请填写科目名称。",
        "科目编码“208”在表中有两行，请合并为一行。",
    ):
        assert words in page.text
    assert [page.values[f"rows-{name}"] for name in ("1-basic", "2-code", "3-total")] == ["三万", "2", "1,23"]
    assert assemble(submission) == before
    mended = {"rows__1__basic": "", "rows__2__code": "20807", "rows__3__total": "3.40"}
    blank = {"rows__4__name": "", "rows__5__code": "", "rows__6__code": "", "rows__6__name": ""}
    assert send(client, address(submission), page.values, **mended, **blank).messages == ["已保存。"]
    assert assemble(submission) == before


def test_rows_are_moved_and_removed(client, li, submission):
    blank = {f"rows__2__{column.name}": "" for column in FUND.columns[1:]}
    page = send_to(client, submission, rows__3__order="1.5", **blank)
    assert page.messages == ["已保存。"]
    assert [row[:2] for row in stored(submission).rows] == [("1", ""), ("2", "2080711"), ("3", "208")]


def test_sums_and_subjects_above_are_filled_in_when_asked_and_saved_when_saved(client, li):
    submission = draft(document(money_unit="万元"))
    typed = {"rows__1__code": "2080711", "rows__1__projects": "3.4"}
    page = send_to(client, submission, then="sums", **typed)
    assert page.messages == ["已填入，尚未保存，请核对后保存。"]
    assert stored(submission) is None
    assert send(client, address(submission), page.values).messages == ["已保存。"]
    assert stored(submission) == statement(title=FUND.title)
    again = send_to(client, submission, then="sums")
    assert again.messages == ["按明细没有需要填入的合计。"]


def test_a_sum_that_is_off_is_told_below_its_cell(client, li, submission):
    save_rows = send_to(client, submission, rows__0__total="3.50")
    assert save_rows.messages == ["已保存。"]
    page = look(client, address(submission))
    assert page.text.count("明细合计 3.40") == 1


def test_more_lines_can_be_asked_for_without_script(client, li, submission):
    page = send_to(client, submission, then="rows", rows__1__total="三")
    assert ("rows-9-code" in page.values, page.values["rows-1-total"]) == (True, "三")


def test_what_other_statements_say_is_offered_and_never_written(client, li, submission):
    page = look(client, address(submission, "appropriations"))
    assert "由其他报表推出 2 处，采用以后才填入" in page.text
    assert [page.values[f"rows-{row}-general_public"] for row in (7, 30)] == ["", ""]
    taken = send(client, address(submission, "appropriations"), page.values, then="take:7:general_public")
    assert [taken.values[f"rows-{row}-general_public"] for row in (7, 30)] == ["3.40", ""]
    both = send(client, address(submission, "appropriations"), page.values, then="take:all")
    assert [both.values[f"rows-{row}-general_public"] for row in (7, 30)] == ["3.40", "3.40"]
    assert stored(submission, "appropriations") is None
    assert send(client, address(submission, "appropriations"), both.values).messages == ["已保存。"]
    assert "由其他报表推出" not in look(client, address(submission, "appropriations")).text


def test_an_empty_statement_is_declared_and_taken_back(client, li, submission):
    declare = f"{address(submission, 'state_capital')}empty/"
    page = send(client, declare, {"to": "empty"})
    assert page.messages == ["已声明为空表。"]
    assert "注：无国有资本经营预算财政拨款预算，空表列示。" in page.text
    made = stored(submission, "state_capital")
    assert (made.rows, made.notes) == ((), (kind_of("state_capital").empty_note,))
    assert [one.kind for one in assemble(submission).statements] == ["general_public", "state_capital"]
    assert send(client, declare, {"to": "unfilled"}).messages == ["已撤回空表，可以填写。"]
    assert stored(submission, "state_capital") is None


def test_a_statement_with_rows_is_not_declared_empty(client, li, submission):
    page = send(client, f"{address(submission)}empty/", {"to": "empty"})
    assert page.messages == [f"“{FUND.title}”已有 4 行，请先清空各行并保存，再声明为空表。"]
    assert stored(submission) == statement()


def test_a_statement_whose_rows_are_cleared_is_unfilled(client, li, submission):
    blank = {f"rows__{row}__{column.name}": "" for row in range(4) for column in FUND.columns[1:]}
    assert send_to(client, submission, **blank).messages == ["已保存：表中没有数，这张表现在是未填。"]
    assert stored(submission) is None


def by_chen(submission, change) -> None:
    """陈立 changes the statement while 李敏 has its page open."""
    made = stored(submission)
    save(submission, lambda now: replace(now, statements=(change(made),)), some("chen"))


def with_cell(made, row, column, text):
    rows = [list(cells) for cells in made.rows]
    rows[row][kind_of(made.kind).place(column)] = text
    return replace(made, rows=tuple(map(tuple, rows)))


def test_two_people_change_different_figures_and_both_stay(client, li, submission):
    where = address(submission)
    shown = look(client, where).values
    by_chen(submission, lambda made: with_cell(made, 1, "basic", "1.00"))
    page = send(client, where, shown, rows__2__basic="2.00")
    assert page.messages[0] == "已保存。"
    assert page.messages[1].startswith("陈立在此期间也修改了这张表，已一并保留：")
    assert [row[4] for row in stored(submission).rows] == ["", "1.00", "2.00", ""]


def test_two_people_change_one_figure_and_both_are_shown(client, li, submission):
    where = address(submission)
    shown = look(client, where).values
    by_chen(submission, lambda made: with_cell(made, 1, "basic", "1.00"))
    page = send(client, where, shown, rows__1__basic="2.00")
    assert page.messages == ["还没有保存：陈立在此期间也改了这张表。双方的内容都在下面，请核对后再保存一次。"]
    assert page.values["rows-1-basic"] == "2.00"
    assert "第 2 行基本支出：陈立已改为“1.00”。" in page.text
    assert send(client, where, page.values).messages == ["已保存。"]
    assert stored(submission).rows[1][4] == "2.00"


def test_two_people_add_rows_and_neither_loses_one(client, li, submission):
    where = address(submission)
    shown = look(client, where).values
    by_chen(submission, lambda made: replace(made, rows=(*made.rows, ("5", "210", "卫生健康支出", "1.00", "", "1.00"))))
    page = send(client, where, shown, rows__4__code="221", rows__4__total="2")
    assert "表内各行：陈立也增减了行，对方的各行在表格下方。" in page.text
    assert page.values["rows-4-code"] == "221"
    theirs = page.answer.context["theirs"]
    assert theirs.rows[4] == ("5", "210", "卫生健康支出", "1.00", "", "1.00")
    assert stored(submission) == theirs


def test_a_statement_removed_meanwhile_comes_back_when_saved_again(client, li, submission):
    where = address(submission)
    shown = look(client, where).values
    save(submission, lambda now: replace(now, statements=()), some("chen"))
    page = send(client, where, shown, rows__1__basic="2.00")
    assert page.messages == ["这张表刚刚被别人删除了。您填写的内容还在下面；再保存一次，就作为新填的表保存。"]
    assert send(client, where, page.values).messages == ["已保存。"]
    assert stored(submission).rows[1][4] == "2.00"


def test_one_fills_what_the_other_declared_empty(client, li, submission):
    where = address(submission, "three_public")
    shown = look(client, where).values
    client.post(f"{where}empty/", {"to": "empty"})
    page = send(client, where, shown, rows__2__general_public="3.40")
    assert (
        page.messages[-1] == "还没有保存：您在另一个页面在此期间也改了这张表。双方的内容都在下面，请核对后再保存一次。"
    )
    assert page.values["rows-2-general_public"] == "3.40"
    assert stored(submission, "three_public").rows == ()
    assert send(client, where, page.values).messages == ["已保存。"]
    assert stored(submission, "three_public").rows[2][3] == "3.40"


def test_a_stale_page_of_the_whole_leaves_the_statements_alone(client, li, submission):
    where = f"/admin/plans/{submission.pk}/narrative/"
    shown = look(client, where).values
    by_chen(submission, lambda made: with_cell(made, 1, "basic", "1.00"))
    assert send(client, where, shown, safeguards="逐月检查。").messages == ["已保存。"]
    assert stored(submission).rows[1][4] == "1.00"


def test_a_plan_that_was_sent_in_is_shown_and_not_changed(client, li):
    submission = submitted(draft(sound_document(statements=(statement(),))))
    page = look(client, address(submission))
    assert "按明细填合计" not in page.text
    sent = send(client, address(submission), page.values | {"rows-1-was": "1"}, rows__1__basic="9")
    assert sent.messages == ["还没有保存：本单位2021年绩效计划“待审核”，现在不能修改。您填写的内容还在下面。"]
    assert stored(submission) == statement()


@pytest.mark.parametrize(
    ("path", "name"),
    [
        ("statements[0].rows[1][4]", "rows-1-basic"),
        ("statements[0].rows[1]", "rows-1-name"),
        ("statements[0].notes", "notes"),
        ("statements[0].rows", "grid"),
        ("statements[0]", "grid"),
    ],
)
def test_a_place_in_a_statement_has_its_field(submission, path, name):
    made = assemble(submission)
    assert name_at(made, path) == name
    assert where_is(submission.pk, made, None, None, path) == f"{address(submission)}#id_{name}"


def test_once_there_are_statements_all_nine_are_asked_for(client, li, submission):
    page = look(client, f"/admin/plans/{submission.pk}/")
    section = page.answer.context["entry"].completeness.missing[-1]
    assert section.title == "预算报表"
    assert [cell.label for cell in section.missing] == [kind.title for kind in BUDGET_STATEMENTS if kind != FUND]


@pytest.mark.parametrize("rows", [4, 40])
def test_the_number_of_queries_does_not_grow_with_the_rows(client, li, rows):
    lines = tuple((str(at + 1), f"{201 + at}", f"科目{at}", "1.00", "", "1.00") for at in range(rows))
    submission = draft(document(statements=(statement(*lines),)))
    look(client, address(submission))
    with CaptureQueriesContext(
        connection,
    ) as queries:
        look(client, address(submission))
    assert len(queries) == QUERIES
