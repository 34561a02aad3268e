"""A figure cuts what cannot be cut: 0.5人次, because the 万 is missing.

Silent for measures that can be divided (0.5公里) and for step numbers that run into a figure (2.14所).
"""

from __future__ import annotations

from collections.abc import Iterator

from xushi.checking.case import Case
from xushi.checking.registry import Finding, Rule
from xushi.checking.rules._magnitude import MYRIAD, all_figures, is_divided
from xushi.checking.rules._words import number, written
from xushi.pacing.figures import amount
from xushi.problems import Severity


def _find(case: Case) -> Iterator[Finding]:
    for commitment in case.commitments:
        for fact in all_figures(commitment):
            if is_divided(fact, case):
                yield Finding(
                    "第{item}项：“{written}”不可能有小数，可能漏写了“万”，应为{meant}。",
                    {
                        "item": number(commitment),
                        "written": written(fact),
                        "meant": amount(fact.value * MYRIAD, fact.unit),
                    },
                    fact.span,
                    commitment.number,
                )


RULE = Rule(
    "ten-thousand-missing",
    Severity.ERROR,
    "请对照同项其他数字核对单位。",
    _find,
)
