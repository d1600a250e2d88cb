from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("disclosures", "0004_what_was_reviewed")]

    operations = [
        migrations.AddField(
            model_name="person",
            name="session_epoch",
            field=models.PositiveIntegerField(default=0, editable=False, verbose_name="会话序号"),
        ),
    ]
