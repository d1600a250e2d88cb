"""The desk of the superuser: regions, departments and years to keep, disclosures to look at."""

from datetime import date

import pytest
from django.contrib.auth import get_user_model
from django.urls import reverse

from disclosures.models import DisclosedYear, Disclosure
from disclosures.tests import cast
from disclosures.tests.builders import published
from indicators.models import Department, FiscalYear, Region

PASSWORD = "山海关外-第一楼"


@pytest.fixture
def administrator(db):
    return get_user_model().objects.create_superuser("zhou", password=PASSWORD, must_change_password=False)


@pytest.fixture
def desk(client, administrator):
    client.force_login(administrator)
    return client


def known_year(region_code: str, year: int) -> dict:
    """What the public may know of a year."""
    shown = DisclosedYear.objects.get(region_code=region_code, fiscal_year=year)
    return {"name": shown.region_name, "due": shown.departments_due, "deadline": shown.publication_due_on}


def test_strangers_are_sent_to_the_log_in(client, db):
    answer = client.get("/admin/disclosures/disclosure/")
    assert (answer.status_code, answer.url) == (302, "/admin/login/?next=/admin/disclosures/disclosure/")


def test_the_first_page_is_chinese_and_lists_what_there_is_to_keep(desk):
    page = desk.get("/admin/").content.decode()
    for words in ("绩效公开", "财政区划", "单位", "预算年度", "公开版本"):
        assert words in page


@pytest.mark.parametrize("model", ["indicators_region", "indicators_department", "indicators_fiscalyear"])
def test_lists_need_a_constant_number_of_queries(desk, model, django_assert_max_num_queries):
    region = Region.objects.get(code="130303")
    for number in range(20):
        Department.objects.create(region=region, code=f"{300001 + number}", name=f"第{number}所")
        FiscalYear.objects.create(region=region, year=2001 + number, scheme="from_2021")
    with django_assert_max_num_queries(10):
        assert desk.get(reverse(f"admin:{model}_changelist")).status_code == 200


def test_a_disclosure_is_looked_at_with_its_text_and_hash(desk):
    disclosure = published()
    page = desk.get(f"/admin/disclosures/disclosure/{disclosure.pk}/change/").content.decode()
    assert disclosure.body.sha256 in page
    assert 'name="_save"' not in page


def test_a_disclosure_is_neither_added_changed_nor_deleted(desk):
    disclosure = published()
    address = f"/admin/disclosures/disclosure/{disclosure.pk}"
    assert desk.get("/admin/disclosures/disclosure/add/").status_code == 403
    assert desk.post(f"{address}/change/", {"region_name": "别处"}).status_code == 403
    assert desk.post(f"{address}/delete/", {"post": "yes"}).status_code == 403
    assert Disclosure.objects.get().region_name == disclosure.region_name


@pytest.mark.parametrize("model", [Region, Department, FiscalYear])
def test_nothing_that_has_plans_is_deleted(desk, model):
    disclosure = published()
    plan = disclosure.submission.plan
    row = {Region: plan.department.region, Department: plan.department, FiscalYear: plan.fiscal_year}[model]
    desk.post(reverse(f"admin:indicators_{model._meta.model_name}_delete", args=[row.pk]), {"post": "yes"})
    assert model.objects.filter(pk=row.pk).exists()


def test_codes_stay_as_they_were_given(desk):
    region = Region.objects.get(code="130303")
    desk.post(f"/admin/indicators/region/{region.pk}/change/", {"code": "999999", "name": "山海关"})
    assert Region.objects.filter(pk=region.pk).values_list("code", "name").get() == ("130303", "山海关")


def test_a_region_code_has_six_digits(desk):
    page = desk.post("/admin/indicators/region/add/", {"code": "13033", "name": "某区"}).content.decode()
    assert "区划代码是六位数字，如 130303。" in page


def test_the_public_learns_of_a_new_deadline_name_and_department(desk):
    plan = published().submission.plan
    region, year = plan.department.region, plan.fiscal_year
    desk.post(
        f"/admin/indicators/fiscalyear/{year.pk}/change/",
        {"scheme": year.scheme, "approved_on": "2021-03-01"},
    )
    desk.post(f"/admin/indicators/region/{region.pk}/change/", {"name": "山海关古城区"})
    desk.post(
        "/admin/indicators/department/add/", {"region": region.pk, "code": "346001", "name": "文物所", "active": "on"}
    )
    assert known_year(region.code, year.year) == {"name": "山海关古城区", "due": None, "deadline": date(2021, 3, 21)}


