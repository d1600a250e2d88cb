"""The terms of a 名词解释."""

from disclosures.document.glossary import Term, terms
from disclosures.document.model import Explanation
from disclosures.tests.builders import document


def read(text: str, heading: str = "名词解释") -> list[Term]:
    return list(terms(document(explanations=(Explanation(heading, text),))))


def test_a_term_stands_before_its_colon_with_a_number_or_without():
    assert read("1、基本支出：指人员支出。\n（二）项目支出: 指任务支出。\n“三公”经费：指三项。") == [
        Term("基本支出", "指人员支出。"),
        Term("项目支出", "指任务支出。"),
        Term("“三公”经费", "指三项。"),
    ]


def test_a_line_without_a_term_goes_on_with_the_one_above():
    assert read("以下各词。\n基本支出：指人员支出。\n包括工资。") == [Term("基本支出", "指人员支出。\n包括工资。")]


def test_other_explanations_define_nothing():
    assert read("基本支出：指人员支出。", "总体情况") == []
