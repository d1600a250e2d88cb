"""Document ↔ JSON (described in docs/document-schema.md).

Absent text is "", absent number null, absent list []; amounts and percentages are strings. Fields are printed and read
as they are declared. A body says its schema, and each schema has its reader for ever: published bodies never change.
"""

import hashlib
import json
import re
from collections.abc import Callable
from dataclasses import replace
from decimal import Decimal
from functools import lru_cache
from typing import Any

from disclosures.document.declarations import Field, FieldKind, fields_of
from disclosures.document.model import (
    PLAN_MONTHS,
    AnyPart,
    BudgetStatement,
    Checkpoint,
    DepartmentRef,
    Document,
    ObjectivePair,
    Part,
    Problem,
    ProjectSheet,
    RegionRef,
    Source,
    Withheld,
)
from indicators.money import UNITS, amount_text

#: An object of JSON: name → text, number, truth, None, list or object.
Json = dict[str, Any]

SCHEMA = 1
#: Keys that belong to the reading of a file: never part of a published body.
READING_KEYS = ("layout", "source", "fiscal_year_evidence", "problems")


_DAMAGED = "文本内容不完整或者已损坏，无法读取"
#: An amount or a percentage as `to_json` prints it.
_DECIMAL = re.compile(r"-?[0-9]{1,30}(?:\.[0-9]{1,10})?")


class NotADocument(ValueError):  # noqa: N818 (it is an answer)
    """JSON values that `to_json` never printed."""


class UnknownSchema(NotADocument):
    """A body of a schema that this version cannot read."""


def to_json(document: Document, reading: bool = True) -> Json:
    """Return the document as plain JSON values. `reading=False` leaves out the particulars of the reading (source,
    layout, evidence, problems and every line), as the published body does."""
    values: Json = {
        "schema": SCHEMA,
        "region": {"code": document.region.code, "name": document.region.name} if document.region else None,
        "department": {"code": document.department.code, "name": document.department.name},
        "fiscal_year": document.fiscal_year,
        **part_to_json(document, reading),
    }
    if reading:
        source = document.source
        values |= {
            "layout": document.layout,
            "source": {"name": source.name, "sha256": source.sha256} if source else None,
            "fiscal_year_evidence": document.fiscal_year_evidence,
            "problems": [{"line": problem.line, "message": problem.message} for problem in document.problems],
        }
    return values


def from_json(values: Json) -> Document:
    """Return the Document that `to_json` printed; missing particulars of the reading are left empty.

    Raises NotADocument for any other values, UnknownSchema for a schema that has no reader.
    """
    schema = values.get("schema") if isinstance(values, dict) else None
    reader = _READERS.get(schema) if type(schema) is int else None
    if reader is None:
        raise UnknownSchema(f"不认得的文本格式（schema {str(schema)[:20]}），请用更新的版本打开")
    try:
        return reader(values)
    except (LookupError, TypeError, AttributeError, ValueError) as error:
        raise NotADocument(_DAMAGED) from error


def from_text(text: str) -> Document:
    """Return the Document of a text that `body_text` made of `to_json`; raises as `from_json` does."""
    try:
        values = json.loads(text)
    except (ValueError, RecursionError) as error:
        raise NotADocument(_DAMAGED) from error
    return from_json(values)


def part_to_json(part: AnyPart, reading: bool = True) -> Json:
    """Return the declared fields of a part as JSON values, its key where it was given one, and its line where
    `reading`; of a statement the labels of its columns besides."""
    kind: type = type(part)
    values = {field.json: getattr(part, field.name) for field in fields_of(kind)}
    for field in _converted(kind):
        values[field.json] = _to_json(field, values[field.json], reading)
    if isinstance(part, BudgetStatement):
        values["columns"] = list(part.columns)
    elif key := getattr(part, "key", ""):
        values["key"] = key
    if reading and hasattr(part, "line"):
        values["line"] = part.line
    return values


def part_from_json(part: type[Part], values: Json, **given: Any) -> Part:
    """Return the part of this class that `part_to_json` printed. A field that the values do not know has its default:
    they are older than the field."""
    read = {field.name: _from_json(field, values[field.json]) for field in fields_of(part) if field.json in values}
    known = part.__dataclass_fields__
    kept: dict[str, Callable[[Any], Any]] = {"key": _text, "line": _number}
    placed = {name: check(values[name]) for name, check in kept.items() if name in known and name in values}
    return part(**given, **read, **placed)


def body_text(values: Json) -> str:
    """Return JSON values as the one text that is hashed and kept: sorted keys, no blanks, Chinese as it is."""
    return json.dumps(values, ensure_ascii=False, sort_keys=True, separators=(",", ":"))


def sha256(text: str) -> str:
    """Return the SHA-256 of a text's UTF-8 bytes, in hexadecimal."""
    return hashlib.sha256(text.encode()).hexdigest()


def sheet_sha256(sheet: ProjectSheet) -> str:
    """Return the hash of what a project says, whatever its keys and lines."""
    bare = replace(sheet, key="", indicators=tuple(replace(row, key="") for row in sheet.indicators))
    return sha256(body_text(part_to_json(bare, reading=False)))


