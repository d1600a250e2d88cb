import django.db.models.deletion
from django.db import migrations, models


class Migration(migrations.Migration):
    """What the rules found in a plan, kept so that a page need not ask them again."""

    dependencies = [
        ('disclosures', '0009_notices_about_people'),
    ]

    operations = [
        migrations.CreateModel(
            name='RememberedFindings',
            fields=[
                ('submission', models.OneToOneField(on_delete=django.db.models.deletion.CASCADE, primary_key=True, related_name='remembered_findings', serialize=False, to='disclosures.submission', verbose_name='申报')),
                ('key', models.CharField(max_length=64, verbose_name='所检查内容的指纹')),
                ('text', models.TextField(verbose_name='检查结果')),
            ],
            options={
                'verbose_name': '检查结果',
                'verbose_name_plural': '检查结果',
            },
        ),
    ]
