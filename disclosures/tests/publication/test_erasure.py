"""Erasing a year: nothing of it stays in the database but hashes, and the record that it happened."""

from collections.abc import Iterator

import pytest
from django.apps import apps
from django.contrib.sessions.backends.db import SessionStore
from django.db import models
from django.utils import timezone

from disclosures.models import (
    DisclosureBody,
    Notice,
    Opinion,
    PlanChange,
    ReviewNote,
    SecrecyReview,
    SourceFile,
    Submission,
    SubmissionEvent,
    Waiver,
)
from disclosures.plans.from_rows import assemble
from disclosures.plans.limits import NotStorable
from disclosures.plans.source_files import keep_file
from disclosures.plans.submissions import record_changes, record_event
from disclosures.publication.barring import PublishRefused
from disclosures.publication.erasure import erase_year
from disclosures.publication.frozen_tables import REVIEW_TEXTS
from disclosures.publication.publishing import withdraw
from disclosures.tests import stages
from disclosures.tests.builders import document, file_of, loaded, project, published, statement, withheld_project
from disclosures.tests.stages import some
from disclosures.tests.tampering import alterations, dump, forge, in_order, verified, without_triggers
from disclosures.workflow.findings import findings_of
from disclosures.workflow.secrecy_reviews import refused_projects

pytestmark = pytest.mark.django_db

MARK = "魑"
PLACE = ("130303", "345001", 2021)
WHY = ("含有国家秘密", ("李四", "王五"))
TEXTS = (models.CharField, models.TextField, models.JSONField, models.BinaryField)
#: Hashes, the names of places and of departments, and words of which the database knows all there are.
STAYS = {
    *("sha256", "texts_sha256", "previous_sha256", "content_sha256", "events_sha256", "changes_sha256"),
    *("key", "used_keys", "field", "occasion", "layout", "region_code", "region_name", "department_code"),
    *("from_status", "to_status", "Disclosure.department_name", "Project.money_unit", "Indicator.kind"),
}
#: What everybody knows of a department stands in rows of these; people, places and settings belong to no submission.
NOT_OF_A_SUBMISSION = {
    *("Region", "Department", "FiscalYear", "StandardIndicator", "Subject", "Person", "Membership", "RuleSetting"),
    *("DisclosedYear", "DisclosedUnit", "DisclosureChain", "RecordChain", "Roster", "RosterUnit", "DisclosedOwner"),
    "DisclosedSuccession",
    "DisclosedAlias",
}


def full() -> Submission:
    """A withdrawn year with something in every table that belongs to a submission."""
    published()
    published(document(project(1), project(2, "夜校"), statements=(statement(),)))
    submission = withdraw(*PLACE, "金额有误").submission
    submission.refresh_from_db()
    person, own = some("wang"), {"submission": submission}
    ReviewNote.objects.create(**own, words="意见", author=person, answer="答复")
    grades = {"completeness": "A", "relevance": "A", "appropriateness": "A", "feasibility": "A"}
    Opinion.objects.create(**own, reviewer=person, revision=1, **grades, words="说明")
    stages.review(submission, may=True)
    Waiver.objects.create(**own, rule="A01", reason="理由", given_by=person)
    Notice.objects.create(**own, person=person, kind="late", occasion="x", words="逾期")
    record_changes(submission, person, [{"field": "safeguards", "before": "甲", "after": "乙"}])
    unaccepted = document(project(3, "没有收下的"))
    keep_file(submission, unaccepted, file_of(unaccepted))
    findings_of(submission)
    return submission


def marked_columns() -> Iterator[tuple[type[models.Model], models.Field]]:
    """Every column of both apps that may hold words of a submission, found in the models."""
    for app in ("indicators", "disclosures"):
        for model in apps.get_app_config(app).get_models():
            if model.__name__ not in NOT_OF_A_SUBMISSION:
                columns = [one for one in model._meta.concrete_fields if isinstance(one, TEXTS) and not one.choices]
                yield from ((model, one) for one in columns if not {one.name, f"{model.__name__}.{one.name}"} & STAYS)


