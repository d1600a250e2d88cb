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
    "/130303/2021/": 10,
    "/130303/2021/?sort=-late": 10,
    "/130303/2021/indicators/数量/培训人数/?unit=345001": 6,
    "/130303/345001/projects/项目1/": 5,
    "/130303/345001/projects/项目1/indicators/数量/培训人数/": 5,
    YEAR + "beside/": 4,
    YEAR + "beside/130303/345001/2020/": 7,
    YEAR + "checks/": 7,
    YEAR + "v1/qr.svg": 1,
    "/chain/": 4,
    "/chain.csv": 1,
    "/130303/345001/": 7,
    YEAR: 3,
    YEAR + "v1/": 3,
    YEAR + "1/": 4,
    YEAR + "statements/": 4,
    YEAR + "statements/beside/130303/345001/2020/": 5,
    "/130303/2021/sums/": 5,
    "/130303/2021/sums/?kind=balance": 5,
    "/130303/2021/sums/?kind=nothing": 2,
    YEAR + "v1/statements/": 4,
    "/subjects/": 5,
    "/subjects/?q=就业&kind=expenditure&sort=-amount": 5,
    "/search/?q=项目": 10,
    "/search/?q=项目 文化": 7,
    "/search.json?q=没有": 7,
    "/glossary/": 3,
    "/projects.csv": 4,
    "/projects.json?q=项目&amount_min=1": 4,
    "/indicators.csv?level=output": 4,
    "/subjects.csv": 4,
    "/130303.json": 7,
    "/api/v1/regions/": 2,
    "/api/v1/departments/": 1,
    "/api/v1/years/": 2,
    "/api/v1/disclosures/?limit=1": 3,
    "/api/v1/versions/?limit=1": 3,
    "/api/v1/projects/?limit=1&q=项目": 3,
    "/api/v1/indicators/?limit=1": 3,
    "/api/v1/statements/?limit=1": 3,
    "/api/v1/search/?q=没有": 7,
    "/api/v1/": 1,
    "/feed.atom": 1,
    "/130303/feed.atom": 1,
    "/130303/345001/feed.atom": 1,
    "/sitemap.xml": 2,
    "/sitemap-places-1.xml": 1,
    "/sitemap-years-1.xml": 1,
    "/sitemap-projects-1.xml": 1,
    "/catalog.jsonld": 3,
    YEAR + "v1/1/": 4,
    YEAR + "v1/body.json": 2,
    YEAR + "v1/download.json": 2,
    "/projects/": 10,
    "/projects/?q=项目&sort=-total&amount_min=1": 8,
    "/projects/?department=130303-345001&band=from_100k&sort=-total": 9,
    "/indicators/": 9,
    "/indicators/?level=output&sort=department": 10,
    "/indicators/?year=2021&sort=name": 8,
    "/units.json": 1,
}


@pytest.mark.parametrize("projects", [2, 60])
def test_questions_asked(django_assert_num_queries, projects):
    for department in range(1, 2 + projects // 20):
        for year in (2020, 2021):
            published(
                document(
                    *(project(number, f"项目{number}") for number in range(1, projects)),
                    withheld_project(projects, total=None, fiscal_funds=None, other_funds=None),
                    department=DepartmentRef(f"34500{department}", f"第{department}馆"),
                    fiscal_year=year,
                    statements=statements(),
                    explanations=EXPLANATIONS,
                )
            )
    for address, questions in QUESTIONS.items():
        with django_assert_num_queries(questions, info=address):
            answer = Client().get(address)
            assert (answer.status_code, len(answer.getvalue()) > 0) == (200, True)


@pytest.mark.parametrize("rows", [1, 60])
def test_questions_asked_about_changes(django_assert_num_queries, rows):
    """Both versions with their bodies, and whose page it is: whatever differs."""
    for value in ("1.00", "2.00"):
        table = replace(assets(), rows=tuple((f"第{number}项", "", value) for number in range(rows)))
        published(document(statements=(table,), explanations=EXPLANATIONS))
    with django_assert_num_queries(5):
        assert Client().get(YEAR + "v2/changes/").status_code == 200


@pytest.mark.parametrize("projects", [1, 30])
def test_questions_asked_for_an_archive_that_is_made_and_for_one_that_is_kept(
    django_assert_num_queries, settings, tmp_path, projects
):
    settings.VAR_DIR = tmp_path
    for department in range(1, 2 + projects // 10):
        sheets = (project(number, f"项目{number}") for number in range(1, 1 + projects))
        published(document(*sheets, department=DepartmentRef(f"34500{department}", f"第{department}馆")))
    for questions in (12, 3):
        with django_assert_num_queries(questions):
            assert Client().get("/130303/2021/archive.zip").status_code == 200
