"""The facets beside a list: what else can be chosen, and how many rows each choice would have."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any
from urllib.parse import urlencode

from django.db.models import Q

from disclosures.models.disclosed_extract import DisclosedIndicatorCount
from disclosures.public.choices import BANDS, KINDS, level_names
from disclosures.public.counts import Row, Tally, summed
from disclosures.public.filters import PlaceFilters
from disclosures.public.unit_names import unit_names

#: So many units are offered; the others are found by their names.
UNITS_SHOWN = 10
LEVEL = ("category_key", "subcategory_key")
#: A choice before it is drawn: its value in the address, its words, its rows, and whether it is part of the one before.
_Offer = tuple[str, str, int, bool]


@dataclass(frozen=True)
class Choice:
    """One value of a facet, the rows it has (None: not known) and the query that asks for it. `below`: it is part of
    the choice before it."""

    words: str
    count: int | None
    query: str
    chosen: bool
    below: bool


@dataclass(frozen=True)
class Facet:
    """A filter and its choices. `note`: what is left out."""

    label: str
    choices: list[Choice]
    note: str = ""


def facets_of(filters: PlaceFilters, tally: Tally, units: list[Row]) -> list[Facet]:
    """Return the facets of a list; `units` are those that have rows. Where the counters do not know the rows, the
    choices have no numbers. At most three queries."""
    years = summed(tally.of_places("fiscal_year"), "fiscal_year")
    offered = {"year": [(str(year), f"{year}年", years[year], False) for year in sorted(years, reverse=True)]}
    if "department" not in filters.given:
        regions = summed(tally.of_places("region_code"), "region_code")
        offered = {"region": _named(regions, filters.regions)} | offered
    if filters.counters is DisclosedIndicatorCount:
        offered["level"] = _levels(summed(tally.of_sorts(*LEVEL), *LEVEL))
        offered["target"] = _named(summed(tally.of_sorts("kind"), "kind"), KINDS)
    else:
        offered["band"] = _named(summed(tally.of_sorts("band"), "band"), BANDS)
    facets = [_facet(filters, name, offers) for name, offers in offered.items()]
    if units and "department" not in filters.given:
        facets.append(_facet(filters, "department", _units(units), len(units) - UNITS_SHOWN))
    return [facet for facet in facets if len(facet.choices) > 1 or any(choice.chosen for choice in facet.choices)]


def _facet(filters: PlaceFilters, name: str, offers: list[_Offer], left_out: int = 0) -> Facet:
    rest, given = filters.rest(name), str(filters.given.get(name, ""))
    choices = [
        Choice(
            words,
            count if filters.countable else None,
            "&".join(part for part in (rest, urlencode({name: value})) if part),
            value == given,
            below,
        )
        for value, words, count, below in offers
    ]
    note = f"另有 {left_out} 个单位，可在上面按名称查找。" if left_out > 0 else ""
    return Facet(filters.form.fields[name].label, choices, note)


def _named(counts: dict[Any, int], names: Mapping[Any, str]) -> list[_Offer]:
    return [(str(key), name, counts[key], False) for key, name in names.items() if key in counts]


def _levels(counts: dict[tuple[str, str], int]) -> list[_Offer]:
    """First levels, each followed by its second levels."""
    offers: list[_Offer] = []
    for category, (name, below) in level_names().items():
        all_of = sum(count for (first, _), count in counts.items() if first == category)
        offers += [(category.value, name, all_of, False)] if all_of else []
        offers += [
            (f"{category}.{key}", words, counts[category, key], True)
            for key, words in below.items()
            if (category, key) in counts
        ]
    return offers


def _units(units: list[Row]) -> list[_Offer]:
    """The units with the most rows."""
    most = sorted(units, key=lambda row: (-row["count"], row["region_code"], row["department_code"]))[:UNITS_SHOWN]
    regions, codes = ({row[name] for row in most} for name in ("region_code", "department_code"))
    names = unit_names(Q(region_code__in=regions, department_code__in=codes))
    found = [(names.get((row["region_code"], row["department_code"])), row["count"]) for row in most]
    return [(unit.value, unit.name, count, False) for unit, count in found if unit]
