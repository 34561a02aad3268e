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
from xushi.targets.of import counted, counted_after_all, counted_in_heading

_KINDS = {kind.value: kind for kind in Kind}
_COMPARATORS = {comparator.value: comparator for comparator in Comparator}
_LOOK_BACK = 80  #: characters before a sentence that can name what its growth is about
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
        said = _change(clause, quantity, targets)
        place = counted(plain, quantity, around, max(end, times.ends(quantity.start)), after)
        target = Target(
            text=text[quantity.start : quantity.end],
            span=Span(quantity.start, quantity.end),
            value=quantity.value,
            unit=quantity.unit(text),
            kind=_kind(quantity, clause),
            comparator=_COMPARATORS[quantity.comparator],
            value_high=quantity.high,
            of=(_of_place(text, place, targets, around) if quantity.kind == "percent" else _cut(text, place))
            or _carried(targets, quantity, _since(plain, around, quantity, said))
            or _cut(text, counted_after_all(plain, quantity, around, after))
            or _cut(text, counted_in_heading(plain, quantity, around)),
            change=said,
            period=times.speaking(around.sentence, quantity.start),
        )
        targets.append(target)
        end = quantity.end
    return targets


def _cut(text: str, place: tuple[int, int] | None) -> str | None:
    return text[place[0] : place[1]] if place else None


_PLACE = lazy(r"^[^县区市州縣區]{1,6}[县区市州縣區](?=..)")
_PLACES = ("县", "区", "市", "州", "街道", "縣", "區")


def _of_place(text: str, place: tuple[int, int] | None, earlier: list[Target], around: Context) -> str | None:
    """Return what the share of a place is a share of: 合格率 for both in 东港县合格率为 58%，西港县为 85%."""
    of = _cut(text, place)
    if of is None or not earlier or not of.endswith(_PLACES):
        return of
    last = earlier[-1]
    if last.kind is not Kind.PERCENT or last.of is None or last.span.end < around.sentence:
        return of
    named = _PLACE.match(last.of)
    return last.of[named.end() :] if named else last.of


def _since(text: str, around: Context, quantity: Quantity, said: Change | None) -> int:
    """Return from where on an earlier thing may be meant: growth without a thing looks back over its line.

    零售额 830 亿元，增长 9%。预计全年增长 10%。
    """
    if said not in {Change.YEAR_ON_YEAR_UP, Change.YEAR_ON_YEAR_DOWN}:
        return around.sentence
    lowest = max(0, around.sentence - _LOOK_BACK)
    line = max(text.rfind("\n", lowest, quantity.start), text.rfind("\t", lowest, quantity.start)) + 1
    return max(line, lowest)


def _carried(earlier: list[Target], quantity: Quantity, since: int) -> str | None:
    """Return what the last value of the sentence counts, for one without a thing of its own: …亿元，同比增长 10.7%.

    A share of a target in between speaks of the target: 6.9亿元，完成目标的81.9%，增长5%.
    """
    if not earlier or earlier[-1].span.end < since:
        return None
    last = earlier[-1]
    if last.change is Change.COMPLETION and len(earlier) > 1 and earlier[-2].span.end >= since:
        last = earlier[-2]
    # What can be counted one by one is no money and no area: 投资 4 亿元，建成 2 条; 面积 4 万平方米，惠及 900 户.
    measured = last.kind is Kind.MONEY or (last.of or "").endswith(_MEASURES)
    return None if quantity.whole and measured else last.of


_MEASURES = ("面积", "长度", "里程", "总长", "全长")


def _change(clause: str, quantity: Quantity, earlier: list[Target]) -> Change | None:
    said = change(clause, quantity)
    if said is None and earlier and earlier[-1].change and clause.strip() in _LISTED:
        before = earlier[-1]
        return before.change if before.kind is _KINDS[quantity.kind] else None  # 分别增长 15%、8% 和 5%
    return said


_FUNDS = lazy(r"(?:资金|投资|贷款|补贴|金额|经费|产值|收入|税收|销售额)\D{0,4}$")


_INDEX = lazy(r"指数|系数|得分|评分|指标值|同比|[度率比值]")


def _kind(quantity: Quantity, clause: str) -> Kind:
    """Return the kind of the unit; without one, 资金 1000 万 is money all the same, and an index no count."""
    if quantity.name is None and quantity.kind == "count":
        if _FUNDS.search(clause):
            return Kind.MONEY
        if not quantity.scaled and _INDEX.search(clause):
            return Kind.OTHER
    return _KINDS[quantity.kind]


class _Times:
    """The periods of a text, asked for by quantities from left to right."""

    def __init__(self, text: str, periods: list[tuple[Span, Period]]) -> None:
        # What is compared stands before the period it is compared with: 平均浓度比 2015 年下降.
        self._ends = [(span.start, span.end) for span, _ in periods if not _compares(text, span)]
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


_OF_PLANS = ("预算", "计划", "目标", "确定的")  #: 年初预算 is no time of its own


def _compares(text: str, span: Span) -> bool:
    return text[max(0, span.start - 3) : span.start].rstrip().endswith(("比", "较"))


def _speaks(text: str, span: Span, period: Period) -> bool:
    """Tell whether a period dates what follows: not a single day, not the base of a comparison, not part of a name."""
    if period.first_day is not None and period.bound is Bound.WHOLE:
        return False
    if _compares(text, span) or (text[span.end - 1] == "初" and text.startswith(_OF_PLANS, span.end)):
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
