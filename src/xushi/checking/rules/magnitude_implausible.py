"""A figure is so large that a city cannot have so many: 1300万套; or it is thousands of times what was promised."""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal

from xushi.checking.case import Case
from xushi.checking.registry import Finding, Rule
from xushi.checking.rules._magnitude import all_figures
from xushi.checking.rules._words import named, number, written
from xushi.pacing.figures import amount
from xushi.problems import Severity
from xushi.targets.model import Kind

#: Built or owned things of which even the largest city does not add so many in a year.
_MOST = dict.fromkeys("套户所座家栋幢部辆台间处片", Decimal(5_000_000))
_MOST["公里"] = Decimal(500_000)
_TIMES = Decimal(500)


def _find(case: Case) -> Iterator[Finding]:
    for commitment in case.commitments:
        for fact in all_figures(commitment):
            most = _MOST.get(fact.unit or "")
            if most is not None and fact.kind in {Kind.COUNT, Kind.LENGTH} and fact.value >= most:
                yield Finding(
                    "第{item}项：“{written}”数量过大，一个地方一年不会有这么多。",
                    {"item": number(commitment), "written": written(fact)},
                    fact.span,
                    commitment.number,
                )
        for bound in case.bounds(commitment):
            if not bound.certain or bound.target.value <= 0 or bound.target.kind is Kind.PERCENT:
                continue
            if bound.fact.value >= bound.target.value * _TIMES:
                yield Finding(
                    "第{item}项“{of}”：目标{target}，报告为{fact}，是目标的{times}倍，数量级可能写错。",
                    {
                        "item": number(commitment),
                        "of": named(bound.target),
                        "target": written(bound.target),
                        "fact": written(bound.fact),
                        "times": amount(bound.fact.value // bound.target.value, None),
                    },
                    bound.fact.span,
                    commitment.number,
                )


RULE = Rule(
    "magnitude-implausible",
    Severity.WARNING,
    "请核对“万”“亿”是否多写或漏写。",
    _find,
)
