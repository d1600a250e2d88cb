"""The same words twice: F01, F03, F04, F05, F08, F10."""

import re
from collections import Counter, defaultdict
from collections.abc import Iterator
from itertools import chain

from disclosures.checks.each import EACH_OPEN_ROW, EACH_PROJECT
from disclosures.checks.finding import Hit, Severity
from disclosures.checks.places import ProjectPlace, RowPlace, has_rows, has_two_projects, listing, projects
from disclosures.checks.rule import Context, rule
from disclosures.document.identity import counterparts
from disclosures.document.model import Document
from indicators.target_values import fold

_VAGUE = re.compile("年度工作计划|工作需要|实际工作需要|财政统一安排")

#: Second level, name and value of each open row of a project.
Essence = frozenset[tuple[str, str, str]]


def _words(text: str) -> str:
    return fold(text).strip("。.;,、")


@rule("F01", "项目内重名", Severity.ERROR, has_rows, each=EACH_PROJECT)
def names_differ_within_a_project(project: ProjectPlace) -> Iterator[Hit]:
    """一个项目里，三级指标的名称不能重复。

    为什么：两个同名的指标分不清各考核什么，自评时也对不上。
    怎么办：改名或者删去重复的一行。后出现的一行给出提示。
    例：数量指标和成本指标都叫“展览费用”，数量指标应改为“展览场次”。
    """
    first: dict[str, int] = {}
    for row in project.open_rows:
        name = _words(row.row.name)
        if name and name in first:
            yield row.hit("name", f"与第 {first[name]} 行同名，请改名或者删去一行。")
        first.setdefault(name, row.number)


@rule("F03", "名称=描述", Severity.HINT, has_rows, each=EACH_OPEN_ROW)
def descriptions_say_more_than_names(row: RowPlace) -> Iterator[Hit]:
    """绩效指标描述要说明怎样计算、取数，不能照抄名称。

    为什么：照抄的描述没有给读者任何信息。
    怎么办：写计算公式或者取数来源。
    例：“设备完好率”的描述可写“完好设备数占设备总数的比例，按季度盘点”。
    """
    if _words(row.row.name) and _words(row.row.name) == _words(row.row.description):
        yield row.hit("description", "的描述与名称相同，请写明怎样计算或者取数。")


@rule("F04", "描述=依据", Severity.WARNING, has_rows, each=EACH_OPEN_ROW)
def a_basis_is_not_the_description(row: RowPlace) -> Iterator[Hit]:
    """指标值确定依据要写文件、标准、合同或者历史数据，不能照抄描述。

    为什么：依据回答“为什么定这个数”，描述回答“这个指标是什么”。
    怎么办：写依据的名称、文号或者数据来源。
    例：依据写“上年实际完成 92%”。
    """
    if _words(row.row.basis) and _words(row.row.basis) == _words(row.row.description):
        yield row.hit("basis", "的依据与描述相同，请写明文件、标准或者历史数据。")


def _essence(project: ProjectPlace) -> Iterator[tuple[int, Essence]]:
    """The number of a project, and what its indicators promise."""
    promises = ((fold(row.row.subcategory), _words(row.row.name), fold(row.row.target)) for row in project.open_rows)
    yield project.number, frozenset(promises)


def _alike(one: Essence, other: Essence) -> bool:
    return len(one & other) * 5 >= len(one | other) * 4


def _twins(essences: dict[int, Essence]) -> dict[Essence, list[int]]:
    """Essence → the numbers of all projects with one that is the same or alike. Equal ones are compared once. Sets
    that agree in four fifths share one of their rarest few members (the prefix filter of similarity joins), so only
    such pairs are compared."""
    users: defaultdict[Essence, list[int]] = defaultdict(list)
    shelf: defaultdict[tuple[str, str, str], list[Essence]] = defaultdict(list)
    for number, essence in essences.items():
        users[essence].append(number)
    used = Counter(chain.from_iterable(users))
    alike = {essence: [essence] for essence in users}
    for mine in users:
        few = len(mine) - (4 * len(mine) + 4) // 5 + 1
        rarest = sorted(mine, key=lambda promise: (used[promise], promise))[:few]
        for other in {other for promise in rarest for other in shelf[promise]}:
            if _alike(mine, other):
                alike[mine].append(other)
                alike[other].append(mine)
        for promise in rarest:
            shelf[promise].append(mine)
    return {mine: sorted(chain.from_iterable(users[other] for other in alike[mine])) for mine in users if mine}


