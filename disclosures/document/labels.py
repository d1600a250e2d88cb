"""The printed labels of the paper form, for whatever tells a person which field is meant."""

from disclosures.document.comparison import ChangeKind, Difference

LABELS = {
    "whole": {
        "money_unit": "金额单位",
        "overall_objective": "总体绩效目标",
        "safeguards": "工作保障措施",
        "explanations": "情况说明",
    },
    "duty": {
        "title": "职责名称",
        "responsibilities": "主要职责",
        "duty_goal": "职责目标",
        "objective": "绩效目标",
        "indicators": "绩效指标",
        "rating_bands": "绩效标准",
        "text": "说明",
        "pairs": "目标与指标",
        "position": "次序",
    },
    "project": {
        "number": "序号",
        "name": "项目名称",
        "code": "项目编码",
        "money_unit": "金额单位",
        "unit_code": "单位代码",
        "unit_name": "单位名称",
        "total": "预算数",
        "fiscal_funds": "其中：财政资金",
        "other_funds": "其他资金",
        "purpose": "资金用途",
        "withheld": "不公开原因",
        "spending_plan": "资金支出计划",
        "objectives": "绩效目标",
        "position": "次序",
    },
    "indicator": {
        "category": "一级指标",
        "subcategory": "二级指标",
        "name": "三级指标",
        "description": "绩效指标描述",
        "target": "指标值",
        "basis": "指标值确定依据",
        "position": "次序",
    },
    "explanation": {"heading": "标题", "text": "内容", "position": "次序"},
}
PARTS = {"whole": "整体", "duty": "职责", "project": "项目", "indicator": "指标", "explanation": "情况说明"}
_DONE = {ChangeKind.ADDED: "新增", ChangeKind.REMOVED: "删除"}


def label_of(part: str, field: str) -> str:
    """The printed label of a field of a part (whole, duty, project, indicator, explanation)."""
    return LABELS[part].get(field, field)


def in_words(difference: Difference) -> str:
    """One difference as a sentence: 指标“培训人数”的指标值由“≥300人”改为“≥350人”."""
    what = "" if difference.part == "whole" else f"{PARTS[difference.part]}“{difference.name}”"
    if difference.change in _DONE:
        return f"{_DONE[difference.change]}了{what}"
    label = label_of(difference.part, difference.field)
    if difference.change == ChangeKind.MOVED:
        return f"调整了{PARTS[difference.part]}的次序"
    before, after = difference.before or "空", difference.after or "空"
    return f"{what}{'的' if what else ''}{label}由“{before}”改为“{after}”"
