"""The migration that gives events, changes and files of before their places."""

from importlib import import_module

import pytest
from django.apps import apps

from disclosures.models import PlanChange, RecordChain, SourceFile, Submission, SubmissionEvent
from disclosures.plans.source_files import keep_file
from disclosures.plans.submissions import record_changes
from disclosures.tests.builders import document, file_of, project, published
from disclosures.tests.stages import some
from disclosures.tests.tampering import forge, in_order, verified, without_triggers

pytestmark = pytest.mark.django_db

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


def test_files_are_linked_and_those_that_nobody_accepted_go():
    submission = published(document(problems=())).submission
    unaccepted = document(project(2, "没有收下的"))
    keep_file(submission, unaccepted, file_of(unaccepted))
    Submission.source_files.through.objects.all().delete()
    with without_triggers():
        migration.link_files(apps, None)
    kept = SourceFile.objects.get()
    assert (kept, list(kept.read_for.all())) == (submission.source_file, [submission])
