"""A project as a form in the shape of the official table (绩效目标表): everything but its indicator rows."""

from dataclasses import replace
from decimal import Decimal
from typing import Any

from django import forms

from disclosures.desk.entry.fields import AmountField, LineField, PercentField, TextField, keep_untouched, plain
from disclosures.desk.entry.remarks import RemarkedForm
from disclosures.document.declarations import Field, FieldKind, field_of, names_of
from disclosures.document.model import PLAN_MONTHS, Checkpoint, Document, ProjectSheet, Withheld
from disclosures.document.objectives import split_objectives
from disclosures.document.sheet_layout import SHEET_CELLS, SheetCell, SheetGroup, with_values
from indicators.models import AnnualPlan, Project

AMOUNTS = names_of(ProjectSheet, FieldKind.AMOUNT)
PERCENTS = {f"percent_{month}": month for month in PLAN_MONTHS}
TEXTS = names_of(ProjectSheet, FieldKind.TEXT, FieldKind.LINE)
LISTS = names_of(ProjectSheet, FieldKind.LINES)
OPEN, CLOSED = "open", "withheld"
_LONGEST = {column.name: column.max_length for column in Project._meta.fields}
#: The fields of the project in the order of the paper form: the unit stands above the table.
_IN_ORDER = (
    field_of(ProjectSheet, "unit_code"),
    field_of(ProjectSheet, "unit_name"),
    *(cell.field for cell in SHEET_CELLS),
)
#: An example from the practice for each that has one.
_EXAMPLES = {
    "unit_code": "六位数字，如 301001。",
    "code": "预算系统给的 21 位编码，如 13030321P00001234567A。",
    "name": "与预算批复一致，如“公共图书馆免费开放”。",
    "total": "如 120,000.00，等于财政资金与其他资金之和。",
    "fiscal_funds": "如 100,000.00。",
    "other_funds": "没有就填 0。",
    "purpose": "钱花在哪里、花给谁，如“用于全区 12 个乡镇综合文化站购置图书和电子阅览设备”。",
    "percent_12": "到该月底累计支出占预算的百分比，如 25、50、80、100。",
    "objectives": "每行一条，写清做什么、做到什么程度，如“全年新购图书不少于 5000 册，免费开放不少于 300 天”。",
}
#: Lines that a text is given to begin with, where one is too few.
_ROWS = {"purpose": 2, "objectives": 3}


def _form_fields(declared: Field, money_unit: str) -> dict[str, forms.Field]:
    """The fields of the form that take a declared field of the project: one, or one for each month."""
    name, label = declared.name, declared.label
    example = _EXAMPLES.get(name, "")
    match declared.kind:
        case FieldKind.AMOUNT:
            return {name: AmountField(label, unit=money_unit, help_text=example)}
        case FieldKind.LINE:
            return {name: LineField(label, max_length=_LONGEST[name], help_text=example)}
        case FieldKind.PERCENTAGES:
            return {
                percent: PercentField(f"{month}月底", help_text=_EXAMPLES.get(percent, ""))
                for percent, month in PERCENTS.items()
            }
        case _:
            return {name: TextField(label, rows=_ROWS.get(name, 1), help_text=example)}


