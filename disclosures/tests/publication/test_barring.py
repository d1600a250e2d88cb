"""What bars publication on every way: texts that name what is withheld."""

from contextlib import contextmanager
from dataclasses import replace
from decimal import Decimal

import pytest

from disclosures.checks import RULE_SET
from disclosures.document.model import Explanation, Withheld
from disclosures.exports.as_xlsx import xlsx
from disclosures.intake.history import Options, import_file, known_regions
from disclosures.models import Disclosure, RuleSetting, Submission, Waiver
from disclosures.plans import edits
from disclosures.plans.from_rows import assemble
from disclosures.publication.barring import Overrule, PublishRefused, fingerprint, to_overrule
from disclosures.publication.publishing import publish
from disclosures.tests import stages
from disclosures.tests.builders import approved, document, project, published, withheld_project
from disclosures.tests.checks.builders import a_project
from disclosures.tests.stages import fresh, refused, some, sound_document

pytestmark = pytest.mark.django_db

NAME = "卫星地面站加固"
WHY = Withheld("涉及安全防范")


@contextmanager
def barred(sentence: str):
    """What is done inside publishes nothing, and says why."""
    before = Disclosure.objects.count()
    with pytest.raises(PublishRefused) as refusal:
        yield
    assert (str(refusal.value), Disclosure.objects.count()) == (sentence, before)


def nameless(name: str = f"{NAME}\n涉密", **fields):
    return withheld_project(2, name, objectives=("加固库房",), **fields)


def test_a_text_that_names_what_is_withheld_bars_publication():
    with barred("工作保障措施（名称）写着不公开项目的名称或者编码，不能公开（规则 C05）"):
        published(document(project(1), nameless(), safeguards=f"确保{NAME}完工"))
    note = Explanation("说明", f"项目 {project(2).code}")
    with barred("第 1 节情况说明的内容（编码）写着不公开项目的名称或者编码，不能公开（规则 C05）"):
        published(document(project(1), withheld_project(2), explanations=(note,)))
    with barred("第 2 个项目的不公开原因（名称）写着不公开项目的名称或者编码，不能公开（规则 C05）"):
        published(document(project(1), nameless(reason=f"{NAME}涉及国家秘密")))


def test_the_name_that_it_had_in_an_older_version_bars_it_too():
    published(document(project(1), project(2, NAME)))
    with barred("总体绩效目标（名称）写着不公开项目的名称或者编码，不能公开（规则 C05）"):
        published(document(project(1), nameless("涉密", code=""), overall_objective=f"完成{NAME}"))
    published(document(project(1), nameless("涉密", code=""), overall_objective="完成加固"))


def test_a_mark_is_no_name():
    published(document(project(1), nameless("国家秘密", reason="涉及国家秘密")))
    published(document(project(1), nameless("涉密", reason="属国家秘密，不予公开")))
    assert Disclosure.objects.count() == 2


def submission_with(*projects, **fields) -> Submission:
    unit = {"unit_code": "345001", "unit_name": "山海关区文化馆"}
    return stages.draft(sound_document(*(replace(one, **unit) for one in projects), **fields))


def test_the_name_that_a_clerk_took_away_bars_it_at_the_desk():
    secret = a_project(number=2, name=NAME, code="13030321ABCDEFGH00777", withheld=WHY)
    submission = submission_with(a_project(), secret, safeguards=f"每月检查{NAME}。")
    edits.save(submission, lambda now: edits.with_project(now, replace(now.projects[1], name="涉密")), some("li"))
    stages.submitted_with_reasons(submission)
    stages.review(submission, may=False, key="2")
    stages.approved(submission)
    with refused("工作保障措施（名称）写着不公开项目的名称或者编码，不能公开（规则 C05）。"):
        stages.published(submission)


def test_a_code_in_a_text_bars_submission():
    secret = a_project(number=2, name="档案加固", code="13030321ABCDEFGH00777", withheld=WHY)
    submission = submission_with(a_project(), secret, safeguards="检查13030321abcdefgh00777。")
    stages.give_reasons(submission)
    with refused("还有 1 处错误未改正，不能送审。"):
        stages.submitted(submission)


def test_an_amount_asks_for_a_reason_and_then_passes():
    secret = a_project(number=2, name="档案加固", code="13030321ABCDEFGH00777", withheld=WHY, total=Decimal(81234))
    submission = submission_with(a_project(), secret, overall_objective="安排项目资金8.1234万元。")
    with refused("还有 1 条规则查出的问题没有说明理由，不能送审。"):
        stages.submitted(submission)
    stages.submitted_with_reasons(submission)
    stages.review(submission, may=False, key="2")
    stages.published(stages.approved(submission))
    assert assemble(fresh(submission)).projects[1].withheld == WHY


