from dataclasses import replace

from disclosures.checks.duties import duties_have_their_elements, sections_do_not_repeat_each_other
from disclosures.document.model import DepartmentRef, DutySection, ObjectivePair
from disclosures.tests.checks.builders import a_document, spots

DUTY = a_document().duties[0]
LONG = (
    "面向全区十二个社区开展流动图书服务，每个社区每月至少停靠两次，由馆员和志愿者共同登记借还，年底向居民公布借阅数量"
)


def _duties(*duties: DutySection, **changes):
    return a_document(duties=duties, **changes)


def test_a_duty_lacking_elements_is_one_finding():
    document = _duties(
        DUTY, replace(DUTY, objective="", rating_bands=""), DutySection(title="讲座", objective="办讲座")
    )
    findings = duties_have_their_elements.findings(document)
    assert [(f.field, f.message) for f in findings] == [
        ("duties[1].objective", "第 2 项职责“图书借阅”没有绩效目标、绩效标准，请补上或者说明理由。"),
        ("duties[2].indicators", "第 3 项职责“讲座”没有绩效指标、绩效标准，请补上或者说明理由。"),
    ]


def test_pairs_and_running_text_hold_the_elements_too():
    pairs = DutySection(pairs=(ObjectivePair("办讲座", ("讲座场次",)),), rating_bands="按时办完为优")
    text = DutySection(text="绩效目标是办好讲座。绩效指标是讲座场次。绩效标准：四场以上为优。")
    mention = DutySection(text="完成绩效目标、绩效指标和绩效标准的编制。")
    assert spots(duties_have_their_elements, _duties(pairs, text, mention)) == [
        (None, None, "duties[2].objective", "W")
    ]


def test_a_paragraph_found_in_two_sections_is_found_at_the_second():
    document = a_document(overall_objective=LONG, safeguards=f"一是保障人手。{LONG}。")
    findings = sections_do_not_repeat_each_other.findings(document)
    assert [(f.field, f.message) for f in findings] == [
        ("safeguards", "工作保障措施与总体绩效目标有四十字以上相同，请核对是不是贴错了地方。")
    ]


def test_thirty_nine_characters_in_common_are_let_pass():
    document = a_document(overall_objective=LONG[:39], safeguards=LONG[:39] + "。")
    assert spots(sections_do_not_repeat_each_other, document) == []


def test_one_duty_may_repeat_itself_and_bands_are_alike_on_purpose():
    bands = "90%以上的为优；80%以上的为良；60%以上的为中；60%以下的为差，由办公室于次年一月底之前评定。"
    one = replace(DUTY, duty_goal=LONG, objective=LONG, rating_bands=bands)
    assert spots(sections_do_not_repeat_each_other, _duties(one, replace(DUTY, rating_bands=bands))) == []


def test_an_objective_pasted_into_the_duty_goal_is_found_once():
    pasted = replace(DUTY, duty_goal=f"开馆三百天。绩效目标：{LONG}。", objective="")
    assert spots(sections_do_not_repeat_each_other, _duties(replace(DUTY, objective=LONG), pasted)) == [
        (None, None, "duties[1].duty_goal", "W")
    ]


def test_work_that_only_others_do_is_found_unless_the_unit_is_theirs():
    document = _duties(replace(DUTY, objective="提高立法质量。"), replace(DUTY, objective="宣传法律法规。"))
    assert spots(sections_do_not_repeat_each_other, document) == [(None, None, "duties[0].objective", "W")]
    congress = replace(document, department=DepartmentRef("101001", "海滨区人民代表大会常务委员会"))
    assert spots(sections_do_not_repeat_each_other, congress) == []
