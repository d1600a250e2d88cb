"""The five real documents, against what a person read in them. They are not part of the project."""

import re
from dataclasses import dataclass
from decimal import Decimal

import pytest

from disclosures.document.model import DepartmentRef, Document, IndicatorRow, ProjectSheet, RegionRef, Withheld
from disclosures.importers import parse_file

SHANHAIGUAN = RegionRef("130303", "山海关区")
LEVELS = {
    "数": "数量指标",
    "质": "质量指标",
    "时": "时效指标",
    "成": "成本指标",
    "经": "经济效益指标",
    "社": "社会效益指标",
    "生": "生态效益指标",
    "可": "可持续影响指标",
    "服": "服务对象满意度指标",
}
NO_PLAN = (None, None, None, None)
QUARTERS = ("25", "50", "75", "100")
BY_FOURS = ("25", "60", "90", "100")
SLOWLY = ("10", "62", "92", "100")
#: The five fields of a duty printed in labelled paragraphs.
DUTY, GOAL, AIM, MEASURES, BANDS = "responsibilities", "duty_goal", "objective", "indicators", "rating_bands"
LABELLED = (DUTY, GOAL, AIM, MEASURES, BANDS)


@dataclass(frozen=True)
class Seen:
    """What a person read in a document.

    projects: number, name, code, 预算数, 财政资金, 其他资金, plan, number of objectives, second levels by their first
    character. duties: title and the fields it has ("text" for running text, a number for its pairs). ends: the first
    and last characters of the overall objective and the safeguards. notes: heading, first and last characters.
    """

    region: RegionRef
    department: DepartmentRef
    year: int
    evidence: str
    layout: str
    money_unit: str
    printed_unit: str  # in every project's table
    outcome: str  # what it calls 效益指标
    total: Decimal | None
    ends: tuple[tuple[str, str], tuple[str, str]]
    projects: tuple[tuple, ...]
    duties: tuple[tuple, ...]
    notes: tuple[tuple, ...] = ()
    withheld: tuple[int, ...] = ()


