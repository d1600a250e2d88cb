from django.db import migrations

from disclosures.models.chains import of_change, of_event, seal

BATCH = 50
SEALED = ["number", "salt", "texts_sha256", "previous_sha256", "sha256"]


def chain_records(apps, schema_editor):
    """Every event and every change gets its place behind the one before it; a few texts at a time."""
    submissions = apps.get_model("disclosures", "Submission").objects
    chains = apps.get_model("disclosures", "RecordChain").objects
    events = apps.get_model("disclosures", "SubmissionEvent").objects
    changes = apps.get_model("disclosures", "PlanChange").objects
    for submission, plan in list(submissions.order_by("id").values_list("id", "plan_id")):
        heads, _ = chains.get_or_create(submission_id=submission)
        heads.events, heads.events_sha256 = _chain(
            events.filter(submission_id=submission), of_event, heads.events, heads.events_sha256
        )
        heads.changes, heads.changes_sha256 = _chain(
            changes.filter(plan_id=plan), of_change, heads.changes, heads.changes_sha256
        )
        heads.save()


def _chain(rows, covers, number, previous):
    """Seal the rows that have no place yet behind the head of the chain, and return the new head."""
    while batch := list(rows.filter(number=0).order_by("id")[:BATCH]):
        for row in batch:
            number += 1
            seal(row, covers, number, previous)
            previous = row.sha256
        rows.model.objects.bulk_update(batch, SEALED)
    return number, previous


def link_files(apps, schema_editor):
    """Files belong to the submissions they were read for; those that were read and never accepted are known to
    nobody, and go."""
    submissions = apps.get_model("disclosures", "Submission").objects
    events = apps.get_model("disclosures", "SubmissionEvent").objects
    offered = apps.get_model("disclosures", "DisclosedFile").objects
    files = apps.get_model("disclosures", "SourceFile").objects.defer("content")
    for submission in submissions.exclude(source_file=None):
        submission.source_files.add(submission.source_file_id)
    for file in offered.select_related("disclosure__submission"):
        file.disclosure.submission.source_files.add(file.source_id)
    for file in files.filter(read_for=None):
        of_accepted = events.filter(action="import", words=f"导入“{file.name}”").values_list("submission", flat=True)
        file.read_for.add(*submissions.filter(pk__in=of_accepted))
    for pk in list(files.filter(read_for=None).values_list("pk", flat=True)):
        files.filter(pk=pk).delete()


class Migration(migrations.Migration):
    dependencies = [("disclosures", "0005_chains")]

    operations = [
        migrations.RunPython(chain_records, migrations.RunPython.noop),
        migrations.RunPython(link_files, migrations.RunPython.noop),
    ]
