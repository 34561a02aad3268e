"""Figures of a report belong to another period than the report: 1-8月 in a report of nine months. Once an item.

That is no mistake, but whoever compares them with the plan for September is wrong.
"""

from __future__ import annotations

from collections.abc import Iterator

from xushi.checking.case import Case
from xushi.checking.registry import Finding, Rule
from xushi.checking.rules._words import day_message
from xushi.periods import Bound, Period, find_periods
from xushi.problems import Severity
from xushi.spans import Span

_DECEMBER = 12


def _find(case: Case) -> Iterator[Finding]:
    if case.day is None:
        return
    for headline in case.document.behind:
        if headline.span is not None:
            yield from _own(headline.span, headline.item, case)
    for commitment in case.reported:
        report = commitment.report
        if report is not None and report.narrative_span is not None:
            yield from _own(report.narrative_span, commitment.number, case)


def _own(place: Span, item: str | None, case: Case) -> Iterator[Finding]:
    """Yield the first name of another period since January, if a figure follows it in its sentence."""
    text = place.of(case.wording.text)
    reported = case.day
    for span, period in find_periods(text, case.year):
        at = span.shifted(place.start)
        rest = case.wording.text[at.end : case.wording.sentence(at).end]
        if reported is None or not _counts_from_january(period, case.year) or not any(map(str.isdigit, rest)):
            continue
        end = period.last(case.year)
        if end < reported:
            yield Finding(
                "第{item}项的数字截至{own}（“{words}”），报告截至{reported}；应当与{own}的计划比较。",
                {
                    "item": item or "?",
                    "own": day_message(end),
                    "words": "".join(span.of(text).split()),
                    "reported": day_message(reported),
                },
                at,
                item,
            )
            return


def _counts_from_january(period: Period, year: int | None) -> bool:
    """Tell whether a period of this year runs from January to a later month: 1-8月, 上半年."""
    whole = period.first_day is None and period.last_day is None and period.bound is Bound.WHOLE
    return whole and period.year == year and period.first_month == 1 < period.last_month < _DECEMBER


RULE = Rule("period-differs", Severity.NOTICE, "比较进度时用各自的截止日；能补齐的请补齐到同一日。", _find)
