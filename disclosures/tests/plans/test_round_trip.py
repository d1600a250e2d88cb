"""The law of the middle: what goes into the database comes out again."""

from dataclasses import replace
from decimal import Decimal

import pytest
from django.db import transaction
from hypothesis import given
from hypothesis import strategies as st

from disclosures.document.as_json import from_json, to_json
from disclosures.document.model import BudgetStatement, Document, Withheld
from disclosures.document.redaction import shown_total
from disclosures.importers import parse_file
from disclosures.plans.edits import save
from disclosures.plans.from_rows import assemble
from disclosures.tests import cast
from disclosures.tests.builders import document, loaded, plan, project, published, statement, withheld_project
from disclosures.tests.strategies import documents
from indicators.models import StatementAmount
from indicators.models.project import AMOUNTS_BELOW
from indicators.money import to_yuan

pytestmark = pytest.mark.django_db


def there_and_back(made: Document) -> Document:
    """A document through the database, which is then as before."""
    with transaction.atomic():
        rebuilt = assemble(loaded(made).submission)
        transaction.set_rollback(True)
    return rebuilt


def fits(made: Document) -> bool:
    """Whether no amount, and no sum, is larger than the columns hold."""
    return (shown_total(made) or 0) < AMOUNTS_BELOW and all(
        to_yuan(amount, one.money_unit) < AMOUNTS_BELOW
        for one in made.projects
        for amount in (one.total, one.fiscal_funds, one.other_funds)
        if amount is not None
    )


def particulars(made: Document) -> tuple:
    """The reading of a document, which equality leaves out."""
    lines = [one.line for one in (*made.duties, *made.explanations)]
    lines += [(one.line, [row.line for row in one.indicators]) for one in made.projects]
    return made.layout, made.source, made.fiscal_year_evidence, made.problems, lines


def test_a_document_comes_out_as_it_went_in():
    made = document(
        project(1, line=20),
        withheld_project(2),
        project(3, "夜校", total=None, fiscal_funds=None, other_funds=Decimal("0.00"), spending_plan=None),
        project(None, "无编码的项目", spending_plan=plan("25", None, "33.33", "100"), objectives=(), indicators=()),
    )
    assert there_and_back(made) == made
    assert particulars(there_and_back(made)) == particulars(made)


def test_a_document_with_next_to_nothing_comes_out_too():
    made = Document(document().region, document().department, 2021, "万元", source=document().source)
    assert there_and_back(made) == made


def test_budget_statements_come_out_cell_for_cell():
    fund = statement(kind="government_fund", title="单位预算政府基金预算财政拨款支出表", notes=("注：无，空表列示。",))
    bought = BudgetStatement("procurement", "单位政府采购预算", section=6, paragraph=1, as_of="2021-12-31", line=3)
    made = document(statements=(replace(fund, rows=()), statement(), bought))
    assert there_and_back(made) == made
    assert there_and_back(made).statements[1].line == 7


def test_only_the_statements_that_were_changed_are_written_again():
    fund = statement(kind="government_fund", title="单位预算政府基金预算财政拨款支出表")
    made = document(statements=(statement(), fund))
    submission, li = loaded(made).submission, cast.li()
    kept = submission.plan.statements.get(kind="general_public").pk
    spent = ("1", "", "合计", "1.00", "", "1.00")
    changed = replace(made, statements=(made.statements[0], replace(fund, rows=(spent,))))
    saved = save(submission, lambda now: replace(now, statements=changed.statements), li)
    assert assemble(submission) == saved == changed
    assert submission.plan.statements.get(kind="general_public").pk == kept
    change = submission.plan.changes.get()
    assert (change.key, change.field, change.after) == ("s-government_fund", "rows", "1 合计 1.00 1.00")
    save(submission, lambda now: replace(now, statements=()), li)
    assert assemble(submission) == document(statements=())
    assert StatementAmount.objects.count() == 0


def test_texts_come_out_to_the_last_blank():
    made = document(overall_objective=" 一\r\n\t二　\n\n", safeguards="'\"\\%_😀", duties=(), explanations=())
    assert there_and_back(made) == made


@given(made=documents().filter(fits), hidden=st.sets(st.integers(0, 2)))
def test_any_document_of_the_word_layout_comes_out_as_it_went_in(made, hidden):
    marked = [
        replace(one, withheld=Withheld("涉及国家秘密")) if place in hidden else one
        for place, one in enumerate(made.projects)
    ]
    made = replace(made, projects=tuple(marked))
    assert there_and_back(made) == made


def test_a_published_body_is_read_back_as_the_same_document_with_its_keys():
    disclosure = published(document(project(1), withheld_project(2)))
    kept = assemble(disclosure.submission)
    assert [one.key for one in kept.projects] == ["1", "2"]
    assert from_json(to_json(kept)) == kept
    assert to_json(from_json(to_json(kept))) == to_json(kept)


def test_the_real_documents_come_out_as_they_went_in(documents):
    for path in sorted(documents.glob("*.txt")):
        made = parse_file(path.name, path.read_bytes())
        made = replace(made, fiscal_year=made.fiscal_year or 2021)
        assert there_and_back(made) == made
        assert len(made.statements) == (12 if path.name.startswith("003") else 0)
