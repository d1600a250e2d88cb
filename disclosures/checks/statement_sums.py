"""Sums inside the budget statements and between them: J06, J11, and what J01 asks of the table of the three
expenses."""

from collections.abc import Iterator

from disclosures.checks.finding import Hit, Severity
from disclosures.checks.ledgers import ZERO, Ledger, gravity, has_statements, ledger_of, ledgers
from disclosures.checks.rule import rule
from disclosures.document.budget_statements import BASIC, GENERAL_PUBLIC, THREE_PUBLIC
from disclosures.document.model import Document
from disclosures.document.statement_laws import EQUAL_ITEMS, LAWS, Law
from disclosures.document.statement_rows import has_strangers, rows_by_line
from disclosures.document.statement_shapes import ColumnKind


@rule("J06", "报表合计不平", Severity.ERROR, has_statements, also=(Severity.WARNING, Severity.HINT))
def statements_add_up(document: Document) -> Iterator[Hit]:
    """预算报表里的合计要等于各部分之和，几张表里的同一个数要相等（空着按 0 算）。

    为什么：表与表、合计与明细对不上，必有一个数是错的，公众也看得出来。
    怎么办：按提示的表、行、栏核对批复，改正其中一个数。
    以元为单位必须分毫不差；以万元为单位相差 0.01 的是四舍五入，只提示。
    逐栏核对的有：合计等于各类之和，类等于各款之和，款等于各项之和；收入总表的合计等于小计加上年结转，小计等于七项收入之和；
    支出总表的合计等于五种支出之和；收支总表和财政拨款收支总表的本年合计、总计，收入总计等于支出总计；固定资产总额等于各项之和
    （“其中”不重复相加）。表间核对的有：收支总表与收入总表、支出总表、财政拨款收支总表；财政拨款收支总表按资金、按类与三张
    财政拨款支出表；一般公共预算财政拨款的基本支出与基本支出表的合计。三公经费表另有规则（J01）。
    没有印出的合计无从核对，是警告。
    例：201 类合计 583.78 万元，所属三款 31.00、5.00、547.87 万元，加起来是 583.87 万元。
    """
    for ledger in ledgers(document):
        if ledger.kind != THREE_PUBLIC:
            yield from sums_that_fail(ledger)
        yield from _totals_left_out(ledger)
        yield from _amounts_without_a_line(ledger)
        yield from _parts_above_their_whole(ledger)
    for law in LAWS:
        yield from _broken(law, document)


def sums_that_fail(ledger: Ledger) -> Iterator[Hit]:
    """Yield a finding for every sum of a statement that its parts do not make."""
    for one in ledger.sums:
        printed = ledger.amount(one.row, one.column)
        added = sum((ledger.amount(*part) for part in one.parts), ZERO)
        severity = gravity(printed, added, ledger.unit)
        if severity:
            message = (
                f"是 {ledger.printed(printed)}，{one.words}是 {ledger.printed(added)}，"
                f"相差 {ledger.printed(abs(printed - added))}，请核对。"
            )
            yield ledger.hit(one.row, one.column, message, severity)


def _totals_left_out(ledger: Ledger) -> Iterator[Hit]:
    """The finding where the form prints totals that the statement has not; none where it may call them otherwise."""
    missing: list[str] = []
    for one in ledger.kind.line_sums if ledger.statement.rows else ():
        printed = rows_by_line(ledger.statement, one.item)
        if one.total not in printed and not has_strangers(ledger.statement, one.item):
            missing.append(f"“{ledger.kind.lines_of(one.item)[one.total - 1]}”")
    if missing:
        message = f"《{ledger.statement.title}》没有印出{'、'.join(missing)}，无法核对合计，请补上。"
        yield Hit(message, f"statements[{ledger.place}].rows", severity=Severity.WARNING)


def _amounts_without_a_line(ledger: Ledger) -> Iterator[Hit]:
    """Amounts beside a line that the form leaves blank: they belong to nothing, and no sum counts them."""
    items = ledger.kind.places(ColumnKind.ITEM) if ledger.kind.lines else ()
    for place, column in enumerate(ledger.kind.columns):
        item = max((at for at in items if at < place), default=None)
        if item is None or column.kind != ColumnKind.AMOUNT:
            continue
        for row, cells in enumerate(ledger.statement.rows):
            if ledger.amount(row, column.name) and not cells[item].strip():
                amount = ledger.printed(ledger.amount(row, column.name))
                yield ledger.hit(row, column.name, f"是 {amount}，这一行却没有项目名称，应为 0.00，请核对。")


