"""Rows of six cells of a 绩效目标表 → its indicators, for both layouts."""

from disclosures.document.model import IndicatorRow, Problem
from disclosures.importers.project_sheet import PrintedCell
from disclosures.importers.refusal import Refused
from indicators.taxonomy import category_of, subcategory_of


def read_indicators(rows: list[list[PrintedCell]]) -> tuple[tuple[IndicatorRow, ...], list[Problem]]:
    """The indicators of a table's rows of six cells, merged level cells filled, and the problems in them."""
    indicators, problems, category, subcategory = [], [], "", ""
    for row in rows:
        line, texts = row[0].line, [cell.text for cell in row]
        if not any(texts):
            problems.append(Problem(line, "指标行全部空白"))
            continue
        if not any((*texts[:3], texts[4])):
            problems.append(Problem(line, "这一行没有三级指标和指标值，可能是上一行的续行，请核对"))
        category, subcategory = _levels(row, category, subcategory)
        indicators.append(IndicatorRow(category, subcategory, *texts[2:], line=line))
    return tuple(indicators), problems


def _levels(row: list[PrintedCell], category: str, subcategory: str) -> tuple[str, str]:
    """The level names of a row, as printed; a blank cell means "as above"."""
    printed_category, printed_subcategory = (squeeze_level(cell.text) for cell in row[:2])
    if printed_category and category_of(printed_category) is None:
        raise Refused(f"“{row[0].text}”不是一级指标的名称，这一行可能缺少或多出单元格", row[0].line)
    same = not printed_category or category_of(printed_category) == category_of(category)
    if not printed_subcategory and not same:
        raise Refused(f"“{printed_category}”后面没有写二级指标", row[1].line)
    category = printed_category or category
    subcategory = printed_subcategory or subcategory
    if not category:
        raise Refused("表中第一行指标没有写一级指标", row[0].line)
    if not subcategory or subcategory_of(subcategory, category_of(category)) is None:
        raise Refused(
            f"“{category}”下没有“{row[1].text or subcategory}”这个二级指标，这一行可能缺少或多出单元格", row[1].line
        )
    return category, subcategory


def squeeze_level(text: str) -> str:
    """A level name as printed, without blanks and line ends."""
    return "".join(text.split())
