"""What the bureau sees of a plan that its department is writing: its standing, and of its text what was sent in."""

import zipfile
from dataclasses import replace
from html import unescape
from io import BytesIO

import pytest

from disclosures.models import PlanChange, Submission
from disclosures.plans import edits
from disclosures.tests import cast, stages
from disclosures.tests.desk.reviewing import at, enter, look, read, shown
from disclosures.tests.stages import fresh, some

pytestmark = pytest.mark.django_db

SENT, WRITTEN = "每月盘点一次。", "每周盘点两次，还没有想好。"


def write(submission: Submission, words: str = WRITTEN) -> Submission:
    """李 goes on writing: a sentence, and a project's name."""

    def change(before):
        sheet = replace(before.projects[0], name=f"{before.projects[0].name}（{words}）")
        return replace(edits.with_project(before, sheet), safeguards=words)

    edits.save(fresh(submission), change, some("li"))
    return fresh(submission)


def ways(submission: Submission) -> dict[str, str]:
    """Every page of the bureau that says something of one plan."""
    pages = {name: at(name, submission.pk) for name in ("review", "trail", "template")}
    files = {ending: at("export-file", submission.pk, ending) for ending in ("xlsx", "docx")}
    queues = {
        name: f"{at('queues')}?queue={name}" for name in ("submitted", "returned", "approved", "published", "late")
    }
    changes, events = "/admin/disclosures/planchange/", "/admin/disclosures/submissionevent/"
    return (
        pages
        | files
        | queues
        | {"last year": f"{at('review', submission.pk)}?against=year", "changes": changes, "events": events}
        | {name: at(name) for name in ("start", "inbox", "progress", "progress-file")}
        | {
            f"{model} {one.pk}": f"{address}{one.pk}/change/"
            for model, address, rows in (
                ("change", changes, submission.plan.changes),
                ("event", events, submission.events),
            )
            for one in rows.all()
        }
    )


def text_of(answer) -> str:
    """What an answer says, files of Office unpacked."""
    if not answer.content.startswith(b"PK"):
        return answer.content.decode()
    with zipfile.ZipFile(BytesIO(answer.content)) as archive:
        return unescape("".join(archive.read(name).decode(errors="replace") for name in archive.namelist()))


def found(client, submission: Submission, words: str) -> set[str]:
    """The pages on which 王 or 刘 reads the words; the records of changes count as one."""
    places = set()
    for username in ("wang", "liu"):
        enter(client, username)
        for name, address in ways(submission).items():
            if words in text_of(client.get(address)):
                places.add(name.split()[0] if name.startswith("change ") else name)
    return places


TEXTS = {"review", "last year", "xlsx", "docx"}


def recalled() -> Submission:
    return stages.step(stages.submitted(), "recall", some("chen"))


def withdrawn_while_returned() -> Submission:
    """The public version goes while a revision that was returned goes on."""
    submission = stages.returned(stages.submitted(stages.revised()))
    return stages.step(submission, "withdraw", some("liu"), "附件有误。", stages.DUE_ON)


@pytest.mark.parametrize(
    ("begin", "of_sent"),
    [
        (withdrawn_while_returned, TEXTS),
        (stages.draft, set()),
        (stages.revised, set()),
        (stages.withdrawn, set()),
        (stages.returned, TEXTS),
        (recalled, TEXTS),
    ],
)
def test_what_is_written_is_the_departments_until_it_is_sent_in(client, begin, of_sent):
    submission = write(begin())
    assert found(client, submission, WRITTEN) == set()
    assert found(client, submission, SENT) == of_sent
    assert client.get("/admin/disclosures/planchange/", {"q": WRITTEN}).context["cl"].result_count == 0
    stages.submitted_with_reasons(submission)
    assert found(client, submission, WRITTEN) == TEXTS | {"trail", "changes", "change"}


def test_what_was_abandoned_stays_the_departments(client):
    submission = stages.step(write(stages.revised()), "abandon", some("chen"))
    assert found(client, submission, WRITTEN) == set()
    submission = stages.revised(submission)
    assert found(client, submission, WRITTEN) == set()
    stages.submitted_with_reasons(write(submission, "每日盘点一次。"))
    assert found(client, submission, WRITTEN) == set()
    enter(client, "chen")
    assert WRITTEN in text_of(client.get(at("trail", submission.pk)))


def test_last_years_draft_is_not_shown_beside_this_year(client):
    write(stages.draft(stages.sound_document(fiscal_year=2020)))
    submission = stages.submitted_with_reasons(stages.draft())
    assert found(client, submission, WRITTEN) == set()


def test_reasons_written_since_wait_for_the_plan(client):
    submission = stages.returned()
    submission.waivers.create(rule="A01", reason="还没有送出的理由。", given_by=some("li"))
    assert found(client, submission, "还没有送出的理由。") == set()


def test_the_page_of_a_draft_says_how_it_stands_and_where_the_public_version_is(client):
    submission = write(stages.revised())
    enter(client, "liu")
    page = look(client, at("review", submission.pk))
    assert page.status == 200
    for words in ("填报中", "调整中，公众仍读第1版", "2099年4月15日", "还没有送审；送审以后才能看到内容。"):
        assert words in page.text
    assert page.links["第1版"] == "/130303/345001/2021/"
    assert page.links["办理记录"] == at("trail", submission.pk)


def test_a_step_is_still_taken_or_refused_there(client):
    submission = write(stages.revised())
    enter(client, "liu")
    answer = client.post(at("review-step", submission.pk, "approve"), shown(submission))
    assert (answer.status_code, "不能审核通过" in read(answer).text) == (409, True)
    answer = client.post(at("review-step", submission.pk, "abandon"), shown(submission) | {"words": "不再调整。"})
    assert (answer.status_code, fresh(submission).status) == (302, "published")


@pytest.mark.parametrize(
    ("name", "arguments", "typed"),
    [
        ("note-add", (), {"key": "1", "field": "name", "words": "请看。"}),
        ("note-add", (), {"key": "99", "field": "name", "words": "请看。"}),
        ("secrecy", ("1",), {"may_be_published": "no", "words": "涉密。", "revision": "0"}),
        ("secrecy", ("99",), {"may_be_published": "no", "words": "涉密。", "revision": "0"}),
    ],
)
def test_nothing_sent_to_a_draft_tells_what_it_holds(client, name, arguments, typed):
    submission = write(stages.draft())
    enter(client, "wang")
    answer = client.post(at(name, submission.pk, *arguments), typed)
    assert (answer.status_code, WRITTEN in text_of(answer)) == (409, False)


def test_a_batch_does_not_tell_what_the_rules_find_in_a_draft(client):
    empty = replace(stages.sound_document(), projects=())
    submission = write_nothing(stages.draft(empty))
    enter(client, "liu")
    ticket = ":".join(map(str, (submission.pk, *shown(submission).values())))
    page = client.post(at("batch", "approve"), {"ticket": [ticket]}, follow=True)
    [[_, why]] = page.context["batch"].left
    assert why == "山海关区文化馆 2021年的状态是“填报中”，不能审核通过。"


def write_nothing(submission: Submission) -> Submission:
    """A draft in which an error waits: its sentence of safeguards is gone."""
    edits.save(submission, lambda before: replace(before, safeguards=""), cast.li())
    return fresh(submission)


def test_a_deadline_of_the_bureau_is_its_own_record(client):
    submission = stages.draft()
    enter(client, "liu")
    client.post(at("deadline", submission.pk), {"day": "2099-05-01"})
    assert PlanChange.objects.count() == 1
    enter(client, "wang")
    assert "单独规定的公开期限" in look(client, at("trail", submission.pk)).text
