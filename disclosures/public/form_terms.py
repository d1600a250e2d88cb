"""What the words of the official forms mean, in plain words, and which of them a page uses."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from disclosures.document.glossary import terms
from disclosures.document.identity import normalised
from disclosures.document.model import Document, IndicatorRow, ProjectSheet
from disclosures.document.statement_kinds import kind_of

#: What is printed on every 绩效目标表.
SHEET_TERMS = (
    ("预算数", "这个项目这一年安排的钱。"),
    ("财政资金", "预算数中由财政拨款的部分。"),
    ("其他资金", "预算数中不是财政拨款的部分，如事业收入、上级补助、单位自筹。"),
    ("资金用途", "这笔钱具体花在哪些事上。"),
    ("资金支出计划", "打算到3月底、6月底、10月底、12月底累计花掉预算数的百分之几。"),
    ("绩效目标", "花这笔钱，今年要做成什么、达到什么效果。"),
    ("一级指标", "从哪个方面衡量：产出（做了多少、多好、多快），效益（带来什么好处），满意度，成本。"),
    ("二级指标", "一级指标下面的细分，如产出指标分为数量、质量、时效。"),
    ("三级指标", "具体衡量什么，如“培训人数”。"),
    ("绩效指标描述", "这个指标的含义，怎样计算。"),
    ("指标值", "这个指标今年要达到的数或者程度，如“≥95%”。"),
    ("指标值确定依据", "为什么定成这个数，如上年实际、规划、标准。"),
)
#: Levels of indicators, by what is left of them without 指标.
LEVEL_TERMS = (
    ("产出", "做了多少事，做得怎样。"),
    ("效益", "事情做成以后带来的好处；2020年及以前叫效果指标。"),
    ("效果", "事情做成以后带来的好处；2021年起叫效益指标。"),
    ("满意度", "受益的人满意不满意。"),
    ("成本", "花多少钱办成，不超过多少。"),
    ("数量", "做多少：人数、次数、公里数。"),
    ("质量", "做得好不好：合格率、达标率。"),
    ("时效", "什么时候做完，来得及时不及时。"),
    ("经济效益", "对收入、产值、节约带来的影响。"),
    ("社会效益", "对公众生活、社会秩序带来的影响。"),
    ("生态效益", "对环境和资源带来的影响。"),
    ("可持续影响", "以后是不是还能起作用。"),
    ("服务对象满意度", "用到这项服务的人中，满意的占多少。"),
    ("经济成本", "花多少钱办成，不超过多少；2021年及以前叫成本指标，列在产出指标下。"),
    ("社会成本", "对公众生活带来的不便和损失，不超过多少。"),
    ("生态环境成本", "对环境带来的消耗和损害，不超过多少。"),
)
#: What is printed on budget statements.
STATEMENT_TERMS = (
    ("一般公共预算", "主要以税收为来源，用于保障民生、行政运转等一般用途的预算。"),
    ("政府性基金预算", "为专门用途收取的钱（如土地出让收入）单独编制的预算。"),
    ("国有资本经营预算", "国有企业上缴的利润等单独编制的预算。"),
    ("基本支出", "维持单位日常运转的支出：人员工资和公用经费。"),
    ("项目支出", "为完成专门工作而在基本支出以外安排的支出。"),
    ("功能分类", "按钱用来做哪一类事分的科目，如教育、卫生健康。"),
    ("经济分类", "按钱花成什么样子分的科目，如工资、办公费、设备购置。"),
    ("“三公”经费", "因公出国（境）费、公务用车购置和运行维护费、公务接待费。"),
    ("机关运行经费", "机关为日常运转购买货物和服务的公用经费。"),
    ("政府采购", "单位用财政资金依法购买货物、工程和服务。"),
    ("结转", "上年没有用完、今年继续按原用途使用的钱。"),
)
FORM_TERMS = (*SHEET_TERMS, *((f"{name}指标", text) for name, text in LEVEL_TERMS), *STATEMENT_TERMS)


@dataclass(frozen=True)
class Meant:
    """A term and what it means; `own`: the unit of the page says so itself."""

    term: str
    text: str
    own: bool = False


def terms_of_sheet(sheet: ProjectSheet) -> list[Meant]:
    """Return the terms of a project's form, and of the levels of its indicators."""
    levels = dict(LEVEL_TERMS)
    printed = dict.fromkeys(stem for row in sheet.indicators for stem in _levels(row))
    named = [Meant(f"{stem}指标", levels[stem]) for stem in printed if stem in levels]
    return [*(Meant(*one) for one in SHEET_TERMS), *named]


def terms_of_statements(document: Document) -> list[Meant]:
    """Return the terms of the statements of a document, and those of the unit that stand in them."""
    shown = document.statements
    words = normalised("".join(text for one in shown for text in (one.title, *kind_of(one.kind).labels)))
    named = [Meant(*one) for one in STATEMENT_TERMS if normalised(one[0]) in words]
    return [*named, *_own(document, (cell for one in shown for row in one.rows for cell in row))]


def _levels(row: IndicatorRow) -> Iterator[str]:
    """The first and second level of an indicator, without 指标, as printed."""
    for printed in (row.category, row.subcategory):
        yield "".join(printed.split()).removesuffix("指标")


def _own(document: Document, texts: Iterable[str]) -> list[Meant]:
    """The terms that the unit explains and that stand in some texts."""
    everything = normalised("\n".join(texts))
    return [Meant(one.term, one.text, own=True) for one in terms(document) if normalised(one.term) in everything]
