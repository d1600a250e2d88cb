from disclosures.checks.objectives import (
    objectives_are_sentences,
    objectives_are_stated_once,
    objectives_belong_to_their_project,
    promised_numbers_have_an_indicator,
    purpose_is_not_the_objective,
)
from disclosures.document.model import DutySection
from disclosures.tests.checks.builders import a_document, a_project, a_row, spots


def _goals(*goals: str, **changes):
    return a_document(a_project(objectives=goals, **changes))


def test_a_project_has_an_objective():
    assert spots(objectives_are_stated_once, _goals()) == [(1, None, "objectives", "E")]
    assert spots(objectives_are_stated_once, _goals("")) == [(1, None, "objectives", "E")]


def test_one_objective_is_not_two_by_its_number():
    document = _goals("1.完成图书上架", "完成图书 上架。", "完成书架安装")
    assert spots(objectives_are_stated_once, document) == [(1, None, "objectives[1]", "W")]


def test_withheld_objectives_are_not_compared():
    assert spots(objectives_are_stated_once, _goals("涉密", "涉密")) == []
    document = a_document(*(a_project(objectives=("1.涉密",)) for _ in range(3)))
    assert spots(objectives_belong_to_their_project, document) == []


def test_an_objective_used_in_three_projects_is_found_in_each():
    shared, own = ("保障工作开展。",), ("保障工作顺利开展",)
    document = a_document(*(a_project(objectives=goals) for goals in (shared, own, ("1、保障工作开展",), shared)))
    assert spots(objectives_belong_to_their_project, document) == [
        (number, None, "objectives[0]", "W") for number in (1, 3, 4)
    ]


def test_an_objective_used_in_two_projects_is_let_pass():
    document = a_document(a_project(objectives=("保障工作", "保障工作")), a_project(objectives=("保障工作",)))
    assert spots(objectives_belong_to_their_project, document) == []


def test_the_purpose_is_not_repeated_as_objective():
    document = _goals("建成图书角", "购买图书，和书架。", purpose="购买图书和书架")
    assert spots(purpose_is_not_the_objective, document) == [(1, None, "objectives[1]", "I")]
    assert spots(purpose_is_not_the_objective, _goals("及时购买图书和书架", purpose="购买图书和书架")) == []
    assert spots(purpose_is_not_the_objective, _goals("建成图书角", purpose="")) == []


def test_a_promised_number_has_an_indicator_of_that_number_and_unit():
    rows = (a_row("数量", "讲座场次", "≥4 场"), a_row("数量", "志愿者人数", "≥20人"))
    assert (
        spots(promised_numbers_have_an_indicator, a_document(a_project(*rows, objectives=("讲座不少于 4 场",)))) == []
    )
    kept = a_project(*rows, objectives=("招募不少于 20 名志愿者",))
    assert spots(promised_numbers_have_an_indicator, a_document(kept)) == []
    for broken in ("讲座不少于6场", "讲座不低于4次"):
        document = a_document(a_project(*rows, objectives=("改善阅览环境", broken)))
        assert spots(promised_numbers_have_an_indicator, document) == [(1, None, "objectives[1]", "W")]


def test_an_objective_is_more_than_the_name_of_a_rate():
    assert spots(objectives_are_sentences, _goals("1.图书完好率", "提高图书完好率", "设备运转完成率")) == [
        (1, None, "objectives[0]", "W"),
        (1, None, "objectives[2]", "W"),
    ]
    duty = a_document(duties=(DutySection(title="借阅", objective="借阅办结率"),))
    assert spots(objectives_are_sentences, duty) == [(None, None, "duties[0].objective", "W")]
