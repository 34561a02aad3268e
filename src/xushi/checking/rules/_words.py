"""How rules name items, things and days in their sentences."""

from __future__ import annotations

from decimal import Decimal

from xushi.document.model import Commitment, Milestone
from xushi.pacing.figures import amount
from xushi.pacing.gaps import day_message
from xushi.pacing.naming import promised_name
from xushi.pacing.wording import Wording
from xushi.problems import Message
from xushi.targets.model import Target


def named(target: Target, wording: Wording) -> str:
    """Return what a target counts, or its figure where it names nothing."""
    name = "".join(promised_name(target, wording).split()).strip("和及与、")
    return name or written(target)


def number(commitment: Commitment) -> str:
    """Return the number of an item as it is spoken of, ``?`` where it has none."""
    return commitment.number or "?"


def written(target: Target) -> str:
    """Return a figure without blanks."""
    return "".join(target.text.split())


def period(milestone: Milestone) -> Message:
    """Return the name of a milestone's period: ``第三季度``, ``6月``, or the period as it is noted."""
    return period_name(milestone.period)


def period_name(noted: str) -> Message:
    """Return the name of a period from its notation: ``第三季度`` for ``2025-Q3``."""
    _, _, part = noted.partition("-")
    if part.startswith("Q") and part[1:].isdigit():
        return Message("第{quarter}季度", {"quarter": "一二三四"[int(part[1:]) - 1], "number": part[1:]})
    values = {"period": noted, "month": int(part) if part.isdigit() else 0}
    return Message("{month}月" if part.isdigit() else "{period}", values)


def off_by(difference: Decimal, unit: str | None) -> Message:
    """Return how far a sum is off its target: ``比目标多25个``."""
    values = {"difference": amount(abs(difference), unit)}
    return Message("比目标多{difference}" if difference > 0 else "比目标少{difference}", values)


__all__ = ["day_message", "named", "number", "off_by", "period", "period_name", "written"]
