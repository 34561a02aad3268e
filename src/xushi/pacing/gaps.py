"""The three ways in which a government's offices say how far behind something is (滞后).

Positive points are behind, negative ones ahead. Shares are rounded to one decimal before they are subtracted, so that
the sentence adds up on a pocket calculator; `Gap.exact` has the unrounded difference.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from enum import StrEnum

from xushi.pacing.figures import Figure, figure, points, rounded, share
from xushi.problems import Message


class Formula(StrEnum):
    """Which calculation a gap comes from."""

    COMPLETION = "completion"  #: 完成率差: planned share minus actual ÷ target
    GROWTH = "growth"  #: 增幅差: target growth minus actual growth
    LEVEL = "level"  #: 水平差: planned level minus actual level


class Basis(StrEnum):
    """Where the planned state comes from."""

    PLANNED = "planned"  #: a figure of the schedule for that very day
    BETWEEN = "between"  #: between two figures of the schedule, linear in months
    LINEAR = "linear"  #: nothing is planned: a twelfth of the target a month
    TARGET = "target"  #: the annual target itself, for growth rates and levels


@dataclass(frozen=True, slots=True)
class Gap:
    """How far behind a figure is, in percentage points, with all that went into it."""

    formula: Formula
    basis: Basis
    exact: Decimal
    points: Decimal  #: rounded, as the sentence says it
    actual: Figure
    target: Figure
    planned: Figure  #: in percent: the planned share, growth or level
    sentence: Message
    on: date | None = None
    completed: Decimal | None = None  #: actual ÷ target in percent, for completion

    @property
    def behind(self) -> bool:
        """Whether the rounded gap is more than nothing."""
        return self.points > 0


def completion_lag(actual: Figure, target: Figure, planned: Decimal, *, on: date, basis: Basis = Basis.LINEAR) -> Gap:
    """Return by how many points actual ÷ target is behind `planned` (percent of the target on the day `on`).

    852.9 of 1350 亿元 at the end of September is 63.2 %, 11.8 points behind 75 %.
    Raises ZeroDivisionError for a target of nothing.
    """
    done = share(actual.value, target.value)
    exact = planned - done
    shown = rounded(planned) - rounded(done)
    values = {
        "actual": str(actual),
        "target": str(target),
        "done": points(done),
        "planned": points(planned),
        "day": day_message(on),
        "outcome": _outcome(shown),
    }
    template = (
        "{actual}÷{target}={done}%；没有当期计划数，按月均摊，{day}应完成{planned}%，{outcome}"
        if basis is Basis.LINEAR
        else "{actual}÷{target}={done}%；按计划{day}应完成目标的{planned}%，{outcome}"
    )
    sentence = Message(template, values)
    return Gap(
        Formula.COMPLETION,
        basis,
        exact,
        shown,
        actual,
        target,
        figure(rounded(planned), "%"),
        sentence,
        on,
        done,
    )


def growth_gap(actual: Figure, target: Figure, *, falling: bool = False) -> Gap:
    """Return by how many points actual growth is short of promised growth, both in percent (a fall is negative).

    +8 % promised, −1.8 % reached: 9.8 points behind. With `falling` both figures are reductions, and more is better.
    """
    exact = target.value - actual.value
    shown = rounded(target.value) - rounded(actual.value)
    template = (
        "目标降幅{target}%，实际降幅{actual}%，相减为{points}个百分点，{side}"
        if falling
        else "目标增幅{target}%，实际增幅{actual}%，相减为{points}个百分点，{side}"
    )
    values = {
        "target": points(target.value),
        "actual": points(actual.value),
        "points": points(abs(shown)),
        "side": _side(shown),
    }
    sentence = Message(template, values)
    return Gap(Formula.GROWTH, Basis.TARGET, exact, shown, actual, target, target, sentence)


def level_gap(
    actual: Figure, planned: Figure, *, target: Figure | None = None, at_most: bool = False, basis: Basis | None = None
) -> Gap:
    """Return by how many points a rate or coverage is short of the level planned for the period.

    58 % where 90 % was planned: 32 points behind. With `at_most` the level is a ceiling, and less is better.
    """
    exact = actual.value - planned.value if at_most else planned.value - actual.value
    shown = rounded(exact)
    values = {"planned": str(planned), "actual": str(actual), "outcome": _outcome(shown)}
    if basis is Basis.TARGET:
        template = (
            "全年上限{planned}，实际{actual}，{outcome}" if at_most else "全年目标{planned}，实际{actual}，{outcome}"
        )
    else:
        template = (
            "当期上限{planned}，实际{actual}，{outcome}" if at_most else "当期计划{planned}，实际{actual}，{outcome}"
        )
    sentence = Message(template, values)
    return Gap(
        Formula.LEVEL,
        basis or Basis.PLANNED,
        exact,
        shown,
        actual,
        target or planned,
        planned,
        sentence,
        completed=None,
    )


def implied_plan(actual: Figure, lag: Figure) -> Gap:
    """Return the gap that a text states itself, with the planned level that follows from it.

    58 % reached and 32 points behind means that 90 % was planned.
    """
    planned = figure(actual.value + lag.value, actual.unit)
    sentence = Message(
        "实际{actual}，称滞后{lag}，相加得当期计划{planned}。",
        {"actual": str(actual), "lag": str(lag), "planned": str(planned)},
    )
    return Gap(Formula.LEVEL, Basis.PLANNED, lag.value, rounded(lag.value), actual, planned, planned, sentence)


def day_message(day: date) -> Message:
    """Return a day as it is said in a sentence: ``9月30日``."""
    return Message("{month}月{day}日", {"month": day.month, "day": day.day, "iso": day.isoformat()})


def _outcome(shown: Decimal) -> Message:
    values = {"points": points(abs(shown))}
    if shown > 0:
        return Message("落后{points}个百分点。", values)
    return Message("超前{points}个百分点。", values) if shown < 0 else Message("正好持平。")


def _side(shown: Decimal) -> Message:
    if shown > 0:
        return Message("落后。")
    return Message("已超过。") if shown < 0 else Message("正好持平。")
