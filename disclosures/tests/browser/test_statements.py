"""A clerk enters the budget statements in a real browser: with keys alone, and with blocks from Excel."""

import pytest
from playwright.sync_api import Page, expect

from disclosures.document.statement_kinds import BUDGET_STATEMENTS, kind_of
from disclosures.document.statement_rows import statement_of
from disclosures.models import Submission
from disclosures.plans.from_rows import assemble
from disclosures.tests.browser.test_clerks_day import enter
from disclosures.tests.builders import document
from disclosures.tests.stages import draft, some

pytestmark = pytest.mark.django_db(transaction=True)


@pytest.fixture
def submission(transactional_db):
    some("li")
    return draft(document())


def stored(submission: Submission, kind: str):
    return statement_of(assemble(submission), kind_of(kind))


def open_statement(page: Page, site: str, submission: Submission, kind: str) -> None:
    page.goto(f"{site}/admin/plans/{submission.pk}/statements/{kind}/")
    expect(page.locator("html.scripted")).to_be_attached()


def save(page: Page) -> None:
    page.keyboard.press("Control+s")
    expect(page.get_by_text("已保存。", exact=True)).to_be_visible()


@pytest.mark.parametrize(("width", "dark"), [(390, False), (768, False), (1366, False), (1366, True)])
def test_no_statement_scrolls_the_page_sideways(submission, live_server, browser, width, dark):
    scheme = "dark" if dark else "light"
    with browser.new_context(viewport={"width": width, "height": 900}, color_scheme=scheme) as context:
        page = context.new_page()
        enter(page, live_server.url, "li")
        plan = f"{live_server.url}/admin/plans/{submission.pk}/statements/"
        for address in (plan, *(f"{plan}{kind.kind}/" for kind in BUDGET_STATEMENTS)):
            page.goto(address)
            page.screenshot(path=f"/tmp/w/shot-{width}{scheme}-{address.split('/')[-2]}.png", full_page=True)
            assert (address, page.evaluate("document.documentElement.scrollWidth")) == (address, width)
