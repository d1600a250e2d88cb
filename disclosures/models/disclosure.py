"""The public room: everything a public page may read, and nothing else.

A Disclosure is one numbered version of what a department published for a year. Its body never changes; flat rows
of projects and indicators exist for the current version only.
"""

from datetime import date

from django.db import models
from django.db.models import Q
from django.utils.timezone import localdate

from disclosures.models.chained import CHAIN_START
from disclosures.models.source_file import SourceFile
from disclosures.models.submission import Submission

#: By so many letters of their names are rows sorted: an index holds no text of any length.
NAME_START = 30


class DisclosedYear(models.Model):
    """What the public may know of a region's fiscal year besides its disclosures."""

    region_code = models.CharField("区划代码", max_length=6)
    region_name = models.CharField("区划名称", max_length=60)
    fiscal_year = models.PositiveSmallIntegerField("年度")
    departments_due = models.PositiveIntegerField("应公开单位数", null=True, blank=True)  # no roster is declared
    approved_on = models.DateField("批复日期", null=True, blank=True)
    publication_due_on = models.DateField("公开截止日期", null=True, blank=True)

    class Meta:
        verbose_name = verbose_name_plural = "公开年度"
        ordering = ["region_code", "-fiscal_year"]
        constraints = [models.UniqueConstraint(fields=["region_code", "fiscal_year"], name="disclosed_year_unique")]

    def __str__(self):
        return f"{self.region_name} {self.fiscal_year}年"


class DisclosedUnit(models.Model):
    """A unit of the declared roster of a region's year. `exemption`: why it owes no publication, "" where it does."""

    region_code = models.CharField("区划代码", max_length=6)
    fiscal_year = models.PositiveSmallIntegerField("年度")
    code = models.CharField("单位代码", max_length=6)
    name = models.CharField("单位名称", max_length=360)
    supervisor = models.CharField("主管部门", max_length=360, blank=True)
    exemption = models.CharField("不适用的原因", max_length=200, blank=True)
    due_on = models.DateField("单独规定的公开截止日期", null=True, blank=True)

    class Meta:
        verbose_name = verbose_name_plural = "公开名册单位"
        ordering = ["region_code", "code", "-fiscal_year"]
        constraints = [
            models.UniqueConstraint(fields=["region_code", "code", "fiscal_year"], name="disclosed_unit_unique")
        ]

    def __str__(self):
        return f"{self.name} {self.fiscal_year}年"


class DisclosureQuerySet(models.QuerySet):
    def current(self):
        """The versions that the public reads now."""
        return self.filter(current=True)