def test_a_year_entered_by_mistake_goes_without_a_trace(desk):
    region = Region.objects.get(code="130322")
    desk.post("/admin/indicators/fiscalyear/add/", {"region": region.pk, "year": "2032", "scheme": "cost_first"})
    assert known_year("130322", 2032) == {"name": "昌黎县", "due": None, "deadline": None}
    desk.post(f"/admin/indicators/fiscalyear/{FiscalYear.objects.get().pk}/delete/", {"post": "yes"})
    assert not FiscalYear.objects.exists()
    assert not DisclosedYear.objects.exists()


def log_in(page, server):
    page.goto(f"{server.url}/admin/")
    page.get_by_label("用户名").fill("zhou")
    page.get_by_label("密码").fill(PASSWORD)
    page.get_by_role("button", name="登录").click()


def test_the_desk_works_under_the_strict_policy(live_server, page, administrator):
    """Log-in, list, filters, forms with the date widget and a read-only page; the page fixture watches the policy."""
    published()
    log_in(page, live_server)
    page.get_by_role("link", name="预算年度").first.click()
    page.get_by_role("link", name="增加 预算年度").click()
    page.get_by_label("财政区划").select_option(label="130322 昌黎县")
    page.locator("#id_year").fill("2023")
    page.get_by_label("指标体系").select_option("cost_first")
    page.locator(".fieldBox.field-approved_on .date-icon").click()
    page.locator(".calendarbox:visible").get_by_role("link", name="15").click()
    page.get_by_role("link", name="今天").last.click()
    page.get_by_role("button", name="保存", exact=True).click()
    assert "2023" in page.locator(".messagelist").inner_text()
    kept = FiscalYear.objects.get(year=2023)
    assert (kept.region.code, kept.approved_on.day, kept.publication_deadline) == ("130322", 15, date.today())
    page.goto(f"{live_server.url}/admin/disclosures/disclosure/?current__exact=1")
    page.get_by_role("link", name=Disclosure.objects.get().department_name).click()
    assert Disclosure.objects.get().body.sha256 in page.locator(".field-sha256").inner_text()


def test_a_form_fits_a_small_screen(live_server, page, administrator):
    page.set_viewport_size({"width": 1366, "height": 768})
    log_in(page, live_server)
    page.goto(f"{live_server.url}/admin/indicators/fiscalyear/add/")
    assert page.evaluate("document.documentElement.scrollWidth") <= 1366


def test_eight_wrong_passwords_close_the_door_in_chinese(client, administrator):
    for _ in range(8):
        answer = client.post("/admin/login/", {"username": "zhou", "password": "猜的"})
    assert answer.status_code == 429
    assert "登录已暂时锁定" in answer.content.decode()
    answer = client.post("/admin/login/", {"username": "zhou", "password": PASSWORD})
    assert answer.status_code == 429


#: A day of a year that no calendar of ours has, a number without end, no number at all.
MANY = "9" * 40
ODD = ["at__year=10000", "at__year=0", f"at__year={MANY}", "at__month=13", "at__gte=x", f"o={MANY}", f"p={MANY}"]


@pytest.mark.parametrize("query", ODD)
@pytest.mark.parametrize("model", ["submissionevent", "planchange"])
def test_an_odd_question_to_a_list_is_no_error(client, db, model, query):
    published()
    client.force_login(cast.wang())
    assert client.get(f"/admin/disclosures/{model}/?{query}", follow=True).status_code == 200


@pytest.mark.parametrize("query", [one.replace("at__", "published_at__") for one in ODD])
def test_an_odd_question_to_the_list_of_versions_is_no_error(desk, query):
    published()
    assert desk.get(f"/admin/disclosures/disclosure/?{query}", follow=True).status_code == 200


@pytest.mark.parametrize(("chosen", "status"), [("x", 400), ("", 400), ("1.5", 400), (MANY, 400), ("7" * 18, 200)])
def test_an_action_with_a_row_that_cannot_be_is_refused(desk, chosen, status):
    typed = {"action": "delete_selected", "_selected_action": chosen}
    assert desk.post("/admin/indicators/department/", typed).status_code == status
