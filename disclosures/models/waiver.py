from django.conf import settings
from django.db import models
from django.db.models import Q

from disclosures.models.submission import Submission


class Waiver(models.Model):
    """说明理由: why a warning of a rule stands in this plan all the same; one reason serves all its hits."""

    submission = models.ForeignKey(Submission, models.CASCADE, verbose_name="申报", related_name="waivers")
    rule = models.CharField("规则", max_length=3)
    reason = models.TextField("理由")
    given_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, verbose_name="说明人")
    given_at = models.DateTimeField("时间", auto_now=True)

    class Meta:
        verbose_name = verbose_name_plural = "理由"
        ordering = ["submission", "rule"]
        constraints = [
            models.UniqueConstraint(fields=["submission", "rule"], name="waiver_unique"),
            models.CheckConstraint(condition=~Q(reason=""), name="waiver_reason_given"),
        ]

    def __str__(self):
        return f"{self.rule} {self.reason}"
