"""What lets readers check: the chain as a page and a file, the citation, the code on paper, what the rules say."""

import csv
from dataclasses import replace
from decimal import Decimal

import pytest
from django.test import Client

from disclosures.document.model import DepartmentRef
from disclosures.models import DisclosureBody, RuleSetting
from disclosures.publication.erasure import erase_year
from disclosures.publication.publishing import publish, withdraw
from disclosures.tests import statements
from disclosures.tests.builders import document, indicator, loaded, plan, project, published, withheld_project
from disclosures.tests.public.reading import read
from disclosures.tests.public.test_site import owner
from disclosures.tests.stages import overruling, some
from indicators.models import Region

pytestmark = pytest.mark.django_db

YEAR = "/130303/345001/2021/"
SPORTS = DepartmentRef("345002", "山海关区体育馆")


@pytest.fixture(autouse=True)
def _kept_here(settings, tmp_path):
    settings.VAR_DIR = tmp_path


def four_ends() -> None:
    """A superseded version, the current one, one withdrawn, one erased."""
    published()
    published(document(project(1, "夜校")))
    published(document(project(1, "操场"), department=SPORTS))
    withdraw("130303", "345002", 2021, "附件有误")
    published(document(project(1, "旧事"), fiscal_year=2020))
    withdraw("130303", "345001", 2020, "附件有误")
    erase_year("130303", "345001", 2020, "依法清除", ("甲", "乙"))


def test_the_chain_is_a_page_newest_first():
    four_ends()
    hashes = list(DisclosureBody.objects.values_list("sha256", "previous_sha256"))
    page = read("/chain/")
    assert page.tables[0][1:] == [
        ["4", "山海关区文化馆 2020年 第1版", "已依法清除", *hashes[3]],
        ["3", "山海关区体育馆 2021年 第1版", "已撤回公开", *hashes[2]],
        ["2", "山海关区文化馆 2021年 第2版", "现行", *hashes[1]],
        ["1", "山海关区文化馆 2021年 第1版", "已被取代", *hashes[0]],
    ]
    assert [one for one in ("操场", "旧事", "附件有误", "依法清除：") if one in page.text] == []


def test_the_chain_is_a_file_that_anybody_can_follow():
    four_ends()
    answer = Client().get("/chain.csv")
    text = answer.content.decode("utf-8-sig")
    rows = list(csv.DictReader(text.splitlines()))
    assert answer.content.startswith(b"\xef\xbb\xbf")
    assert [row["公开序号"] for row in rows] == ["1", "2", "3", "4"]
    assert [row["前一份的SHA-256"] for row in rows] == ["0" * 64, *(row["SHA-256"] for row in rows[:-1])]
    assert rows[1] | {"SHA-256": "", "前一份的SHA-256": "", "录入时间": ""} == {
        "公开序号": "2",
        "SHA-256": "",
        "前一份的SHA-256": "",
        "区划": "130303 山海关区",
        "单位": "345001 山海关区文化馆",
        "年度": "2021",
        "版次": "2",
        "录入时间": "",
        "状态": "现行",
        "网址": "http://testserver/130303/345001/2021/v2/",
    }
    assert [row["状态"] for row in rows] == ["已被取代", "现行", "已撤回公开", "已依法清除"]
    assert [one for one in ("操场", "旧事", "附件有误") if one in text] == []


def test_an_empty_chain_is_no_error():
    assert "还没有公开的信息" in read("/chain/").text
    assert Client().get("/chain.csv").content.decode("utf-8-sig").count("\n") == 1


def test_a_version_and_a_project_are_cited_with_number_day_hash_and_lasting_address():
    made = published()
    cited = (
        "山海关区文化馆：2021年部门预算绩效目标{}（第1版），原公开日期不详（后补录入），绩效公开，http://testserver{}"
    )
    for address, what, lasting in ((YEAR, "", "v1/"), (YEAR + "1/", "“图书馆购书”", "v1/1/")):
        text = read(address).text.replace(" ", "")
        assert cited.format(what, YEAR + lasting) in text
    sha256 = DisclosureBody.objects.get(disclosure=made).sha256
    assert f"{YEAR}v1/，SHA-256{sha256}。" in read(YEAR).text.replace(" ", "")