@rule("F05", "指标套用", Severity.WARNING, has_rows, also=(Severity.HINT,), with_context=True)
def indicators_belong_to_their_project(document: Document, context: Context) -> Iterator[Hit]:
    """项目之间的指标不能互相套用：二级指标、名称、指标值合起来有八成以上相同的，给出警告；
    与上年同一项目一字不差的，给出提示。

    为什么：不同的项目用同一套指标，考核不出各自做得怎样。
    怎么办：按项目内容改写；涉密的行不参加比较。
    例：设备维护和网络维护都只有“支付人数”“设备正常率”，应分别写维护什么、响应多快。
    """
    essences = dict(EACH_PROJECT.ask(document, _essence))
    twins = _twins(essences)
    before = context.previous.projects if context.previous else ()
    old_numbers = {id(sheet): number for number, sheet in enumerate(before, 1)}
    old_essences = dict(EACH_PROJECT.ask(context.previous, _essence)) if context.previous else {}
    same_last_year = counterparts(before, document.projects, of_one_plan=False)
    for project in projects(document):
        mine, same = essences[project.number], same_last_year[project.number - 1]
        if len(twins.get(mine, ())) > 1:
            message = f"的指标与{listing(twins[mine], project.number)}八成以上相同，请按本项目改写。"
            yield project.hit("indicators", message, project.sheet.name)
        if same and mine and mine == old_essences.get(old_numbers[id(same)]):
            message = "的指标与上年完全相同，请看看今年的任务有没有变化。"
            yield project.hit("indicators", message, project.sheet.name, Severity.HINT)


@rule("F08", "描述跨项目复制", Severity.HINT, has_two_projects)
def descriptions_are_written_for_their_project(document: Document) -> Iterator[Hit]:
    """十个字以上的描述，不宜在两个项目里一字不差（成本指标的描述除外）。

    为什么：照搬的描述多半没有说到本项目。
    怎么办：写明本项目的对象和算法；确实通用的可以不改。
    例：两个项目都写“按照工作计划及时完成各项任务的情况”，应分别写明是什么任务。
    """
    rows = list(EACH_OPEN_ROW.ask(document, _described))
    users: defaultdict[str, list[int]] = defaultdict(list)
    for row, words in rows:
        if len(words) >= 10 and row.project not in users[words][-1:]:
            users[words].append(row.project)
    for row, words in rows:
        if len(users[words]) > 1:
            others = listing(users[words], row.project)
            yield row.hit("description", f"的描述与{others}里的一字不差，请写明本项目的内容。")


def _described(row: RowPlace) -> Iterator[tuple[RowPlace, str]]:
    """The row with the words of its description, unless it is a cost."""
    if not row.is_cost:
        yield row, _words(row.row.description)


@rule("F10", "依据笼统", Severity.WARNING, has_rows)
def bases_are_named(document: Document) -> Iterator[Hit]:
    """指标值确定依据不能八成以上都是“年度工作计划”“工作需要”“财政统一安排”。

    为什么：这样的依据没法核对。
    怎么办：写文件名称和文号、行业标准、合同、上年实际数。全文只提示一次。
    例：“年度工作计划”改为“上年举办 5 场，今年计划增加 1 场”。
    """
    bases = list(EACH_OPEN_ROW.ask(document, _basis))
    vague = Counter(basis for basis in bases if _VAGUE.fullmatch(basis))
    if vague and vague.total() * 5 >= len(bases) * 4:
        words = "、".join(f"“{basis}”" for basis, _ in vague.most_common())
        message = f"{len(bases)} 个指标中有 {vague.total()} 个的依据只写了{words}，请写明文件、标准或者历史数据。"
        yield Hit(message, "projects", vague.most_common(1)[0][0])


def _basis(row: RowPlace) -> Iterator[str]:
    yield _words(row.row.basis)