ALL_NINE = "数质时成经社生可服"
SEEN = {
    "000": Seen(
        region=SHANHAIGUAN,
        department=DepartmentRef("201001", "中共秦皇岛市山海关区委办公室本级"),
        year=2021,
        evidence="项目编码均为2021年",
        layout="word",
        money_unit="元",
        printed_unit="元",
        outcome="效益指标",
        total=Decimal(933_000),
        ends=(("区委办公室将以", "作出新的更大贡献。"), ("一、围绕中心、突出重点", "弘扬助人为乐的社会新风尚。")),
        projects=(
            (1, "车辆保险费", "130303210XGGG4UE82OXZ", "32000", "32000", "0", QUARTERS, 1, ALL_NINE),
            (2, "综合保障管理费", "130303212ZB1WOHFY7AAN", "400000", "400000", "0", QUARTERS, 1, ALL_NINE),
            (3, "密码通信配套设备购置维护费", "130303215NGQXDKOME6UX", "74800", "74800", "0", QUARTERS, 1, ALL_NINE),
            (
                *(4, "电子政务内网及红机二级网配套设备维护检测费、涉密监测专线", "13030321KOLDB5IFIXB0G"),
                *("61200", "61200", "0", NO_PLAN, 1, ALL_NINE),
            ),
            (5, "保密宣传技术防范工作经费", "13030321U1KGRTTLER6FI", "115000", "115000", "0", QUARTERS, 1, ALL_NINE),
            (6, "网站网络维护管理经费", "13030321U223KMH4KAQ44", "50000", "50000", "0", QUARTERS, 1, ALL_NINE),
            (7, "会务活动承办费", "13030321VSZK3814KWK4L", "200000", "200000", "0", QUARTERS, 1, ALL_NINE),
        ),
        duties=(
            ("综合服务协调运转", *LABELLED),
            ("信息收集与督查调研", *LABELLED),
            ("行政事务管理", *LABELLED),
            ("政策研究", *LABELLED),
            ("党史研究", *LABELLED),
            ("全面深化改革", DUTY, GOAL, MEASURES, BANDS),
            ("落实全面从严治党主体责任", DUTY, GOAL, MEASURES, BANDS),
        ),
    ),
    "001": Seen(
        region=SHANHAIGUAN,
        department=DepartmentRef("286001", "中共秦皇岛市山海关区委区直机关工作委员会本级"),
        year=2021,
        evidence="项目编码均为2021年",
        layout="word",
        money_unit="元",
        printed_unit="元",
        outcome="效益指标",
        total=Decimal(30_000),
        ends=(("区直机关党建工作以", "政治机关。"), ("一是注重落实", "人人为党旗增光添彩。")),
        projects=(
            (1, "机关工委业务费", "13030321WLCRBVUADKPT8", "30000", "30000", "0", QUARTERS, 2, "数质时成社可可服服服"),
        ),
        duties=(("", *LABELLED),),
    ),
    "002": Seen(
        region=SHANHAIGUAN,
        department=DepartmentRef("610002", "秦皇岛市山海关区古城街道办事处"),
        year=2020,
        evidence="项目名称和资金用途中写明2020年",
        layout="word",
        money_unit="元",
        printed_unit="元",
        outcome="效果指标",
        total=Decimal(2_025_280),
        ends=(("深入贯彻习近平总书记", "奠定坚实基础。"), ("一、尽职尽责", "老年趣味活动。")),
        projects=(
            (1, "办事处工作经费", "610-1301-JBN-OTTA", "23000", "23000", None, BY_FOURS, 2, "时质经服"),
            (2, "车辆保险费", "610-1301-JBN-ABI7", "4000", "4000", None, BY_FOURS, 2, "时可服"),
            (3, "居委会主任退休补贴", "610-1201-JBN-KPSF", "98280", "98280", None, BY_FOURS, 2, "时成社服"),
            (4, "社区工作经费", "610-1301-JBN-RPTP", "60000", "60000", None, BY_FOURS, 2, "质社服"),
            (5, "社区工作专项补助", "610-1201-JBN-9228", "1090000", "1090000", None, BY_FOURS, 2, "质社服"),
            (
                *(6, "提前下达2020年市级社区干部生活补助资金", "610-1201-JBN-FLVO"),
                *("80000", "80000", None, BY_FOURS, 2, "质社社服"),
            ),
            (7, "综合服务中心专项补助", "610-1201-YBN-NKBE", "570000", "570000", None, BY_FOURS, 2, "质经服"),
            (8, "综合事务经费", "610-1301-JBN-3Y43", "100000", "100000", None, BY_FOURS, 2, "时社服"),
        ),
        duties=(
            ("党建基层组织工作", AIM),
            ("工委党员干部管理工作", AIM),
            ("人大监督", AIM),
            ("精神文明建设", AIM),
            ("群众组织工作", AIM),
            ("党风廉政建设工作", AIM),
            ("人大事务管理", AIM),
            ("综合治理工作", AIM),
            ("其他指导、管理、协调和服务职能", AIM),
            ("参政议政", AIM),
            ("人口与计生工作", AIM),
        ),
    ),
    "003": Seen(
        region=RegionRef("130371", "秦皇岛经济技术开发区"),
        department=DepartmentRef("201001", "中共秦皇岛经济技术开发区工作委员会办公室(本级)"),
        year=2022,
        evidence="文中印有2022年",
        layout="pdf",
        money_unit="万元",
        printed_unit="",
        outcome="效益指标",
        total=None,
        ends=(("2022年,工委办公室将", "做好机关党建工作。"), ("1、工作保障措施", "8、其他\n无")),
        projects=tuple(
            (number, name, "", None, None, None, None, objectives, levels)
            for number, name, objectives, levels in (
                (1, "保密局保密工作经费", 2, "数质时成可社服"),
                (2, "保密设备换装", 2, "数质时成经社生可服"),
                (3, "采购一对多无线讲解器费用", 2, "数质时成可服"),
                (4, "档案局专项费用", 2, "数数质时成可服"),
                (5, "督查室专项经费", 2, "数数数质质时成可服"),
                (6, "工委办基层党建示范点创建经费", 2, "数数质时成可服"),
                (7, "工委办见习岗人员工资", 2, "数质时成可服"),
                (8, "工委办秘书科专项经费", 3, "数数数质时成可服"),
                (9, "工委办审计专项经费", 2, "数数质质时成可服"),
                (10, "工委办暑期工作专项经费", 2, "数质时成可服"),
                (11, "工委办文秘科保密设备耗材专用经费", 2, "数质时成可服"),
                (12, "工委值班室建设经费", 2, "数质时成可服"),
                (13, "工委值班室视频会议网络传输服务费", 2, "数质时成可服"),
                (14, "工委主体办专项活动经费", 2, "数质时成可服"),
                (15, "国安办国家安全教育基地经费", 2, "数质时成可服"),
                (16, "国安办专项经费", 3, "数数质质时成社"),
                (17, "机关工委专项经费", 2, "数质时成可服"),
                (18, "纪工委专项经费", 2, "数数质质时时成可服"),
                (19, "举报系统", 2, "数质时成可服"),
                (20, "三重四创五优化活动经费", 3, "数数质质时成社服"),
                (21, "政研室专项经费", 2, "数质时成可服"),
            )
        ),
        duties=(
            ("做好改革工作和政策研究工作", 1, 1, 2),
            ("做好内务管理后勤保障及保密工作", 1, 1, 1, 1, 1, 1),
            ("做好档案管理工作", 1, 1, 1),
            ("做好办公室综合工作和国安工作", 1, 1, 1),
            ("做好区直机关党建工作", 1, 1, 2, 1),
            ("做好督查工作", 2, 1, 1, 1),
            ("全区党员干部廉政工作", 2, 1, 1),
            ("做好文秘工作和主体责任落实工作", 1, 1, 1, 1),
        ),
        notes=(
            ("单位职责及机构设置情况", "单位职责：\n1、负责推动", "机构设置："),
            ("单位预算安排的总体情况", "按照预算管理", "减少 155.25 万元。"),
            ("机关运行经费安排情况", "本年度机关运行经费", "5.71 万元。"),
            ("财政拨款“三公”经费预算情况及增减变化原因", "2021 年单位“三公”", "稍有增加。"),
            ("政府采购预算情况", "2022年，中共", "具体内容见下表。"),
            ("国有资产信息", "中共秦皇岛", "详见政府采购预算表。"),
            ("名词解释", "1、一般公共预算拨款收入：", "发生的支出。"),
            ("其他需要说明的事项", "我单位无", "需要说明的事项"),
        ),
        withheld=(2, 15),
    ),
    "004": Seen(
        region=SHANHAIGUAN,
        department=DepartmentRef("131001", "中国人民政治协商会议河北省秦皇岛市山海关区委员会本级"),
        year=2021,
        evidence="项目名称和资金用途中写明2021年",
        layout="word",
        money_unit="元",
        printed_unit="元",
        outcome="效益指标",
        total=Decimal(408_000),
        ends=(("深入贯彻习近平总书记", "顺利进行。"), ("在项目执行的过程中", "及时进行核算。")),
        projects=(
            (
                1,
                "综合事务管理",
                "1303032108HCY3FL9BB52",
                "100000",
                "100000",
                "0",
                ("10", "62", "92", "100"),
                2,
                ALL_NINE,
            ),
            (2, "车辆保险费", "130303210QRU0KD9FRZ28", "8000", "8000", "0", (None, "62", "92", "100"), 2, ALL_NINE),
            (3, "参政议政", "1303032166DU5DOPXWVKV", "30000", "30000", "0", ("30", "90", "100", "100"), 2, ALL_NINE),
            (4, "委员工作室经费", "13030321Q7SUAPW9NKKIM", "70000", "70000", "0", QUARTERS, 2, ALL_NINE),
            (5, "政协会议", "13030321Y4Y3DYYNL1PGH", "200000", "200000", "0", ("50", "100", "100", "100"), 2, ALL_NINE),
        ),
        duties=(
            ("政协会议", "text"),
            ("委员工作室经费", "text"),
            ("参政议政", "text"),
            ("综合事务管理费", "text"),
            ("车辆保险费", "text"),
        ),
    ),
}

