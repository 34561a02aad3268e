"""Working days, with holidays and the weekends worked in exchange."""

from __future__ import annotations

from datetime import date

import pytest

from xushi_web.deadlines.workdays import is_working_day, working_days_after


@pytest.mark.parametrize(
    ("day", "worked"),
    [("2025-09-26", True), ("2025-09-27", False), ("2025-09-28", True), ("2025-10-08", False), ("2031-10-01", True)],
)
def test_a_day_is_worked_as_the_calendar_of_the_year_says(day: str, worked: bool) -> None:  # noqa: FBT001 - a column of the table
    assert is_working_day(date.fromisoformat(day)) is worked


def test_the_days_begin_on_the_day_after() -> None:
    assert working_days_after(date(2025, 9, 30), 3) == date(2025, 10, 11)  # the 8 days of October off, Saturday worked
    assert working_days_after(date(2025, 3, 3), 1) == date(2025, 3, 4)
