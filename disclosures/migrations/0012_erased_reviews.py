from django.db import migrations, models


class Migration(migrations.Migration):
    """Reviews of secrecy are frozen; an erasure takes their words away and leaves the rest."""

    dependencies = [("disclosures", "0011_reviews_are_never_replaced")]

    operations = [
        migrations.RemoveConstraint("secrecyreview", "secrecy_review_words_given"),
        migrations.AddField(
            "secrecyreview",
            "erased_at",
            models.DateTimeField(blank=True, editable=False, null=True, verbose_name="清除时间"),
        ),
        migrations.AddConstraint(
            "secrecyreview",
            models.CheckConstraint(
                condition=~models.Q(words="") | models.Q(erased_at__isnull=False), name="secrecy_review_words_given"
            ),
        ),
    ]
