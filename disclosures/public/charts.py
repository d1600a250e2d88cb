"""Numbers → geometry for the SVG templates. Coordinates are units of the viewBox, rounded to a tenth."""

from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal

from disclosures.document.model import Checkpoint

LEFT, RIGHT, TOP, BOTTOM = 44, 424, 22, 190
#: The place of a year among the bars: wide enough for its amount.
WIDE = 120


@dataclass(frozen=True)
class PlanPoint:
    """A time point of the spending plan: where it stands, and its cumulative percent (None: left blank)."""

    month: int
    percent: Decimal | None
    x: float
    y: float


@dataclass(frozen=True)
class PlanChart:
    """A step chart of the spending plan against the calendar; a blank point breaks the line."""

    points: tuple[PlanPoint, ...]
    steps: tuple[str, ...]
    levels: tuple[tuple[int, float], ...]
    months: tuple[float, ...]
    left: int = LEFT
    right: int = RIGHT
    top: int = TOP
    bottom: int = BOTTOM


@dataclass(frozen=True)
class Bar:
    """One year's column: its label, amount in yuan, and rectangle."""

    label: str
    amount: Decimal
    x: int
    y: float
    width: int
    height: float


@dataclass(frozen=True)
class BarChart:
    """Amounts by year as columns standing on one base line."""

    bars: tuple[Bar, ...]
    width: int
    base: int = 150


def plan_chart(plan: Sequence[Checkpoint]) -> PlanChart | None:
    """The chart of a spending plan; None where every point is blank."""
    if all(point.cumulative_percent is None for point in plan):
        return None
    points = tuple(
        PlanPoint(point.month, point.cumulative_percent, _month_x(point.month), _percent_y(point.cumulative_percent))
        for point in plan
    )
    return PlanChart(
        points=points,
        steps=tuple(_steps(points)),
        levels=tuple((level, _percent_y(Decimal(level))) for level in (0, 25, 50, 75, 100)),
        months=tuple(_month_x(month) for month in range(1, 13)),
    )


def bar_chart(amounts: Sequence[tuple[str, Decimal | None]]) -> BarChart | None:
    """Columns for (label, yuan), in the order given; None where fewer than two have an amount above zero."""
    known = [(label, value) for label, value in amounts if value]
    if len(known) < 2:
        return None
    highest = max(value for _, value in known)
    bars = []
    for place, (label, value) in enumerate(known):
        height = round(float(value / highest) * 110, 1)
        bars.append(Bar(label, value, place * WIDE + WIDE // 2 - 24, round(150 - height, 1), 48, height))
    return BarChart(tuple(bars), width=len(bars) * WIDE)


def _month_x(month: int) -> float:
    return round(LEFT + (RIGHT - LEFT) * month / 12, 1)


def _percent_y(percent: Decimal | None) -> float:
    return round(BOTTOM - (BOTTOM - TOP) * float(percent or 0) / 100, 1)


def _steps(points: Sequence[PlanPoint]) -> list[str]:
    """Each unbroken run of known points as a path: level until the point's month, then up to its percent."""
    runs, path = [], f"M{LEFT} {BOTTOM}"
    for point in points:
        if point.percent is None:
            runs.append(path)
            path = ""
        elif path:
            path += f"H{point.x}V{point.y}"
        else:
            path = f"M{point.x} {point.y}"
    return [run for run in [*runs, path] if "H" in run]
