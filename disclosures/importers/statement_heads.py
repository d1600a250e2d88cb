"""What announces a budget statement: its title, and the rows of its head."""

import re
from collections.abc import Sequence
from functools import lru_cache

from disclosures.document.statement_heads import COLUMN_NUMBERS
from disclosures.document.statement_kinds import EXPLANATION_TABLES, KINDS
from disclosures.document.statement_shapes import Column, StatementKind
from disclosures.importers.cleaning import squeeze

_LONGEST_TITLE = 90
_QUOTES = re.compile("[“”\"'‘’「」『』]")
_CONTINUED = re.compile(r"(?:\(续表?\)|续表?|:)$")
_NUMBERED = r"(?:附?表?(?:[一二三四五六七八九十]{1,3}|[0-9]{1,2})[、.:]?)?"
_UNIT_AND_YEAR = r"[^。;,:见]{0,60}"
_STATEMENT_PREFIX = re.compile(rf"{_NUMBERED}{_UNIT_AND_YEAR}")
#: A numeral in front opens a section of the explanation: 六、政府采购预算.
_TABLE_PREFIX = re.compile(r"[^。;,:见、.及和与]{0,60}")
_MONEY_UNIT = re.compile(r"单位:?(?P<unit>万元|元)\)?$")
_YEAR = re.compile("(?P<year>20[0-9]{2})年")
#: 栏次 as files print it; later pages of some say 档次.
_COLUMN_NUMBERS = (COLUMN_NUMBERS, "档次")


def title_kind(text: str) -> StatementKind | None:
    """Return the kind of statement whose title a line may be, None for any other line."""
    if len(text) > _LONGEST_TITLE:
        return None
    squeezed = _CONTINUED.sub("", _in_one_form(text))
    names = [(name, kind) for name, kind in _names() if squeezed.endswith(name)]
    if not names:
        return None
    name, kind = max(names, key=lambda found: len(found[0]))
    prefix = _TABLE_PREFIX if kind in EXPLANATION_TABLES else _STATEMENT_PREFIX
    return kind if prefix.fullmatch(squeezed.removesuffix(name)) else None


def is_head(cells: Sequence[str], kind: StatementKind, row: int) -> bool:
    """Whether a row is the first (0) or second (1) row of a kind's head: what merged cells say stands in the first of
    them, whatever blank cells stand between, or in each of them."""
    filled = [_in_one_form(cell) for cell in cells if cell.strip()]
    return bool(filled) and any(
        len(filled) == len(one) and all(pattern.fullmatch(text) for pattern, text in zip(one, filled, strict=True))
        for one in (_head_rows(kind)[row], _unmerged(kind)[row])
    )


def is_any_head(cells: Sequence[str]) -> bool:
    """Whether a row is the first row of the head of some budget statement whose rows are numbered."""
    return squeeze(cells[0]) == "序号" and any(is_head(cells, kind, 0) for kind in KINDS)


def is_column_numbers(cells: Sequence[str]) -> bool:
    """Whether a row numbers the columns below the head (栏次 1 2 3 …)."""
    return squeeze(cells[0]) in _COLUMN_NUMBERS


def money_unit_in(cell: str) -> str:
    """Return the unit of money that a cell of a head prints (金额单位：万元), "" for none."""
    match = _MONEY_UNIT.search(squeeze(cell))
    return match["unit"] if match else ""


def year_in(cell: str) -> int | None:
    """Return the year that a cell of a head prints (2022年…), None for none."""
    match = _YEAR.match(squeeze(cell))
    return int(match["year"]) if match else None


def has_second_row(kind: StatementKind) -> bool:
    """Whether the head of a kind has two rows."""
    return bool(_head_rows(kind)[1])


@lru_cache(maxsize=4096)
def _in_one_form(text: str) -> str:
    """A title or head in the one form in which they are compared: departments speak of 部门, units of 单位."""
    return _QUOTES.sub("", squeeze(text)).replace("部门", "单位").replace("政府性基金", "政府基金")


@lru_cache(maxsize=1)
def _names() -> tuple[tuple[str, StatementKind], ...]:
    return tuple((_in_one_form(name), kind) for kind in KINDS for name in kind.names)


@lru_cache(maxsize=32)
def _head_rows(kind: StatementKind) -> tuple[list[re.Pattern[str]], list[re.Pattern[str]]]:
    """What the filled cells of both rows of a head say."""
    first: list[re.Pattern[str]] = []
    second: list[re.Pattern[str]] = []
    group = ""
    for column in kind.columns:
        if not column.group:
            first.append(_pattern(column))
        else:
            second.append(_pattern(column))
            if column.group != group:
                first.append(re.compile(re.escape(_in_one_form(column.group))))
        group = column.group
    return first, second


@lru_cache(maxsize=32)
def _unmerged(kind: StatementKind) -> tuple[list[re.Pattern[str]], list[re.Pattern[str]]]:
    """What the cells of both rows of a head say where each merged cell says the same."""
    labels = [_pattern(column) for column in kind.columns]
    groups = [re.compile(re.escape(_in_one_form(column.group))) if column.group else None for column in kind.columns]
    upper = [group or label for group, label in zip(groups, labels, strict=True)]
    return (upper, labels) if any(groups) else (labels, [])


def _pattern(column: Column) -> re.Pattern[str]:
    year = f"(?:{_YEAR.pattern})?" if column.with_year else ""
    money = r"(?:\(?(?:金额)?单位:?(?:万元|元)\)?)?" if column.with_money_unit else ""
    return re.compile(year + re.escape(_in_one_form(column.label)) + money)
