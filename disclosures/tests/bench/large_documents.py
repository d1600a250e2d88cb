"""Documents as large as the task, made from a sample."""

from dataclasses import replace

from disclosures.document.model import Document
from disclosures.importers import read_path
from disclosures.tests.folders import SAMPLES

INDICATORS = 15
_SAMPLE = SAMPLES / "2021-130303-361001-health.txt"


def large_document(projects: int, year: int = 2021) -> Document:
    """The sample with this many projects of 15 indicators each."""
    sample = read_path(_SAMPLE)
    rows = [row for project in sample.projects for row in project.indicators][:INDICATORS]
    rows = tuple(replace(row, name=f"{row.name}{number}") for number, row in enumerate(rows, 1))
    sheets = (
        replace(sample.projects[0], number=number, name=f"项目{number}", code=f"13030321{number:013}", indicators=rows)
        for number in range(1, projects + 1)
    )
    return replace(sample, projects=tuple(sheets), fiscal_year=year)


def equal_rows(rows: int, per_project: int) -> Document:
    """The sample with this many indicators in all, of two sorts only, in projects of at most `per_project`."""
    sample = read_path(_SAMPLE)
    people = replace(
        sample.projects[0].indicators[0],
        subcategory="数量指标",
        name="领取补助人数",
        description="按照工作计划领取补助的人数",
        target="=40人",
        basis="年度工作计划",
    )
    price = replace(people, subcategory="成本指标", name="补助标准", target="≤300元/人·月")
    sheet = replace(sample.projects[0], indicators=(people, price) * (min(rows, per_project) // 2))
    count = rows // len(sheet.indicators)
    return replace(sample, projects=tuple(replace(sheet, number=number) for number in range(1, count + 1)))
