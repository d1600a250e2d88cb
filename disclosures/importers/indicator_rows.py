"""Rows of six cells of a 绩效目标表 → its indicators, for both layouts."""

from disclosures.document.model import IndicatorRow, Problem
from disclosures.importers.project_sheet import PrintedCell
from disclosures.importers.refusal import Refused
from indicators.target_values import Kind, parse_target
from indicators.taxonomy import Category, category_of, subcategory_of

Row = list[PrintedCell]


class IndicatorRows:
    """The rows of a table as they come in, the rest of a row that a page or a line cuts joined to it.

    A row is such a rest where it has neither levels nor a value of its own, or where its levels are only the ends of
    the names above. `converted`: whether the text was made of a PDF, which prints the second level in every row and
    cuts rows; a row of a Word table that has a name may be an indicator whose value was left blank.
    """

    def __init__(self, converted: bool) -> None:
        self.converted = converted
        self.rows: list[Row] = []
        self.problems: list[Problem] = []

    def add(self, row: Row, below_heads: bool = False) -> None:
        """Take one more row of six cells; `below_heads` where the heads are printed again above it.

        Raises Refused where a row may as well be a new indicator as a rest.
        """
        if self.rows and any(cell.text for cell in row) and self._is_rest(row, below_heads):
            self.rows[-1] = [_joined(*pair) for pair in zip(self.rows[-1], row, strict=True)]
        else:
            self.rows.append(row)

    def _is_rest(self, row: Row, below_heads: bool) -> bool:
        above = self.rows[-1]
        if any(cell.text for cell in row[:2]):
            return _ends_levels(above, row)
        _, _, name, description, target, basis = (cell.text for cell in row)
        if name and description and target:
            return False
        has_value = parse_target(target).kind in (Kind.NUMBER, Kind.YES_NO) and not below_heads
        if name and has_value:
            return False
        may_be_cut = (below_heads or self.converted) and not (basis and basis == above[5].text)
        if has_value or (name and (target or not above[4].text or not may_be_cut)):
            raise Refused("无法判断这一行是新的指标，还是上一行的续行", row[0].line)
        if name:
            self.problems.append(Problem(row[0].line, f"“{name}”这一行没有指标值，已作为上一行的续行，请核对"))
        return True

    def read(self) -> tuple[tuple[IndicatorRow, ...], list[Problem]]:
        """The indicators, merged level cells filled, and the problems in them."""
        indicators, problems = _read(self.rows)
        return indicators, [*self.problems, *problems]


def _joined(above: PrintedCell, below: PrintedCell) -> PrintedCell:
    return PrintedCell(above.text + below.text, above.line)


def _ends_levels(above: Row, row: Row) -> bool:
    """Whether each level that a row prints is no level, but ends the name of one that begins in the row above."""
    pairs = [(squeeze_level(first.text), squeeze_level(rest.text)) for first, rest in zip(above, row, strict=True)]
    return all(
        not rest or (first and not is_level(rest) and is_level(first + rest))
        for (first, rest), is_level in zip(pairs[:2], (category_of, _is_subcategory), strict=True)
    )


def _is_subcategory(printed: str) -> bool:
    return any(subcategory_of(printed, category) for category in Category)


def _read(rows: list[Row]) -> tuple[tuple[IndicatorRow, ...], list[Problem]]:
    indicators, problems, category, subcategory = [], [], "", ""
    for row in rows:
        line, texts = row[0].line, [cell.text for cell in row]
        if not any(texts):
            problems.append(Problem(line, "指标行全部空白"))
            continue
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
