"""A number is smaller than the one before it: step 2 after step 3. Repeated ones have their own rule."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from xushi.checking.case import Case
from xushi.checking.registry import Finding, Rule
from xushi.checking.rules._numbers import Fault, head, misnumbered
from xushi.checking.rules._words import period_name
from xushi.problems import Severity


def _find(case: Case) -> Iterator[Finding]:
    for found in misnumbered(case):
        if found.fault is not Fault.BACKWARDS:
            continue
        values: dict[str, Any] = {"before": found.before.written, "after": found.at.written}
        if found.item is None:
            yield Finding("序号{before}之后是{after}，次序颠倒。", values, head(found.at.span), found.at.written)
        else:
            values |= {"item": found.item, "period": period_name(found.where)}
            yield Finding(
                "第{item}项{period}的步骤序号{before}之后是{after}，次序颠倒。", values, head(found.at.span), found.item
            )


RULE = Rule("numbering-out-of-order", Severity.WARNING, "请核对次序，重新编号。", _find)
