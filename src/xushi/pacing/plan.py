"""What a schedule's figures for one target mean: cumulative (累计), incremental (当季) or by stage (形象进度).

The reading is stated by words, or inferred: it is the one that meets the annual target. If none does, there is no
plan but an `Unfit`, which checking turns into a problem; nothing is guessed.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from enum import StrEnum
from itertools import pairwise

from xushi.pacing.figures import Figure, figure
from xushi.problems import Message


class Reading(StrEnum):
    """How the figures of a schedule are to be read."""

    CUMULATIVE = "cumulative"  #: each figure is the state since the beginning of the year
    INCREMENTAL = "incremental"  #: each figure is what the period adds
    STAGE = "stage"  #: the figures of each period add up to the whole: so many designed, so many under way …
    LEVEL = "level"  #: a rate or coverage: each figure is a level, nothing is added


@dataclass(frozen=True, slots=True)
class PlanFigure:
    """What a schedule plans for the end of one period. `high` is the upper end where it is a range (3000-4000场)."""

    on: date
    figure: Figure
    said: Reading | None = None  #: what the words say
    high: Decimal | None = None
    finished: Decimal | None = None  #: by stage: how much of it is finished

    @property
    def top(self) -> Decimal:
        """The upper end."""
        return self.figure.value if self.high is None else self.high


@dataclass(frozen=True, slots=True)
class Plan:
    """The planned states of one target, in the order of days; `states` are cumulative whatever the reading."""

    target: Figure
    reading: Reading
    stated: bool  #: whether words say so; else it is inferred
    figures: tuple[PlanFigure, ...]
    states: tuple[tuple[date, Decimal], ...]
    sentence: Message


@dataclass(frozen=True, slots=True)
class Unfit:
    """Figures that meet the target in no reading."""

    target: Figure
    figures: tuple[PlanFigure, ...]
    total: Figure  #: their sum
    last: Figure
    said: Reading | None

    @property
    def sum_text(self) -> str:
        """Return the addition as one writes it down: ``25+40+30+30``."""
        return "+".join(planned.figure.text for planned in self.figures)


def read_plan(
    target: Figure,
    figures: Sequence[PlanFigure],
    *,
    target_high: Decimal | None = None,
    at_least: bool = False,
    level: bool = False,
    at_most: bool = False,
) -> Plan | Unfit:
    """Return how `figures` (one a period, in order, at least one) are to be read, or that they meet no reading.

    `at_least` lets the plan exceed the target (500 场以上). `level` says that the figures are rates, which may
    end above the target, or below it where the target is a ceiling (`at_most`).
    Raises ValueError if there are no figures.
    """
    if not figures:
        message = "a plan needs at least one figure"
        raise ValueError(message)
    ordered = tuple(sorted(figures, key=lambda planned: planned.on))
    low, high = target.value, target.value if target_high is None else target_high

    def meets(least: Decimal, most: Decimal) -> bool:
        return (most >= low) if at_least else (least <= high and most >= low)

    said = _said(ordered)
    total = sum((planned.figure.value for planned in ordered), Decimal(0))
    last = ordered[-1]
    if level:
        reached = last.figure.value <= high if at_most else last.top >= low
        reading: Reading | None = Reading.LEVEL if reached else None
    elif said is Reading.STAGE:
        reading = Reading.STAGE
    else:
        adds = meets(total, sum((planned.top for planned in ordered), Decimal(0)))
        ends = meets(last.figure.value, last.top) and _rises(ordered)
        reading = _inferred(said, adds=adds, ends=ends, exact=total == low)
    if reading is None:
        unit = target.unit
        return Unfit(target, ordered, figure(total, unit), last.figure, Reading.LEVEL if level else said)
    return Plan(target, reading, said is not None, ordered, _states(ordered, reading), _sentence(reading, target))


def _said(figures: Sequence[PlanFigure]) -> Reading | None:
    """Return what the words say. 累计 beside one figure speaks for the whole row: the first quarter needs no 累计."""
    readings = {planned.said for planned in figures} - {None}
    for reading in (Reading.STAGE, Reading.CUMULATIVE, Reading.INCREMENTAL):
        if reading in readings:
            return reading
    return None


def _inferred(said: Reading | None, *, adds: bool, ends: bool, exact: bool) -> Reading | None:
    if said is Reading.CUMULATIVE:
        return said if ends else None
    if said is Reading.INCREMENTAL:
        return said if adds else None
    if adds and (exact or not ends):
        return Reading.INCREMENTAL
    return Reading.CUMULATIVE if ends else None


def _rises(figures: Sequence[PlanFigure]) -> bool:
    return all(before.figure.value <= after.top for before, after in pairwise(figures))


def _states(figures: Sequence[PlanFigure], reading: Reading) -> tuple[tuple[date, Decimal], ...]:
    states: list[tuple[date, Decimal]] = []
    reached = Decimal(0)
    for planned in figures:
        if reading is Reading.INCREMENTAL:
            reached += planned.figure.value
        elif reading is Reading.STAGE:
            reached = planned.finished if planned.finished is not None else reached
        else:
            reached = planned.figure.value
        states.append((planned.on, reached))
    return tuple(states)


def _sentence(reading: Reading, target: Figure) -> Message:
    template = {
        Reading.CUMULATIVE: "各期数字为累计数，末期达到目标{target}。",
        Reading.INCREMENTAL: "各期数字为当期数，相加等于目标{target}。",
        Reading.STAGE: "各期数字为形象进度，每期各阶段相加等于目标{target}。",
        Reading.LEVEL: "各期数字为当期水平，末期达到目标{target}。",
    }[reading]
    return Message(template, {"target": str(target)})
