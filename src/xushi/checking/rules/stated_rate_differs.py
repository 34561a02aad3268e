"""A stated rate is not what its figures give: 468 of 600 is 78 %, not 82 %.

Rounding of the figures and of the rate is allowed for; a rate whose figures are not known for sure is left alone.
"""

from __future__ import annotations

from collections.abc import Iterator

from xushi.checking.case import Case
from xushi.checking.registry import Finding, Rule
from xushi.checking.rules._words import number
from xushi.pacing import recompute_rates
from xushi.problems import Severity


def _find(case: Case) -> Iterator[Finding]:
    for commitment in case.reported:
        for rate in recompute_rates(commitment, case.bounds(commitment), case.wording):
            if not rate.agrees:
                yield Finding(
                    "第{item}项：{arithmetic}",
                    {"item": number(commitment), "arithmetic": rate.sentence},
                    rate.stated.span,
                    commitment.number,
                )


RULE = Rule(
    "stated-rate-differs",
    Severity.ERROR,
    "请核对完成数、目标数和百分比，三者要对得上。",
    _find,
)
