"""A period is planned word for word as the one before, so that nothing moves between them.

Silent where its figures are increments that add up: 10 in the second quarter and 10 in the third are twenty.
"""

from __future__ import annotations

from collections.abc import Iterator
from itertools import pairwise

from xushi.checking.case import Case
from xushi.checking.registry import Finding, Rule
from xushi.checking.rules._words import number, period
from xushi.document.model import Commitment
from xushi.problems import Severity
from xushi.targets.model import Change, Target

_SHORTEST = 6  #: “继续推进。” is said of any two quarters


def _find(case: Case) -> Iterator[Finding]:
    for commitment in case.planned:
        for before, after in pairwise(commitment.milestones):
            text = "".join(before.text.split())
            if len(text) < _SHORTEST or text != "".join(after.text.split()):
                continue
            if after.targets and not any(_adds_up(fact, commitment) for fact in after.targets):
                yield Finding(
                    "第{item}项：{after}的安排与{before}一字不差，中间没有推进。",
                    {"item": number(commitment), "before": period(before), "after": period(after)},
                    after.span,
                    commitment.number,
                )


def _adds_up(fact: Target, commitment: Commitment) -> bool:
    """Tell whether the figures of this name, added over the periods, are a target of the item."""
    if fact.change is Change.CUMULATIVE:
        return False
    row = [
        other.value
        for milestone in commitment.milestones
        for other in milestone.targets
        if (other.of, other.unit) == (fact.of, fact.unit)
    ]
    return any(target.kind is fact.kind and target.value == sum(row) for target in commitment.targets)


RULE = Rule(
    "quarter-repeats",
    Severity.WARNING,
    "请核对是否误贴了上一期的内容；如果确实没有变化，可以说明理由后保留。",
    _find,
)
