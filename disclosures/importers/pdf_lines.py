"""Lines of the PDF layout that are known by their words: units, years, titles and remarks."""

import re

from disclosures.document.letters import half_width
from disclosures.importers.cleaning import squeeze

_LONGEST_UNIT = 80
_BUDGET_YEAR = re.compile(r"预算年度:20\d\d年?")
_UNIT_LINE = re.compile(r"\d{6}\s*[^\d\s].{2,}")
_NO_NAME = re.compile("[。；;！？!?：:]")
_EXPLANATION = re.compile(r".*(?:预算|绩效)(?:信息)?公开(?:情况)?说明|.*公开情况说明")
_FURNITURE = re.compile(
    r"预算年度[:：].*|(?:金额)?单位[:：].{1,8}|截止时间[:：].*|注[:：].*"
    r"|.{0,40}(?:支出|收支|收入|预算|公开|经费|情况|占用)(?:总)?表|.{0,40}收支预算"
    r"|.{0,40}(?:预算)(?:信息)?公开(?:目录|情况说明)?|目录"
)
_NOTE = re.compile(r"(?:注|说明|备注)\s*[:：]")
_FORMULA = re.compile(r"(?:按照|根据).*(?:如下|公开)[:：。]?", re.DOTALL)


def is_budget_year(text: str) -> bool:
    """Whether a line is nothing but 预算年度：2022."""
    return bool(_BUDGET_YEAR.fullmatch(squeeze(text)))


def is_unit_line(text: str) -> bool:
    """Whether a line is a unit's code and name."""
    return bool(_UNIT_LINE.fullmatch(half_width(text))) and len(text) <= _LONGEST_UNIT


def may_be_of_name(text: str) -> bool:
    """Whether a line below a unit's may be the rest of its name, by its words."""
    known = is_furniture(text) or is_explanation_title(text) or is_unit_line(text)
    return not (known or text.isdigit() or _NO_NAME.search(text))


def is_explanation_title(text: str) -> bool:
    """Whether a line is the title above the sections of explanation."""
    return bool(_EXPLANATION.fullmatch(squeeze(text)))


def is_furniture(text: str) -> bool:
    """Whether a line in front of the explanation is a title, a contents' title, or what stands above a table."""
    return bool(_FURNITURE.fullmatch(squeeze(text)))


def is_note(text: str) -> bool:
    """Whether a line is a remark below a table."""
    return bool(_NOTE.match(text))


def is_formula(text: str) -> bool:
    """Whether a line only says that what follows is published (按照……公开如下)."""
    return bool(_FORMULA.fullmatch(text))
