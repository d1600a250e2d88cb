"""The printed labels of the paper form, for whatever tells a person which field is meant."""

from disclosures.document.comparison import PART_WORDS, ChangeKind, Difference
from disclosures.document.declarations import fields_of

PARTS = {
    "whole": "整体",
    "duty": "职责",
    "project": "项目",
    "indicator": "指标",
    "statement": "报表",
    "explanation": "情况说明",
}
#: What happened to a part as a whole.
CHANGES = {ChangeKind.ADDED: "新增", ChangeKind.REMOVED: "删除", ChangeKind.MOVED: "调整次序"}
#: Part → field → label; the order of parts is a field of its own here.
LABELS = {
    word: {field.name: field.label for field in fields_of(part)} | {"position": "次序"}
    for part, word in PART_WORDS.items()
}


def label_of(part: str, field: str) -> str:
    """Return the printed label of a field of a part (whole, duty, project, indicator, statement, explanation)."""
    return LABELS[part].get(field, field)


def in_words(difference: Difference) -> str:
    """Return one difference as a sentence: 指标“培训人数”的指标值由“≥300人”改为“≥350人”."""
    what = "" if difference.part == "whole" else f"{PARTS[difference.part]}“{difference.name}”"
    if difference.change == ChangeKind.MOVED:
        return f"调整了{PARTS[difference.part]}的次序"
    if difference.change in CHANGES:
        return f"{CHANGES[difference.change]}了{what}"
    label = label_of(difference.part, difference.field)
    before, after = difference.before or "空", difference.after or "空"
    return f"{what}{'的' if what else ''}{label}由“{before}”改为“{after}”"
