"""财政区划: which region a document belongs to."""

import re
from collections.abc import Iterable

from disclosures.document.model import RegionRef

#: The divisions of 秦皇岛, as the province's table of divisions names them.
SEEDED = (
    RegionRef("130302", "海港区"),
    RegionRef("130303", "山海关区"),
    RegionRef("130304", "北戴河区"),
    RegionRef("130306", "抚宁区"),
    RegionRef("130321", "青龙满族自治县"),
    RegionRef("130322", "昌黎县"),
    RegionRef("130324", "卢龙县"),
    RegionRef("130371", "秦皇岛经济技术开发区"),
    RegionRef("130372", "北戴河新区"),
)

#: The city whose divisions begin with these four digits. 唐山市海港区 is not 秦皇岛's.
_CITIES = {"1303": "秦皇岛"}
_CITY_IN_FRONT = re.compile(r"(?P<city>[^省市国共委]{2,4})市$")

#: Project codes since fiscal year 2021: region 6, year 2, and 13 of digits and capitals.
PROJECT_CODE = re.compile(r"(?P<region>[0-9]{6})(?P<year>[0-9]{2})[0-9A-Z]{13}")
#: A later year in a code is no year.
LAST_YEAR_OF_CODES = 2050


def region_of(codes: Iterable[str], unit_name: str, regions: Iterable[RegionRef]) -> RegionRef | None:
    """The region that project codes of the new form agree on, else the one whose name stands in the unit's name.

    None where neither tells, where codes contradict each other, or where they name a region that is not known:
    then the operator is asked.
    """
    known = {region.code: region for region in regions}
    printed = {match["region"] for match in map(PROJECT_CODE.fullmatch, codes) if match}
    if printed:
        return known.get(printed.pop()) if len(printed) == 1 else None
    name = "".join(unit_name.split())
    named = [region for region in known.values() if region.name in name and _is_of_its_city(region, name)]
    named = [one for one in named if not any(one.name in other.name and one != other for other in named)]
    return named[0] if len(named) == 1 else None


def _is_of_its_city(region: RegionRef, name: str) -> bool:
    """Whether the city in front of the region's name, if one is printed and the region's is known, is the region's."""
    printed = _CITY_IN_FRONT.search(name[: name.index(region.name)])
    city = _CITIES.get(region.code[:4])
    return not (printed and city) or printed["city"].endswith(city)
