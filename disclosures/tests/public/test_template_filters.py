from decimal import Decimal

import pytest

from disclosures.public.template_filters import amount, percent


@pytest.mark.parametrize(
    ("value", "words"),
    [
        (Decimal("933000"), "933,000.00"),
        (Decimal("0.00"), "0.00"),
        (Decimal("84.745"), "84.745"),
        (Decimal("1.000001"), "1.000001"),
        (Decimal("1234567890.10"), "1,234,567,890.10"),
        (None, ""),
    ],
)
def test_an_amount_has_separators_and_at_least_two_decimals(value, words):
    assert amount(value) == words


def test_a_percentage_has_two_decimals_and_a_blank_is_not_zero():
    assert [percent(Decimal(25)), percent(Decimal("0")), percent(None)] == ["25.00", "0.00", ""]
