from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("disclosures", "0007_places_in_chains_are_unique")]

    operations = [
        migrations.AddField(
            model_name="person",
            name="session_epoch",
            field=models.PositiveIntegerField(default=0, editable=False, verbose_name="会话序号"),
        ),
    ]
