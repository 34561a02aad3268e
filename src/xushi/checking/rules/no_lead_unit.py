"""An item has units but none that leads, where the other items of the document have one; or no unit at all.

Silent for items that others do, and in documents that name no leads.
"""

from __future__ import annotations

from collections.abc import Iterator

from xushi.checking.case import Case
from xushi.checking.registry import Finding, Rule
from xushi.checking.rules._numbers import head
from xushi.checking.rules._words import number
from xushi.document.model import Applicability, Role
from xushi.problems import Severity

_MOST = 0.6  #: of the items have a lead, so that one without is an exception


_LEADING = {Role.LEAD, Role.SOLE}


def _find(case: Case) -> Iterator[Finding]:
    for programme in case.document.programmes:
        ours = [item for item in programme.commitments if item.applicability is Applicability.OURS]
        unled = [item for item in ours if not any(unit.role in _LEADING for unit in item.assignments)]
        led = len(ours) - len(unled)
        if led < 2 or led < _MOST * len(ours):
            continue
        for item in unled:
            sentence = "第{item}项没有牵头单位，只有{units}。" if item.assignments else "第{item}项没有责任单位。"
            units = "、".join(unit.name for unit in item.assignments[:3])
            span = item.assignments[0].span if item.assignments else head(item.span)
            yield Finding(sentence, {"item": number(item), "units": units}, span, item.number)


RULE = Rule("no-lead-unit", Severity.WARNING, "请指定一个牵头单位。", _find)
