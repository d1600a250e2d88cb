from django.conf import settings
from django.db import models
from django.utils import timezone

from disclosures.models.chained import Chained
from indicators.models import AnnualPlan


class PlanChange(Chained):
    """修改记录: one field that a person changed. Append-only; made by plans/submissions.record_changes alone.

    It stands here and not beside AnnualPlan because it names a person, and people belong to this app.
    """

    plan = models.ForeignKey(AnnualPlan, models.PROTECT, verbose_name="计划", related_name="changes")
    revision = models.PositiveIntegerField("修订号")
    actor = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, verbose_name="修改人")
    at = models.DateTimeField("时间", default=timezone.now, editable=False)
    key = models.CharField("编号", max_length=20, blank=True, help_text="项目、职责或指标的编号；空为整体。")
    field = models.CharField("栏目", max_length=60)
    before = models.TextField("修改前", blank=True)
    after = models.TextField("修改后", blank=True)

    class Meta:
        verbose_name = verbose_name_plural = "修改记录"
        ordering = ["plan", "id"]
        constraints = [models.UniqueConstraint(fields=["plan", "number"], name="plan_change_number_unique")]

    def __str__(self):
        return f"{self.plan} {self.field}"
