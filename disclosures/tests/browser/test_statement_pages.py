"""The public pages of budget statements at every width and on paper, with long names and amounts of twelve digits."""

from dataclasses import replace
from decimal import Decimal

import pytest

from disclosures.document.model import BudgetStatement, DepartmentRef
from disclosures.document.statement_kinds import BALANCE, EXPLANATION_TABLES, THREE_PUBLIC, kind_of
from disclosures.document.statement_shapes import ColumnKind
from disclosures.tests import statements
from disclosures.tests.browser.test_layout import PAPER, WIDTHS, complaints
from disclosures.tests.browser.test_public_pages import LONG
from disclosures.tests.builders import document, published
from disclosures.tests.consistent_statements import Budget, statements_of
from disclosures.tests.rosters import roster, unit
from indicators.money import YUAN

pytestmark = pytest.mark.django_db(transaction=True)

YEAR = "/130303/345001/2021/"
ADDRESSES = [
    "/",
    "/130303/",
    "/130303/345001/",
    YEAR,
    YEAR + "statements/",
    YEAR + "v1/statements/",
    YEAR + "v2/changes/",
    YEAR + "statements/beside/130303/345001/2020/",
    YEAR + "statements/beside/130303/345002/2021/",
    YEAR + "statements/beside/130303/345003/2021/",
    "/130303/2021/sums/",
    f"/130303/2021/sums/?kind={BALANCE.kind}",
    f"/130303/2021/sums/?kind={THREE_PUBLIC.kind}",
    "/130303/2021/sums/?kind=nothing",
    "/subjects/",
    "/subjects/?kind=expenditure&sort=-amount",
    "/glossary/",
]
#: The same as PAPER for a page that is printed across.
LANDSCAPE = {margin: int((297 - 2 * margin) / 25.4 * 96) for margin in (10, 12.7, 20)}
LARGE = Decimal("123456789012.30")


def whole(amount: Decimal = LARGE) -> tuple[BudgetStatement, ...]:
    """All twelve statements of a unit, in yuan, with a subject of a very long name."""
    budget = Budget(
        {
            ("general_public", "2070109", "basic"): amount,
            ("general_public", "2080711", "projects"): amount,
            ("government_fund", "2120801", "projects"): amount,
            ("state_capital", "2230101", "projects"): amount,
        },
        {("operations", "2070109"): amount},
        {"2070109": amount},
        {},
        {},
        {("30101", "staff"): amount},
        {(8, "general_public"): amount},
        (amount, amount),
    )
    return tuple(map(placed, map(with_long_names, statements_of(budget, YUAN))))


def placed(statement: BudgetStatement) -> BudgetStatement:
    """The statement; a table of the explanation in its first section, procurement with a row of everything."""
    if kind_of(statement.kind) not in EXPLANATION_TABLES:
        return statement
    texts = {ColumnKind.TEXT: LONG, ColumnKind.COUNT: "1200", ColumnKind.AMOUNT: f"{LARGE:,.2f}"}
    filled = tuple(texts.get(column.kind, LONG) for column in kind_of(statement.kind).columns)
    rows = statement.rows or (filled,)
    return replace(statement, section=1, paragraph=1, rows=rows, notes=())


def with_long_names(statement: BudgetStatement) -> BudgetStatement:
    """The statement with its amounts grouped and its lowest subjects called by a very long name."""
    kinds = [column.kind for column in kind_of(statement.kind).columns]
    rows = (tuple(map(lengthened, kinds, row)) for row in statement.rows)
    return replace(statement, rows=tuple(rows))


def lengthened(kind: ColumnKind, text: str) -> str:
    """A cell as an unkind unit fills it."""
    if kind == ColumnKind.AMOUNT and text:
        return f"{Decimal(text):,.2f}"
    return LONG if kind == ColumnKind.SUBJECT_NAME and len(text) == len("科目2070109") else text


@pytest.fixture
def site(live_server):
    """Two years and two versions of a unit; one in 万元, one with an empty statement only, one due and absent."""
    explained = statements.EXPLANATIONS
    smaller = whole(LARGE / 2)
    published(document(statements=smaller, explanations=explained, fiscal_year=2020))
    published(document(statements=smaller[1:], explanations=explained))
    published(document(statements=whole(), explanations=explained))
    neighbour = DepartmentRef("345002", LONG)
    published(document(statements=statements.statements(), explanations=explained, department=neighbour))
    published(document(statements=(statements.empty(),), department=DepartmentRef("345003", "山海关区少年宫")))
    roster(2021, unit(name=LONG), unit("345004", LONG))
    return live_server.url


@pytest.mark.parametrize("width", WIDTHS)
def test_every_page_at_every_width(site, page, width):
    page.set_viewport_size({"width": width, "height": 900})
    assert complaints(page, site, ADDRESSES) == {}


@pytest.mark.parametrize("margin", PAPER)
def test_every_page_on_paper(site, page, margin):
    """What is marked as wide is printed across, on a page of its own."""
    page.emulate_media(media="print")
    for width, hidden in ((PAPER[margin], ":is(section, div).wide"), (LANDSCAPE[margin], "")):
        page.set_viewport_size({"width": width, "height": 1000})
        found = complaints(page, site, ADDRESSES, hidden)
        # signs and tab stops are for the screen
        assert {at: said for at, said in found.items() if not all("tab stop" in one for one in said)} == {}


def test_paper_shows_tables_not_cards(site, page):
    page.emulate_media(media="print")
    page.set_viewport_size({"width": PAPER[20], "height": 1000})
    drawn = "one => getComputedStyle(document.querySelector(one)).display"
    for address, table in (
        (ADDRESSES[6], ".cell-changes"),
        (ADDRESSES[8], ".pairs-table"),
        (ADDRESSES[4], ".statement"),
    ):
        page.goto(site + address)
        assert [page.evaluate(drawn, f"{table} {part}") for part in ("thead", "tbody tr", "tbody td")] == [
            "table-header-group",
            "table-row",
            "table-cell",
        ]
