from django.core.validators import RegexValidator
from django.db import models

from indicators.models.region import Region


class Department(models.Model):
    """单位: unique on region and code, because 201001 is one office here and another there."""

    region = models.ForeignKey(Region, models.PROTECT, verbose_name="财政区划", related_name="departments")
    code = models.CharField(
        "单位代码", max_length=6, validators=[RegexValidator(r"^[0-9]{6}$", "单位代码是六位数字，如 201001。")]
    )
    name = models.CharField("单位名称", max_length=360)
    active = models.BooleanField("在用", default=True, help_text="停用的单位不再要求填报，历史信息保留。")

    class Meta:
        verbose_name = verbose_name_plural = "单位"
        ordering = ["region", "code"]
        constraints = [
            models.UniqueConstraint(fields=["region", "code"], name="department_unique_in_region"),
            models.CheckConstraint(condition=models.Q(code__regex=r"^[0-9]{6}$"), name="department_code_six_digits"),
            models.CheckConstraint(condition=~models.Q(name=""), name="department_name_given"),
        ]

    def __str__(self):
        return f"{self.code} {self.name}"