#: (document, project, place of the row) → the row, as printed.
ROWS = {
    ("000", 1, 0): ("产出指标", "数量指标", "缴纳车辆保险数量", "缴纳车辆保险数量", "8辆", "年度工作计划"),
    ("000", 1, 3): ("产出指标", "成本指标", "项目控制预算数", "不超过财政支持经费", "是/否", "年度工作计划"),
    ("000", 7, 7): ("效益指标", "可持续影响指标", "持续发展作用力", "持续发展作用力", "是/否", "年度工作计划"),
    ("001", 1, 9): ("满意度指标", "服务对象满意度指标", *("参训人员满意率",) * 2, "≥90大于或等于90%", "参训人员满意率"),
    ("002", 1, 0): (
        *("产出指标", "时效指标", "及时率", "及时发放预算外人员工资，缴纳保险"),
        *("≧90%为优；80%-90%为良；70%-80%为中；70%以下为差。", "冀财资[2017]674号"),
    ),
    ("002", 2, 2): (
        *("满意度指标", "服务对象满意度指标", "服务对象满意度", "机关各部门用车情况满意程度"),
        *("≧90%为优秀\n90%-80%为良好\n80%-70%为中\n70%以下为差", "财政统一安排"),
    ),
    ("002", 6, 2): (
        *("效果指标", "社会效益指标", "每月足额缴纳社区人员社保缴费", "是否缴纳社区人员社保缴费"),
        *("100百分比", "秦财社【2019】238号"),
    ),
    ("002", 7, 0): (
        *("产出指标", "质量指标", "各部门协调工作保障率", "综合服务中心人员协调各部门开展工作"),
        *("≧90%为优；80%-90%为良；70%-80%为中；70%以下为差。", "山编【2017】15号；办纪【2017】34号"),
    ),
    ("003", 2, 3): ("产出指标", "成本指标", "涉密", "涉密", "≤10 涉密", "工作需要"),
    ("003", 7, 3): ("产出指标", "成本指标", "工资补助标准", "按预算金额及补助标准发放", "690 元/人", "年度工作计划"),
    ("003", 13, 2): ("产出指标", "时效指标", "传递信息及时性", "随时接受上级有关部门检查", "101%", "按合同约定"),
    ("003", 19, 1): ("产出指标", "质量指标", "布设点合格率", "反映布设点的建设质量", "= 100%", "年度工作计划"),
    ("003", 20, 2): (
        *("产出指标", "质量指标", "三重四创五优化达标率", "按要求顺利开展三重四创五优化活动"),
        *("达到预期目标得满分，未达标酌情减分。100%", "年度工作计划"),
    ),
    ("003", 21, 5): (
        *("满意度指标", "服务对象满意度指标", "领导满意度", "领导群众对期刊的满意程度", "≥95%", "年度工作计划"),
    ),
    ("004", 2, 5): (
        "效益指标",
        "社会效益指标",
        "机关车辆对外事务完成率",
        "保证机关车辆正常使用",
        "正常使用",
        "年度工作计划",
    ),
    ("004", 5, 1): ("产出指标", "质量指标", "政协会议召开完成", "顺利召开2021年政协会议", "是", "年度工作计划"),
}

