import django.utils.timezone
from django.db import migrations, models

START = "0" * 64


def _unsealed(name, column):
    """A column of a row that has no place yet."""
    return migrations.AddField("secrecyreview", name, column, preserve_default=False)


class Migration(migrations.Migration):
    dependencies = [("disclosures", "0015_site_owners")]

    operations = [
        migrations.AddField(
            "recordchain", "reviews", models.PositiveIntegerField(default=0, verbose_name="保密审查条数")
        ),
        migrations.AddField(
            "recordchain",
            "reviews_sha256",
            models.CharField(default=START, max_length=64, verbose_name="末条保密审查的 SHA-256"),
        ),
        migrations.AlterField(
            "secrecyreview",
            "reviewed_at",
            models.DateTimeField(default=django.utils.timezone.now, editable=False, verbose_name="审查时间"),
        ),
        _unsealed("number", models.PositiveIntegerField(default=0, editable=False, verbose_name="序号")),
        migrations.AddField(
            "secrecyreview", "salt", models.CharField(blank=True, editable=False, max_length=32, verbose_name="盐")
        ),
        _unsealed(
            "texts_sha256", models.CharField(default="", editable=False, max_length=64, verbose_name="文字指纹")
        ),
        _unsealed(
            "previous_sha256",
            models.CharField(default="", editable=False, max_length=64, verbose_name="前一条的 SHA-256"),
        ),
        _unsealed("sha256", models.CharField(default="", editable=False, max_length=64, verbose_name="SHA-256")),
    ]
