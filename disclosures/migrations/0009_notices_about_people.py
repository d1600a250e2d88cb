import django.db.models.deletion
from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("disclosures", "0008_session_epoch"),
    ]

    operations = [
        migrations.AlterField(
            model_name="notice",
            name="kind",
            field=models.CharField(
                choices=[
                    ("returned", "已退回"),
                    ("approved", "审核通过"),
                    ("published", "已公开"),
                    ("due_soon", "即将到期"),
                    ("late", "已逾期"),
                    ("password", "密码重置"),
                    ("roles", "任职变动"),
                ],
                max_length=10,
                verbose_name="类别",
            ),
        ),
        migrations.AlterField(
            model_name="notice",
            name="occasion",
            field=models.CharField(blank=True, max_length=40, verbose_name="由来"),
        ),
        migrations.AlterField(
            model_name="notice",
            name="submission",
            field=models.ForeignKey(
                blank=True,
                null=True,
                on_delete=django.db.models.deletion.CASCADE,
                related_name="notices",
                to="disclosures.submission",
                verbose_name="申报",
            ),
        ),
    ]
