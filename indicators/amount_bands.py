"""金额档: the bands by which projects are counted and found."""

from dataclasses import dataclass
from decimal import Decimal


@dataclass(frozen=True)
class AmountBand:
    """Amounts in yuan from `lowest` on, up to but without `limit`; None where there is no such bound."""

    key: str
    name: str
    lowest: int | None
    limit: int | None


AMOUNT_BANDS = (
    AmountBand("from_10m", "1000万元以上", 10**7, None),
    AmountBand("from_1m", "100万—1000万元", 10**6, 10**7),
    AmountBand("from_100k", "10万—100万元", 10**5, 10**6),
    AmountBand("from_10k", "1万—10万元", 10**4, 10**5),
    AmountBand("under_10k", "不到1万元", None, 10**4),
)
#: The band of projects that list no amount.
WITHOUT_AMOUNT = "without"


def band_of(amount: Decimal | None) -> str:
    """The key of the band in which an amount in yuan lies."""
    if amount is None:
        return WITHOUT_AMOUNT
    return next(band.key for band in AMOUNT_BANDS if band.lowest is None or amount >= band.lowest)
