"""A bulletin's list of what is behind, the number it states, and the verdicts of its annex disagree."""

from __future__ import annotations

import re
from collections.abc import Iterator

from xushi.checking.case import Case
from xushi.checking.registry import Finding, Rule
from xushi.document.model import VerdictGrade
from xushi.problems import Severity
from xushi.spans import Span

_CLAUSE = re.compile(r"[^，,；;。！!：:\n]+")
_BEHIND = re.compile(r"未达|滞后|欠序时|未完成序时|落后")
_COUNT = re.compile(r"(?<![\d.第])(\d{1,3})\s*(?:项|件|个)")


def _find(case: Case) -> Iterator[Finding]:
    behind = {
        commitment.number: commitment
        for commitment in case.reported
        if commitment.report is not None and commitment.report.verdict is VerdictGrade.BEHIND
    }
    headlines = case.document.behind
    if not case.reported:
        return
    if headlines:
        listed = {headline.item for headline in headlines}
        if None not in listed:
            for number, commitment in behind.items():
                if number not in listed:
                    report = commitment.report
                    yield Finding(
                        "第{item}项在附件中判定“{verdict}”，正文的清单里没有。",
                        {"item": number or "?", "verdict": (report.verdict_text if report else None) or ""},
                        report.verdict_span if report else commitment.span,
                        number,
                    )
        known = {commitment.number for commitment in case.reported}
        for headline in headlines:
            if headline.item in known and headline.item not in behind:
                yield Finding(
                    "正文清单列有第{item}项“{title}”，附件中却没有判定为未达序时。",
                    {"item": headline.item or "?", "title": headline.title},
                    headline.span,
                    headline.item,
                )
    for span, stated in _stated(case):
        counts = {len(headlines)} if headlines else {len(behind)}
        if stated not in counts:
            values = {"stated": stated, "listed": len(headlines), "annex": len(behind)}
            template = (
                "正文说{stated}项未达序时，清单列有{listed}项，附件中有{annex}项。"
                if headlines
                else "正文说{stated}项未达序时，附件中有{annex}项。"
            )
            yield Finding(template, values, span)


def _stated(case: Case) -> Iterator[tuple[Span, int]]:
    """Yield every clause of the letter that counts what is behind: “2个…和15个…未达序时” is 17."""
    first = min((c.span.start for c in case.commitments if c.span is not None), default=0)
    spans = [headline.span for headline in case.document.behind if headline.span is not None]
    end = min([first, *(span.start for span in spans)])
    for clause in _CLAUSE.finditer(case.wording.text, 0, end):
        if _BEHIND.search(clause[0]) and "其中" not in clause[0]:
            counts = [int(found[1]) for found in _COUNT.finditer(clause[0])]
            if counts:
                yield Span(*clause.span()), sum(counts)


RULE = Rule(
    "headline-differs-from-annex",
    Severity.ERROR,
    "正文的数字、清单和附件的判定要一致，请核对后再印发。",
    _find,
)
