"""The counters of the lists and the kept texts of projects: written with a version, gone with it, compared with it."""

import json
from decimal import Decimal
from importlib import import_module

import pytest
from django.apps import apps

from disclosures.document.model import DepartmentRef
from disclosures.models import (
    DisclosedIndicator,
    DisclosedIndicatorCount,
    DisclosedProject,
    DisclosedProjectCount,
    DisclosedSheet,
)
from disclosures.publication.publishing import withdraw
from disclosures.tests.builders import CHANGLI, document, indicator, project, published, withheld_project
from disclosures.tests.document.test_redaction import SECRET, TRACES
from disclosures.tests.tampering import alterations

pytestmark = pytest.mark.django_db

PLACE = ("scope", "region_code", "department_code", "fiscal_year")
SPORTS = DepartmentRef("345002", "山海关区体育馆")
filling = import_module("disclosures.migrations.0022_count_what_is_public")


def some_versions():
    """Two units in 2021, one of them in 2020 too, and a withheld project."""
    published(document(project(1), project(2, total=Decimal("9999.99")), withheld_project(3)))
    published(document(project(1, total=None, fiscal_funds=None, other_funds=None), department=SPORTS))
    return published(document(project(1, indicators=(indicator(),)), fiscal_year=2020))


def counts(model) -> list[tuple]:
    """The counters without their keys, in a settled order."""
    summed = ("rows", "total", "largest") if model is DisclosedProjectCount else ("rows",)
    return sorted(model.objects.values_list(*PLACE, *model.SORTS, *summed), key=str)


def test_a_version_is_counted_with_its_unit_and_with_its_region():
    some_versions()
    of_version = DisclosedProjectCount.objects.filter(scope="unit_year", department_code="345001", fiscal_year=2021)
    assert list(of_version.order_by("band").values_list("band", "rows", "total", "largest")) == [
        ("from_100k", 1, Decimal("120000.00"), Decimal("120000.00")),
        ("under_10k", 1, Decimal("9999.99"), Decimal("9999.99")),
        ("withheld", 1, None, None),
    ]
    of_unit = DisclosedProjectCount.objects.filter(scope="unit", department_code="345001", fiscal_year=0)
    assert list(of_unit.order_by("band").values_list("band", "rows", "total", "largest")) == [
        ("from_100k", 2, Decimal("240000.00"), Decimal("120000.00")),
        ("under_10k", 1, Decimal("9999.99"), Decimal("9999.99")),
        ("withheld", 1, None, None),
    ]
    of_region = DisclosedIndicatorCount.objects.filter(scope="region_year", region_code="130303", department_code="")
    sorts = ("fiscal_year", *DisclosedIndicatorCount.SORTS)
    assert list(of_region.order_by(*sorts).values_list(*sorts, "rows")) == [
        (2020, "output", "quantity", "number", 1),
        (2021, "output", "quantity", "number", 3),
        (2021, "satisfaction", "service_recipient", "number", 3),
    ]


def test_what_is_withheld_is_counted_as_withheld_and_nothing_else():
    published(document(project(1), SECRET))
    withheld = DisclosedProjectCount.objects.filter(band="withheld", scope="unit_year")
    assert list(withheld.values_list("rows", "total", "largest")) == [(1, None, None)]
    assert [
        kept for kept in DisclosedSheet.objects.values_list("text", flat=True) for trace in TRACES if trace in kept
    ] == []
    texts = {sheet.project.key: json.loads(sheet.text) for sheet in DisclosedSheet.objects.select_related("project")}
    assert texts["2"]["withheld"] == {"reason": "涉及国家秘密"}
    assert texts["2"]["total"] is None and texts["2"]["indicators"] == []


def test_counters_and_kept_texts_go_with_their_version():
    some_versions()
    published(document(project(1, indicators=()), fiscal_year=2020))
    assert DisclosedIndicatorCount.objects.filter(fiscal_year=2020).count() == 0
    withdraw("130303", "345001", 2020, "附件有误。")
    withdraw("130303", "345001", 2021, "附件有误。")
    withdraw("130303", "345002", 2021, "附件有误。")
    assert [counts(DisclosedIndicatorCount), counts(DisclosedProjectCount), list(DisclosedSheet.objects.all())] == [
        [],
        [],
        [],
    ]


@pytest.mark.parametrize(
    ("model", "scope", "changed", "said"),
    [
        (DisclosedIndicatorCount, "unit_year", {"rows": 7}, "第3份 {}：公开指标计数与全文不符"),
        (DisclosedProjectCount, "unit_year", {"largest": 7}, "第3份 {}：公开项目计数与全文不符"),
        (DisclosedProjectCount, "region_year", {"total": 7}, "公开项目计数：区划年度的合计与各单位的计数不符"),
        (DisclosedIndicatorCount, "unit", {"kind": "words"}, "公开指标计数：单位各年度的合计与各单位的计数不符"),
    ],
)
def test_a_counter_that_says_something_else_is_found(model, scope, changed, said):
    version = some_versions()
    row = model.objects.filter(scope=scope, region_code="130303").order_by("fiscal_year", "id").first()
    model.objects.filter(pk=row.pk).update(**changed)
    assert said.format(version) in alterations()


def test_a_kept_text_that_says_something_else_is_found():
    version = published(document())
    sheet = DisclosedSheet.objects.get()
    DisclosedSheet.objects.update(text=sheet.text.replace("图书馆购书", "图书馆修缮"))
    assert alterations() == [f"第1份 {version}：列表中的绩效目标表与全文不符"]


def test_what_was_public_before_is_counted_and_kept_by_migration():
    some_versions()
    published(document(project(1, "长" * 40), region=CHANGLI, money_unit="万元"))
    before = [counts(DisclosedIndicatorCount), counts(DisclosedProjectCount)]
    kept = list(DisclosedSheet.objects.order_by("pk").values_list())
    for model in (DisclosedIndicatorCount, DisclosedProjectCount, DisclosedSheet):
        model.objects.all().delete()
    DisclosedProject.objects.update(name_start="")
    DisclosedIndicator.objects.update(name_start="")
    filling.fill(apps, None)
    assert [counts(DisclosedIndicatorCount), counts(DisclosedProjectCount)] == before
    assert list(DisclosedSheet.objects.order_by("pk").values_list()) == kept
    assert alterations() == []
