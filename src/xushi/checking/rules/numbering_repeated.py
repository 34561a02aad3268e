"""A number is given twice: items 15 and 15, or steps 3 and 3 inside one cell of a schedule."""

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
        if found.fault is not Fault.REPEATED:
            continue
        values: dict[str, Any] = {"number": found.at.written}
        if found.item is None:
            yield Finding("序号{number}用了两次。", values, head(found.at.span), found.at.written)
        else:
            values |= {"item": found.item, "period": period_name(found.where)}
            yield Finding("第{item}项{period}的步骤序号{number}用了两次。", values, head(found.at.span), found.item)


RULE = Rule("numbering-repeated", Severity.WARNING, "请重新编号；别处引用的序号要一并修改。", _find)
