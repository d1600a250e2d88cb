"""Every page asks the database the same number of questions, whatever it holds."""

from dataclasses import replace

import pytest
from django.test import Client

from disclosures.document.model import DepartmentRef
from disclosures.tests.builders import document, project, published, withheld_project
from disclosures.tests.statements import EXPLANATIONS, assets, statements

pytestmark = pytest.mark.django_db

YEAR = "/130303/345001/2021/"
QUESTIONS = {
    "/": 6,
    "/about/": 1,
    "/130303/": 6,
    "/130303/345001/": 6,
    YEAR: 3,
    YEAR + "v1/": 3,
    YEAR + "1/": 3,
    YEAR + "statements/": 4,
    YEAR + "statements/beside/130303/345001/2020/": 5,
    "/130303/2021/sums/": 5,
    "/130303/2021/sums/?kind=balance": 5,
    "/130303/2021/sums/?kind=nothing": 2,
    YEAR + "v1/statements/": 4,
    "/subjects/": 4,
    "/subjects/?q=就业&kind=expenditure&sort=-amount": 4,
    "/glossary/": 3,
    YEAR + "v1/1/": 3,
    YEAR + "v1/body.json": 2,
    YEAR + "v1/download.json": 2,
    "/projects/": 4,
    "/projects/?q=项目&sort=-total&amount_min=1": 4,
    "/indicators/": 4,
    "/indicators/?level=output&sort=department": 4,
}


@pytest.mark.parametrize("projects", [2, 60])
def test_questions_asked(django_assert_num_queries, projects):
    for department in range(1, 2 + projects // 20):
        for year in (2020, 2021):
            published(
                document(
                    *(project(number, f"项目{number}") for number in range(1, projects)),
                    withheld_project(projects),
                    department=DepartmentRef(f"34500{department}", f"第{department}馆"),
                    fiscal_year=year,
                    statements=statements(),
                    explanations=EXPLANATIONS,
                )
            )
    for address, questions in QUESTIONS.items():
        with django_assert_num_queries(questions, info=address):
            assert Client().get(address).status_code == 200


@pytest.mark.parametrize("rows", [1, 60])
def test_questions_asked_about_changes(django_assert_num_queries, rows):
    """Both versions with their bodies, and whose page it is: whatever differs."""
    for value in ("1.00", "2.00"):
        table = replace(assets(), rows=tuple((f"第{number}项", "", value) for number in range(rows)))
        published(document(statements=(table,), explanations=EXPLANATIONS))
    with django_assert_num_queries(5):
        assert Client().get(YEAR + "v2/changes/").status_code == 200
