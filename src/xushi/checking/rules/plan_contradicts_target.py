"""A rate is planned at another level for the end of the year than is promised: 95 % where 85 % is promised.

Only the last period counts, for on the way there a level may be anything; a ceiling may be undercut.
"""

from __future__ import annotations

from collections.abc import Iterator

from xushi.checking.case import Case
from xushi.checking.registry import Finding, Rule
from xushi.checking.rules._words import named, number, period
from xushi.pacing import Figure
from xushi.pacing.figures import points
from xushi.problems import Severity
from xushi.targets.model import Comparator, Kind


def _find(case: Case) -> Iterator[Finding]:
    for commitment in case.planned:
        last = commitment.milestones[-1]
        for binding in case.plans(commitment):
            target = binding.target
            if target.kind is not Kind.PERCENT or target.comparator in {Comparator.AT_MOST, Comparator.LESS}:
                continue
            planned = [fact for fact in binding.bound if last.span is not None and last.span.contains(fact.span)]
            if len(planned) != 1 or planned[0].value == target.value or planned[0].change is not target.change:
                continue
            yield Finding(
                "第{item}项“{of}”：目标为{target}，{period}却安排为{planned}，相差{difference}个百分点。",
                {
                    "item": number(commitment),
                    "of": named(target, case.wording),
                    "target": Figure.of(target),
                    "period": period(last),
                    "planned": Figure.of(planned[0]),
                    "difference": points(abs(planned[0].value - target.value)),
                },
                planned[0].span,
                commitment.number,
            )


RULE = Rule(
    "plan-contradicts-target",
    Severity.WARNING,
    "请核对哪一个数字是对的，改成一致。",
    _find,
)
