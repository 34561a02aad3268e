"""Where a figure will stand at the end of the year, with the method and a range; a figure of thought, not a promise."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from xushi.pacing.figures import Figure, amount, points, rounded, share
from xushi.pacing.spans_of_time import months
from xushi.problems import Message

_MONTHS = Decimal(12)


@dataclass(frozen=True, slots=True)
class Forecast:
    """The expected state at the end of the year, in the unit of the target."""

    value: Decimal
    low: Decimal
    high: Decimal
    completion: Decimal  #: `value` in percent of the target
    sentence: Message


def forecast(target: Figure, observed: Sequence[tuple[date, Figure]], planned: Decimal | None = None) -> Forecast:
    """Return the state at year's end from cumulative figures of this year, in order of days.

    The value is the average pace so far, carried on: last figure ÷ months over × 12. The range is spanned by that, by
    the pace of the latest stretch alone (with two figures or more), and, where `planned` says what the schedule asked
    for on the last day, by the rest going exactly to schedule. Raises ValueError without figures.
    """
    if not observed:
        message = "a forecast needs at least one figure"
        raise ValueError(message)
    ordered = sorted(observed, key=lambda pair: pair[0])
    day, last = ordered[-1]
    over = months(day)
    value = last.value / over * _MONTHS
    spread = [value]
    if len(ordered) > 1:
        before, earlier = ordered[-2]
        pace = (last.value - earlier.value) / (over - months(before))
        spread.append(last.value + pace * (_MONTHS - over))
    if planned is not None:
        spread.append(last.value + max(Decimal(0), target.value - planned))
    completion = share(value, target.value)
    low, high = min(spread), max(spread)
    values = {
        "actual": str(last),
        "months": points(over),
        "value": amount(rounded(value), target.unit),
        "done": points(completion),
        "low": amount(rounded(low), target.unit),
        "high": amount(rounded(high), target.unit),
        "target": str(target),
    }
    template = (
        "按目前月均进度推算全年：{actual}÷{months}×12={value}，为目标{target}的{done}%。"
        if low == high
        else "按目前月均进度推算全年：{actual}÷{months}×12={value}，为目标{target}的{done}%；"
        "范围{low}至{high}（最近一段的进度、余下按计划推进）。"
    )
    return Forecast(value, low, high, completion, Message(template, values))
