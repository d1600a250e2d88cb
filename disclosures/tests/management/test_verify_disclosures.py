"""verify_disclosures: everything published is as it was, or it says what is not."""

import json
from io import StringIO

import pytest
from django.core.management import call_command
from django.utils import timezone

from disclosures.document.as_json import body_text, sha256
from disclosures.models import (
    DisclosedIndicator,
    DisclosedProject,
    DisclosedYear,
    Disclosure,
    DisclosureBody,
    DisclosureChain,
    SourceFile,
    Submission,
    SubmissionEvent,
)
from disclosures.publication.frozen_tables import expected_triggers, install_triggers, remove_triggers
from disclosures.publication.publishing import erase, withdraw
from disclosures.tests import stages
from disclosures.tests.builders import CHANGLI, document, indicator, project, published, withheld_project
from disclosures.tests.folders import SAMPLES

pytestmark = pytest.mark.django_db


def verified() -> tuple[str, int]:
    """What the command prints and its exit status."""
    out, status = StringIO(), 0
    try:
        call_command("verify_disclosures", stdout=out)
    except SystemExit as leaving:
        status = leaving.code
    return out.getvalue().strip(), status


@pytest.fixture
def three():
    """Three versions of two departments."""
    published(document(project(1), withheld_project(2), project(3, "夜校", total=None, indicators=())))
    published(document(region=CHANGLI))
    published(document(project(1, indicators=(indicator(target="≥123456789012345678.0000000001元"),)), problems=()))


@pytest.fixture
def without_triggers():
    """Somebody took the triggers away, and put them back afterwards."""
    remove_triggers()
    yield
    install_triggers()


def altered(*lines: str) -> tuple[str, int]:
    last = f"共核对3份公开全文：{len(lines)}处有改动，0份已依法清除。"
    return "\n".join([*(f"有改动  {line}" for line in lines), last]), 1


def tamper(**columns):
    """Change the second body; the triggers come back, as they would."""
    remove_triggers()
    DisclosureBody.objects.filter(sequence=2).update(**columns)
    install_triggers()


def test_nothing_published_is_in_order():
    assert verified() == ("共核对0份公开全文：0处有改动，0份已依法清除。", 0)


def test_what_is_as_it_was_is_in_order(three):
    assert verified() == ("共核对3份公开全文：0处有改动，0份已依法清除。", 0)


def test_a_withdrawn_version_is_in_order(three):
    withdraw("130322", "345001", 2021, "金额有误")
    assert verified() == ("共核对3份公开全文：0处有改动，0份已依法清除。", 0)


def test_an_erased_body_is_erased_and_not_altered(three):
    withdraw("130322", "345001", 2021, "金额有误")
    erase(Disclosure.objects.get(region_code="130322"), "含有国家秘密", ("李四", "王五"))
    assert verified() == (
        "已清除  第2份 山海关区文化馆 2021年 第1版：全文已依法清除（含有国家秘密；经办人李四、王五），指纹保留\n"
        "共核对3份公开全文：0处有改动，1份已依法清除。",
        0,
    )


def test_a_changed_text_is_found(three):
    text = DisclosureBody.objects.get(sequence=2).text
    tamper(text=text.replace("120000.00", "12000.00"))
    assert verified() == altered("第2份 山海关区文化馆 2021年 第1版：全文与指纹不符")


def test_a_changed_text_with_a_fitting_hash_breaks_the_chain(three):
    text = DisclosureBody.objects.get(sequence=2).text.replace("120000.00", "12000.00")
    tamper(text=text, sha256=sha256(text))
    assert verified() == altered(
        "第2份 山海关区文化馆 2021年 第1版：项目数、指标数或合计与全文不符",
        "第2份 山海关区文化馆 2021年 第1版：列表中的项目与全文不符",
        "第3份 山海关区文化馆 2021年 第2版：与前一份的指纹接不上",
    )


def test_a_body_moved_to_another_department_is_found(three):
    values = json.loads(DisclosureBody.objects.get(sequence=2).text)
    values["department"]["name"] = "昌黎县文化馆"
    values["publication"]["version"] = 3
    tamper(text=body_text(values), sha256=sha256(body_text(values)))
    assert verified()[0].splitlines()[:2] == [
        "有改动  第2份 山海关区文化馆 2021年 第1版：版次、公开时间或链上位置与全文不符",
        "有改动  第2份 山海关区文化馆 2021年 第1版：区划、单位或年度与全文不符",
    ]


