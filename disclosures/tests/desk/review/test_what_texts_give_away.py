"""What texts give away of a withheld project stands beside them, for the clerk and for the reviewer."""

from decimal import Decimal

import pytest

from disclosures.document.model import DutySection, Explanation, ObjectivePair, ProjectSheet, Withheld
from disclosures.models import Submission
from disclosures.tests import stages
from disclosures.tests.checks.builders import a_project, a_row
from disclosures.tests.desk.reviewing import at, enter, look, tight
from disclosures.tests.stages import sound_document

pytestmark = pytest.mark.django_db

AMOUNT = "安排8.1234万元"
ASKED = "写着“8.1234万元”，由此可以得出不公开的第2个项目的金额，请改写；与不公开项目无关的，请说明理由。"


@pytest.fixture
def told() -> Submission:
    """A plan in which every sort of text tells the amount of a project that is not published."""
    rows = (*a_project().indicators, a_row("数量", "库房面积", "≥3间", AMOUNT))
    shown = a_project(unit_code="345001", unit_name="山海关区文化馆", purpose=AMOUNT, indicators=rows)
    secret = ProjectSheet(
        2,
        "涉密（库房加固）",
        "13030321ABCDEFGH00777",
        "元",
        total=Decimal(81234),
        withheld=Withheld(f"{AMOUNT}，机密★10年"),
    )
    duty = DutySection("图书借阅", text=AMOUNT, pairs=(ObjectivePair(AMOUNT, (AMOUNT,)),))
    notes = (Explanation("说明", AMOUNT),)
    made = sound_document(shown, secret, overall_objective=AMOUNT, duties=(duty,), explanations=notes)
    return stages.draft(made)


def test_the_clerk_reads_it_beside_each_field(told, client):
    enter(client, "li")
    for name, times in (("narrative", 5 * 2), ("project", 2 * 2)):  # beside the field, and in the list
        page = look(client, at(name, told.pk, *(["1"] if name == "project" else [])))
        assert (page.status, tight(page).count(ASKED)) == (200, times)
    page = look(client, at("project", told.pk, "2"))
    assert page.status == 200
    assert ASKED in tight(page)
    assert "不公开原因写出了密级（“机密”），公众会读到，请核对或者改写。" in tight(page)
    assert "不公开，名称却会公开，其中写着“涉密”；名称也不公开的，名称一栏只写涉密。" in tight(page)
    assert look(client, at("plan", told.pk)).status == 200


def test_the_reviewer_reads_it_with_the_reason_given(told, client):
    stages.submitted_with_reasons(told)
    enter(client, "wang")
    page = look(client, at("review", told.pk))
    assert (page.status, tight(page).count(ASKED)) == (200, 8 * 2)
