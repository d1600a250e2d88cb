from django.core.validators import RegexValidator
from django.db import models


class Region(models.Model):
    """财政区划: owns departments and their reviewers. A department's code is unique only inside it."""

    code = models.CharField(
        "区划代码",
        max_length=6,
        unique=True,
        validators=[RegexValidator(r"^[0-9]{6}$", "区划代码是六位数字，如 130303。")],
    )
    name = models.CharField("区划名称", max_length=60)

    class Meta:
        verbose_name = verbose_name_plural = "财政区划"
        ordering = ["code"]
        constraints = [
            models.CheckConstraint(condition=models.Q(code__regex=r"^[0-9]{6}$"), name="region_code_six_digits"),
            models.CheckConstraint(condition=~models.Q(name=""), name="region_name_given"),
        ]

    def __str__(self):
        return f"{self.code} {self.name}"
