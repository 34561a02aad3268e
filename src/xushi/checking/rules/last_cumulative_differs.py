"""Figures that are said to be cumulative end at another number than the target: 累计24万亩 of 26万亩 promised."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import pairwise

from xushi.checking.case import Case
from xushi.checking.registry import Finding, Rule
from xushi.checking.rules._magnitude import corrected
from xushi.checking.rules._words import named, number, off_by
from xushi.pacing import Reading, Unfit
from xushi.problems import Severity


def _find(case: Case) -> Iterator[Finding]:
    for commitment in case.planned:
        for binding in case.plans(commitment):
            unfit = binding.plan
            if not isinstance(unfit, Unfit) or not binding.certain or unfit.said is not Reading.CUMULATIVE:
                continue
            values = [planned.figure.value for planned in unfit.figures]
            difference = unfit.last.value - unfit.target.value
            falls = any(low > high for low, high in pairwise(values))
            if difference == 0 or falls or corrected(unfit.figures) is not None:
                continue
            adds_up = len(values) > 1 and unfit.total.value == unfit.target.value
            yield Finding(
                "第{item}项“{of}”：目标{target}，末期累计{last}，{off}；各期相加却正好等于目标，“累计”可能是误写。"
                if adds_up
                else "第{item}项“{of}”：目标{target}，末期累计{last}，{off}。",
                {
                    "item": number(commitment),
                    "of": named(binding.target, case.wording),
                    "target": unfit.target,
                    "last": unfit.last,
                    "off": off_by(difference, unfit.target.unit),
                },
                unfit.last.span,
                commitment.number,
            )


RULE = Rule(
    "last-cumulative-differs",
    Severity.ERROR,
    "请核对末期累计数和全年目标，使两者一致。",
    _find,
)
