"""The nine budget statements (预算公开表): one definition per kind. Data only."""

from disclosures.document.statement_shapes import (
    Column,
    ColumnKind,
    ColumnSum,
    LineEquality,
    LineSum,
    StatementKind,
    SubjectTree,
)

_ORDINAL = Column("number", "序号", kind=ColumnKind.ORDINAL)

_EXPENDITURE_LINES = (
    "一、一般公共服务支出",
    "二、外交支出",
    "三、国防支出",
    "四、公共安全支出",
    "五、教育支出",
    "六、科学技术支出",
    "七、文化旅游体育与传媒支出",
    "八、社会保障和就业支出",
    "九、社会保险基金支出",
    "十、卫生健康支出",
    "十一、节能环保支出",
    "十二、城乡社区支出",
    "十三、农林水支出",
    "十四、交通运输支出",
    "十五、资源勘探工业信息等支出",
    "十六、商业服务业等支出",
    "十七、金融支出",
    "十八、援助其他地区支出",
    "十九、自然资源海洋气象等支出",
    "二十、住房保障支出",
    "二十一、粮油物资储备支出",
    "二十二、国有资本经营预算支出",
    "二十三、灾害防治及应急管理支出",
    "二十四、预备费",
    "二十五、其他支出",
    "二十六、转移性支出",
    "二十七、债务还本支出",
    "二十八、债务付息支出",
    "二十九、债务发行费用支出",
    "三十、抗疫特别国债安排的支出",
    "本年支出合计",
)
_FUND_NAMES = ("一般公共预算财政拨款", "政府性基金预算财政拨款", "国有资本经营预算财政拨款")
_FUNDS = ("general_public", "government_fund", "state_capital")
_ABOVE_THE_SUBTOTAL = tuple(range(1, 31))


def _subjects(group: str) -> tuple[Column, ...]:
    return (
        _ORDINAL,
        Column("code", "科目编码", group, ColumnKind.SUBJECT_CODE),
        Column("name", "科目名称", group, ColumnKind.SUBJECT_NAME),
    )


_FUNCTIONAL_COLUMNS = _subjects("功能分类科目")
_BASIC_AND_PROJECTS = (Column("total", "合计"), Column("basic", "基本支出"), Column("projects", "项目支出"))


def _by_function(kind: str, title: str, fund: str, *names: str) -> StatementKind:
    return StatementKind(
        kind,
        title,
        names,
        (*_FUNCTIONAL_COLUMNS, *_BASIC_AND_PROJECTS),
        column_sums=(ColumnSum("total", ("basic", "projects")),),
        tree=SubjectTree.FUNCTIONAL,
        has_total_row=True,
        empty_note=f"注：无{fund}，空表列示。",
    )


BALANCE = StatementKind(
    "balance",
    "单位预算收支总表",
    ("收支总表",),
    (
        _ORDINAL,
        Column("revenue_item", "项目", "收入", ColumnKind.ITEM),
        Column("revenue", "预算数", "收入"),
        Column("expenditure_item", "项目", "支出", ColumnKind.ITEM),
        Column("expenditure", "预算数", "支出"),
    ),
    line_sums=(
        LineSum("revenue_item", ("revenue",), 31, tuple(range(1, 10))),
        LineSum("revenue_item", ("revenue",), 33, (31, 32)),
        LineSum("expenditure_item", ("expenditure",), 31, _ABOVE_THE_SUBTOTAL),
        LineSum("expenditure_item", ("expenditure",), 33, (31, 32)),
    ),
    line_equalities=(LineEquality(33, ("revenue", "expenditure")),),
    lines=(
        (
            "revenue_item",
            (
                "一、一般公共预算拨款收入",
                "二、政府性基金预算拨款收入",
                "三、国有资本经营预算拨款收入",
                "四、财政专户管理资金收入",
                "五、事业收入",
                "六、事业单位经营收入",
                "七、上级补助收入",
                "八、附属单位上缴收入",
                "九、其他收入",
                *[""] * 21,
                "本年收入合计",
                "上年结转结余",
                "收入总计",
            ),
        ),
        ("expenditure_item", (*_EXPENDITURE_LINES, "年终结转结余", "支出总计")),
    ),
    empty_note="注：无收支预算，空表列示。",
)

REVENUE = StatementKind(
    "revenue",
    "单位预算收入总表",
    ("收入总表",),
    (
        *_FUNCTIONAL_COLUMNS,
        Column("total", "合计"),
        Column("current", "小计", "本年收入"),
        Column("appropriations", "财政拨款收入", "本年收入"),
        Column("special_account", "财政专户收入", "本年收入"),
        Column("operations", "事业收入", "本年收入"),
        Column("business", "经营收入", "本年收入"),
        Column("from_superiors", "上级补助收入", "本年收入"),
        Column("from_subordinates", "附属单位上缴收入", "本年收入"),
        Column("other", "其他收入", "本年收入"),
        Column("carried_forward", "上年结转"),
    ),
    column_sums=(
        ColumnSum("total", ("current", "carried_forward")),
        ColumnSum(
            "current",
            (
                "appropriations",
                "special_account",
                "operations",
                "business",
                "from_superiors",
                "from_subordinates",
                "other",
            ),
        ),
    ),
    tree=SubjectTree.FUNCTIONAL,
    has_total_row=True,
    empty_note="注：无收入预算，空表列示。",
    chart="收入，按功能分类",
)

