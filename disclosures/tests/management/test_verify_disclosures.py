"""verify_disclosures: everything published is as it was, or it says what is not."""

import hashlib
import json
from io import StringIO

import pytest
from django.core.management import call_command
from django.utils import timezone

from disclosures.document.as_json import body_text, sha256
from disclosures.models import (
    DisclosedFile,
    DisclosedIndicator,
    DisclosedProject,
    DisclosedUnit,
    DisclosedYear,
    Disclosure,
    DisclosureBody,
    DisclosureChain,
    SourceFile,
    Submission,
)
from disclosures.publication import publishing
from disclosures.publication.erasure import erase_year
from disclosures.publication.publishing import withdraw
from disclosures.tests.builders import CHANGLI, document, indicator, project, published, withheld_project
from disclosures.tests.folders import SAMPLES
from disclosures.tests.rosters import roster, unit
from disclosures.tests.tampering import alterations, forge, in_order, verified, without_triggers

pytestmark = [pytest.mark.django_db, pytest.mark.soak]


@pytest.fixture
def three():
    """Three versions of two departments."""
    published(document(project(1), withheld_project(2), project(3, "夜校", total=None, indicators=())))
    published(document(region=CHANGLI, problems=()))
    published(document(project(1, indicators=(indicator(target="≥123456789012345678.0000000001元"),)), problems=()))


def altered(*lines: str) -> tuple[str, int]:
    last = f"共核对3份公开全文：{len(lines)}处有改动，0份已依法清除。"
    return "\n".join([*(f"有改动  {line}" for line in lines), last]), 1


def tamper(**columns):
    """Change the second body behind the triggers' back."""
    forge(DisclosureBody.objects.filter(sequence=2), **columns)


def test_nothing_published_is_in_order():
    assert verified() == ("共核对0份公开全文：0处有改动，0份已依法清除。", 0)


def test_what_is_as_it_was_is_in_order(three):
    assert verified() == ("共核对3份公开全文：0处有改动，0份已依法清除。", 0)


def test_a_withdrawn_version_is_in_order(three):
    withdraw("130322", "345001", 2021, "金额有误")
    assert verified() == ("共核对3份公开全文：0处有改动，0份已依法清除。", 0)


def test_an_erased_body_is_erased_and_not_altered(three):
    withdraw("130322", "345001", 2021, "金额有误")
    erase_year("130322", "345001", 2021, "含有国家秘密", ("李四", "王五"))
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
        "第2份 山海关区文化馆 2021年 第1版：内容指纹与全文不符",
        "第2份 山海关区文化馆 2021年 第1版：列表中的项目与全文不符",
        "第2份 山海关区文化馆 2021年 第1版：列表中的绩效目标表与全文不符",
        "第2份 山海关区文化馆 2021年 第1版：公开项目计数与全文不符",
        "第3份 山海关区文化馆 2021年 第2版：与前一份的指纹接不上",
    )


DAMAGED = "文本内容不完整或者已损坏，无法读取"


@pytest.mark.parametrize(
    ("text", "trouble"),
    [
        ("", f"全文读不出来：{DAMAGED}"),
        ("[]", "全文读不出来：不认得的文本格式（schema None），请用更新的版本打开"),
        ('{"schema":2}', "全文读不出来：不认得的文本格式（schema 2），请用更新的版本打开"),
        ('{"schema":1}', f"全文读不出来：{DAMAGED}"),
    ],
)
def test_a_text_that_is_no_document_is_told_and_the_rest_is_verified(three, text, trouble):
    tamper(text=text, sha256=sha256(text))
    assert verified() == altered(
        f"第2份 山海关区文化馆 2021年 第1版：{trouble}",
        "第3份 山海关区文化馆 2021年 第2版：与前一份的指纹接不上",
    )


