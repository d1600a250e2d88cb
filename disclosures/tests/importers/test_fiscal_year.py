"""The fiscal year and how it is known: never a wrong guess."""

import pytest

from disclosures.document.model import ProjectSheet, YearSource
from disclosures.importers.fiscal_year import fiscal_year, is_title_with_year

UNKNOWN = "文中没有印出年度，也不能从项目名称、资金用途和项目编码确定"


def projects(*names: str, codes: tuple[str, ...] = (), purpose: str = "") -> list[ProjectSheet]:
    padded = codes + ("",) * len(names)
    return [
        ProjectSheet(number, name, code=code, purpose=purpose)
        for number, (name, code) in enumerate(zip(names, padded, strict=False), 1)
    ]


def code(year: int, number: int = 1) -> str:
    return f"130303{year}{number:013}"


PRINTED = {
    "海港区档案馆2022年部门预算绩效文本": 2022,
    "２０２２ 年度预算公开": 2022,
    "二〇二二年部门预算": 2022,
    "二○二二年绩效目标": 2022,
    "2022年": 2022,
    "2022 年度": 2022,
    "预算年度：2022": 2022,
    "预 算 年 度 2022年": 2022,
    "2021年部门预算绩效文本（2020年12月报送）": 2021,
}


@pytest.mark.parametrize(("title", "year"), PRINTED.items())
def test_a_printed_year(title, year):
    assert fiscal_year([title], projects("图书", codes=(code(20),))) == (year, YearSource.PRINTED, f"文中印有{year}年")


@pytest.mark.parametrize("text", ["2022年工作总结", "2020年12月31日", "冀财预〔2022〕1号预算通知", "预算公开", "2022"])
def test_what_prints_no_year(text):
    assert not is_title_with_year(text)


@pytest.mark.parametrize("titles", [("2021年预算公开", "预算年度：2022"), ("2021-2023年部门预算",)])
def test_years_that_contradict_each_other(titles):
    year, source, evidence = fiscal_year(titles, projects("2022年图书"))
    assert (year, source) == (None, None)
    assert evidence.startswith("文中印有互相矛盾的年度：2021、")


FROM_PROJECTS = {
    "names": (
        projects("2022年图书", "提前下达2022年补助"),
        2022,
        YearSource.PROJECT_NAMES,
        "项目名称和资金用途中写明2022年",
    ),
    "purposes": (
        projects("图书", purpose="2022年度工资"),
        2022,
        YearSource.PROJECT_NAMES,
        "项目名称和资金用途中写明2022年",
    ),
    "names later than codes": (
        projects("2022年图书", codes=(code(21),)),
        2022,
        YearSource.PROJECT_NAMES,
        "项目名称和资金用途中写明2022年",
    ),
    "names earlier than codes": (
        projects("2020年图书", codes=(code(21),)),
        None,
        None,
        "项目名称和资金用途写的是2020年，项目编码却是2021年的",
    ),
    "codes": (
        projects("图书", "戏曲", codes=(code(21), code(21, 2))),
        2021,
        YearSource.PROJECT_CODES,
        "项目编码均为2021年",
    ),
    "codes, one blank": (
        projects("图书", "戏曲", codes=(code(21), "")),
        2021,
        YearSource.PROJECT_CODES,
        "项目编码均为2021年",
    ),
    "codes, one withheld": (
        projects("图书", "戏曲", codes=(code(21), "涉密")),
        2021,
        YearSource.PROJECT_CODES,
        "项目编码均为2021年",
    ),
    "codes of two years": (projects("图书", "戏曲", codes=(code(21), code(20))), None, None, UNKNOWN),
    "codes of two kinds": (projects("图书", "戏曲", codes=(code(21), "610-1301-JBN-OTTA")), None, None, UNKNOWN),
    "old codes": (projects("图书", codes=("610-1301-JBN-OTTA",)), None, None, UNKNOWN),
    "two years in names": (projects("2021年图书", "2022年戏曲"), None, None, UNKNOWN),
    "a span of years": (projects("2021-2022年图书"), None, None, UNKNOWN),
    "the number of a paper": (projects("图书", purpose="按冀财〔2019〕1号"), None, None, UNKNOWN),
    "the year of a paper": (projects("图书", purpose="按2019年文件"), None, None, UNKNOWN),
    "the year of a building": (projects("图书馆", purpose="2015年5月建成的馆舍维修"), None, None, UNKNOWN),
    "since a year": (projects("图书", purpose="自2019年以来"), None, None, UNKNOWN),
    "twenty years": (projects("图书", purpose="20年未修"), None, None, UNKNOWN),
    "nothing": (projects("图书"), None, None, UNKNOWN),
}


@pytest.mark.parametrize(("sheets", "year", "source", "evidence"), FROM_PROJECTS.values(), ids=FROM_PROJECTS)
def test_the_year_of_the_projects(sheets, year, source, evidence):
    assert fiscal_year([], sheets) == (year, source, evidence)


def test_a_code_of_a_far_year_tells_nothing():
    assert fiscal_year([], projects("图书", codes=(code(51),))) == (None, None, UNKNOWN)
    assert fiscal_year([], projects("图书", codes=("١٣٠٣٠٣٢١" + "0" * 13,))) == (None, None, UNKNOWN)