#: Lines that are neither labels nor text of the document: titles, parts, the unit's own sub-headings, captions, notes
#: below tables.
FURNITURE = {
    *("第一部分", "部门整体绩效目标", "第二部分", "预算项目绩效目标", "1"),
    *("一、总体绩效目标", "二、分项绩效目标", "三、工作保障措施"),
    *("中共山海关区委办公室", "部门总体绩效目标", "部门分项绩效目标", "工作保障措施"),
    *("区直工委部门年度规划目标", "区直工委职责分类绩效目标情况说明", "区直工委实现本年度发展规划目标的保障措施"),
    *("总体目标", "职责分类目标"),
    *("五、预算绩效信息", "第一部分单位整体绩效目标", "第二部分专项资金绩效目标", "第三部分预算项目绩效目标"),
    *("(一)总体绩效目标", "(二)分项绩效目标", "(三)工作保障措施", "本单位无专项资金绩效目标"),
    *("单位机构设置情况", "单位政府采购预算", "单位固定资产占用情况表", "单位:万元", "截止时间:2021-12-31"),
    "201001中共秦皇岛经济技术开发区工作委员会办公室(本级)",
    "注:无政府采购预算,空表列示。",
    "注:同一采购目录序号的物品,其单价会因配置规格不同而变动,均符合资产配置标准。涉密采购事项按照相关规定执行。",
}
LABELS = {
    *("项目编码", "项目名称", "预算规模及资金用途", "预算数", "其中:财政资金", "其他资金", "资金支出计划(%)"),
    *("3月底", "6月底", "10月底", "12月底", "绩效目标", "单位:元"),
    *("一级指标", "二级指标", "三级指标", "绩效指标描述", "指标值", "指标值确定依据"),
}
#: What 003 prints in front of its explanation (contents and statements, read elsewhere), and the tables of its notes.
EXPLANATION = "现将中共秦皇岛经济技术开发区工作委员会办公室(本级)2022 年单位预算公开如下"
TABLES_OF_NOTES = (("单位名称\t", 2), ("政府采购项目来源\t", 2), ("项 目\t", 7))

