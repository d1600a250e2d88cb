"""A year of a region as one archive: everything that is public of it, as tables, as texts, and under the names of the
national data standard."""

from collections.abc import Iterator
from tempfile import TemporaryFile
from typing import IO, Any

from django.http import FileResponse, Http404, HttpRequest
from django.http.response import HttpResponseBase
from django.urls import reverse
from django.utils.cache import get_conditional_response

from disclosures.document.as_json import from_text
from disclosures.document.declarations import FieldKind, fields_of
from disclosures.document.model import PLAN_MONTHS, Document, ProjectSheet
from disclosures.exports import national_tables
from disclosures.exports.data_package import DataPackage, Rows
from disclosures.exports.tables import Column, Kind, Table, csv_row
from disclosures.models.disclosed_statement import DisclosedStatementLine
from disclosures.models.disclosure import Disclosure, DisclosureBody
from disclosures.public.api.resources import DISCLOSURES
from disclosures.public.records import INDICATORS, PROJECTS, STATEMENTS, Row
from disclosures.public.site import TERMS, imprint_of
from disclosures.public.tables import IndicatorTable, ProjectTable
from disclosures.publication.kept_archives import archive_name, kept_archive, year_state
from indicators.money import YUAN, to_yuan

_AMOUNTS = fields_of(ProjectSheet, FieldKind.AMOUNT)[1:]
DETAILS = Table(
    "project_details",
    "项目的用途、目标和支出计划",
    (
        *(column for column in PROJECTS.table.columns if column.name in ("region_code", "department_code")),
        Column("fiscal_year", "年度", Kind.INTEGER),
        Column("project_key", "项目编号"),
        *(Column(f"{field.name}_yuan", f"{field.short}（元）", Kind.AMOUNT) for field in _AMOUNTS),
        Column("purpose", "资金用途"),
        Column("objectives", "绩效目标", note="一行一条", standard="kpi_target"),
        *(Column(f"percent_by_month_{month}", f"{month}月底累计支出（%）", Kind.NUMBER) for month in PLAN_MONTHS),
    ),
)


def archive_response(request: HttpRequest, region: str, year: int) -> HttpResponseBase:
    """Return the archive of a region's year as it is public now; 304 where the reader has it already.

    Raises Http404 where nothing is public, Busy where it must be made and others are being made.
    """
    site, imprint = request.build_absolute_uri("/")[:-1], imprint_of(request)
    source = imprint.owner.name if imprint else "财政部门"
    said = f"{site} {source}"
    etag = f'"{archive_name(region, year, year_state(region, year), said)}"'
    if answer := get_conditional_response(request, etag=etag):
        answer.headers["ETag"] = etag
        return answer
    file = kept_archive(region, year, said, lambda target: _Year(region, year, site, source).write(target))
    if file is None:
        raise Http404
    name = f"{region}-{year}.zip"
    return FileResponse(file, as_attachment=True, filename=name, content_type="application/zip", headers={"ETag": etag})


class _Year:
    def __init__(self, region: str, year: int, site: str, source: str):
        self.place = {"region_code": region, "fiscal_year": year}
        self.site, self.source = site, source
        self.bodies = DisclosureBody.objects.filter(
            disclosure__current=True,
            erased_at=None,
            **{f"disclosure__{name}": value for name, value in self.place.items()},
        ).order_by("disclosure__department_code")

    def write(self, file: IO[bytes]) -> None:
        """Write the archive."""
        package = DataPackage(file)
        self._add(package, DISCLOSURES, Disclosure.objects.current())
        self._add(package, PROJECTS, ProjectTable.published())
        with TemporaryFile() as details, TemporaryFile() as goals, TemporaryFile() as indicators:
            kept = [Rows(one) for one in (details, goals, indicators)]
            tables = (DETAILS, national_tables.GOALS, national_tables.INDICATORS)
            makers = (detail_rows, national_tables.goal_rows, national_tables.indicator_rows)
            for body in self.bodies.select_related("disclosure").iterator(50):
                self._add_body(package, body)
                document = from_text(body.text)
                for rows, table, maker in zip(kept, tables, makers, strict=True):
                    for row in map(csv_row(table.columns), maker(document)):
                        rows.add(row)
            for folder, rows, table in zip(("data", "national", "national"), kept, tables, strict=True):
                package.add_texts(folder, table, rows)
        self._add(package, INDICATORS, IndicatorTable.published())
        self._add(package, STATEMENTS, DisclosedStatementLine.objects.filter(statement__disclosure__current=True))
        described = self._described()
        package.finish(described, self._readme(described))

    def _add(self, package: DataPackage, records, found) -> None:
        package.add_table("data", records.table, records.rows(found.filter(**self.place), self.site))

    @staticmethod
    def _add_body(package: DataPackage, body: DisclosureBody) -> None:
        version = body.disclosure
        name = f"{version.department_code}-v{version.version}"
        title = f"{version.department_name} {version.fiscal_year}年 第{version.version}版 存档正文"
        package.add_text(f"bodies/{name}.json", body.text, f"body-{name}", title)

    def _described(self) -> dict[str, Any]:
        region, year = self.place.values()
        name = Disclosure.objects.current().filter(**self.place).values_list("region_name", flat=True)[0]
        return {
            "name": f"budget-performance-{region}-{year}",
            "title": f"{name}{year}年预算绩效公开",
            "description": f"{name}各单位{year}年度现行公开版本的全部内容。{TERMS}",
            "homepage": self.site + reverse("public:region", args=[region]),
            "sources": [{"title": self.source, "path": self.site}],
        }

    def _readme(self, described: dict[str, Any]) -> str:
        lines = (
            described["title"],
            described["description"],
            f"来源：{self.source}　{described['homepage']}",
            "data/ 各表，字段见 data/dictionary.csv；national/ 用国家标准字段名的表；bodies/ 各版存档正文的原文。",
            "存档正文的 SHA-256 列在 data/disclosures.csv，与网站所示相同；全部文件的 SHA-256 见 SHA256SUMS。",
            "CSV 为 UTF-8。以 = + - @ 开头的文字前面加了撇号（'），以免被当成公式；原样的文字见 bodies/。",
            "不公开的项目只列序号、原因和可以公开的名称；各项合计不含这些项目。空白表示没有列出，不等于零。",
        )
        return "\n".join(lines) + "\n"


def detail_rows(document: Document) -> Iterator[Row]:
    """Yield what lists do not hold of each project that is not withheld."""
    region = document.region.code if document.region else ""
    for project in document.projects:
        if project.withheld:
            continue
        unit = project.money_unit or document.money_unit or YUAN
        percents = {point.month: point.cumulative_percent for point in project.spending_plan or ()}
        yield (
            *(region, document.department.code, document.fiscal_year, project.key),
            *(to_yuan(getattr(project, field.name), unit) for field in _AMOUNTS),
            *(project.purpose, "\n".join(project.objectives)),
            *(percents.get(month) for month in PLAN_MONTHS),
        )
