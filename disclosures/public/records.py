"""What the public takes away of projects, indicators and lines of statements: columns, and where each is read.

Lists as files, the API and its description all print from here.
"""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import Any

from django.db.models import Case, F, QuerySet, When
from django.db.models.expressions import Combinable

from disclosures.document.statement_kinds import KINDS
from disclosures.exports.tables import Column, Kind, Table
from disclosures.public.addresses import pattern_of

#: Rows that are fetched at once.
_CHUNK = 2000
#: (kind of statement, column) → what the form calls the column.
_COLUMN_LABELS = {
    (kind.kind, column.name): label for kind in KINDS for column, label in zip(kind.columns, kind.labels, strict=True)
}

Row = tuple[Any, ...]


@dataclass(frozen=True)
class Records:
    """A table and where its rows are read: `sources` are the columns in order, from which `finish` (given the address
    of the site) makes the values that no column holds."""

    table: Table
    sources: tuple[str | Combinable, ...]
    finish: Callable[[str], Callable[[Row], Row]]

    def rows(self, found: QuerySet, site: str) -> Iterator[Row]:
        """Yield the rows found, read piece by piece in the order of their publication."""
        values = found.order_by("pk").values_list(*self.sources)
        return map(self.finish(site), values.iterator(_CHUNK))

    def page(self, found: QuerySet, site: str, after: int, size: int) -> list[tuple[int, Row]]:
        """Return at most so many rows behind the one with the primary key `after`, each with its own."""
        finish = self.finish(site)
        values = found.filter(pk__gt=after).order_by("pk").values_list("pk", *self.sources)[:size]
        return [(pk, finish(tuple(row))) for pk, *row in values]


PLACE = (
    Column("region_code", "区划代码", note="六位行政区划代码", standard="mof_div_code"),
    Column("region_name", "区划"),
    Column("department_code", "单位代码", note="只在一个区划内唯一", standard="agency_code"),
    Column("department_name", "单位", standard="agency_name"),
    Column("fiscal_year", "年度", Kind.INTEGER, standard="fiscal_year"),
    Column("version", "版次", Kind.INTEGER, "现行公开版本的编号"),
)
#: The parts of the address of a year.
YEAR = ("region", "department", "year")
ADDRESS = Column("url", "网址", Kind.ADDRESS)
PROJECT_KEY = Column("project_key", "项目编号", note="项目网址的末段；同一单位同一年度内唯一")


def _place(prefix: str) -> tuple[str, ...]:
    """Where the columns of PLACE are read, for rows that reach their version by `prefix`."""
    names = ("region_name", "department_name", "version")
    region, department, version = (f"{prefix}__{name}" for name in names)
    return "region_code", region, "department_code", department, "fiscal_year", version


def _project_row(site: str) -> Callable[[Row], Row]:
    """What appends the address of the project to a row that begins with PLACE and the project's key."""
    fill = f"{site}{pattern_of('project', *YEAR, 'key')}".format
    return lambda row: (*row, fill(row[0], row[2], row[4], row[6]))


def _statement_row(site: str) -> Callable[[Row], Row]:
    """What calls the column of an amount as its form does, and appends the address of the statement."""
    alone, placed = (f"{site}{pattern_of(name, *YEAR)}#s-{{3}}".format for name in ("statements", "disclosure"))

    def finish(row: Row) -> Row:
        *values, is_placed = row
        address = (placed if is_placed else alone)(values[0], values[2], values[4], values[6])
        values[11] = _COLUMN_LABELS.get((values[6], values[11]), values[11])
        return (*values, address)

    return finish


PROJECTS = Records(
    Table(
        "projects",
        "预算项目",
        (
            *PLACE,
            PROJECT_KEY,
            Column("number", "序号", Kind.INTEGER, "原件所列的序号"),
            Column("code", "项目编码", standard="pro_code"),
            Column("name", "项目名称", note="名称也不公开的项目为空", standard="pro_name"),
            Column("total_yuan", "预算数（元）", Kind.AMOUNT, "空白表示原件没有列出，不等于零"),
            Column("indicator_count", "指标数", Kind.INTEGER),
            Column("withheld", "不公开", Kind.FLAG, "不公开的项目只列序号、原因和可以公开的名称"),
            Column("withheld_reason", "不公开原因", standard="publishremark"),
            ADDRESS,
        ),
    ),
    (
        *_place("disclosure"),
        "key",
        "number",
        "code",
        "name",
        "total",
        Case(When(withheld=False, then=F("indicator_count"))),
        "withheld",
        "withheld_reason",
    ),
    _project_row,
)

INDICATORS = Records(
    Table(
        "indicators",
        "绩效指标",
        (
            *PLACE,
            PROJECT_KEY,
            Column("project_code", "项目编码", standard="pro_code"),
            Column("project_name", "项目名称", standard="pro_name"),
            Column("key", "指标编号", note="项目内唯一"),
            Column("category", "一级指标", note="原件的用词", standard="kpi_lv1"),
            Column("subcategory", "二级指标", note="原件的用词", standard="kpi_lv2"),
            Column("category_key", "一级指标类别", note="各年度用词不同而含义相同的归为一类"),
            Column("subcategory_key", "二级指标类别"),
            Column("name", "三级指标", standard="kpi_lv3"),
            Column("description", "绩效指标描述", standard="kpi_content"),
            Column("target", "指标值", note="原件的写法", standard="kpi_val"),
            Column("sign", "计算符号", note="由指标值读出", standard="computesign"),
            Column("number", "数值", Kind.NUMBER, "由指标值读出，空白表示不是数", "indexval"),
            Column("unit", "计量单位", note="由指标值读出", standard="meterunit"),
            Column("kind", "取值类型"),
            Column("basis", "指标值确定依据", standard="indexstandards"),
            ADDRESS,
        ),
    ),
    (
        *_place("project__disclosure"),
        "project__key",
        "project__code",
        "project__name",
        "key",
        "category",
        "subcategory",
        "category_key",
        "subcategory_key",
        "name",
        "description",
        "target",
        "sign",
        "number",
        "unit",
        "kind",
        "basis",
    ),
    _project_row,
)

STATEMENTS = Records(
    Table(
        "statements",
        "报表科目",
        (
            *PLACE,
            Column("statement", "报表种类"),
            Column("statement_title", "表名"),
            Column("row", "行次", Kind.INTEGER, "表内第几行"),
            Column("subject", "科目编码或行号", note="合计和单位自设的行为空"),
            Column("name", "科目或项目"),
            Column("column", "金额栏"),
            Column("leading", "首个金额栏", Kind.FLAG, "一行有几个金额时，排在最前的一栏；其余各栏多是它的其中数"),
            Column("amount_yuan", "金额（元）", Kind.AMOUNT, "空白表示表内为空"),
            ADDRESS,
        ),
    ),
    (
        *_place("statement__disclosure"),
        "statement__kind",
        "statement__title",
        "position",
        "subject",
        "name",
        "column",
        "leading",
        "amount",
        "statement__placed",
    ),
    _statement_row,
)
