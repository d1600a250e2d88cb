"""What the lists let choose besides places, in words: levels, kinds of target, amount bands."""

from indicators.amount_bands import AMOUNT_BANDS, WITHOUT_AMOUNT
from indicators.target_values import Kind
from indicators.taxonomy import SCHEMES, Category, Subcategory


def level_names() -> dict[Category, tuple[str, dict[Subcategory, str]]]:
    """Every level of every scheme under its newest name, in the order of the paper form."""
    names: dict[Category, tuple[str, dict[Subcategory, str]]] = {}
    for levels in SCHEMES.values():
        for category, (name, subcategories) in levels.items():
            names[category] = (name, names.get(category, ("", {}))[1] | subcategories)
    return names


LEVEL_CHOICES = [
    (name, [(category.value, f"{name}（全部）"), *((f"{category}.{key}", words) for key, words in below.items())])
    for category, (name, below) in level_names().items()
]


KINDS = {
    Kind.NUMBER: "数值",
    Kind.YES_NO: "是否完成",
    Kind.BANDS: "分档",
    Kind.SCORING: "评分",
    Kind.WORDS: "文字说明",
    Kind.BLANK: "未填",
    Kind.WITHHELD: "不公开",
    Kind.UNKNOWN: "其他",
}
BANDS = {band.key: band.name for band in AMOUNT_BANDS} | {WITHOUT_AMOUNT: "未列预算"}
