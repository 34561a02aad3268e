"""When people are reminded: a table."""

from __future__ import annotations

from datetime import date

#: Days before the deadline; 0 is the day itself.
BEFORE = (7, 1, 0)
#: Days between two reminders after it, until it is done.
AFTER_EVERY = 2


def step_of(due: date, today: date) -> int | None:
    """Return the last step that is reached: days to the deadline, below zero after it; None when it is far away.

    A step that was missed, because nothing ran on its day or the duty came later, is made up for by the last one alone.
    """
    left = (due - today).days
    if left <= -AFTER_EVERY:
        return -(-left // AFTER_EVERY * AFTER_EVERY)
    return min((step for step in BEFORE if step >= left), default=None)