def test_a_command_publishes_no_text_that_gives_an_amount_away(tmp_path):
    secret = withheld_project(2, total=Decimal("80000.00"))
    made = document(project(1), secret, problems=(), overall_objective="安排项目资金20万元。")
    path = tmp_path / "计划.xlsx"
    path.write_bytes(xlsx(made))
    outcome = import_file(path, known_regions(), Options(publish=True))
    assert (outcome.status, outcome.message) == (
        "refused",
        "由总体绩效目标可以推算不公开项目的金额，不能公开（规则 C02）；请改写，"
        "或者由财政负责人决定照此公开，并写明理由（--overrule C02 --reason）",
    )
    assert Disclosure.objects.count() == 0
    for options in (Options(publish=True, overrule="C02", reason=" "), Options(publish=True, reason="已核对")):
        assert import_file(path, known_regions(), options).status == "refused"
    assert Disclosure.objects.count() == 0


def test_the_director_overrules_it_by_command_with_a_reason_that_is_recorded(tmp_path):
    secret = withheld_project(2, total=Decimal("80000.00"))
    made = document(project(1), secret, problems=(), overall_objective="安排项目资金20万元。")
    path = tmp_path / "计划.xlsx"
    path.write_bytes(xlsx(made))
    outcome = import_file(path, known_regions(), Options(publish=True, overrule="C02", reason="合计数已依法公开"))
    assert (outcome.status, Disclosure.objects.count()) == ("published", 1)
    event = Submission.objects.get().events.get()
    kept = [(one["rule"], one["field"], one["severity"], one["overruled"], one["rule_set"]) for one in event.findings]
    assert kept == [("C02", "overall_objective", "E", "合计数已依法公开", RULE_SET)]


def test_no_other_rule_is_overruled(tmp_path):
    made = document(project(1), withheld_project(2), problems=(), safeguards=f"编码{project(2).code}")
    path = tmp_path / "计划.xlsx"
    path.write_bytes(xlsx(made))
    outcome = import_file(path, known_regions(), Options(publish=True, overrule="C02", reason="已核对"))
    assert (outcome.status, Disclosure.objects.count()) == ("refused", 0)
    assert "规则 C05" in outcome.message


def test_a_reason_that_stands_in_the_plan_opens_no_way_for_a_command(tmp_path):
    secret = withheld_project(2, total=Decimal("80000.00"))
    path = tmp_path / "计划.xlsx"
    path.write_bytes(xlsx(document(project(1), secret, problems=(), overall_objective="安排8万元。")))
    assert import_file(path, known_regions(), Options()).status == "loaded"
    Waiver.objects.create(submission=Submission.objects.get(), rule="C02", reason="已核实。", given_by=some("li"))
    assert import_file(path, known_regions(), Options(publish=True)).status == "refused"
    assert (
        import_file(path, known_regions(), Options(publish=True, overrule="C02", reason="已核")).status == "published"
    )


# --- publish() itself ------------------------------------------------------------------------------------------------

TOLD = "由总体绩效目标可以推算不公开项目的金额，不能公开（规则 C02）；请改写，或者由财政负责人决定照此公开，并写明理由"
OTHERS = "规则 C02 的检查结果与您看到的不同，没有办理，请看过现在的检查结果再决定"


@pytest.fixture
def telling() -> Submission:
    """Approved as it stands, past every step that asks; the department gave a reason for what may be chance."""
    submission = stages.telling_draft()
    stages.give_reasons(submission)
    return approved(fresh(submission))


def test_nothing_is_published_with_a_finding_that_is_not_overruled(telling):
    with barred(TOLD):
        publish(telling)
    with barred("规则 C02 的检查结果，决定照此公开的须写明理由"):
        publish(telling, overrule=stages.overruling(telling, " 　\n"))
    assert publish(telling, overrule=stages.overruling(telling)).version == 1


@pytest.mark.parametrize("choice", ["W", "I", "off"])
def test_no_setting_of_a_region_opens_the_way(telling, choice):
    set_rule(telling, choice)
    with barred(TOLD):
        publish(telling)


def test_an_overrule_of_other_findings_does_not_count(telling):
    found, seen = to_overrule(telling, assemble(telling)), stages.overruling(telling)
    assert [(one.field, one.severity) for one in found] == [("overall_objective", "E")]
    set_rule(telling, "E")
    with barred(OTHERS):
        publish(telling, overrule=seen)
    for other in ([], [*found, *found], [replace(found[0], message="")]):
        with barred(OTHERS):
            publish(telling, overrule=Overrule(fingerprint(other), "已核实"))
    publish(telling, overrule=stages.overruling(telling))
    kept = telling.events.last().findings
    assert [(one["field"], one["reason"], one["overruled"]) for one in kept] == [
        ("overall_objective", "已核实。", "合计已依法公开"),
        ("safeguards", "已核实。", "合计已依法公开"),
    ]


def test_a_chance_without_the_departments_reason_is_overruled_too(telling):
    Waiver.objects.all().delete()
    assert [one.severity for one in to_overrule(telling, assemble(telling))] == ["E", "W"]


def test_an_overrule_where_nothing_bars_is_not_kept():
    submission = approved(stages.draft())
    publish(submission, overrule=Overrule(fingerprint([]), "以防万一"))
    assert submission.events.last().findings == []


def set_rule(submission: Submission, choice: str) -> None:
    region = submission.plan.fiscal_year.region
    RuleSetting.objects.create(region=region, rule="C02", choice=choice, reason="试行", changed_by=some("liu"))
