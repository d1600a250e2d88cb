from django.db import models

from indicators.models.department import Department
from indicators.models.fiscal_year import FiscalYear


class AnnualPlan(models.Model):
    """年度绩效计划: what a department promises for a fiscal year. Its rows are written through one door only."""

    department = models.ForeignKey(Department, models.PROTECT, verbose_name="单位", related_name="plans")
    fiscal_year = models.ForeignKey(FiscalYear, models.PROTECT, verbose_name="预算年度", related_name="plans")
    department_name = models.CharField("文本所印单位名称", max_length=360, blank=True)
    money_unit = models.CharField("金额单位", max_length=2, default="元", choices=[("元", "元"), ("万元", "万元")])
    overall_objective = models.TextField("总体绩效目标", blank=True)
    safeguards = models.TextField("工作保障措施", blank=True)
    revision = models.PositiveIntegerField("修订号", default=0, editable=False)
    content_sha256 = models.CharField("内容指纹", max_length=64, blank=True, editable=False)
    used_keys = models.JSONField("已用编号", default=dict, editable=False)  # keys.Ledger

    publication_deadline = models.DateField("单独规定的公开截止日期", null=True, blank=True)
    carried_over = models.JSONField("上年结转未核对的部分", default=list, editable=False)  # keys and field names

    class Meta:
        verbose_name = verbose_name_plural = "年度绩效计划"
        ordering = ["department", "-fiscal_year__year"]
        constraints = [
            models.UniqueConstraint(fields=["department", "fiscal_year"], name="plan_unique_in_year"),
            models.CheckConstraint(condition=models.Q(money_unit__in=["元", "万元"]), name="plan_money_unit_known"),
        ]

    def __str__(self):
        return f"{self.department.name} {self.fiscal_year.year}年"
