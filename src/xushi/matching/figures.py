"""Two figures side by side: brought to one unit, then equal, raised, lowered or not comparable."""

from __future__ import annotations

import tomllib
from collections.abc import Sequence
from fractions import Fraction
from functools import cache, lru_cache
from pkgutil import get_data

from xushi.matching.model import Comparison, Outcome
from xushi.reading.script import folded
from xushi.targets.model import Comparator, Target

_CEILINGS = frozenset({Comparator.AT_MOST, Comparator.LESS})
_ORDER = (Outcome.EQUAL, Outcome.RAISED, Outcome.LOWERED)


def compare(left: Target, right: Target) -> Outcome:
    """Return how `right` stands to `left`; `DIFFERENT` where their units or directions cannot be compared.

    Values are compared exactly (1 亩 is 2000/3 m²) in the common unit of their dimension. A floor, a plain value and
    “about” compare by their numbers; a floor and a ceiling do not compare. Of two ranges neither of which lies
    higher at both ends, nothing can be said.
    """
    if not comparable(left, right):
        return Outcome.DIFFERENT
    (low, high), (new_low, new_high) = _ends(left), _ends(right)
    if (low, high) == (new_low, new_high):
        return Outcome.EQUAL
    if new_low >= low and new_high >= high:
        return Outcome.RAISED
    if new_low <= low and new_high <= high:
        return Outcome.LOWERED
    return Outcome.DIFFERENT


def comparable(left: Target, right: Target) -> bool:
    """Tell whether two figures measure in the same dimension and the same direction."""
    if dimension(left) != dimension(right) or (left.comparator in _CEILINGS) != (right.comparator in _CEILINGS):
        return False
    return left.change == right.change or left.change is None or right.change is None


def dimension(target: Target) -> str:
    """Return what the unit measures: ``area`` for 亩, ``things`` for 所; an unknown unit measures itself."""
    return _unit(target.unit)[0]


def amount(target: Target) -> Fraction:
    """Return the value in the unit of its dimension; of a range the lower end."""
    return Fraction(target.value) * _unit(target.unit)[1]


def side_by_side(left: Sequence[Target], right: Sequence[Target]) -> tuple[Comparison, ...]:
    """Return every figure of both sides exactly once, beside the figure of the other side it belongs to.

    Figures are paired off in this order: equal ones, then comparable ones that count the same thing, then other
    comparable ones. If one of each side is left that cannot be compared, they stand side by side as `DIFFERENT`.
    """
    pairs = [(compare(a, b), i, j) for i, a in enumerate(left) for j, b in enumerate(right)]
    ranked = sorted(
        (outcome != Outcome.EQUAL, not _same_thing(left[i], right[j]), i, j)
        for outcome, i, j in pairs
        if outcome in _ORDER
    )
    partner: dict[int, int] = {}
    taken: set[int] = set()
    for *_, i, j in ranked:
        if i not in partner and j not in taken:
            partner[i] = j
            taken.add(j)
    alone = [i for i in range(len(left)) if i not in partner]
    free = [j for j in range(len(right)) if j not in taken]
    if len(alone) == len(free) == 1:
        partner[alone[0]] = free.pop()
    compared = [
        Comparison(compare(a, right[partner[i]]), a, right[partner[i]])
        if i in partner
        else Comparison(Outcome.ONLY_LEFT, a, None)
        for i, a in enumerate(left)
    ]
    return (*compared, *(Comparison(Outcome.ONLY_RIGHT, None, right[j]) for j in free))


def _same_thing(left: Target, right: Target) -> bool:
    """Tell whether the names of what is counted share two characters in a row."""
    first, second = (folded(target.of or "", "hant") for target in (left, right))
    return any(first[i : i + 2] in second for i in range(len(first) - 1))


def _ends(target: Target) -> tuple[Fraction, Fraction]:
    size = _unit(target.unit)[1]
    high = target.value if target.value_high is None else target.value_high
    return Fraction(target.value) * size, Fraction(high) * size


@lru_cache(maxsize=4096)
def _unit(written: str | None) -> tuple[str, Fraction]:
    name = "".join(folded(written or "", "hant").split())
    return _units().get(name, (name, Fraction(1)))


@cache
def _units() -> dict[str, tuple[str, Fraction]]:
    tables: dict[str, dict[str, str]] = tomllib.loads((get_data(__package__, "units.toml") or b"").decode())
    return {
        folded(name): (dimension_, Fraction(size))
        for dimension_, sizes in tables.items()
        for size, names in sizes.items()
        for name in names.split()
    }
