"""How rules name items, things and days in their sentences."""

from __future__ import annotations

from datetime import date

from xushi.document.model import Commitment, Milestone
from xushi.targets.model import Target


def named(target: Target) -> str:
    """Return what a target counts, or its figure where it names nothing."""
    return target.of or "".join(target.text.split())


def number(commitment: Commitment) -> str:
    """Return the number of an item as it is spoken of, ``?`` where it has none."""
    return commitment.number or "?"


def written(target: Target) -> str:
    """Return a figure without blanks."""
    return "".join(target.text.split())


def period(milestone: Milestone) -> str:
    """Return the name of a milestone's period: ``第三季度``, ``6月``, or the period as it is noted."""
    _, _, part = milestone.period.partition("-")
    if part.startswith("Q") and part[1:].isdigit():
        return f"第{'一二三四'[int(part[1:]) - 1]}季度"
    return f"{int(part)}月" if part.isdigit() else milestone.period


def day(of: date) -> str:
    """Return a day without its year: ``9月30日``."""
    return f"{of.month}月{of.day}日"
