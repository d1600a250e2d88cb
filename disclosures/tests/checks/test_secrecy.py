from disclosures.checks import Severity, run
from disclosures.checks.secrecy import (
    sensitive_names_are_reviewed,
    withheld_cells_stand_in_withheld_projects,
    words_of_secrecy_are_looked_at,
)
from disclosures.document.model import DutySection, Explanation, ProjectSheet, Withheld
from disclosures.tests.builders import statement
from disclosures.tests.checks.builders import a_document, a_project, a_row, spots

SECRET = a_row("质量", "涉密", "≥8 涉密", "涉密")
OPEN = a_row("数量", "涉密耗材采购数量", "≥8箱", "按涉密耗材台账统计")


def test_a_withheld_cell_in_an_open_project_bars_publication():
    document = a_document(a_project(OPEN, SECRET, objectives=("1.涉密",)))
    assert spots(withheld_cells_stand_in_withheld_projects, document) == [(1, 2, "target", "E")]


def test_a_withheld_objective_alone_is_found_too():
    document = a_document(a_project(OPEN, objectives=("做好耗材管理", "2.涉密")))
    assert spots(withheld_cells_stand_in_withheld_projects, document) == [(1, None, "objectives[1]", "E")]


def test_a_project_marked_withheld_is_in_order():
    document = a_document(a_project(SECRET, objectives=("涉密",), withheld=Withheld("原件标注涉密")))
    assert spots(withheld_cells_stand_in_withheld_projects, document) == []


def test_speaking_of_secrecy_is_not_withholding():
    assert spots(withheld_cells_stand_in_withheld_projects, a_document(a_project(OPEN))) == []


def test_sensitive_names_want_a_review():
    names = ("保密柜更新", "密码设备维护", "国家安全教育", "红机线路", "安全生产检查", "国防教育")
    document = a_document(*(a_project(name=name) for name in names))
    assert spots(sensitive_names_are_reviewed, document) == [(number, None, "name", "W") for number in (1, 2, 3, 4)]


def test_a_mark_outside_the_projects_bars_publication_wherever_it_stands():
    duties = (DutySection("阅读", objective="秘密★10年"), DutySection("演出", text="办好演出。\n内部资料"))
    document = a_document(duties=duties, safeguards="暂不公开", explanations=(Explanation("名词解释", "国家秘密"),))
    assert spots(withheld_cells_stand_in_withheld_projects, document) == [
        (None, None, "duties[0].objective", "E"),
        (None, None, "duties[1].text", "E"),
        (None, None, "safeguards", "E"),
        (None, None, "notes[0].text", "E"),
    ]


def test_a_sentence_that_speaks_of_secrecy_asks_and_withholds_nothing():
    row = a_row("数量", "设备购置数量", "≥8台", "设备属工作秘密，型号不予公开")
    document = a_document(a_project(row, name="保密柜更新", purpose="保密教育培训"))
    assert spots(words_of_secrecy_are_looked_at, document) == [(1, 1, "description", "W")]
    assert spots(withheld_cells_stand_in_withheld_projects, document) == []


LONG = "按照上级部署对三处库房的安防设施进行改造，完善全区应急指挥体系，年底前完成验收并投入使用"


def test_a_mark_in_a_line_too_long_to_be_one_asks_wherever_it_stands():
    marked = f"{LONG}，相关数据不便列示。"
    row = a_row("数量", "改造数量", "≥3处", marked)
    document = a_document(
        a_project(row, purpose=marked, objectives=(marked,)),
        duties=(DutySection("安防", rating_bands=marked),),
        safeguards=f"{LONG}（秘密★5年）。",
        explanations=(Explanation("名词解释", marked),),
    )
    assert spots(words_of_secrecy_are_looked_at, document) == [
        (None, None, "duties[0].rating_bands", "W"),
        (None, None, "safeguards", "W"),
        (1, None, "purpose", "W"),
        (1, None, "objectives[0]", "W"),
        (1, 1, "description", "W"),
        (None, None, "notes[0].text", "W"),
    ]
    assert spots(withheld_cells_stand_in_withheld_projects, document) == []


def test_a_mark_beside_a_name_wants_a_review_and_beside_a_code_or_a_unit_asks():
    document = a_document(a_project(name="应急指挥（机 密★１０年）", unit_name="某机密单位", code="机密-01"))
    assert spots(sensitive_names_are_reviewed, document) == [(1, None, "name", "W")]
    assert spots(words_of_secrecy_are_looked_at, document) == [(1, None, "code", "W"), (1, None, "unit_name", "W")]


def test_a_reason_that_tells_the_level_asks():
    reasons = ("机密★10年", "秘密 ★ 五年", "属绝密级事项", "原件标注涉密", "涉及国家秘密", "不予公开")
    projects = (ProjectSheet(n, "某项目", withheld=Withheld(reason)) for n, reason in enumerate(reasons, 1))
    found = spots(words_of_secrecy_are_looked_at, a_document(*projects))
    assert found == [(number, None, "withheld.reason", "W") for number in (1, 2, 3)]


def test_a_name_that_stays_public_beside_its_mark_asks():
    names = (
        "雷达站加固（★机密）",
        "涉密（雷达站加固）",
        "雷达站加固 涉 密",
        "雷达站加固\n涉密",
        "涉密",
        "保密柜更新",
        "",
    )
    projects = (ProjectSheet(n, name, withheld=Withheld("涉及国家秘密")) for n, name in enumerate(names, 1))
    found = spots(words_of_secrecy_are_looked_at, a_document(*projects))
    assert found == [(number, None, "name", "W") for number in (1, 2, 3)]


def test_a_withheld_project_needs_nothing_but_its_name():
    """Nobody must type a secret to be allowed to keep it."""
    secret = ProjectSheet(2, "某项目", withheld=Withheld("涉及国家秘密"))
    found = run(a_document(a_project(), secret))
    assert [finding for finding in found if finding.severity == Severity.ERROR or finding.project == 2] == []


def test_cells_and_notes_of_statements_are_asked_too():
    row = ("1", "", "合计", "涉密", "", "3.40")
    table = statement(row, notes=("机密★1年", "本表含工作秘密事项"))
    plan = a_document(statements=(table,))
    assert spots(withheld_cells_stand_in_withheld_projects, plan) == [
        (None, None, "statements[0].rows[0][3]", "E"),
        (None, None, "statements[0].notes[0]", "E"),
    ]
    assert spots(words_of_secrecy_are_looked_at, plan) == [(None, None, "statements[0].notes[1]", "W")]