_WIDE = {code: chr(code - 0xFEE0) for code in range(0xFF01, 0xFF5F)}
_MARKS = re.compile(r" TC .*$|\[bookmark: \w+\]|<[^>]+>|\*\*|^#+ |^- ")


def bare(text: str) -> str:
    """A text without marks of the word processor, blanks and full-width forms; made for these tests alone."""
    return "".join(_MARKS.sub("", text.strip()).translate(_WIDE).split())


@pytest.fixture(params=SEEN, scope="module")
def case(request, documents) -> tuple[str, Document, str]:
    """A document's name, the document as it is read, and its text."""
    (path,) = documents.glob(f"{request.param}_*")
    return request.param, parse_file(path.name, path.read_bytes()), path.read_text(encoding="utf-8")


def test_whose_document_it_is(case):
    name, document, _ = case
    seen = SEEN[name]
    assert document.department == seen.department
    assert document.region == seen.region
    assert (document.fiscal_year, document.fiscal_year_evidence) == (seen.year, seen.evidence)
    assert (document.layout, document.money_unit) == (seen.layout, seen.money_unit)
    assert len(document.statements) == (12 if name == "003" else 0)
    assert document.problems == ()


def test_every_project_with_its_head(case):
    name, document, _ = case
    seen = SEEN[name]
    unit = (seen.department.code, seen.department.name) if seen.layout == "word" else ("", "")
    assert [_head(project) for project in document.projects] == [
        (number, title, code, *map(_decimal, amounts), plan and tuple(map(_decimal, plan)), objectives)
        for number, title, code, *amounts, plan, objectives, _ in seen.projects
    ]
    assert {(project.unit_code, project.unit_name) for project in document.projects} == {unit}
    assert {project.money_unit for project in document.projects} == {seen.printed_unit}
    assert {bool(project.purpose) for project in document.projects} == {seen.layout == "word"}
    amounts = [project.total for project in document.projects if project.total is not None]
    assert (sum(amounts) if amounts else None) == seen.total


def test_every_indicator_at_its_level_in_order(case):
    name, document, _ = case
    outcome = SEEN[name].outcome
    categories = {level: "产出指标" if level in "数质时成" else outcome for level in LEVELS} | {"服": "满意度指标"}
    for project, (*_, levels) in zip(document.projects, SEEN[name].projects, strict=True):
        assert [(row.category, row.subcategory) for row in project.indicators] == [
            (categories[level], LEVELS[level]) for level in levels
        ]


def test_whole_rows_as_printed(case):
    name, document, _ = case
    for (_, number, place), fields in ((key, fields) for key, fields in ROWS.items() if key[0] == name):
        assert document.projects[number - 1].indicators[place] == IndicatorRow(*fields)


def test_what_is_classified_is_withheld(case):
    name, document, _ = case
    withheld = [project for project in document.projects if project.withheld]
    assert tuple(project.number for project in withheld) == SEEN[name].withheld
    assert {project.withheld for project in withheld} <= {Withheld("原件标注涉密")}


def test_every_duty_in_its_shape(case):
    name, document, _ = case
    assert [_shape(duty) for duty in document.duties] == list(SEEN[name].duties)


def test_first_and_last_words_of_every_section(case):
    name, document, _ = case
    for text, (first, last) in zip((document.overall_objective, document.safeguards), SEEN[name].ends, strict=True):
        assert text.startswith(first)
        assert text.endswith(last)
    assert [note.heading for note in document.explanations] == [heading for heading, _, _ in SEEN[name].notes]
    for note, (_, first, last) in zip(document.explanations, SEEN[name].notes, strict=True):
        assert note.text.startswith(first)
        assert note.text.endswith(last)


