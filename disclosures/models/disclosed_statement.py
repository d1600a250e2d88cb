"""The public room, second part: the budget statements of current versions as rows for figures, sums and search.

Written when a version is published, removed when it is current no more; all of it can be made anew from the body.
"""

from django.db import models

from disclosures.models.disclosure import Disclosure


class DisclosedBudget(models.Model):
    """The figures of a current version's statements, in yuan, each with the statement and line that print it."""

    disclosure = models.OneToOneField(Disclosure, models.CASCADE, related_name="budget")
    revenue = models.DecimalField("收入总计（元）", max_digits=20, decimal_places=2, null=True)
    revenue_source = models.CharField("收入总计的来源", max_length=300, blank=True)
    expenditure = models.DecimalField("支出总计（元）", max_digits=20, decimal_places=2, null=True)
    expenditure_source = models.CharField("支出总计的来源", max_length=300, blank=True)
    basic = models.DecimalField("基本支出（元）", max_digits=20, decimal_places=2, null=True)
    basic_source = models.CharField("基本支出的来源", max_length=300, blank=True)
    projects = models.DecimalField("项目支出（元）", max_digits=20, decimal_places=2, null=True)
    projects_source = models.CharField("项目支出的来源", max_length=300, blank=True)

    class Meta:
        verbose_name = verbose_name_plural = "公开预算数"

    def __str__(self):
        return str(self.disclosure)


class DisclosedStatement(models.Model):
    """A statement of a current version. `complete`: every amount in it can be read, and so be part of a sum."""

    disclosure = models.ForeignKey(Disclosure, models.CASCADE, related_name="statements")
    region_code = models.CharField("区划代码", max_length=6)
    department_code = models.CharField("单位代码", max_length=6)
    fiscal_year = models.PositiveSmallIntegerField("年度")
    kind = models.CharField("报表种类", max_length=40)
    position = models.PositiveIntegerField("次序")
    title = models.CharField("表名", max_length=200)
    row_count = models.PositiveIntegerField("行数")
    complete = models.BooleanField("金额齐全")
    placed = models.BooleanField("在情况说明中")

    class Meta:
        verbose_name = verbose_name_plural = "公开报表"
        ordering = ["disclosure", "position"]
        constraints = [models.UniqueConstraint(fields=["disclosure", "kind"], name="disclosed_statement_kind_unique")]
        indexes = [models.Index(fields=["region_code", "fiscal_year", "kind"], name="disclosed_statement_place")]

    def __str__(self):
        return self.title


class DisclosedStatementLine(models.Model):
    """An amount of a statement, in yuan, and what the row says it is.

    `item` is the column that names it, `subject` its code or the number of the form's line ("" for 合计 and for lines
    that are the unit's own), `column` the column of the amount. Blank cells are left out, but for the `leading` column
    of each item, so that every subject is found.
    """

    statement = models.ForeignKey(DisclosedStatement, models.CASCADE, related_name="lines")
    region_code = models.CharField("区划代码", max_length=6)
    department_code = models.CharField("单位代码", max_length=6)
    fiscal_year = models.PositiveSmallIntegerField("年度")
    position = models.PositiveIntegerField("行次")
    item = models.CharField("名称栏", max_length=40)
    subject = models.CharField("科目编码或行号", max_length=20, blank=True)
    name = models.TextField("科目名称或项目")
    column = models.CharField("金额栏", max_length=40)
    leading = models.BooleanField("首个金额栏")
    amount = models.DecimalField("金额（元）", max_digits=20, decimal_places=2, null=True)

    class Meta:
        verbose_name = verbose_name_plural = "公开报表金额"
        ordering = ["statement", "position", "id"]
        constraints = [
            models.UniqueConstraint(fields=["statement", "position", "column"], name="disclosed_line_unique")
        ]
        indexes = [
            models.Index(fields=["region_code", "fiscal_year", "department_code"], name="disclosed_line_place"),
            models.Index(fields=["leading", "subject"], name="disclosed_line_subject"),
        ]

    def __str__(self):
        return f"{self.subject} {self.name}".strip()


class DisclosedTerm(models.Model):
    """A term of the 名词解释 of a current version."""

    disclosure = models.ForeignKey(Disclosure, models.CASCADE, related_name="terms")
    position = models.PositiveIntegerField("次序")
    term = models.CharField("名词", max_length=60, db_index=True)
    text = models.TextField("解释")

    class Meta:
        verbose_name = verbose_name_plural = "公开名词"
        ordering = ["disclosure", "position"]
        constraints = [
            models.UniqueConstraint(fields=["disclosure", "position"], name="disclosed_term_position_unique")
        ]

    def __str__(self):
        return self.term
