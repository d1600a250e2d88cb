"""The declared fields of a part of a Document as columns of its row, and back.

A column has the name of its field (a reason for withholding: with `_reason` behind it). Amounts are kept in yuan.
"""

from collections.abc import Callable
from decimal import Decimal
from functools import lru_cache
from typing import Any, NamedTuple

from django.db import models

from disclosures.document.declarations import Field, FieldKind, fields_of
from disclosures.document.model import AnyPart, Withheld
from indicators.money import from_yuan, to_yuan

#: Kinds that are kept in rows of their own.
_IN_OWN_ROWS = (FieldKind.PARTS, FieldKind.PAIRS, FieldKind.PERCENTAGES, FieldKind.CELLS)


class Column(NamedTuple):
    """A field of a part and the column that keeps it."""

    field: Field
    name: str
    nullable: bool


def columns(part: type, model: type[models.Model]) -> tuple[Column, ...]:
    """Return the columns of `model` that keep the declared fields of a class of parts."""
    return _columns(part, model)


@lru_cache(maxsize=32)
def _columns(part: type, model: type[models.Model]) -> tuple[Column, ...]:
    return tuple(
        Column(field, name, bool(model._meta.get_field(name).null))
        for field in fields_of(part)
        if field.kind not in _IN_OWN_ROWS
        for name in [f"{field.name}_reason" if field.kind == FieldKind.WITHHELD else field.name]
    )


def column_values(part: AnyPart, model: type[models.Model], unit: str) -> dict[str, Any]:
    """Return what the columns of `model` keep of a part, its amounts being in `unit`."""
    return {
        column.name: _stored(column, getattr(part, column.field.name), unit) for column in columns(type(part), model)
    }


def field_values(part: type, row: models.Model, unit: str) -> dict[str, Any]:
    """Return the fields of a class of parts that a row keeps, amounts in `unit`."""
    return {
        column.field.name: _rebuilt(column.field.kind, getattr(row, column.name), unit)
        for column in columns(part, type(row))
    }


def _stored(column: Column, value: Any, unit: str) -> Any:
    match column.field.kind:
        case FieldKind.AMOUNT:
            return to_yuan(value, unit)
        case FieldKind.LINES:
            return "\n".join(value)
        case FieldKind.WITHHELD:
            return value.reason if value else ""
        case _:
            return None if column.nullable and value == "" else value


def _rebuilt(kind: FieldKind, value: Any, unit: str) -> Any:
    rebuild = _REBUILD.get(kind)
    return rebuild(value, unit) if rebuild else value


def _text(value: str | None, unit: str) -> str:
    return value or ""


def _amount(value: Decimal | None, unit: str) -> Decimal | None:
    return from_yuan(value, unit)


_REBUILD: dict[FieldKind, Callable[[Any, str], Any]] = {
    FieldKind.LINE: _text,
    FieldKind.AMOUNT: _amount,
    FieldKind.LINES: lambda value, unit: tuple(value.split("\n")) if value else (),
    FieldKind.WITHHELD: lambda value, unit: Withheld(value) if value else None,
}
