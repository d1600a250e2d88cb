"""Units by the words of a question: by name, code or short name (城管局, 教育局 for 教育和体育局), region and year."""

from collections.abc import Sequence
from dataclasses import dataclass

from disclosures.document.search_text import folded, in_order
from disclosures.models.disclosed_search import DisclosedAlias
from disclosures.models.disclosure import Disclosure


@dataclass(frozen=True)
class NamedUnit:
    """A unit in a year, with the words of the question that name it, and those that name its region or its year too.

    `folded_name` is its name as the search sees it.
    """

    version: int
    region_code: str
    region_name: str
    department_code: str
    department_name: str
    fiscal_year: int
    folded_name: str
    own: frozenset[str]
    around: frozenset[str]

    @property
    def unit(self) -> tuple[str, str]:
        """What identifies the unit over the years."""
        return self.region_code, self.department_code


def named_units(words: Sequence[str]) -> list[NamedUnit]:
    """Return every unit in every year that is published now. Two queries."""
    current = Disclosure.objects.current().order_by()
    rows = list(
        current.values_list("pk", "region_code", "region_name", "department_code", "department_name", "fiscal_year")
    )
    names = {name: folded(name) for _, _, _, _, name, _ in rows}
    called = _called(words, names)
    codes = {code: frozenset(word for word in words if word in code) for _, _, _, code, _, _ in rows}
    years = {year: frozenset(word for word in words if word in f"{year}年") for *_, year in rows}
    regions = {name: frozenset(word for word in words if word in folded(name)) for _, _, name, _, _, _ in rows}
    units = []
    for pk, region, region_name, code, name, year in rows:
        own = called[name] | codes[code]
        around = own | regions[region_name] | years[year]
        units.append(NamedUnit(pk, region, region_name, code, name, year, names[name], own, around))
    return units


def _called(words: Sequence[str], names: dict[str, str]) -> dict[str, frozenset[str]]:
    """By each name of a unit, the words that it has, or for which it may be meant: first by the short names that
    somebody registered, and where there is no such unit by the letters in their order."""
    aliases = {
        folded(alias): folded(meaning).split()
        for alias, meaning in DisclosedAlias.objects.filter(alias__in=words).values_list("alias", "words")
    }
    called: dict[str, set[str]] = {name: set() for name in names}
    for word in words:
        found = [name for name, letters in names.items() if word in letters]
        if meaning := aliases.get(word):
            found += [name for name, letters in names.items() if all(part in letters for part in meaning)]
        for name in found or [name for name, letters in names.items() if in_order(letters, word)]:
            called[name].add(word)
    return {name: frozenset(found) for name, found in called.items()}
