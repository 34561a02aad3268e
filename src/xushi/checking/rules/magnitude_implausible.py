"""A figure is so large that a city cannot have so many: 1300万套; or it is thousands of times what was promised."""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal

from xushi.checking.case import Case
from xushi.checking.registry import Finding, Rule
from xushi.checking.rules._magnitude import all_figures
from xushi.checking.rules._words import named, number, written
from xushi.document.model import Commitment
from xushi.pacing.figures import amount
from xushi.problems import Severity
from xushi.targets.model import Kind

#: Built or owned things of which even the largest city does not add so many in a year.
_MOST = dict.fromkeys("套户所座家栋幢部辆台间处片", Decimal(5_000_000))
_MOST["公里"] = Decimal(500_000)
_TIMES = Decimal(200)  #: a 万 too many in a quarter that has a fiftieth of the year


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
        yield from _beside_the_target(commitment, case)


def _beside_the_target(commitment: Commitment, case: Case) -> Iterator[Finding]:
    """Yield the planned and reported figures that are many times their target."""
    planned = [
        (binding.target, fact, "第{item}项“{of}”：目标{target}，计划为{fact}，是目标的{times}倍，数量级可能写错。")
        for binding in case.plans(commitment)
        if binding.certain
        for fact in binding.bound
    ]
    reported = [
        (bound.target, bound.fact, "第{item}项“{of}”：目标{target}，报告为{fact}，是目标的{times}倍，数量级可能写错。")
        for bound in case.bounds(commitment)
        if bound.certain
    ]
    for target, fact, sentence in [*planned, *reported]:
        if target.value <= 0 or target.kind is Kind.PERCENT or fact.value < target.value * _TIMES:
            continue
        yield Finding(
            sentence,
            {
                "item": number(commitment),
                "of": named(target, case.wording),
                "target": written(target),
                "fact": written(fact),
                "times": amount(fact.value // target.value, None),
            },
            fact.span,
            commitment.number,
        )


RULE = Rule(
    "magnitude-implausible",
    Severity.WARNING,
    "请核对“万”“亿”是否多写或漏写。",
    _find,
)
