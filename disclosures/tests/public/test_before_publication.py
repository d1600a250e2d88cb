"""At every state before publication nothing of a submission is public, and the work before it never is."""

from dataclasses import replace

import pytest
from django.apps import apps
from django.test import Client

from disclosures.models import Notice, Opinion, PlanChange, ReviewNote, SecrecyReview, SubmissionEvent, Waiver
from disclosures.plans import edits
from disclosures.plans.from_rows import assemble
from disclosures.public.api.resources import RESOURCES
from disclosures.public.urls import urlpatterns
from disclosures.tests import stages
from disclosures.tests.checks.builders import a_project
from disclosures.tests.public.reading import text_of
from disclosures.tests.stages import fresh, some, sound_document, step

pytestmark = pytest.mark.django_db

YEAR = "/130303/345001/2021/"
ENDINGS = ("", "1/", "2/", "changes/", "statements/", "body.json", "source/", "changes/?since=1", "checks/")
ENDINGS += ("beside/v1/", "qr.svg", "1/qr.svg")
DOWNLOADS = tuple(f"download.{kind}" for kind in ("json", "docx", "xlsx", "csv", "txt"))
LISTS = ("projects", "indicators", "subjects", "130303")
ADDRESSES = [
    "/",
    "/robots.txt",
    "/favicon.ico",
    "/about/",
    "/projects/",
    "/projects/?q=书屋",
    "/indicators/",
    "/indicators/?q=书屋",
    "/subjects/",
    "/subjects/?q=书屋",
    "/search/?q=书屋",
    "/search.json?q=书屋",
    "/glossary/",
    "/chain/",
    "/chain.csv",
    "/130303/2021/",
    *(f"/{name}.{kind}" for name in LISTS for kind in ("csv", "xlsx", "json")),
    "/api/v1/",
    "/api/v1/openapi.json",
    *(f"/api/v1/{name}/" for name in RESOURCES),
    "/api/v1/search/?q=书屋",
    "/feed.atom",
    "/130303/feed.atom",
    "/130303/345001/feed.atom",
    "/sitemap.xml",
    *(f"/sitemap-{sort}-1.xml" for sort in ("places", "years", "projects")),
    "/catalog.jsonld",
    "/130303/2021/archive.zip",
    "/units.json",
    "/130303/2021/sums/",
    "/130303/2021/indicators/数量/草稿指标/",
    "/130303/345001/projects/草稿书屋/",
    "/130303/345001/projects/公开书屋/",
    "/130303/345001/projects/公开书屋/indicators/数量/购书数量/",
    YEAR + "beside/130303/345001/2021/",
    "/130303/345001/2021/statements/beside/130303/345001/2021/",
    "/130303/",
    "/130303/345001/",
    *(YEAR + ending for ending in ("", "1/", "2/", "statements/", "source/", "beside/", "checks/")),
    *(f"{YEAR}v{version}/{ending}" for version in (1, 2, 3) for ending in (*ENDINGS, *DOWNLOADS)),
]


def draft():
    """A plan whose every text says 草稿."""
    sheet = a_project(unit_code="345001", unit_name="山海关区文化馆", name="草稿书屋", purpose="草稿用途")
    return stages.draft(sound_document(sheet, safeguards="草稿措施。"))


def work(submission) -> None:
    """Everything that officials write on the way, each with its own word."""
    reviewer, clerk = some("wang"), some("li")
    ReviewNote.objects.create(
        submission=submission,
        key="1",
        words="机密意见",
        author=reviewer,
        answer="机密答复",
        answered_by=clerk,
        done=True,
    )
    grades = dict.fromkeys(("completeness", "relevance", "appropriateness", "feasibility"), "A")
    revision = fresh(submission).plan.revision
    Opinion.objects.create(
        submission=submission, reviewer=reviewer, revision=revision, words="机密评价", recommended=True, **grades
    )
    SecrecyReview.objects.create(
        submission=submission, key="1", may_be_published=True, words="机密审查", reviewer=reviewer
    )
    Waiver.objects.create(submission=submission, rule="A10", reason="机密理由", given_by=clerk)
    Notice.objects.create(person=clerk, submission=submission, kind="late", occasion="x", words="机密通知")


