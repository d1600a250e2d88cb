"""What must hold of every public page at every width and on paper, with long names and large amounts.

Nothing overflows, no number breaks inside, no column of amounts is cut without a sign, paper shows the official table.
"""

from dataclasses import replace
from decimal import Decimal

import pytest

from disclosures.models import DisclosedOwner
from disclosures.publication.publishing import withdraw
from disclosures.tests import cast
from disclosures.tests.browser.test_public_pages import LONG
from disclosures.tests.builders import document, indicator, project, published, withheld_project
from disclosures.tests.rosters import roster, unit

pytestmark = pytest.mark.django_db(transaction=True)

YEAR = "/130303/345001/2021/"
ADDRESSES = [
    "/",
    "/about/",
    "/api/v1/",
    "/projects/",
    "/projects/?q=没有",
    "/search/?q=图书",
    "/search/?q=没有",
    "/projects/?year=2099&department=130303-999999",
    "/projects/?sort=-total&amount_min=1",
    "/indicators/",
    "/130303/",
    "/130303/345001/",
    "/130303/345002/",
    YEAR,
    YEAR + "v1/",
    YEAR + "v2/changes/",
    YEAR + "1/",
    YEAR + "2/",
    YEAR + "3/",
    YEAR + "9/",
    YEAR + "beside/",
    YEAR + "beside/130303/345001/2020/",
    YEAR + "v2/beside/v1/",
    YEAR + "checks/",
    "/130303/2021/",
    "/130303/2020/?sort=-amount",
    "/130303/2020/indicators/数量/培训人数/?unit=345001",
    f"/130303/345001/projects/{LONG}/",
    f"/130303/345001/projects/{LONG}/indicators/数量/{LONG}/",
    "/130303/345001/projects/图书馆购书/indicators/数量/培训人数/",
    "/chain/",
    "/glossary/",
    "/130303/345001/2014/",
    "/nowhere/",
]
WIDTHS = (320, 390, 768, 912, 1366)
#: Between the margins of an A4 page, in CSS pixels: 210 mm less twice the margin.
PAPER = {margin: int((210 - 2 * margin) / 25.4 * 96) for margin in (10, 12.7, 20)}
LARGE = {"total": Decimal("1234567890.12"), "fiscal_funds": Decimal("1234567890.12"), "other_funds": Decimal("0")}

COMPLAINTS = """() => {
  const complaints = [];
  const page = document.documentElement;
  if (page.scrollWidth > page.clientWidth) complaints.push(`the page is ${page.scrollWidth} px wide`);
  const walker = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
  for (let node = walker.nextNode(); node; node = walker.nextNode()) {
    const cell = node.parentElement;
    if (cell.closest(".code, .hash, .visually-hidden, script, title")) continue;
    for (const found of node.data.matchAll(/[0-9][0-9,.]*[0-9]%?/g)) {
      if (/^[0-9]{15,}$/.test(found[0])) continue; // a code, no number
      const range = document.createRange();
      range.setStart(node, found.index);
      range.setEnd(node, found.index + found[0].length);
      const tops = new Set([...range.getClientRects()].map((box) => Math.round(box.top)));
      if (tops.size > 1) complaints.push(`${found[0]} stands on ${tops.size} lines`);
      const frame = cell.closest(".scroll");
      const box = range.getBoundingClientRect();
      if (!frame || !box.width || frame.hasAttribute("data-scrolls")) continue;
      if (box.right > frame.getBoundingClientRect().right + 1) complaints.push(`${found[0]} is cut`);
    }
  }
  for (const frame of document.querySelectorAll(".scroll")) {
    const said = getComputedStyle(frame, "::before").content.includes("左右滑动");
    const scrolls = getComputedStyle(frame).overflowX !== "visible" && frame.scrollWidth > frame.clientWidth + 1;
    if (scrolls !== said) complaints.push(`${frame.ariaLabel}: ${scrolls ? "cut without" : "whole, yet has"} a sign`);
    if (scrolls !== (frame.tabIndex === 0)) complaints.push(`${frame.ariaLabel}: a tab stop is ${frame.tabIndex}`);
  }
  return complaints;
}"""


