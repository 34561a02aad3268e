"""Something is expected for a day that is over when the document is issued: 预计6月底完成, issued on 18 July."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import date

from xushi.checking.case import Case
from xushi.checking.registry import Finding, Rule
from xushi.checking.rules._words import day_message
from xushi.periods import find_periods
from xushi.problems import Severity
from xushi.spans import Span

_EXPECTED = re.compile(
    r"预计|预期|有望|拟(?=于|在|定于|\d)|(?<![按照原])计划(?=于|在|\d)|(?:力争|争取|确保)(?=[于在\d一二三四前上])|将(?=于|在)"
)
_CLAUSE = re.compile(r"[^，,；;。！!\n]+")
_REACH = 10  #: characters between the word and the name of the period


def _find(case: Case) -> Iterator[Finding]:
    issued = case.document.masthead.issued_on
    if issued is None:
        return
    for headline in case.document.behind:
        if headline.span is not None:
            yield from _past(headline.span, headline.item, issued, case)
    for commitment in case.reported:
        report = commitment.report
        if report is not None and report.narrative_span is not None:
            yield from _past(report.narrative_span, commitment.number, issued, case)


def _past(place: Span, item: str | None, issued: date, case: Case) -> Iterator[Finding]:
    """Yield every clause between two points of the text that expects something for a day before `issued`."""
    for clause in _CLAUSE.finditer(case.wording.text, place.start, place.end):
        word = _EXPECTED.search(clause[0])
        if word is None:
            continue
        for span, period in find_periods(clause[0][word.end() :], case.year)[:1]:
            if span.start > _REACH or period.year != issued.year or period.last() >= issued:
                continue
            end = word.end() + span.end
            yield Finding(
                "第{item}项写“{words}”，而文件{issued}印发，这个时间已经过去。",
                {
                    "item": item or "?",
                    "issued": day_message(issued),
                    "words": "".join(clause[0][word.start() : end].split()),
                },
                Span(clause.start() + word.start(), clause.start() + end),
                item,
            )


RULE = Rule(
    "forecast-already-past",
    Severity.WARNING,
    "请把预计改成实际结果，或写明数据截止日期。",
    _find,
)
