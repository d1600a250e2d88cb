from django.db import models
from django.db.models import Q

from indicators.models.project import Project
from indicators.target_values import Kind


class Indicator(models.Model):
    """绩效指标: one row of a 绩效目标表.

    `target` as printed is the only truth; sign, number, unit and kind are read from it whenever it is written.
    """

    project = models.ForeignKey(Project, models.CASCADE, verbose_name="项目", related_name="indicators")
    key = models.CharField("编号", max_length=20, editable=False)
    position = models.PositiveIntegerField("次序")
    category = models.CharField("一级指标", max_length=30)
    subcategory = models.CharField("二级指标", max_length=30)
    name = models.TextField("三级指标", blank=True)
    description = models.TextField("绩效指标描述", blank=True)
    target = models.TextField("指标值", blank=True)
    basis = models.TextField("指标值确定依据", blank=True)
    sign = models.CharField("计算符号", max_length=1, blank=True)
    number = models.DecimalField("数值", max_digits=30, decimal_places=10, null=True, blank=True)
    unit = models.CharField("计量单位", max_length=20, blank=True)
    kind = models.CharField("取值类型", max_length=10)
    line = models.PositiveIntegerField("原文行号", null=True, editable=False)

    class Meta:
        verbose_name = verbose_name_plural = "绩效指标"
        ordering = ["project", "position"]
        constraints = [
            models.UniqueConstraint(fields=["project", "key"], name="indicator_key_unique_in_project"),
            models.CheckConstraint(condition=Q(kind__in=[kind.value for kind in Kind]), name="indicator_kind_known"),
            models.CheckConstraint(condition=~Q(category="") & ~Q(subcategory=""), name="indicator_levels_given"),
        ]

    def __str__(self):
        return self.name
