"""Working days (工作日): Monday to Friday, but for the holidays of the year and the weekends worked in exchange.

The State Council announces both every autumn for the year to come; `holidays.txt` holds them. Of a year that is not in
it only the weekends are free.
"""

from __future__ import annotations

from datetime import date, timedelta
from functools import cache
from pathlib import Path

_DAYS = Path(__file__).with_name("holidays.txt")
_SATURDAY = 5


def is_working_day(day: date) -> bool:
    """Tell whether offices work on `day`."""
    told = _told().get(day)
    return day.weekday() < _SATURDAY if told is None else told


def working_days_after(day: date, count: int) -> date:
    """Return the last day of a time of `count` working days that begins the day after `day`."""
    while count > 0:
        day += timedelta(days=1)
        count -= is_working_day(day)
    return day


@cache
def _told() -> dict[date, bool]:
    """Return which days are worked, other than their weekday says: of a line ``2025-10-01..2025-10-08 off``."""
    found: dict[date, bool] = {}
    for line in _DAYS.read_text(encoding="utf-8").splitlines():
        if line and not line.startswith("#"):
            days, word = line.split()
            first, _dots, last = days.partition("..")
            day = date.fromisoformat(first)
            while day <= date.fromisoformat(last or first):
                found[day] = word == "work"
                day += timedelta(days=1)
    return found
