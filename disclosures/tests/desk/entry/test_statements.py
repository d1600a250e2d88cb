"""The pages of the budget statements, as a browser without script sends them."""

import pytest

from disclosures.document.statement_kinds import KIND_NAMES, kind_of
from disclosures.document.statement_rows import statement_of
from disclosures.models import PlanChange
from disclosures.plans.from_rows import assemble
from disclosures.tests.builders import document, statement
from disclosures.tests.desk.pages import look, send
from disclosures.tests.stages import draft, some

pytestmark = pytest.mark.django_db

NOT_SAVED = "还没有保存：有 {} 处内容无法保存，请按栏目旁的提示改正。"
FUND = kind_of("general_public")


@pytest.fixture
def submission():
    return draft(document(statements=(statement(),)))


@pytest.fixture
def li(client):
    person = some("li")
    client.force_login(person)
    return person


def address(submission, kind="general_public") -> str:
    return f"/admin/plans/{submission.pk}/statements/{kind}/"


def stored(submission, kind="general_public"):
    return statement_of(assemble(submission), kind_of(kind))


def send_to(client, submission, kind="general_public", **changes):
    where = address(submission, kind)
    return send(client, where, look(client, where).values, **changes)


def test_the_list_tells_the_state_of_all_twelve(client, li, submission):
    send_to_empty = f"{address(submission, 'government_fund')}empty/"
    client.post(send_to_empty, {"to": "empty"})
    page = look(client, f"/admin/plans/{submission.pk}/statements/")
    lines = [line for _, of_group in page.answer.context["groups"] for line in of_group]
    assert [line.kind.kind for line in lines] == list(KIND_NAMES)
    assert [(line.state, line.total) for line in lines] == [
        *[("未填", "")] * 4,
        ("4 行", "3.40 万元"),
        ("未填", ""),
        ("空表", ""),
        *[("未填", "")] * 5,
    ]
    assert "12 张表中已填 1 张，声明空表 1 张" in look(client, f"/admin/plans/{submission.pk}/").text


@pytest.mark.parametrize("kind", KIND_NAMES)
def test_every_kind_has_its_page(client, li, submission, kind):
    page = look(client, address(submission, kind))
    assert page.status == 200
    assert send(client, address(submission, kind), page.values).messages in (
        ["已保存。"],
        ["已保存：表中没有数，这张表现在是未填。"],
    )


def test_a_page_saved_untouched_changes_nothing_to_the_letter(client, li):
    odd = (("1", "", "合计", "3.4", "", "３.40"), ("2", "208", " 社会保障 ", "3.40", "", "3.40"))
    submission = draft(document(statements=(statement(*odd, notes=("注：甲", "注：乙")),)))
    before = assemble(submission)
    assert send_to(client, submission).messages == ["已保存。"]
    assert assemble(submission) == before
    assert list(PlanChange.objects.all()) == []
