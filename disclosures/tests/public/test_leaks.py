"""Nothing leaks: what is withheld, drafted, superseded or withdrawn is in no page, list, count, file or header."""

from dataclasses import replace
from decimal import Decimal

import pytest
from django.test import Client

from disclosures.document.model import DepartmentRef, DutySection, Explanation, Withheld
from disclosures.models import DisclosedIndicator, DisclosedProject, Disclosure, RememberedFindings
from disclosures.plans import edits
from disclosures.plans.from_rows import assemble
from disclosures.publication.publishing import withdraw
from disclosures.tests import stages
from disclosures.tests.builders import document, file_of, indicator, loaded, plan, project, published
from disclosures.tests.document.test_redaction import SECRET, TRACES
from disclosures.tests.stages import some
from disclosures.workflow.findings import findings_of

pytestmark = pytest.mark.django_db

YEAR = "/130303/345001/2021/"
#: Every sort of address, of everything that is or was or will be there.
ADDRESSES = [
    "/",
    "/about/",
    "/projects/",
    "/indicators/",
    "/130303/",
    *(
        f"/130303/{department}/{ending}"
        for department in ("345001", "345002", "345003")
        for ending in (
            "",
            "2021/",
            "2021/source/",
            *(f"2021/{key}/" for key in (1, 2, 3)),
            *(
                f"2021/v{version}/{ending}"
                for version in (1, 2)
                for ending in ("", "1/", "2/", "3/", "body.json", "source/", "download.json", "download.txt")
            ),
        )
    ),
]


def sentinel(mark: str, number: int = 1, **fields):
    """A project whose every text holds the mark."""
    return project(
        number,
        f"{mark}名称",
        code=f"{mark}编码",
        unit_name=f"{mark}单位",
        purpose=f"{mark}用途",
        objectives=(f"{mark}目标",),
        indicators=(indicator(f"{mark}指标", f"{mark}值", description=f"{mark}描述", basis=f"{mark}依据"),),
        **fields,
    )


def answers(*addresses: str) -> str:
    """All that the public gets from these addresses: status, headers, contents."""
    found = []
    for address in addresses:
        response = Client().get(address)
        found.append(f"{address} {response.status_code} {dict(response.headers)} {response.getvalue().decode()}")
    return "\n".join(found)


def searches(*words: str) -> str:
    return answers(*(f"/{room}/?q={word}" for room in ("projects", "indicators") for word in words))


def test_a_withheld_project_leaves_no_trace_but_number_name_and_reason():
    published(document(project(1), SECRET))
    everything = answers(*ADDRESSES)
    assert [trace for trace in TRACES if trace in everything] == []
    assert "名称可见" in everything and "涉及国家秘密" in everything


def test_what_is_remembered_of_the_findings_about_a_draft_is_not_public():
    findings_of(loaded(document(sentinel("草稿"))).submission)
    assert "草稿编码" in RememberedFindings.objects.get().text
    assert "草稿" not in answers(*ADDRESSES)


def test_a_withheld_project_is_in_no_sum_and_no_count():
    published(document(project(1), SECRET))
    everything = answers("/", "/130303/", "/130303/345001/", YEAR)
    assert "890,100" not in everything and "770,100" not in everything
    assert everything.count("120,000.00") == 8


def test_a_withheld_project_is_not_found_by_what_it_holds():
    published(document(project(1), SECRET))
    for word in ("密码编码", "密用途", "密指标", "密描述"):
        assert "共 <strong>0</strong>" in searches(word)
        assert "个不公开" not in searches(word)
    amount = Decimal("770100.00")
    assert "没有符合条件的项目" in answers(f"/projects/?amount_min={amount}&amount_max={amount}")


def test_a_withheld_name_is_nowhere():
    published(document(project(1), replace(SECRET, name="涉密"), project(3)))
    everything = answers(*ADDRESSES)
    assert "名称不公开" in everything
    assert ">涉密<" not in everything


