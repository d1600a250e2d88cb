from django.db import models
from django.db.models import Q

from indicators.models.project import Project


class SpendingPlan(models.Model):
    """资金支出计划: cumulative percent at the end of March, June, October and December; null where left blank."""

    project = models.ForeignKey(Project, models.CASCADE, verbose_name="项目", related_name="spending_plan")
    month = models.PositiveSmallIntegerField("月底")
    cumulative_percent = models.DecimalField("累计支出比例（%）", max_digits=5, decimal_places=2, null=True, blank=True)

    class Meta:
        verbose_name = verbose_name_plural = "资金支出计划"
        ordering = ["project", "month"]
        constraints = [
            models.UniqueConstraint(fields=["project", "month"], name="spending_plan_month_unique"),
            models.CheckConstraint(condition=Q(month__in=[3, 6, 10, 12]), name="spending_plan_month_known"),
            models.CheckConstraint(
                condition=Q(cumulative_percent__gte=0, cumulative_percent__lte=100),
                name="spending_plan_percent_in_range",
            ),
        ]

    def __str__(self):
        return f"{self.month}月底"
