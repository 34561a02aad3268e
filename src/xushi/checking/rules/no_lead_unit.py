"""An item has units but none that leads, where the other items of the document have one; or no unit at all.

Silent for items that others do, and in documents that name no leads.
"""

from __future__ import annotations

from collections.abc import Iterator

from xushi.checking.case import Case
from xushi.checking.registry import Finding, Rule
from xushi.checking.rules._numbers import head
from xushi.checking.rules._words import number
from xushi.document.model import Applicability, Commitment, Role
from xushi.problems import Severity

_MOST = 0.6  #: of the items have a lead, so that one without is an exception


def _find(case: Case) -> Iterator[Finding]:
    for programme in case.document.programmes:
        ours = [item for item in programme.commitments if item.applicability is Applicability.OURS]
        named = sum(any(unit.role is Role.LEAD for unit in item.assignments) for item in ours)
        most_lead = named >= _MOST * len(ours)
        unled = [item for item in ours if not _is_led(item, most_lead=most_lead)]
        led = len(ours) - len(unled)
        if led < 2 or led < _MOST * len(ours):
            continue
        for item in unled:
            sentence = "第{item}项没有牵头单位，只有{units}。" if item.assignments else "第{item}项没有责任单位。"
            units = "、".join(unit.name for unit in item.assignments[:3])
            span = item.assignments[0].span if item.assignments else head(item.span)
            yield Finding(sentence, {"item": number(item), "units": units}, span, item.number)


def _is_led(item: Commitment, *, most_lead: bool) -> bool:
    """Tell whether somebody leads: a lead, or who answers alone; of several who answer none does where others lead."""
    roles = [unit.role for unit in item.assignments]
    return Role.LEAD in roles or (Role.SOLE in roles and (len(roles) == 1 or not most_lead))


RULE = Rule("no-lead-unit", Severity.WARNING, "请指定一个牵头单位。", _find)
