"""Geometry of the small charts; templates turn it into SVG. Lengths are in the units of the view box."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from decimal import Decimal
from itertools import pairwise

from xushi_web.portal.periods import QUARTERS, quarter_of
from xushi_web.portal.queries.commitment import CommitmentPage, PeriodLine, Told
from xushi_web.programmes.models import Target

#: The plan-against-actual chart: four columns of this width and height, with room above for the promise.
COLUMN, HEIGHT, TOP, BAR = 68, 72, 16, 18


@dataclass(frozen=True, slots=True)
class Bar:
    """A planned or reported figure as a bar: its place, its size, and the figure itself."""

    x: float
    y: float
    height: float
    figure: Target


@dataclass(frozen=True, slots=True)
class PaceChart:
    """A promised figure with what was planned and reported for it, quarter by quarter."""

    goal: Target
    planned: Sequence[Bar]
    reported: Sequence[Bar]
    width: int = COLUMN * len(QUARTERS)
    height: int = TOP + HEIGHT
    baseline: int = TOP + HEIGHT

    @property
    def columns(self) -> Iterator[tuple[int, float]]:
        """Yield each quarter and the middle of its column."""
        return ((quarter, (quarter - 0.5) * COLUMN) for quarter in QUARTERS)


def pace_charts(page: CommitmentPage) -> list[PaceChart]:
    """Return a chart for each promised figure that the schedule or a report also speaks of in figures.

    A figure counts for a promise when it has the same unit and the same thing counted, or is the only one of its
    unit on both sides. A plan is drawn only when its figures rise from period to period up to the promise, so that
    figures of a stage (all 9 designed, 5 begun) are never shown as if they were results; reports must not fall.
    """
    charts = []
    for goal in page.promised:
        if goal.value <= 0 or goal.change:
            continue
        alone = sum(other.unit == goal.unit for other in page.promised) == 1
        reported = [found for line in page.lines for found in _bars(goal, line, line.reported, 0, alone=alone)]
        left = -BAR if reported else -BAR / 2
        planned = [found for line in page.lines for found in _bars(goal, line, line.planned, left, alone=alone)]
        if _rises(planned) and planned[-1].figure.value == goal.value and _keeps(reported):
            charts.append(PaceChart(goal, planned, reported))
    return charts


def _bars(goal: Target, line: PeriodLine, told: Sequence[Told], shift: float, *, alone: bool) -> Iterator[Bar]:
    quarter = quarter_of(line.period)
    figures = [figure for entry in told for figure in entry.figures if _counts_for(goal, figure)]
    exact = [figure for figure in figures if goal.of and figure.of == goal.of]
    chosen = exact or (figures if alone and len(figures) == 1 else [])
    if quarter and chosen:
        figure = chosen[-1]
        share = min(figure.value / goal.value, Decimal("1.2"))
        height = round(float(share) * HEIGHT / 1.2, 1)
        x = (quarter - 0.5) * COLUMN + shift
        yield Bar(x, TOP + HEIGHT - height, height, figure)


def _rises(bars: Sequence[Bar]) -> bool:
    return len(bars) > 1 and all(one.figure.value < next_.figure.value for one, next_ in pairwise(bars))


def _keeps(bars: Sequence[Bar]) -> bool:
    return all(one.figure.value <= next_.figure.value for one, next_ in pairwise(bars))


def _counts_for(goal: Target, figure: Target) -> bool:
    return figure.unit == goal.unit and figure.kind == goal.kind and figure.change in {"", "cumulative"}
