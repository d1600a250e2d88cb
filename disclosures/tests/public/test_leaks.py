"""Nothing leaks: what is withheld, drafted, superseded or withdrawn is in no page, list, count, file or header."""

from dataclasses import replace
from decimal import Decimal

import pytest
from django.test import Client

from disclosures.document.model import BudgetStatement, DepartmentRef, DutySection, Explanation, Withheld
from disclosures.document.statement_kinds import KIND_NAMES
from disclosures.models import (
    DisclosedIndicator,
    DisclosedProject,
    DisclosedStatement,
    DisclosedStatementLine,
    DisclosedTerm,
    Disclosure,
    RememberedFindings,
)
from disclosures.plans import edits
from disclosures.plans.from_rows import assemble
from disclosures.publication.publishing import withdraw
from disclosures.tests import stages, statements
from disclosures.tests.builders import document, file_of, indicator, loaded, plan, project, published
from disclosures.tests.document.test_redaction import SECRET, TRACES
from disclosures.tests.stages import some
from disclosures.workflow.findings import findings_of

pytestmark = pytest.mark.django_db

YEAR = "/130303/345001/2021/"
#: How each model of flat rows knows the version it belongs to.
PATHS = ("disclosure", "project__disclosure", "disclosure", "statement__disclosure", "disclosure")
#: Every sort of address, of everything that is or was or will be there.
ADDRESSES = [
    "/",
    "/about/",
    "/projects/",
    "/indicators/",
    "/subjects/",
    "/glossary/",
    "/units.json",
    "/130303/",
    *(f"/130303/2021/sums/?kind={kind}" for kind in ("", *KIND_NAMES)),
    *(
        f"/130303/{department}/{ending}"
        for department in ("345001", "345002", "345003")
        for ending in (
            "",
            "2021/",
            "2021/source/",
            "2021/statements/",
            *(f"2021/statements/beside/130303/{other}/2021/" for other in ("345001", "345002", "345003")),
            *(f"2021/{key}/" for key in (1, 2, 3)),
            *(
                f"2021/v{version}/{ending}"
                for version in (1, 2)
                for ending in (
                    "",
                    "statements/",
                    "1/",
                    "2/",
                    "3/",
                    "body.json",
                    "source/",
                    "download.json",
                    "download.txt",
                )
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


def marked(mark: str, amount: str = "3.40") -> dict:
    """Statements, an explanation with a table, and a term, of which every text holds the mark."""
    rows = (
        ("1", "", "合计", amount, "", amount, "", "", ""),
        ("2", "208", f"{mark}科目", amount, "", amount, "", "", ""),
    )
    table = BudgetStatement("expenditure", f"单位{mark}支出总表", "万元", rows, (f"注：{mark}。",))
    assets = replace(statements.assets(), rows=((f"{mark}资产", "", amount),))
    return {
        "statements": (table, assets),
        "explanations": (
            Explanation(f"{mark}标题", f"{mark}说明"),
            Explanation("名词解释", f"1、{mark}名词：{mark}解释。"),
        ),
    }


def answers(*addresses: str) -> str:
    """All that the public gets from these addresses: status, headers, contents."""
    found = []
    for address in addresses:
        response = Client().get(address)
        found.append(f"{address} {response.status_code} {dict(response.headers)} {response.getvalue().decode()}")
    return "\n".join(found)


def searches(*words: str) -> str:
    rooms = ("projects/", "indicators/", "subjects/", "search/", "search.json", "api/v1/search/")
    return answers(*(f"/{room}?q={word}" for room in rooms for word in words))


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


#: Of every sort of text a word that stands nowhere else.
MARKED_WORDS = ("名称", "编码", "用途", "目标", "指标", "值", "描述", "依据")


def counted(*words: str) -> set[int]:
    """What the search counts for these words, over all its groups."""
    answers_of = (Client().get("/search.json", {"q": word}).json() for word in words)
    return {group["count"] for answer in answers_of for group in answer["groups"]}


def test_the_search_counts_nothing_of_what_is_not_public():
    """A withheld project, a draft, a version that was replaced, one that was withdrawn: each has words of its own."""
    published(document(sentinel("旧的")))
    published(document(project(1), sentinel("机密", 2, withheld=Withheld("原因"))))
    loaded(document(sentinel("草稿"), department=DepartmentRef("345002", "草稿单位"), overall_objective="草稿总目标"))
    published(document(sentinel("撤回"), department=DepartmentRef("345003", "撤回单位"), fiscal_year=2019))
    withdraw("130303", "345003", 2019, "附件有误")
    hidden = [f"{mark}{word}" for mark in ("旧的", "草稿", "撤回", "机密") for word in MARKED_WORDS]
    assert counted("草稿单位", "草稿总目标", "撤回单位", *(word for word in hidden if word != "机密名称")) == {0}
    assert counted("机密名称") == {0, 1}  # a withheld project is public by its name
    assert counted("图书馆购书") == {0, 1}


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
            **marked("草稿", "77.31"),
        )
    )
    everything = answers(*ADDRESSES)
    assert [trace for trace in ("草稿", "77.31", "773,100") if trace in everything] == []
    assert "草稿" not in searches("目标", "").replace("q=草稿", "")
    assert Client().get("/130303/345002/").status_code == 404


def test_what_a_superseded_version_had_is_only_at_its_own_address():
    published(document(project(1), sentinel("旧版", 2), **marked("旧版", "77.31")))
    published(document(project(1), project(3), **marked("新版")))
    present = [address for address in ADDRESSES if "/v1/" not in address]
    everything = answers(*present).replace("旧版本", "")
    assert [trace for trace in ("旧版", "77.31", "773,100") if trace in everything] == []
    assert all(word in everything for word in ("新版科目", "新版资产", "新版名词", "34,000.00"))
    assert "旧版名称" in answers(YEAR + "v1/") and "旧版科目" in answers(YEAR + "v1/statements/")


def test_rows_of_a_version_that_is_not_current_are_not_listed_even_if_they_were_left_behind():
    published(document(project(1), department=DepartmentRef("345002", "山海关区少年宫"), **marked("照常")))
    disclosure = published(document(sentinel("残留"), **marked("残留", "77.31")))
    Disclosure.objects.filter(pk=disclosure.pk).update(current=False)
    left = (DisclosedProject, DisclosedIndicator, DisclosedStatement, DisclosedStatementLine, DisclosedTerm)
    assert [model.objects.filter(**{path: disclosure}).exists() for model, path in zip(left, PATHS, strict=True)] == [
        True
    ] * 5
    everything = answers(*(address for address in ADDRESSES if "/v1/" not in address))
    assert [trace for trace in ("残留", "77.31", "773,100", "807,100") if trace in everything] == []
    assert all(word in everything for word in ("照常科目", "照常资产", "照常名词", "34,000.00"))


def test_a_withdrawn_year_is_nowhere():
    made = document(
        sentinel("撤回", spending_plan=plan("11.11", "22.22", "33.33", "44.44")),
        department=DepartmentRef("345003", "山海关区美术馆"),
        overall_objective="撤回的总目标",
        **marked("撤回", "77.31"),
    )
    published(document(project(1)))
    published(made)
    before = answers(*ADDRESSES)
    traces = ("撤回名称", "撤回科目", "撤回资产", "撤回名词", "撤回的总目标", "77.31", "773,100")
    assert [trace for trace in traces if trace not in before] == []
    withdraw("130303", "345003", 2021, "附件有误")
    everything = answers(*ADDRESSES)
    for trace in (*traces, "撤回编码", "撤回指标", "撤回解释", "撤回标题", "11.11", file_of(made).decode()):
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
