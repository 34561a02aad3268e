"""Geometry of the small charts; templates turn it into SVG. Lengths are in the units of the view box."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from decimal import Decimal
from itertools import pairwise

from xushi_web.portal.periods import QUARTERS, quarter_of
from xushi_web.portal.queries.commitment import CommitmentPage, PeriodLine, Told
from xushi_web.programmes.models import Target
from xushi_web.reporting.models import Figure

#: The plan-against-actual chart: four columns of this width and height, with room above for the promise.
COLUMN, HEIGHT, TOP, BAR = 68, 72, 16, 18


@dataclass(frozen=True, slots=True)
class Bar:
    """A planned or reported figure as a bar: its place, its size, and the figure, as a text or a unit gave it."""

    x: float
    y: float
    height: float
    figure: Target | Figure


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

    What a unit reported and the office published stands in the quarter that the figure itself belongs to, and instead
    of what a bulletin says of that quarter: people bound it to the promise.
    """
    charts = []
    for goal in page.promised:
        if goal.value <= 0 or goal.change:
            continue
        alone = sum(other.unit == goal.unit for other in page.promised) == 1
        reported = _reported(goal, page.lines, alone=alone)
        left = -BAR if reported else -BAR / 2
        planned = [found for line in page.lines for found in _bars(goal, line, line.planned, left, alone=alone)]
        if _rises(planned) and planned[-1].figure.value == goal.value and _keeps(reported):
            charts.append(PaceChart(goal, planned, reported))
    return charts


def _reported(goal: Target, lines: Sequence[PeriodLine], *, alone: bool) -> list[Bar]:
    """Return what was reported by quarter, by bulletins and by units."""
    found = {bar.x: bar for line in lines for bar in _bars(goal, line, line.reported, 0, alone=alone)}
    figures = [figure for line in lines for report in line.by_units for figure in report.figures]
    for figure in figures:
        quarter = quarter_of(figure.period)
        if quarter and (figure.of, figure.promised) == (goal.of, goal.text):
            bar = _bar(goal, quarter, figure, 0)
            found[bar.x] = bar
    return [found[x] for x in sorted(found)]


def _bars(goal: Target, line: PeriodLine, told: Sequence[Told], shift: float, *, alone: bool) -> Iterator[Bar]:
    quarter = quarter_of(line.period)
    figures = [figure for entry in told for figure in entry.figures if _counts_for(goal, figure)]
    exact = [figure for figure in figures if goal.of and figure.of == goal.of]
    chosen = exact or (figures if alone and len(figures) == 1 else [])
    if quarter and chosen:
        yield _bar(goal, quarter, chosen[-1], shift)


def _bar(goal: Target, quarter: int, figure: Target | Figure, shift: float) -> Bar:
    share = max(min(figure.value / goal.value, Decimal("1.2")), Decimal(0))
    height = round(float(share) * HEIGHT / 1.2, 1)
    return Bar((quarter - 0.5) * COLUMN + shift, TOP + HEIGHT - height, height, figure)


def _rises(bars: Sequence[Bar]) -> bool:
    return len(bars) > 1 and all(one.figure.value < next_.figure.value for one, next_ in pairwise(bars))


def _keeps(bars: Sequence[Bar]) -> bool:
    return all(one.figure.value <= next_.figure.value for one, next_ in pairwise(bars))


def _counts_for(goal: Target, figure: Target) -> bool:
    return figure.unit == goal.unit and figure.kind == goal.kind and figure.change in {"", "cumulative"}
