"""A unit is named twice in one item, as lead and as supporting unit or twice in a row. Groups (各县区) may be."""

from __future__ import annotations

from collections.abc import Iterator

from xushi.checking.case import Case
from xushi.checking.registry import Finding, Rule
from xushi.checking.rules._words import number
from xushi.problems import Severity


def _find(case: Case) -> Iterator[Finding]:
    for commitment in case.commitments:
        seen: set[str] = set()
        for unit in commitment.assignments:
            if unit.name in seen and not unit.group:
                yield Finding(
                    "第{item}项中“{unit}”出现了两次。",
                    {"item": number(commitment), "unit": unit.name},
                    unit.span,
                    commitment.number,
                )
            seen.add(unit.name)


RULE = Rule("unit-named-twice", Severity.WARNING, "请删去一处；牵头单位不必再列为配合单位。", _find)
