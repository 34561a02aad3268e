"""The rules, found by looking into the folder ``rules``: a new rule is a new file there and nothing else."""

from __future__ import annotations

import importlib
import pkgutil
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from functools import cache
from types import MappingProxyType
from typing import Any

from xushi.checking.case import Case
from xushi.problems import Message, Problem, Severity
from xushi.spans import Span


@dataclass(frozen=True, slots=True)
class Finding:
    """What a rule found: the Chinese sentence with its values, the place, and the item."""

    sentence: str
    values: MappingProxyType[str, Any] | dict[str, Any] = field(default_factory=dict)
    span: Span | None = None
    item: str | None = None


@dataclass(frozen=True, slots=True)
class Rule:
    """One rule: a stable code, how bad what it finds is, what to do about it, and how it is found.

    `find` says nothing when it is not sure.
    """

    code: str
    severity: Severity
    hint: str
    find: Callable[[Case], Iterator[Finding]]

    def problems(self, case: Case) -> Iterator[Problem]:
        """Yield what the rule finds in a document."""
        for found in self.find(case):
            values = {name: _plain(value) for name, value in found.values.items()}
            message = Message(found.sentence, MappingProxyType(values))
            yield Problem(self.code, self.severity, message, Message(self.hint), found.span, found.item)


def _plain(value: Any) -> Any:
    return value if isinstance(value, (str, int, Message)) else str(value)


@cache
def all_rules() -> tuple[Rule, ...]:
    """Return all rules in the order of their codes."""
    from xushi.checking import rules as package  # noqa: PLC0415 - the rules import this module

    found: list[Rule] = []
    for module in pkgutil.iter_modules(package.__path__):
        if module.name.startswith("_"):
            continue
        rule = importlib.import_module(f"{package.__name__}.{module.name}").RULE
        if not isinstance(rule, Rule):
            message = f"xushi.checking.rules.{module.name} has no RULE"
            raise TypeError(message)
        found.append(rule)
    return tuple(sorted(found, key=lambda rule: rule.code))
