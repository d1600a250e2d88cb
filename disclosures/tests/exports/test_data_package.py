"""A data package: what describes it fits what is in it, to the last byte; the same contents are the same bytes."""

import csv
import hashlib
import io
import json
from zipfile import ZipFile

from disclosures.exports.data_package import DataPackage, Rows
from disclosures.exports.national_tables import GOALS, INDICATORS, goal_rows, indicator_rows
from disclosures.exports.tables import Column, Kind, Table
from disclosures.tests.builders import document, indicator, project, withheld_project

TABLE = Table(
    "things", "物品", (Column("name", "名称", standard="pro_name"), Column("count", "个数", Kind.INTEGER, "件"))
)


def made() -> bytes:
    file = io.BytesIO()
    package = DataPackage(file)
    package.add_table("data", TABLE, [("=书", 3), ("灯", None)])
    package.add_text("bodies/a.json", "{}", "body-a", "正文")
    package.finish({"name": "p"}, "说明\n")
    return file.getvalue()


def opened() -> dict[str, bytes]:
    file = ZipFile(io.BytesIO(made()))
    return {name: file.read(name) for name in file.namelist()}


def test_it_holds_the_tables_the_texts_and_what_describes_them():
    files = opened()
    assert list(files) == [
        "data/things.csv",
        "bodies/a.json",
        "data/dictionary.csv",
        "datapackage.json",
        "README.txt",
        "SHA256SUMS",
    ]
    assert files["data/things.csv"].decode() == "name,count\r\n'=书,3\r\n灯,\r\n"
    assert list(csv.reader(io.StringIO(files["data/dictionary.csv"].decode())))[1:] == [
        ["things", "name", "名称", "文字", "", "pro_name"],
        ["things", "count", "个数", "整数", "件", ""],
    ]


def test_every_resource_has_its_size_its_hash_and_its_schema():
    files = opened()
    package = json.loads(files["datapackage.json"])
    assert (package["name"], package["profile"]) == ("p", "data-package")
    assert [one["path"] for one in package["resources"]] == ["data/things.csv", "bodies/a.json", "data/dictionary.csv"]
    for resource in package["resources"]:
        content = files[resource["path"]]
        assert (resource["bytes"], resource["encoding"]) == (len(content), "utf-8")
        assert resource["hash"] == f"sha256:{hashlib.sha256(content).hexdigest()}"
    assert package["resources"][0]["schema"] == {
        "fields": [
            {"name": "name", "title": "名称", "type": "string"},
            {"name": "count", "title": "个数", "type": "integer", "description": "件"},
        ],
        "missingValues": [""],
    }


def test_the_checksums_are_those_of_every_other_file():
    files = opened()
    sums = files.pop("SHA256SUMS").decode()
    assert sums == "".join(f"{hashlib.sha256(content).hexdigest()}  {name}\n" for name, content in files.items())


def test_the_same_contents_are_the_same_bytes():
    assert made() == made()


def test_rows_wait_in_a_file_until_their_table_is_written():
    with io.BytesIO() as file:
        rows = Rows(file)
        rows.add(["一\n二", '"'])
        rows.add(["三", ""])
        assert list(rows) == [["一\n二", '"'], ["三", ""]]


def test_targets_bear_the_names_and_codes_of_the_national_standard():
    targets = (indicator("甲", "≥300人"), indicator("乙", "效果明显"), indicator("丙", "100人左右"))
    told = document(project(1, indicators=targets), withheld_project(2))
    rows = [dict(zip(INDICATORS.names, row, strict=True)) for row in indicator_rows(told)]
    names = ("pro_code", "kpi_lv2", "kpi_lv3", "kpi_val", "computesign", "indexval", "meterunit")
    assert [tuple(str(row[name]) for name in names) for row in rows] == [
        ("130303210000000000001", "数量指标", "甲", "≥300人", "1", "300", "人"),
        ("130303210000000000001", "数量指标", "乙", "效果明显", "6", "None", ""),
        ("130303210000000000001", "数量指标", "丙", "100人左右", "", "100", "人"),
    ]


def test_a_withheld_project_is_told_as_not_published_with_its_reason():
    hidden = withheld_project(2, "涉密", code="涉密", objectives=("密目标",))
    rows = [dict(zip(GOALS.names, row, strict=True)) for row in goal_rows(document(project(1), hidden))]
    assert [(row["pro_code"], row["pro_name"], row["kpi_target"], row["is_publish"]) for row in rows] == [
        ("130303210000000000001", "图书馆购书", "完成图书馆购书\n读者满意", "1"),
        ("", "", "", "2"),
    ]
    assert rows[1]["publishremark"] == "原件标注涉密"
