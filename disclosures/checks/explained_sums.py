"""What the explanation says in figures against the statements: J02, J04, J07, J10; against itself: J01."""

from collections.abc import Iterable, Iterator
from decimal import Decimal

from disclosures.checks.finding import Hit, Severity
from disclosures.checks.ledgers import ZERO, Ledger, figure_in, ledger_of
from disclosures.checks.rule import rule
from disclosures.checks.said_figures import Matter, Said, label_of, said_figures
from disclosures.checks.statement_sums import sums_that_fail
from disclosures.document.budget_statements import BALANCE, BASIC, EXPENDITURE, GENERAL_PUBLIC, REVENUE, THREE_PUBLIC
from disclosures.document.model import Document
from disclosures.document.statement_kinds import FIXED_ASSETS, PROCUREMENT
from disclosures.document.statement_laws import Figure
from indicators.money import amount_text, from_yuan

#: Matter → where the statements print it. A figure that is one of them is right: 收入 may be that of the year or with
#: what was carried forward, 基本支出 that of the whole or of the general public budget.
FIGURES: dict[Matter, tuple[Figure, ...]] = {
    Matter.EXPENDITURE: (
        Figure(EXPENDITURE, "total"),
        Figure(BALANCE, "expenditure", 31),
        Figure(BALANCE, "expenditure", 33),
    ),
    Matter.REVENUE: (
        Figure(REVENUE, "total"),
        Figure(REVENUE, "current"),
        Figure(BALANCE, "revenue", 33),
        Figure(BALANCE, "revenue", 31),
    ),
    Matter.BASIC: (Figure(EXPENDITURE, "basic"), Figure(GENERAL_PUBLIC, "basic"), Figure(BASIC, "total")),
    Matter.PROJECTS: (Figure(EXPENDITURE, "projects"), Figure(GENERAL_PUBLIC, "projects")),
    Matter.STAFF: (Figure(BASIC, "staff"),),
    Matter.RUNNING: (Figure(BASIC, "running"),),
    Matter.THREE_PUBLIC: (Figure(THREE_PUBLIC, "total", 2),),
    Matter.ABROAD: (Figure(THREE_PUBLIC, "total", 3),),
    Matter.VEHICLES: (Figure(THREE_PUBLIC, "total", 6),),
    Matter.VEHICLE_PURCHASE: (Figure(THREE_PUBLIC, "total", 7),),
    Matter.VEHICLE_RUNNING: (Figure(THREE_PUBLIC, "total", 8),),
    Matter.RECEPTION: (Figure(THREE_PUBLIC, "total", 9),),
}
#: The parts of the three expenses, and what the purchase and the running of cars are parts of.
PARTS = (Matter.ABROAD, Matter.VEHICLES, Matter.RECEPTION)
OF_VEHICLES = (Matter.VEHICLE_PURCHASE, Matter.VEHICLE_RUNNING)
OF_THREE_PUBLIC = (Matter.THREE_PUBLIC, *PARTS, *OF_VEHICLES)
OF_THE_WHOLE = (Matter.EXPENDITURE, Matter.REVENUE, Matter.BASIC, Matter.STAFF, Matter.RUNNING, Matter.PROJECTS)


def table_figures(document: Document, matter: Matter | None) -> list[tuple[Figure, Decimal]]:
    """Where the document's statements print a matter, and the amounts in yuan."""
    found = []
    for figure in FIGURES.get(matter, ()) if matter else ():
        ledger = ledger_of(document, figure.kind)
        amount = ledger.value_of(figure) if ledger and ledger.statement.rows else None
        if amount is not None:
            found.append((figure, amount))
    return found


def table_figure(document: Document, matter: Matter | None) -> tuple[Figure, Decimal] | None:
    """The first place where the document's statements print a matter, and the amount in yuan; None where none does."""
    return next(iter(table_figures(document, matter)), None)


def speaks_of(said: Said, words: str) -> bool:
    """Whether the section of a figure, by its heading, or its sentence speaks of something."""
    return words in said.text.where or words in said.sentence


def spoken(amount: Decimal, unit: str) -> str:
    """An amount in yuan in words: its number in a unit, and the unit."""
    return f"{amount_text(from_yuan(amount, unit))} {unit}"


def _amounts_of(document: Document, words: str = "") -> list[Said]:
    """The figures of the document's year that are no differences, of what speaks of `words`."""
    return [
        said
        for said in said_figures(document)
        if not said.change and said.year == document.fiscal_year and speaks_of(said, words)
    ]


def _has_three_public(document: Document) -> bool:
    return ledger_of(document, THREE_PUBLIC) is not None or any(
        said.matter == Matter.THREE_PUBLIC for said in said_figures(document)
    )


