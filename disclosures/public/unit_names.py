"""The units that have published, found by what somebody types."""

from dataclasses import dataclass

from django.db.models import Q

from disclosures.models.disclosure import Disclosure


@dataclass(frozen=True)
class UnitName:
    """A unit under its newest name."""

    region_code: str
    region_name: str
    code: str
    name: str

    @property
    def value(self) -> str:
        """The unit as the filter of a list takes it."""
        return f"{self.region_code}-{self.code}"

    @property
    def label(self) -> str:
        """Its code and name."""
        return f"{self.code} {self.name}"


def unit_names(condition: Q | None = None) -> dict[tuple[str, str], UnitName]:
    """Return the units with a current version that fits a condition, by region and code. One query."""
    versions = (
        Disclosure.objects.current().filter(condition or Q()).order_by("region_code", "department_code", "fiscal_year")
    )
    columns = ("region_code", "region_name", "department_code", "department_name")
    return {(unit[0], unit[2]): UnitName(*unit) for unit in versions.values_list(*columns)}


def unit_at(value: str) -> UnitName | None:
    """Return the unit that a filter's value names; None where it has published nothing. One query."""
    region, _, code = value.partition("-")
    return unit_names(Q(region_code=region, department_code=code)).get((region, code))


def units_called(typed: str, region: str = "") -> list[UnitName]:
    """Return the units of a region (of all, where none is given) that a typed text means: those with exactly this code,
    label or name, else those with every word of it in the code or the name. One query."""
    words = typed.split()
    condition = Q(region_code=region) if region else Q()
    for word in words:
        condition &= Q(department_name__icontains=word) | Q(department_code__icontains=word)
    found = list(unit_names(condition).values()) if words else []
    return [unit for unit in found if typed.strip() in (unit.code, unit.name, unit.label)] or found
