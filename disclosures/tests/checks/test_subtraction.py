"""C02: what a reader computes of withheld projects by subtracting what is shown."""

from dataclasses import replace
from decimal import Decimal

from disclosures.checks.traces import amounts_give_nothing_away
from disclosures.document.budget_statements import EXPENDITURE
from disclosures.document.model import BudgetStatement, Document, Explanation, IndicatorRow, ProjectSheet, Withheld
from disclosures.tests.checks.builders import a_document, a_project, a_row, spots
from disclosures.tests.checks.test_explained_sums import table

WHY = Withheld("涉及安全防范")
ALL, CLASS, ACCOUNT = (f"statements[0].rows[{row}][{EXPENDITURE.place('projects')}]" for row in (0, 1, 3))


def spent(*amounts: str) -> BudgetStatement:
    """支出总表 with 合计, a 类, its 款 and 项, and a 项 of another 类: what each spends on projects, in 万元."""
    codes = (("", "合计"), ("207", "文化"), ("20701", "文化和旅游"), ("2070104", "图书馆"), ("2080711", "就业见习补贴"))
    rows = zip(codes, amounts, strict=True)
    return table(
        EXPENDITURE, tuple((str(n), *one, "", "", amount, "", "", "") for n, (one, amount) in enumerate(rows, 1))
    )


def capped(number: int, cap: str, **fields) -> ProjectSheet:
    """A project of which the file prints the limit of its costs and no budget."""
    return a_project(a_row("成本", "总成本", cap), number=number, total=None, fiscal_funds=None, **fields)


def secret(number: int, cap: str) -> ProjectSheet:
    row = IndicatorRow("产出指标", "成本指标", "涉密", "涉密", f"≤{cap} 涉密", "工作需要")
    return ProjectSheet(number, "某项目", objectives=("涉密",), indicators=(row,), withheld=WHY)


def found(document: Document) -> list[tuple[str, str]]:
    return [(field, severity) for *_, field, severity in spots(amounts_give_nothing_away, document)]


def plan(*projects: ProjectSheet, statement: BudgetStatement, said: str = "") -> Document:
    return a_document(
        *projects, statements=(statement,), explanations=(Explanation("总体情况", said),), money_unit="万元"
    )


SHOWN = (capped(1, "≤5万元"), capped(2, "≤7万元"))
HIDDEN = (secret(3, "10"), secret(4, "3"))


def test_limits_of_an_account_less_than_its_total_by_exactly_what_is_withheld():
    document = plan(*SHOWN, *HIDDEN, statement=spent("28.40", "25.00", "25.00", "25.00", "3.40"))
    assert found(document) == [(CLASS, "E"), (CLASS.replace("[1]", "[2]"), "E"), (ACCOUNT, "E")]
    assert found(plan(*SHOWN, *HIDDEN, statement=spent("28.41", "25.01", "25.01", "25.01", "3.40"))) == []


def test_the_mark_of_the_reader_is_not_needed():
    marked = tuple(replace(one, withheld=None) for one in HIDDEN)
    document = plan(*SHOWN, *marked, statement=spent("25.00", "", "", "", ""))
    assert found(document) == [(ALL, "E")]


def test_projects_without_an_amount_have_accounts_of_their_own():
    trainees = a_project(a_row("成本", "补助标准", "690元/人"), number=5, total=None, fiscal_funds=None)
    statement = spent("28.40", "11.00", "11.00", "11.00", "3.40")
    document = plan(*SHOWN, trainees, *HIDDEN, statement=statement, said="项目支出预算 28.40 万元。")
    assert found(document) == [(ALL, "E"), ("notes[0].text", "E")]
    (one, _) = amounts_give_nothing_away.findings(document)
    assert one.message == (
        "《单位预算支出总表》第 1 行“合计”的“项目支出”是 28.40 万元，公开的项目合计 12.00 万元，"
        "没有印金额的项目所在的科目 3.40 万元，减一减就得出不公开的第 4、5 个项目的金额，请改写；"
        "确须照此公开的，请说明理由，由财政负责人决定。"
    )


def test_where_all_others_print_their_budget_the_whole_gives_it_away_known_or_not():
    shown = a_project(total=Decimal(3), fiscal_funds=Decimal(3), money_unit="万元")
    nameless = ProjectSheet(2, "", withheld=WHY)
    whole = spent("8.00", "6.00", "6.00", "6.00", "2.00")
    assert found(plan(shown, nameless, statement=whole, said="项目支出 8.00 万元。")) == [
        (ALL, "E"),
        ("notes[0].text", "E"),
    ]
    assert found(plan(shown, nameless, statement=spent("3.00", "3.00", "3.00", "3.00", ""))) == []


def test_nothing_is_asked_where_nothing_is_withheld():
    assert not amounts_give_nothing_away.applies(plan(*SHOWN, statement=spent("12.00", "12.00", "", "", "")))