@rule("J01", "三公合计≠分项", Severity.ERROR, _has_three_public, also=(Severity.HINT,))
def three_expenses_add_up(document: Document) -> Iterator[Hit]:
    """“三公”经费的合计要等于因公出国（境）、公务用车购置及运维、公务接待三项之和，表里和文字里都是这样。

    为什么：“三公”经费最受关注，合计与分项对不上，必有一个数写错。
    怎么办：按提示核对批复，改正合计或者分项。文字里没有写到的分项，按表里的数算（表里空着按 0 算）。
    例：文字写“三公”经费合计 9.00 万元，其中公务用车 8.24 万元、公务接待费 0.55 万元，加起来是 8.79 万元。
    """
    ledger = ledger_of(document, THREE_PUBLIC)
    if ledger:
        yield from sums_that_fail(ledger)
    passages: dict[tuple[str, int], list[Said]] = {}
    for said in said_figures(document):
        if not said.change and speaks_of(said, "三公"):
            passages.setdefault((said.text.field, said.year), []).append(said)
    for (_, year), passage in passages.items():
        known = {said.matter: said for said in reversed(passage) if said.matter}
        apart = Matter.VEHICLES not in known and any(part in known for part in OF_VEHICLES)
        parts_of_all = (Matter.ABROAD, *OF_VEHICLES, Matter.RECEPTION) if apart else PARTS
        for whole, parts in ((Matter.THREE_PUBLIC, parts_of_all), (Matter.VEHICLES, OF_VEHICLES)):
            yield from _parts_said(document, known, whole, parts, year)


def _parts_said(
    document: Document, known: dict[Matter, Said], whole: Matter, parts: tuple[Matter, ...], year: int
) -> Iterator[Hit]:
    """The finding where the parts that a passage says of a year do not make the whole that it says."""
    said = known.get(whole)
    given = [known[part] for part in parts if part in known]
    if said is None or not given:
        return
    added = sum((part.amount for part in given), ZERO)
    tables = [
        table_figure(document, part) if year == document.fiscal_year else None for part in parts if part not in known
    ]
    added += sum((table[1] for table in tables if table), ZERO)
    incomplete = len(given) == 1 and None in tables
    severity = said.gravity(added)
    if severity and not (incomplete and added < said.amount):
        listed = "、".join(f"{part.label} {part.printed}" for part in given)
        message = f"合计写的是 {said.printed}，分项（{listed}）加起来是 {spoken(added, said.unit)}，请核对。"
        yield said.hit(message, severity)


def _against_table(document: Document, figures: Iterable[Said]) -> Iterator[Hit]:
    """The findings where a figure is nothing of what the statements print of its matter."""
    for said in figures:
        printed = table_figures(document, said.matter)
        severities = [said.gravity(amount) for _, amount in printed]
        if not printed or None in severities:
            continue
        figure, amount = printed[0]
        ledger = ledger_of(document, figure.kind)
        row = ledger.row_of(figure) if ledger else None
        if ledger and row is not None:
            severity = Severity.HINT if Severity.HINT in severities else Severity.ERROR
            where = ledger.cell_words(row, figure.column)
            yield said.hit(f"写的是 {said.printed}，{where}是 {ledger.printed(amount)}，请核对。", severity)


def _says_three_public(document: Document) -> bool:
    ledger = ledger_of(document, THREE_PUBLIC)
    return bool(ledger and ledger.statement.rows) and any(
        said.matter in OF_THREE_PUBLIC for said in _amounts_of(document, "三公")
    )


@rule("J02", "三公文≠表", Severity.ERROR, _says_three_public, also=(Severity.HINT,))
def three_expenses_are_said_as_in_the_table(document: Document) -> Iterator[Hit]:
    """情况说明里写的当年“三公”经费，合计和各项都要与“三公”经费支出表一致（元和万元折算后比较）。

    为什么：文字和表是同一份公开，两个数不一样，公众不知道该信哪一个。
    怎么办：以批复为准，改正文字或者表。
    例：文字写合计 9.00 万元，表里合计 8.79 万元。
    """
    figures = _amounts_of(document, "三公")
    yield from _against_table(document, (said for said in figures if said.matter in OF_THREE_PUBLIC))


def _says_running_costs(document: Document) -> bool:
    return any(said.matter == Matter.RUNNING for said in _amounts_of(document, "机关运行"))


@rule("J04", "机关运行分项≠总额", Severity.ERROR, _says_running_costs, also=(Severity.HINT,))
def running_costs_add_up(document: Document) -> Iterator[Hit]:
    """情况说明里机关运行经费的分项之和要等于总额；分项与基本支出表同名的科目一致，总额与表里的公用经费一致。

    为什么：逐项列出的经费加起来对不上总额，说明列错、列重或者漏列。
    怎么办：对照基本支出表的公用经费逐项核对。分项后面写着“等”的，不核对分项之和。
    例：总额 79.53 万元，所列各项加起来 123.87 万元；文字写印刷费 2.87 万元，表里 2.24 万元。
    """
    passages: dict[str, list[Said]] = {}
    for said in _amounts_of(document, "机关运行"):
        passages.setdefault(said.text.field, []).append(said)
    basic = ledger_of(document, BASIC)
    subjects = _running_subjects(basic) if basic else {}
    for passage in passages.values():
        wholes = [said for said in passage if said.matter == Matter.RUNNING]
        if not wholes:
            continue
        yield from _against_table(document, wholes)
        items = [
            said for said in passage[passage.index(wholes[0]) + 1 :] if said.matter != Matter.RUNNING and said.label
        ]
        if items and "等" not in items[-1].sentence.rpartition(items[-1].printed)[2]:
            yield from _items_make(wholes[0], items, subjects)
        for said in items:
            if basic and said.label in subjects:
                yield from _item_against(basic, said, subjects[said.label])


