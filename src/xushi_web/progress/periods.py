"""Which period a bulletin reports on, by its title."""

from __future__ import annotations

from xushi.periods import find_periods


def reported_period(title: str, year: int) -> str:
    """Return the period that `title` names (前三季度: ``2021-01/2021-09``), or the year when it names none."""
    whole = str(year)
    named = [str(period) for _, period in find_periods("".join(title.split()), year)]
    return next((period for period in reversed(named) if period != whole), whole)[:20]
