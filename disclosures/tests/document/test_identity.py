"""Whether two projects, duties or indicators are the same: the answer for every pair of cases."""

from dataclasses import replace

import pytest

from disclosures.document.identity import (
    common_places,
    counterparts,
    may_be_one,
    side_by_side,
    without_doubtful_keys,
    without_keys,
    without_year,
)
from disclosures.document.model import DutySection, Explanation, IndicatorRow, ProjectSheet
from disclosures.tests.builders import document, indicator, project

NAMES = {
    "2021年免费开放补助": "免费开放补助",
    "免费开放补助（2022年度）": "免费开放补助",
    "免费开放补助[2022]": "免费开放补助",
    "二〇二一年免费开放补助": "免费开放补助",
    "2021-2022学年营养餐": "营养餐",
    "提前下达2021年中央补助": "提前下达中央补助",
    "2021 环境整治": "环境整治",
    "环境整治2021": "环境整治",
    "２０２１年环境整治": "环境整治",
    "21年度环境整治": "环境整治",
    "环境整治21年度": "环境整治",
    "21年环境整治": "环境整治",
    "环境整治（21年）": "环境整治",
    "二0二一年环境整治": "环境整治",
    "二◯二二年度环境整治": "环境整治",
    "2021\u200b年环境\u00ad整治\ufeff": "环境整治",
    "环境´整治¨": "环境\u0301整治\u0308",
    "20年期国债": "20年期国债",
    "20年以上工龄补贴": "20年以上工龄补贴",
    "第21年度": "第21年度",
    "工龄20年补贴": "工龄20年补贴",
    "2021": "",
    "2000吨粮食储备": "2000吨粮食储备",
    "G2021线养护": "g2021线养护",
    "第20211号工程": "第20211号工程",
    "文化馆": "文化馆",
}


@pytest.mark.parametrize(("name", "rest"), NAMES.items())
def test_a_name_without_its_year(name, rest):
    assert without_year(name) == rest


def sheet(name: str = "", code: str = "", key: str = "", **fields) -> ProjectSheet:
    return ProjectSheet(1, name, code, key=key, **fields)


#: Old project, new project, whether they are one; in the order of the signs.
PROJECTS = {
    "the same key, all else another": (sheet("夜校", "A", "1"), sheet("展览", "B", "1"), True),
    "another key, the same code": (sheet("夜校", "A", "1"), sheet("展览", "A", "p2"), True),
    "another key and code, the same name": (sheet("夜校", "A", "1"), sheet("夜 校", "B", "p2"), True),
    "another code, the name of another year": (sheet("2021年夜校", "A"), sheet("2022年夜校", "B"), True),
    "no code, the name of another year": (sheet("2021年夜校"), sheet("夜校"), True),
    "a code in other widths": (sheet("夜校", "ａ１"), sheet("展览", "A1"), True),
    "another name, no code": (sheet("夜校"), sheet("展览"), False),
    "another name, code and key": (sheet("夜校", "A", "1"), sheet("展览", "B", "p2"), False),
    "no name, no code": (sheet(), sheet(), False),
    "names that are years": (sheet("2021"), sheet("2022"), False),
}


@pytest.mark.parametrize(("old", "new", "same"), PROJECTS.values(), ids=PROJECTS)
def test_two_projects(old, new, same):
    assert counterparts([old], [new]) == ([old] if same else [None])
    assert may_be_one(old, new) is same


def duty(title: str = "", text: str = "", key: str = "") -> DutySection:
    return DutySection(title, text=text, key=key)


#: Old duties, new duties, for each new one the place of its counterpart; and the same where place does not count.
ONE, TWO = duty("甲", key="d1"), duty("乙", key="d2")
DUTIES = {
    "key before title": ((ONE, TWO), (duty("乙", key="d1"),), [0], [0]),
    "title before place": ((duty("甲"), duty("乙")), (duty("乙"), duty("甲")), [1, 0], [1, 0]),
    "a title with another year": (
        (duty("2021年普查"), duty("乙")),
        (duty("丙"), duty("2022年普查")),
        [None, 0],
        [None, 0],
    ),
    "a title in other widths": ((duty("甲１"), duty("乙")), (duty("丙"), duty("甲 1")), [None, 0], [None, 0]),
    "the same words without a title": ((duty(text="一"), duty(text="二")), (duty(text="二"),), [1], [1]),
    "the same place": ((duty("甲"), duty("乙")), (duty("甲"), duty("丙")), [0, 1], [0, None]),
    "keys speak: place does not": (
        (ONE, TWO),
        (ONE, duty("丙")),
        [0, None],
        [0, None],
    ),
    "a text that was read has no keys": (
        (ONE, TWO),
        (duty("甲"), duty("丙")),
        [0, 1],
        [0, None],
    ),
    "nothing there before": ((), (duty("甲"),), [None], [None]),
}