def _running_subjects(basic: Ledger) -> dict[str, int]:
    """Name of a subject of the lowest level, as labels are compared → its row."""
    at = basic.kind.place("name")
    return {label_of(row[at]): place for place, row in enumerate(basic.statement.rows) if basic.amount(place, "total")}


def _items_make(whole: Said, items: list[Said], subjects: dict[str, int]) -> Iterator[Hit]:
    added = sum((said.amount for said in items), ZERO)
    severity = whole.gravity(added)
    if severity:
        unknown = [f"“{said.label}”" for said in items if subjects and said.label not in subjects]
        besides = f"其中{'、'.join(unknown)}基本支出表中没有，" if unknown else ""
        message = (
            f"总额写的是 {whole.printed}，所列 {len(items)} 项加起来是 {spoken(added, whole.unit)}，{besides}请核对。"
        )
        yield whole.hit(message, severity)


def _item_against(basic: Ledger, said: Said, row: int) -> Iterator[Hit]:
    amount = basic.amount(row, "running")
    severity = said.gravity(amount)
    if severity:
        where = basic.cell_words(row, "running")
        message = f"里“{said.label}”写的是 {said.printed}，{where}是 {basic.printed(amount)}，请核对。"
        yield said.hit(message, severity)


def _says_assets(document: Document) -> bool:
    ledger = ledger_of(document, FIXED_ASSETS)
    return bool(ledger and ledger.statement.rows) and any(
        said.matter == Matter.ASSETS for said in said_figures(document)
    )


@rule("J07", "固定资产≠资产表", Severity.WARNING, _says_assets, also=(Severity.HINT,))
def assets_are_said_as_in_the_table(document: Document) -> Iterator[Hit]:
    """情况说明里写的上年末固定资产金额，要与固定资产占用情况表第一行的总额一致（元和万元折算后比较）。

    为什么：文字写着“详见下表”，两个数应当是同一个。
    怎么办：以资产账为准，改正文字或者表；文字说的不是总额的，写明理由。
    例：文字写 885.83 万元，表里资产总额 885.38 万元。
    """
    ledger = ledger_of(document, FIXED_ASSETS)
    for said in said_figures(document):
        if ledger and said.matter == Matter.ASSETS and not said.change:
            amount = ledger.amount(0, "value")
            severity = said.gravity(amount)
            if severity:
                where = ledger.cell_words(0, "value")
                message = f"写的是 {said.printed}，{where}是 {ledger.printed(amount)}，请核对。"
                yield said.hit(message, Severity.HINT if severity == Severity.HINT else None)


def _says_the_whole(document: Document) -> bool:
    def is_printed(said: Said) -> bool:
        if said.matter == Matter.PROCUREMENT:
            return ledger_of(document, PROCUREMENT) is not None
        return said.matter in OF_THE_WHOLE and bool(table_figures(document, said.matter))

    return any(map(is_printed, _amounts_of(document)))


@rule("J10", "说明文字≠表", Severity.ERROR, _says_the_whole, also=(Severity.HINT,))
def figures_are_said_as_in_the_tables(document: Document) -> Iterator[Hit]:
    """情况说明里说到全年的收入、支出、基本支出、人员经费、公用经费、项目支出、政府采购，要与报表一致（元和万元折算后比较）。

    为什么：文字和表是同一份公开，数不一样，公众不知道该信哪一个。
    怎么办：以批复为准，改正文字或者表。上年的数和增减数另有规则（J03）；基本支出不全是一般公共预算的，不核对人员和公用经费。
    例：文字写项目支出预算 112.28 万元，支出总表项目支出合计 112.82 万元。
    """
    basic, of_grants = figure_in(document, Figure(EXPENDITURE, "basic")), figure_in(document, Figure(BASIC, "total"))
    skipped = {Matter.STAFF, Matter.RUNNING} if None not in (basic, of_grants) and basic != of_grants else set()
    for said in _amounts_of(document):
        if said.matter in OF_THE_WHOLE and said.matter not in skipped and "机关运行" not in said.text.where:
            yield from _against_table(document, [said])
        elif said.matter == Matter.PROCUREMENT:
            yield from _bought(document, said)


def _bought(document: Document, said: Said) -> Iterator[Hit]:
    ledger = ledger_of(document, PROCUREMENT)
    if ledger is None:
        return
    rows = [row for row in range(len(ledger.statement.rows)) if ledger.row_name(row, "total") != "合计"]
    bought = sum((ledger.amount(row, "total") for row in rows), ZERO)
    if severity := said.gravity(bought):
        message = f"写的是 {said.printed}，《{ledger.statement.title}》各行的合计共 {ledger.printed(bought)}，请核对。"
        yield said.hit(message, severity)
