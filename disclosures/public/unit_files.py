"""The units of a region, year by year, as rows to take away."""

from collections.abc import Iterator

from disclosures.exports.tables import Column, Kind, Table
from disclosures.public.addresses import pattern_of
from disclosures.public.records import ADDRESS, PLACE, YEAR, Row
from disclosures.public.units import State, UnitTable

UNITS = Table(
    "units",
    "各单位公开情况",
    (
        *PLACE[:5],
        Column("state", "公开情况", note="、".join(State)),
        Column("note", "说明", note="不适用的原因；未公开而期限未到的注明"),
        Column("version", "版次", Kind.INTEGER),
        Column("published_on", "公开日期", Kind.DAY, "后补录入的为原公开日期，空白表示不详"),
        Column("imported", "后补录入", Kind.FLAG),
        Column("project_count", "公开项目数", Kind.INTEGER),
        Column("withheld_project_count", "不公开项目数", Kind.INTEGER),
        Column("indicator_count", "公开指标数", Kind.INTEGER),
        Column("total_yuan", "预算数合计（元）", Kind.AMOUNT, "只含公开的项目；空白表示没有列出"),
        ADDRESS,
    ),
)


def unit_rows(table: UnitTable, site: str) -> Iterator[Row]:
    """Yield a row for each unit and year of a region; of a withdrawn year its reason and nothing of what it held."""
    fill = f"{site}{pattern_of('disclosure', *YEAR)}".format
    for unit in table.units:
        for year in unit.years:
            place = (unit.region_code, unit.region_name, unit.department_code, unit.department_name, year.fiscal_year)
            version = year.version
            if version and version.current:
                counts = (version.project_count, version.withheld_count, version.indicator_count, version.total)
                published = (version.version, version.published_on, version.imported)
                yield (*place, year.state, year.note, *published, *counts, fill(place[0], place[2], place[4]))
            else:
                note = version.withdrawn_reason if version else year.note
                yield (*place, year.state, note, *[None] * 8)
