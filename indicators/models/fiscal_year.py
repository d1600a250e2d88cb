from datetime import date, timedelta

from django.core.exceptions import ValidationError
from django.db import models
from django.db.models import F, Q

from indicators.models.region import Region
from indicators.taxonomy import Scheme

SCHEME_LABELS = {
    Scheme.TO_2020: "2020年及以前（效果指标）",
    Scheme.FROM_2021: "2021年起（效益指标）",
    Scheme.COST_FIRST: "成本指标为一级指标",
}
#: Calendar days from 批复日期 to publication (预算法 and the circulars: within twenty days of approval).
PUBLICATION_DAYS = 20


class FiscalYear(models.Model):
    """预算年度 of a region: which level names it uses, when departments may enter, when publication is due.

    A year without entry dates is closed for entry, as one that an import created.
    """

    region = models.ForeignKey(Region, models.PROTECT, verbose_name="财政区划", related_name="fiscal_years")
    year = models.PositiveSmallIntegerField("年度")
    scheme = models.CharField("指标体系", max_length=20, choices=SCHEME_LABELS.items())
    entry_opens_on = models.DateField("填报开始日期", null=True, blank=True)
    entry_closes_on = models.DateField("填报截止日期", null=True, blank=True)
    approved_on = models.DateField("批复日期", null=True, blank=True)
    publication_deadline = models.DateField(
        "公开截止日期", null=True, blank=True, help_text="留空则为批复日期后第二十个自然日。"
    )

    class Meta:
        verbose_name = verbose_name_plural = "预算年度"
        ordering = ["region", "-year"]
        constraints = [
            models.UniqueConstraint(fields=["region", "year"], name="fiscal_year_unique_in_region"),
            models.CheckConstraint(condition=Q(year__gte=2000, year__lte=2100), name="fiscal_year_plausible"),
            models.CheckConstraint(
                condition=Q(scheme__in=[scheme.value for scheme in Scheme]), name="fiscal_year_scheme_known"
            ),
            models.CheckConstraint(
                condition=Q(entry_opens_on__isnull=True)
                | Q(entry_closes_on__isnull=True)
                | Q(entry_closes_on__gte=F("entry_opens_on")),
                name="fiscal_year_window_ordered",
            ),
        ]

    def __str__(self):
        return f"{self.region.name} {self.year}年"

    def clean(self):
        if self.entry_opens_on and self.entry_closes_on and self.entry_closes_on < self.entry_opens_on:
            raise ValidationError({"entry_closes_on": "填报截止日期不能早于开始日期。"})

    @property
    def publication_due_on(self) -> date | None:
        """The last day for publication: as set, else the twentieth calendar day after 批复日期, else unknown."""
        if self.publication_deadline or not self.approved_on:
            return self.publication_deadline
        return self.approved_on + timedelta(days=PUBLICATION_DAYS)
