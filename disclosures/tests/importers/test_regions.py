"""Which region a document belongs to."""

import pytest

from disclosures.document.model import RegionRef
from disclosures.importers.regions import SEEDED, region_of

NEW = "2100000000000AB"
ADDED = RegionRef("130281", "遵化市")


@pytest.mark.parametrize(
    ("codes", "unit_name", "region"),
    [
        (["130303" + NEW], "教育局", "130303"),
        (["130303" + NEW, "610-1301-JBN-OTTA", ""], "教育局", "130303"),
        (["130303" + NEW, "130302" + NEW], "山海关区教育局", None),
        (["139999" + NEW], "山海关区教育局", None),
        (["610-1301-JBN-OTTA"], "秦皇岛市山海关区教育局", "130303"),
        ([], "中共昌黎县委员会", "130322"),
        ([], "秦皇岛经济技术开发区管理委员会", "130371"),
        ([], "北戴河新区管理委员会", "130372"),
        ([], "北戴河 区教育局", "130304"),
        ([], "山海关区驻海港区办事处", None),
        ([], "唐山市海港区教育局", None),
        ([], "中国共产党河北省秦皇岛市海港区委员会", "130302"),
        ([], "遵化市教育局", "130281"),
        ([], "教育局", None),
    ],
)
def test_it_follows_from_codes_else_from_the_name(codes, unit_name, region):
    found = region_of(codes, unit_name, (*SEEDED, ADDED))
    assert (found.code if found else None) == region
