"""A sum of money lacks its unit: 资金1000万 may be 元 or anything."""

from __future__ import annotations

from collections.abc import Iterator

from xushi.checking.case import Case
from xushi.checking.registry import Finding, Rule
from xushi.checking.rules._magnitude import all_figures
from xushi.checking.rules._words import number, written
from xushi.problems import Severity
from xushi.targets.model import Kind


def _find(case: Case) -> Iterator[Finding]:
    for commitment in case.commitments:
        for fact in all_figures(commitment):
            if fact.kind is Kind.MONEY and fact.unit is None:
                yield Finding(
                    "第{item}项：金额“{written}”没有写单位。",
                    {"item": number(commitment), "written": written(fact)},
                    fact.span,
                    commitment.number,
                )


RULE = Rule("money-without-unit", Severity.NOTICE, "请补上“元”。", _find)
