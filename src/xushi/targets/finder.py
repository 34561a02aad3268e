"""Find the quantified targets and facts of a text.

The scanner yields numerals with their units; this module asks what the sentence says about each: what is counted
(`of`), what it is compared with (`change`), which time it speaks of (`xushi.periods`).
"""

from __future__ import annotations

from bisect import bisect_right

from xushi.periods import Bound, Period, find_periods
from xushi.quantities import folded
from xushi.spans import Span
from xushi.targets._context import Clauses, Context, quoted
from xushi.targets._quantity import Quantity
from xushi.targets._scanner import scan
from xushi.targets.change import change
from xushi.targets.model import Change, Comparator, Kind, Target
from xushi.targets.of import counted


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
    targets: list[Target] = []
    for index, quantity in enumerate(quantities):
        before = quantities[index - 1].end if index else 0
        after = quantities[index + 1].start if index + 1 < len(quantities) else len(plain)
        around = clauses.around(quantity.start, quantity.end)
        place = counted(plain, quantity, around, before, after)
        clause = plain[max(around.clause, before) : quantity.start]
        targets.append(
            Target(
                text=text[quantity.start : quantity.end],
                span=Span(quantity.start, quantity.end),
                value=quantity.value,
                unit=quantity.unit(text),
                kind=Kind(quantity.kind),
                comparator=Comparator(quantity.comparator),
                value_high=quantity.high,
                of=_of(text, place, clause, targets, around),
                change=change(clause, quantity),
                period=_period(plain, periods, quantity, around),
            )
        )
    return targets


def _of(text: str, place: tuple[int, int] | None, clause: str, earlier: list[Target], around: Context) -> str | None:
    """Return what is counted; a value without a thing of its own speaks of the one before: …亿元，同比增长 10.7%."""
    if place:
        return text[place[0] : place[1]]
    if earlier and earlier[-1].span.end >= around.sentence and not clause.strip(" ，,、").startswith("为"):
        return earlier[-1].of
    return None


def _period(text: str, periods: list[tuple[Span, Period]], quantity: Quantity, around: Context) -> str | None:
    """Return the period that the sentence names last before the quantity, in the notation of `Period`."""
    index = bisect_right(periods, quantity.start, key=lambda pair: pair[0].start) - 1
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