@pytest.fixture
def site(live_server):
    """Eight years with large amounts, one withdrawn, a roster, an owner, two versions, long names and long targets."""
    rows = [indicator(LONG, f"≥12345678.9{number}元/平方米", description=LONG) for number in range(30)]
    first = document(
        project(1, LONG, indicators=tuple(rows), **LARGE), withheld_project(2, LONG), project(3, "夜校", **LARGE)
    )
    for year in range(2014, 2021):
        published(document(project(1, **LARGE), project(2, LONG, **LARGE), fiscal_year=year))
    published(first)
    published(replace(first, projects=(first.projects[0], project(4, LONG, **LARGE))))
    withdraw("130303", "345001", 2014, "附件有误")
    roster(2021, unit(name=LONG), unit("345002", LONG), unit("345003", "某馆", excused_reason=LONG))
    words = {"name": "秦皇岛市山海关区财政局", "contact": "电话 0335-0000000", "errors_to": "a@example.gov.cn"}
    DisclosedOwner.objects.create(region=cast.shanhaiguan(), filing_number="冀ICP备00000000号", **words)
    return live_server.url


def complaints(page, site, addresses=ADDRESSES, without="") -> dict[str, list[str]]:
    """What is wrong with each page, `without` some of its elements; pages in order are left out."""
    found = {}
    for address in addresses:
        page.goto(site + address)
        page.evaluate("some => some && document.querySelectorAll(some).forEach((one) => one.remove())", without)
        page.evaluate("new Promise((drawn) => requestAnimationFrame(() => requestAnimationFrame(drawn)))")
        if said := page.evaluate(COMPLAINTS):
            found[address] = said[:5]
    return found


def test_every_page_at_every_width(site, page):
    found = {}
    for width in WIDTHS:
        page.set_viewport_size({"width": width, "height": 900})
        found[width] = complaints(page, site)
    assert found == {width: {} for width in WIDTHS}


def test_every_page_on_paper(site, page):
    page.emulate_media(media="print")
    found = {}
    for margin, width in PAPER.items():
        page.set_viewport_size({"width": width, "height": 1000})
        found[margin] = complaints(page, site)
    # tab stops and signs are for the screen
    said = [one for margin in found.values() for page in margin.values() for one in page if "tab stop" not in one]
    assert said == []


@pytest.mark.parametrize("margin", PAPER)
def test_paper_shows_the_official_table_with_its_levels_named(site, page, margin):
    page.emulate_media(media="print")
    page.set_viewport_size({"width": PAPER[margin], "height": 1000})
    page.goto(f"{site}{YEAR}1/")
    drawn = "one => getComputedStyle(document.querySelector(one)).display"
    assert [page.evaluate(drawn, one) for one in (".form", ".indicators", ".indicators thead", ".indicators tr")] == [
        "table",
        "table",
        "table-header-group",
        "table-row",
    ]
    named = page.locator(".card-level:visible").all_inner_texts()
    assert named == ["产出指标 › 数量指标"] * 29
    assert page.evaluate(drawn, ".site-foot") == page.evaluate(drawn, ".plan") == "none"
    assert page.locator(".site-head").get_by_text("主办单位：秦皇岛市山海关区财政局").is_visible()
    right = "one => document.querySelector(one).getBoundingClientRect().right"
    assert page.evaluate(right, ".form") < PAPER[margin] and page.evaluate(right, ".indicators") < PAPER[margin]


def test_without_a_script_nothing_overflows(site, browser):
    with browser.new_context(java_script_enabled=False, viewport={"width": 390, "height": 844}) as context:
        page = context.new_page()
        for address in ADDRESSES:
            page.goto(site + address)
            assert page.evaluate("document.documentElement.scrollWidth") == 390