EXPENDITURE = StatementKind(
    "expenditure",
    "单位预算支出总表",
    ("支出总表",),
    (
        *_FUNCTIONAL_COLUMNS,
        *_BASIC_AND_PROJECTS,
        Column("business", "经营支出"),
        Column("to_superiors", "上解上级支出"),
        Column("to_subordinates", "对附属单位补助支出"),
    ),
    column_sums=(ColumnSum("total", ("basic", "projects", "business", "to_superiors", "to_subordinates")),),
    tree=SubjectTree.FUNCTIONAL,
    has_total_row=True,
    empty_note="注：无支出预算，空表列示。",
    chart="支出，按功能分类",
)

APPROPRIATIONS = StatementKind(
    "appropriations",
    "单位预算财政拨款收支总表",
    ("财政拨款收支总表",),
    (
        _ORDINAL,
        Column("revenue_item", "项目", "收入", ColumnKind.ITEM),
        Column("revenue", "金额", "收入"),
        Column("expenditure_item", "项目", "支出", ColumnKind.ITEM),
        Column("total", "合计", "支出"),
        *(Column(name, label, "支出") for name, label in zip(_FUNDS, _FUND_NAMES, strict=True)),
    ),
    column_sums=(ColumnSum("total", _FUNDS),),
    line_sums=(
        LineSum("revenue_item", ("revenue",), 31, (1, 2, 3)),
        LineSum("revenue_item", ("revenue",), 32, (33, 34, 35)),
        LineSum("revenue_item", ("revenue",), 36, (31, 32)),
        LineSum("expenditure_item", ("total", *_FUNDS), 31, _ABOVE_THE_SUBTOTAL),
        LineSum("expenditure_item", ("total", *_FUNDS), 36, (31, 32)),
    ),
    line_equalities=(LineEquality(36, ("revenue", "total")),),
    lines=(
        (
            "revenue_item",
            (
                "一、一般公共预算拨款",
                "二、政府性基金预算拨款",
                "三、国有资本经营预算拨款",
                *[""] * 27,
                "本年收入合计",
                "年初财政拨款结转和结余",
                "一、一般公共预算拨款",
                "二、政府性基金预算拨款",
                "三、国有资本经营预算拨款",
                "收入总计",
            ),
        ),
        ("expenditure_item", (*_EXPENDITURE_LINES, "年末财政拨款结转和结余", "", "", "", "支出总计")),
    ),
    empty_note="注：无财政拨款收支预算，空表列示。",
)

GENERAL_PUBLIC = _by_function(
    "general_public",
    "单位预算一般公共预算财政拨款支出表",
    "一般公共预算财政拨款预算",
    "一般公共预算财政拨款支出表",
)

BASIC = StatementKind(
    "basic",
    "单位预算一般公共预算财政拨款基本支出表",
    ("一般公共预算财政拨款基本支出表",),
    (
        *_subjects("支出部门经济分类科目"),
        Column("total", "合计", "一般公共预算基本支出"),
        Column("staff", "人员经费", "一般公共预算基本支出"),
        Column("running", "公用经费", "一般公共预算基本支出"),
    ),
    column_sums=(ColumnSum("total", ("staff", "running")),),
    tree=SubjectTree.ECONOMIC,
    has_total_row=True,
    empty_note="注：无一般公共预算财政拨款基本支出预算，空表列示。",
    chart="基本支出，按经济分类",
)

GOVERNMENT_FUND = _by_function(
    "government_fund",
    "单位预算政府性基金预算财政拨款支出表",
    "政府性基金预算财政拨款预算",
    "政府性基金预算财政拨款支出表",
    "政府基金预算财政拨款支出表",
)

STATE_CAPITAL = _by_function(
    "state_capital",
    "单位预算国有资本经营预算财政拨款支出表",
    "国有资本经营预算财政拨款预算",
    "国有资本经营预算财政拨款支出表",
)

_THREE_PUBLIC_FUNDS = ("一般公共预算财政拨款", "政府性基金预算拨款", "国有资本经营预算财政拨款")
_THREE_PUBLIC_AMOUNTS = ("total", *_FUNDS)

THREE_PUBLIC = StatementKind(
    "three_public",
    "单位预算财政拨款“三公”经费支出表",
    ("财政拨款“三公”经费支出表", "财政拨款三公经费支出表", "“三公”经费支出表"),
    (
        _ORDINAL,
        Column("item", "项目", kind=ColumnKind.ITEM),
        Column("total", "合计", "资金性质"),
        *(Column(name, label, "资金性质") for name, label in zip(_FUNDS, _THREE_PUBLIC_FUNDS, strict=True)),
    ),
    column_sums=(ColumnSum("total", _FUNDS),),
    line_sums=tuple(
        LineSum("item", _THREE_PUBLIC_AMOUNTS, total, parts)
        for total, parts in ((1, (2,)), (2, (3, 6, 9)), (3, (4, 5)), (6, (7, 8)))
    ),
    lines=(
        (
            "item",
            (
                "合计",
                "“三公”经费小计",
                "一、因公出国（境）费",
                "其中：教学科研人员因公出国（境）费",
                "其他因公出国（境）费",
                "二、公务用车购置及运维费",
                "其中：公务用车购置费",
                "公务用车运行维护费",
                "三、公务接待费",
            ),
        ),
    ),
    empty_note="注：无财政拨款“三公”经费支出预算，空表列示。",
)
