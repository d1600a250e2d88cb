from disclosures.checks.agreement import numbers_agree_between_duties_and_projects
from disclosures.document.model import DutySection, ObjectivePair
from disclosures.tests.checks.builders import a_document, a_project, a_row, spots

ROWS = (a_row("数量", "编印期数", "≥3期数", "《城乡信息》编印期数"), a_row("数量", "开展普法讲座", "≥4场"))


def _promised(text: str):
    duty = DutySection(title="宣传", pairs=(ObjectivePair("做好宣传", (text,)),))
    return a_document(a_project(*ROWS), duties=(duty,))


def test_two_numbers_of_one_thing_are_found_at_the_project():
    findings = numbers_agree_between_duties_and_projects.findings(_promised("编印《城乡信息》6期，交流经验"))
    assert [(f.project, f.row, f.field, f.severity.value, f.evidence) for f in findings] == [
        (1, 1, "target", "W", "≥3期数")
    ]
    assert spots(numbers_agree_between_duties_and_projects, _promised("举办6场普法讲座"))[0][:2] == (1, 2)


def test_the_first_number_that_contradicts_is_named():
    for text, printed in (
        ("编印《城乡信息》3期，又编印《城乡信息》6期、编印《城乡信息》9期", "又编印《城乡信息》6期"),
        ("编印《城乡信息》9期，编印《城乡信息》3期", "编印《城乡信息》9期"),
    ):
        (finding,) = numbers_agree_between_duties_and_projects.findings(_promised(text))
        assert finding.message.endswith(f"的“{printed}”不一致，请核对。")


def test_other_things_other_units_and_equal_numbers_are_let_pass():
    for text in (
        "编印《城乡信息》3期",
        "编印《城乡信息》6册",
        "编印《海滨风貌》6期",
        "2-6期《城乡信息》",
        "第6期《城乡信息》",
    ):
        assert spots(numbers_agree_between_duties_and_projects, _promised(text)) == []


def test_it_is_not_asked_where_no_number_is_promised():
    assert not numbers_agree_between_duties_and_projects.applies(a_document())
