from django.db import models

from indicators.taxonomy import Category, Subcategory

LONGEST_NAME, LONGEST_UNIT = 200, 20


class StandardIndicator(models.Model):
    """指标库: an indicator that clerks may pick from. Levels are vocabulary keys, so that every scheme can use it."""

    category = models.CharField("一级指标", max_length=20)
    subcategory = models.CharField("二级指标", max_length=20)
    name = models.CharField("三级指标", max_length=LONGEST_NAME)
    description = models.TextField("绩效指标描述", blank=True)
    sign = models.CharField("计算符号", max_length=1, blank=True)
    unit = models.CharField("计量单位", max_length=LONGEST_UNIT, blank=True)
    active = models.BooleanField("在用", default=True)

    class Meta:
        verbose_name = verbose_name_plural = "指标库"
        ordering = ["category", "subcategory", "name"]
        constraints = [
            models.UniqueConstraint(fields=["subcategory", "name"], name="standard_indicator_unique"),
            models.CheckConstraint(
                condition=models.Q(category__in=[category.value for category in Category]),
                name="standard_indicator_category_known",
            ),
            models.CheckConstraint(
                condition=models.Q(subcategory__in=[subcategory.value for subcategory in Subcategory]),
                name="standard_indicator_subcategory_known",
            ),
        ]

    def __str__(self):
        return self.name
