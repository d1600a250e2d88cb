"""The vocabulary of indicator levels: 一级指标 (Category), 二级指标 (Subcategory), and the schemes that bind them.

Source of the schemes: Hebei's templates to FY2020 and from FY2021, and the national circular of August 2021
that made 成本指标 a first level. A scheme binds what is entered; documents of the past keep their printed words.
"""

from enum import StrEnum


class Category(StrEnum):
    """一级指标"""

    OUTPUT = "output"
    OUTCOME = "outcome"
    SATISFACTION = "satisfaction"
    COST = "cost"


class Subcategory(StrEnum):
    """二级指标"""

    QUANTITY = "quantity"
    QUALITY = "quality"
    TIMELINESS = "timeliness"
    COST = "cost"
    ECONOMIC = "economic"
    SOCIAL = "social"
    ECOLOGICAL = "ecological"
    SUSTAINABILITY = "sustainability"
    SERVICE_RECIPIENT = "service_recipient"
    ECONOMIC_COST = "economic_cost"
    SOCIAL_COST = "social_cost"
    ECOLOGICAL_COST = "ecological_cost"


class Scheme(StrEnum):
    """Which level names a fiscal year offers at entry."""

    TO_2020 = "to_2020"
    FROM_2021 = "from_2021"
    COST_FIRST = "cost_first"


_OUTPUT = {
    Subcategory.QUANTITY: "数量指标",
    Subcategory.QUALITY: "质量指标",
    Subcategory.TIMELINESS: "时效指标",
}
_OUTCOME = {
    Subcategory.ECONOMIC: "经济效益指标",
    Subcategory.SOCIAL: "社会效益指标",
    Subcategory.ECOLOGICAL: "生态效益指标",
}
_SATISFACTION = ("满意度指标", {Subcategory.SERVICE_RECIPIENT: "服务对象满意度指标"})

#: scheme → category → (printed name, {subcategory: printed name}), in the order of the paper form.
SCHEMES: dict[Scheme, dict[Category, tuple[str, dict[Subcategory, str]]]] = {
    Scheme.TO_2020: {
        Category.OUTPUT: ("产出指标", _OUTPUT | {Subcategory.COST: "成本指标"}),
        Category.OUTCOME: ("效果指标", _OUTCOME | {Subcategory.SUSTAINABILITY: "可持续影响指标"}),
        Category.SATISFACTION: _SATISFACTION,
    },
    Scheme.FROM_2021: {
        Category.OUTPUT: ("产出指标", _OUTPUT | {Subcategory.COST: "成本指标"}),
        Category.OUTCOME: ("效益指标", _OUTCOME | {Subcategory.SUSTAINABILITY: "可持续影响指标"}),
        Category.SATISFACTION: _SATISFACTION,
    },
    Scheme.COST_FIRST: {
        Category.COST: (
            "成本指标",
            {
                Subcategory.ECONOMIC_COST: "经济成本指标",
                Subcategory.SOCIAL_COST: "社会成本指标",
                Subcategory.ECOLOGICAL_COST: "生态环境成本指标",
            },
        ),
        Category.OUTPUT: ("产出指标", _OUTPUT),
        Category.OUTCOME: ("效益指标", _OUTCOME),
        Category.SATISFACTION: _SATISFACTION,
    },
}

_COST_MOVED = {
    (Category.OUTPUT, Subcategory.COST): (Category.COST, Subcategory.ECONOMIC_COST),
    (Category.COST, Subcategory.ECONOMIC_COST): (Category.OUTPUT, Subcategory.COST),
}

_CATEGORY_ALIASES = {
    "产出": Category.OUTPUT,
    "效益": Category.OUTCOME,
    "效果": Category.OUTCOME,
    "满意度": Category.SATISFACTION,
    "成本": Category.COST,
}

_SUBCATEGORY_ALIASES = {
    Category.OUTPUT: {
        "数量": Subcategory.QUANTITY,
        "质量": Subcategory.QUALITY,
        "时效": Subcategory.TIMELINESS,
        "成本": Subcategory.COST,
    },
    Category.OUTCOME: {
        "经济效益": Subcategory.ECONOMIC,
        "社会效益": Subcategory.SOCIAL,
        "生态效益": Subcategory.ECOLOGICAL,
        "可持续影响": Subcategory.SUSTAINABILITY,
        "经济": Subcategory.ECONOMIC,
        "社会": Subcategory.SOCIAL,
        "生态": Subcategory.ECOLOGICAL,
        "可持续": Subcategory.SUSTAINABILITY,
    },
    Category.SATISFACTION: {
        "服务对象满意度": Subcategory.SERVICE_RECIPIENT,
        "满意度": Subcategory.SERVICE_RECIPIENT,
    },
    Category.COST: {
        "经济成本": Subcategory.ECONOMIC_COST,
        "社会成本": Subcategory.SOCIAL_COST,
        "生态环境成本": Subcategory.ECOLOGICAL_COST,
        "生态成本": Subcategory.ECOLOGICAL_COST,
    },
}


def scheme_for_year(year: int) -> Scheme:
    """The scheme a fiscal year uses unless its region says otherwise (domain: to 2020, 2021, from 2022)."""
    if year <= 2020:
        return Scheme.TO_2020
    return Scheme.FROM_2021 if year == 2021 else Scheme.COST_FIRST


def levels_in(scheme: Scheme, category: Category, subcategory: Subcategory) -> tuple[str, str] | None:
    """一级指标 and 二级指标 as a scheme prints them, or None where it has no place for them.

    Cost moves with the circular of August 2021: 产出—成本 and 成本—经济成本 are one level under two schemes.
    """
    moved = _COST_MOVED.get((category, subcategory))
    for first, second in ((category, subcategory), *([moved] if moved else [])):
        printed, children = SCHEMES[scheme].get(first, ("", {}))
        if second in children:
            return printed, children[second]
    return None


def level_across_schemes(printed: str) -> str:
    """A printed 二级指标 as it is compared over years, without 指标: 经济成本 is what was 成本 before (`levels_in`)."""
    stem = _stem(printed)
    return "成本" if stem == "经济成本" else stem


def category_of(printed: str) -> Category | None:
    """The category a printed 一级指标 names ("效果指标" → OUTCOME), or None where it names none."""
    return _CATEGORY_ALIASES.get(_stem(printed))


def subcategory_of(printed: str, category: Category | None) -> Subcategory | None:
    """The subcategory a printed 二级指标 names under its category, or None where it does not belong there."""
    return _SUBCATEGORY_ALIASES[category].get(_stem(printed)) if category else None


def _stem(printed: str) -> str:
    return "".join(printed.split()).removesuffix("指标")
