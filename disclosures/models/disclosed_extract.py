"""The public room, third part: what pages read instead of a whole body, and the counters they read instead of counting.

Written when a version is published, removed when it is current no more; all of it can be made anew from the body.
"""

from typing import Any

from django.db import models
from django.db.models import Q

from disclosures.models.disclosure import DisclosedProject, Disclosure


class DisclosedSheet(models.Model):
    """The text of one project of a current version, as it stands in the body. `money_unit`: what it is counted in."""

    project = models.OneToOneField(DisclosedProject, models.CASCADE, primary_key=True, related_name="sheet")
    money_unit = models.CharField("金额单位", max_length=2)
    text = models.TextField("绩效目标表")

    class Meta:
        verbose_name = verbose_name_plural = "公开绩效目标表"

    def __str__(self):
        return str(self.project)


class DisclosedCount(models.Model):
    """How many public rows of one sort a place has. A place is a unit's year (a current version), all years of a unit
    (`fiscal_year` is 0) or all units of a region's year (`department_code` is ""), as `scope` says."""

    class Scope(models.TextChoices):
        UNIT_YEAR = "unit_year", "单位年度"
        UNIT = "unit", "单位各年度"
        REGION_YEAR = "region_year", "区划年度"

    objects: models.Manager[Any] = models.Manager()
    #: What makes rows of one sort; named by each table of counters.
    SORTS: tuple[str, ...] = ()

    disclosure = models.ForeignKey(Disclosure, models.CASCADE, null=True, related_name="+")
    scope = models.CharField("范围", max_length=11, choices=Scope.choices)
    region_code = models.CharField("区划代码", max_length=6)
    department_code = models.CharField("单位代码", max_length=6, blank=True)
    fiscal_year = models.PositiveSmallIntegerField("年度")
    rows = models.PositiveIntegerField("行数")

    class Meta:
        abstract = True

    def __str__(self):
        sort = " ".join(getattr(self, name) for name in self.SORTS)
        return f"{self.region_code} {self.department_code} {self.fiscal_year} {sort} {self.rows}"


def _of_a_version(name: str) -> models.CheckConstraint:
    """Counters of a unit's year belong to its current version, sums of counters to none."""
    unit_year = Q(scope=DisclosedCount.Scope.UNIT_YEAR)
    return models.CheckConstraint(
        condition=Q(unit_year, disclosure__isnull=False) | Q(~unit_year, disclosure=None), name=name
    )


class DisclosedIndicatorCount(DisclosedCount):
    """How many indicators of one level and kind of target a place has."""

    SORTS = ("category_key", "subcategory_key", "kind")

    category_key = models.CharField("一级指标类别", max_length=20, blank=True)
    subcategory_key = models.CharField("二级指标类别", max_length=20, blank=True)
    kind = models.CharField("取值类型", max_length=10)

    class Meta:
        verbose_name = verbose_name_plural = "公开指标计数"
        constraints = [
            models.UniqueConstraint(
                fields=[
                    "scope",
                    "fiscal_year",
                    "region_code",
                    "department_code",
                    "category_key",
                    "subcategory_key",
                    "kind",
                ],
                name="disclosed_indicator_count_unique",
            ),
            _of_a_version("disclosed_indicator_count_version"),
        ]
        indexes = [
            models.Index(  # holds all that is asked of units
                fields=["scope", "region_code", "department_code", "category_key", "subcategory_key", "kind", "rows"],
                name="disclosed_indicator_count_unit",
            )
        ]


class DisclosedProjectCount(DisclosedCount):
    """How many projects of one amount band a place has, and in yuan what they come to and how much the largest has.
    `band` is a key of AMOUNT_BANDS, WITHOUT_AMOUNT or, for withheld projects, WITHHELD."""

    SORTS = ("band",)
    WITHHELD = "withheld"

    band = models.CharField("金额档", max_length=10)
    total = models.DecimalField("预算数合计（元）", max_digits=20, decimal_places=2, null=True)
    largest = models.DecimalField("最大预算数（元）", max_digits=18, decimal_places=2, null=True)

    class Meta:
        verbose_name = verbose_name_plural = "公开项目计数"
        constraints = [
            models.UniqueConstraint(
                fields=["scope", "fiscal_year", "region_code", "department_code", "band"],
                name="disclosed_project_count_unique",
            ),
            _of_a_version("disclosed_project_count_version"),
        ]
        indexes = [
            models.Index(  # holds all that is asked of units
                fields=["scope", "region_code", "department_code", "band", "rows"], name="disclosed_project_count_unit"
            )
        ]