def test_paper_leads_back_to_the_lasting_address():
    published()
    answers = [Client().get(YEAR + way) for way in ("v1/qr.svg", "v1/1/qr.svg", "v1/9/qr.svg", "v2/qr.svg")]
    assert [one.status_code for one in answers] == [200, 200, 404, 404]
    assert answers[0]["Content-Type"] == "image/svg+xml"
    assert answers[0].content != answers[1].content
    assert f'src="{YEAR}v1/1/qr.svg"' in Client().get(YEAR + "1/").content.decode()
    withdraw("130303", "345001", 2021, "附件有误")
    assert Client().get(YEAR + "v1/qr.svg").status_code == 410


def doubts(address: str = YEAR + "checks/") -> dict[str, str]:
    """The rule that has a doubt → what is told under it."""
    text = read(address).text
    return {words: text for level, words in read(address).headings if level == 2}


#: A plan that falls, and no satisfaction of anybody.
ODD = project(1, spending_plan=plan("50", "20", "80", "100"), indicators=(indicator(),))


def test_what_the_rules_say_is_told_in_the_words_of_the_rule_with_its_place():
    published(document(ODD))
    page = read(YEAR + "checks/")
    assert "资金支出计划是累计百分比：在 0 到 100 之间，不减少，12月底等于 100。" in page.text
    assert "为什么：累计数只会增加，年底应当全部支出。" in page.text
    assert "支出计划错误" in doubts()
    assert page.links["图书馆购书"] == YEAR + "1/"
    assert read(YEAR).links["程序按审核规则核对的结果"] == YEAR + "v1/checks/"


def test_a_rule_that_the_region_switched_off_says_nothing():
    published(document(ODD))
    values = {"rule": "A03", "choice": "off", "reason": "过渡期", "changed_by": some("liu")}
    RuleSetting.objects.create(region=Region.objects.get(code="130303"), **values)
    assert "支出计划错误" not in doubts()


def test_the_bureau_may_keep_what_the_rules_say_to_itself():
    published(document(ODD))
    owner(shows_checks=False)
    assert Client().get(YEAR + "checks/").status_code == 404
    assert "程序按审核规则核对的结果" not in read(YEAR).links


def test_rules_of_secrecy_and_of_sums_say_nothing_where_something_is_withheld():
    """The statements hold 62.31 with the secret project; 10.40 are shown. C02 and J-rules would say by how much."""
    secret = withheld_project(2, "库房改造", total=Decimal("519100"), purpose="写着涉密耗材")
    within = statements.expenditure(projects="55.31", total="62.31")
    made = loaded(document(replace(ODD, purpose="库房改造共51.91万元"), secret, statements=(within,)), publish=True)
    publish(made.submission, imported=True, overrule=overruling(made.submission))
    page = read(YEAR + "checks/")
    assert "有不公开的项目，所以不核对各项金额的合计" in page.text
    found = doubts()
    assert "支出计划错误" in found
    assert [one for one in found if "涉密" in one or "合计" in one or "不公开" in one or "项目支出" in one] == []
    assert [one for one in ("51.91", "519,100", "库房") if one in page.text] == []


@pytest.mark.parametrize(
    ("address", "status"), [("2019/checks/", 404), ("2021/v9/checks/", 404), ("2020/checks/", 410)]
)
def test_wrong_addresses_are_answered_with_a_sentence(address, status):
    published(document(fiscal_year=2020))
    withdraw("130303", "345001", 2020, "附件有误")
    assert Client().get("/130303/345001/" + address).status_code == status
