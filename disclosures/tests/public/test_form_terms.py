"""The words of the forms are explained in place: without a script, and those of the unit itself beside them."""

from decimal import Decimal

import pytest
from django.test import Client

from disclosures.document.model import Explanation
from disclosures.public.form_terms import terms_of_sheet, terms_of_statements
from disclosures.tests import statements
from disclosures.tests.builders import document, project, published
from disclosures.tests.public.reading import read
from indicators.taxonomy import SCHEMES

pytestmark = pytest.mark.django_db

YEAR = "/130303/345001/2021/"
OWN = Explanation("名词解释", "三馆：图书馆、文化馆、博物馆。\n夜校：晚上的学校。")


def test_every_level_of_every_scheme_is_explained():
    levels = {
        name for scheme in SCHEMES.values() for first, below in scheme.values() for name in (first, *below.values())
    }
    text = read("/glossary/").text
    assert [name for name in sorted(levels) if f"{name} " not in text] == []


def test_a_project_explains_its_form_and_its_levels():
    found = terms_of_sheet(project(1))
    assert [one.term for one in found[:4]] == ["预算数", "财政资金", "其他资金", "资金用途"]
    assert [one.term for one in found if one.term.endswith("指标")] == [
        *("一级指标", "二级指标", "三级指标", "产出指标", "数量指标", "满意度指标", "服务对象满意度指标"),
    ]


def test_statements_explain_what_they_print():
    found = terms_of_statements(document(statements=statements.statements(), explanations=(OWN,)))
    assert {"基本支出", "项目支出", "国有资本经营预算"} <= {one.term for one in found}
    assert terms_of_statements(document()) == []


def test_the_words_stand_folded_on_the_page_of_the_project_and_in_the_glossary():
    published(document(project(1), statements=statements.statements(), explanations=(OWN,)))
    pages = [Client().get(address).content.decode() for address in (YEAR + "1/", YEAR + "statements/")]
    assert ["<summary>这里的用语是什么意思</summary>" in page for page in pages] == [True, True]
    assert "一级指标 从哪个方面衡量" in read(YEAR + "1/").text
    assert "一级指标 从哪个方面衡量" in read("/glossary/").text
    assert read("/").links["名词解释"] == "/glossary/"


@pytest.mark.parametrize(
    ("yuan", "words"),
    [
        ("9999.99", ""),
        ("10000", "（约 1 万元）"),
        ("15258700", "（约 1,525.87 万元）"),
        ("123456789", "（约 1.23 亿元）"),
    ],
)
def test_large_amounts_are_told_in_short(yuan, words):
    published(document(project(1, total=yuan_of(yuan))))
    text = read("/130303/2021/").text
    assert (f"元{words}" in text, "约" in text) == (True, bool(words))


def yuan_of(text: str):
    return Decimal(text)
