from django.db import migrations, models


class Migration(migrations.Migration):
    """Reviews that a project may be published are asked for again: nobody kept what they were of."""

    dependencies = [("disclosures", "0010_remembered_findings")]

    operations = [
        migrations.RemoveConstraint("secrecyreview", "secrecy_review_unique"),
        migrations.AlterModelOptions(
            "secrecyreview",
            {"ordering": ["submission", "id"], "verbose_name": "保密审查", "verbose_name_plural": "保密审查"},
        ),
        migrations.AlterField(
            "secrecyreview", "reviewed_at", models.DateTimeField(auto_now_add=True, verbose_name="审查时间")
        ),
        migrations.AddField(
            "secrecyreview",
            "project_sha256",
            models.CharField(blank=True, default="", editable=False, max_length=64, verbose_name="项目内容指纹"),
            preserve_default=False,
        ),
    ]