class Disclosure(models.Model):
    """公开: one version. Sums and counts run over shown projects only; amounts in yuan."""

    submission = models.ForeignKey(Submission, models.PROTECT, related_name="disclosures", editable=False)
    region_code = models.CharField("区划代码", max_length=6)
    region_name = models.CharField("区划名称", max_length=60)
    department_code = models.CharField("单位代码", max_length=6)
    department_name = models.CharField("单位名称", max_length=360)
    fiscal_year = models.PositiveSmallIntegerField("年度")
    version = models.PositiveIntegerField("版次")
    published_at = models.DateTimeField("公开时间")
    imported = models.BooleanField("由历史文件导入", default=False)
    originally_published_on = models.DateField("原公开日期", null=True, blank=True)
    current = models.BooleanField("现行", default=True)
    withdrawn_at = models.DateTimeField("撤回时间", null=True, blank=True)
    withdrawn_reason = models.TextField("撤回原因", blank=True)
    erased_at = models.DateTimeField("清除时间", null=True, blank=True)
    change_reason = models.TextField("调整说明", blank=True)
    content_sha256 = models.CharField("内容指纹", max_length=64)
    project_count = models.PositiveIntegerField("公开项目数")
    withheld_count = models.PositiveIntegerField("不公开项目数")
    indicator_count = models.PositiveIntegerField("公开指标数")
    total = models.DecimalField("预算数合计（元）", max_digits=20, decimal_places=2, null=True, blank=True)

    objects = DisclosureQuerySet.as_manager()

    class Meta:
        verbose_name = verbose_name_plural = "公开版本"
        ordering = ["-published_at", "-id"]
        constraints = [
            models.UniqueConstraint(
                fields=["region_code", "department_code", "fiscal_year", "version"], name="disclosure_version_unique"
            ),
            models.UniqueConstraint(
                fields=["region_code", "department_code", "fiscal_year"],
                condition=Q(current=True),
                name="disclosure_one_current",
            ),
            models.CheckConstraint(condition=Q(version__gte=1), name="disclosure_version_from_one"),
            models.CheckConstraint(
                condition=Q(withdrawn_at__isnull=True) | (Q(current=False) & ~Q(withdrawn_reason="")),
                name="disclosure_withdrawn_with_reason",
            ),
        ]
        indexes = [models.Index(fields=["current", "imported", "-published_at"], name="disclosure_newest")]

    def __str__(self):
        return f"{self.department_name} {self.fiscal_year}年 第{self.version}版"

    @property
    def published_on(self) -> date | None:
        """The day on which the public could first read this version; None where an imported one does not say."""
        return self.originally_published_on if self.imported else localdate(self.published_at)

    @property
    def published_words(self) -> str:
        """When it was published, as readers see it: never the day of an import."""
        day = self.published_on
        words = f"{day.year}年{day.month}月{day.day}日" if day else ""
        if not self.imported:
            return words
        return f"原公开 {words}（后补录入）" if day else "原公开日期不详（后补录入）"


class DisclosureBody(models.Model):
    """The published text with its hash and its place in the chain. Triggers refuse any change or removal.

    An erased body (matter the law forbids to keep) keeps hash and chain; its text is gone, with reason and names.
    """

    disclosure = models.OneToOneField(Disclosure, models.PROTECT, related_name="body")
    text = models.TextField("全文")
    sha256 = models.CharField("SHA-256", max_length=64)
    previous_sha256 = models.CharField("前一份的 SHA-256", max_length=64, unique=True)
    sequence = models.PositiveIntegerField("链上序号", unique=True)
    erased_at = models.DateTimeField("清除时间", null=True, blank=True)
    erased_reason = models.TextField("清除原因", blank=True)
    erased_by = models.CharField("清除经办人", max_length=200, blank=True)

    class Meta:
        verbose_name = verbose_name_plural = "公开全文"
        ordering = ["sequence"]

    def __str__(self):
        return f"{self.sequence} {self.sha256[:12]}"


class DisclosureChain(models.Model):
    """The head of the chain: one row, locked while a body is added."""

    id = models.PositiveSmallIntegerField(primary_key=True, default=1)
    sequence = models.PositiveIntegerField(default=0)
    sha256 = models.CharField(max_length=64, default=CHAIN_START)

    class Meta:
        verbose_name = verbose_name_plural = "公开链"
        constraints = [models.CheckConstraint(condition=Q(id=1), name="disclosure_chain_single")]

    def __str__(self):
        return f"{self.sequence} {self.sha256[:12]}"


class DisclosedFile(models.Model):
    """The source file offered with a version: only where it says what the version says and nothing is withheld."""

    disclosure = models.OneToOneField(Disclosure, models.CASCADE, related_name="file")
    source = models.ForeignKey(SourceFile, models.PROTECT, related_name="+")
    name = models.CharField("文件名", max_length=255)
    sha256 = models.CharField("SHA-256", max_length=64)

    class Meta:
        verbose_name = verbose_name_plural = "公开原件"

    def __str__(self):
        return self.name


