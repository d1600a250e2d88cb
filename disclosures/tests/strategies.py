"""Documents that the official Word layout can hold, for property tests.

The limits are those of `exports.as_word_text.word_text`, stated there in words.
"""

from decimal import Decimal

from hypothesis import strategies as st

from disclosures.document.model import (
    PLAN_MONTHS,
    Checkpoint,
    DepartmentRef,
    Document,
    DutySection,
    IndicatorRow,
    ObjectivePair,
    ProjectSheet,
    RegionRef,
)
from indicators.money import TEN_THOUSAND, UNITS
from indicators.taxonomy import SCHEMES

REGIONS = (
    RegionRef("130302", "海港区"),
    RegionRef("130303", "山海关区"),
    RegionRef("130321", "青龙满族自治县"),
    RegionRef("130371", "秦皇岛经济技术开发区"),
)
#: No character of a label, a heading or a number; texts are made of these and end as sentences do.
_WORDS = (
    "的一是在不了有和人这中大为上国我以要他来用们生到作地于出就分对成会可主发动同工也能下过子说产种面而方后多定行学法所"
    "民得经进着等车辆保险办公设备维护宣传培训会议满意率项资金"
)
_SIGNS = "，；：“”（）《》%≥-·"
_CODE = "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZ"


@st.composite
def phrases(draw, longest: int = 12) -> str:
    """A few words within one line: neither blank nor signs at the ends, no digits."""
    inner = draw(st.text(_WORDS + _SIGNS + " ", max_size=longest))
    first, last = draw(st.sampled_from(_WORDS)), draw(st.sampled_from(_WORDS))
    return f"{first}{inner}{last}"


def sentences() -> st.SearchStrategy[str]:
    """A line of running text."""
    return phrases(30).map(lambda words: f"{words}。")


def paragraphs(least: int = 0) -> st.SearchStrategy[str]:
    """Running text of several lines."""
    return st.lists(sentences(), min_size=least, max_size=3).map("\n".join)


def optional(texts: st.SearchStrategy[str]) -> st.SearchStrategy[str]:
    """A text or nothing."""
    return st.one_of(st.just(""), texts)


def targets() -> st.SearchStrategy[str]:
    """指标值 as printed: signs, numbers, units, words, rating bands over several lines."""
    number = st.builds("{}{}{}".format, st.sampled_from(("≥", "≤", "=", "", "≧ ")), st.integers(0, 10**6), phrases(2))
    percent = st.integers(0, 100).map(lambda value: f"≥{value}%")
    bands = st.just("≧90%为优；80%-90%为良；\n70%-80%为中；\n70%以下为差。")
    return st.one_of(number, percent, bands, st.just("是/否"), phrases())


def levels() -> st.SearchStrategy[tuple[str, str]]:
    """一级指标 and 二级指标 of any scheme."""
    return st.sampled_from(
        sorted(
            {
                (category, subcategory)
                for scheme in SCHEMES.values()
                for category, children in scheme.values()
                for subcategory in children.values()
            }
        )
    )


@st.composite
def indicators(draw) -> IndicatorRow:
    category, subcategory = draw(levels())
    return IndicatorRow(
        category,
        subcategory,
        name=draw(phrases()),
        description=draw(optional(phrases())),
        target=draw(optional(targets())),
        basis=draw(optional(phrases())),
    )


def spending_plans() -> st.SearchStrategy[tuple[Checkpoint, ...] | None]:
    """None, or four checkpoints of which some may be blank."""
    percent = st.one_of(st.none(), st.decimals(0, 100, places=2))
    return st.one_of(
        st.none(),
        st.tuples(*(percent.map(lambda value, month=month: Checkpoint(month, value)) for month in PLAN_MONTHS)),
    )


def amounts(unit: str) -> st.SearchStrategy[Decimal | None]:
    """An amount as its unit allows, or none."""
    return st.one_of(st.none(), st.decimals(0, 10**9, places=6 if unit == TEN_THOUSAND else 2))


@st.composite
def projects(draw, number: int, department: DepartmentRef, code: str) -> ProjectSheet:
    unit = draw(st.sampled_from(UNITS))
    return ProjectSheet(
        number=number,
        name=draw(phrases()),
        code=code,
        money_unit=unit,
        unit_code=department.code,
        unit_name=department.name,
        total=draw(amounts(unit)),
        fiscal_funds=draw(amounts(unit)),
        other_funds=draw(amounts(unit)),
        purpose=draw(paragraphs()),
        spending_plan=draw(spending_plans()),
        objectives=tuple(draw(st.lists(sentences(), max_size=4))),
        indicators=tuple(draw(st.lists(indicators(), min_size=1, max_size=8))),
    )


def duties() -> st.SearchStrategy[DutySection]:
    """The shapes of a duty that have a title: labelled paragraphs, running text, numbered pairs."""
    title = phrases().map(lambda words: words.replace("：", "，").replace("；", "，"))
    labelled = st.builds(
        DutySection,
        title=title,
        responsibilities=optional(sentences()),
        duty_goal=optional(sentences()),
        objective=sentences(),
        indicators=optional(sentences()),
        rating_bands=optional(sentences()),
    )
    pairs = st.lists(
        st.builds(ObjectivePair, sentences(), st.lists(sentences(), min_size=1, max_size=3).map(tuple)),
        min_size=1,
        max_size=3,
    )
    return st.one_of(
        labelled,
        st.builds(DutySection, title=title, text=paragraphs(1)),
        st.builds(DutySection, title=title, pairs=pairs.map(tuple)),
    )


@st.composite
def documents(draw, most_projects: int = 3) -> Document:
    """Any document that the Word layout can hold."""
    region = draw(st.sampled_from(REGIONS))
    department = DepartmentRef(f"{draw(st.integers(100, 999))}001", draw(phrases()))
    year = draw(st.integers(2018, 2030))
    tails = draw(st.lists(st.text(_CODE, min_size=13, max_size=13), min_size=1, max_size=most_projects, unique=True))
    sheets = [
        draw(projects(number, department, f"{region.code}{year % 100:02}{tail}"))
        for number, tail in enumerate(tails, 1)
    ]
    return Document(
        region=region,
        department=department,
        fiscal_year=year,
        money_unit=sheets[0].money_unit,
        overall_objective=draw(paragraphs()),
        duties=tuple(draw(st.lists(duties(), max_size=4))),
        safeguards=draw(paragraphs()),
        projects=tuple(sheets),
    )
