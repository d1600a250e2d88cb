"""绩效目标 of a project: A05, F06, F07, I01, I03."""

import re
from collections import defaultdict
from collections.abc import Iterator
from decimal import Decimal

from disclosures.checks.each import EACH_PROJECT
from disclosures.checks.finding import Hit, Severity
from disclosures.checks.places import ProjectPlace, has_projects, listing, narrative, projects
from disclosures.checks.rule import rule
from disclosures.document.model import Document
from indicators.target_values import fold, is_withheld_text

_NUMBERING = re.compile(r"^(?:[(（]?[0-9一二三四五六七八九十]{1,3}[)）、.．]|[①-⑳])")
_PUNCTUATION = re.compile(r"[，,。.；;、：:！!]")
_PROMISE = re.compile(r"(?:不少于|不低于|不小于|至少)(?:达到|完成)?(\d+(?:\.\d+)?)(%|人次|万元|[^\W\d])")
_VERBS = re.compile(
    "提高|提升|增强|加强|降低|减少|控制|确保|保证|保障|保持|实现|达到|完善|推动|推进|促进|做好|开展|落实|维护|使|争取"
)
_PEOPLE = {"名": "人", "位": "人"}


def _plain(text: str) -> str:
    """The words alone: without numbering, blanks and punctuation."""
    return _PUNCTUATION.sub("", _NUMBERING.sub("", fold(text)))


def _open_objectives(project: ProjectPlace) -> list[tuple[int, str]]:
    """Index and plain words of every objective that is not withheld."""
    objectives = enumerate(project.sheet.objectives)
    return [(index, _plain(text)) for index, text in objectives if not is_withheld_text(_plain(text))]


def _different_objectives(project: ProjectPlace) -> Iterator[tuple[ProjectPlace, int, str]]:
    """The project with index and words of each objective, the first of equal ones."""
    first: dict[str, int] = {}
    for index, words in _open_objectives(project):
        if words and first.setdefault(words, index) == index:
            yield project, index, words


@rule("A05", "目标空/重复", Severity.ERROR, has_projects, also=(Severity.WARNING,), each=EACH_PROJECT)
def objectives_are_stated_once(project: ProjectPlace) -> Iterator[Hit]:
    """每个项目至少有一条绩效目标（缺少是错误），同一条目标不写两遍（重复是警告）。

    为什么：没有目标，指标就没有依据；去掉序号后两条一样，等于只有一条。
    怎么办：写明今年要做成什么；删去重复的一条，或者改成另一件事。
    例：“1.按计划完成任务 2.按计划完成任务”应写成两件不同的事。
    """
    if not any(_plain(text) for text in project.sheet.objectives):
        yield project.hit("objectives", "还没有填写绩效目标，请至少写一条。")
    seen = set()
    for index, words in _open_objectives(project):
        if words in seen:
            printed = project.sheet.objectives[index]
            message = f"的第 {index + 1} 条绩效目标与前面的一条重复，请删去或者改写。"
            yield project.hit(f"objectives[{index}]", message, printed, Severity.WARNING)
        seen.add(words)


@rule("F06", "目标套用", Severity.WARNING, has_projects)
def objectives_belong_to_their_project(document: Document) -> Iterator[Hit]:
    """同一条绩效目标不能套用到三个及以上的项目。

    为什么：不同的项目花不同的钱、办不同的事，目标一样就看不出各自要做成什么。
    怎么办：按项目内容分别写目标。
    例：“保障工作正常开展”同时是网络维护、保密检查、设备购置三个项目的目标，应分别写明维护什么、检查什么。
    """
    objectives = list(EACH_PROJECT.ask(document, _different_objectives))
    users: defaultdict[str, list[int]] = defaultdict(list)
    for project, _, words in objectives:
        users[words].append(project.number)
    for project, index, words in objectives:
        if len(users[words]) >= 3:
            others = listing(users[words], project.number)
            message = f"的绩效目标与{others}完全相同，请按本项目的内容来写。"
            yield project.hit(f"objectives[{index}]", message, project.sheet.objectives[index])


@rule(
    "F07",
    "用途=目标",
    Severity.HINT,
    lambda document: any(project.purpose for project in document.projects),
    each=EACH_PROJECT,
)
def purpose_is_not_the_objective(project: ProjectPlace) -> Iterator[Hit]:
    """资金用途写钱花在哪里，绩效目标写花钱办成什么，不能一字不差。

    为什么：照抄用途的目标没有说明结果。
    怎么办：用途写支出内容，目标写预期结果。
    例：用途“购买图书和书架”，目标“让 3 个社区都有可借阅的图书角”。
    """
    purpose = _plain(project.sheet.purpose)
    whole = "".join(words for _, words in _open_objectives(project))
    for index, words in _open_objectives(project):
        if purpose and purpose in (words, whole):
            message = f"的第 {index + 1} 条绩效目标与资金用途相同，目标请写花钱要办成什么。"
            yield project.hit(f"objectives[{index}]", message, project.sheet.objectives[index])


@rule("I01", "目标数字无指标", Severity.WARNING, has_projects, each=EACH_PROJECT)
def promised_numbers_have_an_indicator(project: ProjectPlace) -> Iterator[Hit]:
    """绩效目标里承诺的数量（不少于、不低于几次、几个）要有数值和单位都对得上的指标。

    为什么：目标里的数字没有指标对应，年底就没法考核。
    怎么办：增加一个指标，指标值与目标中的数字一致。
    例：目标“组织培训不少于 2 次”，指标“培训次数 ≥2次”。
    """
    values = {(row.value.number, _counted(row.value.unit)) for row in project.rows}
    for index, objective in enumerate(project.sheet.objectives):
        for match in _PROMISE.finditer(fold(objective)):
            if (Decimal(match[1]), _counted(match[2])) not in values:
                message = f"的第 {index + 1} 条绩效目标承诺“{match[0]}”，却没有对应的指标，请增加指标或者核对数字。"
                yield project.hit(f"objectives[{index}]", message, match[0])


def _counted(unit: str) -> str:
    return _PEOPLE.get(unit, unit.removesuffix("数"))


@rule("I03", "目标写成指标名", Severity.WARNING, has_projects)
def objectives_are_sentences(document: Document) -> Iterator[Hit]:
    """绩效目标要写成“做什么、达到什么”，不能只写一个“……率”的指标名称。

    为什么：指标名称没有说要提高、保持还是降低，也没有说到什么程度。
    怎么办：加上动词和程度，把率留给指标。
    例：“设备完好率”应写成“保持设备完好，随时可用”。
    """
    texts = [text for text in narrative(document) if text.field.endswith(("objective", "duty_goal"))]
    for text in texts:
        if _is_bare_rate(text.text):
            yield text.hit("只写了指标名称，请写明要做什么、达到什么程度。", text.text)
    for project in projects(document):
        for index, objective in enumerate(project.sheet.objectives):
            if _is_bare_rate(objective):
                message = f"的第 {index + 1} 条绩效目标只写了指标名称，请写明要做什么、达到什么程度。"
                yield project.hit(f"objectives[{index}]", message, objective)


def _is_bare_rate(objective: str) -> bool:
    """Whether it ends with 率 and holds no verb before the rate's own name (运转率, 完成率)."""
    words = _plain(objective)
    return words.endswith("率") and not _VERBS.search(words[:-3])