class DisclosedProject(models.Model):
    """A project of a current disclosure. A withheld one has number, reason and name ("" if withheld too) only."""

    disclosure = models.ForeignKey(Disclosure, models.CASCADE, related_name="projects")
    region_code = models.CharField("区划代码", max_length=6)
    department_code = models.CharField("单位代码", max_length=6)
    fiscal_year = models.PositiveSmallIntegerField("年度")
    key = models.CharField("编号", max_length=20)
    position = models.PositiveIntegerField("次序")
    number = models.PositiveIntegerField("序号", null=True)
    name = models.TextField("项目名称", blank=True)
    name_start = models.CharField("项目名称的开头", max_length=NAME_START, blank=True)
    code = models.CharField("项目编码", max_length=40, blank=True)
    total = models.DecimalField("预算数（元）", max_digits=18, decimal_places=2, null=True)
    indicator_count = models.PositiveIntegerField("指标数")
    quantified_count = models.PositiveIntegerField("其中有数值的指标数", default=0)
    withheld = models.BooleanField("不公开", default=False)
    withheld_reason = models.TextField("不公开原因", blank=True)

    class Meta:
        verbose_name = verbose_name_plural = "公开项目"
        ordering = ["disclosure", "position"]
        constraints = [
            models.UniqueConstraint(fields=["disclosure", "key"], name="disclosed_project_key_unique"),
            models.CheckConstraint(
                condition=Q(withheld=False)
                | (Q(code="") & Q(total__isnull=True) & Q(indicator_count=0) & ~Q(withheld_reason="")),
                name="disclosed_project_withheld_empty",
            ),
        ]
        indexes = [
            models.Index(fields=["region_code", "fiscal_year", "department_code"], name="disclosed_project_place"),
            models.Index(fields=["-total", "-fiscal_year", "id"], name="disclosed_project_largest"),
            models.Index(fields=["-indicator_count", "-fiscal_year", "id"], name="disclosed_project_most"),
            models.Index(fields=["name_start", "-fiscal_year", "id"], name="disclosed_project_name"),
        ]

    def __str__(self):
        return self.name


class DisclosedIndicator(models.Model):
    """An indicator of a shown project of a current disclosure; `category_key` is the vocabulary's word for it."""

    project = models.ForeignKey(DisclosedProject, models.CASCADE, related_name="indicators")
    region_code = models.CharField("区划代码", max_length=6)
    department_code = models.CharField("单位代码", max_length=6)
    fiscal_year = models.PositiveSmallIntegerField("年度")
    key = models.CharField("编号", max_length=20)
    position = models.PositiveIntegerField("次序")
    category = models.CharField("一级指标", max_length=30)
    subcategory = models.CharField("二级指标", max_length=30)
    category_key = models.CharField("一级指标类别", max_length=20)
    subcategory_key = models.CharField("二级指标类别", max_length=20)
    name = models.TextField("三级指标", blank=True)
    name_start = models.CharField("三级指标的开头", max_length=NAME_START, blank=True)
    description = models.TextField("绩效指标描述", blank=True)
    target = models.TextField("指标值", blank=True)
    basis = models.TextField("指标值确定依据", blank=True)
    sign = models.CharField("计算符号", max_length=1, blank=True)
    number = models.DecimalField("数值", max_digits=30, decimal_places=10, null=True)
    unit = models.CharField("计量单位", max_length=20, blank=True)
    kind = models.CharField("取值类型", max_length=10)
    likeness = models.BigIntegerField("同名标记", null=True)  # equal where two may be the same (document/lineage.py)

    class Meta:
        verbose_name = verbose_name_plural = "公开指标"
        ordering = ["project", "position"]
        constraints = [models.UniqueConstraint(fields=["project", "key"], name="disclosed_indicator_key_unique")]
        indexes = [
            models.Index(fields=["region_code", "fiscal_year", "department_code"], name="disclosed_indicator_place"),
            models.Index(fields=["subcategory_key"], name="disclosed_indicator_level"),
            models.Index(fields=["region_code", "likeness", "fiscal_year"], name="disclosed_indicator_likeness"),
            models.Index(fields=["name_start", "-fiscal_year", "id"], name="disclosed_indicator_name"),
        ]

    def __str__(self):
        return self.name