@pytest.mark.parametrize(("old", "new", "places", "by_words"), DUTIES.values(), ids=DUTIES)
def test_duties(old, new, places, by_words):
    assert counterparts(old, new) == [None if place is None else old[place] for place in places]
    assert counterparts(old, new, by_place=False) == [None if place is None else old[place] for place in by_words]


def row(name: str, level: str = "数量指标", key: str = "") -> IndicatorRow:
    return IndicatorRow("产出指标", level, name, "", "", "", key=key)


FIRST, SECOND = row("甲", key="1.1"), row("乙", key="1.2")
ROWS = {
    "key before name": ((FIRST, SECOND), (row("乙", key="1.1"),), [0]),
    "level and name": ((row("甲"), row("乙")), (row("乙", "数量"), row("甲")), [1, 0]),
    "another level, another place": ((row("甲"), row("乙")), (row("丙"), row("甲", "质量指标")), [0, 1]),
    "a name of another year": ((row("甲"), row("2021年场次")), (row("2022年场次"),), [1]),
    "the same place": ((row("甲"), row("乙")), (row("甲"), row("丙")), [0, 1]),
    "keys speak: place does not": (
        (FIRST, SECOND),
        (FIRST, row("丙")),
        [0, None],
    ),
    "equals pair off in order": ((row("甲"), row("甲")), (row("甲"), row("甲"), row("甲")), [0, 1, None]),
}


@pytest.mark.parametrize(("old", "new", "places"), ROWS.values(), ids=ROWS)
def test_indicators(old, new, places):
    found = counterparts(old, new)
    assert [next((at for at, one in enumerate(old) if one is match), None) for match in found] == places


@pytest.mark.parametrize(("old", "new"), [("", ""), ("2021年", "2022年")])
def test_a_row_without_a_name_is_not_known_by_its_level(old, new):
    assert counterparts([row(old)], [row(new)], by_place=False) == [None]


def test_an_earlier_sign_goes_before_a_later_one():
    """A code wins over a name, though the project with the name stands first."""
    by_name, by_code = sheet("夜校", "B"), sheet("展览", "A")
    assert counterparts([by_name, by_code], [sheet("夜校", "A")]) == [by_code]


def test_keys_go_before_codes_that_changed_hands():
    evening, show = sheet("夜校", "A", "1"), sheet("展览", "B", "2")
    assert counterparts([evening, show], [sheet("展览", "A", "2"), sheet("夜校", "B", "1")]) == [show, evening]


def test_codes_go_before_names_that_changed_hands():
    evening, show = sheet("夜校", "A"), sheet("展览", "B")
    assert counterparts([evening, show], [sheet("展览", "A"), sheet("夜校", "B")]) == [evening, show]


def test_the_document_of_another_plan_has_neither_keys_nor_lines():
    here = document(
        project(key="1", line=20, indicators=(indicator(key="1.1", line=21),)),
        duties=(DutySection("甲", key="d1", line=8),),
    )
    there = without_keys(here)
    parts = (*there.duties, *there.projects, *there.projects[0].indicators)
    assert there == here
    assert [(part.key, part.line) for part in parts] == [("", None)] * 3


def test_for_secrecy_any_sign_counts_though_another_project_has_a_better_one():
    """Key 1 was renamed and stays; what is entered anew under its old name may be it all the same."""
    old, renamed, anew = sheet("夜校", "A", "1"), sheet("展览", "A", "1"), sheet("夜校", "B", "p2")
    assert counterparts([old], [renamed, anew]) == [old, None]
    assert (may_be_one(old, renamed), may_be_one(old, anew)) == (True, True)


