"""Nothing leaks by what is taken away: what is withheld, drafted, superseded or withdrawn is in no file, no answer of
the API, no feed and no map, in no count and in no sum."""

import json
from dataclasses import replace
from decimal import Decimal

import pytest
from django.test import Client

from disclosures.document.model import DepartmentRef, DutySection, Explanation
from disclosures.models import DisclosedProject, Disclosure
from disclosures.public.api.resources import RESOURCES
from disclosures.publication.publishing import withdraw
from disclosures.tests import stages
from disclosures.tests.builders import document, indicator, loaded, plan, project, published
from disclosures.tests.document.test_redaction import SECRET, TRACES
from disclosures.tests.public.reading import text_of
from disclosures.tests.statements import statements

pytestmark = pytest.mark.django_db

YEAR = "/130303/345001/2021/"
LISTS = ("projects", "indicators", "subjects", "130303")
FILES = [f"/{name}.{kind}" for name in LISTS for kind in ("csv", "xlsx", "json")]
ANSWERS = [f"/api/v1/{name}/?limit=500" for name in RESOURCES]
FEEDS = ["/feed.atom", "/130303/feed.atom", "/130303/345001/feed.atom", "/130303/345003/feed.atom"]
MAPS = ["/sitemap.xml", *(f"/sitemap-{sort}-1.xml" for sort in ("places", "years", "projects")), "/catalog.jsonld"]
ARCHIVES = ["/130303/2021/archive.zip", "/130303/2020/archive.zip"]
NOW = [*FILES, *ANSWERS, *MAPS, *ARCHIVES]
EVERYTHING = [*NOW, *FEEDS, "/api/v1/", "/api/v1/openapi.json", YEAR + "v1/download.xlsx", YEAR + "v2/download.xlsx"]


def sentinel(mark: str, number: int = 1, **fields):
    """A project whose every text holds the mark, and whose amounts and percentages are its own."""
    values = {
        "code": f"{mark}编码",
        "unit_name": f"{mark}单位",
        "purpose": f"{mark}用途",
        "objectives": (f"{mark}目标",),
        "indicators": (indicator(f"{mark}指标", f"{mark}值", description=f"{mark}描述", basis=f"{mark}依据"),),
        "total": Decimal("7654321.00"),
        "fiscal_funds": Decimal("7654321.00"),
        "other_funds": None,
        "spending_plan": plan("11.11", "22.22", "33.33", "44.44"),
    }
    return project(number, f"{mark}名称", **(values | fields))


def answers(*addresses: str) -> str:
    """All that the public gets from these addresses: status, headers, contents."""
    found = []
    for address in addresses:
        response = Client().get(address)
        found.append(f"{address} {response.status_code} {dict(response.headers)} {text_of(response.getvalue())}")
    return "\n".join(found)


def rows(name: str, **query) -> list[dict]:
    """The rows that the API answers."""
    return json.loads(Client().get(f"/api/v1/{name}/", query | {"limit": 500}).content)["results"]


def test_a_withheld_project_leaves_no_trace_but_number_name_and_reason():
    published(document(project(1), SECRET, statements=statements()))
    everything = answers(*EVERYTHING)
    assert [trace for trace in TRACES if trace in everything] == []
    for address in ("/projects.csv", "/projects.xlsx", "/projects.json", "/api/v1/projects/", *ARCHIVES[:1]):
        said = answers(address)
        assert "名称可见" in said and "涉及国家秘密" in said


def test_a_withheld_name_is_nowhere():
    published(document(project(1), replace(SECRET, name="涉密"), project(3)))
    assert [row["name"] for row in rows("projects")] == ["图书馆购书", None, "图书馆购书"]
    assert "涉密" not in answers(*EVERYTHING)


def test_a_withheld_project_is_in_no_sum_no_count_and_no_difference():
    """The sums and counts are those of a year that never had it; only how many are withheld is told."""
    published(document(project(1), project(3)))
    published(document(project(1), SECRET, project(3), fiscal_year=2020))
    counted = ("project_count", "indicator_count", "total_yuan")
    for name in ("years", "disclosures", "versions"):
        told = {row["fiscal_year"]: [row[key] for key in counted] for row in rows(name)}
        assert told == {2021: [2, 4, "240000.00"], 2020: [2, 4, "240000.00"]}
    assert [row["withheld_project_count"] for row in rows("years")] == [1, 0]
    assert len(rows("indicators", year=2020)) == len(rows("indicators", year=2021)) == 4
    everything = answers(*EVERYTHING)
    assert [trace for trace in ("890,100", "890100", "1010100", "770100") if trace in everything] == []


