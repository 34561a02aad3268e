"""Scales of verdicts (序时判定): each programme sets its grades and thresholds."""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal

from xushi.document.model import VerdictGrade
from xushi.pacing.figures import HUNDRED
from xushi.pacing.gaps import Formula, Gap


@dataclass(frozen=True, slots=True)
class Scale:
    """Thresholds in percentage points.

    `tolerance` points behind are still on pace. From `ahead` points on something is ahead; None if the scale has no
    such grade. `completes` tells whether a target already reached has a grade of its own (提前完成).
    """

    tolerance: Decimal = Decimal(0)
    ahead: Decimal | None = None
    completes: bool = False

    def verdict(self, gap: Gap) -> VerdictGrade:
        """Return the grade of one gap."""
        if self.completes and gap.formula is Formula.COMPLETION and (gap.completed or 0) >= HUNDRED:
            return VerdictGrade.COMPLETED
        if gap.points > self.tolerance:
            return VerdictGrade.BEHIND
        if self.ahead is not None and -gap.points >= self.ahead:
            return VerdictGrade.AHEAD
        return VerdictGrade.ON_PACE

    def worst(self, gaps: list[Gap] | tuple[Gap, ...]) -> VerdictGrade | None:
        """Return the verdict of an item with several targets: it is as good as its worst; None without a gap."""
        order = (VerdictGrade.BEHIND, VerdictGrade.ON_PACE, VerdictGrade.AHEAD, VerdictGrade.COMPLETED)
        grades = {self.verdict(gap) for gap in gaps}
        return next((grade for grade in order if grade in grades), None)


TWO_GRADES = Scale()  #: 达序时 · 未达序时
FOUR_GRADES = Scale(ahead=Decimal(5), completes=True)  #: 提前完成 · 超序时 · 达序时 · 未达序时
