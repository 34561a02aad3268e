"""Periods (时期): the stretch of time a plan or a figure speaks about.

Official Chinese names a period by its months, quarters, half-years or years (1-8月, 前三季度, 上半年, 三季度末,
6月底前) and mostly leaves the year to the document. A `Period` therefore may lack its year; it is written in the
notation of ISO 8601, with ``XXXX`` for a year nobody named (ISO 8601-2, level 1): ``2024``, ``2019-Q1``,
``2024-06``, ``2021-01/2021-08``, ``2021-09-06``, ``XXXX-07/XXXX-12``.

A period counts in full: 1-8月 ends on 31 August. Where a text says 底, 末 or 前 the named month, quarter or year is
the period, and `bound` says that its end is meant.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import date, timedelta
from enum import StrEnum
from functools import cache

from xushi.numerals import parse_numeral
from xushi.patterns import lazy
from xushi.spans import Span

_DECEMBER = 12
_LEAP = 2000  #: stands in for a year nobody named, so that 29 February is a day


class Bound(StrEnum):
    """Which part of the named time is meant."""

    WHOLE = "whole"  #: 1-8月, 第三季度
    END = "end"  #: 6月底, 三季度末: the state at its end
    BEFORE = "before"  #: 年底前, 2025年前
    SINCE = "since"  #: 2018年起, 9月以来


@dataclass(frozen=True, slots=True)
class Period:
    """A stretch of whole days, from the first day of one month (or a day) to the last of another.

    `first_day` and `last_day` are None where whole months are meant. `last_year` differs from `year` only where the
    period runs over a new year.
    """

    year: int | None
    first_month: int = 1
    last_month: int = _DECEMBER
    first_day: int | None = None
    last_day: int | None = None
    last_year: int | None = None
    bound: Bound = Bound.WHOLE

    def in_year(self, year: int | None) -> Period:
        """Return this period with `year` where it names none itself."""
        if year is None or self.year is not None:
            return self
        return replace(self, year=year, last_year=year)

    def first(self, year: int | None = None) -> date:
        """Return the first day; `year` counts where the period names none. Raises ValueError if nobody names one."""
        return date(_named(self.year, year), self.first_month, self.first_day or 1)

    def last(self, year: int | None = None) -> date:
        """Return the last day, which belongs to the period. Raises ValueError if nobody names the year."""
        last_year = _named(self.last_year or self.year, year)
        return date(last_year, self.last_month, self.last_day or _days(last_year, self.last_month))

    def __str__(self) -> str:
        start, end = _year(self.year), _year(self.last_year or self.year)
        if self.first_day is None and self.last_day is None and start == end:
            months = (self.first_month, self.last_month)
            if months == (1, _DECEMBER):
                return start
            if months in _QUARTERS:
                return f"{start}-Q{_QUARTERS.index(months) + 1}"
        first = f"{start}-{self.first_month:02}" + ("" if self.first_day is None else f"-{self.first_day:02}")
        last = f"{end}-{self.last_month:02}" + ("" if self.last_day is None else f"-{self.last_day:02}")
        return first if first == last else f"{first}/{last}"


_QUARTERS = ((1, 3), (4, 6), (7, 9), (10, 12))


def parse_period(text: str, year: int | None = None, *, base: date | None = None) -> Period | None:
    """Return the period that `text` names, or None if `text` as a whole is not the name of one.

    `year` is the year of the document, used where the text names none. `base` is the day of the document, for words
    such as 本月 and 上个季度; without it they are not read.

    >>> str(parse_period("1-8月", 2021))
    '2021-01/2021-08'
    >>> str(parse_period("三季度末", 2024))
    '2024-Q3'
    """
    stripped = text.strip()
    for span, period in find_periods(stripped, year, base=base):
        if span == (0, len(stripped)):
            return period
    return None


def find_periods(text: str, year: int | None = None, *, base: date | None = None) -> list[tuple[Span, Period]]:
    """Return every period and date named in `text` with its place, in order; never raises.

    Two neighbours joined by 至, 到 or a dash are one period: 2017年8月15日至2018年3月29日.
    """
    found: list[tuple[Span, Period]] = []
    standing = base.year if year is None and base is not None else year
    for match in _points(text):
        period = _read(match, base)
        if period is None:
            continue
        span = Span(match.start(), match.start() + len(match[0].rstrip()))
        if found and (joined := _joined(text, found[-1], (span, period))):
            found[-1] = joined
        else:
            found.append((span, period))
    return [(span, _dated(period, standing)) for span, period in found if _exists(period)]


def _dated(period: Period, year: int | None) -> Period:
    """Return `period` in `year`; 29 February stays without a year in a document of a year that has none."""
    if year is None or period.year is not None:
        return period
    in_year = period.in_year(year)
    return in_year if _exists(in_year) else period


# --- grammar ---------------------------------------------------------------------------------------------------
# Every repetition is bounded and none is nested, so that matching stays linear in the text.

_S = r"\s{0,3}"
_N = r"(?:[0-9０-９]{1,2}|[一二三四五六七八九十两]{1,3})"
_TO = r"(?:[-－–—―~～〜]{1,2}|至|到)"
_YEAR4 = r"(?:(?:19|20)[0-9]{2}|[１２][０-９]{3}|[一二][〇零○０九一二三四五六七八]{3})"
_FIRST = "0-9０-９一二三四五六七八九十两全年上下前后今本去明当首第"


_GRAMMAR = rf"""
    (?=[{_FIRST}])(?<![0-9０-９A-Za-z])
    (?:
      (?P<iso>(?:19|20)[0-9]{{2}}(?:
          (?P<mark>[-/.])(?:1[0-2]|0?[1-9])(?P=mark)(?:[12][0-9]|3[01]|0?[1-9]) | [-/.](?:1[0-2]|0[1-9])
        ))(?!\s?[0-9.%％万亿元个人家吨亩公])
    |
      (?P<which_year>(?P<year>{_YEAR4})(?:{_S}年?{_S}{_TO}{_S}(?P<year_to>{_YEAR4}))?{_S}年(?!级|均){_S}的?
        |(?P<short>[0-9]{{2}})年(?=第?[一二三四1-4]季|上半年|下半年|底|末|初|[0-9]{{1,2}}月)
        |(?P<bare>{_YEAR4}){_S}{_TO}{_S}(?P<bare_to>{_YEAR4})(?![0-9年年度.,，%万亿]){_S}
        |(?P<both>今明|明后)两年
        |(?P<relative>今|本|去|上一?|明|下一?|当)年(?!度?(?:第|级)){_S})?
      度?内?{_S}
      (?P<which_months>(?P<ordinal>第)?(?P<quarter>[一二三四1-4１-４]|首)(?:{_TO}(?P<quarter_to>[一二三四1-4１-４]))?(?:(?<=首)个)?(?(ordinal)个?季度?|季度)
      | (?<!提)前{_S}(?P<quarters>[一二三两1-3])个?季度?
      | (?P<this_quarter>本|上个?|上一|下个?|下一|当)季度?
      | (?P<half>上|下|前|后)半年
      | (?<!提)前{_S}(?P<months>{_N}){_S}个月
      | 第(?P<nth>{_N})个月 | (?P<first_month>首)月
      | (?P<this_month>本|上个?|上|当|下个?)月(?:(?P<relative_day>{_N})[日号])?
      | (?P<month>{_N})(?:{_S}月?份?{_S}{_TO}{_S}(?P<month_to>{_N}))?{_S}月(?!均|度|饼|季)份?
        (?:{_S}(?P<day>{_N})(?:{_S}[日号]?{_S}{_TO}{_S}(?P<day_to>{_N}))?{_S}[日号]|(?P<third>[上中下])旬)?
      | (?P<year_end>年[底末初]) | (?P<all>全年)
      )?
      (?(which_year)|(?(which_months)|(?!)))  # one of them is there
    )
    (?P<edge>月?[底末初](?!级))?
    (?P<bound>(?:及|或)?(?:之|以)?前(?!期|端|往|后|景|置|\d)|起(?:至今)?|以来|之?后|开始)?
    """


@cache
def _point() -> re.Pattern[str]:
    """Return the pattern of one point or stretch of time, compiled when the first text that may name one is met."""
    return re.compile(_GRAMMAR, re.VERBOSE)


# What every name of a period contains, and how far before it a name can begin. Looking only there is what makes
# reading a long text without periods cheap. It starts with a set of characters, which `re` looks for fastest.
_ANCHOR = lazy(
    r"[年月季日号12](?:(?<=[0-9０-９〇零一二三四五六七八九十两个全半今本去明上下前后首当\s][年月季日号])"
    r"|(?<=年)[底末初]|(?:(?<=1)9|(?<=2)0)[0-9]{2}(?:[-/.][0-9]|\s{0,3}[-–—~至到]))"
)
_REACH = 16
_AHEAD = 48


def _points(text: str) -> Iterator[re.Match[str]]:
    """Yield the matches of the grammar, in order and without overlap."""
    position, pattern = 0, None
    for anchor in _ANCHOR.finditer(text):
        if anchor.start() < position:
            continue
        pattern = pattern or _point()
        match = pattern.search(text, max(position, anchor.start() - _REACH), anchor.end() + _AHEAD)
        while match and match.start() <= anchor.start():
            yield match
            position = match.end()
            if position > anchor.start():
                break
            match = pattern.search(text, position, anchor.end() + _AHEAD)


def _read(match: re.Match[str], base: date | None) -> Period | None:
    """Return the period of one match of the grammar, or None where it is an accident (第三月 of 第三月度, 首季 …)."""
    if match["iso"]:
        parts = [int(part) for part in re.split(r"[-/.]", match["iso"])]
        day = parts[2] if len(parts) > 2 else None
        return Period(parts[0], parts[1], parts[1], day, day, parts[0], _bound(match))
    year, last_year = _years(match, base)
    months = _months(match, base)
    if months is None:
        if year is None:
            return None
        period = Period(year, last_year=last_year)
    else:
        if months[2] is not None:
            year = last_year = months[2] if year is None else year
        period = Period(year, months[0], months[1], last_year=last_year)
    return _with_edge(_with_days(period, match), match)


def _years(match: re.Match[str], base: date | None) -> tuple[int | None, int | None]:
    """Return the first and the last year that the match names: 2019年, 1995-1997年, 去年, 今明两年."""
    written = match["year"] or match["bare"]
    if written:
        last = match["year_to"] or match["bare_to"]
        return _digits(written), _digits(last or written)
    if match["short"]:
        # Two digits are this century's, unless they lie far ahead of any plan.
        year = int(match["short"])
        year += 2000 if year < 60 else 1900
        return year, year
    if base is None:
        return None, None
    if match["both"]:
        start = base.year + (match["both"] == "明后")
        return start, start + 1
    if match["relative"]:
        year = base.year + {"去": -1, "上": -1, "上一": -1, "明": 1, "下": 1, "下一": 1}.get(match["relative"], 0)
        return year, year
    return None, None


def _months(match: re.Match[str], base: date | None) -> tuple[int, int, int | None] | None:
    """Return first month, last month and, where a relative word gives it, the year; None if no month is named."""
    if match["quarter"]:
        first, last = _number(match["quarter"]), _number(match["quarter_to"] or match["quarter"])
        return (first * 3 - 2, last * 3, None) if first <= last else None
    if match["quarters"]:
        return (1, _number(match["quarters"]) * 3, None)
    if match["half"]:
        return (1, 6, None) if match["half"] in "上前" else (7, 12, None)
    if match["months"]:
        return (1, _number(match["months"]), None)
    if match["nth"] or match["first_month"]:
        month = _number(match["nth"]) if match["nth"] else 1
        return (month, month, None)
    if match["month"]:
        return (_number(match["month"]), _number(match["month_to"] or match["month"]), None)
    if match["all"]:
        return (1, _DECEMBER, None)
    if match["year_end"]:
        month = 1 if match["year_end"].endswith("初") else _DECEMBER
        return (month, month, None)
    return _relative_months(match, base)


def _relative_months(match: re.Match[str], base: date | None) -> tuple[int, int, int | None] | None:
    """Return the months of 本季度, 上个月 … seen from `base`."""
    word = match["this_quarter"] or match["this_month"]
    if base is None or not word:
        return None
    step = -1 if word.startswith("上") else 1 if word.startswith("下") else 0
    size = 3 if match["this_quarter"] else 1
    index = (base.year * 12 + base.month - 1) // size + step
    first = index * size
    return (first % 12 + 1, first % 12 + size, first // 12)


def _with_days(period: Period, match: re.Match[str]) -> Period:
    """Add the days: 4月12-19日, 6月上旬, 上个月15号."""
    if match["third"]:
        first, last = {"上": (1, 10), "中": (11, 20), "下": (21, None)}[match["third"]]
        if last is None:
            last = _days(period.year or _LEAP, min(max(period.last_month, 1), _DECEMBER))
        return replace(period, first_day=first, last_day=last)
    day = match["day"] or match["relative_day"]
    if day:
        return replace(period, first_day=_number(day), last_day=_number(match["day_to"] or day))
    return period


def _with_edge(period: Period, match: re.Match[str]) -> Period:
    """Add what 底, 末, 初, 前, 起 say. 2018年底 is December, 10月底 the end of October."""
    edge = match["edge"] or match["year_end"] or ""
    if match["edge"] and (period.first_month, period.last_month) == (1, _DECEMBER):
        month = 1 if edge.endswith("初") else _DECEMBER
        period = replace(period, first_month=month, last_month=month)
    bound = _bound(match)
    if bound is Bound.WHOLE and edge.endswith(("底", "末")):
        bound = Bound.END
    return period if bound is period.bound else replace(period, bound=bound)


def _bound(match: re.Match[str]) -> Bound:
    word = match["bound"] or ""
    if word.endswith("前"):
        return Bound.BEFORE
    return Bound.SINCE if word else Bound.WHOLE


# --- neighbours ------------------------------------------------------------------------------------------------

_JOINT = lazy(rf"{_S}(?:{_TO}|与|和){_S}$|{_S}(?:{_TO}){_S}")


def _joined(text: str, before: tuple[Span, Period], after: tuple[Span, Period]) -> tuple[Span, Period] | None:
    """Return the period from the one to the other, if the text between them says so."""
    (first_span, first), (last_span, last) = before, after
    between = text[first_span.end : last_span.start]
    if len(between) > 8 or not (joint := _JOINT.fullmatch(between)):
        return None
    if any(word in joint[0] for word in "与和") and not text.startswith(("间", "之间"), last_span.end):
        return None
    year = first.year if last.year is None else last.year
    if first.year is None and last.year is not None and first.first_month > last.last_month:
        return None
    return Span(first_span.start, last_span.end), Period(
        first.year if first.year is not None else last.year,
        first.first_month,
        last.last_month,
        first.first_day,
        last.last_day,
        year,
        last.bound,
    )


def _exists(period: Period) -> bool:
    """Tell whether both ends are days of the calendar, in order."""
    if period.first_day is None and period.last_day is None:
        in_order = period.first_month <= period.last_month or (period.year or 0) < (period.last_year or 0)
        return in_order and period.first_month >= 1 and period.last_month <= _DECEMBER
    try:
        return period.first(_LEAP) <= period.last(_LEAP)
    except ValueError:
        return False


def _days(year: int, month: int) -> int:
    """Return how many days the month has."""
    following = date(year + month // _DECEMBER, month % _DECEMBER + 1, 1)
    return (following - timedelta(days=1)).day


def _named(own: int | None, given: int | None) -> int:
    year = given if own is None else own
    if year is None:
        message = "the period names no year and none was given"
        raise ValueError(message)
    return year


def _year(year: int | None) -> str:
    return "XXXX" if year is None else f"{year:04}"


def _digits(text: str) -> int:
    """Return a year written digit by digit: 2019, ２０１９, 二〇一九."""
    return int(text) if text.isascii() else int("".join(str(_number(character)) for character in text))


def _number(text: str) -> int:
    if text.isascii():
        return int(text)
    if text == "首":
        return 1
    value = parse_numeral(text)
    return 0 if value is None else int(value)