def everything() -> str:
    """All that the public gets, and every row that public pages may read."""
    client, found = Client(), []
    for address in ADDRESSES:
        answer = client.get(address)
        found.append(f"{answer.headers} {text_of(answer.getvalue())}")
    for model in apps.get_app_config("disclosures").get_models():
        if model.__name__.startswith("Disclos"):
            found += [str(list(map(str, row))) for row in model.objects.values_list()]
    return "\n".join(found)


STATES = {
    "draft": lambda submission: submission,
    "submitted": stages.submitted,
    "recalled": lambda submission: step(stages.submitted(submission), "recall", some("chen")),
    "returned": lambda submission: stages.returned(stages.submitted(submission)),
    "approved": lambda submission: stages.approved(stages.submitted(submission)),
    "approved and returned": lambda submission: stages.returned(stages.approved(stages.submitted(submission))),
}


@pytest.mark.parametrize("state", STATES)
def test_nothing_of_a_plan_is_public_before_its_publication(state):
    submission = STATES[state](draft())
    work(submission)
    said = everything()
    assert [word for word in ("草稿", "机密", "文化馆") if word in said] == []


def changed_and_sent_back():
    """Published with 公开书屋 after a round in which everything was called otherwise."""
    submission = stages.returned(stages.submitted(draft()))
    work(submission)
    sheet = a_project(unit_code="345001", unit_name="山海关区文化馆", name="公开书屋", key="1")
    mended = replace(sheet, indicators=assemble(submission).projects[0].indicators)
    edits.save(
        submission,
        lambda before: replace(edits.with_project(before, mended), safeguards="公开措施。"),
        some("li"),
    )
    return stages.published(stages.approved(stages.submitted(submission)))


def test_the_work_before_publication_is_never_public():
    submission = changed_and_sent_back()
    assert "草稿书屋" in "".join(SubmissionEvent.objects.values_list("document", flat=True))
    assert PlanChange.objects.filter(before__contains="草稿").exists()
    said = everything()
    assert "公开书屋" in said
    private = ["草稿书屋", "草稿用途", "草稿措施", "机密", "请补充依据", "李敏", "陈立", "王强", "刘芳"]
    assert [word for word in private if word in said] == []
    assert fresh(submission).status == "published"


@pytest.mark.parametrize("state", ["draft", "submitted", "returned", "approved"])
def test_nothing_of_a_revision_is_public_before_the_next_version(state):
    submission = stages.revised(changed_and_sent_back())
    edits.save(submission, lambda before: replace(before, safeguards="下一版措施。"), some("li"))
    STATES[state](submission)
    said = everything()
    assert "公开措施" in said
    assert [word for word in ("下一版", "预算调整", "草稿书屋", "机密") if word in said] == []


def test_every_sort_of_address_was_asked():
    """An address that is added to the reading room must be added here."""
    names = {pattern.name for pattern in urlpatterns}
    assert names == {
        "home",
        "robots",
        "favicon",
        "about",
        "projects",
        "indicators",
        "units",
        "region",
        "department",
        "disclosure",
        "version",
        "changes",
        "subjects",
        "search",
        "search_json",
        "glossary",
        "sums",
        "beside",
        "statements",
        "version_statements",
        "body",
        "download",
        "source",
        "version_source",
        "project",
        "version_project",
        "chain",
        "chain_file",
        "year",
        "peers",
        "project_years",
        "indicator_years",
        "beside_what",
        "beside_projects",
        "beside_version",
        "rules",
        "version_rules",
        "way_back",
        "project_way_back",
        "projects_file",
        "indicators_file",
        "subjects_file",
        "units_file",
        "archive",
        "api_docs",
        "openapi",
        "api",
        "api_without_slash",
        "api_search",
        "api_search_without_slash",
        "feed",
        "region_feed",
        "department_feed",
        "sitemap",
        "sitemap_part",
        "catalog",
    }