def mark_everything() -> set[str]:
    """Put the mark into every such column of every row; return the names of the tables that have none."""
    empty = set()
    with without_triggers():
        for model, column in marked_columns():
            rows = list(model.objects.values_list("pk", flat=True))
            for pk in rows:
                text = f"{MARK}{pk}"[: column.max_length]
                value = {models.JSONField: [text], models.BinaryField: text.encode()}.get(type(column), text)
                model.objects.filter(pk=pk).update(**{column.name: value})
            empty |= set() if rows else {model.__name__}
    return empty


def test_nothing_of_an_erased_year_stays_in_the_database():
    submission = full()
    session = SessionStore()
    session["name"] = MARK
    session.save()
    # rows of current versions only: none is current here
    statements = {"DisclosedBudget", "DisclosedStatement", "DisclosedStatementLine", "DisclosedTerm"}
    statements |= {"DisclosedPassage", "DisclosedEntry"}
    counted = {"DisclosedSheet", "DisclosedIndicatorCount", "DisclosedProjectCount"}
    rows = {"DisclosedFile", "DisclosedProject", "DisclosedIndicator"}
    assert mark_everything() == rows | statements | counted
    assert MARK in dump()
    erase_year(*PLACE, "依法不得保存", WHY[1])
    assert [line for line in dump().splitlines() if MARK in line] == []
    assert Submission.objects.get() == submission


def test_verification_says_erased_and_not_altered():
    full()
    erase_year(*PLACE, *WHY)
    out, status = verified()
    assert status == 0
    assert out.splitlines() == [
        "已清除  第1份 山海关区文化馆 2021年 第1版：全文已依法清除（含有国家秘密；经办人李四、王五），指纹保留",
        "已清除  第2份 山海关区文化馆 2021年 第2版：全文已依法清除（含有国家秘密；经办人李四、王五），指纹保留",
        in_order(2, erased=2),
    ]


def test_hashes_and_places_stay_as_they_were():
    full()

    def testimony() -> list:
        columns = ("number", "sha256", "previous_sha256", "texts_sha256")
        bodies = DisclosureBody.objects.order_by("sequence").values_list("sequence", "sha256", "previous_sha256")
        chains = [model.objects.order_by("number").values_list(*columns) for model in (SubmissionEvent, PlanChange)]
        return [list(bodies), *map(list, chains), sorted(SourceFile.objects.values_list("sha256"))]

    bodies, events, changes, files = testimony()
    erase_year(*PLACE, *WHY)
    now = testimony()
    assert (now[0], now[1][:-1], now[2], now[3]) == (bodies, events, changes, files)


def test_the_erasure_has_its_own_record():
    full()
    submission = erase_year(*PLACE, *WHY)
    last = submission.events.last()
    assert (last.action, last.words, last.actor) == ("erase", "含有国家秘密（经办人李四、王五）", None)
    assert set(SubmissionEvent.objects.exclude(pk=last.pk).values_list("erased_at", flat=True)) == {last.at}


def test_a_review_keeps_who_when_what_and_of_which_project_and_loses_its_words():
    submission = full()
    refusal = stages.review(submission, may=False, key="2")
    reviews = SecrecyReview.objects.order_by("id")
    kept = ("id", "submission", "key", "may_be_published", "reviewer", "reviewed_at")
    before = list(reviews.values_list(*kept))
    erase_year(*PLACE, *WHY)
    assert (len(before), list(reviews.values_list(*kept))) == (2, before)
    refusal.refresh_from_db()
    texts = (refusal.project_name, refusal.project_code, refusal.project_sha256, refusal.words)
    assert (texts, refusal.erased_at) == (("", "", "", ""), Submission.objects.get().events.last().at)
    assert verified()[1] == 0


