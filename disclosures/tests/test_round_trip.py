"""The law of the middle: what goes into the database comes out again."""

from dataclasses import replace
from decimal import Decimal

import pytest

from disclosures.assembly import assemble
from disclosures.document import Document
from disclosures.tests.builders import document, indicator, loaded, plan, project, withheld_project

pytestmark = pytest.mark.django_db


def there_and_back(made: Document) -> Document:
    return assemble(loaded(made).submission)


def test_a_document_comes_out_as_it_went_in():
    made = document(
        project(1),
        withheld_project(2),
        project(3, "夜校", total=None, fiscal_funds=None, other_funds=Decimal("0.00"), spending_plan=None),
        project(None, "无编码的项目", spending_plan=plan("25", None, "33.33", "100"), objectives=(), indicators=()),
    )
    assert there_and_back(made) == made
