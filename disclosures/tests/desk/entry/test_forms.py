"""The forms give back to the letter what they were given, whatever it is."""

import pytest
from django import forms
from django.http import QueryDict
from hypothesis import assume, given, settings
from pytest_django.asserts import assertHTMLEqual

from disclosures.desk.entry.fields import PlainSelect
from disclosures.desk.entry.indicator_rows import QUALITATIVE, merged_target, split_target
from disclosures.desk.entry.narrative_form import NarrativeForm
from disclosures.desk.entry.project import SheetForm
from disclosures.document.keys import Ledger, with_keys
from disclosures.importers import read_path
from disclosures.tests.strategies import documents as any_document
from indicators.models import AnnualPlan, FiscalYear


def as_sent(*sent) -> QueryDict:
    """The fields of forms as a browser sends them untouched: line ends of its own, one-line fields on one line."""
    data = QueryDict(mutable=True)
    for form in sent:
        for bound in form:
            if not isinstance(bound.field, forms.BooleanField):
                text = "" if bound.value() is None else str(bound.value())
                data[bound.html_name] = text.replace("\r\n", "\n").replace("\r", "\n").replace("\n", "\r\n")
    return data


def check_untouched(document) -> None:
    """Every page of a document that is stored, so that its parts have keys, sent as it was shown."""
    document = with_keys(document, None, Ledger())
    plan = AnnualPlan(money_unit=document.money_unit, fiscal_year=FiscalYear(scheme="cost_first"))
    for sheet in document.projects:
        shown = SheetForm(sheet, plan)
        sent = SheetForm(sheet, plan, as_sent(shown.head, *shown.rows.forms))
        assert sent.build() == sheet, sent.problems
    shown = NarrativeForm(document)
    sent = NarrativeForm(document, as_sent(*shown.forms))
    made = sent.build()
    assert made is not None, sent.problems
    for field in ("money_unit", "overall_objective", "safeguards", "duties", "explanations"):
        assert getattr(made, field) == getattr(document, field)


@settings(max_examples=20)
@given(any_document())
def test_any_document_comes_back_untouched(document):
    amounts = [amount for one in document.projects for amount in (one.total, one.fiscal_funds, one.other_funds)]
    assume(all(amount is None or amount < 10**9 for amount in amounts))  # what the tables can hold, in 万元 too
    check_untouched(document)


@pytest.mark.parametrize("number", ["000", "001", "002", "003", "004"])
def test_the_five_documents_come_back_untouched(documents, number):
    (path,) = documents.glob(f"{number}_*.txt")
    check_untouched(read_path(path))


@pytest.mark.parametrize(
    ("target", "cells"),
    [
        ("≥95%", ("≥", "95", "%")),
        ("≧ 3,000 人次", ("≥", "3000", "人次")),
        ("= 100%", ("=", "100", "%")),
        ("20户", ("", "20", "户")),
        ("690 元/人", ("", "690", "元/人")),
        ("≤元", ("≤", "", "元")),
        ("是/否", (QUALITATIVE, "是/否", "")),
        ("12月底前", (QUALITATIVE, "12月底前", "")),
        ("≥90大于或等于90%", (QUALITATIVE, "≥90大于或等于90%", "")),
        ("≥10 涉密", (QUALITATIVE, "≥10 涉密", "")),
        ("", ("", "", "")),
    ],
)
def test_a_target_is_taken_apart_as_it_is_understood(target, cells):
    assert split_target(target) == cells


@pytest.mark.parametrize(
    "cells",
    [
        ("≥", "95", "%"),
        ("", "20", "户"),
        ("<", "0.5", "%"),
        ("≤", "", "元"),
        (QUALITATIVE, "效果明显", ""),
        ("", "", ""),
    ],
)
def test_what_is_put_together_comes_apart_again(cells):
    assert split_target(merged_target(*cells)) == cells


def test_a_plain_select_says_what_djangos_says():
    choices = [("", "（同上）"), ("产出指标", "产出指标"), ("<b>&", "“<b>&”")]
    attrs = {"aria-label": "一级<指标>", "disabled": True, "hidden": False}
    for value in ("", "产出指标", "<b>&", "没有"):
        written = [
            widget(choices=choices).render("rows-0-category", value, attrs) for widget in (PlainSelect, forms.Select)
        ]
        assertHTMLEqual(*written)
