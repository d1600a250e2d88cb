"""The migration that gives events, changes and files of before their places."""

from importlib import import_module

import pytest
from django.apps import apps

from disclosures.models import PlanChange, RecordChain, SecrecyReview, SourceFile, Submission, SubmissionEvent
from disclosures.models.chained import CHAIN_START
from disclosures.plans.source_files import keep_file
from disclosures.plans.submissions import record_changes
from disclosures.tests.builders import document, file_of, project, published
from disclosures.tests.stages import review, some
from disclosures.tests.tampering import forge, in_order, verified, without_triggers

pytestmark = pytest.mark.django_db

chaining_reviews = import_module("disclosures.migrations.0017_chain_reviews")
migration = import_module("disclosures.migrations.0006_chain_what_is_there")


def test_events_and_changes_of_before_are_chained():
    submission = published().submission
    record_changes(submission, some("li"), [{"field": "safeguards", "after": "甲"}])
    unplaced = {"number": 0, "salt": "", "texts_sha256": "", "previous_sha256": "", "sha256": ""}
    forge(SubmissionEvent.objects.all(), **unplaced)
    forge(PlanChange.objects.all(), **unplaced)
    RecordChain.objects.all().delete()
    assert verified()[1] == 1
    with without_triggers():
        migration.chain_records(apps, None)
    assert verified() == (in_order(1), 0)


def test_reviews_of_before_are_chained():
    submission = published().submission
    review(submission, may=False)
    review(submission, may=True)
    unplaced = {"salt": "", "texts_sha256": "", "previous_sha256": "", "sha256": ""}
    for one in SecrecyReview.objects.all():
        forge(SecrecyReview.objects.filter(pk=one.pk), number=one.number + 7, **unplaced)
    RecordChain.objects.update(reviews=0, reviews_sha256=CHAIN_START)
    assert verified()[1] == 1
    with without_triggers():
        chaining_reviews.chain_reviews(apps, None)
    assert verified() == (in_order(1), 0)


def test_files_are_linked_and_those_that_nobody_accepted_go():
    submission = published(document(problems=())).submission
    unaccepted = document(project(2, "没有收下的"))
    keep_file(submission, unaccepted, file_of(unaccepted))
    Submission.source_files.through.objects.all().delete()
    with without_triggers():
        migration.link_files(apps, None)
    kept = SourceFile.objects.get()
    assert (kept, list(kept.read_for.all())) == (submission.source_file, [submission])
