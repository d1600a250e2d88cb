from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("disclosures", "0017_chain_reviews")]

    operations = [
        migrations.AddConstraint(
            model_name="secrecyreview",
            constraint=models.UniqueConstraint(fields=("submission", "number"), name="secrecy_review_number_unique"),
        ),
    ]
