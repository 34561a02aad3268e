"""Periods as the tracker keeps them (``2021-Q3``, ``2021-01/2021-09``, ``2024-06``, ``2024``): end and name."""

from __future__ import annotations

import re

from django.utils.translation import gettext as _
from django.utils.translation import pgettext

_QUARTER = re.compile(r"(\d{4})-Q([1-4])")
_MONTHS = re.compile(r"(\d{4})-(\d{2})(?:-\d{2})?(?:/(\d{4})-(\d{2})(?:-\d{2})?)?")
_MONTHS_A_QUARTER = 3
QUARTERS = (1, 2, 3, 4)


def end_of(period: str) -> tuple[int, int]:
    """Return year and month in which the period ends; (0, 0) for one written in no known way."""
    if found := _QUARTER.fullmatch(period):
        return int(found[1]), int(found[2]) * _MONTHS_A_QUARTER
    if found := _MONTHS.fullmatch(period):
        return int(found[3] or found[1]), int(found[4] or found[2])
    return (int(period), 12) if period.isdecimal() else (0, 0)


def quarter_of(period: str) -> int | None:
    """Return the quarter at whose end the period ends; one that ends inside a quarter counts to it."""
    month = end_of(period)[1]
    return (month + _MONTHS_A_QUARTER - 1) // _MONTHS_A_QUARTER or None


def quarter_name(quarter: int) -> str:
    """Return 一季度 … 四季度."""
    return [_("一季度"), _("二季度"), _("三季度"), _("四季度")][quarter - 1]


def period_name(period: str) -> str:
    """Return the name of a period without its year, as reports write it: 三季度, 1–8月, 前三季度, 全年."""
    if found := _QUARTER.fullmatch(period):
        return quarter_name(int(found[2]))
    if period.isdecimal():
        return _("全年")
    found = _MONTHS.fullmatch(period)
    if not found:
        return period
    first, last = int(found[2]), int(found[4] or found[2])
    special = {(1, 3): _("一季度"), (1, 6): _("上半年"), (1, 9): _("前三季度"), (1, 12): _("全年")}
    if (first, last) in special:
        return special[first, last]
    if first == last:
        return pgettext("month", "%(month)d月") % {"month": first}
    return pgettext("months", "%(first)d–%(last)d月") % {"first": first, "last": last}
