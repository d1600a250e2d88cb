import json

from django.db import migrations, models


def tell_projects(apps, schema_editor):
    """The name and code of each project as it was sent in last before its review."""
    events = apps.get_model("disclosures", "SubmissionEvent").objects.exclude(document="")
    for review in apps.get_model("disclosures", "SecrecyReview").objects.all():
        sent = events.filter(submission=review.submission_id, at__lte=review.reviewed_at).order_by("id").last()
        projects = json.loads(sent.document)["projects"] if sent else []
        for project in projects:
            if project.get("key") == review.key:
                review.project_name, review.project_code = project["name"], project["code"]
                review.save(update_fields=["project_name", "project_code"])


class Migration(migrations.Migration):
    dependencies = [("disclosures", "0003_fiscal_year_source")]

    operations = [
        migrations.AddField(
            "secrecyreview",
            "project_name",
            models.TextField(blank=True, default="", verbose_name="项目名称"),
            preserve_default=False,
        ),
        migrations.AddField(
            "secrecyreview",
            "project_code",
            models.CharField(blank=True, default="", max_length=40, verbose_name="项目编码"),
            preserve_default=False,
        ),
        migrations.RunPython(tell_projects, migrations.RunPython.noop),
    ]
