"""What a budget statement says besides its rows: unit of money, notes, the day of which it speaks."""

from dataclasses import replace

from django import forms

from disclosures.desk.entry.fields import LineField, TextField, keep_untouched, plain
from disclosures.desk.entry.remarks import RemarkedForm
from disclosures.document.declarations import field_of
from disclosures.document.model import BudgetStatement
from disclosures.document.statement_kinds import kind_of
from disclosures.document.statement_shapes import MoneyPlace
from indicators.models import Statement
from indicators.money import UNITS

_LONGEST = Statement._meta.get_field("as_of").max_length


class StatementHead(RemarkedForm):
    """The fields that the form of its kind has."""

    money_unit = forms.ChoiceField(
        label=field_of(BudgetStatement, "money_unit").short, choices=[(unit, unit) for unit in UNITS], required=False
    )
    as_of = LineField(field_of(BudgetStatement, "as_of").label, max_length=_LONGEST, help_text="如 2021-12-31。")
    notes = TextField(field_of(BudgetStatement, "notes").label, help_text="每行一条，如“注：……”。没有就空着。")

    def __init__(self, statement: BudgetStatement, unit: str, data=None):
        initial = {
            "money_unit": statement.money_unit or unit,
            "as_of": statement.as_of,
            "notes": "\n".join(statement.notes),
        }
        super().__init__(data, initial=initial)
        kind = kind_of(statement.kind)
        self.statement, self._unit = statement, unit
        if kind.money == MoneyPlace.NOWHERE:
            del self.fields["money_unit"]
        if not kind.has_as_of:
            del self.fields["as_of"]

    @property
    def unit(self) -> str:
        """The unit in which amounts are typed."""
        sent = self.data.get("money_unit", "")
        return sent if sent in UNITS else self.statement.money_unit or self._unit

    def build(self) -> BudgetStatement:
        """The statement with what stands in the valid form, its rows those of before."""
        data, statement = self.cleaned_data, self.statement
        typed = data["notes"]
        notes = tuple(line.strip() for line in typed.split("\n") if line.strip())
        return replace(
            statement,
            money_unit=self._money_unit(),
            as_of=keep_untouched(statement.as_of, data.get("as_of", "")) if "as_of" in self.fields else statement.as_of,
            notes=statement.notes if typed == plain("\n".join(statement.notes)) else notes,
        )

    def _money_unit(self) -> str:
        """The unit that is printed: none where none was printed and the plan's is left."""
        printed = self.statement.money_unit
        return printed if "money_unit" not in self.fields or self.unit == (printed or self._unit) else self.unit
