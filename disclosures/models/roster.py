from datetime import date

from django.core.exceptions import ValidationError
from django.core.validators import RegexValidator
from django.db import models
from django.db.models import F, Q

from indicators.models import FiscalYear


class Roster(models.Model):
    """公开名册: which units of a region owe a publication for a year. The public is told of a declared one only."""

    fiscal_year = models.OneToOneField(FiscalYear, models.CASCADE, verbose_name="预算年度", related_name="roster")
    declared = models.BooleanField(
        "名册已核定",
        default=False,
        help_text="勾选后，公开页面按名册说明应公开单位数和各单位是否公开；没有勾选时只列已经公开的，不说谁没有公开。",
    )

    class Meta:
        verbose_name = verbose_name_plural = "公开名册"
        ordering = ["-fiscal_year__year", "fiscal_year__region__code"]

    def __str__(self):
        return f"{self.fiscal_year}公开名册"


class RosterUnit(models.Model):
    """A unit of a roster. Code and name are those of the year, whether or not a department with the code exists."""

    roster = models.ForeignKey(Roster, models.CASCADE, verbose_name="公开名册", related_name="units")
    code = models.CharField(
        "单位代码", max_length=6, validators=[RegexValidator(r"^[0-9]{6}$", "单位代码是六位数字，如 201001。")]
    )
    name = models.CharField("单位名称", max_length=360)
    supervisor = models.CharField("主管部门", max_length=360, blank=True)
    since = models.DateField("设立日期", null=True, blank=True)
    until = models.DateField("撤销日期", null=True, blank=True)
    excused_reason = models.CharField(
        "不适用的原因", max_length=200, blank=True, help_text="向社会显示，如“依法不公开部门预算”；应公开的留空。"
    )

    class Meta:
        verbose_name = verbose_name_plural = "名册单位"
        ordering = ["roster", "code"]
        constraints = [
            models.UniqueConstraint(fields=["roster", "code"], name="roster_unit_unique"),
            models.CheckConstraint(condition=Q(code__regex=r"^[0-9]{6}$"), name="roster_unit_code_six_digits"),
            models.CheckConstraint(condition=~Q(name=""), name="roster_unit_name_given"),
            models.CheckConstraint(
                condition=Q(since__isnull=True) | Q(until__isnull=True) | Q(until__gte=F("since")),
                name="roster_unit_life_ordered",
            ),
        ]

    def __str__(self):
        return f"{self.code} {self.name}"

    def clean(self):
        if self.since and self.until and self.until < self.since:
            raise ValidationError({"until": "撤销日期不能早于设立日期。"})

    @property
    def exemption(self) -> str:
        """Why the unit owes no publication for the year, as the public reads it; "" where it owes one.

        A unit owes one where it exists on the last day for publication (where none is set, on any day of the year).
        """
        year = self.roster.fiscal_year
        due_on = year.publication_due_on
        if self.excused_reason:
            return self.excused_reason
        if self.since and self.since > (due_on or date(year.year, 12, 31)):
            return f"{_day(self.since)}设立"
        if self.until and self.until < (due_on or date(year.year, 1, 1)):
            return f"{_day(self.until)}撤销"
        return ""


def _day(day: date) -> str:
    return f"{day.year}年{day.month}月{day.day}日"