class ProjectForm(RemarkedForm):
    """Fields in the order of the paper form: those that the project declares, and whether it is published."""

    openness = forms.ChoiceField(
        label="是否公开",
        choices=[(OPEN, "公开"), (CLOSED, "不公开")],
        initial=OPEN,
        required=False,
        widget=forms.RadioSelect,
    )
    withheld_reason = TextField(
        field_of(ProjectSheet, "withheld").label, help_text="如“项目内容涉密，保密审查意见：秘保〔2022〕3号”。"
    )

    def __init__(self, sheet: ProjectSheet, plan: AnnualPlan, data=None):
        super().__init__(data, initial=_initial(sheet))
        self.sheet, self.plan = sheet, plan
        self.money_unit = sheet.money_unit or plan.money_unit
        declared = [_form_fields(field, self.money_unit) for field in _IN_ORDER]
        self.fields = {name: field for fields in (*declared, self.fields) for name, field in fields.items()}

    @property
    def sheet_groups(self) -> list[SheetGroup]:
        """The official table with its fields. What is typed has a label everywhere, and the first label of each row is
        one column wide."""
        return [
            group._replace(rows=tuple((_narrowed(first), *rest) for first, *rest in group.rows))
            for group in with_values(self._fields_of)
        ]

    def _fields_of(self, name: str):
        return [self[percent] for percent in PERCENTS] if name == "spending_plan" else self[name]

    def clean(self):
        super().clean()
        data = self.cleaned_data
        self._check_code(data)
        if "withheld_reason" in data and data.get("openness") == CLOSED and not data["withheld_reason"]:
            self.add_error("withheld_reason", "请写明不公开的原因。")
        elif data.get("withheld_reason") and data.get("openness") != CLOSED:
            self.add_error("openness", "已写了不公开原因：请选“不公开”，或者清空原因。")
        return data

    def _check_code(self, data: dict) -> None:
        """A code belongs to one project; a new one of the same name may be the same page sent twice."""
        code = data.get("code", "")
        if not code or code == self.sheet.code or data.get("openness") == CLOSED:
            return
        other = (
            Project.objects.filter(plan=self.plan, code=code, withheld_reason="").exclude(key=self.sheet.key).first()
        )
        if other and (self.sheet.key or data.get("name") != other.name):
            self.add_error("code", f"编码“{code}”已是项目“{other.name}”的编码，一个编码只能属于一个项目。")

    def build(self) -> ProjectSheet:
        """The sheet as it stands in the valid form, its indicators those of before."""
        data, sheet = self.cleaned_data, self.sheet
        reason = data["withheld_reason"] if data["openness"] == CLOSED else ""
        printed_reason = sheet.withheld.reason if sheet.withheld else ""
        texts: dict[str, Any] = {name: keep_untouched(getattr(sheet, name), data[name]) for name in TEXTS}
        lists: dict[str, Any] = {name: self._lines(name) for name in LISTS}
        return replace(
            sheet,
            **texts,
            **{name: data[name] for name in AMOUNTS},
            **lists,
            spending_plan=self._plan(),
            withheld=Withheld(keep_untouched(printed_reason, reason)) if reason else None,
        )

    def _plan(self) -> tuple[Checkpoint, ...] | None:
        plan = tuple(Checkpoint(month, self.cleaned_data[name]) for name, month in PERCENTS.items())
        blank = all(point.cumulative_percent is None for point in plan)
        return None if blank and self.sheet.spending_plan is None else plan

    def _lines(self, name: str) -> tuple[str, ...]:
        typed, before = self.cleaned_data[name], getattr(self.sheet, name)
        if typed == plain("\n".join(before)):
            return before
        return split_objectives(typed)


def _narrowed(cell: SheetCell) -> SheetCell:
    return cell._replace(label_across=1, across=cell.label_across + cell.across - 1)


def new_sheet(document: Document) -> ProjectSheet:
    """A blank project of the document's unit, with a spending plan to fill in."""
    return ProjectSheet(
        number=len(document.projects) + 1,
        name="",
        unit_code=document.department.code,
        unit_name=document.department.name,
        spending_plan=tuple(Checkpoint(month, None) for month in PLAN_MONTHS),
    )


def _initial(sheet: ProjectSheet) -> dict[str, str | Decimal | None]:
    percents = {point.month: point.cumulative_percent for point in sheet.spending_plan or ()}
    return {
        **{name: getattr(sheet, name) for name in (*TEXTS, *AMOUNTS)},
        **{name: percents.get(month) for name, month in PERCENTS.items()},
        **{name: "\n".join(getattr(sheet, name)) for name in LISTS},
        "openness": CLOSED if sheet.withheld else OPEN,
        "withheld_reason": sheet.withheld.reason if sheet.withheld else "",
    }
