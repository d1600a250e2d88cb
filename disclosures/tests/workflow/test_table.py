"""A step more is a row more: pages, forms, notices and documentation follow from the table."""

from datetime import date

import pytest

from disclosures.management.commands.write_docs import workflow_markdown
from disclosures.models import Notice, ReviewNote, Role, Turn
from disclosures.tests import stages
from disclosures.tests.desk.reviewing import at, enter, look, read, said, shown
from disclosures.tests.stages import fresh, some
from disclosures.workflow import steps
from disclosures.workflow.table import TRANSITIONS, Action, News, Status, Transition

pytestmark = pytest.mark.django_db

PLAN = "山海关区文化馆 2021年"
TOLD = f"{PLAN}绩效计划暂缓审核，请在2099年5月1日前补齐材料：等候批复。"
TYPED = {"words": "等候批复。", "due_on": "2099-05-01"}


@pytest.fixture
def defer(monkeypatch) -> Action:
    """暂缓: a name among the actions, as its migration would bring, and a row of the table."""
    action = str.__new__(Action, "defer")
    action._name_, action._value_, action._label_ = "DEFER", "defer", "暂缓"
    row = Transition(
        action,
        (Status.SUBMITTED,),
        Status.RETURNED,
        (Role.HEAD, Role.DIRECTOR),
        meaning="暂不审核，等单位补齐材料。",
        done="{plan}已暂缓，现在“{status}”。",
        words_label="暂缓原因",
        words_required=True,
        proposed_days=3,
        news=News(Notice.Kind.RETURNED, "{plan}绩效计划暂缓审核，请{by}补齐材料：{words}", to=Turn.BUREAU),
    )
    monkeypatch.setitem(Action._value2member_map_, action.value, action)
    monkeypatch.setitem(TRANSITIONS, action, row)
    return action


#: Who takes it, on which page it stands, where its form goes, and the page after it.
SIDES = {"chen": ("plan", "step"), "liu": ("review", "review-step")}


@pytest.mark.parametrize("username", SIDES)
def test_a_row_is_a_form_on_the_page_and_a_step_with_its_message_and_its_notice(client, defer, username):
    page, step = SIDES[username]
    submission = stages.submitted()
    enter(client, username)
    some("wang"), some("liu")
    answer = look(client, at(page, submission.pk))
    assert f'action="{at(step, submission.pk, "defer")}' in answer.html
    assert [words in answer.text for words in ("暂不审核，等单位补齐材料。", "暂缓原因", "完成期限")] == [True] * 3
    refused = client.post(at(step, submission.pk, "defer"), shown(submission) | TYPED | {"words": ""})
    assert "暂缓须写明意见或原因。" in read(refused).text
    done = client.post(at(step, submission.pk, "defer"), shown(submission) | TYPED, follow=True)
    assert said(done) == [f"{PLAN}已暂缓，现在“已退回”。"]
    assert (fresh(submission).status, fresh(submission).due_on) == ("returned", date(2099, 5, 1))
    event = submission.events.last()
    assert (event.action, event.to_status, event.words) == ("defer", "returned", "等候批复。")
    assert sorted(Notice.objects.values_list("person__username", "kind", "words")) == [
        (name, "returned", f"{PLAN}绩效计划暂缓审核，请在2099年5月1日前补齐材料：等候批复。")
        for name in ("liu", "wang")
    ]


def test_a_row_that_asks_back_is_a_link_to_a_page_of_its_own(client, defer, monkeypatch):
    monkeypatch.setitem(TRANSITIONS, defer, Transition(**vars(TRANSITIONS[defer]) | {"asks_back": True}))
    submission = stages.submitted()
    enter(client, "chen")
    address = at("step", submission.pk, "defer")
    page = look(client, at("plan", submission.pk))
    assert (f'href="{address}"' in page.html, f'action="{address}"' in page.html) == (True, False)
    assert "暂不审核，等单位补齐材料。" in look(client, address).text


def test_what_it_does_besides_is_one_function(defer, monkeypatch):
    def ticks_off(step):
        """Ticks off what was noted."""
        step.submission.review_notes.update(done=True)
        steps._change(step)

    monkeypatch.setitem(steps.DOES_MORE, defer, ticks_off)
    submission = stages.submitted()
    ReviewNote.objects.create(submission=submission, words="请补充。", author=some("wang"))
    assert stages.step(submission, "defer", some("liu"), "等候批复。", stages.DUE_ON).status == "returned"
    assert ReviewNote.objects.get().done is True
    assert "* Ticks off what was noted." in workflow_markdown().splitlines()


def test_the_documentation_has_its_row_its_words_and_its_arrow(defer):
    lines = workflow_markdown().splitlines()
    assert (
        "| 暂缓 `defer` | 待审核 `submitted` | 已退回 `returned` | 单位负责人 `head`、财政负责人 `director` "
        "| words required; sets a due date (3 days proposed) |"
    ) in lines
    assert "**暂缓** 暂不审核，等单位补齐材料。" in lines
    assert "        暂缓 (defer) → 已退回" in lines


def test_without_its_row_there_is_no_such_step(client):
    submission = stages.submitted()
    enter(client, "liu")
    assert client.post(at("review-step", submission.pk, "defer"), shown(submission) | TYPED).status_code == 404
    assert "defer" not in workflow_markdown()
