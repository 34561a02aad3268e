"""Narrowing a list of problems by severity, kind and item: every choice is an address, so it works without scripts."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Literal
from urllib.parse import urlencode

from xushi.problems import Severity
from xushi_web.checks.explanations import Text, explanation_of
from xushi_web.checks.queries import Listed

_WORST_FIRST = {severity.value: rank for rank, severity in enumerate(Severity)}
_DIGITS = re.compile(r"\d+")

Facet = Literal["severity", "kind", "item"]


@dataclass(frozen=True, slots=True)
class Narrowing:
    """What is chosen; an empty choice means all. `accepted` shows the accepted problems instead of the open ones."""

    severity: str = ""
    kind: str = ""
    item: str = ""
    accepted: bool = False

    @classmethod
    def of(cls, query: Mapping[str, str]) -> Narrowing:
        """Return the choices that an address makes."""
        severity = query.get("severity", "")
        return cls(
            severity if severity in _WORST_FIRST else "",
            query.get("kind", ""),
            query.get("item", ""),
            query.get("accepted") == "1",
        )

    def __bool__(self) -> bool:
        return bool(self.severity or self.kind or self.item)

    @property
    def address(self) -> str:
        """The part of an address that makes these choices."""
        chosen = {"severity": self.severity, "kind": self.kind, "item": self.item, "accepted": "1" * self.accepted}
        return "?" + urlencode({name: value for name, value in chosen.items() if value})

    def lets(self, problem: Listed) -> bool:
        """Tell whether a problem is among those chosen."""
        row = problem.row
        return (
            self.severity in {"", row.severity}
            and self.kind in {"", row.code}
            and self.item in {"", row.item}
            and self.accepted is (problem.acceptance is not None)
        )


@dataclass(frozen=True, slots=True)
class Option:
    """One choice: its name, how many problems it leaves, where it leads; a chosen one leads back to all."""

    name: Text
    value: str
    count: int
    address: str
    chosen: bool


@dataclass(frozen=True, slots=True)
class Group:
    """The problems of one kind. The hint is said once where all have the same."""

    code: str
    title: Text
    severity: str
    hint: str
    problems: Sequence[Listed]


@dataclass(frozen=True, slots=True)
class ProblemList:
    """A list of problems with the choices to narrow it."""

    narrowing: Narrowing
    problems: Sequence[Listed]  #: those chosen
    groups: Sequence[Group]
    severities: Sequence[Option]
    kinds: Sequence[Option]
    items: Sequence[Option]
    open_count: int
    accepted_count: int

    @property
    def of_open(self) -> str:
        """Where the open problems are listed."""
        return replace(self.narrowing, accepted=False).address

    @property
    def of_accepted(self) -> str:
        """Where the accepted problems are listed."""
        return replace(self.narrowing, accepted=True).address

    @property
    def of_all(self) -> str:
        """Where nothing is narrowed."""
        return Narrowing(accepted=self.narrowing.accepted).address


def narrowed(problems: Sequence[Listed], narrowing: Narrowing) -> ProblemList:
    """Return the problems that `narrowing` lets through, grouped by kind, the worst first, and all choices."""
    chosen = [problem for problem in problems if narrowing.lets(problem)]
    accepted = sum(problem.acceptance is not None for problem in problems)
    items = sorted(_options(problems, narrowing, "item"), key=lambda option: _natural(option.value))
    kinds = sorted(_options(problems, narrowing, "kind"), key=lambda option: -option.count)
    severities = _options(problems, narrowing, "severity")
    return ProblemList(
        narrowing,
        chosen,
        _groups(chosen),
        sorted(severities, key=lambda option: _WORST_FIRST[option.value]),
        kinds,
        [option for option in items if option.value],
        len(problems) - accepted,
        accepted,
    )


def _groups(problems: Sequence[Listed]) -> list[Group]:
    by_code: dict[str, list[Listed]] = {}
    for problem in problems:
        by_code.setdefault(problem.row.code, []).append(problem)
    groups = [
        Group(
            code,
            explanation_of(code).title,
            min((row.row.severity for row in rows), key=_WORST_FIRST.__getitem__),
            rows[0].hint if len({row.hint for row in rows}) == 1 else "",
            rows,
        )
        for code, rows in by_code.items()
    ]
    return sorted(groups, key=lambda group: (_WORST_FIRST[group.severity], -len(group.problems)))


def _options(problems: Sequence[Listed], narrowing: Narrowing, facet: Facet) -> list[Option]:
    """Return the choices of one facet, counted among what the other facets leave."""
    rest = _with(narrowing, facet, "")
    counts = Counter(_value(problem, facet) for problem in problems if rest.lets(problem))
    chosen = getattr(narrowing, facet)
    if chosen and chosen not in counts:
        counts[chosen] = 0
    return [
        Option(
            explanation_of(value).title if facet == "kind" else value,
            value,
            count,
            (rest if value == chosen else _with(narrowing, facet, value)).address,
            value == chosen,
        )
        for value, count in counts.items()
    ]


def _with(narrowing: Narrowing, facet: Facet, value: str) -> Narrowing:
    match facet:
        case "severity":
            return replace(narrowing, severity=value)
        case "kind":
            return replace(narrowing, kind=value)
        case "item":
            return replace(narrowing, item=value)


def _value(problem: Listed, facet: Facet) -> str:
    row = problem.row
    return {"severity": row.severity, "kind": row.code, "item": row.item}[facet]


def _natural(item: str) -> tuple[list[int], str]:
    return [int(digits) for digits in _DIGITS.findall(item)], item
