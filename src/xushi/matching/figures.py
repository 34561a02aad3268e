"""Two figures side by side: brought to one unit, then equal, raised, lowered or not comparable."""

from __future__ import annotations

import tomllib
from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal
from functools import cache, lru_cache
from pkgutil import get_data

from xushi.matching.model import Comparison, Outcome
from xushi.reading.script import folded
from xushi.targets.model import Comparator, Target

_CEILINGS = frozenset({Comparator.AT_MOST, Comparator.LESS})


@dataclass(frozen=True, slots=True)
class Figure:
    """A target brought to the unit of its dimension (`units.toml`), exactly."""

    target: Target
    dimension: str  #: what the unit measures: ``area`` for 亩, ``things`` for 所; an unknown unit measures itself
    low: Decimal
    high: Decimal  #: the same as `low` but in a range

    @classmethod
    def of(cls, target: Target) -> Figure:
        """Bring `target` to the unit of its dimension."""
        dimension, size = _unit(target.unit)
        low = target.value * size
        return cls(target, dimension, low, low if target.value_high is None else target.value_high * size)

    def comparable(self, other: Figure) -> bool:
        """Tell whether two figures measure the same dimension and bind in the same direction."""
        first, second = self.target, other.target
        if self.dimension != other.dimension or (first.comparator in _CEILINGS) != (second.comparator in _CEILINGS):
            return False
        return first.change == second.change or first.change is None or second.change is None

    def compared(self, later: Figure) -> Outcome:
        """Return how `later` stands to this figure, as `compare` does."""
        if not self.comparable(later):
            return Outcome.DIFFERENT
        if (self.low, self.high) == (later.low, later.high):
            return Outcome.EQUAL
        if later.low >= self.low and later.high >= self.high:
            return Outcome.RAISED
        if later.low <= self.low and later.high <= self.high:
            return Outcome.LOWERED
        return Outcome.DIFFERENT

    def counts_what(self, other: Figure) -> bool:
        """Tell whether the names of what is counted share two characters in a row."""
        first, second = _thing(self.target.of), _thing(other.target.of)
        return any(first[i : i + 2] in second for i in range(len(first) - 1))


def compare(left: Target, right: Target) -> Outcome:
    """Return how `right` stands to `left`; `DIFFERENT` where their units or directions cannot be compared.

    Values are compared exactly (3 亩 are 2000 m²) in the common unit of their dimension. A floor, a plain value and
    “about” compare by their numbers; a floor and a ceiling do not compare. Of two ranges neither of which lies
    higher at both ends, nothing can be said.
    """
    return Figure.of(left).compared(Figure.of(right))


def side_by_side(left: Sequence[Figure], right: Sequence[Figure]) -> tuple[Comparison, ...]:
    """Return every figure of both sides exactly once, beside the figure of the other side it belongs to.

    Figures are paired off in this order: equal ones, then comparable ones that count the same thing, then other
    comparable ones. If one of each side is left that cannot be compared, they stand side by side as `DIFFERENT`.
    """
    pairs = [(a.compared(b), i, j) for i, a in enumerate(left) for j, b in enumerate(right)]
    ranked = sorted(
        (outcome is not Outcome.EQUAL, not left[i].counts_what(right[j]), i, j)
        for outcome, i, j in pairs
        if outcome is not Outcome.DIFFERENT
    )
    partner: dict[int, int] = {}
    free = set(range(len(right)))
    for *_, i, j in ranked:
        if i not in partner and j in free:
            partner[i] = j
            free.remove(j)
    alone = [i for i in range(len(left)) if i not in partner]
    if len(alone) == len(free) == 1:
        partner[alone[0]] = free.pop()
    compared = [
        Comparison(a.compared(right[partner[i]]), a.target, right[partner[i]].target)
        if i in partner
        else Comparison(Outcome.ONLY_LEFT, a.target, None)
        for i, a in enumerate(left)
    ]
    return (*compared, *(Comparison(Outcome.ONLY_RIGHT, None, right[j].target) for j in sorted(free)))


@lru_cache(maxsize=65536)
def _thing(written: str | None) -> str:
    return folded(written or "", "hant")


@lru_cache(maxsize=4096)
def _unit(written: str | None) -> tuple[str, Decimal]:
    name = "".join(folded(written or "", "hant").split())
    return _units().get(name, (name, Decimal(1)))


@cache
def _units() -> dict[str, tuple[str, Decimal]]:
    tables: dict[str, dict[str, str]] = tomllib.loads((get_data(__package__, "units.toml") or b"").decode())
    return {
        folded(name): (dimension_, Decimal(size))
        for dimension_, sizes in tables.items()
        for size, names in sizes.items()
        for name in names.split()
    }