def content_sha256(document: Document) -> str:
    """Return the hash of what is promised (keys included), whatever file it was read from."""
    return sha256(body_text(to_json(document, reading=False)))


def _read_1(values: Json) -> Document:
    """The reader of schema 1."""
    region, source = values["region"], values.get("source")
    return part_from_json(
        Document,
        values,
        region=RegionRef(_text(region["code"]), _text(region["name"])) if region is not None else None,
        department=DepartmentRef(_text(values["department"]["code"]), _text(values["department"]["name"])),
        fiscal_year=_number(values["fiscal_year"]),
        layout=_text(values.get("layout", "")),
        source=Source(_text(source["name"]), _text(source["sha256"])) if source is not None else None,
        fiscal_year_evidence=_text(values.get("fiscal_year_evidence", "")),
        problems=tuple(
            Problem(_number(problem["line"]), _text(problem["message"]))
            for problem in _list(values.get("problems", []))
        ),
    )


_READERS: dict[int, Callable[[Json], Document]] = {1: _read_1}


@lru_cache
def _converted(part: type) -> tuple[Field, ...]:
    """The fields of a class whose values are not printed as they are."""
    return fields_of(part, FieldKind.PARTS, *_PRINTERS)


def _to_json(field: Field, value: Any, reading: bool) -> Any:
    if field.kind == FieldKind.PARTS:
        return [part_to_json(part, reading) for part in value]
    return _PRINTERS[field.kind](value)


def _from_json(field: Field, value: Any) -> Any:
    if field.part:
        return tuple(part_from_json(field.part, _object(part)) for part in _list(value))
    return _PARSERS[field.kind](value)


def _percent_text(percent: Decimal | None) -> str | None:
    return None if percent is None else f"{percent:.2f}"


def _object(value: Any) -> Json:
    if not isinstance(value, dict):
        raise ValueError(f"not an object: {value!r}"[:80])
    return value


def _list(value: Any) -> list[Any]:
    if not isinstance(value, list):
        raise ValueError(f"not a list: {value!r}"[:80])
    return value


def _text(value: Any) -> str:
    if not isinstance(value, str):
        raise ValueError(f"not a text: {value!r}"[:80])
    return value


def _number(value: Any) -> int | None:
    if value is not None and (not isinstance(value, int) or isinstance(value, bool) or value < 0):
        raise ValueError(f"not a number: {value!r}"[:80])
    return value


def _decimal(value: Any) -> Decimal | None:
    if value is None:
        return None
    if not _DECIMAL.fullmatch(_text(value)):
        raise ValueError(f"not an amount: {value}"[:80])
    return Decimal(value)


def _money_unit(value: Any) -> str:
    if value not in (None, "", *UNITS):
        raise ValueError(f"not a unit of money: {value!r}"[:80])
    return value or ""


def _texts(values: Any) -> tuple[str, ...]:
    return tuple(map(_text, _list(values)))


def _cells(rows: Any) -> tuple[tuple[str, ...], ...]:
    return tuple(map(_texts, _list(rows)))


def _withheld(values: Any) -> Withheld | None:
    return None if values is None else Withheld(_text(_object(values)["reason"]))


def _percentages(plan: Any) -> tuple[Checkpoint, ...] | None:
    if plan is None:
        return None
    points = tuple(Checkpoint(point["month"], _decimal(point["cumulative_percent"])) for point in _list(plan))
    if any(point.month not in PLAN_MONTHS for point in points):
        raise ValueError("not the months of a spending plan")
    return points


#: How values of a kind are printed; of every other kind they are printed as they are.
_PRINTERS: dict[FieldKind, Callable[[Any], Any]] = {
    FieldKind.AMOUNT: amount_text,
    FieldKind.MONEY_UNIT: lambda unit: unit or None,
    FieldKind.LINES: list,
    FieldKind.CELLS: lambda rows: [list(row) for row in rows],
    FieldKind.WITHHELD: lambda withheld: withheld and {"reason": withheld.reason},
    FieldKind.PERCENTAGES: lambda plan: (
        None
        if plan is None
        else [{"month": point.month, "cumulative_percent": _percent_text(point.cumulative_percent)} for point in plan]
    ),
    FieldKind.PAIRS: lambda pairs: [
        {"objective": pair.objective, "indicators": list(pair.indicators)} for pair in pairs
    ],
}
#: How they are read. A value of another sort raises ValueError or the error of taking it apart.
_PARSERS: dict[FieldKind, Callable[[Any], Any]] = {
    FieldKind.TEXT: _text,
    FieldKind.LINE: _text,
    FieldKind.LEVEL: _text,
    FieldKind.NUMBER: _number,
    FieldKind.AMOUNT: _decimal,
    FieldKind.MONEY_UNIT: _money_unit,
    FieldKind.LINES: _texts,
    FieldKind.CELLS: _cells,
    FieldKind.WITHHELD: _withheld,
    FieldKind.PERCENTAGES: _percentages,
    FieldKind.PAIRS: lambda pairs: tuple(
        ObjectivePair(_text(pair["objective"]), _texts(pair["indicators"])) for pair in _list(pairs)
    ),
}
