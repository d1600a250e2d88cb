"""What the rules found is remembered: they are asked once about the same, and again about anything else."""

from dataclasses import replace
from unittest import mock

import pytest

from disclosures.checks import Severity
from disclosures.document.as_json import content_sha256
from disclosures.document.model import Source, YearSource
from disclosures.models import RememberedFindings, RuleSetting, Submission
from disclosures.plans import edits
from disclosures.plans.from_rows import assemble
from disclosures.publication.erasure import erase_year
from disclosures.publication.publishing import withdraw
from disclosures.tests import cast, stages
from disclosures.tests.builders import loaded
from disclosures.tests.checks.builders import SOUND_ROWS, a_project
from disclosures.tests.stages import draft, fresh, published, revised, some, sound_document, step, submitted
from disclosures.workflow import findings
from disclosures.workflow.findings import findings_for, findings_in, findings_of, give_reasons
from indicators.models import Department, FiscalYear, Indicator, Project, Region

pytestmark = pytest.mark.django_db

CULTURE = {"unit_code": "345001", "unit_name": "山海关区文化馆"}
OLD_WORDS = "2020年办好群众演出。"


def faulty():
    """A plan with an error, a warning, a hint and last year's number in it."""
    rows = tuple(replace(row, target="≧90％") if row.name == "图书合格率" else row for row in SOUND_ROWS)
    sheet = a_project(*rows, **CULTURE, code="", objectives=("图书完好率",))
    return sound_document(sheet, overall_objective=OLD_WORDS, source=Source("文化馆.txt", "0" * 64))


@pytest.fixture
def submission():
    """The plan, which the rules have been asked about, after one of last year that says nearly the same."""
    loaded(sound_document(a_project(**CULTURE, name="旧书回收"), fiscal_year=2020, overall_objective=OLD_WORDS))
    submission = draft(faulty())
    findings_of(submission)
    return submission


@pytest.fixture
def asked():
    """How often the rules are asked."""
    with mock.patch.object(findings, "run", wraps=findings.run) as run:
        yield run


def change(submission: Submission, **fields) -> None:
    """李敏 changes what is said of the whole department."""
    edits.save(submission, lambda document: replace(document, **fields), some("li"))


def last_year() -> Submission:
    return Submission.objects.get(plan__fiscal_year__year=2020)


def look(submission: Submission) -> findings.Findings:
    return findings_of(fresh(submission))


def test_the_rules_are_asked_once_about_the_same(submission, asked):
    first = look(submission)
    with mock.patch.object(findings, "recall", return_value=None):
        anew = look(submission)
    assert asked.call_count == 1
    assert (first.found, first.stale) == (anew.found, anew.stale)
    assert {finding.severity for finding in first.found} == set(Severity)
    assert {type(finding.severity) for finding in first.found} == {Severity}
    assert [stale.evidence for stale in first.stale] == ["2020年"]


def test_last_year_is_assembled_where_somebody_asks_for_it(submission):
    document = assemble(submission)
    with mock.patch.object(findings, "assemble", wraps=assemble) as assembled:
        found = findings_of(submission, document)
        assert assembled.call_count == 0
        assert found.last_year.document == assemble(last_year())
        assert found.last_year.document is found.last_year.document
        assert assembled.call_count == 1


CHANGES = {
    "this plan": lambda one: change(one, safeguards="每周盘点一次。"),
    "last year's plan": lambda one: change(last_year(), safeguards="每周盘点一次。"),
    "the region's setting": lambda one: RuleSetting.objects.create(
        region=cast.shanhaiguan(), rule="A01", choice="W", reason="试点", changed_by=some("liu")
    ),
    "the scheme of the year": lambda one: FiscalYear.objects.filter(year=2021).update(scheme="cost_first"),
    "how the year was known": lambda one: Submission.objects.filter(pk=one.pk).update(
        fiscal_year_source=YearSource.PROJECT_CODES
    ),
    "the file it was read from": lambda one: Submission.objects.filter(pk=one.pk).update(source_file=None),
    "the line it was read from": lambda one: Project.objects.filter(plan=one.plan).update(line=7),
    "the name of the region": lambda one: Region.objects.filter(code="130303").update(name="山海关新区"),
    "a row written behind the door": lambda one: Indicator.objects.filter(project__plan=one.plan).update(target="涉密"),
}


@pytest.mark.parametrize("what", CHANGES)
def test_the_rules_are_asked_again_when_they_would_look_at_something_else(submission, asked, what):
    CHANGES[what](submission)
    look(submission)
    look(submission)
    assert asked.call_count == 1


def test_the_rules_are_asked_again_when_they_change(submission, asked, monkeypatch):
    monkeypatch.setattr("disclosures.workflow.remembered_findings.RULE_SET", "2 and more")
    look(submission)
    assert asked.call_count == 1


