"""Notes: pinned by key to a project, a row or a field, answered at the same place, surviving resubmission."""

from dataclasses import replace

import pytest

from disclosures.models import ReviewNote
from disclosures.plans import edits
from disclosures.plans.from_rows import assemble
from disclosures.tests import cast, stages
from disclosures.tests.desk.reviewing import at, enter, look, read, said
from disclosures.tests.stages import fresh, some

pytestmark = pytest.mark.django_db


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
    ],
)
def test_a_note_is_pinned_where_it_was_written(client, key, field, where, place):
    submission = stages.submitted()
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
    ("key", "field"), [("9", "total"), ("1", "nonsense"), ("1.9", "target"), ("1", "target"), ("d9", "")]
)
def test_a_place_that_the_form_does_not_have_takes_no_note(client, key, field):
    submission = stages.submitted()
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
