"""withdraw_disclosure, erase_disclosure and add_region: thin commands, clear words."""

import io

import pytest
from django.core.management import CommandError, call_command

from disclosures.importers.regions import SEEDED
from disclosures.models import Disclosure, DisclosureBody
from disclosures.tests.builders import document, published
from indicators.models import Region

pytestmark = pytest.mark.django_db


def run(*arguments) -> str:
    out = io.StringIO()
    call_command(*arguments, stdout=out)
    return out.getvalue().strip()


def test_a_disclosure_is_withdrawn_by_region_department_and_year():
    published()
    assert run("withdraw_disclosure", "130303", "345001", "2021", "--reason", "金额有误") == (
        "已撤回：山海关区文化馆 2021年 第1版。原因：金额有误"
    )
    disclosure = Disclosure.objects.get()
    assert (disclosure.current, disclosure.withdrawn_reason) == (False, "金额有误")


def test_what_is_not_public_cannot_be_withdrawn():
    published(document(fiscal_year=2020))
    with pytest.raises(CommandError) as refused:
        run("withdraw_disclosure", "130303", "345001", "2021", "--reason", "金额有误")
    assert str(refused.value) == "130303 区划没有 345001 单位2021年度现行的公开版本"


def test_a_reason_is_required():
    published()
    with pytest.raises(CommandError):
        run("withdraw_disclosure", "130303", "345001", "2021")
    with pytest.raises(CommandError, match="撤回公开须写明原因"):
        run("withdraw_disclosure", "130303", "345001", "2021", "--reason", " ")


def test_a_withdrawn_year_is_erased_by_two_people():
    published()
    published(document(safeguards="补充。"))
    place = ("130303", "345001", "2021")
    words = ("--reason", "含有国家秘密", "--names", "李四", "王五")
    with pytest.raises(CommandError, match="现行的公开版本不能清除，请先撤回公开"):
        run("erase_disclosure", *place, *words)
    run("withdraw_disclosure", *place, "--reason", "附件有误")
    assert run("erase_disclosure", *place, *words) == (
        "已依法清除：山海关区文化馆 2021年。指纹和各条链保留。请另行处理数据库文件中的残留和备份。"
    )
    assert [body.text for body in DisclosureBody.objects.all()] == ["", ""]


def test_a_region_is_registered_and_renamed():
    assert run("add_region", "130606", "莲池区") == "已登记：130606 莲池区"
    assert run("add_region", "130606", "莲池区（市辖区）") == "已登记：130606 莲池区（市辖区）"
    assert Region.objects.get(code="130606").name == "莲池区（市辖区）"


@pytest.mark.parametrize(
    ("code", "name", "message"),
    [
        ("13060", "莲池区", "区划代码是六位数字，如 130303。"),
        ("13060x", "莲池区", "区划代码是六位数字，如 130303。"),
        ("130606", " ", "此字段不能为空。"),
    ],
)
def test_a_region_that_is_none_is_refused(code, name, message):
    with pytest.raises(CommandError) as refused:
        run("add_region", code, name)
    assert str(refused.value) == message
    assert not Region.objects.filter(name="莲池区").exists()


def test_the_regions_that_readers_know_are_registered():
    assert [(region.code, region.name) for region in SEEDED] == list(Region.objects.values_list("code", "name"))
