"""Notes: pinned by key to a project, a row or a field, answered at the same place, surviving resubmission."""

from dataclasses import replace

import pytest

from disclosures.document.statement_pairs import row_keys
from disclosures.models import ReviewNote
from disclosures.plans import edits
from disclosures.plans.from_rows import assemble
from disclosures.tests import cast, stages, statements
from disclosures.tests.desk.reviewing import at, enter, look, read, said
from disclosures.tests.stages import fresh, some, sound_document

pytestmark = pytest.mark.django_db


EXPENDITURE = statements.expenditure(projects="3.00", total="10.00")
THREE_PUBLIC = statements.three_public()
#: The keys of rows without a code: 合计, and the third line of the three expenses.
TOTAL, LINE = row_keys(EXPENDITURE)[0], row_keys(THREE_PUBLIC)[2]


def with_statements(*shown):
    """A plan with statements: those given, else one by subjects and one with the lines of the form."""
    return stages.draft(sound_document(statements=shown or (EXPENDITURE, THREE_PUBLIC)))


def pin(client, submission, key: str, field: str, words: str = "请补充依据。"):
    return client.post(at("note-add", submission.pk), {"key": key, "field": field, "words": words})


def a_note(submission, key: str = "1.1", field: str = "target") -> ReviewNote:
    return ReviewNote.objects.create(
        submission=submission, key=key, field=field, words="请补充依据。", author=some("wang")
    )


def answer(client, note, **typed):
    return client.post(at("note-answer", note.pk), typed, follow=True)


# --- pinning ---------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("key", "field", "where", "place"),
    [
        ("", "", "整体", "at-whole"),
        ("", "overall_objective", "整体 总体绩效目标", "at-whole-overall_objective"),
        ("d1", "rating_bands", "职责“图书借阅” 绩效标准", "at-d1-rating_bands"),
        ("1", "", "项目“社区图书角”", "at-1"),
        ("1", "total", "项目“社区图书角” 预算数", "at-1-total"),
        ("1", "spending_plan", "项目“社区图书角” 资金支出计划", "at-1-spending_plan"),
        ("1.1", "target", "指标“图书采购册数” 指标值", "at-1.1-target"),
        ("s-expenditure", "", "报表“单位预算支出总表”", "at-s-expenditure"),
        ("s-expenditure", "row.208", "报表“单位预算支出总表” 第 5 行“社会保障和就业支出”", "at-s-expenditure-row.208"),
        ("s-expenditure", TOTAL, "报表“单位预算支出总表” 第 1 行“合计”", f"at-s-expenditure-{TOTAL}"),
        (
            "s-three_public",
            LINE,
            "报表“单位预算财政拨款“三公”经费支出表” 第 3 行“一、因公出国（境）费”",
            f"at-s-three_public-{LINE}",
        ),
    ],
)
def test_a_note_is_pinned_where_it_was_written(client, key, field, where, place):
    submission = stages.submitted_with_reasons(with_statements())
    enter(client, "wang")
    form = look(client, f"{at('review', submission.pk)}?pin={key}:{field}")
    assert f"对{where}的意见" in form.text
    sent = pin(client, submission, key, field)
    assert sent.url == f"{at('review', submission.pk)}#{place}"
    note = ReviewNote.objects.get()
    assert (note.key, note.field, note.words, note.author, note.done) == (
        key,
        field,
        "请补充依据。",
        some("wang"),
        False,
    )
    page = look(client, at("review", submission.pk))
    assert page.links[f"{where}：请补充依据。"] == f"#{place}"
    assert f'id="{place}"' in page.html
    assert page.html.count(f'id="note-{note.pk}"') == 1


@pytest.mark.parametrize(
    ("key", "field"),
    [
        *[("9", "total"), ("1", "nonsense"), ("1.9", "target"), ("1", "target"), ("d9", "")],
        *[("s-basic", ""), ("s-expenditure", "row.210"), ("s-expenditure", "row.208.2"), ("s-expenditure", "rows")],
    ],
)
def test_a_place_that_the_form_does_not_have_takes_no_note(client, key, field):
    submission = stages.submitted_with_reasons(with_statements())
    enter(client, "wang")
    assert pin(client, submission, key, field).status_code == 404
    assert look(client, f"{at('review', submission.pk)}?pin={key}:{field}").html.count('id="note-form"') == 0


def test_a_note_without_words_is_asked_for_them(client):
    submission = stages.submitted()
    enter(client, "wang")
    sent = pin(client, submission, "1", "total", "  ")
    assert (sent.status_code, "请写下意见。" in read(sent).text, ReviewNote.objects.count()) == (409, True, 0)


def test_notes_are_written_in_the_bureaus_turn_only_and_the_words_come_back(client):
    submission = stages.returned()
    enter(client, "wang")
    page = read(pin(client, submission, "1", "total"))
    assert "山海关区文化馆 2021年的状态是“已退回”，现在不在财政审核环节。" in page.text
    assert "请补充依据。</textarea>" in page.html
    assert ReviewNote.objects.count() == 0


