"""Find the quantified targets and facts of a text.

The scanner yields numerals with their units; this module asks what the sentence says about each: what is counted
(`of`), what it is compared with (`change`), which time it speaks of (`xushi.periods`).
"""

from __future__ import annotations

from xushi.patterns import lazy
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
    if not quantities:
        return []
    clauses, times = Clauses(plain), _Times(plain, periods)
    starts = [quantity.start for quantity in quantities]
    targets: list[Target] = []
    end = 0  #: of the quantity before
    for quantity, after in zip(quantities, [*starts[1:], len(plain)], strict=True):
        around = clauses.around(quantity.start, quantity.end)
        clause = plain[max(around.clause, end) : quantity.start]
        place = counted(plain, quantity, around, max(end, times.ends(quantity.start)), after)
        target = Target(
            text=text[quantity.start : quantity.end],
            span=Span(quantity.start, quantity.end),
            value=quantity.value,
            unit=quantity.unit(text),
            kind=_kind(quantity, clause),
            comparator=_COMPARATORS[quantity.comparator],
            value_high=quantity.high,
            of=_cut(text, place)
            or _carried(targets, quantity, around)
            or _cut(text, counted_after_all(plain, quantity, around, after)),
            change=_change(clause, quantity, targets),
            period=times.speaking(around.sentence, quantity.start),
        )
        targets.append(target)
        end = quantity.end
    return targets


def _cut(text: str, place: tuple[int, int] | None) -> str | None:
    return text[place[0] : place[1]] if place else None


def _carried(earlier: list[Target], quantity: Quantity, around: Context) -> str | None:
    """Return what the last value of the sentence counts, for one without a thing of its own: …亿元，同比增长 10.7%.

    A share of a target in between speaks of the target: 6.9亿元，完成目标的81.9%，增长5%.
    """
    if not earlier or earlier[-1].span.end < around.sentence:
        return None
    last = earlier[-1]
    if last.change is Change.COMPLETION and len(earlier) > 1 and earlier[-2].span.end >= around.sentence:
        last = earlier[-2]
    # What can be counted one by one is no money: 完成投资 4 亿元，建成 2 条.
    return None if quantity.whole and last.kind is Kind.MONEY else last.of


def _change(clause: str, quantity: Quantity, earlier: list[Target]) -> Change | None:
    said = change(clause, quantity)
    if said is None and earlier and earlier[-1].change and clause.strip() in _LISTED:
        before = earlier[-1]
        return before.change if before.kind is _KINDS[quantity.kind] else None  # 分别增长 15%、8% 和 5%
    return said


_FUNDS = lazy(r"(?:资金|投资|贷款|补贴|金额|经费|产值|收入|税收|销售额)\D{0,4}$")


def _kind(quantity: Quantity, clause: str) -> Kind:
    """Return the kind of the unit; an amount without unit after 资金 is money all the same: 资金 1000 万."""
    return Kind.MONEY if quantity.name is None and _FUNDS.search(clause) else _KINDS[quantity.kind]


class _Times:
    """The periods of a text, asked for by quantities from left to right."""

    def __init__(self, text: str, periods: list[tuple[Span, Period]]) -> None:
        self._ends = [(span.start, span.end) for span, _ in periods]
        self._speaking = [(span.start, str(period)) for span, period in periods if _speaks(text, span, period)]
        self._next = self._next_speaking = 0

    def ends(self, position: int) -> int:
        """Return where the last period before `position` ends."""
        while self._next < len(self._ends) and self._ends[self._next][0] <= position:
            self._next += 1
        return self._ends[self._next - 1][1] if self._next else 0

    def speaking(self, sentence: int, position: int) -> str | None:
        """Return the last period between the beginning of the sentence and `position` that dates what follows."""
        while self._next_speaking < len(self._speaking) and self._speaking[self._next_speaking][0] <= position:
            self._next_speaking += 1
        start, period = self._speaking[self._next_speaking - 1] if self._next_speaking else (-1, None)
        return period if start >= sentence else None


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
