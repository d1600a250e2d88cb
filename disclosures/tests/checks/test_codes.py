from disclosures.checks.codes import project_codes_are_sound, unit_codes_have_six_digits, unit_names_agree
from disclosures.document.model import DepartmentRef
from disclosures.tests.checks.builders import a_document, a_project, spots


def test_a_code_is_well_made_of_this_region_not_later_and_its_own():
    codes = (
        "13030321ABCDEFGH01234",
        "610-1301-ABC-00AB",
        "13030321ABCDEFGH0123",
        "13030321abcdefgh01234",
        "13030221ABCDEFGH01234",
        "13030322ABCDEFGH01234",
        "13030319ABCDEFGH01234",
        "13030321ABCDEFGH01234",
        "",
    )
    document = a_document(*(a_project(code=code) for code in codes))
    assert spots(project_codes_are_sound, document) == [
        (2, None, "code", "I"),
        (3, None, "code", "E"),
        (4, None, "code", "E"),
        (5, None, "code", "E"),
        (6, None, "code", "E"),
        (8, None, "code", "E"),
    ]


def test_an_old_code_twice_is_an_error():
    document = a_document(*(a_project(code="610-1301-ABC-00AB") for _ in range(2)))
    assert spots(project_codes_are_sound, document) == [(1, None, "code", "I"), (2, None, "code", "E")]


def test_an_unknown_region_is_not_held_against_a_code():
    document = a_document(a_project(code="13030221ABCDEFGH01234"), region=None)
    assert spots(project_codes_are_sound, document) == []


def test_a_unit_code_has_six_digits():
    document = a_document(a_project(unit_code="4010"), a_project(unit_code=""))
    assert spots(unit_codes_have_six_digits, document) == [(1, None, "unit_code", "E")]
    assert spots(unit_codes_have_six_digits, a_document(department=DepartmentRef("40100", "图书馆"))) == [
        (None, None, "department.code", "E")
    ]


def test_one_unit_has_one_name_and_one_code():
    units = (
        ("401001", "海滨区图书馆（本级）"),
        ("401001", "海滨区图书室"),
        ("401002", "海滨区少儿馆"),
        ("401003", "海滨区 少儿馆"),
        ("", ""),
    )
    document = a_document(*(a_project(unit_code=code, unit_name=name) for code, name in units))
    assert spots(unit_names_agree, document) == [(2, None, "unit_name", "W"), (4, None, "unit_code", "W")]
