"""Find the quantified targets and facts of a text.

The scanner yields numerals with their units; this module asks what the sentence says about each: what is counted
(`of`), what it is compared with (`change`), which time it speaks of (`xushi.periods`).
"""

from __future__ import annotations

import re
from bisect import bisect_right

from xushi.periods import Bound, Period, find_periods
from xushi.quantities import folded
from xushi.spans import Span
from xushi.targets._context import Clauses, Context, quoted
from xushi.targets._quantity import Quantity
from xushi.targets._scanner import scan
from xushi.targets.change import change
from xushi.targets.model import Change, Comparator, Kind, Target
from xushi.targets.of import counted, counted_after_all

_KINDS = {kind.value: kind for kind in Kind}
_COMPARATORS = {comparator.value: comparator for comparator in Comparator}
_LISTED = frozenset({"、", "和", "及", "与"})  #: joins the values of an enumeration


def find_targets(text: str, year: int | None = None) -> list[Target]:
    """Return the quantities of `text` in order, without overlap; never raises.

    Spans point into `text` and cover numeral and unit. `year` is the year of the document, for periods that name none.
    Numbering, dates, names and grades are left alone.

    >>> [(t.text, t.value, t.unit, t.of) for t in find_targets("新建幼儿园 18 所。")]
    [('18 所', Decimal('18'), '所', '幼儿园')]
    """
    plain = folded(text)
    periods = find_periods(plain, year)
    skipped = _merged([(span.start, span.end) for span, _ in periods], quoted(plain))
    quantities = list(scan(plain, skipped))
    clauses = Clauses(plain)
    starts = [span.start for span, _ in periods]
    targets: list[Target] = []
    for index, quantity in enumerate(quantities):
        before = max(quantities[index - 1].end if index else 0, _last_end(periods, starts, quantity.start))
        after = quantities[index + 1].start if index + 1 < len(quantities) else len(plain)
        around = clauses.around(quantity.start, quantity.end)
        place = counted(plain, quantity, around, before, after)
        if place is None and _carried(targets, around) is None:
            place = counted_after_all(plain, quantity, around, after)
        clause = plain[max(around.clause, quantities[index - 1].end if index else 0) : quantity.start]
        said = change(clause, quantity)
        if said is None and targets and clause.strip() in _LISTED and targets[-1].kind is _KINDS[quantity.kind]:
            said = targets[-1].change  # 分别增长 15%、8% 和 5%
        targets.append(
            Target(
                text=text[quantity.start : quantity.end],
                span=Span(quantity.start, quantity.end),
                value=quantity.value,
                unit=quantity.unit(text),
                kind=_kind(quantity, clause),
                comparator=_COMPARATORS[quantity.comparator],
                value_high=quantity.high,
                of=text[place[0] : place[1]] if place else _carried(targets, around),
                change=said,
                period=_period(plain, periods, bisect_right(starts, quantity.start) - 1, around),
            )
        )
    return targets


_FUNDS = re.compile(r"(?:资金|投资|贷款|补贴|金额|经费|产值|收入|税收|销售额)\D{0,4}$")


def _kind(quantity: Quantity, clause: str) -> Kind:
    """Return the kind of the unit; an amount without unit after 资金 is money all the same: 资金 1000 万."""
    return Kind.MONEY if quantity.name is None and _FUNDS.search(clause) else _KINDS[quantity.kind]


def _last_end(periods: list[tuple[Span, Period]], starts: list[int], position: int) -> int:
    """Return where the last period before `position` ends."""
    index = bisect_right(starts, position)
    return periods[index - 1][0].end if index else 0


def _carried(earlier: list[Target], around: Context) -> str | None:
    """Return what the value before counts; one without a thing of its own speaks of it: …亿元，同比增长 10.7%."""
    return earlier[-1].of if earlier and earlier[-1].span.end >= around.sentence else None


def _period(text: str, periods: list[tuple[Span, Period]], index: int, around: Context) -> str | None:
    """Return the last period of the sentence up to number `index` that dates what follows it, in its notation."""
    while index >= 0 and periods[index][0].start >= around.sentence:
        span, period = periods[index]
        if _speaks(text, span, period):
            return str(period)
        index -= 1
    return None


def _speaks(text: str, span: Span, period: Period) -> bool:
    """Tell whether a period dates what follows: not a single day, not the base of a comparison, not part of a name."""
    if period.first_day is not None and period.bound is Bound.WHOLE:
        return False
    if text[span.start - 1 : span.start] in {"比", "较"} and span.start:
        return False
    whole_year = (period.first_month, period.last_month) == (1, 12) and text[span.start : span.end].strip()[-1:] in {
        "年",
        "度",
    }
    return not (whole_year and "全" not in text[span.start : span.end])


def _merged(first: list[tuple[int, int]], second: list[tuple[int, int]]) -> list[tuple[int, int]]:
    """Return both lists of ranges as one, in order, overlapping ones joined."""
    merged: list[tuple[int, int]] = []
    for start, end in sorted(first + second):
        if merged and start < merged[-1][1]:
            merged[-1] = (merged[-1][0], max(end, merged[-1][1]))
        else:
            merged.append((start, end))
    return merged


__all__ = ["Change", "Comparator", "Kind", "Target", "find_targets"]
