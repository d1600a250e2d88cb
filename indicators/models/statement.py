from django.db import models

from indicators.models.annual_plan import AnnualPlan


class Statement(models.Model):
    """预算报表: one budget statement of a plan, or a table of its explanation. What its kind is called and holds is for
    disclosures/document/statement_kinds.py to say."""

    plan = models.ForeignKey(AnnualPlan, models.CASCADE, verbose_name="计划", related_name="statements")
    kind = models.CharField("报表种类", max_length=16)
    position = models.PositiveIntegerField("次序")
    title = models.CharField("表名", max_length=120)
    money_unit = models.CharField(
        "金额单位", max_length=2, blank=True, choices=[("", "未印"), ("元", "元"), ("万元", "万元")]
    )
    notes = models.TextField("表下的注", blank=True)
    as_of = models.CharField("截止时间", max_length=20, blank=True)
    section = models.PositiveIntegerField("所在情况说明", null=True)
    paragraph = models.PositiveIntegerField("所在段落", null=True)
    line = models.PositiveIntegerField("原文行号", null=True, editable=False)

    class Meta:
        verbose_name = verbose_name_plural = "预算报表"
        ordering = ["plan", "position"]
        constraints = [
            models.UniqueConstraint(fields=["plan", "kind"], name="statement_kind_unique_in_plan"),
            models.CheckConstraint(
                condition=models.Q(money_unit__in=["", "元", "万元"]), name="statement_money_unit_known"
            ),
        ]

    def __str__(self):
        return self.title


class StatementLine(models.Model):
    """One row of a statement. `cells` are as printed; subject and amounts are read from them at every save."""

    statement = models.ForeignKey(Statement, models.CASCADE, verbose_name="预算报表", related_name="lines")
    position = models.PositiveIntegerField("次序")
    subject_code = models.CharField("科目编码", max_length=7, blank=True)
    name = models.TextField("科目名称或项目", blank=True)
    cells = models.JSONField("各栏")

    class Meta:
        verbose_name = verbose_name_plural = "预算报表的行"
        ordering = ["statement", "position"]
        constraints = [models.UniqueConstraint(fields=["statement", "position"], name="statement_line_position_unique")]

    def __str__(self):
        return self.name


class StatementAmount(models.Model):
    """The amount that a line of a statement prints in a column, in yuan; a blank cell has none."""

    line = models.ForeignKey(StatementLine, models.CASCADE, verbose_name="预算报表的行", related_name="amounts")
    column = models.CharField("栏", max_length=20)
    yuan = models.DecimalField("金额（元）", max_digits=18, decimal_places=2)

    class Meta:
        verbose_name = verbose_name_plural = "预算报表的金额"
        ordering = ["line", "column"]
        constraints = [models.UniqueConstraint(fields=["line", "column"], name="statement_amount_column_unique")]

    def __str__(self):
        return f"{self.column} {self.yuan}"
