"""A project as a form in the shape of the official table (绩效目标表): everything but its indicator rows."""

from dataclasses import replace
from decimal import Decimal
from typing import Any

from django import forms

from disclosures.desk.entry.fields import AmountField, LineField, PercentField, TextField, keep_untouched, plain
from disclosures.desk.entry.remarks import RemarkedForm
from disclosures.document.declarations import FieldKind, field_of, names_of
from disclosures.document.model import PLAN_MONTHS, Checkpoint, Document, ProjectSheet, Withheld
from disclosures.document.objectives import split_objectives
from indicators.models import AnnualPlan, Project

AMOUNTS = names_of(ProjectSheet, FieldKind.AMOUNT)
PERCENTS = {f"percent_{month}": month for month in PLAN_MONTHS}
TEXTS = names_of(ProjectSheet, FieldKind.TEXT, FieldKind.LINE)
OPEN, CLOSED = "open", "withheld"
_LONGEST = {column.name: column.max_length for column in Project._meta.fields}


def _label(name: str) -> str:
    return field_of(ProjectSheet, name).label


class ProjectForm(RemarkedForm):
    """Fields in the order of the paper form, each with an example from the practice."""

    unit_code = LineField(_label("unit_code"), max_length=_LONGEST["unit_code"], help_text="六位数字，如 301001。")
    unit_name = LineField(_label("unit_name"), max_length=_LONGEST["unit_name"])
    code = LineField(
        _label("code"), max_length=_LONGEST["code"], help_text="预算系统给的 21 位编码，如 13030321P00001234567A。"
    )
    name = TextField(_label("name"), help_text="与预算批复一致，如“公共图书馆免费开放”。")
    total = AmountField(_label("total"), help_text="如 120,000.00，等于财政资金与其他资金之和。")
    fiscal_funds = AmountField(_label("fiscal_funds"), help_text="如 100,000.00。")
    other_funds = AmountField(_label("other_funds"), help_text="没有就填 0。")
    purpose = TextField(
        _label("purpose"),
        rows=2,
        help_text="钱花在哪里、花给谁，如“用于全区 12 个乡镇综合文化站购置图书和电子阅览设备”。",
    )
    percent_3 = PercentField("3月底")
    percent_6 = PercentField("6月底")
    percent_10 = PercentField("10月底")
    percent_12 = PercentField("12月底", help_text="到该月底累计支出占预算的百分比，如 25、50、80、100。")
    objectives = TextField(
        _label("objectives"),
        rows=3,
        help_text="每行一条，写清做什么、做到什么程度，如“全年新购图书不少于 5000 册，免费开放不少于 300 天”。",
    )
    openness = forms.ChoiceField(
        label="是否公开",
        choices=[(OPEN, "公开"), (CLOSED, "不公开")],
        initial=OPEN,
        required=False,
        widget=forms.RadioSelect,
    )
    withheld_reason = TextField(_label("withheld"), help_text="如“项目内容涉密，保密审查意见：秘保〔2022〕3号”。")

    def __init__(self, sheet: ProjectSheet, plan: AnnualPlan, data=None):
        super().__init__(data, initial=_initial(sheet))
        self.sheet, self.plan = sheet, plan
        self.money_unit = sheet.money_unit or plan.money_unit
        for field in self.fields.values():
            if isinstance(field, AmountField):
                field.unit = self.money_unit

    @property
    def plan_fields(self) -> list:
        """The four cells of the spending plan."""
        return [self[name] for name in PERCENTS]

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
        return replace(
            sheet,
            **texts,
            **{name: data[name] for name in AMOUNTS},
            spending_plan=self._plan(),
            objectives=self._objectives(),
            withheld=Withheld(keep_untouched(printed_reason, reason)) if reason else None,
        )

    def _plan(self) -> tuple[Checkpoint, ...] | None:
        plan = tuple(Checkpoint(month, self.cleaned_data[name]) for name, month in PERCENTS.items())
        blank = all(point.cumulative_percent is None for point in plan)
        return None if blank and self.sheet.spending_plan is None else plan

    def _objectives(self) -> tuple[str, ...]:
        typed = self.cleaned_data["objectives"]
        if typed == plain("\n".join(self.sheet.objectives)):
            return self.sheet.objectives
        return split_objectives(typed)


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
        "objectives": "\n".join(sheet.objectives),
        "openness": CLOSED if sheet.withheld else OPEN,
        "withheld_reason": sheet.withheld.reason if sheet.withheld else "",
    }
