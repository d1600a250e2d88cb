"""Versions are held against the record of their publication, withdrawal and erasure: who rewrites a version with hash
and head and all has the events against him."""

import json
from datetime import timedelta

import pytest
from django.utils import timezone

from disclosures.document.as_json import body_text, sha256
from disclosures.document.model import DepartmentRef
from disclosures.models import (
    DisclosedFile,
    DisclosedYear,
    Disclosure,
    DisclosureBody,
    DisclosureChain,
    SourceFile,
    Submission,
)
from disclosures.models.chains import of_event, seal
from disclosures.publication.erasure import erase_year
from disclosures.publication.publishing import withdraw
from disclosures.tests import stages
from disclosures.tests.builders import document, loaded, project, published, withheld_project
from disclosures.tests.stages import some
from disclosures.tests.tampering import alterations, forge, in_order, verified, without_triggers
from indicators.models import FiscalYear, Project, Region

pytestmark = pytest.mark.django_db

PLAN, SPORTS = "山海关区文化馆 2021年", "山海关区体育馆 2021年"
PLACE = ("130303", "345001", 2021)
A_MONTH = timedelta(days=30)


def rewrite(**columns) -> None:
    """Say something else in the newest body, with a hash, a head and columns of the version that fit."""
    body = DisclosureBody.objects.last()
    values = json.loads(body.text)
    values.update(columns, publication=values["publication"] | columns.get("publication", {}))
    text = body_text(values)
    del values["publication"]
    with without_triggers():
        DisclosureBody.objects.filter(pk=body.pk).update(text=text, sha256=sha256(text))
        Disclosure.objects.filter(pk=body.disclosure_id).update(content_sha256=sha256(body_text(values)))
    DisclosureChain.objects.update(sha256=sha256(text))


def test_a_version_rewritten_with_everything_that_fits_is_found():
    published()
    rewrite(safeguards="按季检查。")
    assert alterations() == [
        f"第1份 {PLAN} 第1版：供搜索的文字与全文不符",
        f"{PLAN}：第1版的内容不是办理记录中公开的内容",
    ]


def test_a_version_with_withheld_projects_rewritten_is_found_too():
    published(document(project(1), withheld_project(2)))
    assert verified() == (in_order(1), 0)
    rewrite(safeguards="按季检查。")
    assert alterations() == [
        f"第1份 {PLAN} 第1版：供搜索的文字与全文不符",
        f"{PLAN}：第1版的内容不是办理记录中公开的内容",
    ]


def test_a_publication_dated_back_is_found():
    version = published()
    before = timezone.localtime(version.published_at - A_MONTH)
    rewrite(publication={"published_at": before.isoformat(timespec="seconds")})
    forge(Disclosure.objects.all(), published_at=before)
    assert alterations() == [f"{PLAN}：第1版的公开时间与办理记录不符"]


def test_a_withdrawal_dated_back_is_found():
    published()
    withdraw(*PLACE, "金额有误")
    forge(Disclosure.objects.all(), withdrawn_at=timezone.now() - A_MONTH)
    assert alterations() == [f"{PLAN}：第1版的撤回时间与办理记录不符"]


def test_versions_whose_submissions_were_exchanged_are_found():
    ours, theirs = published(), published(document(department=DepartmentRef("345002", "山海关区体育馆")))
    forge(Disclosure.objects.filter(pk=ours.pk), submission=theirs.submission)
    forge(Disclosure.objects.filter(pk=theirs.pk), submission=ours.submission)
    assert alterations() == [f"{plan}：第1版的内容不是办理记录中公开的内容" for plan in (PLAN, SPORTS)]


@pytest.mark.parametrize("columns", [{"erased_by": "丙、丁"}, {"erased_reason": "没有原因"}, {"erased_at": None}])
def test_another_tombstone_is_found(columns):
    published()
    withdraw(*PLACE, "金额有误")
    erase_year(*PLACE, "混入涉密内容", ("李", "王"))
    assert verified()[1] == 0
    columns = {name: value or timezone.now() - A_MONTH for name, value in columns.items()}
    forge(DisclosureBody.objects.all(), **columns)
    assert alterations() == [f"{PLAN}：第1版的清除时间、原因或经办人与办理记录不符"]


def test_what_was_changed_in_the_database_after_approval_is_not_published():
    submission = stages.approved()
    Project.objects.update(purpose="用于别的")
    plan = submission.plan
    with stages.refused(f"{plan}现在的内容不是审核通过时的内容，不能公开，请退回后重新送审。"):
        stages.published(submission)
    assert Disclosure.objects.count() == 0


def test_a_region_that_got_another_name_after_approval_is_no_other_content():
    submission = stages.approved()
    Region.objects.filter(code="130303").update(name="山海关新区")
    stages.published(submission)
    assert Disclosure.objects.get().region_name == "山海关新区"
    assert verified() == (in_order(1), 0)


def test_a_publication_of_something_else_than_was_approved_is_found():
    submission = stages.published()
    approval = submission.events.get(action="approve")
    following = submission.events.filter(number__gt=approval.number)
    with without_triggers():
        values = json.loads(approval.document) | {"safeguards": "别的"}
        approval.document = body_text(values)
        approval.content_sha256 = "f" * 64
        previous = approval.previous_sha256
        for event in (approval, *following):
            seal(event, of_event, event.number, previous)
            event.save()
            previous = event.sha256
    submission.chain.events_sha256 = previous
    submission.chain.save()
    publication = submission.events.get(action="publish")
    assert alterations() == [f"{submission.plan}：办理记录“{publication}”的内容不是审核通过时的内容"]


def test_another_sender_is_found():
    submission = stages.published()
    Submission.objects.update(submitted_by=some("zhao"))
    assert alterations() == [f"{submission.plan}：送审人与办理记录不符"]


def test_a_file_that_is_gone_is_found_though_nothing_points_at_it_any_more():
    published()
    own = SourceFile.objects.get().sha256
    Submission.objects.update(source_file=None)
    Submission.source_files.through.objects.all().delete()
    with without_triggers():
        DisclosedFile.objects.all().delete()
        SourceFile.objects.all().delete()
    assert f"{PLAN}：内容所依据的原件 {own[:12]} 已不在" in alterations()


def test_an_opened_year_that_the_public_shall_not_know_of_is_found():
    published()
    year = loaded(document(fiscal_year=2022)).submission.plan.fiscal_year
    assert verified()[1] == 0
    FiscalYear.objects.filter(pk=year.pk).update(approved_on="2022-02-01")
    assert DisclosedYear.objects.count() == 1
    assert alterations() == ["130303 区划2022年：年度已经开启，却没有公开年度"]
