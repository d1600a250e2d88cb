"""What public texts give away of withheld projects: C02, C05."""

from collections.abc import Iterable, Iterator

from disclosures.checks.finding import Hit, Severity
from disclosures.checks.places import every_project
from disclosures.checks.rule import Context, rule
from disclosures.checks.subtraction import ADVICE, computable, is_kept_back
from disclosures.document.identity import counterparts, without_keys
from disclosures.document.model import Document
from disclosures.document.redaction import public_name
from disclosures.document.traces import Trace, amounts_in_texts, named_in_texts


def _has_withheld(document: Document) -> bool:
    return any(project.withheld for project in document.projects)


def _keeps_back(document: Document) -> bool:
    return any(map(is_kept_back, every_project(document)))


@rule(
    "C02",
    "差额可推算涉密金额",
    Severity.ERROR,
    _keeps_back,
    also=(Severity.WARNING,),
    bars_publication=True,
    may_be_overruled=True,
)
def amounts_give_nothing_away(document: Document) -> Iterator[Hit]:
    """公开的文字和报表里，不能有不公开项目的金额，也不能有减去公开项目以后得出这个金额的合计数。

    为什么：项目不公开，金额却写在总体目标、职责、说明或者不公开原因里，或者合计数减一减就得出来，等于公开了金额。
    没有印预算数的项目，读者会拿成本指标的上限来减。
    怎么办：改写数字，或者改成只含公开项目的合计。准确地减得出来的是错误：确须照此公开的，说明理由以后可以送审，审核通过和
    公开时由财政负责人写明理由、决定照此公开。只是数额相同、可能碰巧的是警告，写明理由即可。每处文字、表内一行的同一个数提示一次。
    例：公开的项目共 12 万元，不公开的一个 8 万元，总体目标写“安排项目资金 20 万元”。
    """
    exact = list(computable(document))
    yield from exact
    places = {(hit.field, hit.project, hit.row) for hit in exact}
    rows = {(_statement_row(hit.field), hit.evidence) for hit in exact}
    for trace in amounts_in_texts(document):
        told_in_row = (_statement_row(trace.at.field), trace.printed) in rows
        if (trace.at.field, trace.at.project, trace.at.row) not in places and not told_in_row:
            advice = ADVICE if trace.sure else "请改写；与不公开项目无关的，请说明理由。"
            numbers = "、".join(map(str, trace.projects))
            message = f"写着“{trace.printed}”，由此可以得出不公开的第 {numbers} 个项目的金额，{advice}"
            where = trace.at.where(document)
            yield _hit(trace, f"{where}{message}", trace.printed, None if trace.sure else Severity.WARNING)


@rule(
    "C05",
    "文字写出不公开的项目",
    Severity.ERROR,
    _has_withheld,
    also=(Severity.WARNING,),
    with_context=True,
    bars_publication=True,
)
def withheld_projects_are_not_named(document: Document, context: Context) -> Iterator[Hit]:
    """公开的文字和报表里，不能有不公开项目的编码；项目名称也不公开的，不能有它的名称，上年用过的名称也不能有。

    为什么：项目不公开，名称或者编码却写在总体目标、职责、说明、别的项目或者不公开原因里，等于公开了这个项目。
    怎么办：改写这处文字。四个字以下的名称、六位以下的编码，以及公开的项目名称里含有不公开的名称的，只作警告。
    例：项目名称写“某库房加固”和“涉密”两行，名称不公开，工作保障措施却写“确保某库房加固按期完工”。
    """
    for trace in named_in_texts(document, _names_of_last_year(document, context.previous)):
        message = f"{trace.at.where(document, named=False)}写着不公开项目的{trace.what}，请改写。"
        yield _hit(trace, message, severity=None if trace.sure else Severity.WARNING)


def _statement_row(field: str) -> str:
    """The row of a statement that a field stands in: one amount in two of its columns is told once."""
    return field.rpartition("[")[0] if field.startswith("statements[") else field


def _hit(trace: Trace, message: str, evidence: str = "", severity: Severity | None = None) -> Hit:
    return Hit(message, trace.at.field, evidence, trace.at.project, trace.at.row, severity)


def _names_of_last_year(document: Document, previous: Document | None) -> Iterable[str]:
    """What last year's counterparts of the projects without a public name were called."""
    nameless = [one for one in document.projects if one.withheld and not public_name(one)]
    if not (previous and nameless):
        return ()
    last = counterparts(without_keys(previous).projects, nameless)
    return [public_name(one) for one in last if one]
