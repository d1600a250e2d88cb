"""Rows to take away: what their columns are called and hold, and how a value is written as CSV and JSON."""

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from decimal import Decimal
from enum import StrEnum
from typing import Any
from zoneinfo import ZoneInfo

#: The zone of every time that is written.
BEIJING = ZoneInfo("Asia/Shanghai")

#: What begins a formula in Excel, WPS or LibreOffice, in full width too; a tab or a line break before it is skipped.
FORMULA_STARTS = frozenset("=+-@＝＋－＠\t\r\n")


class Kind(StrEnum):
    """What a column holds, in the words of the sheet that explains it."""

    TEXT = "文字"
    INTEGER = "整数"
    AMOUNT = "金额"
    NUMBER = "数值"
    FLAG = "是或否"
    DAY = "日期"
    MOMENT = "时间"
    ADDRESS = "网址"


@dataclass(frozen=True)
class Column:
    """A column: its name for programs (with the unit in it), its heading for people, what it holds, and what should be
    known of it. `standard` is its name in the national data standard."""

    name: str
    label: str
    kind: Kind = Kind.TEXT
    note: str = ""
    standard: str = ""


@dataclass(frozen=True)
class Table:
    """What rows are about, and their columns in order."""

    name: str
    title: str
    columns: tuple[Column, ...]

    @property
    def labels(self) -> list[str]:
        """The headings for people."""
        return [column.label for column in self.columns]

    @property
    def names(self) -> list[str]:
        """The names for programs."""
        return [column.name for column in self.columns]


def csv_row(columns: Sequence[Column]) -> Callable[[Iterable[Any]], list[str]]:
    """Return what makes a row of texts of a row of values: see `csv_text`."""
    makers = [_CSV.get(column.kind, str) for column in columns]
    return lambda values: ["" if value is None else make(value) for make, value in zip(makers, values, strict=True)]


def json_row(columns: Sequence[Column]) -> Callable[[Iterable[Any]], dict[str, Any]]:
    """Return what makes an object of a row of values: amounts and numbers are strings, null is what is not known."""
    makers = [(column.name, _JSON.get(column.kind, _text_or_none)) for column in columns]
    return lambda values: {
        name: None if value is None else make(value) for (name, make), value in zip(makers, values, strict=True)
    }


def guarded(text: str) -> str:
    """Return a text that no program takes for a formula: an apostrophe is put before one that begins like one. A sign
    alone is none."""
    return f"'{text}" if text[:1] in FORMULA_STARTS and len(text) > 1 else text


def plain_number(number: Decimal) -> str:
    """Return a number without exponent and without noughts at its end."""
    text = f"{number:f}"
    return text.rstrip("0").rstrip(".") if "." in text else text


def checked(rows: Iterable[tuple[Any, ...]], count: int) -> Iterator[tuple[Any, ...]]:
    """Yield the rows. Raises IncompleteError at the end where they are not as many as were counted before."""
    number = 0
    for number, row in enumerate(rows, 1):  # noqa: B007 (it is counted)
        yield row
    if number != count:
        raise IncompleteError(f"{number} rows of {count}")


class IncompleteError(Exception):
    """The rows that were written are not those that were counted: whoever takes them must not take them for whole."""


def _moment(value: datetime) -> str:
    return value.astimezone(BEIJING).isoformat(timespec="seconds")


def _day(value: date) -> str:
    return value.isoformat()


def _amount(value: Decimal) -> str:
    return f"{value:.2f}"


def _text_or_none(value: str) -> str | None:
    return value or None


_CSV: dict[Kind, Callable[[Any], str]] = {
    Kind.TEXT: guarded,
    Kind.AMOUNT: _amount,
    Kind.NUMBER: plain_number,
    Kind.FLAG: lambda value: "是" if value else "否",
    Kind.DAY: _day,
    Kind.MOMENT: _moment,
}
_JSON: dict[Kind, Callable[[Any], Any]] = {
    Kind.INTEGER: int,
    Kind.AMOUNT: _amount,
    Kind.NUMBER: plain_number,
    Kind.FLAG: bool,
    Kind.DAY: _day,
    Kind.MOMENT: _moment,
}
