from django.core.exceptions import ValidationError
from django.db import models

FUNCTIONAL, ECONOMIC = "functional", "economic"


class Subject(models.Model):
    """收支分类科目: a subject of the functional (功能) or economic (部门预算支出经济) classification of a year.

    Reference data: what is printed in a statement is never changed by it. A code means what the newest year not after
    the plan's says it means.
    """

    tree = models.CharField(
        "分类", max_length=10, choices=[(FUNCTIONAL, "支出功能分类"), (ECONOMIC, "部门预算支出经济分类")]
    )
    year = models.PositiveSmallIntegerField("自年度起", help_text="科目按年度修订；此名称自这一年度起使用。")
    code = models.CharField("科目编码", max_length=7, help_text="功能分类 3、5、7 位，经济分类 3、5 位。")
    name = models.CharField("科目名称", max_length=100)
    active = models.BooleanField("在用", default=True)

    class Meta:
        verbose_name = verbose_name_plural = "收支分类科目"
        ordering = ["tree", "code", "-year"]
        constraints = [
            models.UniqueConstraint(fields=["tree", "code", "year"], name="subject_unique_in_year"),
            models.CheckConstraint(condition=models.Q(tree__in=[FUNCTIONAL, ECONOMIC]), name="subject_tree_known"),
        ]

    def __str__(self):
        return f"{self.code} {self.name}"

    def clean(self):
        lengths = {FUNCTIONAL: (3, 5, 7), ECONOMIC: (3, 5)}.get(self.tree, ())
        if not (self.code.isascii() and self.code.isdigit() and len(self.code) in lengths):
            raise ValidationError({"code": f"科目编码应为 {'、'.join(map(str, lengths))} 位数字"})
