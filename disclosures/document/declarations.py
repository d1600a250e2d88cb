"""What each field of the plain document says of itself: its label, its kind and its traits.

A field is declared once, in `model.py`, with `declared`. JSON, rows, comparison, labels, redaction, carrying over,
completeness, the texts of the checks, the .xlsx template and the clip-board all run over `fields_of`: a field declared
there is found in every one of them.
"""

import dataclasses
from enum import Enum, auto
from functools import lru_cache
from typing import Any, NamedTuple, TypeVar, dataclass_transform

Class = TypeVar("Class")


class FieldKind(Enum):
    """What a field holds, and so how it is printed, stored and read."""

    #: A text that somebody wrote, of one or more lines: "" where absent.
    TEXT = auto()
    #: A code, a name of a unit, a heading: one line, "" where absent.
    LINE = auto()
    #: A level of the indicator scheme in its printed words.
    LEVEL = auto()
    #: A unit of money: "" where the table prints none.
    MONEY_UNIT = auto()
    #: A whole number, None where absent.
    NUMBER = auto()
    #: An amount of money in the unit of its table, None where absent, which is not zero.
    AMOUNT = auto()
    #: Several texts, one a line.
    LINES = auto()
    #: 资金支出计划: the cumulative percentages at the end of four months.
    PERCENTAGES = auto()
    #: Why the part is not published, None where it is.
    WITHHELD = auto()
    #: Numbered pairs of an objective and its indicators.
    PAIRS = auto()
    #: The rows of a table, each a tuple of its cells as printed.
    CELLS = auto()
    #: Parts with fields of their own.
    PARTS = auto()


class Trait(Enum):
    """What is done with a field."""

    #: Differences between two texts are told. Everything that is promised is.
    COMPARED = auto()
    #: It must be filled before a plan is complete; marked as mandatory in the template.
    ASKED = auto()
    #: Asked for too, unless the duty is told in running text or in numbered pairs.
    ASKED_IF_LABELLED = auto()
    #: Copied from last year's plan where this year's leaves it blank.
    CARRIED_OVER = auto()
    #: A cell in which 涉密 bars publication of a project that is not withheld.
    MAY_BE_CLASSIFIED = auto()
    #: Asked when the public searches.
    SEARCHED = auto()
    #: A column of the .xlsx template.
    IN_TEMPLATE = auto()


class Field(NamedTuple):
    """A declared field. `short` is the label where the part is named beside it, `json` its name in documents."""

    name: str
    label: str
    short: str
    json: str
    kind: FieldKind
    traits: frozenset[Trait]
    part: type | None


def declared(
    label: str,
    kind: FieldKind,
    *traits: Trait,
    short: str = "",
    json: str = "",
    part: type | None = None,
    **default: Any,
) -> Any:
    """Return a dataclass field with its declaration. `part` is the class of its PARTS, `default` its default."""
    declaration = {"label": label, "short": short or label, "json": json, "kind": kind, "part": part}
    return dataclasses.field(**default, metadata=declaration | {"traits": frozenset(traits)})


@dataclass_transform(frozen_default=True, field_specifiers=(declared, dataclasses.field))
def part(cls: type[Class]) -> type[Class]:
    """Make a class a frozen dataclass, whose fields may be declared."""
    return dataclasses.dataclass(frozen=True)(cls)


def fields_of(part: type, *wanted: Trait | FieldKind) -> tuple[Field, ...]:
    """Return the declared fields of a class in their order: those with every wanted trait and, where kinds are wanted,
    of one of these kinds."""
    return _fields_of(part, wanted)


def names_of(part: type, *wanted: Trait | FieldKind) -> tuple[str, ...]:
    """Return the names of the fields that `fields_of` finds."""
    return tuple(field.name for field in fields_of(part, *wanted))


def field_of(part: type, name: str) -> Field:
    """Return the declared field of a class with this name. Raises KeyError where there is none."""
    return {field.name: field for field in fields_of(part)}[name]


@lru_cache(maxsize=256)
def _fields_of(part: type, wanted: tuple[Trait | FieldKind, ...]) -> tuple[Field, ...]:
    kinds = {one for one in wanted if isinstance(one, FieldKind)}
    traits = {one for one in wanted if isinstance(one, Trait)}
    declared_fields = (
        Field(field.name, **{**field.metadata, "json": field.metadata["json"] or field.name})
        for field in dataclasses.fields(part)
        if field.metadata
    )
    return tuple(field for field in declared_fields if traits <= field.traits and (not kinds or field.kind in kinds))
