from decimal import Decimal

from disclosures.checks.headers import fiscal_year_is_printed, project_heads_are_complete
from disclosures.document.model import DepartmentRef, YearSource
from disclosures.tests.checks.builders import a_document, a_project, spots


def test_a_blank_head_is_one_finding_a_project_naming_all_that_lacks():
    document = a_document(a_project(), a_project(code="", total=None))
    findings = project_heads_are_complete.findings(document)
    assert [(f.project, f.field, f.message) for f in findings] == [
        (2, "code", "第 2 个项目还没有填写项目编码、预算数，请补全。")
    ]


def test_a_document_without_a_year_is_asked_for_one():
    assert spots(project_heads_are_complete, a_document(fiscal_year=None)) == [(None, None, "fiscal_year", "E")]


def test_the_departments_name_serves_a_project_without_a_unit_line_and_zero_is_an_amount():
    project = a_project(unit_code="", unit_name="", total=Decimal(0))
    assert spots(project_heads_are_complete, a_document(project)) == []
    nameless = a_document(project, department=DepartmentRef("401001", ""))
    assert spots(project_heads_are_complete, nameless) == [(1, None, "unit_name", "E")]


def test_a_year_read_from_project_codes_is_doubted_and_a_printed_one_is_not():
    guessed = a_document(fiscal_year_evidence="项目编码均为2021年", fiscal_year_source=YearSource.PROJECT_CODES)
    assert spots(fiscal_year_is_printed, guessed) == [(None, None, "fiscal_year", "W")]
    assert (
        spots(
            fiscal_year_is_printed,
            a_document(fiscal_year_evidence="文中印有2021年", fiscal_year_source=YearSource.PRINTED),
        )
        == []
    )


def test_a_typed_plan_has_no_evidence_of_its_year_to_question():
    assert not fiscal_year_is_printed.applies(a_document())
