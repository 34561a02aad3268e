"""A cumulative figure is smaller than that of the period before: 累计210户, then 累计180户.

Figures whose 万 is missing fall too; they have a rule of their own. Increments may fall.
"""

from __future__ import annotations

from collections.abc import Iterator
from itertools import pairwise

from xushi.checking.case import Case
from xushi.checking.registry import Finding, Rule
from xushi.checking.rules._magnitude import corrected
from xushi.checking.rules._words import day_message, named, number
from xushi.pacing import Reading, Unfit
from xushi.pacing.figures import amount
from xushi.problems import Severity

_NO_SUMS = {Reading.LEVEL, Reading.INCREMENTAL}


def _find(case: Case) -> Iterator[Finding]:
    for commitment in case.planned:
        for binding in case.plans(commitment):
            unfit = binding.plan
            if not isinstance(unfit, Unfit) or not binding.certain or unfit.said in _NO_SUMS:
                continue
            if unfit.said is not Reading.CUMULATIVE and unfit.last.value != unfit.target.value:
                continue
            if corrected(unfit.figures) is not None:
                continue
            for before, after in pairwise(unfit.figures):
                if after.top < before.figure.value:
                    fall = before.figure.value - after.figure.value
                    yield Finding(
                        "第{item}项“{of}”：累计数应当只增不减，{before_day}为{before}，{after_day}却为{after}，少了{fall}。",
                        {
                            "item": number(commitment),
                            "of": named(binding.target, case.wording),
                            "before": before.figure,
                            "after": after.figure,
                            "before_day": day_message(before.on),
                            "after_day": day_message(after.on),
                            "fall": amount(fall, binding.target.unit),
                        },
                        after.figure.span,
                        commitment.number,
                    )


RULE = Rule(
    "cumulative-falls",
    Severity.ERROR,
    "请核对这两期的数字，可能写颠倒了，或其中一个是当期数。",
    _find,
)