def test_the_rules_are_asked_again_when_last_years_plan_comes_in(asked):
    submission = draft(faulty())
    assert look(submission).stale == []
    loaded(sound_document(fiscal_year=2020, overall_objective=OLD_WORDS))
    assert [stale.evidence for stale in look(submission).stale] == ["2020年"]
    assert asked.call_count == 2


def test_the_hash_of_last_year_is_written_with_every_row(submission):
    """Loaded, saved, or taken back to the published version: the stored hash is that of the rows."""
    change(submission, safeguards="每日盘点一次。")
    abandoned = revised(published_plan())
    change(abandoned, safeguards="每周盘点一次。")
    step(abandoned, "abandon", some("chen"))
    for one in (last_year(), submission, abandoned):
        assert fresh(one).plan.content_sha256 == content_sha256(assemble(one))


def published_plan() -> Submission:
    """The plan of another year, published."""
    sheet = a_project(**CULTURE)
    return published(step(submitted(draft(sound_document(sheet, fiscal_year=2023))), "approve", some("liu")))


def test_a_row_of_last_year_written_behind_the_door_is_not_promised_to_be_seen(submission, asked):
    """Last year's plan is known by the hash stored with its rows; what goes past plans.edits is seen after the next
    writing."""
    Indicator.objects.filter(project__plan=last_year().plan).update(name="改名")
    look(submission)
    assert asked.call_count == 0
    change(last_year(), safeguards="每周盘点一次。")
    look(submission)
    assert asked.call_count == 1


def test_only_the_newest_is_kept_of_each_plan(submission):
    change(submission, overall_objective="待填：内部材料。")
    look(submission)
    assert "待填" in RememberedFindings.objects.get().text
    change(submission, overall_objective="办好群众演出。")
    look(submission)
    assert "待填" not in RememberedFindings.objects.get().text


def test_what_a_file_says_is_not_remembered(submission, asked):
    file = replace(assemble(submission), safeguards="待填：内部材料。")
    before = RememberedFindings.objects.get().text
    assert [finding.evidence for finding in findings_in(submission, file).found if finding.rule == "G05"] == ["待填"]
    assert RememberedFindings.objects.get().text == before
    assert look(submission).document == assemble(submission)
    assert asked.call_count == 1


def test_a_reason_is_seen_without_asking_the_rules(submission, asked):
    reason = {"I03": "名称如此。"}
    give_reasons(submission, reason, some("li"))
    assert (look(submission).reasons, asked.call_count) == (reason, 0)


def test_two_departments_do_not_share_what_is_remembered(submission, asked):
    other = Department.objects.create(region=cast.shanhaiguan(), code="345009", name="山海关区剧院")
    reference = replace(sound_document().department, code=other.code, name=other.name)
    sheet = a_project(unit_code=other.code, unit_name=other.name)
    assert look(draft(sound_document(sheet, department=reference))).errors == []
    assert [finding.rule for finding in look(submission).errors] == ["A01"]
    assert RememberedFindings.objects.count() == 2


def test_the_bureau_is_not_shown_what_was_found_in_a_draft(submission):
    """In the department's turn the bureau reads the text that was sent in; only the one that stands is remembered."""
    returned = stages.returned(stages.submitted_with_reasons(draft(sound_document(a_project(**CULTURE)))))
    change(returned, safeguards="待填：内部材料。")
    look(returned)
    kept = RememberedFindings.objects.get(submission=returned).text
    assert "待填" in kept
    shown = findings_for(some("wang"), fresh(returned))
    assert [finding.evidence for finding in shown.found if finding.rule == "G05"] == []
    assert RememberedFindings.objects.get(submission=returned).text == kept


def test_the_bureau_reads_last_year_as_it_was_sent_in(asked):
    sheet = a_project(**CULTURE, code="13030320ABCDEFGH01234")
    before = stages.returned(stages.submitted(draft(sound_document(sheet, fiscal_year=2020))))
    change(before, overall_objective=OLD_WORDS)
    submission = stages.submitted_with_reasons(draft(sound_document(overall_objective=OLD_WORDS)))
    assert [stale.evidence for stale in look(submission).stale] == ["2020年"]
    shown = findings_for(some("wang"), fresh(submission))
    assert (shown.stale, shown.last_year.document.overall_objective) == ([], sound_document().overall_objective)


def test_erasing_what_was_written_erases_what_was_found_in_it():
    submission = published_plan()
    look(submission)
    withdraw("130303", "345001", 2023, "附件有误。", actor=some("liu"))
    erase_year("130303", "345001", 2023, "含有国家秘密", ("李", "王"))
    assert list(RememberedFindings.objects.all()) == []