def test_a_review_that_was_not_erased_or_was_without_right_is_found():
    submission = full()
    forge(SecrecyReview.objects.all(), erased_at=timezone.now(), **dict.fromkeys(REVIEW_TEXTS, ""))
    assert alterations() == [f"{submission.plan}：编号 1 的项目的保密审查被清除，却没有依法清除的办理记录"]
    forge(SecrecyReview.objects.all(), erased_at=None, words="意见")
    erase_year(*PLACE, *WHY)
    forge(SecrecyReview.objects.all(), words="意见")
    assert alterations() == [f"{submission.plan}：编号 1 的项目的保密审查已清除，却仍有文字"]
    forge(SecrecyReview.objects.all(), erased_at=None)
    name = f"{submission.plan}：编号 1 的项目的保密审查"
    assert alterations() == [f"{name}的文字与其指纹不符", f"{name}应已依法清除，却没有清除"]


def test_keys_of_the_erased_year_are_not_given_again():
    full()
    erase_year(*PLACE, *WHY)
    published(document(project(1, "别的项目")))
    assert [one.key for one in assemble(Submission.objects.get()).projects] == ["p3"]


def test_what_a_review_found_closed_binds_whatever_comes_after_an_erasure():
    submission = full()
    stages.review(submission, may=False, key="2")
    erase_year(*PLACE, *WHY)
    made = document(project(1, "别的项目"), withheld_project(2, "档案加固"))
    fresh = loaded(made).submission
    assert refused_projects(fresh, assemble(fresh)) == [
        "项目“别的项目”可能就是依法清除以前经审查不得公开的项目，须先作保密审查"
    ]
    stages.review(fresh, may=True, key="p3")
    assert refused_projects(fresh, assemble(fresh)) == []


def test_the_plan_is_an_empty_draft_that_may_be_filled_anew():
    full()
    erase_year(*PLACE, *WHY)
    published(document(project(1, "别的项目")))
    assert verified() == (verified()[0], 0)
    erased = Submission.objects.get()
    assert (erased.status, erased.events.count()) == ("published", 5)


def test_an_erased_file_does_not_come_in_again():
    published()
    withdraw(*PLACE, "金额有误")
    erase_year(*PLACE, *WHY)
    with pytest.raises(NotStorable, match="这个文件此前已依法清除，不能再导入"):
        loaded()


def test_a_plan_that_was_never_published_is_erased_from_under_review():
    submission = stages.submitted()
    department = submission.plan.department
    erase_year("130303", department.code, submission.plan.fiscal_year.year, *WHY)
    assert Submission.objects.get().status == "draft"
    assert verified() == (in_order(0), 0)


def test_another_department_keeps_everything():
    kept = stages.another_draft(1)
    published()
    erase_year("130303", kept.plan.department.code, kept.plan.fiscal_year.year, *WHY)
    assert DisclosureBody.objects.get().text != ""
    assert verified() == (in_order(1), 0)


def test_it_can_be_done_twice():
    full()
    erase_year(*PLACE, *WHY)
    record_event(Submission.objects.get(), SubmissionEvent.Action.IMPORT, words="又来了")
    erase_year(*PLACE, "再次", ("李四", "王五"))
    assert verified()[1] == 0
    assert [bool(event.words) for event in SubmissionEvent.objects.all()] == [False] * 5 + [True]


@pytest.mark.parametrize(("reason", "names"), [("", ("李", "王")), ("密", ("李", "李 ")), ("密", ("李", ""))])
def test_erasing_wants_a_reason_and_two_people(reason, names):
    withdraw(*PLACE, "金额有误") if published() else None
    with pytest.raises(PublishRefused, match="依法清除须写明原因，并由两名不同的经办人具名"):
        erase_year(*PLACE, reason, names)


def test_what_is_public_is_withdrawn_before_it_is_erased():
    published()
    with pytest.raises(PublishRefused, match="现行的公开版本不能清除，请先撤回公开"):
        erase_year(*PLACE, *WHY)


def test_a_file_that_another_year_offers_is_withdrawn_there_first():
    submission = stages.another_draft(1)
    submission.source_files.add(published(document(problems=())).file.source)
    with pytest.raises(PublishRefused, match="山海关区文化馆 2021年 第1版也提供同一份原件，请先撤回"):
        erase_year("130303", submission.plan.department.code, submission.plan.fiscal_year.year, *WHY)


def test_there_must_be_something():
    with pytest.raises(PublishRefused, match="130303 区划没有 345001 单位2021年度的内容"):
        erase_year(*PLACE, *WHY)
