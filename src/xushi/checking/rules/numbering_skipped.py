"""A number is left out: item 61 follows 59, step 3 follows 1. Silent where the number comes later."""

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
        if found.fault is not Fault.SKIPPED:
            continue
        values: dict[str, Any] = {
            "before": found.before.written,
            "after": found.at.written,
            "missing": "、".join(map(str, found.missing)),
        }
        if found.item is None:
            yield Finding("序号由{before}跳到{after}，缺{missing}。", values, head(found.at.span), found.at.written)
        else:
            values |= {"item": found.item, "period": period_name(found.where)}
            yield Finding(
                "第{item}项{period}的步骤序号由{before}跳到{after}，缺{missing}。",
                values,
                head(found.at.span),
                found.item,
            )


RULE = Rule("numbering-skipped", Severity.WARNING, "请核对是漏了一条，还是编错了号。", _find)
