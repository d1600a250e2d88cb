from django.db import migrations

from disclosures.models.chains import of_review, seal

SEALED = ["number", "salt", "texts_sha256", "previous_sha256", "sha256"]


def chain_reviews(apps, schema_editor):
    """Every review of secrecy gets its place behind the one before it; what was erased keeps no salt."""
    reviews = apps.get_model("disclosures", "SecrecyReview").objects
    chains = apps.get_model("disclosures", "RecordChain").objects
    for submission in list(reviews.order_by().values_list("submission_id", flat=True).distinct()):
        heads, _ = chains.get_or_create(submission_id=submission)
        rows = list(reviews.filter(submission_id=submission).order_by("id"))
        for number, row in enumerate(rows, 1):
            seal(row, of_review, number, heads.reviews_sha256)
            row.salt = "" if row.erased_at else row.salt
            heads.reviews, heads.reviews_sha256 = number, row.sha256
        reviews.bulk_update(rows, SEALED)
        heads.save()


class Migration(migrations.Migration):
    dependencies = [("disclosures", "0016_reviews_have_places")]

    operations = [migrations.RunPython(chain_reviews, migrations.RunPython.noop)]