def test_a_draft_is_nowhere():
    published(document(project(1)))
    loaded(
        document(
            sentinel("草稿"),
            department=DepartmentRef("345002", "草稿单位"),
            overall_objective="草稿总目标",
            duties=(DutySection(title="草稿职责"),),
            safeguards="草稿措施",
            explanations=(Explanation("草稿标题", "草稿说明"),),
        )
    )
    assert "草稿" not in answers(*ADDRESSES)
    assert "草稿" not in searches("目标", "").replace("q=草稿", "")
    assert Client().get("/130303/345002/").status_code == 404


def test_what_a_superseded_version_had_is_only_at_its_own_address():
    published(document(project(1), sentinel("旧版", 2)))
    published(document(project(1), project(3)))
    present = [address for address in ADDRESSES if "/v1/" not in address]
    assert "旧版" not in answers(*present).replace("旧版本", "")
    assert "旧版名称" in answers(YEAR + "v1/")


def test_rows_of_a_version_that_is_not_current_are_not_listed_even_if_they_were_left_behind():
    disclosure = published(document(sentinel("残留")))
    Disclosure.objects.filter(pk=disclosure.pk).update(current=False)
    assert DisclosedProject.objects.count() == 1 and DisclosedIndicator.objects.count() == 1
    assert "残留" not in answers("/", "/projects/", "/indicators/", "/130303/", "/130303/345001/", YEAR)


def test_a_withdrawn_year_is_nowhere():
    made = document(
        sentinel("撤回", spending_plan=plan("11.11", "22.22", "33.33", "44.44")),
        department=DepartmentRef("345003", "山海关区美术馆"),
        overall_objective="撤回的总目标",
    )
    published(document(project(1)))
    published(made)
    assert "撤回名称" in answers("/130303/345003/2021/")
    withdraw("130303", "345003", 2021, "附件有误")
    everything = answers(*ADDRESSES)
    for trace in ("撤回名称", "撤回编码", "撤回指标", "撤回的总目标", "11.11", file_of(made).decode()):
        assert trace not in everything
    assert "240,000" not in everything


def test_a_body_that_was_not_redacted_would_still_not_be_printed(monkeypatch):
    """The pages take no more of a withheld project than its place, name and reason, whatever the body holds."""
    monkeypatch.setattr("disclosures.publication.publishing.redact", lambda made: made)
    monkeypatch.setattr(
        "disclosures.publication.publishing.write_flat_rows",
        lambda disclosure, made: None,
    )
    published(document(project(1), replace(SECRET, withheld=Withheld("原因"))))
    everything = answers(YEAR, YEAR + "2/", YEAR + "v1/", YEAR + "v1/2/")
    assert [trace for trace in TRACES if trace in everything] == []


def test_what_is_entered_anew_with_another_code_and_withheld_closes_the_version_that_showed_it():
    """刘 revises; 李 deletes a project, enters it again with its code corrected, and marks it 不公开."""
    submission = stages.published()
    stages.revised(submission)
    shown = assemble(stages.fresh(submission)).projects[0]
    li = some("li")
    edits.save(stages.fresh(submission), lambda now: edits.without_project(now, shown.key), li)
    again = replace(shown, key="", code="13030321ABCDEFGH09999", withheld=Withheld("涉及敏感信息"))
    after = edits.save(stages.fresh(submission), lambda now: edits.with_project(now, again), li)
    assert (after.projects[0].key, after.projects[0].name) == ("p2", shown.name)
    stages.give_reasons(submission)
    stages.submitted(submission)
    stages.review(submission, may=False, key="p2")
    stages.published(stages.approved(submission))
    page = Client().get("/130303/345001/2021/v1/")
    assert (page.status_code, shown.purpose in page.content.decode()) == (410, False)
    assert Client().get("/130303/345001/2021/v1/1/").status_code == 410
    assert shown.purpose not in answers(*ADDRESSES)
