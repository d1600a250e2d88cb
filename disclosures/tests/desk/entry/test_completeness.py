"""What is missing, in the order of the paper form."""

from dataclasses import replace

from disclosures.desk.entry.completeness import completeness_of
from disclosures.document.model import DutySection
from disclosures.tests.builders import document, indicator, plan, project, withheld_project


def missing(made) -> list[tuple[str, list[tuple[str, str]]]]:
    guide = completeness_of(7, made)
    return [(section.title, [(cell.label, cell.link) for cell in section.missing]) for section in guide.missing]


DUTY = DutySection(title="公共阅读", objective="人均两册", indicators="册数", key="d1")
FULL = document(project(key="1"), duties=(DUTY,))


def test_a_full_plan_lacks_nothing():
    guide = completeness_of(7, FULL)
    assert (guide.percent, guide.words, guide.missing) == (100, "各项均已填写", [])


def test_a_blank_plan_lacks_everything_in_the_order_of_the_form():
    blank = replace(FULL, overall_objective="", duties=(), safeguards="", projects=())
    page = "/admin/plans/7/narrative/"
    assert missing(blank) == [
        ("总体绩效目标", [("未填写", f"{page}#id_overall_objective")]),
        ("分项绩效目标", [("至少一项职责", f"{page}#id_duties")]),
        ("工作保障措施", [("未填写", f"{page}#id_safeguards")]),
        ("预算项目", [("至少一个项目", "/admin/plans/7/projects/new/")]),
    ]
    guide = completeness_of(7, blank)
    assert (guide.percent, guide.words) == (0, "还缺 4 项")


def test_each_missing_cell_leads_to_its_field():
    sheet = project(
        key="p3", code="", spending_plan=plan("25", None, "80", "100"), indicators=(indicator(), indicator(target=""))
    )
    page = "/admin/plans/7/projects/p3/"
    assert missing(replace(FULL, projects=(*FULL.projects, sheet))) == [
        (
            "项目 2 图书馆购书",
            [
                ("项目编码", f"{page}#id_code"),
                ("6月底支出计划", f"{page}#id_percent_6"),
                ("第 2 行指标值", f"{page}#id_rows-1-number"),
            ],
        )
    ]


def test_a_duty_in_running_text_or_in_pairs_needs_a_title_only():
    texts = (DutySection(title="公共阅读", text="全年开放。"), DutySection(title="演出", objective="办好演出"))
    assert missing(replace(FULL, duties=texts)) == [
        ("职责 2 演出", [("绩效指标", "/admin/plans/7/narrative/#id_duties-1-indicators")])
    ]


def test_of_a_project_that_is_not_published_the_name_is_enough():
    assert missing(replace(FULL, projects=(withheld_project(code="", total=None, purpose="", key="2"),))) == []


def test_no_amount_is_missing_where_it_is_zero():
    assert missing(replace(FULL, projects=(project(total=0, fiscal_funds=0, other_funds=None, key="1"),))) == []
