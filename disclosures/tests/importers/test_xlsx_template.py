"""Our own .xlsx template: what is exported can be edited in Excel and read back, without loss and without formulas."""

from dataclasses import replace
from datetime import date
from decimal import Decimal
from io import BytesIO

import pytest
from hypothesis import given
from hypothesis import strategies as st
from openpyxl import load_workbook

from disclosures.document.model import (
    Checkpoint,
    DepartmentRef,
    Document,
    DutySection,
    Explanation,
    IndicatorRow,
    ObjectivePair,
    Problem,
    ProjectSheet,
    RegionRef,
    Withheld,
)
from disclosures.exports.as_xlsx import xlsx
from disclosures.importers.refusal import Refused
from disclosures.importers.xlsx_template import read_xlsx
from disclosures.tests.strategies import documents

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
    explanations=(Explanation("名词解释", "基本支出：……"),),
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
        book["项目"]["I2"] = 40.5
        book["指标"]["G2"] = "≥4公里"

    project = read_xlsx(edited(change)).projects[0]
    assert (project.total, project.indicators[0].target) == (Decimal("40.5"), "≥4公里")


@pytest.mark.parametrize(
    ("change", "message"),
    [
        (lambda book: book.remove(book["指标"]), "缺少工作表“指标”，请使用本系统导出的模板"),
        (lambda book: book["项目"].delete_cols(5), "“项目”表第 5 列应为“项目编码”，请使用本系统导出的模板"),
        (
            lambda book: book["项目"].__setitem__("I2", "=1+1"),
            "“项目”表第 2 行“预算数”：单元格里是公式，请粘贴为数值后再导入",
        ),
        (
            lambda book: book["项目"].__setitem__("I2", "三万"),
            "“项目”表第 2 行“预算数”：金额“三万”不是以万元为单位的数字",
        ),
        (lambda book: book["指标"].__setitem__("B2", 9), "“指标”表第 2 行“项目标号”：“项目”表里没有这个项目"),
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


def test_rows_may_be_sorted_deleted_and_added_without_going_astray():
    def change(book):
        book["项目"].delete_rows(2)
        book["项目"].append(["", 9, None, "新的项目", *[None] * 10])
        book["指标"].delete_rows(2, 2)
        book["指标"].append(["", "9 ", "产出", "数量指标", "个数", "", "3个"])

    projects = read_xlsx(edited(change)).projects
    assert [(one.key, one.name, len(one.indicators)) for one in projects] == [("2", "保密设备", 0), ("", "新的项目", 1)]


def test_an_indicator_left_without_its_project_is_refused():
    with pytest.raises(Refused) as refusal:
        read_xlsx(edited(lambda book: book["项目"].delete_rows(2)))
    assert refusal.value.message == "“指标”表第 2 行“项目标号”：“项目”表里没有这个项目"


@pytest.mark.parametrize(
    ("value", "number_format", "text"),
    [
        (0.95, "0%", "95%"),
        (0.285, "0.0%", "28.5%"),
        (12, "General", "12"),
        (12.0, "0.00", "12"),
        (3.2, "General", "3.2"),
        (0.000001, "General", "0.000001"),
        (1.1 * 3, "General", "3.3"),
        (999999999999999, "General", "999999999999999"),
        (" ≥95% ", "@", " ≥95% "),
        ("  ", "@", ""),
        ("一_x000D_\n二", "@", "一\n二"),
    ],
)
def test_a_cell_is_read_as_excel_shows_it(value, number_format, text):
    def change(book):
        book["指标"]["G2"].value, book["指标"]["G2"].number_format = value, number_format

    assert read_xlsx(edited(change)).projects[0].indicators[0].target == text


@pytest.mark.parametrize(
    ("value", "trouble"),
    [
        (date(2022, 6, 30), "单元格是日期格式，请改为文本格式后重新填写"),
        (130303220123456789012, "数字超过 15 位，Excel 已不能保留原样，请改为文本格式后重新填写"),
        (1.30303220123457e20, "数字超过 15 位，Excel 已不能保留原样，请改为文本格式后重新填写"),
        (True, "单元格里既不是文字也不是数字，请改为文本格式后重新填写"),
        ("#REF!", "单元格里既不是文字也不是数字，请改为文本格式后重新填写"),
        ("=A1", "单元格里是公式，请粘贴为数值后再导入"),
    ],
)
def test_what_excel_has_changed_beyond_recognition_is_refused(value, trouble):
    with pytest.raises(Refused) as refusal:
        read_xlsx(edited(lambda book: book["项目"].__setitem__("E2", value)))
    assert refusal.value.message == f"“项目”表第 2 行“项目编码”：{trouble}"


def test_a_percentage_may_be_typed_either_way():
    def change(book):
        book["项目"]["N2"].value, book["项目"]["N2"].number_format = 0.4, "0%"
        book["项目"]["O2"].value = "７５.５％"

    plan = read_xlsx(edited(change)).projects[0].spending_plan
    assert [point.cumulative_percent for point in plan] == [25, 40, Decimal("75.5"), 100]


@pytest.mark.parametrize(
    ("cell", "value", "message"),
    [
        ("B2", None, "“项目”表第 2 行“项目标号”：没有填写"),
        ("B3", 1, "“项目”表第 3 行“项目标号”：与第 2 行相同"),
        ("C2", 1.5, "“项目”表第 2 行“序号”：“1.5”不是整数"),
        ("N2", "1E9", "“项目”表第 2 行“6月底（%）”：“1E9”不是数字"),
        ("I2", 0.1234567, "“项目”表第 2 行“预算数”：金额“0.1234567”的小数位多于6位"),
        ("F2", "千元", "“项目”表第 2 行“表内金额单位”：金额单位应为元或万元"),
    ],
)
def test_what_the_project_rows_may_not_hold(cell, value, message):
    with pytest.raises(Refused) as refusal:
        read_xlsx(edited(lambda book: book["项目"].__setitem__(cell, value)))
    assert refusal.value.message == message


def test_what_stands_outside_the_template_is_a_problem():
    def change(book):
        book.create_sheet("草稿")["A1"] = "=1+1"
        book["项目"]["Z2"] = "备注"
        book["整体"]["A12"] = "备注"

    document = read_xlsx(edited(change))
    assert document == PLAN
    assert document.problems == (
        Problem(None, "工作表“草稿”不属于模板，没有读取"),
        Problem(None, "“整体”表第 12 行在模板的栏目之外还有内容，没有读取"),
        Problem(None, "“项目”表第 2 行在模板的栏目之外还有内容，没有读取"),
    )
    assert read_xlsx(xlsx(PLAN)).problems == ()


def test_the_blank_template_has_the_head_filled_in_and_keeps_typed_codes_as_text():
    blank = replace(PLAN, overall_objective="", safeguards="", duties=(), projects=(), explanations=())
    assert read_xlsx(xlsx(blank)) == blank
    book = load_workbook(BytesIO(xlsx(blank)))
    columns = book["项目"].column_dimensions
    assert [columns[letter].number_format for letter in "ADEI"] == ["@", "@", "@", "General"]
    assert [letter for letter in "ABCD" if columns[letter].hidden] == ["A"]
    assert [cell.value for cell in book["项目"][1]][:5] == [
        "编号（请勿修改）",
        "项目标号*",
        "序号",
        "项目名称*",
        "项目编码*",
    ]


ODD_TEXTS = st.text(st.sampled_from("一二=+-@'\"<&>\t\n　 \u2028\x85😀_xA0"), max_size=12).filter(
    lambda text: text.strip() or not text
)


@given(made=documents(), odd=ODD_TEXTS)
def test_any_document_comes_back_as_it_was_exported(made, odd):
    first = made.projects[0]
    rows = tuple(replace(row, description=odd, basis=odd) for row in first.indicators)
    made = replace(
        made,
        safeguards=odd,
        projects=(replace(first, purpose=odd, withheld=Withheld("密"), indicators=rows, key="1"), *made.projects[1:]),
        explanations=(Explanation("名词解释", odd),),
    )
    document = read_xlsx(xlsx(made, "不带空白报表"))
    assert document == made
    assert document.problems == ()


def test_characters_that_xml_cannot_hold_are_left_out():
    assert read_xlsx(xlsx(replace(PLAN, safeguards="一\x0b二\uffff\r\n三"))).safeguards == "一二\n三"


def test_a_text_too_long_for_a_cell_is_never_cut():
    with pytest.raises(ValueError, match="超过 Excel 单元格的 32767 字"):
        xlsx(replace(PLAN, overall_objective="长" * 32768))
