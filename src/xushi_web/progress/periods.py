"""Which period a bulletin reports on, by its title."""

from __future__ import annotations

import re

_QUARTERS = {"一": 1, "1": 1, "二": 2, "2": 2, "三": 3, "3": 3, "四": 4, "4": 4}
#: “前三季度推进情况”, “第二季度”
_QUARTER = re.compile("[前第]?([一二三四1-4])个?季度")
#: “1-8月”, “1至8月份”, “截至8月底”
_MONTHS = re.compile("(?:1月?[-－—~至到]|截至)(1[0-2]|[1-9])月")


def reported_period(title: str, year: int) -> str:
    """Return the period that `title` names (``2021-Q3``, ``2021-01/2021-08``), or the year when it names none."""
    text = "".join(title.split())
    if found := _QUARTER.search(text):
        return f"{year}-Q{_QUARTERS[found[1]]}"
    if found := _MONTHS.search(text):
        return f"{year}-01/{year}-{int(found[1]):02}"
    if "上半年" in text:
        return f"{year}-Q2"
    return str(year)
