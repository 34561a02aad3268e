"""A unit is not in the government's register of names. Silent where no register is given."""

from __future__ import annotations

from collections.abc import Iterator

from xushi.checking.case import Case
from xushi.checking.registry import Finding, Rule
from xushi.checking.rules._words import number
from xushi.problems import Severity


def _find(case: Case) -> Iterator[Finding]:
    known = case.options.known_agencies
    if not known:
        return
    said: set[str] = set()
    for commitment in case.commitments:
        for unit in commitment.assignments:
            if unit.group or unit.name in known or unit.written in known or unit.name in said:
                continue
            said.add(unit.name)
            yield Finding(
                "单位名录中没有“{unit}”（第{item}项）。",
                {"unit": unit.name, "item": number(commitment)},
                unit.span,
                commitment.number,
            )


RULE = Rule("unit-unknown", Severity.WARNING, "请核对名称，或把它加入名录、登记为某单位的别名。", _find)