@pytest.mark.parametrize("publication", [None, "x", []])
def test_a_body_that_says_nothing_of_its_publication_is_found(three, publication):
    values = json.loads(DisclosureBody.objects.get(sequence=2).text) | {"publication": publication}
    tamper(text=body_text(values), sha256=sha256(body_text(values)))
    assert verified() == altered(
        "第2份 山海关区文化馆 2021年 第1版：版次、公开时间或链上位置与全文不符",
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


def test_a_body_that_lost_its_region_is_found(three):
    values = json.loads(DisclosureBody.objects.get(sequence=2).text) | {"region": None}
    tamper(text=body_text(values), sha256=sha256(body_text(values)))
    assert verified() == altered(
        "第2份 山海关区文化馆 2021年 第1版：区划、单位或年度与全文不符",
        "第2份 山海关区文化馆 2021年 第1版：内容指纹与全文不符",
        "第2份 山海关区文化馆 2021年 第1版：列表中的项目与全文不符",
        "第2份 山海关区文化馆 2021年 第1版：列表中的指标与全文不符",
        "第2份 山海关区文化馆 2021年 第1版：公开指标计数与全文不符",
        "第2份 山海关区文化馆 2021年 第1版：公开项目计数与全文不符",
        "第3份 山海关区文化馆 2021年 第2版：与前一份的指纹接不上",
    )


def test_a_body_taken_out_of_the_chain_is_found(three):
    with without_triggers():
        DisclosureBody.objects.filter(sequence=2).delete()
    out, status = verified()
    assert status == 1
    assert out.splitlines()[:3] == [
        "有改动  公开链在第1份之后缺少第2份",
        "有改动  第3份 山海关区文化馆 2021年 第2版：与前一份的指纹接不上",
        "有改动  山海关区文化馆 2021年 第1版：没有全文",
    ]


def test_a_chain_cut_at_its_end_is_found(three):
    with without_triggers():
        DisclosedIndicator.objects.filter(project__disclosure__version=2).delete()
        DisclosureBody.objects.filter(sequence=3).delete()
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
    with without_triggers():
        Disclosure.objects.filter(version=2).update(**columns)
    assert verified() == altered("第3份 山海关区文化馆 2021年 第2版：项目数、指标数或合计与全文不符")


@pytest.mark.parametrize("columns", [{"total": None}, {"position": 2}, {"fiscal_year": 2020}])
def test_changed_rows_of_projects_are_found(three, columns):
    DisclosedProject.objects.filter(disclosure__version=2).update(**columns)
    assert verified() == altered("第3份 山海关区文化馆 2021年 第2版：列表中的项目与全文不符")


def test_changed_names_of_projects_are_found_in_the_search_too(three):
    DisclosedProject.objects.filter(disclosure__version=2).update(name="别的项目")
    assert verified() == altered(
        "第3份 山海关区文化馆 2021年 第2版：列表中的项目与全文不符",
        "第3份 山海关区文化馆 2021年 第2版：搜索条目与全文不符",
    )


@pytest.mark.parametrize("columns", [{"number": 1}, {"category_key": "cost"}])
def test_changed_rows_of_indicators_are_found(three, columns):
    DisclosedIndicator.objects.filter(project__disclosure__version=2).update(**columns)
    assert verified() == altered("第3份 山海关区文化馆 2021年 第2版：列表中的指标与全文不符")


@pytest.mark.parametrize("columns", [{"target": "≥1元"}, {"basis": ""}])
def test_changed_words_of_indicators_are_found_in_the_search_too(three, columns):
    DisclosedIndicator.objects.filter(project__disclosure__version=2).update(**columns)
    assert verified() == altered(
        "第3份 山海关区文化馆 2021年 第2版：列表中的指标与全文不符",
        "第3份 山海关区文化馆 2021年 第2版：搜索条目与全文不符",
    )


def test_missing_and_added_rows_are_found(three):
    project_row = DisclosedProject.objects.get(disclosure__version=2)
    DisclosedIndicator.objects.filter(project=project_row).delete()
    assert verified() == altered(
        "第3份 山海关区文化馆 2021年 第2版：列表中的指标与全文不符",
        "第3份 山海关区文化馆 2021年 第2版：搜索条目与全文不符",
    )
    project_row.delete()
    assert verified()[0].splitlines()[0] == "有改动  第3份 山海关区文化馆 2021年 第2版：列表中的项目与全文不符"


def test_rows_of_a_version_that_is_not_current_are_found(three):
    old = Disclosure.objects.get(region_code="130303", version=1)
    DisclosedProject.objects.create(
        disclosure=old, fiscal_year=2021, key="1", position=1, name="旧项目", indicator_count=0
    )
    assert verified() == altered("山海关区文化馆 2021年 第1版：不是现行版本，却仍有公开项目“旧项目”")


def test_changed_hashes_of_contents_are_found(three):
    forge(Disclosure.objects.filter(version=2), content_sha256="f" * 64)
    assert verified() == altered("第3份 山海关区文化馆 2021年 第2版：内容指纹与全文不符")


def test_a_current_body_erased_by_one_statement_is_found(three):
    columns = {"text": "", "erased_at": timezone.now(), "erased_reason": "含有国家秘密", "erased_by": "李四、王五"}
    tamper(**columns)
    plan = Submission.objects.get(plan__department__region__code="130322").plan
    assert alterations() == [
        "第2份 山海关区文化馆 2021年 第1版：已清除，却仍有全文或仍是现行版本",
        f"{plan}：第1版的全文被清除，却没有依法清除的办理记录",
    ]


# --- the files that came in -----------------------------------------------------------------------------------------

OFFERED = "第3份 山海关区文化馆 2021年 第2版：提供下载的原件不是全文所载的原件"


def offered():
    return DisclosedFile.objects.filter(disclosure__version=2)


def test_a_replaced_source_file_is_found(three):
    forge(SourceFile.objects.filter(pk=offered().get().source_id), content=b"x")
    assert verified() == altered("原件“文化馆.txt”与其指纹不符")


def test_a_replaced_source_file_with_a_fitting_hash_is_found(three):
    replaced = {"content": b"x", "size": 1, "sha256": hashlib.sha256(b"x").hexdigest()}
    source = offered().get().source
    forge(SourceFile.objects.filter(pk=source.pk), **replaced)
    assert verified() == altered(
        "第3份 山海关区文化馆 2021年 第2版：提供下载的原件“文化馆.txt”与收到的原件不符",
        f"山海关区文化馆 2021年：内容所依据的原件 {source.sha256[:12]} 已不在",
    )


def test_a_renamed_source_file_is_found(three):
    forge(offered(), name="别的.txt")
    assert verified() == altered(OFFERED)


def test_a_source_file_renamed_in_both_places_is_found(three):
    forge(SourceFile.objects.filter(pk=offered().get().source_id), name="别的.txt")
    forge(offered(), name="别的.txt")
    assert verified() == altered(OFFERED)


def test_an_offered_file_that_points_elsewhere_is_found(three):
    other = DisclosedFile.objects.get(disclosure__region_code="130322").source
    forge(offered(), source=other, sha256=other.sha256)
    assert verified() == altered(OFFERED)


def test_an_offered_file_that_is_gone_is_found(three):
    forge(offered())
    assert verified() == altered(OFFERED)


def test_an_offered_file_that_nobody_published_is_found():
    published(document(withheld_project()))
    source = SourceFile.objects.get()
    DisclosedFile.objects.create(
        disclosure=Disclosure.objects.get(), source=source, name=source.name, sha256=source.sha256
    )
    assert alterations() == ["第1份 山海关区文化馆 2021年 第1版：提供下载的原件不是全文所载的原件"]


def test_a_body_of_an_older_program_says_nothing_of_files_and_is_in_order(monkeypatch):
    monkeypatch.setattr(publishing, "offered_block", lambda source: {})
    published()
    assert verified() == (in_order(1), 0)


# --- the years ------------------------------------------------------------------------------------------------------


def test_a_year_that_is_gone_is_found(three):
    DisclosedYear.objects.filter(region_code="130322").delete()
    assert verified() == altered("130322 区划2021年：有公开的内容，却没有公开年度")


@pytest.mark.parametrize(
    "columns", [{"departments_due": 0}, {"publication_due_on": "2021-02-20"}, {"fiscal_year": 2020}]
)
def test_changed_figures_of_a_year_are_found(three, columns):
    DisclosedYear.objects.filter(region_code="130322").update(**columns)
    shown = DisclosedYear.objects.get(region_code="130322")
    assert alterations()[0] == f"{shown}：公开的应公开单位数、批复日期或公开截止日期与登记的不符"


def test_a_unit_added_to_or_taken_from_the_public_roster_is_found(three):
    roster(2021, unit("345001"), unit("345002", "山海关区体育馆"))
    assert verified()[1] == 0
    DisclosedUnit.objects.filter(code="345002").update(exemption="依法不公开部门预算")
    assert alterations() == ["山海关区 2021年：公开的名册与核定的不符"]
    DisclosedUnit.objects.all().delete()
    assert alterations() == ["山海关区 2021年：公开的名册与核定的不符"]


def test_one_more_plan_of_a_year_and_a_new_name_of_a_region_are_in_order(three):
    call_command("import_disclosures", str(SAMPLES / "2021-130303-480001-city-management.txt"), stdout=StringIO())
    call_command("add_region", "130322", "昌黎市", stdout=StringIO())
    assert list(DisclosedYear.objects.order_by("region_code").values_list("region_name", "departments_due")) == [
        ("山海关区", None),
        ("昌黎市", None),
    ]
    assert verified() == ("共核对3份公开全文：0处有改动，0份已依法清除。", 0)
