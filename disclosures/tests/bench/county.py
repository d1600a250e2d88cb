"""A region of many units over many years, made from a few lists of words: as many indicators as are asked for.

The words come in different frequencies, so that searches find much, little or nothing: 供水 in one project of
thirty, 萤石 in one of five thousand.
"""

import hashlib
from collections.abc import Iterator
from decimal import Decimal
from itertools import cycle, islice
from random import Random

from disclosures.document.model import (
    PLAN_MONTHS,
    Checkpoint,
    DepartmentRef,
    Document,
    DutySection,
    IndicatorRow,
    ProjectSheet,
    RegionRef,
    Source,
)

REGION = RegionRef("130399", "滨海县")
YEARS = tuple(range(2016, 2026))
PROJECTS, ROWS = 10, 20
_PLACES = ("东港", "西河", "南山", "北塘", "海阳", "石门", "牛头", "杜庄", "台营", "留守", "深河", "榆关", "大新")
_TOPICS = (
    *("供水管网", "城区道路", "学校食堂", "医院设备", "森林防火", "河道清淤", "污水处理", "养老服务", "村级便民"),
    *("文物修缮", "路灯养护", "公交补贴", "应急物资", "食品抽检", "防疫物资", "农田水利", "危房改造", "图书采购"),
    *("校车运行", "垃圾清运", "信息系统", "执法装备", "康复服务", "就业培训", "招商推介", "绿化养护", "气象监测"),
    *("地震台站", "档案数字化", "退役军人慰问"),
)
_RARE = ("萤石选矿", "钟楼铜漆", "鲎类保育")
_KINDS = ("维修经费", "专项经费", "建设资金", "补助资金", "购置经费", "运行经费")
_OFFICES = (
    "教育和体育局",
    "水务局",
    "交通运输局",
    "卫生健康局",
    "城市管理综合执法局",
    "文化广电和旅游局",
    "农业农村局",
)
_SUBCATEGORIES = (
    ("产出指标", "数量指标", "完成数量", "≥{}个"),
    ("产出指标", "数量指标", "受益人次", "≥{}人次"),
    ("产出指标", "质量指标", "验收合格率", "≥{}%"),
    ("产出指标", "质量指标", "设备完好率", "={}%"),
    ("产出指标", "时效指标", "按时完成率", "={}%"),
    ("产出指标", "时效指标", "完成时限", "12月底前"),
    ("产出指标", "成本指标", "预算控制数", "≤{}元"),
    ("产出指标", "成本指标", "单位成本", "≤{}元/人"),
    ("效益指标", "经济效益指标", "节约支出", "≥{}万元"),
    ("效益指标", "社会效益指标", "公众知晓率", "≥{}%"),
    ("效益指标", "社会效益指标", "保障能力", "明显提高"),
    ("效益指标", "生态效益指标", "水质达标率", "≥{}%"),
    ("效益指标", "可持续影响指标", "长效机制", "基本建立"),
    ("满意度指标", "服务对象满意度指标", "群众满意度", "≥{}%"),
)
_RARE_ONE_IN = 5000


def documents(indicators: int) -> Iterator[Document]:
    """Yield documents of 200 indicators each, unit by unit within a year, until `indicators` are reached."""
    count = indicators // (PROJECTS * ROWS)
    units = max(1, count // len(YEARS))
    made = (document(number, year) for year in YEARS for number in range(1, units + 1))
    return islice(made, count)


def document(number: int, year: int) -> Document:
    """The plan of the unit with this number for a year; always the same."""
    random = Random(number * 10_000 + year)
    code = f"{100_000 + number}"
    name = f"{_PLACES[number % len(_PLACES)]}{_OFFICES[number % len(_OFFICES)]}{number}"
    sheets = tuple(_project(random, code, name, year, position) for position in range(1, PROJECTS + 1))
    text = f"{name}{year}年保障运转、完成各项任务，群众得到实惠。"
    return Document(
        department=DepartmentRef(code, name),
        region=REGION,
        fiscal_year=year,
        money_unit="元",
        overall_objective=text,
        duties=(DutySection("履行职责", text=text),),
        safeguards="加强领导，落实责任。",
        projects=sheets,
        source=Source(f"{code}-{year}.txt", hashlib.sha256(f"{code} {year}".encode()).hexdigest()),
    )


def _project(random: Random, code: str, name: str, year: int, position: int) -> ProjectSheet:
    rare = random.randrange(_RARE_ONE_IN) == 0
    topic = random.choice(_RARE) if rare else random.choice(_TOPICS)
    total = Decimal(random.randrange(1_000, 50_000_000)).quantize(Decimal("0.01"))
    title = f"{random.choice(_PLACES)}{topic}{random.choice(_KINDS)}"
    rows = islice(cycle(_SUBCATEGORIES), random.randrange(len(_SUBCATEGORIES)), None)
    return ProjectSheet(
        position,
        f"{title}（第{position}批）",
        f"130399{year % 100}{code}{position:05}",
        "元",
        code,
        name,
        total=total,
        fiscal_funds=total,
        other_funds=Decimal("0.00"),
        purpose=f"用于{title}，按年度计划实施。",
        spending_plan=tuple(
            Checkpoint(month, Decimal(percent)) for month, percent in zip(PLAN_MONTHS, (20, 50, 85, 100), strict=True)
        ),
        objectives=(f"完成{topic}年度任务", "按时支付资金"),
        indicators=tuple(_row(random, topic, levels, place) for place, levels in enumerate(islice(rows, ROWS), 1)),
    )


def _row(random: Random, topic: str, levels: tuple[str, str, str, str], place: int) -> IndicatorRow:
    category, subcategory, name, target = levels
    return IndicatorRow(
        category,
        subcategory,
        f"{topic}{name}{place}",
        f"{topic}工作中{name}的情况",
        target.format(random.randrange(60, 101)),
        random.choice(("年度工作计划", "上年实际完成情况", "行业标准", "项目实施方案")),
    )
