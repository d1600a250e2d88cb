"""Our own .xlsx template: what is exported can be edited in Excel and read back, without loss and without formulas."""

from dataclasses import replace
from decimal import Decimal
from io import BytesIO

import pytest
from openpyxl import load_workbook

from disclosures.document import (
    Checkpoint,
    DepartmentRef,
    Document,
    DutySection,
    IndicatorRow,
    Note,
    ObjectivePair,
    ProjectSheet,
    RegionRef,
    Withheld,
)
from disclosures.exports.as_xlsx import xlsx
from disclosures.importers.refusal import Refused
from disclosures.importers.xlsx_template import read_xlsx

PLAN = Document(
    region=RegionRef("130303", "山海关区"),
    department=DepartmentRef("301001", "秦皇岛市山海关区水务局本级"),
    fiscal_year=2022,
    money_unit="元",
    overall_objective="保障供水。\n防汛安全。",
    duties=(
        DutySection("防汛", responsibilities="巡查河道", rating_bands="90%以上的为优", key="d1"),
        DutySection(
            "供水", pairs=(ObjectivePair("水质达标", ("合格率", "抽检次数")), ObjectivePair("不停水")), key="d2"
        ),
    ),
    safeguards="=落实责任",
    projects=(
        ProjectSheet(
            number=1,
            name="河道清淤",
            code="130303220XGGG4UE82OXZ",
            money_unit="万元",
            unit_code="301001",
            unit_name="秦皇岛市山海关区水务局本级",
            total=Decimal("32.123456"),
            fiscal_funds=Decimal("32.123456"),
            other_funds=Decimal(0),
            purpose="+清淤三公里",
            spending_plan=(
                Checkpoint(3, Decimal("25")),
                Checkpoint(6, None),
                Checkpoint(10, Decimal("75.50")),
                Checkpoint(12, Decimal("100")),
            ),
            objectives=("清淤三公里。", "汛前完成。"),
            indicators=(
                IndicatorRow("产出指标", "数量指标", "清淤长度", "完成长度", "= 3 公里", "年度计划", key="i1"),
                IndicatorRow("满意度指标", "服务对象满意度指标", "群众满意度", "", "≥90%", "", key="i2"),
            ),
            key="1",
        ),
        ProjectSheet(number=2, name="保密设备", withheld=Withheld("原件标注涉密"), key="2"),
    ),
    notes=(Note("名词解释", "基本支出：……"),),
)


def edited(change) -> bytes:
    book = load_workbook(BytesIO(xlsx(PLAN)))
    change(book)
    buffer = BytesIO()
    book.save(buffer)
    return buffer.getvalue()


def test_what_is_exported_is_read_back_equal_with_its_keys():
    document = read_xlsx(xlsx(PLAN))
    assert document == PLAN
    assert [project.key for project in document.projects] == ["1", "2"]
    assert [row.key for row in document.projects[0].indicators] == ["i1", "i2"]


def test_no_exported_cell_is_a_formula():
    book = load_workbook(BytesIO(xlsx(PLAN)))
    kinds = {cell.data_type for sheet in book for row in sheet.iter_rows() for cell in row}
    assert kinds == {"s", "n"}
    assert book["整体"]["B8"].value == "=落实责任"


def test_a_change_made_in_excel_is_read():
    def change(book):
        book["项目"]["H2"] = 40.5
        book["指标"]["G2"] = "≥4公里"

    project = read_xlsx(edited(change)).projects[0]
    assert (project.total, project.indicators[0].target) == (Decimal("40.5"), "≥4公里")


@pytest.mark.parametrize(
    ("change", "message"),
    [
        (lambda book: book.remove(book["指标"]), "缺少工作表“指标”，请使用本系统导出的模板"),
        (lambda book: book["项目"].delete_cols(4), "“项目”表第 4 列应为“项目编码”，请使用本系统导出的模板"),
        (
            lambda book: book["项目"].__setitem__("H2", "=1+1"),
            "“项目”表第 2 行“预算数”：单元格里是公式，请粘贴为数值后再导入",
        ),
        (lambda book: book["项目"].__setitem__("H2", "三万"), "“项目”表第 2 行“预算数”：“三万”不是数字"),
        (lambda book: book["指标"].__setitem__("B2", 9), "“指标”表第 2 行“项目行序”：“项目”表里没有这一行项目"),
        (
            lambda book: book["指标"].__setitem__("D2", "社会效益指标"),
            "“指标”表第 2 行“二级指标”：“产出指标”下没有“社会效益指标”",
        ),
        (lambda book: book["整体"].__setitem__("B6", "角"), "“整体”表第 6 行“金额单位”：金额单位应为元或万元"),
    ],
)
def test_what_cannot_be_read_exactly_is_refused_with_its_place(change, message):
    with pytest.raises(Refused) as refusal:
        read_xlsx(edited(change))
    assert refusal.value.message == message


def test_a_text_too_long_for_a_cell_is_never_cut():
    with pytest.raises(ValueError, match="超过 Excel 单元格的 32767 字"):
        xlsx(replace(PLAN, overall_objective="长" * 32768))
