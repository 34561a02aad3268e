"""Days, months and shares of a year, as plans count them: a quarter is a quarter, a month a twelfth."""

from __future__ import annotations

import re
from datetime import date, timedelta
from decimal import Decimal

from xushi.document.model import Document
from xushi.pacing.figures import HUNDRED
from xushi.periods import find_periods
from xushi.spans import Span

_MONTHS = 12
_POINT = re.compile(r"(?P<year>\d{4}|XXXX)(?:-Q(?P<quarter>[1-4])|-(?P<month>\d{2})(?:-(?P<day>\d{2}))?)?")


def end_of(period: str, year: int | None) -> date | None:
    """Return the last day of a period in the notation of the tree; `year` counts where it says ``XXXX``.

    ``2019-Q1`` ends on 31 March 2019, ``XXXX-01/XXXX-08`` on 31 August of `year`. None where nobody names a year.
    """
    found = _POINT.fullmatch(period.rpartition("/")[2])
    if found is None:
        return None
    own = year if found["year"] == "XXXX" else int(found["year"])
    if own is None:
        return None
    if found["day"]:
        return date(own, int(found["month"]), int(found["day"]))
    month = int(found["quarter"]) * 3 if found["quarter"] else int(found["month"] or _MONTHS)
    return month_end(own, month)


def month_end(year: int, month: int) -> date:
    """Return the last day of a month."""
    return date(year + month // _MONTHS, month % _MONTHS + 1, 1) - timedelta(days=1)


def months(day: date) -> Decimal:
    """Return how many months of its year are over at the end of `day`: 30 September is 9, 15 April 3.5."""
    last = month_end(day.year, day.month).day
    return Decimal(day.month - 1) + Decimal(day.day) / Decimal(last)


def elapsed_share(day: date) -> Decimal:
    """Return which share of the year is over at the end of `day`, in percent, linear in months.

    30 September is 75, 31 August 66.666…
    """
    return months(day) / _MONTHS * HUNDRED


def starts_with_the_year(period: str) -> bool:
    """Tell whether a figure of this period counts from January on: 1-8月, 前三季度, 上半年, a whole year."""
    first, _, last = period.partition("/")
    if not last:
        return bool(re.fullmatch(r"(?:\d{4}|XXXX)(?:-Q1|-01)?", first))
    return first.endswith("-01")


def reporting_day(document: Document) -> date | None:
    """Return the last day of the period that a bulletin reports on, from its title or the titles of its lists.

    None where no title names a part of the year, or no year is known.
    """
    titles = [document.masthead.title, *(programme.title for programme in document.programmes)]
    year = document.masthead.year
    for title in titles:
        for _, period in find_periods("".join((title or "").split()), year):
            if (period.first_month, period.last_month) != (1, _MONTHS) and (period.year or year):
                return period.last(year)
    return _in_text(document)


def _in_text(document: Document) -> date | None:
    """Return the end of the period that a heading of the annex names, where the title names none."""
    year = document.masthead.year
    if year is None:
        return None
    start = document.masthead.spans.get("title", Span(0, 0)).end
    for line in document.source.text[start : start + 4000].splitlines():
        heading = "".join(line.split())
        if not (heading.endswith(("情况", "情况表", "情况通报")) and len(heading) < 50):
            continue
        for _, period in find_periods(heading, year):
            if (period.first_month, period.last_month) != (1, _MONTHS) and period.year in {None, year}:
                return period.last(year)
    return None
