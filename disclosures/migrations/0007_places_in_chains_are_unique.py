from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("disclosures", "0006_chain_what_is_there")]

    operations = [
        migrations.AddConstraint(
            model_name="planchange",
            constraint=models.UniqueConstraint(fields=("plan", "number"), name="plan_change_number_unique"),
        ),
        migrations.AddConstraint(
            model_name="submissionevent",
            constraint=models.UniqueConstraint(fields=("submission", "number"), name="submission_event_number_unique"),
        ),
    ]
