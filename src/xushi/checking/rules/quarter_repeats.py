"""A period is planned word for word as the one before, so that nothing moves between them.

Silent where its figures may be increments: 10 in the second quarter and 10 in the third are twenty.
"""

from __future__ import annotations

from collections.abc import Iterator
from itertools import pairwise

from xushi.checking.case import Case
from xushi.checking.registry import Finding, Rule
from xushi.checking.rules._words import number, period
from xushi.document.model import Commitment, Milestone
from xushi.pacing import Plan, Reading
from xushi.pacing.wording import says
from xushi.problems import Severity
from xushi.targets.model import Change, Target

_COPIED = 40  #: so many equal characters were pasted; “开展培训30人次。” may be planned twice
_SHORTEST = 6  #: “继续推进。” is said of any two quarters


def _find(case: Case) -> Iterator[Finding]:
    for commitment in case.planned:
        for before, after in pairwise(commitment.milestones):
            text = "".join(before.text.split())
            if len(text) < _SHORTEST or text != "".join(after.text.split()):
                continue
            standing = any(_stands_still(fact, commitment, case) for fact in after.targets)
            if standing or (after.targets and len(text) >= _COPIED and not _adds_up(after, commitment)):
                yield Finding(
                    "第{item}项：{after}的安排与{before}一字不差，中间没有推进。",
                    {"item": number(commitment), "before": period(before), "after": period(after)},
                    after.span,
                    commitment.number,
                )


def _stands_still(fact: Target, commitment: Commitment, case: Case) -> bool:
    """Tell whether a figure says how much there is by then, so that it ought to have grown; by words or by its row."""
    for binding in case.plans(commitment):
        if isinstance(binding.plan, Plan) and binding.plan.reading is Reading.CUMULATIVE and fact in binding.bound:
            return True
    return fact.change is Change.CUMULATIVE or says("cumulative", case.wording.before(fact.span))


def _adds_up(milestone: Milestone, commitment: Commitment) -> bool:
    """Tell whether a figure of the period, added over the periods, is a target of the item."""
    for fact in milestone.targets:
        row = [
            other.value
            for each in commitment.milestones
            for other in each.targets
            if (other.of, other.unit) == (fact.of, fact.unit)
        ]
        if any(target.kind is fact.kind and target.value == sum(row) for target in commitment.targets):
            return True
    return False


RULE = Rule(
    "quarter-repeats",
    Severity.WARNING,
    "请核对是否误贴了上一期的内容；如果确实没有变化，可以说明理由后保留。",
    _find,
)
