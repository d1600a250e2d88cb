"""What is said of the whole department as forms: objective, duties with their pairs, safeguards, explanations."""

from collections.abc import Sequence
from dataclasses import replace
from decimal import Decimal
from typing import Any

from django import forms
from django.http import QueryDict

from disclosures.desk.entry.fields import TextField, keep_untouched, numbers_sent, plain
from disclosures.desk.entry.remarks import Remark, RemarkedForm, of_errors
from disclosures.document.declarations import FieldKind, field_of, names_of
from disclosures.document.model import Document, DutySection, Explanation, ObjectivePair
from indicators.money import UNITS

DUTY_TEXTS = names_of(DutySection, FieldKind.TEXT)


def _label(part: type, name: str) -> str:
    return field_of(part, name).label


def _order_field() -> forms.DecimalField:
    attrs = {"inputmode": "decimal", "class": "order"}
    return forms.DecimalField(label="次序", required=False, widget=forms.TextInput(attrs=attrs))


class WholeForm(RemarkedForm):
    """The texts of the whole plan."""

    money_unit = forms.ChoiceField(
        label=_label(Document, "money_unit"),
        choices=[(unit, unit) for unit in UNITS],
        help_text="全部项目的金额都以它为单位；改了单位，已填的金额随之换算。",
    )
    overall_objective = TextField(
        _label(Document, "overall_objective"),
        rows=5,
        help_text="一年下来本部门要做成什么，如“全年惠民演出 120 场，文化站全部达标开放，群众满意度 90% 以上”。",
    )
    safeguards = TextField(
        _label(Document, "safeguards"),
        rows=4,
        help_text="靠什么保证做到，如“成立领导小组，按月通报支出进度和目标完成情况”。",
    )


class PairForm(RemarkedForm):
    """One 绩效目标 with its 绩效指标, one per line."""

    objective = TextField("绩效目标")
    indicators = TextField("绩效指标（每行一条）")

    def build(self) -> ObjectivePair | None:
        data = self.cleaned_data
        indicators = tuple(line.strip() for line in data["indicators"].split("\n") if line.strip())
        return ObjectivePair(data["objective"], indicators) if data["objective"] or indicators else None


class DutyForm(RemarkedForm):
    """One duty in whichever of its shapes: labelled texts, running text, or numbered pairs."""

    key = forms.CharField(required=False, widget=forms.HiddenInput)
    order = _order_field()
    title = TextField(_label(DutySection, "title"), help_text="如“公共文化服务”。")
    responsibilities = TextField(
        _label(DutySection, "responsibilities"), help_text="“三定”规定里的原话，如“指导全区文化馆、图书馆事业”。"
    )
    duty_goal = TextField(_label(DutySection, "duty_goal"), help_text="如“健全三级公共文化服务网络”。")
    objective = TextField(_label(DutySection, "objective"), help_text="如“乡镇综合文化站全部达标开放”。")
    indicators = TextField(_label(DutySection, "indicators"), help_text="如“文化站达标率、每周开放时间”。")
    rating_bands = TextField(
        _label(DutySection, "rating_bands"),
        help_text="各档相接不重叠，如“≥90%为优，80%（含）至90%为良，60%（含）至80%为中，60%以下为差”。",
    )
    text = TextField(_label(DutySection, "text"), help_text="不分栏目、整段叙述的，写在这里。")
    remove = forms.BooleanField(label="删除这项职责", required=False)

    #: What stands beside the list of its pairs.
    pair_remarks: Sequence[Remark] = ()

    def __init__(self, duty: DutySection | None, prefix: str, data: QueryDict | None = None, place: int | None = None):
        initial = {name: getattr(duty, name) for name in ("key", *DUTY_TEXTS)} | {"order": place} if duty else {}
        super().__init__(data, initial=initial, prefix=prefix)
        self.duty = duty or DutySection()
        pairs = f"{prefix}-pairs"
        if data is None:
            made = [*self.duty.pairs, None]
            self.pairs = [PairForm(initial=_pair_initial(pair), prefix=f"{pairs}-{n}") for n, pair in enumerate(made)]
        else:
            self.pairs = [PairForm(data, prefix=f"{pairs}-{n}") for n in numbers_sent(data, pairs, "objective")]

    def is_valid(self) -> bool:
        return all([super().is_valid(), *(pair.is_valid() for pair in self.pairs)])

    @property
    def texts(self) -> list:
        """The fields of labelled text, in the order of the paper form."""
        return [self[name] for name in DUTY_TEXTS]

    @property
    def template_pair(self) -> PairForm:
        """A blank pair for the script to copy."""
        return PairForm(prefix=f"{self.prefix}-pairs-__m__")

    def build(self) -> DutySection | None:
        """The duty as it stands in the valid form; None where it is blank or to be removed."""
        data = self.cleaned_data
        pairs = self._pairs()
        if data["remove"] or not (pairs or any(data[name] for name in DUTY_TEXTS)):
            return None
        texts: dict[str, Any] = {name: keep_untouched(getattr(self.duty, name), data[name]) for name in DUTY_TEXTS}
        return replace(self.duty, pairs=pairs, **texts)

    def _pairs(self) -> tuple[ObjectivePair, ...]:
        printed = {_as_typed(pair): pair for pair in self.duty.pairs}
        made = (pair.build() for pair in self.pairs)
        return tuple(printed.get(_as_typed(pair), pair) for pair in made if pair)


