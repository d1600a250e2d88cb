"""The rows of the statements are written with a version, go with it, and are compared with its body."""

from datetime import date
from decimal import Decimal
from importlib import import_module
from types import SimpleNamespace

import pytest
from django.apps import apps
from django.db import connection

from disclosures.models import (
    DisclosedBudget,
    DisclosedIndicator,
    DisclosedProject,
    DisclosedStatement,
    DisclosedStatementLine,
    DisclosedTerm,
    DisclosedUnit,
    Disclosure,
)
from disclosures.publication.flat_rows import rebuild_search
from disclosures.publication.publishing import withdraw
from disclosures.tests import rosters, statements
from disclosures.tests.builders import document, published
from disclosures.tests.tampering import alterations
from indicators.models import AnnualPlan

pytestmark = pytest.mark.django_db

MODELS = (DisclosedBudget, DisclosedStatement, DisclosedStatementLine, DisclosedTerm)
filling = import_module("disclosures.migrations.0020_rows_of_published_statements")
likenesses = import_module("disclosures.migrations.0024_likeness_of_published_indicators")


def made(**fields):
    return published(document(statements=statements.statements(), explanations=statements.EXPLANATIONS, **fields))


def rows() -> list[list[tuple]]:
    """What the rows say, whichever numbers they have."""
    columns = [[one.name for one in model._meta.concrete_fields if not one.is_relation] for model in MODELS]
    return [
        sorted(model.objects.values_list(*(name for name in names if name != "id")), key=str)
        for model, names in zip(MODELS, columns, strict=True)
    ]


def test_every_statement_has_a_row_and_its_amounts():
    made()
    found = DisclosedStatement.objects.values_list("kind", "row_count", "complete")
    assert list(found) == [
        ("balance", 33, True),
        ("revenue", 7, True),
        ("expenditure", 7, True),
        ("basic", 5, True),
        ("state_capital", 0, True),
        ("fixed_assets", 2, True),
    ]
    lines = DisclosedStatementLine.objects.filter(statement__kind="expenditure").order_by("position", "id")
    assert list(lines.values_list("position", "subject", "name", "column", "leading", "amount"))[:5] == [
        (1, "", "合计", "total", True, Decimal("104000.00")),
        (1, "", "合计", "basic", False, Decimal("70000.00")),
        (1, "", "合计", "projects", False, Decimal("34000.00")),
        (2, "207", "文化旅游体育与传媒支出", "total", True, Decimal("70000.00")),
        (2, "207", "文化旅游体育与传媒支出", "basic", False, Decimal("70000.00")),
    ]


def test_both_halves_of_a_line_of_the_form_have_its_number():
    made()
    lines = DisclosedStatementLine.objects.filter(statement__kind="balance", position=33).order_by("id")
    assert list(lines.values_list("item", "subject", "name", "amount")) == [
        ("revenue_item", "33", "收入总计", Decimal("104000.00")),
        ("expenditure_item", "33", "支出总计", Decimal("104000.00")),
    ]


def test_the_figures_stand_beside_the_version():
    assert made().budget.expenditure == Decimal("104000.00")
    assert DisclosedBudget.objects.get().projects_source == "单位预算支出总表 第1行"


def test_rows_go_with_their_version():
    made()
    published(document(explanations=()))
    assert rows() == [[], [], [], []]
    made()
    withdraw("130303", "345001", 2021, "金额有误")
    assert rows() == [[], [], [], []]


@pytest.mark.parametrize(
    ("model", "changed", "said"),
    [
        (DisclosedBudget, {"expenditure": 1}, "收支总计与全文不符"),
        (DisclosedStatement, {"complete": False}, "列表中的报表与全文不符"),
        (DisclosedStatementLine, {"amount": 1}, "列表中的报表金额与全文不符"),
        (DisclosedTerm, {"text": "另一种说法"}, "列表中的名词与全文不符"),
    ],
)
def test_what_the_body_does_not_say_is_found(model, changed, said):
    disclosure = made()
    model.objects.filter(pk=model.objects.first().pk).update(**changed)
    assert alterations() == [f"第1份 {disclosure}：{said}"]


def test_what_was_public_before_gets_its_rows_by_migration():
    made(fiscal_year=2020)
    made()
    before = rows()
    for model in reversed(MODELS):
        model.objects.all().delete()
    filling.fill(apps, None)
    assert rows() == before
    for version in Disclosure.objects.current():
        rebuild_search(version)
    assert alterations() == []


def test_what_was_public_before_gets_what_finds_it_over_years_by_migration():
    made()
    submission = Disclosure.objects.get().submission
    rosters.roster(2021, rosters.unit())
    AnnualPlan.objects.filter(pk=submission.plan_id).update(publication_deadline=date(2021, 3, 15))
    DisclosedIndicator.objects.update(likeness=None)
    DisclosedProject.objects.update(quantified_count=0)
    editor = SimpleNamespace(connection=connection, quote_name=connection.ops.quote_name)
    likenesses.fill(apps, editor)
    assert alterations() == []
    assert DisclosedIndicator.objects.filter(likeness=None).count() == 0
    assert DisclosedProject.objects.get().quantified_count == 2
    assert DisclosedUnit.objects.get().due_on == date(2021, 3, 15)