def test_who_submitted_writes_no_notes(client):
    submission = stages.submitted()
    cast.assign(some("chen"), "reviewer", cast.shanhaiguan())
    enter(client, "chen")
    assert "这份绩效计划由您送审，不能由您审核。" in read(pin(client, submission, "1", "total")).text
    assert ReviewNote.objects.count() == 0


def test_a_note_stays_with_its_row_through_moves_and_resubmission(client):
    submission = stages.submitted()
    note = a_note(submission, "1.2", "name")
    submission = stages.returned(submission)

    def change(before):
        rows = before.projects[0].indicators
        moved = (replace(rows[1], name="入库合格率"), rows[0], *rows[2:])
        return edits.with_project(before, replace(before.projects[0], indicators=moved))

    edits.save(submission, change, some("li"))
    stages.submitted(submission)
    enter(client, "wang")
    page = look(client, at("review", submission.pk))
    assert page.links["指标“入库合格率” 三级指标：请补充依据。"] == "#at-1.2-name"
    assert f'id="note-{note.pk}"' in page.html


def test_a_note_whose_row_is_gone_is_shown_still(client):
    submission = stages.submitted()
    a_note(submission, "1.2", "name")
    submission = stages.returned(submission)

    def change(before):
        first, _, *rest = before.projects[0].indicators
        return edits.with_project(before, replace(before.projects[0], indicators=(first, *rest)))

    edits.save(submission, change, some("li"))
    stages.submitted_with_reasons(fresh(submission))
    enter(client, "wang")
    page = look(client, at("review", submission.pk))
    assert "所指的内容已不在表中：" in page.text
    assert "已不在表中的内容：请补充依据。" in page.text


# --- taking back and asking again ------------------------------------------------------------------------------------


def test_a_reviewer_takes_back_a_note_that_was_not_sent_yet(client):
    submission = stages.submitted()
    note = a_note(submission)
    enter(client, "wang")
    client.post(at("note-remove", note.pk))
    assert ReviewNote.objects.count() == 0


def test_what_was_sent_with_a_return_is_not_taken_back(client):
    submission = stages.submitted()
    note = a_note(submission)
    stages.submitted(stages.returned(submission))
    enter(client, "wang")
    assert said(client.post(at("note-remove", note.pk), follow=True)) == ["这条意见已随退回送达单位，不能撤销。"]
    assert ReviewNote.objects.count() == 1


def test_nobody_takes_back_anothers_note(client):
    note = a_note(stages.submitted())
    enter(client, "liu")
    assert client.post(at("note-remove", note.pk)).status_code == 404


def test_what_is_ticked_off_and_not_mended_is_asked_again(client):
    submission = stages.submitted()
    note = a_note(submission)
    ReviewNote.objects.update(done=True)
    enter(client, "liu")
    assert client.post(at("note-reopen", note.pk)).url == f"{at('review', submission.pk)}#note-{note.pk}"
    assert ReviewNote.objects.get().done is False


# --- answering -------------------------------------------------------------------------------------------------------


def test_the_clerk_answers_and_ticks_off_and_the_reviewer_sees_it(client):
    submission = stages.submitted()
    note = a_note(submission)
    stages.returned(submission)
    enter(client, "li")
    assert "请补充依据。" in look(client, at("note-answer", note.pk)).text
    page = answer(client, note, answer="已补充文号。", done="on")
    assert page.redirect_chain == [(at("plan", submission.pk), 302)]
    assert said(page) == ["答复已保存，重新送审后审核人员会看到。"]
    note.refresh_from_db()
    assert (note.answer, note.done, note.answered_by) == ("已补充文号。", True, some("li"))
    stages.submitted(submission)
    enter(client, "wang")
    text = look(client, at("review", submission.pk)).text
    assert "✓ 已处理 指标“图书采购册数” 指标值：请补充依据。 答复：已补充文号。" in text


def test_an_answer_says_something(client):
    note = a_note(stages.returned())
    enter(client, "li")
    page = answer(client, note, answer="")
    assert (page.status_code, "请写明答复，或者勾选“已按意见处理”。" in read(page).text) == (409, True)


def test_an_answer_out_of_turn_is_refused_and_comes_back(client):
    note = a_note(stages.submitted())
    enter(client, "li")
    page = read(answer(client, note, answer="已补充文号。"))
    assert "山海关区文化馆 2021年的状态是“待审核”，退回后才能答复。" in page.text
    assert "已补充文号。</textarea>" in page.html
    assert ReviewNote.objects.get().answer == ""


@pytest.mark.parametrize(
    ("asked", "leads_to"),
    [("/admin/plans/1/projects/1/", "/admin/plans/1/projects/1/"), ("https://example.com/", None), ("//evil.cn", None)],
)
def test_it_leads_back_to_the_page_it_came_from_and_nowhere_else(client, asked, leads_to):
    submission = stages.returned()
    note = a_note(submission)
    enter(client, "li")
    sent = client.post(at("note-answer", note.pk), {"answer": "已补充。", "next": asked})
    assert sent.url == (leads_to or at("plan", submission.pk))