class ExplanationForm(RemarkedForm):
    """A section of explanation."""

    order = _order_field()
    heading = TextField(_label(Explanation, "heading"), help_text="如“名词解释”。")
    text = TextField(_label(Explanation, "text"), rows=2)
    remove = forms.BooleanField(label="删除这一节", required=False)

    def __init__(
        self, explanation: Explanation | None, prefix: str, data: QueryDict | None = None, place: int | None = None
    ):
        initial = {"heading": explanation.heading, "text": explanation.text, "order": place} if explanation else {}
        super().__init__(data, initial=initial, prefix=prefix)

    def build(self) -> Explanation | None:
        data = self.cleaned_data
        blank = data["remove"] or not (data["heading"] or data["text"])
        return None if blank else Explanation(data["heading"], data["text"])


class NarrativeForm:
    """The whole page: one form for the plan, one for each duty, each explanation, and a spare blank one of both."""

    def __init__(self, document: Document, data: QueryDict | None = None):
        self.document = document
        self.whole = WholeForm(data, initial={name: getattr(document, name) for name in WholeForm.base_fields})
        if data is None:
            self.duties = _unbound(DutyForm, "duties", document.duties)
            self.explanations = _unbound(ExplanationForm, "notes", document.explanations)
        else:
            known = {duty.key: duty for duty in document.duties}
            prefixes = [f"duties-{n}" for n in numbers_sent(data, "duties", "title")]
            self.duties = [DutyForm(known.get(data.get(f"{prefix}-key", "")), prefix, data) for prefix in prefixes]
            self.explanations = [
                ExplanationForm(None, f"notes-{n}", data) for n in numbers_sent(data, "notes", "heading")
            ]

    @property
    def forms(self) -> list[RemarkedForm]:
        return [self.whole, *self.duties, *(pair for duty in self.duties for pair in duty.pairs), *self.explanations]

    @property
    def problems(self) -> list[Remark]:
        """What cannot be stored, as a list to stand on top of the page."""
        return of_errors(self.forms)

    @property
    def template_duty(self) -> DutyForm:
        """A blank duty for the script to copy."""
        return DutyForm(None, "duties-__n__")

    @property
    def template_explanation(self) -> ExplanationForm:
        """A blank note for the script to copy."""
        return ExplanationForm(None, "notes-__n__")

    def build(self) -> Document | None:
        """The narrative as it stands in the form; None where something in it cannot be stored."""
        valid = [form.is_valid() for form in self.forms]
        self.duties.sort(key=_order)  # where the page comes back, it comes back as it was
        self.explanations.sort(key=_order)
        if not all(valid):
            return None
        data, document = self.whole.cleaned_data, self.document
        printed = {(plain(note.heading), plain(note.text)): note for note in document.explanations}
        explanations = (form.build() for form in self.explanations)
        return replace(
            document,
            money_unit=data["money_unit"],
            overall_objective=keep_untouched(document.overall_objective, data["overall_objective"]),
            safeguards=keep_untouched(document.safeguards, data["safeguards"]),
            duties=tuple(duty for form in self.duties if (duty := form.build())),
            explanations=tuple(printed.get((one.heading, one.text), one) for one in explanations if one),
        )


def _unbound(form_class: type, prefix: str, parts: Sequence) -> list:
    made = [form_class(part, f"{prefix}-{n}", place=n + 1) for n, part in enumerate(parts)]
    return [*made, form_class(None, f"{prefix}-{len(parts)}")]


def _order(form: forms.Form) -> tuple[bool, Decimal]:
    order = form.cleaned_data.get("order")
    return order is None, order or Decimal(0)


def _pair_initial(pair: ObjectivePair | None) -> dict[str, str]:
    return {"objective": pair.objective, "indicators": "\n".join(pair.indicators)} if pair else {}


def _as_typed(pair: ObjectivePair) -> tuple[str, str]:
    return plain(pair.objective), plain("\n".join(pair.indicators))
