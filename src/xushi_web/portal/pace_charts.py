"""Geometry of plan against actual: a bar for a line of a list, a curve of the year for one figure."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal

from xushi.pacing import Formula, Gap, Plan
from xushi_web.pace.queries import Measured

#: The bar: 0 to 100 % of its scale; the curve: twelve months wide, the promise at the line `GOAL`.
BAR_WIDTH = 120
WIDTH, HEIGHT, GOAL = 216, 72, 12
#: Height of a line of its labels.
LINE = 13
_MONTHS = 12


@dataclass(frozen=True, slots=True)
class PaceBar:
    """Actual as a bar that begins at `zero`, planned as a mark across it; both inside `BAR_WIDTH`."""

    zero: float
    start: float
    width: float
    planned: float


@dataclass(frozen=True, slots=True)
class PaceCurve:
    """A year: the planned line as points of a polyline, and where actual and planned stand at the reported day."""

    line: str
    x: float
    planned: float
    actual: float

    @property
    def at_left(self) -> bool:
        """Whether the labels stand left of the day, because there is no room right of it."""
        return self.x > WIDTH * 2 / 3

    @property
    def label_actual(self) -> float:
        """Base line of the actual figure's label: beside its point, out of the way of the other label."""
        return _label(self.actual, self.planned)

    @property
    def label_planned(self) -> float:
        """Base line of the planned figure's label."""
        return _label(self.planned, self.actual)


def _label(own: float, other: float) -> float:
    """Return where a label stands: at its point, moved away from another one closer than a line of text."""
    room = max(0.0, LINE - abs(own - other)) / 2
    return round(min(max(own + 4 + (room if own > other else -room), 9), HEIGHT - 4), 1)


def pace_bar(measured: Measured) -> PaceBar:
    """Return the bar of one gap: a share of the target, or growth or level on a scale that has room for both."""
    gap = measured.judgement.gap
    actual, planned = shown(gap), gap.planned.value
    low, high = min(Decimal(0), actual, planned), max(Decimal(0), actual, planned)
    if gap.formula is not Formula.GROWTH:
        high = max(high, Decimal(100))
    scale = Decimal(BAR_WIDTH) / ((high - low) or Decimal(1))
    zero, end, mark = (round(float((value - low) * scale), 1) for value in (Decimal(0), actual, planned))
    return PaceBar(zero, min(zero, end), abs(end - zero), min(mark, BAR_WIDTH - 1))


def pace_curve(measured: Measured) -> PaceCurve | None:
    """Return the curve for a figure that is reached over the year; None for growth and levels."""
    gap = measured.judgement.gap
    if gap.formula is not Formula.COMPLETION or gap.on is None or gap.target.value <= 0:
        return None
    actual, planned = shown(gap), gap.planned.value
    line = _planned_line(measured.schedule.plan) if measured.is_planned and measured.schedule else [(0, 0), (12, 100)]
    top = max([Decimal(100), actual, planned, *(Decimal(share) for _, share in line)])

    def y(share: Decimal | int) -> float:
        return round(float(HEIGHT - Decimal(share) * (HEIGHT - GOAL) / top), 1)

    def x(month: Decimal | int) -> float:
        return round(float(month) * WIDTH / _MONTHS, 1)

    month = Decimal(gap.on.month - 1) + Decimal(gap.on.day) / 31 if gap.on.day < 28 else Decimal(gap.on.month)
    return PaceCurve(" ".join(f"{x(m)},{y(share)}" for m, share in line), x(month), y(planned), y(actual))


def shown(gap: Gap) -> Decimal:
    """Return the actual state in percent: of the target for completion, as it is for growth and level."""
    return gap.completed if gap.completed is not None else gap.actual.value


def _planned_line(plan: Plan) -> Sequence[tuple[Decimal | int, Decimal | int]]:
    points: list[tuple[Decimal | int, Decimal | int]] = [(0, 0)]
    points += [(day.month, value * 100 / plan.target.value) for day, value in plan.states]
    last = points[-1]
    return points if last[0] == _MONTHS else [*points, (_MONTHS, max(last[1], Decimal(100)))]
