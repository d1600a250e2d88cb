"""Every page says whose site it is and where to report an error in it; one name of the site everywhere."""

import re
from urllib.parse import parse_qs, urlsplit

import pytest
from django.core.exceptions import ValidationError
from django.test import Client

from disclosures.models import DisclosedOwner
from disclosures.publication.deploy_checks import site_owner_troubles
from disclosures.publication.publishing import withdraw
from disclosures.tests.builders import CHANGLI, document, project, published
from disclosures.tests.public.reading import read
from indicators.models import Region

pytestmark = pytest.mark.django_db

YEAR = "/130303/345001/2021/"
OF_THE_REGION = ["/130303/", "/130303/345001/", YEAR, YEAR + "1/", YEAR + "v1/", YEAR + "77/"]
OF_THE_SITE = ["/", "/about/", "/projects/", "/indicators/", "/projects/?year=2099", "/nothing/"]


def owner(region: str = "130303", name: str = "山海关区财政局", **fields) -> DisclosedOwner:
    values = {"contact": "电话 0335-0000000", "errors_to": "zhaocuo@example.gov.cn"} | fields
    return DisclosedOwner.objects.create(region=Region.objects.get(code=region), name=name, **values)


def owners(*addresses: str) -> set[str | None]:
    found = (re.search("主办单位：([^ ]+?局)", read(address).text) for address in addresses)
    return {one and one[1] for one in found}


def test_every_page_says_whose_it_is():
    published()
    owner(site_code="1303030001", filing_number="冀ICP备00000001号", security_number="冀公网安备13030300000001号")
    for address in OF_THE_REGION + OF_THE_SITE:
        text = read(address).text
        for words in ("山海关区财政局", "0335-0000000", "网站标识码 1303030001", "冀ICP备00000001号", "冀公网安备1303"):
            assert words in text


def test_the_pages_of_a_region_are_its_own_and_all_others_those_of_the_whole_site():
    published()
    published(document(project(1), region=CHANGLI))
    owner()
    owner("130322", "昌黎县财政局", main=True)
    assert owners(*OF_THE_REGION) == {"山海关区财政局"}
    assert owners(*OF_THE_SITE, "/130322/345001/2021/") == {"昌黎县财政局"}


def test_where_nobody_is_registered_no_owner_is_made_up():
    published()
    assert owners(*OF_THE_REGION, *OF_THE_SITE) == {None}


def test_an_error_is_reported_with_its_place():
    published()
    made = owner()
    letter = urlsplit(read(YEAR + "1/").links["找错"])
    assert (letter.scheme, letter.path) == ("mailto", "zhaocuo@example.gov.cn")
    assert parse_qs(letter.query)["body"][0].startswith(f"有差错的页面：http://testserver{YEAR}1/\r\n")
    made.errors_to = "https://zhaocuo.example.gov.cn/?site_code=1303030001&url={url}"
    made.save()
    address = read("/projects/", q="车辆").links["找错"]
    assert parse_qs(urlsplit(address).query)["url"] == ["http://testserver/projects/?q=%E8%BD%A6%E8%BE%86"]


@pytest.mark.parametrize("errors_to", ["", "办公室", "http://example.gov.cn/", "javascript:alert(1)", "a@b"])
def test_errors_go_to_a_letter_box_or_a_safe_address(errors_to):
    made = DisclosedOwner(region=Region.objects.get(code="130303"), name="某局", contact="电话", errors_to=errors_to)
    with pytest.raises(ValidationError) as refusal:
        made.full_clean()
    assert "errors_to" in refusal.value.message_dict


def test_an_owner_is_asked_for_before_the_site_serves(settings):
    assert [one.msg for one in site_owner_troubles()] == ["全站没有登记主办单位，页面上没有主办单位、联系方式和找错"]
    published()
    published(document(project(1), region=CHANGLI))
    assert [one.msg.partition("，")[0] for one in site_owner_troubles()] == [
        "全站没有登记主办单位",
        "山海关区没有登记主办单位",
        "昌黎县没有登记主办单位",
    ]
    first = owner(site_code="1303030001")
    assert [one.msg for one in site_owner_troubles()] == ["主办信息“山海关区财政局”没有填写备案号"]
    DisclosedOwner.objects.update(filing_number="冀ICP备00000001号")
    assert site_owner_troubles() == []
    owner("130322", "昌黎县财政局", site_code="1303220001", filing_number="冀ICP备00000002号")
    assert [one.msg.partition("，")[0] for one in site_owner_troubles()] == ["全站没有登记主办单位"]
    DisclosedOwner.objects.filter(pk=first.pk).update(main=True)
    assert site_owner_troubles() == []
    DisclosedOwner.objects.all().delete()
    settings.DEMO = True
    assert site_owner_troubles() == []


def test_one_name_of_the_site_everywhere(settings):
    settings.SITE_NAME = "山海关预算绩效"
    published()
    for address in [*OF_THE_REGION, *OF_THE_SITE]:
        page = read(address)
        assert page.title == "山海关预算绩效" if address == "/" else page.title.endswith(" - 山海关预算绩效")
        assert page.links["山海关预算绩效"] == "/"


def test_a_failure_bears_the_name_too(settings, monkeypatch):
    settings.SITE_NAME = "山海关<预算>"
    monkeypatch.setattr("disclosures.public.views.site.year_figures", lambda: 1 / 0)
    answer = Client(raise_request_exception=False).get("/").content.decode()
    assert "<title>系统暂时不能提供这个页面 - 山海关&lt;预算&gt;</title>" in answer


def test_a_withdrawn_page_is_its_regions_own():
    published()
    owner()
    withdraw("130303", "345001", 2021, "附件有误")
    assert owners(YEAR) == {"山海关区财政局"}
