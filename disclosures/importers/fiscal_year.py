"""预算年度: the year a document is for, and how it is known. Never a guess."""

import re
from collections.abc import Iterable
from typing import NamedTuple

from disclosures.document.letters import half_width
from disclosures.document.model import ProjectSheet, YearSource
from disclosures.importers.regions import LAST_YEAR_OF_CODES, PROJECT_CODE
from indicators.target_values import is_withheld_text

_YEAR = re.compile(r"(?<![0-9])(20[0-9]{2})\s*(?:年|(?=年?\s*[-—–~～至到]\s*20[0-9]{2}\s*年))")
_LONE_YEAR = re.compile(r"20[0-9]{2}\s*年\s*度?")
_MONTH_BEHIND = re.compile(r"20[0-9]{2}\s*年\s*[0-9]{1,2}\s*月")
#: Years of other matters: 自2019年起, 2019年文件, 2018年建成. They do not tell the year of a plan.
_PAST = re.compile(
    r"[自从]\s*20[0-9]{2}\s*年"
    r"|20[0-9]{2}\s*年(?:\s*[0-9]{1,2}\s*月)?(?:\s*[0-9]{1,2}\s*日)?\s*(?:起|以来|文件|通知|批复|会议|印发|下发|出台|制定|修订|签订|签署|建成|建造|成立|购置|购买|投入使用)"
)
_BUDGET_YEAR = re.compile(r"预\s*算\s*年\s*度\s*[:：]?\s*(20[0-9]{2})(?![0-9])")
_CHINESE_YEAR = re.compile(r"二[〇○零Oo0][〇○零Oo0一二三四五六七八九]{2}(?=\s*年)")
_CHINESE_DIGITS = str.maketrans("〇○零Oo一二三四五六七八九", "00000123456789")
_DOCUMENT_NUMBER = re.compile(r"[\[［〔【《（(]\s*20[0-9]{2}\s*年?\s*[\]］〕】》）)]")
_TITLE_WORDS = ("预算", "绩效", "公开")


class YearAnswer(NamedTuple):
    """The fiscal year, how it is known, and the evidence (Chinese); or None twice, and why it is not known."""

    year: int | None
    source: YearSource | None
    evidence: str


def fiscal_year(titles: Iterable[str], projects: Iterable[ProjectSheet], narrative: Iterable[str] = ()) -> YearAnswer:
    """Return the fiscal year of a text with its source.

    In this order: printed in a title or as 预算年度; the years in project names and purposes, if all agree; the
    one year that all project codes share; where the codes have several years, the one that the objectives and the
    sections in words (`narrative`) speak of. A code's year is when the project was made, so a text that speaks of an
    earlier year only does not tell the fiscal year.
    """
    printed = sorted({year for title in titles for year in _title_years(title)})
    if printed:
        if len(printed) > 1:
            return YearAnswer(None, None, f"文中印有互相矛盾的年度：{'、'.join(map(str, printed))}")
        return YearAnswer(printed[0], YearSource.PRINTED, f"文中印有{printed[0]}年")
    projects = list(projects)
    named = sorted(
        {year for project in projects for year in _years(_PAST.sub("", f"{project.name}\n{project.purpose}"))}
    )
    created = sorted({2000 + int(match["year"]) for match in map(_code, projects) if match})
    if len(named) == 1 and (not created or created[-1] <= named[0]):
        return YearAnswer(named[0], YearSource.PROJECT_NAMES, f"项目名称和资金用途中写明{named[0]}年")
    if len(named) == 1:
        return YearAnswer(None, None, f"项目名称和资金用途写的是{named[0]}年，项目编码却是{created[-1]}年的")
    if len(created) == 1 and created[0] <= LAST_YEAR_OF_CODES and all(map(_code, filter(_has_code, projects))):
        return YearAnswer(created[0], YearSource.PROJECT_CODES, f"项目编码均为{created[0]}年")
    said = _years_said(narrative, projects) if len(created) > 1 and not named else []
    if len(said) == 1 and created[-1] <= said[0]:
        answer = YearAnswer(said[0], YearSource.PROJECT_NAMES, f"绩效目标和正文中写明{said[0]}年")
    else:
        answer = YearAnswer(None, None, "文中没有印出年度，也不能从项目名称、资金用途和项目编码确定")
    return answer


def _years_said(narrative: Iterable[str], projects: Iterable[ProjectSheet]) -> list[int]:
    """The years that the sections in words and the objectives speak of."""
    objectives = (objective for project in projects for objective in project.objectives)
    return sorted({year for text in (*narrative, *objectives) for year in _years(_PAST.sub("", text))})


def is_title_with_year(text: str) -> bool:
    """Whether a line is a title that prints the year (2022年单位预算信息公开, 预算年度：2022)."""
    return bool(_title_years(text))


def _title_years(text: str) -> list[int]:
    folded = _CHINESE_YEAR.sub(lambda match: match[0].translate(_CHINESE_DIGITS), half_width(text))
    if match := _BUDGET_YEAR.search(folded):
        return [int(match[1])]
    if _LONE_YEAR.fullmatch(folded.strip()):
        return _years(folded)
    if len(folded) > 60 or not any(word in "".join(folded.split()) for word in _TITLE_WORDS):
        return []
    return _years(_MONTH_BEHIND.sub("", folded))


def _years(text: str) -> list[int]:
    return [int(year) for year in _YEAR.findall(_DOCUMENT_NUMBER.sub("", half_width(text)))]


def _has_code(project: ProjectSheet) -> bool:
    return bool(project.code) and not is_withheld_text(project.code)


def _code(project: ProjectSheet) -> re.Match[str] | None:
    return PROJECT_CODE.fullmatch(project.code)