def test_a_body_taken_out_of_the_chain_is_found(three):
    remove_triggers()
    DisclosureBody.objects.filter(sequence=2).delete()
    install_triggers()
    out, status = verified()
    assert status == 1
    assert out.splitlines()[:3] == [
        "有改动  公开链在第1份之后缺少第2份",
        "有改动  第3份 山海关区文化馆 2021年 第2版：与前一份的指纹接不上",
        "有改动  山海关区文化馆 2021年 第1版：没有全文",
    ]


def test_a_chain_cut_at_its_end_is_found(three):
    remove_triggers()
    DisclosedIndicator.objects.filter(project__disclosure__version=2).delete()
    DisclosureBody.objects.filter(sequence=3).delete()
    install_triggers()
    assert verified()[0].splitlines()[0] == "有改动  公开链的末端记为第3份，实际到第2份，或指纹不同"


@pytest.mark.parametrize("head", [{"sequence": 2}, {"sequence": 4}, {"sha256": "f" * 64}])
def test_a_changed_head_is_found(three, head):
    DisclosureChain.objects.update(**head)
    shown = head.get("sequence", 3)
    assert verified() == altered(f"公开链的末端记为第{shown}份，实际到第3份，或指纹不同")


@pytest.mark.parametrize(
    "columns",
    [{"total": 1}, {"project_count": 7}, {"withheld_count": 1}, {"indicator_count": 0}],
)
def test_changed_sums_are_found(three, columns):
    remove_triggers()
    Disclosure.objects.filter(version=2).update(**columns)
    install_triggers()
    assert verified() == altered("第3份 山海关区文化馆 2021年 第2版：项目数、指标数或合计与全文不符")


@pytest.mark.parametrize("columns", [{"name": "别的项目"}, {"total": None}, {"position": 2}, {"fiscal_year": 2020}])
def test_changed_rows_of_projects_are_found(three, columns):
    DisclosedProject.objects.filter(disclosure__version=2).update(**columns)
    assert verified() == altered("第3份 山海关区文化馆 2021年 第2版：列表中的项目与全文不符")


@pytest.mark.parametrize("columns", [{"target": "≥1元"}, {"number": 1}, {"category_key": "cost"}, {"basis": ""}])
def test_changed_rows_of_indicators_are_found(three, columns):
    DisclosedIndicator.objects.filter(project__disclosure__version=2).update(**columns)
    assert verified() == altered("第3份 山海关区文化馆 2021年 第2版：列表中的指标与全文不符")


def test_missing_and_added_rows_are_found(three):
    project_row = DisclosedProject.objects.get(disclosure__version=2)
    DisclosedIndicator.objects.filter(project=project_row).delete()
    assert verified() == altered("第3份 山海关区文化馆 2021年 第2版：列表中的指标与全文不符")
    project_row.delete()
    assert verified()[0].splitlines()[0] == "有改动  第3份 山海关区文化馆 2021年 第2版：列表中的项目与全文不符"


def test_rows_of_a_version_that_is_not_current_are_found(three):
    old = Disclosure.objects.get(region_code="130303", version=1)
    DisclosedProject.objects.create(
        disclosure=old, fiscal_year=2021, key="1", position=1, name="旧项目", indicator_count=0
    )
    assert verified() == altered("山海关区文化馆 2021年 第1版：不是现行版本，却仍有公开项目“旧项目”")


def test_a_changed_source_file_is_found(three):
    SourceFile.objects.filter(pk=Disclosure.objects.get(version=2).file.source_id).update(content=b"x")
    assert verified() == altered("第3份 山海关区文化馆 2021年 第2版：原件“文化馆.txt”与其指纹不符")


# --- the record of what was done ------------------------------------------------------------------------------------


def forge(rows, **columns):
    """Change rows behind the triggers' back; without columns, delete them."""
    remove_triggers()
    if columns:
        rows.update(**columns)
    else:
        rows.delete()
    install_triggers()


@pytest.fixture
def whole_way():
    """Published, revised, given up, withdrawn and published again, as officials do it."""
    submission = stages.revised(stages.published(stages.approved(stages.submitted(stages.draft()))))
    submission = stages.withdrawn(stages.step(submission, "abandon", stages.some("chen")))
    return stages.published(stages.approved(stages.submitted(submission)))


def test_what_officials_do_is_in_order(whole_way):
    assert verified() == ("共核对2份公开全文：0处有改动，0份已依法清除。", 0)