@pytest.mark.parametrize("username", ["zhao", "wang", "liu", "zhou"])
def test_nobody_else_answers(client, username):
    note = a_note(stages.returned())
    enter(client, username)
    assert client.get(at("note-answer", note.pk)).status_code == 404
    assert client.post(at("note-answer", note.pk), {"answer": "已补充。"}).status_code == 404


def test_a_note_changes_nothing_in_the_plan(client):
    submission = stages.submitted()
    before = assemble(submission), fresh(submission).plan.revision
    enter(client, "wang")
    pin(client, submission, "1", "total")
    assert (assemble(submission), fresh(submission).plan.revision) == before


# --- notes to statements ---------------------------------------------------------------------------------------------


def sent_back(*notes: tuple[str, str]):
    """A plan with statements that came back with notes to these places."""
    submission = stages.submitted_with_reasons(with_statements())
    for key, field in notes:
        a_note(submission, key, field)
    return stages.returned(submission)


def edit(submission, *shown):
    edits.save(submission, lambda before: replace(before, statements=shown), some("li"))


def remarks(client, submission, kind: str) -> list[tuple[str, str]]:
    """The notes on the page of a statement: the field of the form that each stands at, and its words."""
    found = client.get(at("statement", submission.pk, kind)).context["remarks"]
    return [(one.name, one.words) for one in found if one.kind == "note"]


def test_the_clerk_reads_a_note_beside_its_row_in_the_grid_and_answers_it(client):
    submission = sent_back(("s-expenditure", "row.208"), ("s-expenditure", ""), ("s-three_public", LINE))
    note = ReviewNote.objects.get(field="row.208")
    enter(client, "li")
    assert remarks(client, submission, "expenditure") == [("rows-4-name", "请补充依据。"), ("grid", "请补充依据。")]
    assert remarks(client, submission, "three_public") == [("rows-2-item", "请补充依据。")]
    for kind, name in (("expenditure", "rows-4-name"), ("three_public", "rows-2-item")):
        page = look(client, at("statement", submission.pk, kind))
        assert f'id="id_{name}_remarks"' in page.html
        assert f'href="#id_{name}"' in page.html
    plan = look(client, at("plan", submission.pk))
    assert f"{at('statement', submission.pk, 'expenditure')}#id_rows-4-name" in plan.html
    page = answer(client, note, answer="已按批复改正。", done="on")
    assert page.status_code == 200
    assert remarks(client, submission, "expenditure") == [("grid", "请补充依据。")]
    stages.submitted_with_reasons(submission)
    enter(client, "wang")
    text = look(client, at("review", submission.pk)).text
    assert text.count("已按批复改正。") == 2  # in the list, and beside the row


def test_a_note_stays_with_its_row_while_rows_come_and_go(client):
    submission = sent_back(("s-expenditure", "row.208"))
    rows = EXPENDITURE.rows
    fewer = replace(EXPENDITURE, rows=(rows[0], *rows[4:]))
    edit(submission, THREE_PUBLIC, fewer)
    enter(client, "li")
    assert remarks(client, submission, "expenditure") == [("rows-1-name", "请补充依据。")]


def test_a_note_whose_row_or_statement_is_gone_stands_at_the_whole(client):
    submission = sent_back(("s-expenditure", "row.20807"), ("s-three_public", LINE))
    edit(submission, replace(EXPENDITURE, rows=(*EXPENDITURE.rows[:5], *EXPENDITURE.rows[6:])))
    enter(client, "li")
    assert remarks(client, submission, "expenditure") == [("grid", "请补充依据。")]
    assert remarks(client, submission, "three_public") == [("grid", "请补充依据。")]
    assert "请补充依据。" in look(client, at("statement", submission.pk, "three_public")).text
    stages.submitted_with_reasons(submission)
    enter(client, "wang")
    context = client.get(at("review", submission.pk)).context
    whole = {part.key: [note.field for note in part.notes] for part in context["annotated"].statements}
    assert whole == {"s-expenditure": ["row.20807"], "s-three_public": []}
    assert [note.field for note in context["annotated"].stray_notes] == [LINE]


def test_a_note_to_an_empty_statement_stands_on_its_page(client):
    submission = stages.submitted_with_reasons(with_statements(statements.empty(), EXPENDITURE))
    a_note(submission, "s-state_capital", "")
    stages.returned(submission)
    enter(client, "li")
    page = look(client, at("statement", submission.pk, "state_capital"))
    assert (page.text.count("这张表已声明没有数"), page.text.count("请补充依据。")) == (1, 1)


def test_rows_of_one_name_are_told_apart():
    twice = replace(statements.assets(), rows=(*statements.assets().rows, statements.assets().rows[1]))
    keys = row_keys(twice)
    assert (len(set(keys)), keys[2]) == (3, f"{keys[1]}.2")
    assert row_keys(EXPENDITURE)[1:4] == ("row.207", "row.20701", "row.2070109")
