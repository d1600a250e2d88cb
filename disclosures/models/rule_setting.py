from django.conf import settings
from django.db import models
from django.db.models import Q

from indicators.models import Region


class RuleSetting(models.Model):
    """规则设置: a region's own severity for a rule of review, or its switching off, with the reason."""

    class Choice(models.TextChoices):
        ERROR = "E", "错误"
        WARNING = "W", "警告"
        HINT = "I", "提示"
        OFF = "off", "停用"

    region = models.ForeignKey(Region, models.PROTECT, verbose_name="财政区划", related_name="rule_settings")
    rule = models.CharField("规则", max_length=3)
    choice = models.CharField("级别", max_length=3, choices=Choice.choices)
    reason = models.TextField("理由")
    changed_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, verbose_name="设置人", editable=False)
    changed_at = models.DateTimeField("设置时间", auto_now=True)

    class Meta:
        verbose_name = verbose_name_plural = "规则设置"
        ordering = ["region", "rule"]
        constraints = [
            models.UniqueConstraint(fields=["region", "rule"], name="rule_setting_unique"),
            models.CheckConstraint(condition=~Q(reason=""), name="rule_setting_reason_given"),
        ]

    def __str__(self):
        return f"{self.rule} {self.get_choice_display()}"
