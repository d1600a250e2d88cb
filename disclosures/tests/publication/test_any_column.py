"""Whatever is changed behind the triggers' back in a row that testifies, verification finds it, column by column.

Which row of a table is changed is left to chance: `make soak` comes to all of them.
"""

import random
from collections.abc import Callable, Iterator
from datetime import date, datetime, timedelta
from functools import partial

import pytest
from django.db import IntegrityError, connection, models, transaction
from django.utils.timezone import now

from disclosures.models import (
    DisclosedBudget,
    DisclosedEntry,
    DisclosedFile,
    DisclosedIndicator,
    DisclosedIndicatorCount,
    DisclosedPassage,
    DisclosedProject,
    DisclosedProjectCount,
    DisclosedSheet,
    DisclosedStatement,
    DisclosedStatementLine,
    DisclosedTerm,
    DisclosedYear,
    Disclosure,
    DisclosureBody,
    DisclosureChain,
    PlanChange,
    RecordChain,
    SecrecyReview,
    SourceFile,
    SubmissionEvent,
)
from disclosures.plans.submissions import record_changes
from disclosures.publication.publishing import withdraw
from disclosures.publication.triggers import remove_triggers
from disclosures.tests import stages
from disclosures.tests.builders import CHANGLI, document, published
from disclosures.tests.statements import statements
from disclosures.tests.tampering import alterations

pytestmark = [pytest.mark.django_db, pytest.mark.soak]

TESTIFIES = (
    *(DisclosureBody, DisclosureChain, Disclosure, DisclosedProject, DisclosedIndicator, DisclosedFile),
    *(DisclosedBudget, DisclosedStatement, DisclosedStatementLine, DisclosedTerm),
    *(DisclosedSheet, DisclosedIndicatorCount, DisclosedProjectCount),
    *(DisclosedPassage, DisclosedEntry),
    *(DisclosedYear, SourceFile, SubmissionEvent, PlanChange, SecrecyReview, RecordChain),
)
#: Columns of which nothing else in the database knows, so that a change of them is not found; the name of a file that
#: is offered stands in the published text as well.
UNKNOWN_ELSEWHERE = {f"SourceFile.{column}" for column in ("name", "layout", "problems", "received_at")}


def a_busy_year() -> None:
    """Two versions of one plan with changes and reviews on record, a withdrawn year, and a plan elsewhere that offers
    its file."""
    submission = stages.published()
    record_changes(submission, stages.some("li"), [{"field": "safeguards", "after": one} for one in "甲乙"])
    stages.review(submission, may=False)
    stages.review(submission, may=True)
    published(document(fiscal_year=2020))
    withdraw("130303", "345001", 2020, "附件有误。")
    published(document(region=CHANGLI, problems=(), statements=statements()))


def another(value, column: models.Field):
    """A value that the column may hold, and that is not this one."""
    if value is None:
        return {models.DateTimeField: now(), models.DateField: date(2021, 1, 31)}.get(type(column), 1)
    if isinstance(value, bool):
        return not value
    if isinstance(value, datetime | date):
        return value - timedelta(days=3)
    if isinstance(value, bytes | memoryview):
        return bytes(value) + b" "
    if isinstance(value, list):
        return [*value, {"rule": "A01"}]
    if isinstance(value, str):
        return ("y" if value.startswith("x") else "x") + value[1:]
    return value + 1


def changes() -> Iterator[tuple[str, Callable]]:
    """The name of each column, and what changes it in some row of its table; keys to other rows lead to another."""
    for model in TESTIFIES:
        for column in model._meta.concrete_fields:
            row = random.choice(list(model.objects.all()))
            new = another(getattr(row, column.attname), column)
            if column.is_relation:
                others = column.related_model.objects.exclude(pk=getattr(row, column.attname))
                new = others.values_list("pk", flat=True).first()
            if not column.primary_key and not (column.is_relation and new is None):
                change = partial(model.objects.filter(pk=row.pk).update, **{column.attname: new})
                yield f"{model.__name__}.{column.name}", change


def losses() -> Iterator[tuple[str, Callable]]:
    """The name of each table, and what removes some row of it, leaving everything that points at it."""
    for model in TESTIFIES:
        chosen = model.objects.filter(pk=random.choice(list(model.objects.values_list("pk", flat=True))))
        yield model.__name__, partial(chosen._raw_delete, chosen.db)


def unnoticed(tampering: Iterator[tuple[str, Callable]]) -> set[str]:
    """The names of what verification does not find. What the database itself refuses is found."""
    remove_triggers()
    [missing] = alterations()
    found = set()
    for name, tamper in list(tampering):
        try:
            with transaction.atomic():
                assert tamper() == 1
                connection.check_constraints()
                if alterations() == [missing]:
                    found.add(name)
                transaction.set_rollback(True)
        except IntegrityError:
            pass
    return found


def test_a_change_of_any_column_is_found():
    a_busy_year()
    assert unnoticed(changes()) - UNKNOWN_ELSEWHERE == set()


def test_the_loss_of_a_row_is_found():
    a_busy_year()
    assert unnoticed(losses()) == set()
