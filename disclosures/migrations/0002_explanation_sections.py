import django.db.models.deletion
from django.db import migrations, models


class Migration(migrations.Migration):
    """情况说明 are explanations; a note is what a reviewer writes."""

    dependencies = [("disclosures", "0001_initial")]

    operations = [
        migrations.RenameModel("ExplanatoryNote", "ExplanationSection"),
        migrations.RemoveConstraint("explanationsection", "note_position_unique"),
        migrations.AlterField(
            "explanationsection",
            "submission",
            models.ForeignKey(
                on_delete=django.db.models.deletion.CASCADE,
                related_name="explanations",
                to="disclosures.submission",
                verbose_name="申报",
            ),
        ),
        migrations.AddConstraint(
            "explanationsection",
            models.UniqueConstraint(fields=("submission", "position"), name="explanation_position_unique"),
        ),
    ]