def test_a_version_closed_by_a_later_one_is_in_order():
    published(document(project(1), project(2, "夜校")))
    published(document(project(1), withheld_project(2, "夜校")))
    assert Disclosure.objects.filter(withdrawn_at__isnull=False).count() == 1
    assert verified() == ("共核对2份公开全文：0处有改动，0份已依法清除。", 0)


@pytest.mark.parametrize("text", ["{}", "", "{", "[1]", '{"schema":1}'])
def test_a_changed_text_of_an_event_is_found(three, text):
    event = SubmissionEvent.objects.order_by("id").last()
    forge(SubmissionEvent.objects.filter(pk=event.pk), document=text)
    assert verified() == altered(f"{event.submission.plan}：办理记录“{event}”所存的全文与指纹不符")


def test_a_changed_amount_in_the_text_of_an_event_is_found(three):
    event = SubmissionEvent.objects.order_by("id").last()
    text = event.document.replace("120000.00", "12000.00")
    forge(SubmissionEvent.objects.filter(pk=event.pk), document=text)
    assert verified() == altered(f"{event.submission.plan}：办理记录“{event}”所存的全文与指纹不符")


def test_a_removed_record_of_a_publication_is_found(three):
    event = SubmissionEvent.objects.order_by("id").last()
    forge(SubmissionEvent.objects.filter(pk=event.pk))
    assert verified() == altered(f"{event.submission.plan}：有2个公开版本，办理记录中却有1次公开")


def test_a_removed_step_is_found(whole_way):
    event = SubmissionEvent.objects.filter(action="submit").first()
    following = SubmissionEvent.objects.filter(pk__gt=event.pk).order_by("pk").first()
    forge(SubmissionEvent.objects.filter(pk=event.pk))
    out, status = verified()
    assert (out.splitlines()[0], status) == (
        f"有改动  {event.submission.plan}：办理记录“{following}”之前缺少记录，状态应为“填报中”",
        1,
    )


def test_a_changed_status_is_found(three):
    submission = Submission.objects.order_by("id").first()
    Submission.objects.filter(pk=submission.pk).update(status="draft")
    assert verified() == altered(f"{submission.plan}：状态是“填报中”，按办理记录应为“已公开”")


def test_a_withdrawal_undone_is_found(three):
    withdraw("130322", "345001", 2021, "金额有误")
    forge(Disclosure.objects.filter(region_code="130322"), withdrawn_at=None, withdrawn_reason="")
    plan = Submission.objects.get(plan__department__region__code="130322").plan
    assert verified() == altered(
        f"{plan}：第1版有撤回公开的办理记录，却没有撤回时间",
        f"{plan}：最新的第1版没有撤回，却不是现行版本",
    )


def test_a_withdrawal_nobody_decided_is_found(three):
    Disclosure.objects.filter(region_code="130322").update(
        current=False, withdrawn_at=timezone.now(), withdrawn_reason="看不见"
    )
    plan = Submission.objects.get(plan__department__region__code="130322").plan
    assert f"有改动  {plan}：第1版有撤回时间，却没有撤回公开的办理记录" in verified()[0].splitlines()


@pytest.mark.parametrize(
    "columns", [{"departments_due": 0}, {"publication_due_on": "2021-02-20"}, {"fiscal_year": 2020}]
)
def test_changed_figures_of_a_year_are_found(three, columns):
    DisclosedYear.objects.filter(region_code="130322").update(**columns)
    shown = DisclosedYear.objects.get(region_code="130322")
    assert verified() == altered(f"{shown}：公开的应公开单位数、批复日期或公开截止日期与计划不符")


def test_one_more_plan_of_a_year_and_a_new_name_of_a_region_are_in_order(three):
    call_command("import_disclosures", str(SAMPLES / "2021-130303-480001-city-management.txt"), stdout=StringIO())
    call_command("add_region", "130322", "昌黎市", stdout=StringIO())
    assert list(DisclosedYear.objects.order_by("region_code").values_list("region_name", "departments_due")) == [
        ("山海关区", 2),
        ("昌黎市", 1),
    ]
    assert verified() == ("共核对3份公开全文：0处有改动，0份已依法清除。", 0)


def test_missing_triggers_are_said(three, without_triggers):
    assert verified() == altered(f"数据库中缺少保护公开内容的触发器：{'、'.join(expected_triggers())}")