def test_all_are_complete(documents):
    read = [parse_file(path.name, path.read_bytes()) for path in sorted(documents.glob("*.txt"))]
    assert [len(document.projects) for document in read] == [7, 1, 8, 21, 5]
    assert [sum(len(project.indicators) for project in document.projects) for document in read] == [63, 10, 27, 145, 45]


def test_every_line_of_the_file_stands_in_the_document(case):
    name, document, text = case
    printed = {bare(line) for words in _texts(document) for line in words.split("\n")}
    run_together = "\n".join(printed)
    for line in _lines_to_find(name, text):
        for cell in line.split("\t"):
            found = bare(cell)
            number = re.match(r"(?:\d+|[一二三四五六七八九十]+)[、.]", found)
            rest = found[number.end() :] if number else found
            assert not found or found in FURNITURE | LABELS or rest in run_together or _is_taken_apart(found, printed)


def test_every_text_of_the_document_stands_in_the_file(case):
    _, document, text = case
    written = "".join(bare(line) for line in text.split("\n"))
    for words in _texts(document):
        for line in words.split("\n"):
            assert bare(line) in written


def test_every_part_knows_its_line(case):
    _, document, text = case
    lines = [bare(line) for line in text.split("\n")]
    for project in document.projects:
        assert bare(project.name) in lines[project.line - 1]
        for row in project.indicators:
            assert bare(row.name) in "".join(lines[row.line - 1 : row.line + 2])
    for duty in document.duties:
        assert bare(duty.title) in lines[duty.line - 1]
    for note in document.explanations:
        assert bare(note.heading) in lines[note.line - 1]


def _decimal(text: str | None) -> Decimal | None:
    return None if text is None else Decimal(text)


def _head(project: ProjectSheet) -> tuple:
    plan = project.spending_plan and tuple(point.cumulative_percent for point in project.spending_plan)
    amounts = (project.total, project.fiscal_funds, project.other_funds)
    return project.number, project.name, project.code, *amounts, plan, len(project.objectives)


def _shape(duty) -> tuple:
    fields = [name for name in (*LABELLED, "text") if getattr(duty, name)]
    return duty.title, *fields, *(len(pair.indicators) for pair in duty.pairs)


def _texts(document: Document) -> list[str]:
    """Every text that the document holds, amounts and percentages as numbers."""
    texts = [document.department.code + document.department.name, document.overall_objective, document.safeguards]
    for duty in document.duties:
        texts += [duty.title, duty.text, *(getattr(duty, name) for name in LABELLED)]
        texts += [text for pair in duty.pairs for text in (pair.objective, *pair.indicators)]
    for project in document.projects:
        texts += [project.name, project.code, project.unit_code + project.unit_name, project.purpose]
        texts += [*project.objectives, *(str(amount) for amount in _amounts(project) if amount is not None)]
        texts += [text for row in project.indicators for text in _row(row)]
    return texts + [text for note in document.explanations for text in (note.heading, note.text)]


def _amounts(project: ProjectSheet) -> list[Decimal | None]:
    percents = [point.cumulative_percent for point in project.spending_plan or ()]
    return [project.total, project.fiscal_funds, project.other_funds, *percents]


def _row(row: IndicatorRow) -> list[str]:
    return [row.category, row.subcategory, row.name, row.description, row.target, row.basis]


def _lines_to_find(name: str, text: str) -> list[str]:
    """The lines of a file; of 003 those behind its statements, without the tables of its notes."""
    lines = text.split("\n")
    if name != "003":
        return lines
    lines = lines[next(number for number, line in enumerate(lines) if EXPLANATION in line) + 1 :]
    for first, count in TABLES_OF_NOTES:
        (start,) = (number for number, line in enumerate(lines) if line.startswith(first))
        del lines[start : start + count]
    return lines


def _is_taken_apart(line: str, printed: set[str]) -> bool:
    """Whether nothing is left of a line once labels, headings and the texts of the document are taken out of it."""
    for words in sorted({*printed, "绩效目标表"} - {""}, key=len, reverse=True):
        line = line.replace(words, "")
    line = re.sub(r"(?:主要职责|职责目标|绩效目标|绩效指标|绩效标准)(?:[:是]|$)", "", line)
    return not re.sub(r"\d+[.、]|[一二三四五六七八九]、|%|:", "", line)