def _parts_above_their_whole(ledger: Ledger) -> Iterator[Hit]:
    """Lines 其中 of a table with lines of the unit's own that are more than the line above them of which they are a
    part."""
    items = ledger.kind.places(ColumnKind.ITEM)
    if not items or ledger.kind.lines:
        return
    whole = 0
    for row, cells in enumerate(ledger.statement.rows):
        if not cells[items[0]].strip().startswith("其中"):
            whole = row
            continue
        for column in ledger.amounts:
            part, limit = ledger.amount(row, column), ledger.amount(whole, column)
            if part > limit:
                message = f"是 {ledger.printed(part)}，多于它所属的第 {whole + 1} 行 {ledger.printed(limit)}，请核对。"
                yield ledger.hit(row, column, message)


def _broken(law: Law, document: Document) -> Iterator[Hit]:
    """The finding where a law between two statements does not hold; none where one of the two is missing."""
    one, other = ledger_of(document, law.parts[0].kind), ledger_of(document, law.whole.kind)
    if not (one and other):
        return
    values = [one.value_of(figure) for figure in law.parts]
    whole = other.value_of(law.whole)
    if whole is None or None in values:
        return
    added = sum((value for value in values if value is not None), ZERO)
    severity = gravity(added, whole, one.unit, other.unit)
    if not severity:
        return
    row, at = one.row_of(law.parts[0]), other.row_of(law.whole)
    first, last = law.parts[0].column, law.whole.column
    there = other.cell_words(at, last) if at is not None else f"《{other.statement.title}》的“{other.label(last)}”"
    if row is None:
        there = f"《{one.statement.title}》的“{one.label(first)}”"
        message = f"是 {other.printed(whole)}，{there}却是 {one.printed(added)}，请核对。"
        hit = other.hit(at or 0, last, message, severity)
    else:
        lines = f"（至第 {row + len(law.parts)} 行共 {len(law.parts)} 行之和）" if len(law.parts) > 1 else ""
        message = f"{lines}是 {one.printed(added)}，{there}却是 {other.printed(whole)}，请核对。"
        hit = one.hit(row, first, message, severity)
    yield hit


def _has_both_classifications(document: Document) -> bool:
    both = (ledger_of(document, GENERAL_PUBLIC), ledger_of(document, BASIC))
    return all(ledger and ledger.statement.rows for ledger in both)


@rule("J11", "两种分类同一事项不等", Severity.HINT, _has_both_classifications)
def items_of_both_classifications_agree(document: Document) -> Iterator[Hit]:
    """同一事项在两种分类里各有科目的，一般公共预算财政拨款支出表（功能分类）和基本支出表（经济分类）里的基本支出通常相等。

    为什么：两张表说的是同一笔钱，多数单位两处是同一个数；不等的，往往有一处抄错了。
    怎么办：核对两处的数；确有原因的（例如代其他单位缴纳、列在别的科目）不必改。
    比较的有基本养老保险、职业年金、职工基本医疗保险、公务员医疗补助的缴费和住房公积金；只有一张表列了的不比较。
    例：30113 住房公积金 38.50 万元，2210201 住房公积金 35.80 万元。
    """
    basic, general = ledger_of(document, BASIC), ledger_of(document, GENERAL_PUBLIC)
    if not (basic and general):
        return
    for law in EQUAL_ITEMS:
        at, rows = basic.row_of(law.whole), [general.row_of(part) for part in law.parts]
        parts = [(row, part.column) for row, part in zip(rows, law.parts, strict=True) if row is not None]
        if at is None or not parts:
            continue
        whole = basic.amount(at, law.whole.column)
        added = sum((general.amount(*part) for part in parts), ZERO)
        if gravity(whole, added, basic.unit, general.unit) == Severity.ERROR:
            places = "、".join(general.cell_words(*part) for part in parts)
            said = f"是 {basic.printed(whole)}，{places}{'之和' if parts[1:] else ''}是 {general.printed(added)}，"
            yield basic.hit(at, law.whole.column, f"{said}两处通常相等，请核对；确有原因的不必改。")
