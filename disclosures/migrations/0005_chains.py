import django.db.models.deletion
import django.utils.timezone
from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("disclosures", "0004_what_was_reviewed"),
        ("indicators", "0002_regions_of_qinhuangdao"),
    ]

    operations = [
        migrations.CreateModel(
            name="RecordChain",
            fields=[
                (
                    "submission",
                    models.OneToOneField(
                        on_delete=django.db.models.deletion.PROTECT,
                        primary_key=True,
                        related_name="chain",
                        serialize=False,
                        to="disclosures.submission",
                    ),
                ),
                ("events", models.PositiveIntegerField(default=0, verbose_name="办理记录条数")),
                (
                    "events_sha256",
                    models.CharField(
                        default="0000000000000000000000000000000000000000000000000000000000000000",
                        max_length=64,
                        verbose_name="末条办理记录的 SHA-256",
                    ),
                ),
                ("changes", models.PositiveIntegerField(default=0, verbose_name="修改记录条数")),
                (
                    "changes_sha256",
                    models.CharField(
                        default="0000000000000000000000000000000000000000000000000000000000000000",
                        max_length=64,
                        verbose_name="末条修改记录的 SHA-256",
                    ),
                ),
            ],
            options={
                "verbose_name": "记录链",
                "verbose_name_plural": "记录链",
            },
        ),
        migrations.AddField(
            model_name="disclosure",
            name="erased_at",
            field=models.DateTimeField(blank=True, null=True, verbose_name="清除时间"),
        ),
        migrations.AddField(
            model_name="planchange",
            name="erased_at",
            field=models.DateTimeField(blank=True, editable=False, null=True, verbose_name="清除时间"),
        ),
        migrations.AddField(
            model_name="planchange",
            name="number",
            field=models.PositiveIntegerField(default=0, editable=False, verbose_name="序号"),
            preserve_default=False,
        ),
        migrations.AddField(
            model_name="planchange",
            name="previous_sha256",
            field=models.CharField(default="", editable=False, max_length=64, verbose_name="前一条的 SHA-256"),
            preserve_default=False,
        ),
        migrations.AddField(
            model_name="planchange",
            name="salt",
            field=models.CharField(blank=True, editable=False, max_length=32, verbose_name="盐"),
        ),
        migrations.AddField(
            model_name="planchange",
            name="sha256",
            field=models.CharField(default="", editable=False, max_length=64, verbose_name="SHA-256"),
            preserve_default=False,
        ),
        migrations.AddField(
            model_name="planchange",
            name="texts_sha256",
            field=models.CharField(default="", editable=False, max_length=64, verbose_name="文字指纹"),
            preserve_default=False,
        ),
        migrations.AddField(
            model_name="sourcefile",
            name="erased_at",
            field=models.DateTimeField(blank=True, editable=False, null=True, verbose_name="清除时间"),
        ),
        migrations.AddField(
            model_name="submission",
            name="source_files",
            field=models.ManyToManyField(
                blank=True,
                editable=False,
                related_name="read_for",
                to="disclosures.sourcefile",
                verbose_name="读过的文件",
            ),
        ),
        migrations.AddField(
            model_name="submissionevent",
            name="erased_at",
            field=models.DateTimeField(blank=True, editable=False, null=True, verbose_name="清除时间"),
        ),
        migrations.AddField(
            model_name="submissionevent",
            name="number",
            field=models.PositiveIntegerField(default=0, editable=False, verbose_name="序号"),
            preserve_default=False,
        ),
        migrations.AddField(
            model_name="submissionevent",
            name="previous_sha256",
            field=models.CharField(default="", editable=False, max_length=64, verbose_name="前一条的 SHA-256"),
            preserve_default=False,
        ),
        migrations.AddField(
            model_name="submissionevent",
            name="salt",
            field=models.CharField(blank=True, editable=False, max_length=32, verbose_name="盐"),
        ),
        migrations.AddField(
            model_name="submissionevent",
            name="sha256",
            field=models.CharField(default="", editable=False, max_length=64, verbose_name="SHA-256"),
            preserve_default=False,
        ),
        migrations.AddField(
            model_name="submissionevent",
            name="texts_sha256",
            field=models.CharField(default="", editable=False, max_length=64, verbose_name="文字指纹"),
            preserve_default=False,
        ),
        migrations.AlterField(
            model_name="planchange",
            name="at",
            field=models.DateTimeField(default=django.utils.timezone.now, editable=False, verbose_name="时间"),
        ),
        migrations.AlterField(
            model_name="submissionevent",
            name="action",
            field=models.CharField(
                choices=[
                    ("import", "导入"),
                    ("submit", "送审"),
                    ("recall", "取消送审"),
                    ("return", "退回"),
                    ("approve", "审核通过"),
                    ("publish", "公开"),
                    ("revise", "调整"),
                    ("abandon", "放弃调整"),
                    ("withdraw", "撤回公开"),
                    ("erase", "依法清除"),
                ],
                max_length=10,
                verbose_name="动作",
            ),
        ),
        migrations.AlterField(
            model_name="submissionevent",
            name="at",
            field=models.DateTimeField(default=django.utils.timezone.now, editable=False, verbose_name="时间"),
        ),
    ]
