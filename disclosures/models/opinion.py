from django.conf import settings
from django.db import models

from disclosures.models.submission import Submission


class Opinion(models.Model):
    """审核评价: 优/良/中/差 for the four aspects, and whether the reviewer recommends approval. One per reviewer."""

    class Grade(models.TextChoices):
        EXCELLENT = "A", "优"
        GOOD = "B", "良"
        FAIR = "C", "中"
        POOR = "D", "差"

    submission = models.ForeignKey(Submission, models.PROTECT, verbose_name="申报", related_name="opinions")
    reviewer = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, verbose_name="审核人", related_name="+")
    revision = models.PositiveIntegerField("修订号", help_text="评价时计划的修订号。")
    completeness = models.CharField("完整性", max_length=1, choices=Grade.choices)
    relevance = models.CharField("相关性", max_length=1, choices=Grade.choices)
    appropriateness = models.CharField("适当性", max_length=1, choices=Grade.choices)
    feasibility = models.CharField("可行性", max_length=1, choices=Grade.choices)
    recommended = models.BooleanField("建议通过", default=False)
    words = models.TextField("说明", blank=True)
    given_at = models.DateTimeField("时间", auto_now=True)

    class Meta:
        verbose_name = verbose_name_plural = "审核评价"
        ordering = ["submission", "-given_at"]
        constraints = [models.UniqueConstraint(fields=["submission", "reviewer"], name="opinion_unique")]

    def __str__(self):
        return f"{self.submission} {self.reviewer}"

    @property
    def grades(self) -> list[tuple[str, str]]:
        """The four aspects, each with its grade in words."""
        return [
            (str(one.verbose_name), self.Grade(getattr(self, one.name)).label)
            for one in self._meta.fields
            if one.choices
        ]

    @property
    def stale(self) -> bool:
        """Whether it speaks of an earlier text."""
        return self.revision != self.submission.plan.revision
