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


@dataclass(frozen=True)
class TargetPoint:
    """A year's target: its label, its words, and where it stands."""

    label: str
    words: str
    x: int
    y: float


@dataclass(frozen=True)
class TargetChart:
    """Targets by year, joined by a line; `unit` is what they are counted in."""

    points: tuple[TargetPoint, ...]
    unit: str
    line: str
    width: int
    base: int = 150


@dataclass(frozen=True)
class Dot:
    """A value on a line of values: where it stands, how wide it is for how many have it, and whether it is marked."""

    x: float
    radius: float
    marked: bool


@dataclass(frozen=True)
class DotChart:
    """Values as dots on one line, with the lowest and the highest; `unit` is what they are counted in."""

    dots: tuple[Dot, ...]
    lowest: Decimal
    highest: Decimal
    unit: str
    count: int


def dot_chart(values: Sequence[tuple[Decimal, int, bool]], unit: str) -> DotChart | None:
    """A chart of values (number, how many have it, whether it is marked); None where there are fewer than two. What
    would stand at one place is one dot; marked ones are drawn last."""
    if len(values) < 2:
        return None
    lowest, highest = min(value for value, _, _ in values), max(value for value, _, _ in values)
    places: dict[tuple[bool, int], int] = {}
    for value, count, marked in values:
        x = LEFT + round((RIGHT - LEFT) * float((value - lowest) / (highest - lowest)))
        places[marked, x] = places.get((marked, x), 0) + count
    most = max(places.values())
    dots = tuple(
        Dot(x, round(4 + 8 * (count / most) ** 0.5, 1), marked) for (marked, x), count in sorted(places.items())
    )
    return DotChart(dots, lowest, highest, unit, sum(count for _, count, _ in values))


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


def target_chart(targets: Sequence[tuple[str, Decimal | None, str]], unit: str) -> TargetChart | None:
    """Targets (label, number, words) in the order given, as a line; None where fewer than two have a number."""
    known = [(label, number, words) for label, number, words in targets if number is not None]
    if len(known) < 2:
        return None
    numbers = [number for _, number, _ in known]
    lowest, span = min(numbers), max(numbers) - min(numbers)
    points = tuple(
        TargetPoint(label, words, place * WIDE + WIDE // 2, _between(number - lowest, span))
        for place, (label, number, words) in enumerate(known)
    )
    line = "M" + "L".join(f"{point.x} {point.y}" for point in points)
    return TargetChart(points, unit, line, len(points) * WIDE)


def _between(above: Decimal, span: Decimal) -> float:
    """The height of a value between the lowest and the highest; in the middle where they are one."""
    return round(130 - 80 * float(above / span), 1) if span else 90.0


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
