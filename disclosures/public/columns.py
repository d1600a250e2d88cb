"""The columns of the public lists: how each sorts."""

from dataclasses import dataclass

#: Orders by place: what decides first, then next; the last step leads to the years of units.
Steps = tuple[tuple[str, ...], ...]
NEWEST_YEAR: Steps = (("-fiscal_year", "region_code"), ("department_code",))
OLDEST_YEAR: Steps = (("fiscal_year", "region_code"), ("department_code",))
BY_UNIT: Steps = (("region_code",), ("department_code",), ("-fiscal_year",))
BY_UNIT_BACKWARDS: Steps = (("-region_code",), ("-department_code",), ("-fiscal_year",))


@dataclass(frozen=True)
class Column:
    """A column of a list. It sorts by places (`steps`: rising, falling) or along an index (`along`: its columns in the
    direction in which it is first sorted; backwards in the other), or not at all. `blank`: rows where its first column
    is null come last either way. `largest_first`: that is what people want of it."""

    name: str
    label: str
    steps: tuple[Steps, Steps] | None = None
    along: tuple[str, ...] = ()
    blank: bool = False
    largest_first: bool = False

    @property
    def sorts(self) -> bool:
        return bool(self.steps or self.along)

    def order(self, falling: bool) -> tuple[str, ...]:
        """The columns of `along` in one direction."""
        if falling == self.largest_first:
            return self.along
        return tuple(name.removeprefix("-") if name.startswith("-") else f"-{name}" for name in self.along)


PLACE = ("region_code", "department_code", "fiscal_year")
LEVEL = ("category_key", "subcategory_key")
YEAR = Column("fiscal_year", "年度", steps=(OLDEST_YEAR, NEWEST_YEAR))
UNIT = Column("department", "单位", steps=(BY_UNIT, BY_UNIT_BACKWARDS))


def sorted_by(columns: tuple[Column, ...], asked: list[str]) -> tuple[Column | None, bool]:
    """Return the column that a query sorts by, None where it names none that sorts, and whether backwards."""
    names = {column.name: column for column in columns if column.sorts}
    for name in asked:
        if name.removeprefix("-") in names:
            return names[name.removeprefix("-")], name.startswith("-")
    return None, False
