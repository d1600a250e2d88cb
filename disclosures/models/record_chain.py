from django.db import models

from disclosures.models.chained import CHAIN_START
from disclosures.models.submission import Submission


class RecordChain(models.Model):
    """The heads of a submission's three chains: how many events, changes of its plan and reviews of secrecy there are,
    and the hash of the last of each."""

    submission = models.OneToOneField(Submission, models.PROTECT, primary_key=True, related_name="chain")
    events = models.PositiveIntegerField("办理记录条数", default=0)
    events_sha256 = models.CharField("末条办理记录的 SHA-256", max_length=64, default=CHAIN_START)
    changes = models.PositiveIntegerField("修改记录条数", default=0)
    changes_sha256 = models.CharField("末条修改记录的 SHA-256", max_length=64, default=CHAIN_START)
    reviews = models.PositiveIntegerField("保密审查条数", default=0)
    reviews_sha256 = models.CharField("末条保密审查的 SHA-256", max_length=64, default=CHAIN_START)

    class Meta:
        verbose_name = verbose_name_plural = "记录链"

    def __str__(self):
        return f"{self.events} {self.events_sha256[:12]} {self.changes} {self.changes_sha256[:12]}"
