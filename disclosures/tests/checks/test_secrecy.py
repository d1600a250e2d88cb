from disclosures.checks.secrecy import sensitive_names_are_reviewed, withheld_cells_stand_in_withheld_projects
from disclosures.document.model import Withheld
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
