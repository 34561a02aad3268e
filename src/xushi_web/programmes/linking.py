"""The same promise, told by several documents: which items are one commitment.

The rule, in order. An item can only be a commitment of the list it stands in (same kind of list, same level), and a
commitment is told at most once by one document.

1. **Number**: a number is equal and the words agree by at least `AGREEING`. A shorter telling (the title in a
   ballot, the first clause in a bulletin) agrees as far as its own words go, hence the overlap measure.
2. **Words**: the numbers differ (a list was renumbered, or has none) and the texts are nearly the same: the best
   pair of at least `NEARLY_EQUAL` by the Dice measure, which a short text inside a long one does not reach.
3. Otherwise the item is a commitment of its own, and is shown as such to be looked at.
"""

from __future__ import annotations

from collections.abc import Callable, Hashable, Iterable, Sequence
from dataclasses import dataclass
from enum import StrEnum
from itertools import pairwise
from typing import Any, Generic, TypeVar

AGREEING = 0.5
NEARLY_EQUAL = 0.75

Key = TypeVar("Key", bound=Hashable)


class Link(StrEnum):
    """How an item came to its commitment."""

    NUMBER = "number"
    WORDS = "words"
    NEW = "new"


@dataclass(frozen=True, slots=True)
class Promise(Generic[Key]):
    """A commitment or an item, as far as linking looks at it.

    `numbers` are those the documents give it; `wordings` are the bigrams of what each says of it: a satisfaction
    vote repeats the short title of the ballot, not the sentence of the breakdown. Words agree as the closest pair does.
    """

    key: Key
    programme: Hashable
    numbers: tuple[str, ...]
    wordings: tuple[frozenset[str], ...]


@dataclass(frozen=True, slots=True)
class Linked(Generic[Key]):
    """What an item was linked to: nothing (`key` is None) for a new one."""

    key: Key | None
    link: Link
    similarity: float | None = None


def bigrams(*texts: str) -> frozenset[str]:
    """Return the pairs of neighbouring letters and digits of each text; punctuation and blanks do not part them."""
    pairs: set[str] = set()
    for text in texts:
        letters = "".join(character for character in text if character.isalnum())
        pairs.update(map("".join, pairwise(letters)))
    return frozenset(pairs)


def overlap(one: frozenset[str], other: frozenset[str]) -> float:
    """Return how much of the shorter text stands in the longer one, 0 to 1."""
    shorter = min(len(one), len(other))
    return len(one & other) / shorter if shorter else 0.0


def dice(one: frozenset[str], other: frozenset[str]) -> float:
    """Return how equal the texts are, 0 to 1."""
    total = len(one) + len(other)
    return 2 * len(one & other) / total if total else 0.0


def link(items: Sequence[Promise[int]], known: Iterable[Promise[Key]]) -> dict[int, Linked[Key]]:
    """Return for each item (by key) the commitment it tells of. The rule stands at the head of this module."""
    result: dict[int, Linked[Key]] = {}
    free = {promise.key: promise for promise in known}
    by_number: dict[tuple[Hashable, str], list[Promise[Key]]] = {}
    for promise in free.values():
        for number in set(promise.numbers) - {""}:
            by_number.setdefault((promise.programme, number), []).append(promise)
    for item in items:
        rows = [row for number in item.numbers for row in by_number.get((item.programme, number), [])]
        best = max(
            ((_closest(overlap, item, row), row.key) for row in rows if row.key in free),
            key=lambda pair: pair[0],
            default=None,
        )
        if best and best[0] >= AGREEING:
            result[item.key] = Linked(best[1], Link.NUMBER, best[0])
            del free[best[1]]
    pairs = [
        (measure, item.key, row.key)
        for item in items
        if item.key not in result
        for row in free.values()
        if row.programme == item.programme and (measure := _closest(dice, item, row)) >= NEARLY_EQUAL
    ]
    for measure, item_key, key in sorted(pairs, key=lambda pair: -pair[0]):
        if item_key not in result and key in free:
            result[item_key] = Linked(key, Link.WORDS, measure)
            del free[key]
    return {item.key: result.get(item.key, Linked(None, Link.NEW)) for item in items}


def _closest(
    measure: Callable[[frozenset[str], frozenset[str]], float], one: Promise[Any], other: Promise[Any]
) -> float:
    return max((measure(a, b) for a in one.wordings for b in other.wordings), default=0.0)
