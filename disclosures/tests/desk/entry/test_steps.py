"""送审, 取消送审, 放弃调整: asked back, taken once, refused with a sentence."""

import pytest

from disclosures.models import SubmissionEvent
from disclosures.tests.builders import document, project
from disclosures.tests.desk.pages import look
from disclosures.tests.stages import draft, fresh, returned, revised, some, submitted

pytestmark = pytest.mark.django_db


@pytest.fixture
def chen(client):
    person = some("chen")
    client.force_login(person)
    return person


def address(submission, action: str) -> str:
    return f"/admin/plans/{submission.pk}/steps/{action}/"


def shown(submission, **changes) -> dict:
    plan = fresh(submission).plan
    values = {"status": fresh(submission).status, "revision": plan.revision, "content_sha256": plan.content_sha256}
    return values | changes


def take(client, submission, action: str, **changes) -> list[str]:
    answer = client.post(address(submission, action), shown(submission, **changes), follow=True)
    return [str(message) for message in answer.context["messages"]]


def test_the_head_submits_recalls_and_submits_again(client, chen):
    submission = draft()
    assert "送审以后由财政局审核，本单位不能再改" in look(client, address(submission, "submit")).text
    assert take(client, submission, "submit", words="请审核。") == ["已送审，请等候财政局审核。"]
    assert take(client, submission, "recall") == ["已取消送审，可以继续填报。"]
    assert take(client, submission, "submit") == ["已送审，请等候财政局审核。"]
    events = SubmissionEvent.objects.filter(submission=submission, actor=chen)
    assert list(events.values_list("action", "words")) == [("submit", "请审核。"), ("recall", ""), ("submit", "")]


def test_after_a_return_it_is_edited_and_submitted_again(client, chen):
    submission = returned()
    assert look(client, f"/admin/plans/{submission.pk}/projects/1/").status == 200
    assert take(client, submission, "submit") == ["已送审，请等候财政局审核。"]


def test_an_error_bars_it_and_the_page_says_so(client, chen):
    submission = draft(document(project(1, code="")))
    sentences = take(client, submission, "submit")
    assert sentences[0].startswith("还有 ") and sentences[0].endswith(" 处错误未改正，不能送审。")
    assert fresh(submission).status == "draft"
    assert "disabled>送审</button>" in client.get(address(submission, "submit")).content.decode()


def test_what_changed_since_it_was_shown_is_not_submitted(client, chen):
    submission = draft()
    assert take(client, submission, "submit", revision=0) == [
        "您看到的内容在此期间已有变化，本次操作没有执行。请看过现在的内容再办理。"
    ]
    assert fresh(submission).status == "draft"


def test_a_second_click_is_told_that_it_is_done(client, chen):
    submission = draft()
    before = shown(submission)
    client.post(address(submission, "submit"), before)
    answer = client.post(address(submission, "submit"), before, follow=True)
    _, sentence = [str(message) for message in answer.context["messages"]]
    assert sentence.startswith("这一步已经办过了：山海关区文化馆 2021年“待审核”（陈立，")
    assert SubmissionEvent.objects.filter(submission=submission, action="submit").count() == 1


def test_a_clerk_may_not(client):
    submission = draft()
    client.force_login(some("li"))
    assert take(client, submission, "submit") == ["您没有“送审”的权限。"]


def test_a_revision_is_given_up_after_asking_back(client, chen):
    submission = revised()
    assert "这次调整以来的全部修改作废" in look(client, address(submission, "abandon")).text
    assert take(client, submission, "abandon") == ["已放弃调整，内容恢复为已公开的版本。"]
    assert fresh(submission).status == "published"


def test_steps_of_the_bureau_are_not_found_here(client, chen):
    submission = submitted()
    for action in ("approve", "return", "publish", "withdraw", "nonsense"):
        assert client.get(address(submission, action)).status_code == 404
        assert client.post(address(submission, action), shown(submission)).status_code == 404


def test_other_peoples_plans_do_not_exist(client):
    submission = draft()
    for person in ("zhao", "wang", "liu", "zhou"):
        client.force_login(some(person))
        assert client.get(address(submission, "submit")).status_code == 404
        assert client.post(address(submission, "submit"), shown(submission)).status_code == 404
