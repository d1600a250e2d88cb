"""The public room, third part: which unit carries on another one, after a reform or under a new code."""

from django.core.exceptions import ValidationError
from django.core.validators import RegexValidator
from django.db import models
from django.db.models import F, Q

from indicators.models import Region

_CODE = RegexValidator(r"^[0-9]{6}$", "单位代码是六位数字，如 201001。")


class DisclosedSuccession(models.Model):
    """单位沿革: from a year on, one unit carries on what another one did. A unit that only changes its name needs none:
    each version says what it was called."""

    region = models.ForeignKey(Region, models.CASCADE, verbose_name="财政区划", related_name="+")
    earlier = models.CharField("原单位代码", max_length=6, validators=[_CODE])
    later = models.CharField("承续单位代码", max_length=6, validators=[_CODE])
    since = models.PositiveSmallIntegerField(
        "起始年度", help_text="从这一年度起由承续单位编制预算；合并的，每个原单位各填一行。"
    )
    words = models.CharField("说明", max_length=200, blank=True, help_text="向社会显示，如“机构改革，两单位合并”。")

    class Meta:
        verbose_name = verbose_name_plural = "单位沿革"
        ordering = ["region", "-since", "earlier"]
        constraints = [
            models.UniqueConstraint(fields=["region", "earlier", "later"], name="succession_unique"),
            models.CheckConstraint(condition=~Q(earlier=F("later")), name="succession_of_two_units"),
        ]

    def __str__(self):
        return f"{self.earlier} → {self.later}（{self.since}年起）"

    def clean(self):
        if self.earlier == self.later:
            raise ValidationError({"later": "承续单位不能是原单位自己；单位代码不变的改名不用填。"})
