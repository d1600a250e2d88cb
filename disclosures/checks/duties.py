"""分项绩效目标 and the sections beside them: A12, F09."""

import re
from collections.abc import Iterator

from disclosures.checks.finding import Hit, Severity
from disclosures.checks.places import Text, narrative
from disclosures.checks.rule import rule
from disclosures.document.model import Document, DutySection

_RUN = 40
_ELEMENTS = {"objective": "绩效目标", "indicators": "绩效指标", "rating_bands": "绩效标准"}
#: Words that only one kind of unit can honestly write, and how such units are called.
_OTHERS_WORK = ((re.compile("立法|法规质量|表决系统"), re.compile("人大|人民代表大会|司法|法制|法治")),)
#: The label as running text says it: "绩效目标：…", "绩效目标是…".
_LABEL = "{}(?:是|为)?[：:是为]"


def _lacks(duty: DutySection, field: str) -> bool:
    paired = {
        "objective": any(pair.objective for pair in duty.pairs),
        "indicators": any(pair.indicators for pair in duty.pairs),
    }
    said = re.search(_LABEL.format(_ELEMENTS[field]), duty.text)
    return not (getattr(duty, field).strip() or paired.get(field) or said)


@rule("A12", "分项要素缺失", Severity.WARNING, lambda document: bool(document.duties))
def duties_have_their_elements(document: Document) -> Iterator[Hit]:
    """每项职责都要写绩效目标、绩效指标和绩效标准。

    为什么：分项绩效目标回答每项职责要达到什么、用什么衡量、做到多少算好。
    怎么办：补上缺少的要素。贴在别的栏目里的不算（另由“段落重复/串段”提示）。
    例：职责“信访接待”只有绩效目标，补“绩效指标：按期答复率”“绩效标准：95%以上为优……”。
    """
    for index, duty in enumerate(document.duties):
        missing = {field: label for field, label in _ELEMENTS.items() if _lacks(duty, field)}
        if missing:
            name = f"“{duty.title}”" if duty.title else ""
            message = f"第 {index + 1} 项职责{name}没有{'、'.join(missing.values())}，请补上或者说明理由。"
            yield Hit(message, f"duties[{index}].{next(iter(missing))}", duty.title)


def _runs(text: str) -> list[str]:
    """Every run of forty characters, in order, blanks left out."""
    words = "".join(text.split())
    return [words[start : start + _RUN] for start in range(len(words) - _RUN + 1)]


@rule("F09", "段落重复/串段", Severity.WARNING, lambda document: any(text.text for text in narrative(document)))
def sections_do_not_repeat_each_other(document: Document) -> Iterator[Hit]:
    """总体目标、各项职责、保障措施之间不应有四十字以上相同的文字，职责目标里也不应混进“绩效目标：”，
    也不应出现别的单位才有的职权（不是人大、司法机关却写立法、法规质量、会议表决系统）。

    为什么：大段相同多半是复制时贴错了地方，或者没有改写；别的单位的职权多半是从别处贴来的。
    怎么办：改成本段自己的内容；混在一起的分开填写。绩效标准本来可以相同，不在此列。
    例：职责目标末尾跟着“绩效目标：……”，且与上一项职责的绩效目标相同，应换成本项职责的绩效目标。
    """
    first: dict[str, Text] = {}
    for text in narrative(document):
        runs = [] if text.field.endswith("rating_bands") else _runs(text.text)
        copied = next((run for run in runs if run in first and _section(first[run]) != _section(text)), None)
        foreign = _foreign(text.text, document.department.name)
        if text.field.endswith("duty_goal") and re.search("绩效目标[：:]", text.text):
            yield text.hit("里混进了“绩效目标：”一段，请分开填写，并核对是不是本项职责的内容。", "绩效目标：")
        elif copied:
            yield text.hit(f"与{first[copied].where}有四十字以上相同，请核对是不是贴错了地方。", copied)
        elif foreign:
            yield text.hit(f"写了“{foreign}”，这不是本单位的职权，请核对是不是从别处贴来的。", foreign)
        for run in runs:
            first.setdefault(run, text)


def _foreign(text: str, department: str) -> str:
    """The first words of another kind of unit's work, "" where there are none."""
    found = (words.search(text) for words, units in _OTHERS_WORK if department and not units.search(department))
    return next((match[0] for match in found if match), "")


def _section(text: Text) -> str:
    """overall_objective, duties[2] or safeguards: what a text is a part of."""
    return text.field.partition(".")[0]