def test_explanations_are_the_same_by_their_heading():
    words, money = Explanation("名词解释", "旧"), Explanation("机关运行经费", "")
    assert side_by_side([words, money], [Explanation("名词　解释", "新")]) == [
        (words, Explanation("名词　解释", "新")),
        (money, None),
    ]


def test_what_both_have_is_told_by_its_places():
    assert common_places([sheet("甲"), sheet("乙"), sheet("丙")], [sheet("丙"), sheet("丁"), sheet("甲")]) == [
        (2, 0),
        (0, 2),
    ]


A, B = sheet("夜校", "C1", "1"), sheet("展览", "C2", "2")
#: Rows of a file → the keys that are believed, where the plan has A and B.
BELIEVED = {
    "as they were": ((A, B), ["1", "2"]),
    "sorted otherwise": ((B, A), ["2", "1"]),
    "renamed": ((replace(A, name="夜大"), B), ["1", "2"]),
    "another code": ((replace(A, code="C9"), B), ["1", "2"]),
    "no code any more": ((replace(A, code="", name="夜 校"), B), ["1", "2"]),
    "neither code nor name any more": ((replace(A, code="", name=""), B), ["1", "2"]),
    "a name that is withheld now": ((replace(A, name="涉密"), B), ["1", "2"]),
    "keys swapped": ((replace(A, key="2"), replace(B, key="1")), ["", ""]),
    "names and codes pasted over each other": ((replace(B, key="1"), replace(A, key="2")), ["", ""]),
    "codes pasted over each other": ((replace(A, code="C2"), replace(B, code="C1")), ["", ""]),
    "names pasted over each other": ((replace(A, name="展览"), replace(B, name="夜校")), ["", ""]),
    "the name of another, in other widths": ((replace(A, name=" 展 览 "),), [""]),
    "another project written over it": ((replace(A, code="C9", name="巡展"), B), ["", "2"]),
    "a row copied for a new project": ((A, replace(A, code="C9", name="巡展"), B), ["1", "", "2"]),
    "a row copied as it is": ((A, A, B), ["", "", "2"]),
    "a key that nobody has": ((replace(A, key="7"), B), ["", "2"]),
    "last year's names and codes": ((sheet("2020年展览", "B1", "1"), sheet("2020年夜校", "B2", "2")), ["", ""]),
}


@pytest.mark.parametrize(("rows", "keys"), BELIEVED.values(), ids=BELIEVED)
def test_a_key_from_a_file_counts_only_where_nothing_contradicts_it(rows, keys):
    made = without_doubtful_keys(document(*rows), document(A, B))
    assert [one.key for one in made.projects] == keys
    assert [replace(one, key="") for one in made.projects] == [replace(one, key="") for one in rows]


def test_keys_of_rows_and_duties_are_believed_as_those_of_projects_are():
    first, second = indicator("册数", key="1.1"), indicator("场次", key="1.2")
    known = document(replace(A, indicators=(first, second)), duties=(ONE, TWO))
    swapped = document(
        replace(A, indicators=(replace(first, key="1.2"), replace(second, key="1.1"))),
        duties=(replace(ONE, key="d2"), replace(TWO, key="d1")),
    )
    made = without_doubtful_keys(swapped, known)
    assert [row.key for row in made.projects[0].indicators] == ["", ""]
    assert [one.key for one in made.duties] == ["", ""]
    renamed = document(
        replace(A, indicators=(replace(first, name="藏书量"), second)), duties=(duty("丙", key="d1"), TWO)
    )
    assert without_doubtful_keys(renamed, known) == renamed
    assert [row.key for row in without_doubtful_keys(renamed, known).projects[0].indicators] == ["1.1", "1.2"]


def test_a_mark_in_place_of_a_name_or_a_code_makes_no_two_projects_one():
    was, now = ProjectSheet(1, "涉密", "涉密"), ProjectSheet(2, "涉 密", "涉密")
    library = ProjectSheet(2, "图书馆购书")
    assert not may_be_one(was, now)
    assert may_be_one(library, ProjectSheet(1, "图书馆购书\n涉密"))
    assert side_by_side((was, library), (now,)) == [(None, now), (was, None), (library, None)]
    assert side_by_side((was, library), (library, now)) == [(library, library), (was, now)]
