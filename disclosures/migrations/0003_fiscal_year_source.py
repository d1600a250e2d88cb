from django.db import migrations, models


def tell_sources(apps, schema_editor):
    """Until now only the sentence told how the year is known."""
    submissions = apps.get_model("disclosures", "Submission").objects
    for source, beginning in (
        ("project_codes", "项目编码均为"),
        ("project_names", "项目名称和资金用途中写明"),
        ("printed", "文中印有"),
        ("printed", "模板所填"),
        ("given", "导入时指定"),
    ):
        submissions.filter(fiscal_year_evidence__startswith=beginning).update(fiscal_year_source=source)


class Migration(migrations.Migration):
    dependencies = [("disclosures", "0002_explanation_sections")]

    operations = [
        migrations.AddField(
            "submission",
            "fiscal_year_source",
            models.CharField(blank=True, default="", max_length=20, verbose_name="年度来源"),
            preserve_default=False,
        ),
        migrations.RunPython(tell_sources, migrations.RunPython.noop),
    ]
