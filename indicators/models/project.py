from django.db import models
from django.db.models import Q

from indicators.models.annual_plan import AnnualPlan

#: Ten trillion yuan: SQLite keeps fifteen digits exactly, and no county's project comes near it.
AMOUNTS_BELOW = 10**13


def _amount(label: str) -> models.DecimalField:
    return models.DecimalField(f"{label}（元）", max_digits=18, decimal_places=2, null=True, blank=True)


def _in_range(field: str) -> models.CheckConstraint:
    condition = Q(**{f"{field}__gte": 0, f"{field}__lt": AMOUNTS_BELOW})
    return models.CheckConstraint(condition=condition, name=f"project_{field}_in_range")


class Project(models.Model):
    """预算项目: one 绩效目标表. Amounts in yuan, null where none is given, which is not zero."""

    plan = models.ForeignKey(AnnualPlan, models.CASCADE, verbose_name="计划", related_name="projects")
    key = models.CharField("编号", max_length=20, editable=False)
    position = models.PositiveIntegerField("次序")
    number = models.PositiveIntegerField("序号", null=True, blank=True)
    name = models.TextField("项目名称")
    code = models.CharField("项目编码", max_length=40, null=True, blank=True)  # noqa: DJ001 (null keeps it unique)
    money_unit = models.CharField("表内金额单位", max_length=2, blank=True)
    unit_code = models.CharField("单位代码", max_length=20, blank=True)
    unit_name = models.CharField("单位名称", max_length=360, blank=True)
    total = _amount("预算数")
    fiscal_funds = _amount("其中：财政资金")
    other_funds = _amount("其他资金")
    purpose = models.TextField("资金用途", blank=True)
    objectives = models.TextField("绩效目标", blank=True, help_text="每行一条。")
    withheld_reason = models.TextField("不公开原因", blank=True)
    line = models.PositiveIntegerField("原文行号", null=True, editable=False)

    class Meta:
        verbose_name = verbose_name_plural = "预算项目"
        ordering = ["plan", "position"]
        constraints = [
            models.UniqueConstraint(fields=["plan", "key"], name="project_key_unique_in_plan"),
            # several projects that are not published may have 涉密 in place of a code
            models.UniqueConstraint(
                fields=["plan", "code"], condition=Q(withheld_reason=""), name="project_code_unique_in_plan"
            ),
            models.CheckConstraint(condition=~Q(code=""), name="project_code_null_when_blank"),
            _in_range("total"),
            _in_range("fiscal_funds"),
            _in_range("other_funds"),
            models.CheckConstraint(condition=Q(money_unit__in=["", "元", "万元"]), name="project_money_unit_known"),
        ]

    def __str__(self):
        return self.name
