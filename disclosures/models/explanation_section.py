from django.db import models

from disclosures.models.submission import Submission


class ExplanationSection(models.Model):
    """情况说明: one section of explanation (单位职责, 机关运行经费, 名词解释 …) without its tables."""

    submission = models.ForeignKey(Submission, models.CASCADE, verbose_name="申报", related_name="explanations")
    position = models.PositiveIntegerField("次序")
    heading = models.TextField("标题")
    text = models.TextField("内容", blank=True)
    line = models.PositiveIntegerField("原文行号", null=True, editable=False)

    class Meta:
        verbose_name = verbose_name_plural = "情况说明"
        ordering = ["submission", "position"]
        constraints = [models.UniqueConstraint(fields=["submission", "position"], name="explanation_position_unique")]

    def __str__(self):
        return self.heading
