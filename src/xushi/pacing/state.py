"""The planned state on any day: from the schedule where it says something, linear only where nothing else is known."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from xushi.pacing.figures import HUNDRED, Figure, amount, points, rounded, share
from xushi.pacing.gaps import Basis, day_message
from xushi.pacing.plan import Plan, Reading
from xushi.pacing.spans_of_time import elapsed_share, month_end, months
from xushi.problems import Message


@dataclass(frozen=True, slots=True)
class PlannedState:
    """What should be reached on the day `on`: in the target's unit, and in percent of the target."""

    on: date
    value: Decimal
    share: Decimal
    basis: Basis
    sentence: Message


def linear_state(target: Figure, on: date) -> PlannedState:
    """Return the state where nothing is planned: a twelfth of the target for every month that is over."""
    part = elapsed_share(on)
    value = target.value * part / HUNDRED
    sentence = Message(
        "没有当期计划数，按月均摊：{target}×{share}%={value}。",
        {"target": str(target), "share": points(part), "value": amount(rounded(value, 2), target.unit)},
    )
    return PlannedState(on, value, part, Basis.LINEAR, sentence)


def planned_state(plan: Plan, on: date) -> PlannedState | None:
    """Return the state that `plan` asks for on the day `on`, between two of its figures linear in months.

    A rate has no state before its first figure: None. A day of another year has none either.
    """
    year = plan.states[-1][0].year
    if on.year != year:
        return None
    known = dict(plan.states)
    if on in known:
        return _state(plan, on, known[on], Basis.PLANNED)
    before = [(day, value) for day, value in plan.states if day < on]
    after = [(day, value) for day, value in plan.states if day > on]
    if plan.reading is Reading.LEVEL and not before:
        return None
    if not after:
        last = month_end(year, 12)
        if plan.states[-1][0] >= last or plan.states[-1][1] >= plan.target.value:
            return _state(plan, on, plan.states[-1][1], Basis.PLANNED)
        after = [(last, plan.target.value)]
    start, low = (months(before[-1][0]), before[-1][1]) if before else (Decimal(0), Decimal(0))
    end, high = months(after[0][0]), after[0][1]
    value = low + (high - low) * (months(on) - start) / (end - start)
    return _state(plan, on, value, Basis.BETWEEN)


def _state(plan: Plan, on: date, value: Decimal, basis: Basis) -> PlannedState:
    part = share(value, plan.target.value) if plan.target.value else Decimal(0)
    template = (
        "按计划，{day}应达到{value}。"
        if basis is Basis.PLANNED
        else "按前后两期计划数之间均匀推进，{day}应达到{value}。"
    )
    values = {"day": day_message(on), "value": amount(rounded(value, 2), plan.target.unit)}
    return PlannedState(on, value, part, basis, Message(template, values))
