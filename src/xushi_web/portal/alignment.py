"""The same promise in two years: which items of one list go on in the next, and which figures were raised.

Lists are written anew each year and renumbered, so only words count: two items are one promise carried on when their
texts agree by at least `CARRIED_ON` (Dice measure of neighbouring characters, figures left out because they are
what changes), each used once, the best pair first.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Hashable, Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal
from typing import TypeVar

from xushi_web.programmes.linking import bigrams

CARRIED_ON = 0.5

Before = TypeVar("Before", bound=Hashable)
After = TypeVar("After", bound=Hashable)


@dataclass(frozen=True, slots=True)
class Figure:
    """A promised figure, as far as two years can be compared by it."""

    unit: str
    of: str
    value: Decimal
    text: str


@dataclass(frozen=True, slots=True)
class Change:
    """A figure of the same unit and thing in both years."""

    before: Figure
    after: Figure

    @property
    def direction(self) -> str:
        """Whether it was raised, lowered or stayed: ``up``, ``down``, ``same``."""
        if self.before.value == self.after.value:
            return "same"
        return "up" if self.after.value > self.before.value else "down"


def aligned(before: Mapping[Before, str], after: Mapping[After, str]) -> dict[After, Before]:
    """Return for each item of `after` that carries one of `before` on, which; both are texts by key.

    Only pairs with a pair of characters in common are looked at, so the cost follows what the lists share.
    """
    words = {key: _words(text) for key, text in before.items()}
    holders: dict[str, list[Before]] = {}
    for key, pairs in words.items():
        for pair in pairs:
            holders.setdefault(pair, []).append(key)
    candidates: list[tuple[float, int, After, Before]] = []
    for order, (later, text) in enumerate(after.items()):
        own = _words(text)
        common = Counter(holder for pair in own for holder in holders.get(pair, ()))
        for earlier, shared in common.items():
            agreement = 2 * shared / (len(own) + len(words[earlier]))
            if agreement >= CARRIED_ON:
                candidates.append((-agreement, order, later, earlier))
    result: dict[After, Before] = {}
    used: set[Before] = set()
    for _agreement, _order, later, earlier in sorted(candidates, key=lambda row: row[:2]):
        if later not in result and earlier not in used:
            result[later] = earlier
            used.add(earlier)
    return result


def changes(before: Sequence[Figure], after: Sequence[Figure]) -> list[Change]:
    """Return the figures that both have: the same unit and the same thing, or the only one of its unit in each."""
    result = []
    rest = list(before)
    for figure in after:
        same_unit = [other for other in rest if other.unit == figure.unit]
        alone = len(same_unit) == 1 and sum(other.unit == figure.unit for other in after) == 1
        match = next((other for other in same_unit if alone or (figure.of and other.of == figure.of)), None)
        if match:
            rest.remove(match)
            result.append(Change(match, figure))
    return result


def _words(text: str) -> frozenset[str]:
    return bigrams("".join(character for character in text if not character.isdecimal()))
