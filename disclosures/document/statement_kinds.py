"""All kinds of statements: the nine budget statements and the three tables of the explanation. Data only.

Reading, keeping, entering, checking, printing and exporting run over KINDS; a further statement is one more of them.
"""

from disclosures.document.budget_statements import (
    APPROPRIATIONS,
    BALANCE,
    BASIC,
    EXPENDITURE,
    GENERAL_PUBLIC,
    GOVERNMENT_FUND,
    REVENUE,
    STATE_CAPITAL,
    THREE_PUBLIC,
)
from disclosures.document.statement_shapes import Column, ColumnKind, ColumnSum, MoneyPlace, StatementKind

_SOURCE, _PURCHASE = "政府采购项目来源", "政府采购金额（当年单位预算安排资金）"

ORGANISATION = StatementKind(
    "organisation",
    "单位机构设置情况",
    ("机构设置情况", "机构设置情况表"),
    (
        Column("name", "单位名称", kind=ColumnKind.TEXT),
        Column("nature", "单位性质", kind=ColumnKind.TEXT),
        Column("rank", "单位规格", kind=ColumnKind.TEXT),
        Column("funding", "经费保障形式", kind=ColumnKind.TEXT),
    ),
    numbers_columns=False,
    has_unit=False,
    has_year=False,
    money=MoneyPlace.NOWHERE,
    empty_note="注：无机构设置，空表列示。",
)

_PURCHASE_FUNDS = (
    Column("general_public", "一般公共预算拨款", _PURCHASE),
    Column("government_fund", "基金预算拨款", _PURCHASE),
    Column("state_capital", "国有资本经营预算拨款", _PURCHASE),
    Column("special_account", "财政专户核拨", _PURCHASE),
    Column("own_funds", "单位资金", _PURCHASE),
    Column("carried_forward", "财政拨款结转", _PURCHASE),
)

PROCUREMENT = StatementKind(
    "procurement",
    "单位政府采购预算",
    ("政府采购预算", "政府采购预算表"),
    (
        Column("project", "项目名称", _SOURCE, ColumnKind.TEXT),
        Column("budget", "预算资金", _SOURCE, ColumnKind.TEXT),
        Column("item", "采购物品名称", kind=ColumnKind.TEXT),
        Column("catalogue", "政府采购目录序号", kind=ColumnKind.TEXT),
        Column("measure", "计量单位", kind=ColumnKind.TEXT),
        Column("count", "数量", kind=ColumnKind.COUNT),
        Column("price", "单价"),
        Column("total", "合计", _PURCHASE),
        *_PURCHASE_FUNDS,
        Column("for_small_firms", "预留中小微企业份额", with_year=True),
    ),
    column_sums=(ColumnSum("total", tuple(column.name for column in _PURCHASE_FUNDS)),),
    numbers_columns=False,
    has_year=False,
    standing_notes=(
        "注：同一采购目录序号的物品，其单价会因配置规格不同而变动，均符合资产配置标准。涉密采购事项按照相关规定执行。",
    ),
    empty_note="注：无政府采购预算，空表列示。",
)

FIXED_ASSETS = StatementKind(
    "fixed_assets",
    "单位固定资产占用情况表",
    ("固定资产占用情况表", "固定资产占用情况"),
    (
        Column("item", "项目", kind=ColumnKind.ITEM),
        Column("count", "数量", kind=ColumnKind.COUNT),
        Column("value", "价值", with_money_unit=True),
    ),
    numbers_columns=False,
    has_year=False,
    has_as_of=True,
    money=MoneyPlace.IN_HEAD,
    empty_note="注：无固定资产，空表列示。",
)

#: In the order of the paper form: first the statements, then the tables of the explanation.
BUDGET_STATEMENTS = (
    BALANCE,
    REVENUE,
    EXPENDITURE,
    APPROPRIATIONS,
    GENERAL_PUBLIC,
    BASIC,
    GOVERNMENT_FUND,
    STATE_CAPITAL,
    THREE_PUBLIC,
)
EXPLANATION_TABLES = (ORGANISATION, PROCUREMENT, FIXED_ASSETS)
KINDS = (*BUDGET_STATEMENTS, *EXPLANATION_TABLES)
_BY_NAME = {kind.kind: kind for kind in KINDS}
KIND_NAMES = tuple(_BY_NAME)


def kind_of(name: str) -> StatementKind:
    """Return the kind with this name. Raises KeyError where there is none."""
    return _BY_NAME[name]
