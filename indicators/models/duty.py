from django.db import models

from indicators.models.annual_plan import AnnualPlan


class Duty(models.Model):
    """分项绩效目标: one duty of a department and what it promises for it."""

    plan = models.ForeignKey(AnnualPlan, models.CASCADE, verbose_name="计划", related_name="duties")
    key = models.CharField("编号", max_length=20, editable=False)
    position = models.PositiveIntegerField("次序")
    title = models.TextField("职责名称", blank=True)
    responsibilities = models.TextField("主要职责", blank=True)
    duty_goal = models.TextField("职责目标", blank=True)
    objective = models.TextField("绩效目标", blank=True)
    indicators = models.TextField("绩效指标", blank=True)
    rating_bands = models.TextField("绩效标准", blank=True)
    text = models.TextField("说明", blank=True)
    line = models.PositiveIntegerField("原文行号", null=True, editable=False)

    class Meta:
        verbose_name = verbose_name_plural = "分项绩效目标"
        ordering = ["plan", "position"]
        constraints = [models.UniqueConstraint(fields=["plan", "key"], name="duty_key_unique_in_plan")]

    def __str__(self):
        return self.title or f"第{self.position}项职责"


class DutyPair(models.Model):
    """One numbered 绩效目标 under a duty with its 绩效指标."""

    duty = models.ForeignKey(Duty, models.CASCADE, verbose_name="分项绩效目标", related_name="pairs")
    position = models.PositiveIntegerField("次序")
    objective = models.TextField("绩效目标", blank=True)
    indicators = models.JSONField("绩效指标", default=list, blank=True)

    class Meta:
        verbose_name = verbose_name_plural = "目标与指标"
        ordering = ["duty", "position"]
        constraints = [models.UniqueConstraint(fields=["duty", "position"], name="duty_pair_position_unique")]

    def __str__(self):
        return self.objective