def test_a_withheld_project_is_not_found_by_what_it_holds():
    published(document(project(1), SECRET))
    for word in ("密码编码", "密用途", "密指标", "密描述", "密目标"):
        assert rows("projects", q=word) == rows("indicators", q=word) == []
        assert Client().head("/projects.csv", {"q": word})["X-Row-Count"] == "0"
    assert rows("projects", amount_min="770100", amount_max="770100") == []
    assert Client().head("/projects.json", {"amount_min": "770099"})["X-Row-Count"] == "0"


def test_a_draft_is_nowhere():
    published(document(project(1)))
    loaded(
        document(
            sentinel("草稿"),
            department=DepartmentRef("345002", "草稿馆"),
            overall_objective="草稿总目标",
            duties=(DutySection(title="草稿职责"),),
            safeguards="草稿措施",
            explanations=(Explanation("草稿标题", "草稿说明"),),
        )
    )
    everything = answers(*EVERYTHING, "/130303/345002/feed.atom")
    assert [trace for trace in ("草稿", "345002/2021", "7654321", "11.11") if trace in everything] == []


def test_a_revision_is_nowhere_until_it_is_published():
    submission = stages.published()
    steady = [address for address in NOW if ".xlsx" not in address]  # a workbook bears the moment of its making
    before = answers(*steady)
    stages.revised(stages.fresh(submission))
    assert answers(*steady) == before


def test_what_a_superseded_version_had_is_in_nothing_that_speaks_of_now():
    published(document(project(1), sentinel("旧版", 2)))
    published(document(project(1), project(3)))
    everything = answers(*NOW, *FEEDS)
    for trace in ("旧版名称", "旧版编码", "旧版用途", "旧版目标", "旧版指标", "旧版描述", "旧版依据", "11.11"):
        assert trace not in everything
    assert [row["version"] for row in rows("disclosures")] == [2]
    assert "旧版名称" in answers(YEAR + "v1/download.xlsx")


def test_rows_of_a_version_that_is_not_current_are_in_nothing_even_if_they_were_left_behind():
    disclosure = published(document(sentinel("残留"), statements=statements()))
    Disclosure.objects.filter(pk=disclosure.pk).update(current=False)
    assert DisclosedProject.objects.count() == 1
    everything = answers(*(address for address in NOW if "versions" not in address))
    assert [trace for trace in ("残留", "7654321", "34000.00") if trace in everything] == []
    assert [rows(name) for name in ("projects", "indicators", "statements", "disclosures", "departments")] == [[]] * 5


def test_a_withdrawn_year_is_nowhere_but_for_its_reason(django_capture_on_commit_callbacks):
    youth = DepartmentRef("345003", "山海关区美术馆")
    published(document(project(1)))
    made = document(sentinel("废止"), department=youth, overall_objective="废止总目标", statements=statements())
    published(made)
    for address in ARCHIVES[:1]:
        assert "废止总目标" in answers(address)
    with django_capture_on_commit_callbacks(execute=True):
        withdraw("130303", "345003", 2021, "附件有误")
    everything = answers(*EVERYTHING)
    assert [trace for trace in ("废止", "7654321", "7774321", "11.11", "34000.00") if trace in everything] == []
    told = [address for address in EVERYTHING if "附件有误" in answers(address)]
    assert told == [*FILES[9:], "/api/v1/versions/?limit=500", FEEDS[0], FEEDS[1], FEEDS[3]]
    assert [row["department_code"] for row in rows("departments")] == ["345001"]
    assert [row["total_yuan"] for row in rows("years")] == ["120000.00"]


def test_a_version_closed_because_it_shows_what_is_withheld_now_tells_nothing_any_more():
    """Neither what it held nor how much: the one less the other would be what the project costs."""
    published(document(project(1), sentinel("已密", 2)))
    published(document(project(1), replace(sentinel("已密", 2), withheld=SECRET.withheld)))
    everything = answers(*EVERYTHING).replace("已密名称", "")
    assert [trace for trace in ("已密", "7654321", "7774321", "11.11") if trace in everything] == []
    assert [(row["state"], row["total_yuan"], row["project_count"]) for row in rows("versions")] == [
        ("withdrawn", None, None),
        ("current", "120000.00", 1),
    ]


def test_what_officials_write_is_nowhere():
    submission = stages.returned(stages.submitted())
    stages.published(stages.approved(stages.submitted(stages.fresh(submission))))
    everything = answers(*EVERYTHING)
    assert [word for word in ("李敏", "陈立", "王强", "刘芳", "请补充依据") if word in everything] == []
